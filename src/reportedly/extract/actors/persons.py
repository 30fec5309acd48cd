"""Persons by name: the parser's entities repaired, names after titles and roles, and later bare surnames.

The parser's PERSON label alone is weak: it takes titles in, glues lines together and calls groups and towns persons.
A name is kept if it has two parts, or a title or role before it, or is the subject of a verb that needs a person.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.extract.actors.cast import Draft
from reportedly.extract.actors.surnames import ARABIC_ARTICLE, gather_surnames, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.codebook.roles import RoleLexicon
    from reportedly.extract.actors.cast import Cast, Scene
    from reportedly.parsed import Doc, Token

LONGEST_NAME = 6
NAME_PART = re.compile(r"[^\W\d_]+(?:['’.\-‑][^\W\d_]+)*\.?")


def person_names(scene: Scene, cast: Cast) -> list[tuple[int, int]]:
    """Give the offsets of what may be persons' names, in text order, less what the text uses as a place's name."""
    found = sorted(set(candidates(scene, cast)))
    places = {scene.text[start:end] for start, end in found if located(scene, start, end)}
    return [(start, end) for start, end in found if scene.text[start:end] not in places]


def gather_persons(scene: Scene, cast: Cast, names: list[tuple[int, int]]) -> None:
    """Enter the persons named in full or after a title; then those named by surname alone.

    ``names`` is what ``person_names`` gave; those that have been claimed since are left out.
    """
    gather_leaders(scene, cast, full=True)
    found = [span for span in names if cast.free(*span)]
    # Longer names first, so that "Bali" is never a person beside "Mustafa Bali".
    for start, end in sorted(found, key=lambda span: (-len(scene.text[span[0] : span[1]].split()), span)):
        name = scene.text[start:end]
        if len(parts_of(name)) > 1:
            cast.name_at(person_draft(same_person(cast, name) or name), start, end)
    gather_surnames(scene, cast)
    gather_leaders(scene, cast, full=False)
    for start, end in found:
        if cast.free(start, end):
            cast.name_at(person_draft(scene.text[start:end]), start, end)
    gather_surnames(scene, cast)


def located(scene: Scene, start: int, end: int) -> bool:
    """Whether the text uses a name as a place's: "in X", "the town of X", "the X district"."""
    lexicon = scene.lexicon
    first, last = scene.token_at(start), scene.token_at(end - 1)
    if first.i and scene.tokens[first.i - 1].lower_ in lexicon.titles:
        return False
    follow = scene.tokens[last.i + 1] if last.i + 1 < len(scene.tokens) else None
    if follow is not None and follow.pos_ == "NOUN" and follow.lower_ in lexicon.thing_heads:
        return True
    before = scene.tokens[first.i - 1] if first.i else first
    if before.lower_ in lexicon.locative:
        return True
    return before.lower_ == "of" and before.i > 0 and scene.tokens[before.i - 1].lower_ in lexicon.thing_heads


def person_draft(name: str) -> Draft:
    """Give the draft of a person of whom only the name is known."""
    return Draft(key=f"person:{name.casefold()}", name=name, type="person")


def same_person(cast: Cast, name: str) -> str | None:
    """Give the fuller name of a person already entered whose name holds all the parts of this one, in order."""
    parts = [part.casefold() for part in parts_of(name)]
    for draft in cast.drafts.values():
        if draft.type != "person":
            continue
        known = [part.casefold() for part in parts_of(draft.name)]
        rest = iter(known)
        if len(known) >= len(parts) and known[-1] == parts[-1] and all(part in rest for part in parts):
            return draft.name
    return None


def gather_leaders(scene: Scene, cast: Cast, *, full: bool) -> None:
    """Enter leaders by full name, or by the surname alone where nothing else in the report bears it."""
    for hit in scene.hits:
        entry = scene.entry(hit, ("leader",))
        if entry is None or not cast.free(hit.start, hit.end):
            continue
        whole = hit.last > hit.first and not hit.entries[0].needs
        if whole != full or (not full and name_around(scene, hit.start, hit.end)):
            continue
        leader = scene.parties.leaders[entry.id]
        draft = person_draft(leader.name)
        draft.country = leader.country
        draft.part_of.extend(leader.wholes(scene.year))
        cast.name_at(draft, hit.start, hit.end)


