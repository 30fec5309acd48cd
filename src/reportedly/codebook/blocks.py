"""The marks by which a line of a report shows its role, and the news agencies that stories are credited to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reportedly.codebook.tables import read_table
from reportedly.errors import CodebookError

TABLE = "lexicon/en/blocks.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockTable:
    """The file as it stands."""

    agencies: dict[str, tuple[str, ...]]
    agency_endings: tuple[str, ...]
    captions: tuple[str, ...]
    credits: tuple[str, ...]
    boilerplate: tuple[str, ...]
    bylines: tuple[str, ...]
    datelines: tuple[str, ...]
    slugs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockMarks:
    """One compiled pattern a role, and the agencies' names in print with the name we give each."""

    agency_names: dict[str, str]
    agency: re.Pattern[str]
    caption: re.Pattern[str]
    credit: re.Pattern[str]
    boilerplate: re.Pattern[str]
    byline: re.Pattern[str]
    dateline: re.Pattern[str]
    slug: re.Pattern[str]


def any_of(patterns: tuple[str, ...], role: str) -> re.Pattern[str]:
    """Join patterns into one, or name the one that is wrong."""
    for pattern in patterns:
        try:
            re.compile(pattern, re.IGNORECASE)
        except re.error as error:
            raise CodebookError(f"data/{TABLE}: {role}: {pattern!r} is no pattern ({error})") from error
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


@lru_cache(maxsize=1)
def load_block_marks() -> BlockMarks:
    """Read the marks once a process.

    Raises:
        CodebookError: names the entry that is wrong.
    """
    table = read_table(TABLE, BlockTable)
    names = {alias: name for name, aliases in table.agencies.items() for alias in aliases}
    known = "|".join(re.escape(alias) for alias in sorted(names, key=lambda alias: (-len(alias), alias)))
    endings = "|".join(re.escape(ending) for ending in table.agency_endings)
    unknown = rf"(?:[A-Z][\w-]+\s){{1,4}}(?:{endings})"
    return BlockMarks(
        agency_names=names,
        agency=re.compile(rf"(?<![\w/-])(?:{known}|{unknown})(?![\w-])"),
        caption=any_of(table.captions, "captions"),
        credit=any_of(table.credits, "credits"),
        boilerplate=any_of(table.boilerplate, "boilerplate"),
        byline=any_of(table.bylines, "bylines"),
        dateline=any_of(table.datelines, "datelines"),
        slug=any_of(table.slugs, "slugs"),
    )
