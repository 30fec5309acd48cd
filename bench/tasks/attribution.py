"""Attribution on PolNeAR: source, cue and content as spans, and whole attributions.

*Content tokens*: the tokens that lie in the content of some attribution, as one set a document. *Exact* figures: the
same tokens (words and marks), spans counted once. *Attribution*: one-to-one matches whose contents share half their
tokens (Jaccard) and whose sources overlap by a token, or both have none. The pieces of one split quotation, that is
records with the same source words and the same cue words, are one attribution.

PolNeAR puts every token in at most one attribution, so what lies within another's content cannot be in its gold: our
attributions ``within`` another are left out here, and counted in the figure ``attribution, nested too``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import ours
from bench.corpora.polnear import Document, Relation, read_polnear
from bench.peers import client
from bench.score import Prf, Rows, pair_up, prf
from bench.spans import Span, context, inside, jaccard, tokens
from bench.speech import is_speech, naming, quoting
from bench.task import Bar, Predict
from reportedly.model import Attribution
from reportedly.tag import tag_article

HALF = 0.5
KINDS = ("direct", "mixed", "indirect")
SOURCES = ("named", "unnamed", "pronoun", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a system found: the attributions that stand for themselves, and those within others."""

    outer: tuple[Relation, ...]
    nested: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gridded:
    """An attribution as sets of token numbers, with what is needed to put it in a subset."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    speech: bool
    kind: str
    naming: str
    at: Span


class Attributions:
    """PolNeAR: the whole chain up to attributions."""

    name = "attribution"
    corpus = "polnear/dev"
    bars = (
        Bar(figure="content tokens", value="f1", at_least=0.91),
        Bar(figure="source exact", value="f1", at_least=0.79),
        Bar(figure="attribution", value="f1", at_least=0.62),
        Bar(figure="attribution, speech cue", value="f1", at_least=0.75),
    )

    def read(self, path: Path) -> list[Document]:
        """Read PolNeAR."""
        return read_polnear(path)

    def predict(self, records: Sequence[Document]) -> Iterator[Answer]:
        """Give the attributions of each article."""
        yield from by_ours(records, learned=True)

    def peers(self) -> Mapping[str, Predict[Document, Answer]]:
        """Give our two halves, each alone, and textacy's direct quotations."""
        halves: dict[str, Predict[Document, Answer]] = {"rules alone": by_rules, "tagger alone": by_tagger}
        return halves | ({"textacy, direct quotations": by_textacy} if client.installed() else {})

    def score(self, gold: Document, answer: Answer) -> Rows:
        """Count one document."""
        return score_attributions(gold.text, gold.relations, answer)

    def errors(self, gold: Document, answer: Answer) -> Iterator[str]:
        """Give the attributions that found no match, gold and ours."""
        return attribution_errors(gold.text, gold.relations, answer)


def by_ours(records: Sequence[Document], *, learned: bool) -> Iterator[Answer]:
    """Give what the whole chain finds, with the tagger or by rules alone."""
    texts = ((record.text, published_in(record.id)) for record in records)
    for _, _, found in ours.extracted(texts, learned=learned):
        both = [(attribution.within, relation_of(attribution)) for attribution in found.attributions]
        yield Answer(
            outer=tuple(relation for within, relation in both if within is None),
            nested=tuple(relation for within, relation in both if within is not None),
        )


def by_rules(records: Sequence[Document]) -> Iterator[Answer]:
    """Give what the rules find without the tagger."""
    yield from by_ours(records, learned=False)


def by_tagger(records: Sequence[Document]) -> Iterator[Answer]:
    """Give what the tagger finds without the rules."""
    tagger = ours.load("tag", "load_tagger")
    for article, doc in ours.parsed((record.text, published_in(record.id)) for record in records):
        tags = tag_article(article, doc, tagger)
        yield Answer(outer=tuple(relation_of(attribution) for attribution, _ in tags.attributions))


def by_textacy(records: Sequence[Document]) -> Iterator[Answer]:
    """Give textacy's direct quotations as attributions."""
    for found in client.ask("textacy", [(record.text, None) for record in records]):
        yield Answer(
            outer=tuple(
                Relation(source=spans(one["source"]), cue=spans(one["cue"]), content=spans(one["content"]))
                for one in found
            )
        )


def spans(pair: list[int] | None) -> tuple[Span, ...]:
    """Give a JSON pair as spans, none for null."""
    return ((pair[0], pair[1]),) if pair else ()


def published_in(name: str) -> str | None:
    """Give the day in a PolNeAR file name, ``publisher_2016-09-12_slug``."""
    parts = name.split("_")
    return parts[1] if len(parts) > 2 and len(parts[1]) == 10 else None


def relation_of(attribution: Attribution) -> Relation:
    """Turn our record into spans."""
    source, cue = attribution.source, attribution.cue
    return Relation(
        source=((source.start, source.end),) if source else (),
        cue=((cue.start, cue.end),) if cue else (),
        content=tuple((piece.start, piece.end) for piece in attribution.content),
    )


