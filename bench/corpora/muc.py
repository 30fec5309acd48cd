"""MUC-4 (NRaD 1992): reports on terrorism in Latin America, in capitals, with filled templates.

Reads texts and keys of the test sets ``tst*`` wherever they lie below a folder (of all sets if there is no test set).
In a key ``/`` separates alternatives, a leading ``?`` marks an optional fill, ``-`` none and ``*`` not applicable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SLOT = re.compile(r"(\d+)\.\s+[A-Z: ]+?\s{2,}(.*)|\s{20,}(\S.*)")
MESSAGE = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4}).*$", re.MULTILINE)
HEADER = re.compile(
    r"\s*(?P<place>[^\[\]]{2,120}?),[^,\[\]]{2,60}?--\s*(?:.{0,300}?\[(?:TEXT|EXCERPTS?|SUMMARY)\])?", re.DOTALL
)
DAY = re.compile(r"(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* (\d{2})\b")
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
QUOTED = re.compile(r'"((?:\\"|[^"])*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """One fill of a slot: values that are all right, the strings that it refers to, and whether it may be left out."""

    values: tuple[str, ...]
    strings: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One incident: its fills by slot number."""

    optional: bool
    slots: dict[int, tuple[Fill, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report as printed, place and day of its dateline, and its incidents."""

    id: str
    text: str
    dateline: str
    published: str | None
    templates: tuple[Template, ...]


def read_muc(path: Path) -> list[Document]:
    """Read the sets below a folder."""
    keys = sorted(path.rglob("key-*"))
    keys = [key for key in keys if key.name.startswith("key-tst")] or keys
    templates: dict[str, list[Template]] = {}
    for key in keys:
        for message, template in read_key(key.read_text(encoding="latin-1")):
            templates.setdefault(message, []).extend([template] if template else [])
    texts = sorted({file for key in keys for file in key.parent.iterdir() if "muc" in file.name and file not in keys})
    return [
        Document(id=message, text=text, dateline=place, published=day, templates=tuple(templates[message]))
        for file in texts
        for message, text, place, day in read_texts(file.read_text(encoding="latin-1"))
        if message in templates
    ]


def read_texts(raw: str) -> Iterator[tuple[str, str, str, str | None]]:
    """Give id, text after the header, and place and day of the dateline of each message."""
    pieces = MESSAGE.split(raw)
    for message, body in zip(pieces[1::2], pieces[2::2], strict=True):
        header = HEADER.match(body)
        place = " ".join(header["place"].split()) if header else ""
        text = body[header.end() :] if header else body
        printed = (header[0] if header else body[:120]).replace("\n", " ")
        yield message, re.sub(r"\n {2,}(?=\S)", "\n\n", text).strip() + "\n", place, iso_day(printed)


def iso_day(printed: str) -> str | None:
    """Give the first day written ``4 FEB 90`` as ISO 8601.

    >>> iso_day("SAN SALVADOR, 4 FEB 90 (DPA)")
    '1990-02-04'
    """
    found = DAY.search(printed)
    return f"19{found[3]}-{MONTHS.index(found[2]) + 1:02}-{int(found[1]):02}" if found else None


def read_key(raw: str) -> Iterator[tuple[str, Template | None]]:
    """Give each message's templates; None for a message without an incident."""
    message, number, slots = "", 0, dict[int, list[str]]()
    for line in [*raw.splitlines(), "0.  MESSAGE: ID                     "]:
        found = SLOT.match(line)
        if found is None:
            continue
        if found[1] == "0" and message:
            yield message, template_of(slots)
            slots = {}
        if found[1]:
            number = int(found[1])
            if number == 0:
                message = found[2].split()[0] if found[2].strip() else ""
        slots.setdefault(number, []).append((found[2] or found[3] or "").strip())


def template_of(slots: dict[int, list[str]]) -> Template | None:
    """Make a template of its lines, None for an irrelevant message."""
    if slots.get(1, ["*"])[0].startswith("*"):
        return None
    fills = {slot: tuple(fill for line in lines if (fill := fill_of(line, slot))) for slot, lines in slots.items()}
    return Template(optional="OPTIONAL" in slots[1][0], slots=fills)


def fill_of(line: str, slot: int) -> Fill | None:
    r"""Read one line of a key.

    >>> fill_of('DEATH / INJURY: "PRIESTS" / "JESUITS"', 23)
    Fill(values=('DEATH', 'INJURY'), strings=('PRIESTS', 'JESUITS'), optional=False)
    """
    optional = line.startswith("?")
    body = line.removeprefix("?").strip()
    if body in ("", "-", "*"):
        return None
    strings = tuple(found.replace('\\"', "").strip() for found in QUOTED.findall(body)) if slot > 5 else ()
    head = body if slot <= 5 else body.partition('"')[0].rstrip().removesuffix(":")
    values = tuple(value.strip(" ()") if slot == 2 else value.strip() for value in head.split(" / ") if value.strip())
    return Fill(values=values, strings=strings, optional=optional)
