"""Whether a page whose corpus does not say holds a claim of armed conflict: by our own reading, rules alone.

A stand-in for a person's mark: the reader takes some figures of speech for fights, and the gate cannot be blamed for
refusing them; so a claim counts only where its type or its parties leave little doubt (``bench/gate.yml``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import yaml

from bench import ours
from reportedly.model import Capture, Reading

Told = tuple[tuple[str, tuple[str, ...]], ...]
"""The claims of a page: the type of each, and the kinds of its parties."""


@cache
def table() -> dict[str, list[str]]:
    """Read what counts."""
    return yaml.safe_load(Path(__file__).with_name("gate.yml").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def holds_conflict(told: Told) -> bool:
    """Whether one of the claims is surely of armed conflict.

    >>> holds_conflict((("killing", ("person", "armed-group")),)), holds_conflict((("killing", ("person",)),))
    (True, False)
    """
    return any(
        kind in table()["war"]
        and not set(parties) & set(table()["nobody"])
        or kind in table()["violent"]
        and bool(set(parties) & set(table()["parties"]))
        for kind, parties in told
    )


def read_told(texts: Iterable[str], cache_file: Path | None = None) -> Iterator[Told | None]:
    """Give the claims of each text, None where it cannot be read; what a file holds from earlier is not read again."""
    from reportedly.reading import read_article

    known = dict(cached(cache_file)) if cache_file is not None and cache_file.exists() else {}
    for text in texts:
        key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        if key not in known:
            capture = Capture(path=key, body=text.encode("utf-8", "surrogatepass"))
            found = read_article(capture, ours.reader(learned=False))
            known[key] = told_of(found) if isinstance(found, Reading) else None
            if cache_file is not None:
                with cache_file.open("a", encoding="utf-8") as file:
                    file.write(json.dumps([key, known[key]]) + "\n")
        yield known[key]


def told_of(reading: Reading) -> Told:
    """Give the type and the kinds of parties of each claim."""
    kinds = {actor.id: actor.type for actor in reading.actors}
    return tuple(
        (claim.event_type, tuple(str(kinds[one]) for one in (*claim.actors, *claim.recipients) if one in kinds))
        for claim in reading.claims
    )


def cached(file: Path) -> Iterator[tuple[str, Told | None]]:
    """Read the file of earlier readings."""
    for line in file.read_text(encoding="utf-8").splitlines():
        key, told = json.loads(line)
        yield key, None if told is None else tuple((kind, tuple(parties)) for kind, parties in told)
