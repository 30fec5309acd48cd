"""Stories: articles of one happening together, of another of its kind apart; the order of articles is no matter."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportedly.ledger.stories import average_link, stories_of, views_of
from reportedly.model import Provenance, Reading
from tests.conftest import article_of

QUAKES = {
    "a1": "Quake of 6.1 shakes Ombria\nA quake of magnitude 6.1 shook the island of Ombria at dawn, killing 14 "
    "people in Port Sele, the mayor Anso Brill said.",
    "a2": "Port Sele buries its dead\nPort Sele on the island of Ombria mourned 14 people killed by the quake of "
    "magnitude 6.1, mayor Anso Brill said.",
    "b1": "Quake of 5.4 hits Talvia\nA quake of magnitude 5.4 hit the hills of Talvia on Friday night and hurt 30 "
    "people in Karsa, governor Ilan Moreau said.",
    "b2": "Thirty hurt in Karsa\nIn Karsa, in the hills of Talvia, 30 people were hurt by a quake of magnitude 5.4, "
    "governor Ilan Moreau said.",
}


def views_by_key() -> dict[str, dict[str, Counter[str]]]:
    provenance = Provenance(reportedly="", codebook="", models={})
    return {key: views_of(Reading(article=article_of(text), provenance=provenance)) for key, text in QUAKES.items()}


def test_two_quakes_are_two_stories() -> None:
    assert stories_of(views_by_key()) == (("a1", "a2"), ("b1", "b2"))


def test_order_is_no_matter() -> None:
    views = views_by_key()
    assert stories_of(dict(reversed(views.items()))) == stories_of(views)


def test_no_articles_no_stories() -> None:
    assert stories_of({}) == ()


def test_views_see_names_and_figures() -> None:
    views = views_by_key()["a1"]
    assert "brill" in views["capitals"]
    assert "6.1" in views["figures"]
    assert "quak" in views["first"]


@given(st.integers(1, 8), st.randoms(use_true_random=False))
def test_average_link_is_a_partition(size: int, random: object) -> None:
    draw = random.random  # type: ignore[attr-defined]
    table = np.array([[round(draw(), 3) for _ in range(size)] for _ in range(size)])
    groups = average_link((table + table.T) / 2, least=0.5)
    assert sorted(at for group in groups for at in group) == list(range(size))


def test_average_link_by_hand() -> None:
    alike = np.array([[1.0, 0.9, 0.2], [0.9, 1.0, 0.6], [0.2, 0.6, 1.0]])
    assert average_link(alike, least=0.5) == [[0, 1], [2]]  # the mean of 0.2 and 0.6 is below
    assert average_link(alike, least=0.4) == [[0, 1, 2]]
