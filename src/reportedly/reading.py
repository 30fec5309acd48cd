"""Capture -> reading: the whole way for one report, and the codec of the JSON contract.

``read_article`` is pure and deterministic: the same bytes and the same version give the same bytes of JSON, in any
process, on any number of threads. The command line, the desk and the crawl only call it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from reportedly import __version__
from reportedly.assemble import Mentions, assemble
from reportedly.clean import clean
from reportedly.codebook.blocks import BlockMarks, load_block_marks
from reportedly.codebook.event_types import EventTypes, load_event_types
from reportedly.errors import ReportedlyError
from reportedly.model import Article, Capture, Failure, Provenance, Reading
from reportedly.parse import load_parser, parse_article, parser_folder

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """All that reading needs: parser, models and knowledge, loaded once a process."""

    nlp: Language


def load_reader() -> Reader:
    """Load the parser, the models and all tables."""
    raise NotImplementedError


def extract(article: Article, doc: Doc, reader: Reader) -> Mentions:
    """Run the extractors, each on what those before it found."""
    raise NotImplementedError


def read_article(capture: Capture, reader: Reader, *, debug: bool = False) -> Reading | Failure:
    """Read one report.

    Args:
        capture: its bytes, and what is known of it.
        reader: from ``load_reader``.
        debug: raise the error instead of giving it as a row.

    Returns:
        The reading, or a ``Failure`` that says which step refused the report and why.
    """
    raise NotImplementedError


def encode(reading: Reading) -> bytes:
    """Give a reading as one line of JSON, ``schema`` first, without a line break."""
    return msgspec.json.encode(reading)


def decode(line: bytes | str) -> Reading:
    """Give the reading of a line of JSON: the inverse of ``encode``."""
    return msgspec.json.decode(line, type=Reading)
