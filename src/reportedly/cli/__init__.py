"""The command line: one command a verb. Exit status 0 all done, 1 some failed, 2 misuse."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from reportedly import __version__
from reportedly.cli.add import add
from reportedly.cli.crawl import crawl
from reportedly.cli.desk import desk
from reportedly.cli.export import export
from reportedly.cli.judge import judge
from reportedly.cli.read import read
from reportedly.cli.views import figures, forecasts, incidents, origins, reports
from reportedly.errors import ReportedlyError

app = typer.Typer(
    name="reportedly",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Reads news reports of armed conflict: who said that who did what to whom, where, when and how many.",
)


def print_version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        typer.echo(f"reportedly {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Reads news reports of armed conflict: who said that who did what to whom, where, when and how many."""


for command in (read, add, reports, origins, incidents, figures, forecasts, judge, export, desk, crawl):
    app.command()(command)


def main() -> None:
    """Run the command line; a closed pipe and an interrupt end it quietly."""
    try:
        app()
    except ReportedlyError as error:
        typer.echo(f"reportedly: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
