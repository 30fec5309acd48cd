"""Runs every task on what a folder of corpora holds and writes ``bench/RESULTS.md``: made anew each time."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.run import CODE, Outcome, cells, run
from bench.score import Figure
from bench.speed import lines, measure, texts_of
from bench.task import Bar
from bench.tasks import load_task

# Task and corpus, as the folders of the corpora are named in DESIGN section 7.
CORPORA = (
    ("attribution", "polnear/dev"),
    ("times", "wikiwars"),
    ("times-cases", "recognizers_datetime"),
    ("event-place", "event_location"),
    ("places", "geoparsing/lgl.xml"),
    ("places", "geoparsing/GeoVirus.xml"),
    ("actors", "re3d"),
    ("events", "wikievents/dev.jsonl"),
    ("status", "factuality_uw/dev.jsonl"),
    ("muc4", "muc4"),
    ("plover", "plover_gsr"),
    ("article-text", "article_extraction_zyte"),
    ("coreference", "ecbplus"),
    ("gate", "fa_kes"),
    ("gate", "muc4"),
    ("gate", "wikievents/dev.jsonl"),
    ("gate", "article_extraction_zyte"),
    ("gate", "polnear/dev"),
)
OWN_CASES = ("quantities", Path(__file__).resolve().parents[1] / "tests" / "cases" / "quantities.yml")

HEAD = """<!-- Made by `make bench`. Do not edit: run it again. -->
# What reportedly reaches

Ours and other tools on the same text in the same run. Each figure comes from counts summed over documents; brackets
hold the 95 % interval of a bootstrap over documents (1,000 draws, fixed seed). Counts stand as right/found/wanted. The
bars are those of DESIGN section 7. What each figure counts is said at the top of `bench/tasks/<task>.py`.

The tagger learned from PolNeAR's train part only; the head of factuality and the numbers of `bench/status.yml` from
that of factuality_uw. Which place is an event's was learned on one half of event_location; the bar stands on the
other half. The head of names learned from re3d; its figures are those of networks made in the same way that have not
seen the document (`docs/develop/model-card-names.md`). On ECB+ the weights of a topic were learned on others (five
folds); what is measured of claims and articles at all was chosen with an eye on all of it. PLOVER's sentences are cut
in two, and of the half called held no error was ever read. The gate's counts were looked at while it was made, those
of the held halves too (`bench/tasks/gate.py`). Of our own cases of quantities, those put aside (held) were never
developed on. Which of our events MUC-4 counts as incidents, which are one, and who fills their slots was learned from
that corpus's development set (`training/muc.py`); its figures are of the two test sets, which only measure, though
errors there were read when rules of the reader were written. Rules were written with an eye on errors in several of
these corpora: take figures on them for those of development, and measure on text of your own before relying on them.
Corpora are not part of this repository.
"""


def report(root: Path, *, peers: bool) -> Iterator[str]:
    """Give the lines of the report, task by task as they are done."""
    outcomes: list[Outcome] = []
    missing: list[str] = []
    for task, path in [*((task, root / where) for task, where in CORPORA), OWN_CASES]:
        if not path.exists():
            missing.append(f"- {task}: {path.name} is not there.")
            continue
        print(f"bench: {task} on {path.name}", file=sys.stderr)
        try:
            outcomes += run(load_task(task), path, limit=None, half=None, peers=peers)
        except Exception as error:  # one task that fails must not lose the others' figures; the report says so
            missing.append(f"- {task}: {path.name}: failed with {type(error).__name__}: {error}".split("\n")[0])
    yield HEAD
    yield from bars_table(outcomes)
    yield from cost(root)
    for outcome in outcomes:
        yield from section(outcome)
    if missing:
        yield "\n## Not measured\n"
        yield from missing


def bars_table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Give one line a bar: what was asked, what was reached, and the best peer."""
    yield "| task | corpus | figure | bar | ours | 95 % | reached | peers, same run |"
    yield "|---|---|---|---|---|---|---|---|"
    for outcome in outcomes:
        for bar in outcome.bars:
            figure = next((figure for figure in outcome.figures if figure.name == bar.figure), None)
            if figure is None:  # the corpus holds nothing that the bar asks about
                continue
            value = figure.values[bar.value]
            interval = f"{value.low:.3f} to {value.high:.3f}"
            reached = "yes" if value.value >= bar.at_least else "**no**"
            yield (
                f"| {outcome.task} | {outcome.corpus} | {bar.figure}, {bar.value} | {bar.at_least:.3f} | "
                f"{value.value:.3f} | {interval} | {reached} | {beside(outcome, bar, outcomes)} |"
            )


def beside(ours: Outcome, bar: Bar, outcomes: Sequence[Outcome]) -> str:
    """Give the peers' values of the same figure on the same corpus."""
    found = []
    for other in outcomes:
        if other.system != CODE and (other.task, other.sha256) == (ours.task, ours.sha256):
            figure = next((figure for figure in other.figures if figure.name == bar.figure), None)
            if figure:
                found.append(f"{other.system} {figure.values[bar.value].value:.3f}")
    return "; ".join(found) or "-"


def cost(root: Path) -> Iterator[str]:
    """Give the cost of a reading."""
    yield "\n## Cost\n\n```"
    data = root / "fa_kes"
    try:
        yield from lines(measure(texts_of(data if data.exists() else None, 60), rounds=5))
    except Exception as error:  # the report says what failed rather than being lost
        yield f"not measured: {type(error).__name__}: {error}"
    yield "```"


def section(outcome: Outcome) -> Iterator[str]:
    """Give all figures of one system on one corpus."""
    yield f"\n## {outcome.task}: {outcome.system} on {outcome.corpus}\n"
    yield f"{outcome.documents} documents, {outcome.seconds} s, sha256 `{outcome.sha256}`\n"
    yield "| figure | values |"
    yield "|---|---|"
    yield from (row(figure) for figure in outcome.figures)


def row(figure: Figure) -> str:
    """Give one figure as a line of a table."""
    return f"| {figure.name} | {cells(figure)} |"


def write(root: Path, target: Path, *, peers: bool) -> None:
    """Write the report of all corpora below a folder."""
    text = "\n".join(report(root, peers=peers)) + "\n"
    target.write_text(text, encoding="utf-8")
