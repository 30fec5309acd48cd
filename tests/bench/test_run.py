"""The command line and the frame around the tasks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.__main__ import main
from bench.run import choose
from bench.score import Prf, Rate, figures
from bench.task import digest, half_of
from bench.tasks import TASKS, load_task


def test_every_task_loads_and_bears_its_name() -> None:
    assert [load_task(name).name for name in TASKS] == list(TASKS)


def test_digest_tells_names_and_contents_apart(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    first = digest(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    renamed = digest(tmp_path)
    (tmp_path / "b").write_text("y")
    assert len({first, renamed, digest(tmp_path)}) == 3


def test_halves_share_no_document_and_lose_none() -> None:
    class Record:
        def __init__(self, name: str) -> None:
            self.id = name

    records = [Record(f"doc-{at}") for at in range(40)]
    dev, held = (choose(records, limit=None, half=half) for half in ("dev", "held"))
    assert {r.id for r in dev} | {r.id for r in held} == {r.id for r in records}
    assert not {r.id for r in dev} & {r.id for r in held}
    assert 10 <= len(dev) <= 30
    assert half_of("doc-1") == half_of("doc-1")
    assert [r.id for r in choose(records, limit=3, half=None)] == ["doc-0", "doc-1", "doc-2"]


def test_missing_data_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["times", "--data", "/no/such/corpus"])
    assert "is not there" in capsys.readouterr().err


def test_a_task_runs_on_a_small_corpus_and_prints_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = tmp_path / "cases.tml"
    corpus.write_text(
        "<TimeML><DCT>2019-02-10</DCT><TEXT>\n"
        'It fell on <TIMEX3 type="DATE" value="2019-02-09">Saturday</TIMEX3>.\n</TEXT></TimeML>'
    )
    assert main(["times", "--data", str(corpus), "--json"]) == 0
    outcome = json.loads(capsys.readouterr().out)
    assert (outcome["documents"], len(outcome["sha256"])) == (1, 64)
    assert outcome["figures"][0]["name"] == "strict span"


def test_figures_keep_the_order_of_the_task() -> None:
    assert [f.name for f in figures([{"b": Prf(1, 1, 1), "a": Rate(1, 1)}])] == ["b", "a"]
