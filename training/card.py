"""Writes the model card: ``python -m training.card --run training/runs/main``, after ``training.export --ship``.

Scores the shipped files on PolNeAR dev with ``bench``'s own scorer: rules alone, tagger alone, both; and the joining
policy on the held-out articles of train as well, on which it was chosen.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.corpora.polnear import Document, Relation
from bench.score import figures
from bench.tasks.attribution import Answer, score_attributions
from reportedly.codebook.speech import SpeechLexicon, load_speech
from reportedly.extract.attributions import find_frames
from reportedly.extract.attributions.frames import Frame, Page, Range, read_page
from reportedly.extract.attributions.joining import frame_of, join_frames
from reportedly.extract.attributions.nesting import first_token, holders
from reportedly.extract.attributions.quotations import find_quotations
from reportedly.model import Tags
from reportedly.parse import load_parser, parse_article
from reportedly.parsed import Doc
from reportedly.tag import Tagger, load_tagger, tag_article
from training.examples import article_of, split_apart
from training.polnear import Report, read_polnear
from training.train import HELD, SEED

FIGURES = (
    "content tokens",
    "source exact",
    "attribution",
    "attribution, speech cue",
    "attribution, other cue",
    "attribution, direct",
    "attribution, mixed",
    "attribution, indirect",
    "attribution, source named",
    "attribution, source unnamed",
    "attribution, source pronoun",
    "attribution, source none",
    "cue exact",
    "content exact",
)
WORDS = 640
TEMPLATE = Path(__file__).parent / "card.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A report with all that the systems make of it."""

    report: Report
    page: Page
    rules: list[Frame]
    tags: Tags


Finder = Callable[[Seen], Sequence[Frame]]


def by_rules(seen: Seen) -> Sequence[Frame]:
    """Give the rules' frames."""
    return seen.rules


def by_tagger(seen: Seen) -> Sequence[Frame]:
    """Give the tagger's frames."""
    return [frame for frame in (frame_of(seen.page.doc, one) for one, _ in seen.tags.attributions) if frame]


def by_both(seen: Seen) -> Sequence[Frame]:
    """Give the joined frames."""
    return join_frames(seen.page.doc, seen.rules, seen.tags)


SYSTEMS: dict[str, Finder] = {"rules": by_rules, "tagger": by_tagger, "both": by_both}


@dataclass(slots=True)
class Clock:
    """Seconds of processor time on one thread."""

    parse: float = 0.0
    tag: float = 0.0
    words: int = 0


def look(reports: Sequence[Report], tagger: Tagger, lexicon: SpeechLexicon, clock: Clock) -> Iterator[Seen]:
    """Run parser, rules and tagger over reports."""
    nlp = load_parser()
    warm = article_of(reports[0])
    tag_article(warm, parse_article(warm, nlp), tagger)
    for report in reports:
        article = article_of(report)
        begun = time.process_time()
        doc = parse_article(article, nlp)
        parsed = time.process_time()
        tags = tag_article(article, doc, tagger)
        clock.tag += time.process_time() - parsed
        clock.parse += parsed - begun
        clock.words += len(report.text.split())
        page = read_page(doc, tuple(find_quotations(article)))
        yield Seen(report=report, page=page, rules=find_frames(page, lexicon=lexicon), tags=tags)


def characters(doc: Doc, tokens: Range) -> tuple[int, int]:
    """Give the characters of a range of tokens."""
    last = doc[tokens[1] - 1]
    return doc[tokens[0]].idx, last.idx + len(last)


def answer_of(page: Page, frames: Sequence[Frame]) -> Answer:
    """Give frames as ``bench`` scores them: those within others apart."""
    ordered = sorted(frames, key=first_token)
    relations = [
        Relation(
            source=(characters(page.doc, frame.source),) if frame.source else (),
            cue=(characters(page.doc, frame.cue),),
            content=tuple(characters(page.doc, piece) for piece in frame.content),
        )
        for frame in ordered
    ]
    inside = [holder >= 0 for holder in holders(page, ordered)]
    return Answer(
        outer=tuple(one for one, within in zip(relations, inside, strict=True) if not within),
        nested=tuple(one for one, within in zip(relations, inside, strict=True) if within),
    )


def gold_of(report: Report) -> Document:
    """Give a report as ``bench`` has it."""
    relations = (Relation(source=one.source, cue=one.cue, content=one.content) for one in report.relations)
    return Document(id=report.name, text=report.text, relations=tuple(relations))


def scores(seens: Sequence[Seen]) -> dict[str, dict[str, tuple[float, float, float]]]:
    """Give (F1, precision, recall) by figure and system."""
    table: dict[str, dict[str, tuple[float, float, float]]] = {name: {} for name in FIGURES}
    for system, finder in SYSTEMS.items():
        rows = []
        for seen in seens:
            gold = gold_of(seen.report)
            rows.append(score_attributions(gold.text, gold.relations, answer_of(seen.page, finder(seen))))
        for figure in figures(rows, draws=2):
            if figure.name in table:
                kept = (figure.values[name].value for name in ("f1", "precision", "recall"))
                f1, precision, recall = kept
                table[figure.name][system] = (f1, precision, recall)
    return table


def shown(table: dict[str, dict[str, tuple[float, float, float]]]) -> str:
    """Lay out a table of F1 (precision / recall)."""
    lines = [f"| F1 (P / R) | {' | '.join(SYSTEMS)} |", "|---|" + "---|" * len(SYSTEMS)]
    for name, row in table.items():
        cells = [f"{row[system][0]:.3f} ({row[system][1]:.2f} / {row[system][2]:.2f})" for system in SYSTEMS]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Write the card and leave its figures as JSON in the run's folder."""
    made = argparse.ArgumentParser(description="Write the model card")
    made.add_argument("--run", type=Path, required=True)
    made.add_argument("--data", type=Path, default=Path("../shared/data/polnear"))
    made.add_argument("--card", type=Path, default=Path("docs/develop/model-card.md"))
    args = made.parse_args()
    tagger, lexicon, clock = load_tagger(), load_speech(), Clock()
    dev = scores(list(look(list(read_polnear(args.data / "dev")), tagger, lexicon, clock)))
    _, held = split_apart(list(read_polnear(args.data / "train")), held=HELD, seed=SEED)
    aside = scores(list(look(held, tagger, lexicon, Clock())))
    sizes = {path.name: path.stat().st_size for path in sorted(tagger.folder.iterdir()) if path.name[0] != "."}
    facts = json.loads((args.run / "facts.json").read_text())
    filled = TEMPLATE.read_text(encoding="utf-8").format(
        dev=shown(dev),
        held=shown(aside),
        sizes="\n".join(f"| `{name}` | {size / 1e6:.2f} |" for name, size in sizes.items()),
        total=f"{sum(sizes.values()) / 1e6:.1f}",
        tag_ms=f"{clock.tag / clock.words * WORDS * 1000:.0f}",
        parse_ms=f"{clock.parse / clock.words * WORDS * 1000:.0f}",
        ratio=f"{clock.tag / clock.parse:.2f}",
        least=tagger.settings.least,
        **facts,
    )
    args.card.parent.mkdir(parents=True, exist_ok=True)
    args.card.write_text(filled, encoding="utf-8")
    (args.run / "scores.json").write_text(json.dumps({"dev": dev, "held": aside}, indent=1))
    print(shown(dev))


if __name__ == "__main__":
    main()
