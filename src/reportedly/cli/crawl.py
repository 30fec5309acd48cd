"""`reportedly crawl`: feeds, folders and web archives into tables of readings, on this machine or on a cluster."""

from __future__ import annotations

import os
import signal
import threading
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from reportedly.errors import UsageError

SHARDS = 12  # a worker, between two points at which a run can go on
MEGA = 1_000_000


def crawl(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="Files, folders, web archives (.warc.gz, also https:// and s3://), feeds, pages; @FILE is a list.",
        ),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the tables go; goes on where it stopped.")],
    workers: Annotated[int, typer.Option("--workers", min=0, help="Processes that read; 0: one a core.")] = 0,
    ray: Annotated[
        str | None, typer.Option("--ray", metavar="ADDRESS", help="Work on a Ray cluster; local: one on this machine.")
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Keep following the feeds until stopped (Ctrl-C).")] = False,
    every: Annotated[
        float, typer.Option("--every", min=1, metavar="MINUTES", help="Between two looks at a feed, at least.")
    ] = 15.0,
    contact: Annotated[
        str | None, typer.Option("--contact", metavar="URL", help="Told to the servers: where they can complain.")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from this machine and private networks too.")
    ] = False,
    base: Annotated[
        str, typer.Option("--base", metavar="URL", help="What stands before the relative paths of a list.")
    ] = "",
    keep_near: Annotated[bool, typer.Option("--keep-near", help="Read near copies too.")] = False,
    slice_: Annotated[
        float, typer.Option("--slice", min=0.001, metavar="MB", help="How much of an archive is read in one go.")
    ] = 16.0,
    at_once: Annotated[
        int, typer.Option("--at-once", min=0, metavar="N", help="Slices between two resting points; 0: as suits.")
    ] = 0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be read, and read nothing.")] = False,
) -> None:
    """Read feeds, folders and web archives into Parquet; goes on where it stopped, and reads nothing twice."""
    from reportedly.crawl.manifest import held, read_lines
    from reportedly.crawl.sources import Options, plan

    options = Options(base=base, slice=int(slice_ * MEGA), private=allow_private, out=str(out))
    if dry_run:
        done = frozenset(key for line in read_lines(out) for key in line.keys)
        raise typer.Exit(1 if shown(plan(sources, replace(options, ask=False), done)) else 0)
    try:
        from reportedly.crawl.engine import Engine
        from reportedly.crawl.fetching.fetch import Fetcher
    except ImportError as error:
        lacks = f"crawl needs more than is installed ({error.name})"
        raise UsageError(f"{lacks}: pip install 'reportedly[crawl]'") from None
    from reportedly.cli.crawling import Bars, said
    from reportedly.crawl.crawl import Crawl

    count = workers or os.cpu_count() or 1
    stop = stopped_by_signal() if watch else threading.Event()
    try:
        with held(out) as manifest, Bars() as bars:
            engine = Engine(workers=count, ray=ray)
            engine.begin()
            work = Crawl(
                folder=out,
                manifest=manifest,
                works=engine,
                tells=bars,
                fetcher=Fetcher(contact=contact, private=allow_private),
                options=options,
                at_once=at_once or SHARDS * count,
                keep_near=keep_near,
                stop=stop.is_set,
            )
            rounds = work.watch(sources, every=every * 60) if watch else iter([work.once(sources)])
            failed = False
            for counts in rounds:
                failed = bool(counts.unreached)
                said(counts)
    except OSError as error:
        raise UsageError(f"{out}: cannot be written ({error.strerror or error})") from None
    raise typer.Exit(1 if failed and not watch else 0)


def shown(lines: list[str]) -> bool:
    """Print a plan; say whether something of it cannot be had."""
    for line in lines:
        typer.echo(line)
    return any(line.startswith("not to be had") for line in lines)


def stopped_by_signal() -> threading.Event:
    """Give what is set at the first Ctrl-C or SIGTERM; the second one ends the process as ever."""
    stop = threading.Event()

    def asked(number: int, frame: FrameType | None) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)
        typer.echo("reportedly: stopping once what was begun is finished; again to stop at once", err=True)

    signal.signal(signal.SIGINT, asked)
    signal.signal(signal.SIGTERM, asked)
    return stop
