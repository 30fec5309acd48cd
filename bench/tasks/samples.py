"""Our own sample reports against what a careful reader finds in them (``tests/expected``): the share that is there.

The whole ``read_article``, cleaning and assembling included. What counts as there is said in ``tests/gold.py``, which
the tests use too; here every part of the reading has its share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import ours
from bench.score import Rate, Rows
from bench.task import Bar, Predict
from reportedly.model import Capture, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A capture of ours, by its key."""

    id: str
    capture: Capture


class Samples:
    """The samples that ship with the package."""

    name = "samples"
    corpus = "samples"
    bars: tuple[Bar, ...] = ()

    def read(self, path: Path) -> list[Sample]:
        """Read ``samples.jsonl`` of a folder, or a list of captures."""
        from reportedly.captures import read_captures

        listed = path if path.is_file() else path / "samples.jsonl"
        captures = [one for one in read_captures([str(listed)]) if isinstance(one, Capture)]
        return [Sample(id=one.key or one.path, capture=one) for one in captures]

    def predict(self, records: Sequence[Sample]) -> Iterator[Reading | None]:
        """Read each sample; None where it is refused."""
        from reportedly.reading import read_article

        reader = ours.load("reading", "load_reader")
        for record in records:
            found = read_article(record.capture, reader)
            yield found if isinstance(found, Reading) else None

    def peers(self) -> Mapping[str, Predict[Sample, Reading | None]]:
        """None gives what is asked here."""
        return {}

    def score(self, gold: Sample, answer: Reading | None) -> Rows:
        """Count what is there, part by part."""
        there: Counter[str] = Counter()
        asked: Counter[str] = Counter()
        for part, _, right in checks(gold, answer):
            asked[part] += 1
            there[part] += right
        return {part: Rate(there[part], asked[part]) for part in asked}

    def errors(self, gold: Sample, answer: Reading | None) -> Iterator[str]:
        """Say what is missing or wrong."""
        for part, wanted, right in checks(gold, answer):
            if not right:
                yield f"{part}: {wanted}"


def checks(gold: Sample, answer: Reading | None) -> Iterator[tuple[str, str, bool]]:
    """Give (part, what was expected, whether it is there); a refused sample has nothing."""
    from tests.gold import check, load_gold

    expected: dict[str, Any] = load_gold(gold.id)
    if answer is None:
        yield "article", "the report is refused", False
    else:
        yield from check(answer, expected)
