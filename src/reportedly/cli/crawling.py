"""What a person sees of a crawl: bars while it runs, on a terminal alone, and what it came to at the end."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from reportedly.crawl.run import Counts


def said(counts: Counts) -> None:
    """Say what a run came to; what could not be reached on stderr, a line each."""
    for failure in counts.unreached:
        typer.echo(f"reportedly: {failure.path}: {failure.message}", err=True)
    for line in counts.fetched:
        typer.echo(line)
    rate = f", {counts.pages / counts.seconds:,.1f} a second" if counts.pages else ""
    typer.echo(f"{counts.pages:,} pages in {counts.seconds:,.0f} s{rate}")
    typer.echo(f"  {counts.read:,} read, with {counts.claims:,} claims, coded by machine")
    for what, causes in (("set aside", counts.aside), ("failed", counts.failed)):
        if causes:
            listed = ", ".join(f"{cause} {count:,}" for cause, count in causes.most_common())
            typer.echo(f"  {sum(causes.values()):,} {what}: {listed}")
    if counts.unreached:
        typer.echo(f"  {len(counts.unreached):,} could not be reached; the next run tries again")


class Bars:
    """Bars on stderr while a run lasts: on a terminal alone."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        self.bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
            disable=not os.isatty(2),
        )
        self.sifting = self.bars.add_task("pages sifted", total=None)
        self.reading = self.bars.add_task("reports read", total=0)

    def __enter__(self) -> Bars:
        self.bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.bars.stop()

    def sifted(self, pages: int) -> None:
        """So many pages more were sifted."""
        self.bars.advance(self.sifting, pages)

    def to_read(self, pages: int) -> None:
        """So many pages more are to be read."""
        task = self.bars.tasks[self.reading]
        self.bars.update(self.reading, total=(task.total or 0) + pages)

    def read(self, pages: int) -> None:
        """So many pages more were read."""
        self.bars.advance(self.reading, pages)
