"""Articles -> stories: groups of articles that tell of one happening, told apart from others of the same subject.

Two steps of average link. The first finds subjects: articles that are alike by words, names, lead and figures, a word
counting by its rarity among the articles at hand. The second looks within a subject: there a word counts by its rarity
*in the subject*, so that what two quakes or two raids share says nothing, and names, figures and leads tell them apart;
a logistic model with learned weights (``data/codebook/stories.yml``) joins the views. Cost and memory grow with the
square of the number of articles: meant for some thousands at a time. The result does not depend on their order.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from reportedly.codebook.stories import StoryWeights, load_story_weights
from reportedly.ledger.words import WORD, content_words, stem
from reportedly.model import Reading

Array = NDArray[np.float64]
Views = Mapping[str, Mapping[str, int]]
"""An article's counts of stems in each view."""

ENDS = re.compile(r"[.?!:”\"“\n]\s*$")
HEADS = {"first": 120, "lead": 300, "opening": 600}  # characters
SUBJECT = {"words": 0.5, "capitals": 0.3, "lead": 0.2, "figures": 0.1}  # what finds subjects, and its share
EXACT = 9  # decimals: far above the noise of sums in another order


def views_of(reading: Reading) -> dict[str, Counter[str]]:
    """Give the views of an article."""
    text = reading.article.text
    words = Counter(content_words(text))
    capitals = Counter(
        word
        for found in WORD.finditer(text)
        if found[0][0].isupper() and not ENDS.search(text[max(0, found.start() - 3) : found.start()] or "\n")
        if (word := stem(found[0]))
    )
    named = [
        *(actor.mentions for actor in reading.actors if any(c.isupper() for c in actor.name)),
        *(place.mentions for place in reading.places if any(c.isupper() for c in place.name)),
    ]
    names = Counter(
        word for mentions in named for span in mentions for word in content_words(text[span.start : span.end])
    )
    figures = Counter({word: count for word, count in words.items() if word[0].isdigit()})
    heads = {name: Counter(content_words(text[:length])) for name, length in HEADS.items()}
    return {"words": words, "capitals": capitals, "names": names, "figures": figures, **heads}


def stories_of(articles: Mapping[str, Views], *, weights: StoryWeights | None = None) -> tuple[tuple[str, ...], ...]:
    """Give the stories of articles, by their keys, the first key's story first; every article is in one."""
    held = weights or load_story_weights()
    keys = sorted(articles)
    if not keys:
        return ()
    probable = probabilities([articles[key] for key in keys], held)
    groups = average_link(probable, least=held.story)
    return tuple(tuple(keys[at] for at in group) for group in groups)


def probabilities(articles: Sequence[Views], weights: StoryWeights) -> Array:
    """Give for each two articles the probability that they tell one story: 0 where their subjects differ."""
    found = np.zeros((len(articles), len(articles)))
    for group, measures in measured(articles, weights):
        odds = np.full((len(group), len(group)), weights.start)
        for name, (whole, contrast) in measures.items():
            odds += weights.views[name].whole * whole + weights.views[name].contrast * contrast
        found[np.ix_(group, group)] = np.round(1 / (1 + np.exp(-odds)), EXACT)
    return found


def measured(
    articles: Sequence[Views], weights: StoryWeights
) -> list[tuple[list[int], dict[str, tuple[Array, Array]]]]:
    """Give each subject with its articles' likenesses in each view: among all articles, and within the subject."""
    names = list(weights.views)
    rarity = {name: rarities([article[name] for article in articles]) for name in names}
    whole = {name: cosines([article[name] for article in articles], rarity[name]) for name in names}
    likeness: Array = sum((share * whole[name] for name, share in SUBJECT.items()), np.zeros_like(whole[names[0]]))
    found = []
    for group in average_link(likeness, least=weights.subject):
        measures = {}
        for name in names:
            counts = [articles[at][name] for at in group]
            local = {word: value * rarity[name][word] for word, value in contrasts(counts).items()}
            measures[name] = (whole[name][np.ix_(group, group)], cosines(counts, local))
        found.append((group, measures))
    return found


def rarities(counts: Sequence[Mapping[str, int]]) -> dict[str, float]:
    """Give the smoothed inverse document frequency of each stem."""
    documents = Counter(word for article in counts for word in article)
    return {word: math.log((1 + len(counts)) / (1 + count)) + 1 for word, count in documents.items()}


def contrasts(counts: Sequence[Mapping[str, int]]) -> dict[str, float]:
    """Give how well each stem tells articles of one subject apart: nothing if all have it."""
    documents = Counter(word for article in counts for word in article)
    return {word: max(0.0, math.log((len(counts) + 1) / (count + 0.5))) for word, count in documents.items()}


def cosines(counts: Sequence[Mapping[str, int]], rarity: Mapping[str, float]) -> Array:
    """Give the cosines between articles whose stems weigh the log of how often times rarity."""
    postings: dict[str, tuple[list[int], list[float]]] = {}
    lengths = np.zeros(len(counts))
    for at, article in enumerate(counts):
        for word, count in sorted(article.items()):
            value = (1 + math.log(count)) * rarity[word]
            if value:
                places, values = postings.setdefault(word, ([], []))
                places.append(at)
                values.append(value)
                lengths[at] += value * value
    total = np.zeros((len(counts), len(counts)))
    for places, values in postings.values():
        if len(places) > 1:
            array = np.array(values)
            total[np.ix_(places, places)] += np.outer(array, array)
    scale = np.where(lengths > 0, 1 / np.sqrt(np.where(lengths > 0, lengths, 1)), 0)
    found: Array = np.round(total * scale[:, None] * scale[None, :], EXACT)
    np.fill_diagonal(found, 1.0)
    return found


def average_link(likeness: Array, *, least: float) -> list[list[int]]:
    """Join groups, the most alike first, while their mean likeness is at least ``least``; the groups in order."""
    size = len(likeness)
    groups: dict[int, list[int]] = {at: [at] for at in range(size)}
    mean = np.array(likeness, dtype=np.float64)
    np.fill_diagonal(mean, -1.0)
    best = mean.argmax(axis=1) if size else np.zeros(0, dtype=np.intp)
    value = mean[np.arange(size), best] if size else np.zeros(0)
    while len(groups) > 1:
        a = int(value.argmax())
        if value[a] < least:
            break
        b = int(best[a])
        a, b = min(a, b), max(a, b)
        one, other = len(groups[a]), len(groups[b])
        joined = np.round((one * mean[a] + other * mean[b]) / (one + other), EXACT)
        joined[[a, b]] = -1.0
        mean[a], mean[:, a] = joined, joined
        mean[b], mean[:, b] = -1.0, -1.0
        groups[a] = sorted(groups[a] + groups.pop(b))
        value[b] = -1.0
        stale = np.flatnonzero((best == a) | (best == b))
        for at in {a, *stale.tolist()} & groups.keys():
            best[at] = mean[at].argmax()
            value[at] = mean[at, best[at]]
        better = np.flatnonzero(joined > value)
        better = better[better != a]
        best[better], value[better] = a, joined[better]
    return [groups[at] for at in sorted(groups, key=lambda at: groups[at][0])]
