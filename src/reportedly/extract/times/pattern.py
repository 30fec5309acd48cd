"""A pattern of the time grammar -> a regular expression over signs, and the signs that it can begin with.

A pattern is written in classes and words (see the head of ``data/lexicon/en/times.yml``): ``DAY of? month=MONTH``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.errors import CodebookError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.extract.times.scan import Alphabet

ELEMENT = re.compile(
    r"(?P<slot>[a-z]+)=(?=[(A-Za-z'])|(?P<name>[A-Z][A-Z0-9]*)|(?P<word>'s|[^\W\d_]+|--|[-,.'/:&])|(?P<mark>[()|?*<>])|\S"
)
DIGIT_CLASSES = frozenset(
    ["DAY", "YEAR", "YY", "INT", "DECIMAL", "NTH", "DAYTH", "DECADE", "DECADETWO", "CLOCK", "HHMM", "ISO", "SLASHED"]
)
Element = tuple[str, str]


@dataclass(slots=True)
class Node:
    """A piece of a pattern: a leaf (one class or word), a sequence of nodes, or a choice between nodes."""

    kind: str
    name: str = ""
    items: list[Node] = field(default_factory=list)
    slot: str = ""
    times: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A compiled pattern. ``slots`` gives each group of the expression its slot and the classes read in it."""

    reading: str
    guard: str | None
    expression: re.Pattern[str]
    first: frozenset[str]
    slots: dict[str, tuple[str, tuple[str, ...]]]


def elements_of(pattern: str, macros: Mapping[str, str], known: frozenset[str]) -> list[Element]:
    """Cut a pattern into (kind, text) elements, macros written out in brackets.

    Raises:
        CodebookError: the pattern names a class that does not exist, or holds a mark that means nothing.
    """
    elements: list[Element] = []
    for match in ELEMENT.finditer(pattern):
        kind, text = match.lastgroup or "", match[0].rstrip("=")
        if kind == "name" and text in macros:
            elements += [("mark", "("), *elements_of(macros[text], macros, known), ("mark", ")")]
        elif not kind or (kind == "name" and text not in known):
            raise CodebookError(f"lexicon/en/times.yml: pattern {pattern!r} names an unknown class or mark {text!r}")
        else:
            elements.append((kind, text))
    return elements


def parse(elements: list[Element]) -> Node:
    """Read elements into a tree."""
    choices = [Node("sequence")]
    stack: list[tuple[list[Node], str]] = []
    slot = ""
    for kind, text in elements:
        items = choices[-1].items
        if kind == "slot":
            slot = text
        elif text in ("(", "<") and kind == "mark":
            stack.append((choices, "piece" if text == "<" else slot))
            choices, slot = [Node("sequence")], ""
        elif text in (")", ">") and kind == "mark":
            inner = Node("choice", items=choices)
            choices, inner.slot = stack.pop()
            choices[-1].items.append(inner)
        elif text == "|":
            choices.append(Node("sequence"))
        elif text in ("?", "*"):
            items[-1].times = text
        else:
            items.append(Node("leaf", name=text if kind == "name" else f"={text}", slot=slot))
            slot = ""
    return Node("choice", items=choices)


def compile_rule(reading: str, guard: str | None, tree: Node, alphabet: Alphabet) -> Rule:
    """Make the regular expression of a tree. Groups are named after their slot, with a number."""
    slots: dict[str, tuple[str, tuple[str, ...]]] = {}

    def write(node: Node) -> str:
        if node.kind == "leaf":
            text = f"[{alphabet.signs_of(node.name)}]"
        elif node.kind == "sequence":
            return "".join(write(item) for item in node.items)
        else:
            text = f"(?:{'|'.join(write(item) for item in node.items)})"
        if node.slot:
            group = f"{node.slot}_{len(slots)}"
            slots[group] = (node.slot, tuple(dict.fromkeys(names_in(node))))
            text = f"(?P<{group}>{text})"
        return text + node.times

    return Rule(
        reading=reading,
        guard=guard,
        expression=re.compile(write(tree)),
        first=frozenset("".join(alphabet.signs_of(name) for name in first_names(tree)[0])),
        slots=slots,
    )


def names_in(node: Node) -> list[str]:
    """Give the classes named in a node, in order; words are left out."""
    if node.kind == "leaf":
        return [] if node.name.startswith("=") else [node.name]
    return [name for item in node.items for name in names_in(item)]


def first_names(node: Node) -> tuple[list[str], bool]:
    """Give the classes and words that a match can begin with, and whether it can be empty."""
    if node.kind == "leaf":
        return [node.name], bool(node.times)
    if node.kind == "sequence":
        names: list[str] = []
        for item in node.items:
            more, empty = first_names(item)
            names += more
            if not empty:
                return names, False
        return names, True
    parts = [first_names(item) for item in node.items]
    return [name for more, _ in parts for name in more], bool(node.times) or any(empty for _, empty in parts)
