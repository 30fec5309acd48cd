"""A reading with text in every field that would be markup, a script, a query or a path if it were not escaped."""

from __future__ import annotations

from dataclasses import replace

from reportedly.model import (
    Actor,
    Article,
    Attribution,
    Block,
    Claim,
    Forecast,
    Notice,
    Place,
    Provenance,
    Published,
    Quantity,
    Reading,
    Source,
    Span,
    Time,
)

BAD = (
    "<b class=hostile>x</b><script>window.hacked=1</script>\"'><img src=x onerror=window.hacked=1>"
    "{{7919*7919}}</script>\u202e"
)


def spans(text: str, *words: str) -> list[Span]:
    """The spans of words in a text."""
    return [Span(start=text.index(word), end=text.index(word) + len(word)) for word in words]


def hostile_reading(key: str = "hostile", *, bad: str = BAD) -> Reading:
    """A report whose every field holds hostile text."""
    text = f"{bad} headline {key}\n\n{bad} rebels shelled {bad} Harem on Monday, "
    text += f"killing 12 {bad} people, {bad} said. {bad}\n"
    shelled, killing, monday, figure, said = spans(text, "shelled", "killing", "Monday", "12", "said")
    head = text.index("\n")
    article = Article(
        id=f"{key:0<64}"[:64],
        key=f"{key}{bad}",
        url=f"javascript:alert('{key}')//{bad}",
        publisher=f"{bad} Post",
        authors=(bad,),
        headline=text[:head],
        dateline=bad,
        agencies=(f"{bad} Wire",),
        language="en",
        text=text,
        published=Published(date_start="2019-02-10", date_end="2019-02-10", basis="given"),
        blocks=(Block(kind="headline", start=0, end=head), Block(kind="paragraph", start=head + 2, end=len(text) - 1)),
    )
    return Reading(
        article=article,
        actors=(
            Actor(id="a1", name=f"{bad} rebels", type="armed-group", mentions=(Span(start=0, end=9),)),
            Actor(id="a2", name=f"../{bad}/people", type="civilian", mentions=(Span(start=0, end=9),)),
        ),
        places=(Place(id="p1", name=bad, latitude=36.2, longitude=36.5, precision="area", mentions=(shelled,)),),
        times=(
            Time(
                id="t1", start=monday.start, end=monday.end, type="DATE", value="2019-02-11", date_start="2019-02-11",
                date_end="2019-02-11",
            ),
        ),
        quantities=(
            Quantity(
                id="q1", start=figure.start, end=figure.end, low=12, best=12, high=12, bound=bad, of=bad, unit=bad,
                measure="count",
            ),
        ),
        attributions=(
            Attribution(id="s1", source=Source(start=0, end=len(bad)), cue=said, content=(Span(start=0, end=head),)),
        ),
        claims=(
            Claim(
                id=f"{key}1", event_type="shelling", trigger=shelled, actors=("a1",), recipients=("a2",), place="p1",
                time="t1", attribution="s1", evidence=(shelled,),
            ),
            Claim(
                id=f"{key}2", event_type="killing", trigger=killing, actors=("a1",), recipients=("a2",), place="p1",
                quantities=("q1",), attribution="s1", caused_by=f"{key}1", evidence=(killing,), status="predicted",
            ),
        ),
        forecasts=(
            Forecast(
                id="f1", claim=f"{key}2", date_start="2019-02-12", date_end="2019-02-20", condition=shelled,
                attribution="s1",
            ),
        ),
        warnings=(Notice(code="x", message=bad, start=0, end=4),),
        provenance=Provenance(reportedly=bad, codebook=bad, models={bad: bad}),
    )  # fmt: skip


def hostile_readings() -> tuple[Reading, ...]:
    """Two such reports, the second a copy of the first with another figure."""
    first = hostile_reading()
    other = hostile_reading("second")
    figure = replace(other.quantities[0], low=40, best=40, high=40)
    return first, replace(other, quantities=(figure,))
