"""Made-up readings for measuring the ledger: deterministic, of the shape of real ones, of any number.

Days go on with the number of articles, as they do in a ledger that grows; places, parties and words come from lists;
one article in ten is a copy of an earlier one under another name.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from reportedly.model import (
    Actor,
    Article,
    Attribution,
    Block,
    Claim,
    Forecast,
    Place,
    Provenance,
    Published,
    Quantity,
    Reading,
    Source,
    Span,
    Time,
)

FIRST = date(2000, 1, 1)
A_DAY = 6  # articles
COPIES = 10  # one in so many is a copy
KINDS = (
    ("airstrike", "bombed"), ("shelling", "shelled"), ("killing", "killed"), ("injury", "wounded"),
    ("ground-assault", "stormed"), ("territory-gain", "captured"), ("displacement", "fled"), ("detention", "arrested"),
)  # fmt: skip
SYLLABLES = ("ba", "dor", "ka", "mi", "ra", "sul", "ta", "ven", "zu", "hal", "qam", "nis", "or", "lat", "fe", "gu")
PROVENANCE = Provenance(reportedly="made-up", codebook="1.1", models={})


def name(chance: random.Random, least: int = 2) -> str:
    """Give an invented name."""
    return "".join(chance.choice(SYLLABLES) for _ in range(least + chance.randrange(2))).capitalize()


class World:
    """The places, parties and words that all articles draw on."""

    def __init__(self, seed: int = 7) -> None:
        chance = random.Random(seed)
        self.places = [
            (name(chance, 3), round(chance.uniform(10, 50), 4), round(chance.uniform(-10, 60), 4)) for _ in range(3000)
        ]
        self.parties = [f"{name(chance)} {kind}" for kind in ("Front", "Army", "Brigade", "Guard") for _ in range(60)]
        self.words = [name(chance, 3).lower() for _ in range(6000)]
        self.outlets = [f"{name(chance)} Post" for _ in range(40)]


def readings(count: int, *, start: int = 0, world: World | None = None) -> Iterator[Reading]:
    """Give so many readings, beginning with that of a number; each depends on its number alone."""
    held = world or World()
    for number in range(start, start + count):
        if number % COPIES == COPIES - 1:
            yield copy_of(made(number - 1 - number % 7, held), number, held)
        else:
            yield made(number, held)


def foretelling(count: int, *, start: int, world: World | None = None) -> Iterator[Reading]:
    """Give readings like those from a number on, under other names, whose claims foresee what the week after brings."""
    held = world or World()
    for number in range(start, start + count):
        like = made(number, held)
        digests = {claim.id: hashlib.sha256(f"foretold {claim.id}".encode()).hexdigest()[:16] for claim in like.claims}
        days = [date.fromisoformat(time.date_end or "") + timedelta(days=7) for time in like.times]
        identity = hashlib.sha256(f"foretold {number}".encode()).hexdigest()
        yield replace(
            like,
            article=replace(like.article, key=f"foretold-{number}", id=identity),
            claims=tuple(replace(item, id=digests[item.id], status="predicted", time=None) for item in like.claims),
            forecasts=tuple(
                Forecast(id=f"f{at}", claim=digests[item.id], date_start=None, date_end=day.isoformat())
                for at, (item, day) in enumerate(zip(like.claims, days, strict=True))
            ),
        )


def copy_of(reading: Reading, number: int, world: World) -> Reading:
    """Give a reading under another name."""
    outlet = world.outlets[number % len(world.outlets)]
    return replace(reading, article=replace(reading.article, key=f"made-{number}", publisher=outlet))


def made(number: int, world: World) -> Reading:
    """Make one reading of 15 to 25 claims."""
    chance = random.Random(number)
    day = FIRST + timedelta(days=number // A_DAY)
    sides = chance.sample(world.parties, 2)
    theatre = chance.randrange(len(world.places) - 5)
    text = f"{name(chance)} report {number}\n\n"
    actors = {side: f"a{at}" for at, side in enumerate(sides, 1)}
    mentions: dict[str, list[Span]] = {side: [] for side in sides}
    claims: list[Claim] = []
    places: dict[str, Place] = {}
    times: list[Time] = []
    quantities: list[Quantity] = []
    said: list[Attribution] = []
    for at in range(15 + chance.randrange(11)):
        kind, verb = chance.choice(KINDS)
        place, latitude, longitude = world.places[theatre + chance.randrange(5)]
        happened = day - timedelta(days=chance.randrange(3))
        figure = chance.randrange(1, 60)
        filler = " ".join(chance.choice(world.words) for _ in range(8))
        parts = (sides[0], verb, str(figure), f"of {sides[1]} near", place, f"on {happened.isoformat()}", filler)
        spans = []
        for part in parts:
            spans.append(Span(start=len(text), end=len(text) + len(part)))
            text += part + " "
        text = text.rstrip() + f", {sides[at % 2]} said. "
        mentions[sides[0]].append(spans[0])
        known = places.setdefault(
            place, Place(id=f"p{len(places) + 1}", name=place, latitude=latitude, longitude=longitude,
                         precision="exact", country="SY", mentions=(spans[4],))
        )  # fmt: skip
        iso = happened.isoformat()
        times.append(
            Time(
                id=f"t{at}",
                start=spans[5].start,
                end=spans[5].end,
                type="DATE",
                value=iso,
                date_start=iso,
                date_end=iso,
            )
        )
        quantities.append(
            Quantity(id=f"q{at}", start=spans[2].start, end=spans[2].end, low=figure, best=figure, high=figure,
                     of="fighters", measure="count")
        )  # fmt: skip
        said.append(
            Attribution(id=f"s{at}", source=Source(start=spans[0].start, end=spans[0].end, actor=actors[sides[at % 2]]),
                        content=(Span(start=spans[0].start, end=spans[6].end),))
        )  # fmt: skip
        digest = hashlib.sha256(f"{number} {at}".encode()).hexdigest()[:16]
        claims.append(
            Claim(id=digest, event_type=kind, trigger=spans[1], actors=(actors[sides[0]],),
                  recipients=(actors[sides[1]],), place=known.id, time=f"t{at}", quantities=(f"q{at}",),
                  attribution=f"s{at}", evidence=(spans[1],))
        )  # fmt: skip
        if at % 4 == 3:
            text = text.rstrip() + "\n\n"
    blocks = [Block(kind="headline", start=0, end=text.index("\n"))]
    start = blocks[0].end
    for paragraph in text[start:].split("\n\n"):
        if paragraph.strip():
            blocks.append(Block(kind="paragraph", start=start, end=start + len(paragraph)))
        start += len(paragraph) + 2
    iso = day.isoformat()
    article = Article(
        id=hashlib.sha256(text.encode()).hexdigest(),
        key=f"made-{number}",
        publisher=world.outlets[number % len(world.outlets)],
        headline=text[: blocks[0].end],
        language="en",
        text=text,
        published=Published(date_start=iso, date_end=iso, basis="given"),
        blocks=tuple(blocks),
    )
    return Reading(
        article=article,
        actors=tuple(
            Actor(
                id=actors[side],
                name=side,
                type="armed-group",
                mentions=tuple(mentions[side]) or (Span(start=0, end=1),),
            )
            for side in sides
        ),
        places=tuple(places.values()),
        times=tuple(times),
        quantities=tuple(quantities),
        attributions=tuple(said),
        claims=tuple(claims),
        provenance=PROVENANCE,
    )
