"""What a named person belongs to, where the text ties the two: "SDF spokesman X", "X, head of the SDF media office"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.extract.actors.cast import Cast, Draft, Scene
    from reportedly.model import Span
    from reportedly.parsed import Token

BEFORE = 8
AFTER = 14


def tie_persons(scene: Scene, cast: Cast) -> None:
    """Add to each person's ``part_of`` the party, or the state, that a title or an apposition names."""
    owner: dict[int, Draft] = {}
    for span, draft in cast.named():
        if draft.type != "person":
            owner.update(dict.fromkeys(range(span.start, span.end), draft))
    for draft in list(cast.drafts.values()):
        if draft.type != "person":
            continue
        for span in draft.mentions:
            whole = before(scene, span, owner) or after(scene, span, owner)
            if whole is not None:
                name, country = whole
                if name not in draft.part_of:
                    draft.part_of.append(name)
                draft.country = draft.country or country


def before(scene: Scene, span: Span, owner: dict[int, Draft]) -> tuple[str, str | None] | None:
    """Give the party right before the title that stands right before a name."""
    first = scene.token_at(span.start).i
    titled = False
    for step in range(1, BEFORE):
        if first - step < 0:
            return None
        token = scene.tokens[first - step]
        if token.is_space or (token.is_sent_end and not token.text.endswith(".")):
            return None
        found = body(scene, token, owner)
        if found is not None:
            return found if titled else None
        if is_title(scene, token):
            titled = True
        elif token.text == "." and titled:
            continue
        elif not (
            titled and (token.text[:1].isupper() or token.text in ("-", "'s", "’s") or token.pos_ in ("NOUN", "ADJ"))
        ):
            return None
    return None


def after(scene: Scene, span: Span, owner: dict[int, Draft]) -> tuple[str, str | None] | None:
    """Give the party in the apposition after a name, if it calls the person by a role."""
    token = scene.token_at(span.end - 1)
    at = token.i + 1
    if at >= len(scene.tokens) or scene.tokens[at].text != ",":
        return None
    role = False
    for index in range(at + 1, min(len(scene.tokens), at + AFTER)):
        token = scene.tokens[index]
        if token.text in (",", ".", ";", '"', "”") or token.is_space or token.is_sent_start:
            return None
        if token.pos_ in ("VERB", "AUX") and not role:
            return None
        if is_role(scene, token):
            role = True
        found = body(scene, token, owner)
        if found is not None and (
            role or any(is_role(scene, scene.tokens[i]) for i in range(index, min(len(scene.tokens), index + 4)))
        ):
            return found
    return None


def is_title(scene: Scene, token: Token) -> bool:
    """Whether a word is a title or role that can stand before a name."""
    return token.lower_ in scene.lexicon.titles or token.lower_ in scene.lexicon.roles


def is_role(scene: Scene, token: Token) -> bool:
    """Whether a word calls a person by what he or she does."""
    return token.lower_ in scene.lexicon.roles


def body(scene: Scene, token: Token, owner: dict[int, Draft]) -> tuple[str, str | None] | None:
    """Give name and country of the party, or of the state, at a token."""
    draft = owner.get(token.idx)
    if draft is not None:
        return draft.name, draft.country
    hit = scene.hit_at(token.idx)
    entry = scene.entry(hit, ("state", "demonym")) if hit is not None else None
    if entry is None:
        return None
    state = scene.parties.states[entry.id]
    return state.name, state.iso2
