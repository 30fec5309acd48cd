"""Every page for everybody: axe finds nothing serious, nothing is cut off, at both widths, light and dark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from reportedly.desk.desk import Desk, path
from tests.desk.conftest import Window, window

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 360, "height": 740}
PAGES = (
    "/incidents", "/incidents?party=nobody", "INCIDENT", "/reports", "/reports/3", "/reports/3/beside/1", "/review",
    "/review/1", "/sources", "/sources/Rojan%20Derik", "/parties", "PARTY", "/forecasts", "/export", "/nothing",
)  # fmt: skip
GRAVE = {"serious", "critical"}
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}


@pytest.fixture(scope="module", params=["wide-light", "narrow-dark"])
def look(request: pytest.FixtureRequest, browser: Browser, shared_url: str) -> Iterator[Window]:
    """A window as one reader has it, and as another."""
    wide = request.param == "wide-light"
    with window(
        browser,
        shared_url,
        name="A. Editor",
        viewport=WIDE if wide else NARROW,
        color_scheme="light" if wide else "dark",
        reduced_motion="no-preference" if wide else "reduce",
    ) as held:
        yield held
        held.complaints[:] = [told for told in held.complaints if "404" not in told]


def address_of(name: str, desk: Desk) -> str:
    entries = desk.catalogue().entries
    if name == "INCIDENT":
        return path("incidents", next(e.incident.id for e in entries if e.differs == "conflict" and e.incident.place))
    return path("parties", "Syrian Democratic Forces") if name == "PARTY" else name


@pytest.mark.parametrize("name", PAGES)
def test_nothing_serious_and_nothing_cut_off(look: Window, shared_desk: Desk, name: str) -> None:
    page = look.go(address_of(name, shared_desk))
    if page.locator("#map").count():
        page.wait_for_selector("#map canvas")
    opened(page)
    found = Axe().run(page, options=RULES).response["violations"]
    told = [(item["id"], item["nodes"][0]["html"][:200]) for item in found if item["impact"] in GRAVE]
    assert told == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def opened(page: Page) -> None:
    """Open what is folded, so that it is looked at too."""
    page.evaluate("document.querySelectorAll('details').forEach((item) => { item.open = true; })")


def test_motion_is_reduced_where_that_is_asked(browser: Browser, shared_url: str) -> None:
    for motion, moves in (("reduce", False), ("no-preference", True)):
        with window(browser, shared_url, reduced_motion=motion) as held:
            page = held.go("/reports/3")
            duration = page.locator(".row").first.evaluate(
                "e => { e.classList.add('lit'); return getComputedStyle(e).transitionDuration; }"
            )
            assert (duration != "0s") == moves
