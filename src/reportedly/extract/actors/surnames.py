"""Later bare surnames of persons whom a report has named in full."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.codebook.roles import RoleLexicon
    from reportedly.extract.actors.cast import Cast, Draft, Scene

ARABIC_ARTICLE = re.compile(r"^(?:al|el|ul|ad|ar|as|an|az|ash)[-‑ ]", re.IGNORECASE)


def parts_of(name: str) -> list[str]:
    """Give the parts of a name, the Arabic article with the word that it belongs to."""
    return [part for part in re.split(r"[ \u00a0]+", name) if part]


def gather_surnames(scene: Scene, cast: Cast) -> None:
    """Add the later bare surnames of the persons named in full; the one last named in full has a shared surname."""
    bearers: dict[str, list[Draft]] = {}
    for draft in cast.drafts.values():
        if draft.type != "person":
            continue
        for short in short_forms(draft, scene.lexicon):
            bearers.setdefault(short, []).append(draft)
    if not bearers:
        return
    for match in re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, bearers))})(?!\w)", scene.text):
        bearing = bearers[match[0]]
        start, end = match.span()
        given = [draft for draft in bearing if match[0] == parts_of(draft.name)[0]]
        if given and (len(bearing) > 1 or not shown_person(scene, start)):
            continue
        if cast.free(start, end) and not other_bearer(scene, start, end):
            nearest = min(bearing, key=lambda draft: distance(draft, start))
            cast.name_at(nearest, start, end)


def shown_person(scene: Scene, start: int) -> bool:
    """Whether a first name alone is a person in the parser's eyes, or does something."""
    token = scene.token_at(start)
    return token.ent_type_ == "PERSON" or (token.pos_ == "PROPN" and token.dep_ == "nsubj")


def short_forms(draft: Draft, lexicon: RoleLexicon) -> Iterator[str]:
    """Give the forms in which a person named in full may be named again: the surname, with and without its article."""
    parts = parts_of(draft.name)
    if len(parts) < 2:
        return
    if draft.country in lexicon.family_name_first:
        yield parts[0]
        return
    yield parts[-1]
    if len(parts[0]) > 2 and not ARABIC_ARTICLE.match(parts[0]) and parts[0].casefold() not in lexicon.person_particles:
        yield parts[0]
    bare = ARABIC_ARTICLE.sub("", parts[-1])
    if bare != parts[-1]:
        yield bare
    elif parts[-2].casefold() in lexicon.person_particles:
        yield f"{parts[-2]}-{parts[-1]}"


def other_bearer(scene: Scene, start: int, end: int) -> bool:
    """Whether the surname stands inside another capitalised name ("Trump Tower", "Melania Trump")."""
    after = re.match(r" ([A-Z][a-z]+)", scene.text[end : end + 24])
    if after and scene.token_at(end + 1).pos_ == "PROPN" and scene.token_at(start).dep_ == "compound":
        return True
    before = re.search(r"([A-Z][\w'’-]+) $", scene.text[max(0, start - 24) : start])
    if before and before[1].casefold() not in scene.lexicon.titles:
        token = scene.token_at(start - 2)
        return token.pos_ == "PROPN" and token.ent_type_ == "PERSON"
    return False


def distance(draft: Draft, start: int) -> tuple[bool, int]:
    """Rank the bearers of a surname: the one whose last mention before it is nearest comes first."""
    before = [span.start for span in draft.mentions if span.start < start]
    return (not before, start - max(before) if before else min(span.start for span in draft.mentions))
