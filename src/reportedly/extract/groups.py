"""Groups and organisations that no list knows, under their own name: "the Harakat Nour Front", "Al-Noor Hospital".

Found as runs of capitalised words whose head noun or first word tells what they are, and as the parser's ORG
entities. None is forced to the nearest known party; where nothing tells the kind it is ``unknown``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.extract.cast import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.extract.cast import Cast, Scene
    from reportedly.model import ActorType

ACRONYM = re.compile(r"[A-Z][A-Z0-9&]{2,7}")
LONGEST_RUN = 12


def gather_groups(scene: Scene, cast: Cast) -> None:
    """Enter what names itself by its kind, then the parser's organisations that no one has claimed."""
    for start, end, kind in headed_runs(scene, cast):
        cast.name_at(group_draft(scene, start, end, kind), start, end)
    for start, end in entities(scene, cast):
        kind = kind_of(scene, start, end) or "unknown"
        cast.name_at(group_draft(scene, start, end, kind), start, end)
    repeat_names(scene, cast)


def group_draft(scene: Scene, start: int, end: int, kind: ActorType) -> Draft:
    """Give the draft of a party under the name that the text gives it."""
    name = " ".join(scene.text[start:end].split())
    return Draft(key=f"own:{name.casefold()}", name=name, type=kind)


def headed_runs(scene: Scene, cast: Cast) -> Iterator[tuple[int, int, ActorType]]:
    """Give the runs of two or more capitalised words that hold a head noun or begin as names of groups do."""
    for first, last in capital_runs(scene):
        words = scene.words[first:last]
        start, end = words[0].start, words[-1].end
        if scene.in_title_case(start) or not cast.free(start, end):
            continue
        kind = kind_of(scene, start, end)
        if kind is not None and len(words) > 1 and not misnamed(scene, words[0].key, words[-1].key):
            yield start, end, kind


def misnamed(scene: Scene, first: str, last: str) -> bool:
    """Whether the first or last word shows that a name is a ship's, a thing's or a person's title."""
    lexicon = scene.lexicon
    if last in lexicon.thing_heads or first in lexicon.vessel_prefixes:
        return True
    return first in lexicon.titles or first in lexicon.title_modifiers - {"special", "new", "permanent", "executive"}


def capital_runs(scene: Scene) -> Iterator[tuple[int, int]]:
    """Give the runs of capitalised words, with small words between them, as first and one past the last word."""
    words, text = scene.words, scene.text
    at = 0
    while at < len(words):
        if not opens(scene, at):
            at += 1
            continue
        last = following = at + 1
        while following < len(words) and following - at < LONGEST_RUN:
            gap = text[words[following - 1].end : words[following].start]
            if gap not in (" ", "-", "’ ", "' ", "'s ", "’s ", " & ", "‑"):
                break
            if text[words[following].start].isupper():
                last = following + 1
            elif following - last > 1 or not links(scene, following):
                break
            following += 1
        yield at, last
        at = last


def opens(scene: Scene, at: int) -> bool:
    """Whether a word can begin a name: a capital, and not merely the first word of a sentence."""
    word = scene.words[at]
    first = scene.text[word.start]
    if not first.isupper():
        return word.key == "al" and scene.text[word.end : word.end + 1] in ("-", "‑")
    if word.key in ("the", "a", "an"):
        return False
    token = scene.token_at(word.start)
    return not (token.is_sent_start and token.pos_ not in ("PROPN", "NOUN", "ADJ", "X"))


def links(scene: Scene, at: int) -> bool:
    """Whether a small word between two capitalised ones ties them into one name; some do so only in one entity."""
    key = scene.words[at].key
    if key in scene.lexicon.name_particles:
        return True
    if key not in scene.lexicon.loose_particles:
        return False
    token = scene.token_at(scene.words[at].start)
    return token.ent_iob_ == "I" and token.ent_type_ == "ORG"


def kind_of(scene: Scene, start: int, end: int) -> ActorType | None:
    """Tell the kind of party from the words of its name: its first word, its last, or the one before "of"."""
    lexicon = scene.lexicon
    words = [re.sub(r"['’]s?$", "", word).casefold() for word in re.split(r"[\s]+", scene.text[start:end]) if word]
    if not words:
        return None
    for length in (3, 2, 1):
        kind = lexicon.type_of_head(" ".join(words[-length:])) if len(words) >= length else None
        if kind is not None:
            return kind
    if words[0].split("-")[0] in lexicon.group_openers and len(words) > 1:
        return "armed-group"
    for index, word in enumerate(words):
        if word in lexicon.head_links and index:
            kind = lexicon.type_of_head(words[index - 1])
            if kind is not None:
                return kind
    return None


def entities(scene: Scene, cast: Cast) -> Iterator[tuple[int, int]]:
    """Give the parser's organisations, trimmed, that look like names and are nobody's yet."""
    doc, lexicon = scene.doc, scene.lexicon
    for entity in doc.ents:
        if entity.label_ != "ORG":
            continue
        first, last = entity.start, entity.end
        while first < last and (doc[first].pos_ in ("DET", "PUNCT", "PRON") or doc[first].is_space):
            first += 1
        while last > first and (doc[last - 1].pos_ in ("PUNCT", "PART", "ADP", "SYM") or doc[last - 1].is_space):
            last -= 1
        if first >= last:
            continue
        start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
        name = scene.text[start:end]
        words = name.split()
        hit = scene.hit_at(start)
        if hit is not None and hit.end >= end - 1:
            continue
        if not cast.free(start, end) or "\n" in name or scene.in_title_case(start) or not name[0].isupper():
            continue
        if any(char in '/@#:;"“”()' or char.isdigit() for char in name) or name.casefold() in lexicon.not_names:
            continue
        if any(word.casefold() in lexicon.not_names for word in words) and kind_of(scene, start, end) is None:
            continue
        if misnamed(scene, words[0].casefold(), words[-1].casefold()):
            continue
        if len(words) == 1 and last < len(doc) and doc[last].lower_ in lexicon.titles and not ACRONYM.fullmatch(name):
            continue
        if len(words) == 1 and not (
            ACRONYM.fullmatch(name) or kind_of(scene, start, end) or doc[first].pos_ == "PROPN"
        ):
            continue
        if all(word[0].islower() for word in words[1:]) and len(words) > 1 and kind_of(scene, start, end) is None:
            continue
        yield start, end


def repeat_names(scene: Scene, cast: Cast) -> None:
    """Add the places where a name found once is printed again, in headlines too."""
    for draft in list(cast.drafts.values()):
        if not draft.key.startswith(("own:", "person:")) or len(draft.name) < 3:
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(draft.name)}(?!\w)", scene.text):
            cast.name_at(draft, match.start(), match.end())
