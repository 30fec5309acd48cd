"""`reportedly read`: reports to what they claim, as a table or as lines of JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated

import typer

from reportedly.errors import ReportedlyError
from reportedly.model import Capture, Failure, Reading, SetAside


class Format(StrEnum):
    """How readings are printed."""

    table = "table"
    jsonl = "jsonl"


def read(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Reports: .txt, .html, - for standard input, or .jsonl: a list of captures, one a line, each with "
            "text or path, and optionally key, url, publisher, published.",
        ),
    ],
    format: Annotated[Format, typer.Option("--format", help="table for people, jsonl for programs.")] = Format.table,
    published: Annotated[
        str | None, typer.Option("--published", metavar="YYYY-MM-DD", help="Day of publication, where known.")
    ] = None,
    url: Annotated[str | None, typer.Option("--url", help="Where the report came from.")] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", help="The outlet's name.")] = None,
    evidence: Annotated[bool, typer.Option("--evidence", help="Print the words behind every field.")] = False,
    gate: Annotated[
        bool, typer.Option("--gate", help="Set aside what is not about armed conflict, each with its reason on stderr.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="On an error, show where in the code it arose.")] = False,
) -> None:
    """Read reports and print what they claim, according to whom, with what certainty."""
    from reportedly.captures import Known, read_captures

    try:
        known = Known(url=url, publisher=publisher, published=published)
    except ReportedlyError as error:
        raise typer.BadParameter(str(error)) from None
    printer = print_table if format is Format.table else print_line
    failed = False
    for result in read_all(read_captures(paths, known), gate=gate, debug=debug):
        if isinstance(result, Failure):
            failed = True
            typer.echo(f"reportedly: {result.path}: {result.message}", err=True)
        elif isinstance(result, SetAside):
            typer.echo(f"reportedly: {result.path}: set aside: {result.verdict.reason}", err=True)
        else:
            printer(result, evidence)
    raise typer.Exit(1 if failed else 0)


def read_all(
    captures: Iterable[Capture | Failure], *, gate: bool, debug: bool
) -> Iterator[Reading | Failure | SetAside]:
    """Read each capture, loading the reader when the first one is there; failures pass through."""
    from reportedly.codebook.gate import load_gate
    from reportedly.reading import load_reader, read_article, read_if_conflict

    reader = None
    for capture in captures:
        if isinstance(capture, Failure):
            yield capture
            continue
        reader = reader or load_reader()
        if gate:
            yield read_if_conflict(capture, reader, load_gate(), debug=debug)
        else:
            yield read_article(capture, reader, debug=debug)


def print_table(reading: Reading, evidence: bool) -> None:
    """Print one reading for a person."""
    from reportedly.show import console_for, show_reading

    console_for().print(show_reading(reading, evidence=evidence))


def print_line(reading: Reading, evidence: bool) -> None:
    """Print one reading as a line of JSON; its spans are its evidence."""
    from reportedly.reading import encode

    sys.stdout.buffer.write(encode(reading) + b"\n")
    sys.stdout.flush()
