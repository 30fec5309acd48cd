"""MUC-4: keys, credits and templates on cases worked out by hand."""

from __future__ import annotations

import pytest

from bench.corpora.muc import read_key, read_texts
from bench.muc_score import Incident, date_credit, place_credit, score_document, type_credit, value_credit
from bench.score import Prf, Rate

KEY = """0.  MESSAGE: ID                     TST9-MUC9-0001
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  - 04 FEB 90
3.  INCIDENT: LOCATION              PERU: SORNA (CITY)
4.  INCIDENT: TYPE                  BOMBING
9.  PERP: INDIVIDUAL ID             "TWO MASKED MEN" / "MEN"
10. PERP: ORGANIZATION ID           ? "RED DAWN"
11. PERP: ORGANIZATION CONFIDENCE   ? POSSIBLE: "RED DAWN"
21. HUM TGT: NUMBER                 3: "GUARDS"
                                    1: "DRIVER"
23. HUM TGT: EFFECT OF INCIDENT     DEATH: "GUARDS"
                                    INJURY: "DRIVER"

0.  MESSAGE: ID                     TST9-MUC9-0002
1.  MESSAGE: TEMPLATE               *
2.  INCIDENT: DATE                  *
"""
(_, TEMPLATE), (_, NOTHING) = read_key(KEY)


def incident(**fields: object) -> Incident:
    given = {"kind": "BOMBING", "days": (None, None), "place": ("PERU", "Sorna"), **fields}
    return Incident(**given)  # type: ignore[arg-type]


def test_the_key_is_read() -> None:
    assert NOTHING is None
    assert TEMPLATE is not None
    assert TEMPLATE.slots[9][0].strings == ("TWO MASKED MEN", "MEN")
    assert [fill.values for fill in TEMPLATE.slots[23]] == [("DEATH",), ("INJURY",)]
    assert TEMPLATE.slots[10][0].optional


def test_a_full_answer_earns_all_and_optional_fills_may_be_left_out() -> None:
    assert TEMPLATE is not None
    full = incident(
        individuals=("masked men",),
        numbers=(("3", "three guards"), ("1", "the driver")),
        effects=(("DEATH", "three guards"), ("INJURY", "the driver")),
    )
    rows = score_document([TEMPLATE], [full], "1990-02-04")
    assert rows["all slots"].counts()[:3] == (8, 8, 8)


def test_a_missed_incident_and_a_false_one() -> None:
    assert TEMPLATE is not None
    assert score_document([TEMPLATE], [], "1990-02-04")["all slots"].counts()[:3] == (0, 0, 8)
    assert score_document([], [incident()], "1990-02-04")["all slots"].counts()[:3] == (0, 3, 0)


def test_a_right_effect_on_the_wrong_person_is_half_right() -> None:
    assert TEMPLATE is not None
    rows = score_document([TEMPLATE], [incident(effects=(("DEATH", "a bishop"),))], "1990-02-04")
    assert rows["victim effect"] == Prf(0.5, 1, 2)


def test_another_type_is_not_mapped() -> None:
    assert TEMPLATE is not None
    rows = score_document([TEMPLATE], [incident(kind="KIDNAPPING")], "1990-02-04")
    assert rows["type"] == Prf(0, 1, 1)


def test_types() -> None:
    assert [type_credit(kind, ("BOMBING",)) for kind in ("BOMBING", "ATTACK", "ARSON")] == [1, 0.5, 0]


@pytest.mark.parametrize(
    ("days", "key", "credit"),
    [
        (("1990-02-02", "1990-02-02"), "02 FEB 90", 1),
        (("1990-02-03", "1990-02-03"), "02 FEB 90", 0),
        ((None, None), "- 04 FEB 90", 1),
        ((None, None), "04 FEB 90", 0.5),
        ((None, None), "02 FEB 90", 0),
        (("1990-02-03", "1990-02-03"), "- 04 FEB 90", 0.5),
        (("1990-02-03", "1990-02-03"), "02 FEB 90 - 04 FEB 90", 0.5),
        (("1990-02-01", "1990-02-07"), "02 FEB 90", 0.5),
    ],
)
def test_dates(days: tuple[str | None, str | None], key: str, credit: float) -> None:
    assert date_credit(days, (key,), "1990-02-04") == credit


def test_places() -> None:
    assert place_credit(("Peru", "Sorna"), ("PERU: SORNA (CITY)",)) == 1
    assert place_credit(("Peru",), ("PERU: SORNA (CITY)",)) == 0.5
    assert place_credit(("Chile",), ("PERU: SORNA (CITY)", "(CHILE)")) == 1
    assert place_credit(("Chile",), ("PERU: SORNA (CITY)",)) == 0
    assert place_credit(("Chile", "Sorna"), ("PERU: SORNA (CITY)",)) == 0.5
    assert place_credit(("Peru", "Sorna"), ("PERU",)) == 0.5
    assert place_credit(("Peru", "Sorna"), ("PERU: SORNA (CITY) - OTA (CITY)",)) == 0.5


def test_a_number_near_the_keys_is_half_right() -> None:
    assert [value_credit(value, "5 - 7", True) for value in ("7", "6", "~7")] == [0.5, 0, 0]
    assert value_credit("SUSPECTED OR ACCUSED", "SUSPECTED OR ACCUSED BY AUTHORITIES", True) == 0.5


def test_false_alarms_are_counted_on_reports_without_an_incident() -> None:
    assert TEMPLATE is not None
    name = "false alarms on reports without one"
    assert score_document([], [incident()], "1990-02-04")[name] == Rate(1, 1)
    assert name not in score_document([TEMPLATE], [incident()], "1990-02-04")


def test_texts_lose_their_header_and_keep_its_day() -> None:
    raw = "TST9-MUC9-0001\n\n   SORNA, 4 FEB 90 (XYZ) -- [TEXT] A BOMB\nWENT OFF.\n\n   MEN RAN.\n"
    ((name, text, place, day),) = read_texts(raw)
    assert (name, place, day) == ("TST9-MUC9-0001", "SORNA", "1990-02-04")
    assert text.startswith("A BOMB\nWENT OFF.\n\n")
