"""Some readings, and floats from within them to the last bit: ``python -m tests.last_bits`` prints a hash of each.

Run under another processor (``valgrind --tool=none``, ``qemu-x86_64 -cpu EPYC-Milan``), it shows what differs there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.resources import files

import numpy as np

from reportedly.captures import read_captures
from reportedly.clean import clean
from reportedly.model import PARSED_KINDS, Capture, Reading
from reportedly.parse import mask, parse_article
from reportedly.reading import Reader, encode, load_reader, read_article
from reportedly.tag import hidden_of, tag_article

SAMPLES = str(files("reportedly") / "data" / "samples" / "samples.jsonl")
CHOSEN = (2, 8)


def last_bits(reader: Reader) -> Iterator[tuple[str, str]]:
    """Give for each sample chosen the hashes of the parser's vectors, hidden states, leanings and of the reading."""
    captures = [item for item in read_captures([SAMPLES]) if isinstance(item, Capture)]
    for number in CHOSEN:
        article, _ = clean(captures[number], reader.marks)
        assert reader.tagger is not None
        vectors = reader.nlp(mask(article)).tensor
        doc = parse_article(article, reader.nlp)
        blocks = [block for block in article.blocks if block.kind in PARSED_KINDS]
        words, hidden = hidden_of(doc, blocks, reader.tagger)
        odds = reader.tagger.networks.flat(hidden)
        tags = tag_article(article, doc, reader.tagger, parties=reader.parties, lexicon=reader.roles)
        reading = read_article(captures[number], reader)
        assert isinstance(reading, Reading)
        told = {
            "vectors": np.asarray(vectors).tobytes(),
            "hidden": hidden.tobytes(),
            "odds": odds.tobytes(),
            "tags": repr((len(words), tags)).encode(),
            "reading": encode(reading),
        }
        yield from ((f"{number} {name}", hashlib.sha256(value).hexdigest()) for name, value in told.items())


if __name__ == "__main__":
    for name, digest in last_bits(load_reader()):
        print(name, digest)
