"""Text -> blocks: which lines are headline, byline, dateline, paragraph, caption, credit, boilerplate.

The text is never changed: a block is a pair of offsets and a role. Works on plain text, where a line or a run of
wrapped lines is a unit. A line is a paragraph unless something sure says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from reportedly.codebook.blocks import BlockMarks
from reportedly.dates import find_full_dates
from reportedly.model import Block, BlockKind, Notice, Span

LINE = re.compile(r"[^\r\n]+")
WRAP_LONGEST = 110
TOP = 6  # units at the top among which headline, publisher, byline and date line are looked for
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
KEPT_WHEN_REPEATED = frozenset({"headline", "publisher", "byline", "dateline"})


def find_units(text: str) -> list[Span]:
    """Give the lines of the text, or its paragraphs where lines are wrapped, without outer white space."""
    lines = [trimmed(text, match.start(), match.end()) for match in LINE.finditer(text)]
    lines = [line for line in lines if line.start < line.end]
    if not is_wrapped(text, lines):
        return lines
    units: list[Span] = []
    for line in lines:
        if units and is_continued(text, units[-1], line):
            units[-1] = Span(start=units[-1].start, end=line.end)
        else:
            units.append(line)
    return units


def trimmed(text: str, start: int, end: int) -> Span:
    """Take white space off both ends of a span."""
    part = text[start:end]
    return Span(start=start + len(part) - len(part.lstrip()), end=end - len(part) + len(part.rstrip()))


def gap_breaks(text: str, before: Span, after: Span) -> int:
    """Count the line breaks between two spans."""
    return text[before.end : after.start].replace("\r\n", "\n").replace("\r", "\n").count("\n")


def is_wrapped(text: str, lines: Sequence[Span]) -> bool:
    """Whether the text is broken into lines of a fixed width: most lines go on in the next one."""
    if len(lines) < 4 or max(line.end - line.start for line in lines) > WRAP_LONGEST:
        return False
    pairs = list(zip(lines, lines[1:], strict=False))
    joined = [pair for pair in pairs if gap_breaks(text, *pair) == 1]
    open_ended = [before for before, _ in joined if not SENTENCE_END.search(text[before.start : before.end])]
    return len(open_ended) * 2 > len(lines)


def is_continued(text: str, unit: Span, line: Span) -> bool:
    """Whether a line goes on with the unit before it: no blank line between, and no list of short lines."""
    last = text[unit.start : unit.end].splitlines()[-1]
    return gap_breaks(text, unit, line) == 1 and len(last) >= 40


def find_blocks(
    text: str, marks: BlockMarks, *, headline: str | None = None, publisher: str | None = None
) -> tuple[Block, ...]:
    """Give the blocks of a text in text order; ``headline`` and ``publisher`` are what is known from elsewhere."""
    units = find_units(text)
    roles: list[BlockKind] = [role_of(text[unit.start : unit.end], marks) for unit in units]
    mark_top(text, units, roles, headline=headline, publisher=publisher)
    mark_repeats(text, units, roles)
    return tuple(block for unit, role in zip(units, roles, strict=True) for block in blocks_of(text, unit, role, marks))


def blocks_of(text: str, unit: Span, role: BlockKind, marks: BlockMarks) -> Iterator[Block]:
    """Give the block of a unit; what the desk put before a headline ("UPDATE 2-") is one of its own."""
    slug = marks.slug.match(text[unit.start : unit.end]) if role == "headline" else None
    start = unit.start + (slug.end() if slug else 0)
    if slug:
        yield Block(kind="boilerplate", start=unit.start, end=unit.start + len(slug.group().rstrip()))
    yield Block(kind=role, start=start, end=unit.end)


def role_of(line: str, marks: BlockMarks) -> BlockKind:
    """Give the role that a line shows by itself."""
    if marks.caption.search(line):
        return "caption"
    if marks.credit.search(line) or is_bare_agency(line, marks):
        return "credit"
    if len(line) <= 160 and marks.boilerplate.search(line):
        return "boilerplate"
    return "paragraph"


def is_bare_agency(line: str, marks: BlockMarks) -> bool:
    """Whether a line is nothing but an agency's name: "(Reuters)", "– AFP"."""
    bare = line.strip(" -–—()[]*.|").strip()
    return bool(bare) and marks.agency.fullmatch(bare) is not None


