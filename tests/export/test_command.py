"""The command ``export`` over a ledger of the samples."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportedly.cli import app
from reportedly.errors import UsageError
from reportedly.export import FORMATS
from reportedly.ledger import open_ledger
from reportedly.model import Reading


@pytest.fixture(scope="module")
def ledger(samples: tuple[Reading, ...], tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("export") / "ledger.db"
    with open_ledger(str(path), create=True) as held:
        held.add_all(samples)
    return str(path)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_as_a_file(name: str, ledger: str, tmp_path: Path) -> None:
    path = tmp_path / f"out{FORMATS[name].ending}"
    done = CliRunner().invoke(app, ["export", ledger, "--as", name, "--output", str(path)])
    assert done.exit_code == 0, done.output
    assert path.stat().st_size > 1000
    assert list(tmp_path.iterdir()) == [path]


def test_to_standard_output_with_the_figures_that_differ(ledger: str) -> None:
    done = CliRunner().invoke(app, ["export", ledger, "--as", "jsonl"])
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert any(item["disagreements"] for item in found if item["record"] == "incident")


def test_every_claim_is_in_an_incident(ledger: str) -> None:
    done = CliRunner().invoke(app, ["export", ledger, "--as", "csv"])
    found = list(csv.DictReader(done.stdout.splitlines()))
    assert len(found) > 100
    assert all(line["incident"] and line["origin"] for line in found)


def test_as_of_a_day(ledger: str) -> None:
    done = CliRunner().invoke(app, ["export", ledger, "--as", "csv", "--as-of", "2019-02-10"])
    found = list(csv.DictReader(done.stdout.splitlines()))
    assert {line["published_end"] for line in found} == {"2019-02-10"}


def test_what_cannot_be(ledger: str, tmp_path: Path) -> None:
    for more in (
        ["--as", "excel"],
        ["--as", "csv", "--coarsen-km", "0"],
        ["--as", "csv", "-o", str(tmp_path / "no" / "x")],
    ):
        done = CliRunner().invoke(app, ["export", ledger, *more])
        assert isinstance(done.exception, UsageError), more
