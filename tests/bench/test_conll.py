"""The scores against examples that the literature works out by hand."""

from fractions import Fraction

import numpy as np
import pytest

from bench.conll import BCubed, Cluster, Conll, b3, b_cubed, ceaf_e, clusters, conll, muc

# Bagga and Baldwin (1998), figures 2 and 3: two responses to one truth of 12 mentions.
FIRST: list[Cluster] = [frozenset("12345"), frozenset("6789ABC")]
SECOND: list[Cluster] = [frozenset("1234589ABC"), frozenset("67")]
KEY: list[Cluster] = [frozenset("12345"), frozenset("67"), frozenset("89ABC")]


def test_muc_cannot_tell_the_two_responses_apart() -> None:
    for response in (FIRST, SECOND):
        assert muc(KEY, response) == (9, 9)
        assert muc(response, KEY) == (9, 10)


def test_b_cubed_can() -> None:
    total, count = b_cubed(FIRST, KEY)
    assert total / count == pytest.approx(16 / 21)  # 76 %, as printed
    total, count = b_cubed(SECOND, KEY)
    assert total / count == pytest.approx(7 / 12)  # 58 %, as printed
    assert b_cubed(KEY, FIRST) == (12, 12)


def test_muc_of_vilain() -> None:
    # Vilain et al. (1995): key {A B C D}, response {A B}, {C D}: recall 2/3, precision 2/2.
    assert muc([frozenset("ABCD")], [frozenset("AB"), frozenset("CD")]) == (2, 3)
    assert muc([frozenset("AB"), frozenset("CD")], [frozenset("ABCD")]) == (2, 2)


def test_ceaf_of_luo() -> None:
    # Luo (2005), table 1: the same truth and responses (a) and (b), entity-based.
    first = 2 * 5 / 10 + 2 * 5 / 12  # {1..5} whole; {8..C} with {6..C}
    assert ceaf_e(KEY, FIRST) == pytest.approx(first)
    assert ceaf_e(KEY, FIRST) / len(FIRST) == pytest.approx(float(Fraction(11, 12)))
    second = 2 * 5 / 15 + 2 * 2 / 4
    assert ceaf_e(KEY, SECOND) == pytest.approx(second)


def test_all_right_is_one_and_parts_add_up() -> None:
    whole = np.array(conll(KEY, KEY).counts())
    assert Conll.values(whole)["conll"] == pytest.approx(1.0)
    parts = np.array(conll(KEY[:1], KEY[:1]).counts()) + np.array(conll(KEY[1:], KEY[1:]).counts())
    assert parts == pytest.approx(whole)


def test_singletons_have_no_link_and_count_in_the_others() -> None:
    alone = clusters({1: "a", 2: "b"})
    scores = Conll.values(np.array(conll(alone, alone).counts()))
    assert scores["muc"] == 0.0
    assert scores["b3"] == scores["ceafe"] == 1.0


def test_b3_of_all_in_one_pile() -> None:
    values = BCubed.values(np.array(b3(clusters({1: "a", 2: "b"}), clusters({1: "x", 2: "x"})).counts()))
    assert values["recall"] == 1.0
    assert values["precision"] == pytest.approx(0.5)
