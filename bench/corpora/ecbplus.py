"""ECB+ (Cybulska and Vossen, LREC 2014): news of 35 topics, two seminal events each, with events that corefer.

A topic's two sub-topics (``ecb`` and ``ecbplus``: two strikes, two quakes, two arrests) are alike in words and are not
one happening. Only the sentences of ``ECBplus_coreference_sentences.csv`` are clean: only their mentions are given.
The corpus holds tokens; the text is laid out again from them, tokens become offsets into it, and the address that
stands as sentence 0 becomes the article's url.
"""

from __future__ import annotations

import csv
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

from bench.spans import Span

BEFORE = frozenset(
    [".", ",", ";", ":", "?", "!", ")", "]", "}", "%", "''", "”", "’", "'s", "'re", "'ve", "'ll", "'d", "'m", "n't"]
)
AFTER = frozenset(["(", "[", "{", "$", "£", "€", "``", "“", "#"])
QUOTES = {"``": "“", "''": "”"}
ENDS = re.compile(r"[.?!…][\"”’')\]]*$")
ADDRESS = re.compile(r"https?:\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """An action mention: its words (first to last), the head word's offsets among them, and its chain."""

    id: str
    span: Span
    chain: str
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article: ``topic`` is "12", ``story`` "12 ecb" (the sub-topic); mentions are those of the clean sentences."""

    id: str
    topic: str
    story: str
    text: str
    url: str | None
    sentences: tuple[Span, ...]
    mentions: tuple[EventMention, ...]


def read_ecbplus(path: Path) -> list[Document]:
    """Read the folder, topics in order."""
    with (path / "ECBplus_coreference_sentences.csv").open(encoding="utf-8-sig", newline="") as file:
        clean: dict[str, set[int]] = {}
        for row in csv.DictReader(file):
            clean.setdefault(f"{row['Topic']}_{row['File']}", set()).add(int(row["Sentence Number"]))
    files = sorted((path / "ECB+").rglob("*.xml"), key=lambda file: (int(file.parent.name), file.stem))
    return [read_document(file, clean.get(file.stem, set())) for file in files]


def read_document(path: Path, clean: set[int]) -> Document:
    """Read one article."""
    root = ElementTree.parse(path).getroot()
    lines: dict[int, list[tuple[str, str]]] = {}
    for token in root.iter("token"):
        lines.setdefault(int(token.get("sentence", "0")), []).append((token.get("t_id", ""), token.text or ""))
    url = None
    if lines and (found := ADDRESS.fullmatch("".join(word for _, word in lines[min(lines)]))):
        url = found[0]
        del lines[min(lines)]
    text, offsets, sentences = lay_out(lines)
    topic = path.parent.name
    story = f"{topic} {'ecbplus' if path.stem.endswith('ecbplus') else 'ecb'}"
    return Document(
        id=path.stem,
        topic=topic,
        story=story,
        text=text,
        url=url,
        sentences=tuple(sentences.values()),
        mentions=tuple(sorted(mentions(root, path.stem, offsets, clean), key=lambda item: (item.span, item.id))),
    )


def lay_out(lines: dict[int, list[tuple[str, str]]]) -> tuple[str, dict[str, tuple[Span, int]], dict[int, Span]]:
    """Give the text, where each token stands (with its sentence), and where each sentence does.

    A sentence without a full stop (a headline, a date) is a paragraph of its own.

    >>> lay_out({1: [("1", "Two"), ("2", "held")], 2: [("3", "Yes"), ("4", ".")]})[0]
    'Two held\\n\\nYes.'
    """
    text = ""
    offsets: dict[str, tuple[Span, int]] = {}
    sentences: dict[int, Span] = {}
    whole = True
    for number, tokens in sorted(lines.items()):
        ended = bool(ENDS.search("".join(QUOTES.get(word, word) for _, word in tokens)))
        if text:
            text += " " if whole and ended else "\n\n"
        first = len(text)
        glue = True
        for key, word in tokens:
            shown = QUOTES.get(word, word)
            text += "" if glue or word in BEFORE else " "
            offsets[key] = ((len(text), len(text) + len(shown)), number)
            text += shown
            glue = word in AFTER
        sentences[number] = (first, len(text))
        whole = ended
    return text, offsets, sentences


def mentions(
    root: ElementTree.Element, name: str, offsets: dict[str, tuple[Span, int]], clean: set[int]
) -> list[EventMention]:
    """Give the action mentions of the clean sentences; one in no chain is a chain of its own."""
    chains: dict[str, str] = {}
    for relation in root.findall("Relations/CROSS_DOC_COREF"):
        chains.update(dict.fromkeys(sources(relation), relation.get("note", "")))
    for relation in root.findall("Relations/INTRA_DOC_COREF"):
        for source in sources(relation):
            chains.setdefault(source, f"{name}/{relation.get('r_id')}")
    found = []
    for mark in root.findall("Markables/*"):
        if not mark.tag.startswith(("ACTION", "NEG")):
            continue
        anchors = [offsets[key] for item in mark.findall("token_anchor") if (key := item.get("t_id", "")) in offsets]
        if anchors and anchors[0][1] in clean:
            key = mark.get("m_id", "")
            span = (anchors[0][0][0], anchors[-1][0][1])
            chain = chains.get(key, f"{name}/m{key}")
            found.append(EventMention(id=f"{name}/{key}", span=span, chain=chain, sentence=anchors[0][1]))
    return found


def sources(relation: ElementTree.Element) -> list[str]:
    """Give the mentions that a relation joins."""
    return [item.get("m_id", "") for item in relation.findall("source")]
