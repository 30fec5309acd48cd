"""Parsed -> tagged: what the learned tagger takes for attributions, with its confidence in each.

A small encoder (MiniLM-L6, fine-tuned on PolNeAR, int8) is run once over each window of paragraphs; a light head labels
cues, another finds for each cue its source and its content. See ``docs/develop/model-card.md``. Sources carry neither
actor nor a judged anonymity: that is the extractors' work.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from reportedly.errors import ModelError
from reportedly.model import PARSED_KINDS, Attribution, Name, Source, Span, Tags
from reportedly.tagger.attribute import Found, Settings, attribute
from reportedly.tagger.decode import Chain
from reportedly.tagger.factuality import FACTUALITY, FactualityHead, read_head
from reportedly.tagger.names import (
    KINDS,
    NAMES,
    NAMES_CONFIG,
    NamesConfig,
    NamesHead,
    Recording,
    find_names,
    offsets_of,
    settled,
)
from reportedly.tagger.names_signs import read_signs
from reportedly.tagger.networks import ENCODER, PAIRS, WORDS, OnnxNetworks
from reportedly.tagger.windows import make_window, pack
from reportedly.tagger.words import OUTSIDE, Labels, Words, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from reportedly.codebook.parties import Parties
    from reportedly.codebook.roles import RoleLexicon
    from reportedly.model import Actor, Article, AttributionKind, Block, Place
    from reportedly.parsed import Doc
    from reportedly.tagger.names import Named

    Floats = NDArray[np.float32]

TOKENIZER, CONFIG = "tokenizer.json", "tagger.json"
LEARNED = (ENCODER, WORDS, PAIRS, NAMES, FACTUALITY)
QUOTE = 1  # column of the quotation state in ``Words.features``


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """``tagger.json``: the parser's labels, the chain over roles, and the settings chosen on held-out articles."""

    tags: tuple[str, ...]
    deps: tuple[str, ...]
    step: tuple[tuple[float, ...], ...]
    begin: tuple[float, ...]
    end: tuple[float, ...]
    bias: float
    blend: float
    weights: tuple[float, ...]
    least: float


class Tagger:
    """The tagger's files; each is opened when first needed, once.

    ``names_folder`` holds the head of names; for measuring, one whose members each left out a part of the texts.
    """

    def __init__(self, folder: Path, *, threads: int = 1, names_folder: Path | None = None) -> None:
        self.folder = folder
        self.threads = threads
        self.names_folder = names_folder or folder

    def __getstate__(self) -> dict[str, object]:
        """Pickle the settings alone: a graph is opened anew where it is needed."""
        return {"folder": self.folder, "threads": self.threads, "names_folder": self.names_folder}

    @cached_property
    def config(self) -> Config:
        """The settings beside the graphs."""
        try:
            return msgspec.json.decode((self.folder / CONFIG).read_bytes(), type=Config)
        except (OSError, msgspec.MsgspecError) as error:
            raise ModelError(f"{self.folder / CONFIG}: {error}") from error

    @cached_property
    def labels(self) -> Labels:
        """The parser's labels that the networks know."""
        return Labels(tags=self.config.tags, deps=self.config.deps)

    @cached_property
    def chain(self) -> Chain:
        """The chain over roles."""
        parts = (np.array(part, dtype=np.float32) for part in (self.config.step, self.config.begin, self.config.end))
        step, begin, end = parts
        return Chain(step=step, begin=begin, end=end)

    @cached_property
    def settings(self) -> Settings:
        """The settings chosen on held-out articles."""
        config = self.config
        return Settings(bias=config.bias, blend=config.blend, weights=config.weights, least=config.least)

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The encoder's tokenizer."""
        from tokenizers import Tokenizer

        return Tokenizer.from_file(str(self.folder / TOKENIZER))

    @cached_property
    def specials(self) -> tuple[int, int]:
        """The ids of the pieces that begin a window and end a paragraph."""
        opening, closing = (self.tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]"))
        if opening is None or closing is None:
            raise ModelError(f"{self.folder / TOKENIZER} has no [CLS] or [SEP]")
        return opening, closing

    @cached_property
    def networks(self) -> OnnxNetworks:
        """The graphs."""
        return OnnxNetworks(self.folder, threads=self.threads)

    @cached_property
    def names(self) -> NamesHead | None:
        """The head of names, where its folder holds one."""
        held = (self.names_folder / NAMES).is_file()
        return NamesHead(self.names_folder, threads=self.threads) if held else None

    @cached_property
    def factuality(self) -> FactualityHead | None:
        """The head of factuality, where the folder holds one."""
        return read_head(self.folder)

    @cached_property
    def names_config(self) -> NamesConfig:
        """With what encoder the head of names learned, and which texts each of its members left out."""
        path = self.names_folder / NAMES_CONFIG
        try:
            return msgspec.json.decode(path.read_bytes(), type=NamesConfig)
        except (OSError, msgspec.MsgspecError) as error:
            raise ModelError(f"{path}: {error}") from error

    def members_for(self, text: str) -> tuple[int, ...]:
        """Give the members of the head of names that left out the text; none named are all."""
        digest = hashlib.sha256(text.encode()).hexdigest()
        return tuple(
            member
            for member, texts in enumerate(self.names_config.unseen)
            if any(digest.startswith(start) for start in texts)
        )

    def digests(self) -> dict[str, str]:
        """Give the sha256 of each file that was learned, for ``Provenance.models``."""
        paths = {name: (self.names_folder if name == NAMES else self.folder) / name for name in LEARNED}
        return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in paths.items() if path.is_file()}


