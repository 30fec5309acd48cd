"""Groups and organisations that no list knows, under their own name: "the Harakat Nour Front", "Al-Noor Hospital".

Found as runs of capitalised words whose head noun or first word tells what they are, and as the parser's ORG
entities. None is forced to the nearest known party; where nothing tells the kind it is ``unknown``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.extract.actors.cast import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.extract.actors.cast import Cast, Scene
    from reportedly.model import ActorType

ACRONYM = re.compile(r"[A-Z][A-Z0-9&]{2,7}")
LONGEST_RUN = 12
LONGEST_NAMING = 3  # words between "a group" and its name


def gather_groups(scene: Scene, cast: Cast) -> None:
    """Enter what names itself by its kind, then the parser's organisations that no one has claimed.

    What a noun introduces is entered before persons are, by ``gather_introduced``.
    """
    for start, end, kind in headed_runs(scene, cast):
        cast.name_at(group_draft(scene, start, end, kind), start, end)
    for start, end in entities(scene, cast):
        kind = kind_of(scene, start, end) or "unknown"
        cast.name_at(group_draft(scene, start, end, kind), start, end)
    repeat_names(scene, cast)


def gather_introduced(scene: Scene, cast: Cast) -> None:
    """Enter groups that the text introduces by a noun ("a little-known outfit, X," or "a militia called X")."""
    for token in scene.tokens:
        kinds = scene.lexicon.bodies.get(token.lower_, ())
        if "armed-group" not in kinds:
            continue
        first, closed = introduced(scene, token.i + 1)
        last = first
        while last < len(scene.tokens) and scene.tokens[last].text[:1].isupper() and scene.tokens[last].pos_ != "DET":
            last += 1
        following = scene.tokens[last].text if last < len(scene.tokens) else "."
        if first == last or (closed and following != ","):
            continue
        start, end = scene.tokens[first].idx, scene.tokens[last - 1].idx + len(scene.tokens[last - 1])
        if cast.free(start, end) and not scene.in_title_case(start) and scene.hit_at(start) is None:
            kind = kinds[0] if len(kinds) == 1 else kind_of(scene, start, end) or "unknown"
            cast.name_at(group_draft(scene, start, end, kind), start, end)
    repeat_names(scene, cast)


def introduced(scene: Scene, at: int) -> tuple[int, bool]:
    """Give the token where a name may begin after a noun, and whether a comma must close it."""
    if at + 1 < len(scene.tokens) and scene.tokens[at].text == ",":
        return at + 1, True
    words = ""
    for index in range(at, min(len(scene.tokens), at + LONGEST_NAMING)):
        words = f"{words} {scene.tokens[index].lower_}".strip()
        if words in scene.lexicon.naming:
            return index + 1, False
    return len(scene.tokens), False


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
    if last in lexicon.thing_heads or first in lexicon.vessel_prefixes or first in lexicon.thing_openers:
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
    lengths = [length for length in (3, 2, 1) if len(words) >= length]
    kinds = [lexicon.type_of_head(" ".join(words[-length:])) for length in lengths]
    last = next((kind for kind in kinds if kind is not None), None)
    if last is not None and last != "unknown":
        return last
    if words[0].split("-")[0] in lexicon.group_openers and len(words) > 1:
        return "armed-group"
    for index, word in enumerate(words):
        if word in lexicon.head_links and index:
            kind = lexicon.type_of_head(words[index - 1])
            if kind is not None:
                return kind
    return last


def entities(scene: Scene, cast: Cast) -> Iterator[tuple[int, int]]:
    """Give the parser's organisations, trimmed, that look like names and are nobody's yet."""
    for entity in scene.entities:
        if entity.label_ != "ORG":
            continue
        first, last = trimmed(scene, entity.start, entity.end)
        if first >= last:
            continue
        start, end = scene.tokens[first].idx, scene.tokens[last - 1].idx + len(scene.tokens[last - 1])
        if cast.free(start, end) and not scene.in_title_case(start) and looks_named(scene, first, last):
            yield start, end


def trimmed(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """Cut articles and marks off an entity, and all before an article in its midst ("Meanwhile the Council")."""
    tokens = scene.tokens
    for index in range(last - 1, first, -1):
        if tokens[index].lower_ in scene.lexicon.definite and tokens[index - 1].pos_ not in ("ADP", "CCONJ"):
            first = index
            break
    while first < last and (tokens[first].pos_ in ("DET", "PUNCT", "PRON") or tokens[first].is_space):
        first += 1
    while last > first and (tokens[last - 1].pos_ in ("PUNCT", "PART", "ADP", "SYM") or tokens[last - 1].is_space):
        last -= 1
    return first, last


def looks_named(scene: Scene, first: int, last: int) -> bool:
    """Whether a run of tokens can be the name of a party: more is asked of one word than of several."""
    lexicon, head = scene.lexicon, scene.tokens[last - 1]
    start, end = scene.tokens[first].idx, head.idx + len(head)
    name = scene.text[start:end]
    words = name.split()
    hit = scene.hit_at(start)
    if not name[0].isupper() or any(char in '/@#:;"“”()\n' or char.isdigit() for char in name):
        return False
    if (hit is not None and hit.end >= end - 1) or misnamed(scene, words[0].casefold(), words[-1].casefold()):
        return False
    if kind_of(scene, start, end) is not None:
        return len(words) > 1 or words[0].casefold() not in lexicon.bodies
    if any(word.casefold() in lexicon.not_names for word in (name, *words)):
        return False
    if len(words) > 1:
        ending = scene.hit_at(end - 1)
        placed = ending is not None and scene.entry(ending, ("state", "capital")) is not None
        return not placed and any(word[0].isupper() for word in words[1:])
    titled = last < len(scene.tokens) and scene.tokens[last].lower_ in lexicon.titles
    does = head.dep_ in ("nsubj", "agent") and head.head.lemma_ in lexicon.saying and head.pos_ == "PROPN"
    return bool(ACRONYM.fullmatch(name)) or (does and not titled)


def repeat_names(scene: Scene, cast: Cast) -> None:
    """Add the places where a name found once is printed again, in headlines too."""
    for draft in list(cast.drafts.values()):
        if not draft.key.startswith(("own:", "person:")) or len(draft.name) < 3:
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(draft.name)}(?!\w)", scene.text):
            cast.name_at(draft, match.start(), match.end())
