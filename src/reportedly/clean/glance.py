"""Bytes -> the running text that a page shows, quickly: enough to refuse a page by, before its article is sought.

What stands around an article is in it too (captions, notices, a teaser or two), so that what it lacks the article
lacks; but no menus, and no links that stand by themselves, such as headlines of other reports. It costs a tenth of what
finding the article does.
"""

from __future__ import annotations

from typing import Any, Literal

UNSHOWN = ("script", "style", "noscript", "template", "svg", "iframe", "select", "button", "head")
AROUND = ("nav", "footer", "aside")
BODY = '"articleBody"'  # in structured data the whole article may stand, and nowhere else
REMARKS = (  # of readers, the form for them, and what stands below that
    *("comments", "comment", "respond", "comments-area", "comment-respond", "commentlist", "disqus_thread"),
    "akismet_comment_form_privacy_notice",
)
INLINE = frozenset({"b", "strong", "i", "em", "u", "font"})
BESIDE = 20  # characters beside a link that make it one within running text


def glance(body: str, media_type: Literal["text/plain", "text/html"]) -> str:
    """Give the running text of a page, words of neighbouring elements apart; a plain text is what it shows.

    >>> page = "<p>Rebels <b>shelled</b> the <a href='#'>port</a> on Monday night.<script>x</script>"
    >>> page += "<li><a href='#'>War in the east!</a>"
    >>> glance(page, "text/html").split()
    ['Rebels', 'shelled', 'the', 'port', 'on', 'Monday', 'night.']
    """
    if media_type != "text/html":
        return body
    from lxml import etree

    body = without_scripts(body)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = etree.fromstring(body.encode("utf-8", "replace"), parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        tree = None
    if tree is None:
        return ""
    for name in (name for name in REMARKS if f'"{name}"' in body):
        for element in tree.xpath("//*[@id=$name or @class=$name]", name=name):
            element.tag = "template"
    known: dict[Any, int] = {}
    for link in list(tree.iter("a")):
        if stands_alone(link, known):
            link.tag = "template"
    told = [script.text or "" for script in tree.iter("script") if script.get("type") == "application/ld+json"]
    etree.strip_elements(tree, *UNSHOWN, *AROUND, with_tail=False)
    return " ".join((*tree.itertext(), *(text for text in told if BODY in text)))


def without_scripts(body: str) -> str:
    """Take the scripts out of a page, which are most of many, but those in which an article may stand.

    >>> without_scripts("<p>One<script>x = '<script>'</script> two <!-- <script> --> three<script>")
    '<p>One two <!-- <script> --> three<script>'
    """
    kept, at = [], 0
    while (start := body.find("<script", at)) >= 0:
        remark = body.find("<!--", at, start)
        last = body.find("-->", remark) if remark >= 0 else body.find("</script", start)
        after = body.find(">", last) + 1
        if last < 0 or not after:
            break  # what does not end is left as it is
        cut = remark < 0 and BODY not in body[start:last]
        kept.append(body[at : start if cut else after])
        at = after
    kept.append(body[at:])
    return "".join(kept)


def stands_alone(link: Any, known: dict[Any, int]) -> bool:
    """Whether there is hardly any text beside a link in what it is part of. ``known``: what stands in which element."""
    within = link.getparent()
    while within is not None and within.tag in INLINE and not beside(within, known):
        within = within.getparent()
    return within is None or beside(within, known) < BESIDE


def beside(element: Any, known: dict[Any, int]) -> int:
    """Count the characters that stand in an element itself, not in a part of it."""
    if element not in known:
        own = len((element.text or "").strip())
        known[element] = own + sum(len((part.tail or "").strip()) for part in element)
    return known[element]