def merged(relations: Sequence[Relation]) -> list[Relation]:
    """Make one of the records that have the same source and the same cue words: pieces of one split quotation."""
    by_words: dict[tuple[object, ...], Relation] = {}
    for relation in relations:
        lone = () if relation.source or relation.cue else relation.content
        key = (relation.source, relation.cue, lone)
        held = by_words.get(key)
        content = relation.content if held is None else tuple(sorted({*held.content, *relation.content}))
        by_words[key] = Relation(source=relation.source, cue=relation.cue, content=content)
    return list(by_words.values())


def gridded(text: str, grid: Sequence[Span], relations: Sequence[Relation]) -> list[Gridded]:
    """Turn attributions into sets of tokens."""
    return [
        Gridded(
            source=inside(relation.source, grid),
            cue=inside(relation.cue, grid),
            content=inside(relation.content, grid),
            speech=is_speech(" ".join(text[start:end] for start, end in relation.cue)),
            kind=quoting(text, relation.content),
            naming=naming(text, relation.source),
            at=(relation.cue or relation.content or relation.source)[0],
        )
        for relation in merged(relations)
    ]


def fit(found: Gridded, wanted: Gridded) -> float:
    """Give how well two attributions match: the shared part of their contents, or 0 if that or the sources differ."""
    share = jaccard(found.content, wanted.content)
    sources = bool(found.source & wanted.source) or not (found.source or wanted.source)
    return share if share >= HALF and sources else 0.0


def score_attributions(text: str, gold: Sequence[Relation], answer: Answer) -> Rows:
    """Count one document; see the module's docstring for the figures."""
    grid = tokens(text)
    wanted, found = gridded(text, grid, gold), gridded(text, grid, answer.outer)
    pairs = pair_up(len(found), len(wanted), lambda f, w: fit(found[f], wanted[w]))
    matched_found, matched_wanted = {f for f, _ in pairs}, {w for _, w in pairs}

    def subset(keep: Mapping[str, object]) -> Prf:
        name, value = next(iter(keep.items()))
        ours_kept = [at for at, one in enumerate(found) if getattr(one, name) == value]
        gold_kept = [at for at, one in enumerate(wanted) if getattr(one, name) == value]
        right = sum(at in matched_found for at in ours_kept)
        return Prf(right, len(ours_kept), len(gold_kept), sum(at in matched_wanted for at in gold_kept))

    def all_of(role: str, side: Sequence[Gridded]) -> set[int]:
        return {token for one in side for token in getattr(one, role)}

    def exact(role: str) -> Prf:
        def spans(side: Sequence[Gridded]) -> list[frozenset[int]]:
            return [getattr(one, role) for one in side if getattr(one, role)]

        return prf(spans(found), spans(wanted))

    everything = found + gridded(text, grid, answer.nested)
    nested = pair_up(len(everything), len(wanted), lambda f, w: fit(everything[f], wanted[w]))
    return {
        "content tokens": prf(all_of("content", found), all_of("content", wanted)),
        "source exact": exact("source"),
        "attribution": Prf(len(pairs), len(found), len(wanted)),
        "attribution, speech cue": subset({"speech": True}),
        "attribution, other cue": subset({"speech": False}),
        **{f"attribution, {kind}": subset({"kind": kind}) for kind in KINDS},
        **{f"attribution, source {kind}": subset({"naming": kind}) for kind in SOURCES},
        "attribution, nested too": Prf(len(nested), len(everything), len(wanted)),
        "source tokens": prf(all_of("source", found), all_of("source", wanted)),
        "cue tokens": prf(all_of("cue", found), all_of("cue", wanted)),
        "cue exact": exact("cue"),
        "content exact": exact("content"),
    }


def attribution_errors(text: str, gold: Sequence[Relation], answer: Answer) -> Iterator[str]:
    """Give one line an attribution that has no match, with the reason where the other side has one nearby."""
    grid = tokens(text)
    wanted, found = gridded(text, grid, gold), gridded(text, grid, answer.outer)
    pairs = pair_up(len(found), len(wanted), lambda f, w: fit(found[f], wanted[w]))
    matched_found, matched_wanted = {f for f, _ in pairs}, {w for _, w in pairs}

    def words(numbers: frozenset[int]) -> str:
        return text[grid[min(numbers)][0] : grid[max(numbers)][1]].replace("\n", " ") if numbers else "-"

    def near(one: Gridded, others: Sequence[Gridded]) -> str:
        best = max(others, key=lambda other: jaccard(one.content, other.content), default=None)
        if best is None or not one.content & best.content:
            return "no content nearby"
        share = jaccard(one.content, best.content)
        why = "other source" if share >= HALF else f"content {share:.2f}"
        return f"{why}: «{words(best.source)}» «{words(best.content)}»"

    lines: list[tuple[Span, str]] = []
    for label, side, matched, others in (
        ("missed", wanted, matched_wanted, found),
        ("false", found, matched_found, wanted),
    ):
        for at, one in enumerate(side):
            if at not in matched:
                speech = "speech" if one.speech else "other"
                said = f"«{words(one.source)}» {context(text, one.at, 40)} «{words(one.content)}»"
                lines.append((one.at, f"{label} ({speech}, {one.kind}, {one.naming}) {said} | {near(one, others)}"))
    return (line for _, line in sorted(lines))
