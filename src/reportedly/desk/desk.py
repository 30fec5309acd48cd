"""What every page needs: the ledger, the templates; and one way to print a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import PurePath
from typing import Any
from urllib.parse import quote, unquote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from reportedly import __version__
from reportedly.desk import wording
from reportedly.ledger import Ledger
from reportedly.ledger.looks import judgements_after
from reportedly.ledger.records import Judgement
from reportedly.ledger.store.engine import shown

STATIC = files("reportedly") / "desk" / "static"
NAME = "desk_name"  # the cookie that holds what the reviewer is called
LONGEST_NAME = 80


@dataclass(slots=True)
class Desk:
    """An open ledger on the desk. ``still``: pages are for a static copy, without forms and filters."""

    ledger: Ledger
    still: bool = False
    templates: Environment = field(init=False)
    made: list[Judgement] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Set the templates up: every value is escaped, an unknown one is an error."""
        self.templates = Environment(
            loader=PackageLoader("reportedly.desk"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.templates.globals.update(
            say=wording,
            version=__version__,
            still=self.still,
            ledger_name=PurePath(shown(self.ledger.url)).name,
            path=path,
            svg=Markup,
        )

    def history(self) -> list[Judgement]:
        """Give every judgement ever made, in order; only new ones are read."""
        last = self.made[-1].number if self.made else 0
        self.made = [*self.made, *(item for item in judgements_after(self.ledger, last))]
        return self.made

    def page(self, request: Request, template: str, /, *, status: int = 200, **values: Any) -> HTMLResponse:
        """Print a page."""
        html = self.templates.get_template(template).render(
            request_path=request.url.path, me=my_name(request), csrf=request.scope.get("csrf", ""), **values
        )
        return HTMLResponse(html, status_code=status)


def my_name(request: Request) -> str:
    """Give what the reviewer calls himself or herself; empty where nobody has said."""
    return " ".join(unquote(request.cookies.get(NAME, "")).split())[:LONGEST_NAME]


def path(*parts: object) -> str:
    """Give an address on the desk of parts that can hold anything.

    >>> path("parties", "a/b?")
    '/parties/a%2Fb%3F'
    """
    return "/" + "/".join(quote(str(part), safe="") for part in parts)
