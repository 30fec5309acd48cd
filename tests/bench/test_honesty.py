"""No value is a silent fallback: every reading of our samples and cases is supported by its own words or null."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from bench.supported import Unsupported, unsupported, values_of
from reportedly.captures import read_captures
from reportedly.model import Capture, Place, Quantity, Reading, Span, Time
from reportedly.reading import Reader, read_article

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
SAMPLES = ROOT / "src" / "reportedly" / "data" / "samples" / "samples.jsonl"


def captures() -> Iterator[Capture]:
    """Give our samples, and the sentences of our cases joined to texts of one day of publication."""
    yield from (one for one in read_captures([str(SAMPLES)]) if isinstance(one, Capture))
    for name in ("quantities", "times", "places"):
        texts: dict[str | None, list[str]] = {}
        for case in yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8")):
            day = str(case["published"]) if case.get("published") else None
            texts.setdefault(day, []).append(case["text"])
        for day, held in texts.items():
            yield Capture(path=f"{name} {day}", body="\n\n".join(held).encode(), published=day)


def read(capture: Capture, reader: Reader) -> Reading:
    found = read_article(capture, reader)
    assert isinstance(found, Reading), found
    return found


def test_every_value_of_our_samples_and_cases_is_supported(reader: Reader) -> None:
    found: list[tuple[str, Unsupported]] = []
    for capture in captures():
        found += [(capture.path, one) for one in unsupported(read(capture, reader))]
    assert found == []


TEXT = "On Friday, 12 May 2017, at least 40 men died near Mosul. Dozens fled."


def place_of(**fields: object) -> dict[str, object]:
    """Give a place on the words "Mosul"."""
    mosul = Place(id="p1", name="Mosul", precision="exact", mentions=(Span(start=50, end=55),))
    return {"places": (replace(mosul, **fields),)}  # type: ignore[arg-type]


def time_of(start: int, end: int, day: str) -> dict[str, object]:
    """Give a time of one day on some words."""
    return {"times": (Time(id="t1", start=start, end=end, type="DATE", value=day, date_start=day, date_end=day),)}


def quantity_of(start: int, end: int, figure: float | None) -> dict[str, object]:
    """Give a count on some words."""
    return {"quantities": (Quantity(id="q1", start=start, end=end, low=figure, best=figure, measure="count"),)}


FALSE_VALUES: list[tuple[str, dict[str, object]]] = [
    ("time against its year", time_of(3, 22, "2019-05-12")),
    ("time against its month", time_of(3, 22, "2017-06-12")),
    ("time against its weekday", time_of(3, 9, "2017-05-13")),
    ("year that no anchor gives", time_of(3, 9, "1995-05-12")),
    ("publication date stands in", time_of(62, 66, "2017-05-14")),
    ("figure not in its words", quantity_of(24, 35, 50)),
    ("no figure and no reason", quantity_of(36, 39, None)),
    ("point without a gazetteer entry", place_of(latitude=36.3, longitude=43.1)),
    ("entry does not bear the name", place_of(latitude=36.3, longitude=43.1, gazetteer_id="gn:1")),
    ("half a point", place_of(latitude=36.3)),
    ("no point and no reason", place_of()),
]


@pytest.mark.parametrize(("kind", "values"), FALSE_VALUES, ids=[kind for kind, _ in FALSE_VALUES])
def test_a_false_value_is_found(reader: Reader, kind: str, values: dict[str, object]) -> None:
    plain = read(Capture(path="x", body=TEXT.encode(), published="2017-05-14"), reader)
    bare = replace(plain, times=(), places=(), quantities=(), claims=(), forecasts=(), attributions=())
    assert kind in {one.kind for one in unsupported(replace(bare, **values))}  # type: ignore[arg-type]


def test_values_are_made_of_neighbouring_numbers() -> None:
    assert {110.0, 100.0, 10.0} <= values_of("a hundred and ten")
    assert 2500000.0 in values_of("two and a half million")
    assert any(value == pytest.approx(2 / 3) for value in values_of("two-thirds"))
    assert 5.0 not in values_of("four hundred")
