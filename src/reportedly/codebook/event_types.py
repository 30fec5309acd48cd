"""The event types of the ledger, and their codes in the codebooks of the field."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportedly.codebook.tables import read_table
from reportedly.errors import CodebookError
from reportedly.model import Codes, Polarity, Status

FOLDER = "codebook"
TOLD = frozenset({"occurred", "ongoing", "alleged"})
LISTS = ("plover", "acled", "cameo", "ucdp")


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code of a list: where its document defines it, and what it means in our words."""

    at: str
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeList:
    """The codes of one codebook, with the document and version they were taken from."""

    document: str
    version: str
    codes: dict[str, Code]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One event type: its definition, a sentence that holds one, its heading, its codes elsewhere."""

    definition: str
    example: str
    group: str
    codes: Codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Acts:
    """PLOVER types of one kind, and the codes of foreseeing, wishing or refusing them, by status or ``negative``."""

    types: tuple[str, ...]
    codes: dict[str, Codes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unrealised:
    """The codes of events that are not told as having happened."""

    document: str
    version: str
    hostile: Acts
    friendly: Acts
    denied: Codes


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTypes:
    """All event types by name, in the order of the codebook, and the lists that their codes come from."""

    document: str
    version: str
    types: dict[str, EventType]
    lists: dict[str, CodeList]
    unrealised: Unrealised

    def codes_of(self, event_type: str, status: Status = "occurred", polarity: Polarity = "positive") -> Codes:
        """Give the codes of one of our types; of what is not told as having happened, those of the act of saying so.

        Raises:
            CodebookError: the name is no event type.
        """
        if event_type not in self.types:
            raise CodebookError(f"data/{FOLDER}/event_types.yml: no event type {event_type!r}")
        own = self.types[event_type].codes
        if status == "denied":
            return self.unrealised.denied
        if status in TOLD and polarity == "positive":
            return own
        acts = (self.unrealised.hostile, self.unrealised.friendly)
        by_status = next((kind.codes for kind in acts if own.plover in kind.types), {})
        return by_status.get("negative" if polarity == "negative" else status, Codes())


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeTable:
    """The file as it stands."""

    document: str
    version: str
    types: dict[str, EventType]


def load_code_list(name: str) -> CodeList:
    """Read one list of codes.

    Raises:
        CodebookError: the list lacks its document or version, or a code lacks its place in the document.
    """
    table = read_table(f"{FOLDER}/{name}.yml", CodeList)
    if not table.document.strip() or not table.version.strip():
        raise CodebookError(f"data/{FOLDER}/{name}.yml: names no document and version")
    for code, entry in table.codes.items():
        if not entry.at.strip():
            raise CodebookError(f"data/{FOLDER}/{name}.yml: {code!r} does not say where its document defines it")
    return table


@lru_cache(maxsize=1)
def load_event_types() -> EventTypes:
    """Read event types and code lists once a process.

    Raises:
        CodebookError: names the entry that is wrong, or whose code its list does not hold.
    """
    table = read_table(f"{FOLDER}/event_types.yml", TypeTable)
    if not table.document.strip() or not table.version.strip():
        raise CodebookError(f"data/{FOLDER}/event_types.yml: names no document and version")
    lists = {name: load_code_list(name) for name in LISTS}
    for name, entry in table.types.items():
        for key in LISTS:
            code = getattr(entry.codes, key)
            if code is not None and code not in lists[key].codes:
                raise CodebookError(f"data/{FOLDER}/event_types.yml: {name}: {code!r} is no code of {key}")
    unrealised = read_table(f"{FOLDER}/unrealised.yml", Unrealised)
    check_acts(unrealised, lists)
    return EventTypes(
        document=table.document, version=table.version, types=table.types, lists=lists, unrealised=unrealised
    )


def check_acts(unrealised: Unrealised, lists: dict[str, CodeList]) -> None:
    """Refuse a code of an act that its list does not hold."""
    for kind in (unrealised.hostile, unrealised.friendly):
        used = [("plover", name) for name in kind.types]
        used += [(key, code) for codes in kind.codes.values() for key in LISTS if (code := getattr(codes, key))]
        for key, code in used:
            if code not in lists[key].codes:
                raise CodebookError(f"data/{FOLDER}/unrealised.yml: {code!r} is no code of {key}")


def codes_of(event_type: str, status: Status = "occurred", polarity: Polarity = "positive") -> Codes:
    """Give the codes of one of our types from the codebook that ships with the package."""
    return load_event_types().codes_of(event_type, status, polarity)
