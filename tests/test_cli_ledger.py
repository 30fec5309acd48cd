"""The ledger by its command line: what is printed, what is refused, and that limits count what is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportedly.cli import app

SAMPLES = Path(__file__).parent.parent / "src" / "reportedly" / "data" / "samples" / "samples.jsonl"


def run(*words: str, fails: int = 0) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == fails, result.output
    return result.stdout


def lines(*words: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in run(*words, "--format", "jsonl").splitlines()]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("cli") / "samples.db")
    assert "12 added" in run("add", path, str(SAMPLES), "--jobs", "1")
    return path


def test_each_view_has_its_fields(ledger: str) -> None:
    assert {"id", "articles", "agency", "why"} <= lines("origins", ledger)[0].keys()
    wanted = {
        "id",
        "event_types",
        "date_start",
        "date_end",
        "place",
        "parties",
        "articles",
        "origins",
        "claims",
        "status",
    }
    assert wanted <= lines("incidents", ledger)[0].keys()
    assert {"incident", "of", "measure", "side", "values", "kind", "why"} <= lines("figures", ledger)[0].keys()
    fields = {"claim", "article", "source", "date_start", "date_end", "condition", "verdict", "shown_by", "why"}
    assert fields <= lines("forecasts", ledger)[0].keys()
    assert len(lines("reports", ledger)) == 12


def test_a_limit_counts_what_is_shown(ledger: str) -> None:
    conflicts = lines("figures", ledger, "--kind", "conflict")
    assert len(conflicts) > 1
    assert lines("figures", ledger, "--kind", "conflict", "--limit", "1") == conflicts[:1]
    assert lines("figures", ledger, "--kind", "conflict", "--limit", "1", "--offset", "1") == conflicts[1:2]
    late = lines("forecasts", ledger, "--verdict", "late")
    assert late
    assert lines("forecasts", ledger, "--verdict", "late", "--limit", "1") == late[:1]


def test_a_bad_line_of_readings_does_not_stop_the_rest(ledger: str, tmp_path: Path) -> None:
    readings = tmp_path / "readings.jsonl"
    good = run("read", str(SAMPLES), "--format", "jsonl").splitlines()[0]
    readings.write_text(f"{good}\nno reading\n{good}\n", encoding="utf-8")
    said = run("add", str(tmp_path / "new.db"), str(readings), fails=1)
    assert "1 added, 1 failed, 1 there already" in said


def test_a_judgement_needs_a_reason(ledger: str) -> None:
    run("judge", ledger, "claim", "97fc310f38f467b8", fails=2)
    run("figures", ledger, "--kind", "quarrel", fails=2)