def load_tagger(folder: Path | None = None, *, threads: int = 1, names_folder: Path | None = None) -> Tagger:
    """Give the packaged tagger, or that of ``folder``; ``threads`` changes its speed, not what it finds.

    ``names_folder``: see ``Tagger``.

    Raises:
        ModelError: no tagger lies there.
    """
    held = folder or Path(str(files("reportedly") / "data" / "models"))
    missing = [name for name in (ENCODER, WORDS, PAIRS, CONFIG, TOKENIZER) if not (held / name).is_file()]
    if missing:
        raise ModelError(f"{held} lacks {', '.join(missing)}")
    return Tagger(held, threads=threads, names_folder=names_folder)


def tag_article(
    article: Article,
    doc: Doc,
    tagger: Tagger,
    *,
    actors: Sequence[Actor] = (),
    places: Sequence[Place] = (),
    parties: Parties | None = None,
    lexicon: RoleLexicon | None = None,
) -> Tags:
    """Give the attributions that the tagger sees in headline and paragraphs, in the order of their cues, the names, and
    how far each word is told as having happened.

    ``doc`` is the article's parse by ``parse_article``. Names are looked for where the known ``parties`` and the
    ``lexicon`` of roles are given; ``actors`` and ``places`` are what the rules found.
    """
    blocks = [block for block in article.blocks if block.kind in PARSED_KINDS]
    words = read_words(doc, blocks, tagger.tokenizer, tagger.labels)
    opening, closing = tagger.specials
    networks = Recording(tagger.networks)
    found = attribute(words, networks, tagger.chain, tagger.settings, opening=opening, closing=closing)
    names: Iterator[Name] = iter(())
    if tagger.names is not None and parties is not None and lexicon is not None and len(words):
        signs = read_signs(doc, words, actors=actors, places=places, parties=parties, lexicon=lexicon)
        chances = tagger.names.chances(words, networks.hidden(len(words)), signs)
        found_names = find_names(words, chances, tagger.labels, tagger.members_for(article.text))
        names = names_of(words, found_names, article.text)
    leanings: tuple[tuple[int, float], ...] = ()
    if tagger.factuality is not None and len(words):
        values = tagger.factuality.leanings(words, networks.hidden(len(words)))
        leanings = tuple(zip(words.start.tolist(), values.tolist(), strict=True))
    return Tags(
        attributions=tuple(
            (attribution_of(one, words, name=f"g{number}"), round(one.confidence, 4))
            for number, one in enumerate(found, start=1)
        ),
        names=tuple(names),
        leanings=leanings,
    )


def hidden_of(doc: Doc, blocks: Sequence[Block], tagger: Tagger) -> tuple[Words, Floats]:
    """Give the words of some blocks and their hidden states (W, H): what heads learn from and are measured on."""
    words = read_words(doc, blocks, tagger.tokenizer, tagger.labels)
    opening, closing = tagger.specials
    networks = Recording(tagger.networks)
    for held in pack(words):
        networks.encode(make_window(words, held, opening=opening, closing=closing))
    return words, networks.hidden(len(words))


def names_of(words: Words, found: Sequence[Named], text: str) -> Iterator[Name]:
    """Turn names in words into offsets."""
    for one in settled(found, words, text):
        start, end = offsets_of(one, words, text)
        yield Name(start=start, end=end, kind=KINDS[one.kind], confidence=round(one.confidence, 4))


def attribution_of(found: Found, words: Words, *, name: str) -> Attribution:
    """Turn words into offsets: the content in as many pieces as it has, the source from its first word to its last."""
    source = (
        Source(start=int(words.start[found.source[0]]), end=int(words.end[found.source[-1]])) if found.source else None
    )
    first, last = found.cue[0], found.cue[1] - 1
    return Attribution(
        id=name,
        source=source,
        cue=Span(start=int(words.start[first]), end=int(words.end[last])),
        content=tuple(pieces(found.content, words)),
        kind=kind_of(found.content, words),
    )


def pieces(content: Sequence[int], words: Words) -> Iterator[Span]:
    """Give runs of neighbouring words as spans."""
    start = 0
    for at in range(1, len(content) + 1):
        if at == len(content) or content[at] != content[at - 1] + 1:
            yield Span(start=int(words.start[content[start]]), end=int(words.end[content[at - 1]]))
            start = at


def kind_of(content: Sequence[int], words: Words) -> AttributionKind:
    """Say whether a content lies in quotation marks, in part or not at all."""
    states = words.features[list(content), QUOTE]
    if (states != OUTSIDE).all():
        return "direct"
    return "mixed" if (states != OUTSIDE).any() else "indirect"