def name_around(scene: Scene, start: int, end: int) -> bool:
    """Whether a capitalised word that is no title stands right before or after, as in another person's full name."""
    before = scene.text[max(0, start - 30) : start]
    match = None if scene.token_at(start).is_sent_start else re.search(r"([^\W\d_][\w.'’-]*) $", before)
    if match and match[1][0].isupper() and match[1].casefold() not in scene.lexicon.titles:
        token = scene.token_at(start - len(match[0]))
        if token.pos_ == "PROPN" and not token.is_sent_start:
            return True
    after = re.match(r" ([^\W\d_][\w'’-]*)", scene.text[end : end + 30])
    return bool(after and after[1][0].isupper() and scene.token_at(end + 1).pos_ == "PROPN")


def candidates(scene: Scene, cast: Cast) -> Iterator[tuple[int, int]]:
    """Give the offsets of what may be a person's name."""
    for entity in scene.entities:
        if entity.label_ == "PERSON":
            yield from repaired(scene, cast, entity.start, entity.end)
    yield from after_titles(scene, cast)
    yield from speakers(scene, cast)


def repaired(scene: Scene, cast: Cast, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut the parser's entity at line breaks, strip titles, and give what still looks like a name."""
    doc = scene.doc
    pieces, piece = [], start
    for index in range(start, end):
        if doc[index].is_space or doc[index].text in ("/", "–", "—", "|", ":"):
            pieces.append((piece, index))
            piece = index + 1
    pieces.append((piece, end))
    for first, last in pieces:
        first = after_title(doc, first, last, scene.lexicon)
        first, last = widened(doc, first, last, scene.lexicon)
        while last > first and not NAME_PART.fullmatch(doc[last - 1].text):
            last -= 1
        single = len(parts_of(scene.text[doc[first].idx : doc[last - 1].idx + 1])) == 1 if first < last else False
        if first < last and (not single or evident(doc, first, last, scene.lexicon)):
            yield from plausible(scene, cast, first, last)


def after_title(doc: Doc, first: int, last: int, lexicon: RoleLexicon) -> int:
    """Give the first token of a run that is not part of a title ("U.S. Defense Secretary Lloyd Austin")."""
    titled = [index for index in range(first, last - 1) if doc[index].lower_ in lexicon.titles]
    first = titled[-1] + 1 if titled else first
    while first < last and strippable(doc[first], lexicon):
        first += 1
    return first


def strippable(token: Token, lexicon: RoleLexicon) -> bool:
    """Whether a token before a name is a title, an article or a mark."""
    word = token.lower_
    titled = word in lexicon.titles or word in lexicon.title_modifiers or token.pos_ == "DET"
    return titled or not NAME_PART.fullmatch(token.text)


def widened(doc: Doc, first: int, last: int, lexicon: RoleLexicon) -> tuple[int, int]:
    """Take in the rest of a hyphenated name that the parser cut ("al" "-" "Burhan")."""
    while (
        last + 1 < len(doc)
        and doc[last].text in ("-", "‑")
        and not doc[last - 1].whitespace_
        and not doc[last].whitespace_
    ):
        if not doc[last + 1].text[:1].isalpha() or doc[last + 1].lower_ in lexicon.compound_tails:
            break
        last += 2
    while (
        first > 1
        and doc[first - 1].text == "-"
        and not doc[first - 2].whitespace_
        and doc[first - 2].lower_ in lexicon.person_particles
    ):
        first -= 2
    return first, last


def evident(doc: Doc, first: int, last: int, lexicon: RoleLexicon) -> bool:
    """Whether a name of one part is shown to be a person's by a title before it, or by a person's verb."""
    before = doc[first - 1] if first else None
    if before is not None and (before.lower_ in lexicon.titles):
        return True
    token = doc[last - 1]
    return token.dep_ == "nsubj" and token.head.lemma_ in lexicon.volition and token.pos_ == "PROPN"


def plausible(scene: Scene, cast: Cast, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Give the offsets of a run of tokens if each part can be part of a person's name."""
    doc, lexicon = scene.doc, scene.lexicon
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
    name = scene.text[start:end]
    if last - first > LONGEST_NAME + 4 or not cast.free(start, end) or scene.in_title_case(start):
        return
    parts = parts_of(name)
    hit = scene.hit_at(start)
    if hit is not None and hit.end >= end and scene.entry(hit, ("state", "capital", "demonym", "people")) is not None:
        return
    if not parts or len(parts) > LONGEST_NAME or not name[-1].isalpha() and name[-1] != ".":
        return
    for part in parts:
        bare = part.casefold()
        if (
            not (part[0].isupper() or bare in lexicon.person_particles or ARABIC_ARTICLE.match(part))
            or bare in lexicon.not_names
        ):
            return
    last_part, first_part = parts[-1].casefold(), parts[0].casefold()
    if last_part in lexicon.person_particles or not last_part[-1].isalpha() or doc[first].pos_ in ("ADP", "SCONJ"):
        return
    if lexicon.type_of_head(last_part) or last_part in lexicon.thing_heads or first_part in lexicon.vessel_prefixes:
        return
    if first_part in lexicon.group_openers or first_part in lexicon.thing_openers or last_part in lexicon.deeds:
        return
    if lexicon.branch_of(last_part) or any(part.rpartition("-")[2] in lexicon.compound_tails for part in parts):
        return
    if last_part in lexicon.roles or last_part in lexicon.titles or f"{last_part}." in lexicon.titles:
        return
    if any(char in '/@#&()"“”:;\n' or char.isdigit() for char in name):
        return
    yield start, end


def after_titles(scene: Scene, cast: Cast) -> Iterator[tuple[int, int]]:
    """Give the runs of capitalised words right after a title or role ("spokesman Redur Xelil")."""
    doc, lexicon = scene.doc, scene.lexicon
    for token in scene.tokens[:-1]:
        if token.lower_ in lexicon.titles and token.text.casefold() not in lexicon.not_names:
            first = token.i + 1
            while first < len(doc) and (doc[first].lower_ in lexicon.titles):
                first += 1
            last = run_end(doc, first, lexicon)
            if last > first and (last - first > 1 or doc[first].ent_type_ != "GPE"):
                yield from plausible(scene, cast, *widened(doc, first, last, scene.lexicon))


def run_end(doc: Doc, first: int, lexicon: RoleLexicon) -> int:
    """Give the end of a run of capitalised name words, particles and hyphens that begins at a token."""
    last = first
    for index in range(first, min(len(doc), first + LONGEST_NAME + 4)):
        token = doc[index]
        if (
            token.text[:1].isupper()
            and token.pos_ in ("PROPN", "NOUN", "ADJ", "X", "VERB")
            and token.text[:1].isalpha()
        ):
            last = index + 1
        elif (
            not (token.lower_ in lexicon.person_particles or token.text in ("-", "‑", "'", "’"))
            or token.text in ("'", "’")
            and doc[index - 1].whitespace_
        ):
            break
    return last


def speakers(scene: Scene, cast: Cast) -> Iterator[tuple[int, int]]:
    """Give names of two parts or more that are the subject of a verb of saying and that nothing else claims."""
    doc, lexicon = scene.doc, scene.lexicon
    for token in scene.tokens:
        if token.dep_ != "nsubj" or token.pos_ != "PROPN" or token.head.lemma_ not in lexicon.saying:
            continue
        if token.ent_type_ in ("ORG", "GPE", "NORP", "LOC", "FAC"):
            continue
        first = token.i
        while first and within_name(doc[first - 1], token.i):
            first -= 1
        first = after_title(doc, first, token.i + 1, lexicon)
        if token.i > first:
            yield from plausible(scene, cast, first, token.i + 1)


def within_name(token: Token, head: int) -> bool:
    """Whether a token is a part of the name whose last word is at ``head``."""
    return token.dep_ in ("compound", "punct") and token.head.i <= head and (token.pos_ == "PROPN" or token.text == "-")
