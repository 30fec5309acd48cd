"""Every page for everybody: axe finds nothing serious, nothing is cut off, at both widths, light and dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from reportedly.desk.desk import Desk, path
from reportedly.ledger import Filter
from tests.desk.conftest import Site, window
from tests.desk.hostile import BAD

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 360, "height": 740}
LOOKS = tuple((size, scheme) for size in (WIDE, NARROW) for scheme in ("light", "dark"))
GRAVE = {"serious", "critical"}
EVERY_RULE = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}  # all that the scheme can change
ROWS = 8  # of a longer list or table the first are looked at: the others are of the same make
PAGES: dict[str, Callable[[Desk], str]] = {
    "incidents": lambda desk: "/incidents",
    "incidents-none": lambda desk: "/incidents?party=nobody&since=yesterday",
    "incident": lambda desk: incident(desk, "Baghuz"),
    "incident-hostile": lambda desk: incident(desk, BAD),
    "reports": lambda desk: "/reports",
    "reports-none": lambda desk: "/reports?q=zebra",
    "report": lambda desk: "/reports/3",
    "report-hostile": lambda desk: "/reports/13",
    "beside": lambda desk: "/reports/3/beside/1",
    "beside-hostile": lambda desk: "/reports/14/beside/13",
    "review": lambda desk: "/review",
    "review-report": lambda desk: "/review/1?blind=1",
    "review-hostile": lambda desk: "/review/13",
    "sources": lambda desk: "/sources",
    "source": lambda desk: "/sources/Rojan%20Derik",
    "parties": lambda desk: "/parties",
    "party": lambda desk: path("parties", "Syrian Democratic Forces"),
    "party-hostile": lambda desk: path("parties", f"../{BAD}/people"),
    "forecasts": lambda desk: "/forecasts?which=past",
    "export": lambda desk: "/export",
    "error": lambda desk: "/nothing",
}
only_sqlite = pytest.mark.parametrize("open_site", ["sqlite"], indirect=True)


def incident(desk: Desk, place: str) -> str:
    """The address of an incident at a place, one with figures that conflict where there is one."""
    conflicts = desk.ledger.incidents(Filter(differs="conflict")).incidents
    found = [*conflicts, *desk.ledger.incidents().incidents]
    return path("incidents", next(item.id for item in found if (item.place or "").strip() == place.strip()))


def assert_open_to_everybody(page: Page) -> None:
    """See that a page serves everybody as it stands and with all that is folded opened, in each of the four looks."""
    if page.locator("#map").count():
        page.wait_for_selector("#map canvas")
    page.evaluate("document.querySelectorAll('details').forEach((item) => { item.open = true; })")
    page.evaluate("document.querySelectorAll('form[hidden]').forEach((item) => { item.hidden = false; })")
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, size
    lists = "document.querySelectorAll('main tbody, main ol, main ul')"
    page.evaluate(f"{lists}.forEach((item) => [...item.children].slice({ROWS}).forEach((row) => row.remove()))")
    page.evaluate(AXE_SCRIPT)
    for size, scheme in LOOKS:
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        rules = EVERY_RULE if scheme == "light" else COLOURS
        options = {"runOnly": rules, "resultTypes": ["violations"], "preload": False}
        found = page.evaluate("options => axe.run(document, options).then((held) => held.violations)", options)
        told = [(item["id"], item["nodes"][0]["html"][:200]) for item in found if item["impact"] in GRAVE]
        assert told == [], (size, scheme)


@only_sqlite
@pytest.mark.parametrize("name", PAGES)
def test_nothing_serious_and_nothing_cut_off(site: Site, name: str) -> None:
    page = site.go(PAGES[name](site.desk))
    try:
        assert_open_to_everybody(page)
    finally:
        page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    if name == "error":
        site.window.complaints[:] = [told for told in site.window.complaints if "404" not in told]


@only_sqlite
def test_motion_is_reduced_where_that_is_asked(browser: Browser, open_site: Site) -> None:
    for motion, moves in (("reduce", False), ("no-preference", True)):
        with window(browser, open_site.window.base, reduced_motion=motion) as held:
            held.page.add_init_script(
                "Element.prototype.scrollIntoView = (how) => { window.scrolled = how.behavior; };"
            )
            page = held.go("/reports/3")
            row = page.locator(".row").first
            row.locator("p").first.click()
            assert (row.evaluate("e => getComputedStyle(e).transitionDuration") != "0s") == moves
            assert (page.evaluate("window.scrolled") == "smooth") == moves
            page = held.go("/incidents")
            page.wait_for_selector("#map canvas")
            assert (page.locator("#map.leaflet-fade-anim").count() > 0) == moves
