"""Main text of pages: 4-gram shingles against the body marked by hand (Scrapinghub's article extraction benchmark).

As there: shingles of word tokens counted as a multiset, precision and recall a page, averaged over pages, and F1 of the
two averages. Our answer is the paragraphs of the article that ``clean`` makes of the page. ``clean`` refuses what is
not English: the bar is on the pages whose marked body is English, and all pages stand beside it, refused ones empty.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import ours
from bench.score import PageMean, Rate, Rows
from bench.task import Bar, Predict
from reportedly.errors import ReportedlyError
from reportedly.model import Capture

WORD = re.compile(r"\w+")
SIZE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as it came, its main text, and whether that is English."""

    id: str
    url: str
    html: bytes
    body: str
    english: bool


class ArticleText:
    """article_extraction_zyte: our step ``clean`` on the pages' bytes."""

    name = "article-text"
    corpus = "article_extraction_zyte"
    bars = (Bar(figure="main text", value="f1", at_least=0.958),)

    def read(self, path: Path) -> list[Page]:
        """Read ``ground-truth.json`` and ``html/*.html.gz`` of a folder."""
        import py3langid

        truth = json.loads((path / "ground-truth.json").read_text(encoding="utf-8"))
        return [
            Page(
                id=key,
                url=entry.get("url", ""),
                html=gzip.decompress((path / "html" / f"{key}.html.gz").read_bytes()),
                body=entry["articleBody"],
                english=py3langid.classify(entry["articleBody"])[0] == "en",
            )
            for key, entry in sorted(truth.items())
        ]

    def predict(self, records: Sequence[Page]) -> Iterator[str]:
        """Give the main text of each page."""
        from reportedly.clean import clean

        marks = ours.load("codebook.blocks", "load_block_marks")
        for page in records:
            try:
                article, _ = clean(Capture(path=page.id, body=page.html, media_type="text/html", url=page.url), marks)
            except ReportedlyError:
                yield ""
            else:
                yield "\n".join(article.text[b.start : b.end] for b in article.blocks if b.kind == "paragraph")

    def peers(self) -> Mapping[str, Predict[Page, str]]:
        """Give trafilatura as it comes."""
        return {"trafilatura": by_trafilatura}

    def score(self, gold: Page, answer: str) -> Rows:
        """Count one page."""
        return score_text(gold, answer)

    def errors(self, gold: Page, answer: str) -> Iterator[str]:
        """Name the pages below 0.9 in precision or recall."""
        page = page_mean(gold.body, answer)
        if min(page.precision or 0, page.recall or 0) < 0.9:
            start = " ".join(answer.split())[:80]
            yield f"precision {page.precision or 0:.2f} recall {page.recall or 0:.2f} {gold.url} «{start}»"


def by_trafilatura(records: Sequence[Page]) -> Iterator[str]:
    """Give what trafilatura extracts with its defaults, without comments."""
    import trafilatura

    for page in records:
        yield trafilatura.extract(page.html, include_comments=False) or ""


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four words; a shorter text is one run."""
    found = WORD.findall(text)
    return Counter(tuple(found[at : at + SIZE]) for at in range(max(1, len(found) - SIZE + 1))) if found else Counter()


def page_mean(body: str, answer: str) -> PageMean:
    """Give precision and recall of one page."""
    wanted, found = shingles(body), shingles(answer)
    right = sum((wanted & found).values())
    return PageMean(
        right / sum(found.values()) if found else float(not wanted),
        right / sum(wanted.values()) if wanted else float(not found),
    )


def score_text(gold: Page, answer: str) -> Rows:
    """Count one page."""
    page = page_mean(gold.body, answer)
    english: Rows = {"main text": page} if gold.english else {}
    exact = Rate(min(page.precision or 0, page.recall or 0) >= 0.99, 1)
    return {**english, "main text, all languages": page, "all but exact": exact}
