"""The formats of our own: columns, kinds of cells, points, and the same bytes out for the same records in."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest

from reportedly.errors import UsageError
from reportedly.export import FORMATS, Material, export
from reportedly.export.cells import written
from reportedly.export.records import CLAIM_COLUMNS, INCIDENT_COLUMNS
from tests.export.conftest import figure, row, told


def table(material: Material, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(export(material, name)).decode(), newline="")))


def test_the_same_bytes_each_time(material: Material) -> None:
    for name in FORMATS:
        assert b"".join(export(material, name)) == b"".join(export(material, name)), name


def test_every_format_takes_an_empty_ledger() -> None:
    for name in FORMATS:
        assert b"".join(export(told(), name)) or name == "jsonl", name


def test_no_such_format() -> None:
    with pytest.raises(UsageError, match="ucdp-ged"):
        export(told(), "excel")


def test_csv_of_the_samples(material: Material) -> None:
    found = table(material, "csv")
    assert len(found) == len(material.rows)
    assert tuple(found[0]) == CLAIM_COLUMNS
    assert {line["coded_by"] for line in found} == {"machine"}
    incidents = table(material, "csv-incidents")
    assert len(incidents) == len(material.incidents)
    assert tuple(incidents[0]) == INCIDENT_COLUMNS
    known = {line["incident"] for line in incidents}
    assert all(line["incident"] in known for line in found)


def test_a_claim_that_a_person_judged_says_so() -> None:
    material = told([row(1, judged="positive", judged_by="Ada"), row(2)])
    assert [line["coded_by"] for line in table(material, "csv")] == ["Ada", "machine"]
    assert table(material, "csv-incidents")[0]["coded_by"] == "machine; Ada"


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "\t=1", "=cmd|' /C calc'!A0", "＝1"])
def test_no_cell_becomes_a_formula(text: str) -> None:
    assert written(text) == f"'{text}"
    for name in ("csv", "csv-incidents", "ucdp-ged", "acled"):
        for line in table(told([row(1, actors=(text,), place=text)]), name):
            assert not [
                cell for cell in line.values() if cell[:1] in ("=", "+", "@", "\t", "＝") or cell.startswith("-2")
            ]


@pytest.mark.parametrize(
    ("value", "cell"), [("-5", "-5"), (-34.25, "-34.25"), (3.0, "3"), ("+12.5", "+12.5"), (True, "true")]
)
def test_numbers_are_left_as_they_are(value: str | float, cell: str) -> None:
    assert written(value) == cell


def test_jsonl_has_a_line_for_each_record(material: Material) -> None:
    found = [json.loads(line) for line in b"".join(export(material, "jsonl")).splitlines()]
    assert [item["record"] for item in found] == ["claim"] * len(material.rows) + ["incident"] * len(material.incidents)
    assert {item["coding"] for item in found} == {"machine"}


def test_geojson_of_the_samples(material: Material) -> None:
    found = json.loads(b"".join(export(material, "geojson")))
    assert found["type"] == "FeatureCollection"
    assert len(found["features"]) == len(material.incidents)
    points = [item for item in found["features"] if item["geometry"]]
    assert points
    for item in points:
        longitude, latitude = item["geometry"]["coordinates"]
        if item["properties"]["country"] == "SY":
            assert 32 < latitude < 38
            assert 35 < longitude < 43
        assert item["properties"]["precision"] not in ("country", "region", "unknown")


@pytest.mark.parametrize("precision", ["country", "region", "unknown"])
def test_no_point_where_only_a_country_is_known(precision: str) -> None:
    material = told([row(1, precision=precision)])
    (found,) = json.loads(b"".join(export(material, "geojson")))["features"]
    assert found["geometry"] is None
    assert found["properties"]["precision"] == precision
    assert found["properties"]["coding"] == "machine"


def test_parquet_has_types() -> None:
    import pyarrow.parquet

    data = b"".join(export(told([row(1), row(2, counted=(figure(12),))]), "parquet"))
    found = pyarrow.parquet.read_table(io.BytesIO(data))
    assert tuple(found.column_names) == CLAIM_COLUMNS
    assert found.column("best").to_pylist() == [3.0, 12.0]
    assert found.column("forecast").to_pylist() == [False, False]


def test_parquet_without_pyarrow_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"reportedly\[parquet\]"):
        list(export(told([row(1)]), "parquet"))
