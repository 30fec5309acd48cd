"""`reportedly judge`: a person's decision on a claim, a link, two articles' origin, or an incident; never erased."""

from __future__ import annotations

import getpass
from enum import StrEnum
from typing import Annotated

import typer

from reportedly.cli.printing import Format, print_lines
from reportedly.cli.views import LedgerPath, Shape, opened
from reportedly.errors import UsageError


class Target(StrEnum):
    """What is judged."""

    claim = "claim"
    link = "link"
    origin = "origin"
    incident = "incident"


class Decision(StrEnum):
    """What is decided: it is right or belongs together; it is not; it cannot be told."""

    positive = "positive"
    negative = "negative"
    unsure = "unsure"


def judge(
    ledger: LedgerPath,
    target: Annotated[Target | None, typer.Argument(help="claim, link, origin or incident; without: list all.")] = None,
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID...]", help="A claim; two claims; two articles; an incident."),
    ] = None,
    judged: Annotated[Decision, typer.Option("--as", help="The decision.")] = Decision.positive,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="Put a field of a claim right; nothing after = empties it."),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why, in a sentence.")] = "",
    by: Annotated[str | None, typer.Option("--by", help="Who decides; the name of the account if not given.")] = None,
    format: Shape = Format.table,
) -> None:
    """Accept, correct or reject a claim, a link or an origin, with a reason and a name; or list what was decided."""
    from reportedly.ledger.face import now
    from reportedly.ledger.records import Judgement

    with opened(ledger) as held:
        if target is None:
            lines = [
                {
                    "number": item.number,
                    "at": item.at,
                    "by": item.by,
                    "target": item.target,
                    "a": item.a,
                    "b": item.b,
                    "judged": item.judged,
                    "correction": dict(item.correction),
                    "reason": item.reason,
                }
                for item in held.history()
            ]
            columns = ("number", "at", "by", "target", "a", "b", "judged", "correction", "reason")
            print_lines(lines, format, columns=columns)
            return
        wanted = 2 if target in (Target.link, Target.origin) else 1
        named = ids or []
        if len(named) != wanted:
            raise typer.BadParameter(f"{target}: takes {wanted} id{'s' if wanted > 1 else ''}, not {len(named)}")
        if not reason.strip():
            raise typer.BadParameter("a judgement needs a --reason")
        kept = held.judge(
            Judgement(
                target=target.value,
                a=named[0],
                b=named[1] if wanted > 1 else None,
                judged=judged.value,
                correction=tuple(pair(item) for item in set_ or ()),
                reason=reason,
                by=by or getpass.getuser(),
                at=now(),
            )
        )
    typer.echo(f"judgement {kept.number}: {kept.target} {kept.judged}, by {kept.by}")


def pair(text: str) -> tuple[str, str | None]:
    """Give a field and its value."""
    name, sign, value = text.partition("=")
    if not sign:
        raise UsageError(f"--set {text}: is not written FIELD=VALUE")
    return name.strip(), value.strip() or None
