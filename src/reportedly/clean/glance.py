"""Text of a page -> the running text that it shows, quickly: enough to refuse it by, before its article is sought.

What stands around an article is in it too (captions, notices, a teaser or two), so that what it lacks the article
lacks; but no menus, and no links that stand by themselves, such as headlines of other reports. The page is cut at its
tags by one regular expression and gone through once, without a tree: a fiftieth of what finding the article costs.
Whatever is wrong with a page, each step is done as often as it has tags, at most.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Literal

UNSHOWN = frozenset({b"noscript", b"template", b"svg", b"iframe", b"select", b"button", b"head"})  # and scripts, styles
AROUND = frozenset({b"nav", b"footer", b"aside"})
BODY = b'"articleBody"'  # in structured data the whole article may stand, and nowhere else
REMARKS = (  # of readers, the form for them, and what stands below that
    *("comments", "comment", "respond", "comments-area", "comment-respond", "commentlist", "disqus_thread"),
    "akismet_comment_form_privacy_notice",
)
INLINE = frozenset({b"b", b"strong", b"i", b"em", b"u", b"font"})
EMPTY = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())
ENDED = frozenset(b"p li dt dd tr td th".split())  # by the next of their kind
BESIDE = 20  # bytes beside a link that make it one within running text
DEEPEST = 256  # elements within elements; what lies deeper counts as part of the last one

SCRIPT = rb"(?i:script|style)\b"
ATTRIBUTES = rb"""[^>=]*+(?:=\s*+(?:"[^"]*+"|'[^']*+')?+[^>=]*+)*+"""
TAG = re.compile(  # groups: whether it closes, its name, its attributes; none for a remark, a script, a declaration
    rb"<(?:!--[^-]*+(?:-(?!->)[^-]*+)*+-*+>?|[!?][^>]*+>?"
    rb"|" + SCRIPT + rb"[^>]*+>?[^<]*+(?:<(?!/" + SCRIPT + rb")[^<]*+)*+"
    rb"|(/?)([a-zA-Z][^\s/>]*+)(" + ATTRIBUTES + rb")>?)"
)
DATA = re.compile(rb"<script\b([^>]*+)>((?:[^<]++|<(?!/script))*+)", re.IGNORECASE)
REMARK = re.compile(rb"\s(?:id|class)\s*=\s*[\"'](?:" + "|".join(REMARKS).encode() + rb")[\"']")


def glance(body: str, media_type: Literal["text/plain", "text/html"]) -> str:
    """Give the running text of a page, words of neighbouring elements apart; a plain text is what it shows.

    >>> page = "<p>Rebels <b>shelled</b> the <a href='#'>port</a> on Monday night.<script>x</script>"
    >>> page += "<li><a href='#'>War in the east!</a>"
    >>> glance(page, "text/html").split()
    ['Rebels', 'shelled', 'the', 'port', 'on', 'Monday', 'night.']
    """
    if media_type != "text/html":
        return body
    page = body.encode("utf-8", "replace")
    text = b" ".join(filter(None, running(TAG.split(page)))).decode("utf-8", "replace")
    return " ".join((html.unescape(text), *told(page)))


def told(page: bytes) -> Iterator[str]:
    """Give the structured data in which an article stands."""
    if BODY in page:
        for attributes, text in DATA.findall(page):
            if b"application/ld+json" in attributes and BODY in text:
                yield text.decode("utf-8", "replace")


def running(parts: Sequence[bytes]) -> list[bytes]:
    """Give the stretches of running text of a page that was cut at its tags; empty ones for what is none.

    An element that is passed over and never ends would take the rest of the page with it: those of its name are not
    passed over then.

    >>> running(TAG.split(b"<aside>One<p>Rebels shelled the port.<nav>Two</nav>"))
    [b'One', b'Rebels shelled the port.']
    """
    passed = UNSHOWN | AROUND | {b""}
    while True:
        text = Running()
        unended = text.take(parts, passed)
        if unended is None:
            return text.found
        passed = passed - {unended if unended in passed else b""}


class Element:
    """An element that is open: where its text begins, how many bytes stand in it itself, not in a part of it.

    ``links`` are the stretches of text that are links and parts of it.
    """

    __slots__ = ("begun", "links", "own")

    def __init__(self, begun: int) -> None:
        self.begun = begun
        self.own = 0
        self.links: list[tuple[int, int]] = []


class Running:
    """The running text of a page as far as it was gone through, and the elements that are open there, page first."""

    def __init__(self) -> None:
        self.found: list[bytes] = []
        self.open = [Element(0)]
        self.names = [b""]

    def take(self, parts: Sequence[bytes], passed: frozenset[bytes]) -> bytes | None:
        """Go through a page; give the name of the element that is passed over at its end, if one is.

        Args:
            parts: what stands before the first tag, then of each its groups (none where it has no name: null) and
                what stands after it.
            passed: names of elements that are passed over; with an empty one among them remarks of readers are too.
        """
        over, depth = None, 0
        for closes, name, attributes, text in tags_of(parts):
            if name:
                name = name.lower()
                if over is not None:
                    if name == over:
                        depth += -1 if closes else 1
                    if depth:
                        continue
                    over = None
                elif closes:
                    self.close(name)
                elif name in passed or (attributes and b"" in passed and is_remark(attributes)):
                    over, depth = name, 1
                    continue
                elif name not in EMPTY:
                    self.begin(name)
            elif over is not None:
                continue
            stripped = text.strip()
            if stripped:
                self.found.append(stripped)
                self.open[-1].own += len(stripped)
        while self.open:
            self.end()
        return over

    def begin(self, name: bytes) -> None:
        """Begin an element."""
        if name == b"a":
            self.close(name)  # no link stands in another
        elif name in ENDED and self.names[-1] == name:
            self.end()
        if len(self.open) < DEEPEST:
            self.open.append(Element(len(self.found)))
            self.names.append(name)

    def close(self, name: bytes) -> None:
        """End the last element of a name, and all that are open within it."""
        if name in self.names:
            while self.names[-1] != name:
                self.end()
            self.end()

    def end(self) -> None:
        """End the innermost element: take out its links, if hardly anything stands beside them.

        Where nothing does, and it only marks words, they are links of what it is part of.
        """
        element, name = self.open.pop(), self.names.pop()
        links = element.links
        if name == b"a":
            self.open[-1].links.append((element.begun, len(self.found)))
        if links and element.own == 0 and name in INLINE:
            self.open[-1].links += links
        elif element.own < BESIDE:
            for start, stop in links:
                self.found[start:stop] = [b""] * (stop - start)


def tags_of(parts: Sequence[bytes]) -> Iterator[tuple[bytes, bytes, bytes, bytes]]:
    """Give each tag's groups with what stands after it; first, without a name, what stands before them all."""
    return chain([(b"", b"", b"", parts[0])], zip(parts[1::4], parts[2::4], parts[3::4], parts[4::4], strict=True))


def is_remark(attributes: bytes) -> bool:
    """Whether an element holds remarks of readers.

    >>> is_remark(b' class="wide" id="comments"'), is_remark(b' class="commentary"')
    (True, False)
    """
    named = b"comment" in attributes or b"respond" in attributes or b"disqus" in attributes
    return named and REMARK.search(attributes) is not None