def mark_top(
    text: str, units: Sequence[Span], roles: list[BlockKind], *, headline: str | None, publisher: str | None
) -> None:
    """Find headline, publisher, byline and date line among the first units."""
    named = False
    for at, unit in enumerate(units[:TOP]):
        line = text[unit.start : unit.end]
        known_headline = headline is not None and same_words(line, headline)
        if known_headline and not named:
            roles[at], named = "headline", True
        elif roles[at] != "paragraph" and not (roles[at] == "credit" and at > 0):
            continue
        elif is_publisher_line(line, publisher, first=at == 0):
            roles[at] = "publisher"
        elif (named or headline is not None) and is_short_title(line):
            continue  # the outlet, perhaps, or a heading: see ``metadata.publisher_of``; it stays text
        elif is_byline(line):
            roles[at] = "byline"
        elif is_date_line(line):
            roles[at] = "dateline"
        elif not named and headline is None and is_headline_line(line) and len(units) > at + 1:
            roles[at], named = "headline", True
        elif roles[at] == "paragraph" and SENTENCE_END.search(line):
            break


def same_words(line: str, other: str) -> bool:
    """Whether two lines hold the same words, white space and case apart."""
    return " ".join(line.split()).casefold() == " ".join(other.split()).casefold()


def is_publisher_line(line: str, publisher: str | None, *, first: bool) -> bool:
    """Whether a line at the top surely only names the outlet: the known one, or a name with a remark in brackets."""
    bare = without_brackets(line)
    if publisher is not None:
        return bare.casefold() == publisher.casefold() or (
            publisher.casefold() in line.casefold() and len(line) <= len(publisher) + 140 and bare != line
        )
    return first and bare != line and is_short_title(bare)


def without_brackets(line: str) -> str:
    """Give a line without remarks in brackets and outer marks."""
    return IN_BRACKETS.sub("", line).strip(" -–—|:.")


def is_short_title(line: str) -> bool:
    """Whether a line is a few capitalised words and nothing else, as an outlet's name is."""
    words = line.split()
    titled = all(word[:1].isupper() or word in {"of", "the", "and", "&", "for"} for word in words)
    return (
        titled
        and 0 < len(words) <= 5
        and len(line) <= 40
        and not re.search(r"[\d,;:?!.]", line)
        and not is_byline(line)
    )


def is_byline(line: str) -> bool:
    """Whether a line names who wrote the report."""
    return re.match(r"(?:by|from)\s*:?\s+[A-Z]", line, re.IGNORECASE) is not None and (
        len(line) <= 100
        and not SENTENCE_END.search(line)
        and sum(word[:1].isupper() for word in line.split()) * 2 > len(line.split())
    )


def is_date_line(line: str) -> bool:
    """Whether a line only dates the report: a full date and little else."""
    dates = list(find_full_dates(line))
    if not dates:
        return False
    rest = line
    for span, _ in reversed(dates):
        rest = rest[: span.start] + rest[span.end :]
    return len(re.findall(r"[^\W\d_]{4,}", rest)) <= 4 and len(line) <= 90 and not SENTENCE_END.search(line)


def is_headline_line(line: str) -> bool:
    """Whether a line at the top can be the headline: short, and not a full sentence."""
    return 3 <= len(line.split()) <= 30 and len(line) <= 200 and not line.endswith((".", ":", ";", ","))


def mark_repeats(text: str, units: Sequence[Span], roles: list[BlockKind]) -> None:
    """Set aside what is printed twice: the later one is boilerplate, or stays a caption."""
    seen: dict[str, int] = {}
    for at, unit in enumerate(units):
        words = " ".join(text[unit.start : unit.end].split()).casefold()
        if words in seen and roles[at] not in KEPT_WHEN_REPEATED:
            if roles[at] != "caption":
                roles[at] = "boilerplate"
        else:
            seen[words] = at


def block_notices(text: str, blocks: Iterable[Block]) -> Iterator[Notice]:
    """Say what was printed twice and set aside."""
    seen: set[str] = set()
    for block in blocks:
        words = " ".join(text[block.start : block.end].split()).casefold()
        if words in seen and block.kind == "caption":
            yield Notice(
                code="caption-repeated", message="a caption is printed again", start=block.start, end=block.end
            )
        elif words in seen and block.kind == "boilerplate" and len(words) > 30:
            yield Notice(
                code="paragraph-repeated",
                message="a paragraph is printed again and was set aside",
                start=block.start,
                end=block.end,
            )
        seen.add(words)
