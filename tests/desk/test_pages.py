"""What each page shows of the samples, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from reportedly.desk.app import make_app
from reportedly.desk.desk import Desk
from reportedly.desk.safety import Door
from reportedly.desk.static_copy import localised, write_copy
from reportedly.errors import UsageError
from reportedly.model import Reading
from tests.desk.conftest import Caller, apart, made_ledger, served, window
from tests.desk.hostile import hostile_readings


def titles(page: Page) -> list[str]:
    return page.locator(".incidents h2").all_inner_texts()


def conflict(desk: Desk) -> str:
    """The id of the incident whose figures conflict."""
    found = (entry.incident for entry in desk.catalogue().entries if entry.differs == "conflict")
    return next(item.id for item in found if item.place and "displacement" in item.event_types)


def test_filters_stand_in_the_address_and_narrow_the_list(browser: Browser, shared_url: str) -> None:
    with window(browser, shared_url) as held:
        page = held.go("/incidents")
        every = len(titles(page))
        page.get_by_label("What").select_option("displacement")
        page.get_by_label("Origins").select_option("2")
        page.get_by_role("button", name="Show").click()
        expect(page).to_have_url(f"{shared_url}/incidents?type=displacement&origins=2")
        assert titles(page) == ["Displacement, Baghuz"]
        assert every > 1
        page.goto(f"{shared_url}/incidents?q=monitor+trucks&since=2019-02-20&until=2019-02-20&status=occurred")
        assert "Displacement, Baghuz" in titles(page)
        page.goto(f"{shared_url}/incidents?differs=conflict&place=al-Bagouz&type=displacement")
        assert titles(page) == ["Displacement, Baghuz"]
        page.goto(f"{shared_url}/incidents?party=nobody")
        expect(page.get_by_text("Nothing fits all of this")).to_be_visible()
        page.goto(f"{shared_url}/incidents?since=yesterday&status=x&origins=-1&page=999999999")
        expect(page.get_by_text("is not a day written")).to_be_visible()
        assert len(titles(page)) > 1


def test_the_map_draws_vague_places_wide_and_has_no_pin(browser: Browser, shared_url: str) -> None:
    with window(browser, shared_url) as held:
        page = held.go("/incidents?place=Syria")
        page.wait_for_selector("#map canvas")
        spots = page.evaluate("JSON.parse(document.getElementById('spots').textContent)")
        assert [spot[2] for spot in spots] == ["country"]
        assert page.locator(".leaflet-marker-icon:not(.country), .leaflet-marker-shadow").count() == 0
        canvas = page.locator("#map .leaflet-overlay-pane canvas")
        drawn = canvas.evaluate(
            "c => { const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
            " let xs = []; for (let i = 3; i < d.length; i += 4) if (d[i]) xs.push(((i - 3) / 4) % c.width);"
            " return Math.max(...xs) - Math.min(...xs); }"
        )
        assert drawn > 20  # pixels: a ring, not a dot
        page.locator("#map").click()
        page.locator(".leaflet-popup a", has_text="Only this place").wait_for()


def test_brushing_the_timeline_narrows_the_list(browser: Browser, shared_url: str) -> None:
    with window(browser, shared_url) as held:
        page = held.go("/incidents?since=2019-02-01")
        every = page.locator(".lead").inner_text()
        box = page.locator("#timeline svg").bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + 20)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 20, steps=3)
        page.mouse.up()
        page.wait_for_url("**until=**")
        assert page.locator(".lead").inner_text() != every
        since, until = page.get_by_label("From day").input_value(), page.get_by_label("To day").input_value()
        assert since < until < "2019-03-20"


def test_an_incident_tells_who_claims_what_from_how_many_origins(
    browser: Browser, shared_url: str, shared_desk: Desk
) -> None:
    with window(browser, shared_url) as held:
        page = held.go(f"/incidents/{conflict(shared_desk)}")
        expect(page.locator("h1")).to_have_text("Displacement, Baghuz")
        expect(page.locator(".lead")).to_contain_text("2 reports from 2 origins, on the word of Rojan Derik")
        expect(page.locator(".d-conflict")).to_have_text("figures conflict")
        assert page.locator(".chart svg").count() == 1
        rows = page.locator("table tbody tr").all_inner_texts()
        assert ["3,000" in rows[0], "1,200" in rows[1]] == [True, True]
        assert page.locator(".origin").count() == 2
        chain = page.locator(".origin .chain").first
        assert chain.locator(".link").all_inner_texts() == ["Harbour Post", "Rojan Derik"]
        expect(chain.locator(".flag")).to_have_text("a side in it")
        page.get_by_role("link", name="in its text").first.click()
        expect(page.locator(".main-lit")).to_have_text("left")


def test_rows_light_words_and_words_light_rows(browser: Browser, shared_url: str) -> None:
    with window(browser, shared_url) as held:
        page = held.go("/reports/5")
        row = page.locator(".row", has_text="displacement").first
        row.locator("p").first.click()
        expect(page.locator(".main-lit")).to_have_text("left")
        lit = "".join(page.locator(".text .lit").all_inner_texts())
        for words in ("About 3,000", "Baghuz", "Wednesday"):
            assert words in lit
        assert "surrender" not in lit
        page.locator(".text .claim", has_text="shelled").click()
        assert "denied" in page.locator(".row.lit").first.inner_text()
        page.keyboard.press("Escape")
        assert page.locator(".lit").count() == 0


def test_captions_copies_and_differences_are_shown_for_what_they_are(browser: Browser, shared_url: str) -> None:
    with window(browser, shared_url) as held:
        page = held.go("/reports/3")
        expect(page.locator(".b-caption")).to_contain_text("Northwire Photo")
        assert page.locator(".text .copied").count() > 3
        assert page.locator(".b-caption .claim").count() == 0
        page.get_by_role("link", name="beside each other").first.click()
        marked = page.locator(".differences .word").all_inner_texts()
        assert {"begun", "opened", "close to"} <= set(marked)
        assert page.locator(".differences").count() == 2


def test_sources_parties_and_forecasts(browser: Browser, shared_url: str) -> None:
    with window(browser, shared_url) as held:
        page = held.go("/sources?q=derik")
        page.get_by_role("link", name="Rojan Derik").first.click()
        expect(page.locator("table").first).to_contain_text("around 1,200")
        page = held.go("/parties?q=democratic")
        page.get_by_role("link", name="Syrian Democratic Forces", exact=True).click()
        expect(page.locator("table").first).to_contain_text("SDF")
        page = held.go("/forecasts")
        due = page.locator(".due").all_inner_texts()
        assert due
        page.get_by_role("link", name="Due before it").click()
        page.locator(".board .tag", has_text="lapsed").first.wait_for()
        page.get_by_role("link", name="Due after the last report").click()
        expect(page.locator(".board")).to_contain_text("or before, recalled 23 Mar 2019")
        page.get_by_role("link", name="The words that show it").first.click()
        expect(page.locator(".main-lit").first).to_be_visible()


def test_exports_are_those_of_the_command_line(shared_desk: Desk, caller: Caller, tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from reportedly.cli import app
    from reportedly.export import FORMATS

    for name in FORMATS:
        target = tmp_path / name
        done = CliRunner().invoke(app, ["export", shared_desk.ledger.url, "--as", name, "-o", str(target)])
        assert done.exit_code == 0, done.output
        answer = caller.ask(f"/export/{name}")
        assert answer.body == target.read_bytes(), name
        assert "attachment" in answer.header("content-disposition")
    one = caller.ask("/export/csv-incidents?type=displacement&origins=2").text.splitlines()
    assert len(one) == 2
    assert "must be a length" in caller.ask("/export/csv?coarsen_km=-1").text
    assert caller.ask("/export/exe").status == 404


def test_a_copy_opens_from_disk(browser: Browser, tmp_path: Path, samples: tuple[Reading, ...]) -> None:
    desk = made_ledger(str(tmp_path / "some.db"), samples[2:8:2] + samples[5:6])
    pages = apart(write_copy, Desk(desk.ledger, still=True), tmp_path / "copy")
    desk.ledger.close()
    assert pages > 40
    base = (tmp_path / "copy").as_uri()
    with window(browser, base) as held:
        page = held.go("/index.html")
        page.wait_for_url("**/incidents.html")
        page.wait_for_selector("#map canvas")
        page.get_by_role("link", name="Displacement, Baghuz").first.click()
        page.get_by_role("link", name="in its text").first.click()
        expect(page.locator(".main-lit").first).to_be_visible()
        page.get_by_role("link", name="Forecasts").click()
        page.get_by_role("link", name="Due before it").click()
        assert page.locator("form").count() == 0
    with pytest.raises(UsageError, match="holds something already"):
        write_copy(desk, tmp_path / "copy")


def test_hostile_text_does_nothing_in_a_browser(browser: Browser, tmp_path: Path) -> None:
    desk = made_ledger(str(tmp_path / "hostile.db"), hostile_readings())
    incident = desk.catalogue().entries[0].incident.id
    party = next(iter(desk.catalogue().rows_of_party))
    from reportedly.desk.desk import path

    with served(desk) as address, window(browser, address, name="<img src=x onerror=hacked=1>") as held:
        for where in ("/incidents", path("incidents", incident), "/reports/1", "/reports/1/beside/2", "/review/1",
                      "/review", "/sources", path("parties", party), "/forecasts"):  # fmt: skip
            page = held.go(where)
            assert page.evaluate("window.hacked") is None, where
            assert page.locator(".hostile, img").count() == 0, where
        page = held.go("/incidents")
        page.wait_for_selector("#map canvas")
        page.locator("#map").click()
        page.locator(".leaflet-popup").wait_for()
        assert page.evaluate("window.hacked") is None
    copy = tmp_path / "copy"
    apart(write_copy, Desk(desk.ledger, still=True), copy)
    with window(browser, copy.as_uri()) as held:
        held.go("/incidents.html")
        held.page.wait_for_selector("#map canvas")
        held.go("/reports/1.html")
        assert held.page.evaluate("window.hacked") is None
    desk.ledger.close()


def test_private_victims_stand_in_no_listing_and_in_no_copy(tmp_path: Path, reader: object) -> None:
    from reportedly.model import Capture
    from reportedly.reading import Reader, read_article

    assert isinstance(reader, Reader)
    text = b"A sniper shot dead Salma Ghanem in Harem on Monday, a medic said.\n\nGhanem was a nurse, the medic said.\n"
    reading = read_article(Capture(path="x", body=text, published="2019-02-12", publisher="Post"), reader)
    assert isinstance(reading, Reading)
    desk = made_ledger(str(tmp_path / "victims.db"), (reading,))
    caller = Caller(make_app(desk, Door()))
    incident = desk.catalogue().entries[0].incident.id
    for page in ("/incidents", f"/incidents/{incident}", "/parties", "/sources", "/forecasts", "/export/jsonl"):
        assert "Ghanem" not in caller.ask(page).text, page
    assert "Ghanem" not in caller.ask("/reports").text
    assert "Salma Ghanem" in caller.ask("/reports/1").text
    apart(write_copy, Desk(desk.ledger, still=True), tmp_path / "copy")
    for file in (tmp_path / "copy").rglob("*.html"):
        assert "Ghanem" not in file.read_text(), file
    desk.ledger.close()


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    desk = made_ledger(str(tmp_path / "empty.db"), ())
    caller = Caller(make_app(desk, Door()))
    for page in ("/incidents", "/reports", "/review", "/sources", "/parties", "/forecasts", "/export"):
        answer = caller.ask(page)
        assert answer.status == 200, page
    assert "reportedly add" in caller.ask("/incidents").text
    desk.ledger.close()


def test_addresses_in_a_copy_are_relative_and_lead_somewhere() -> None:
    held = {"/incidents": "incidents.html", "/reports/3": "reports/3.html", "/forecasts?which=past": "f.html"}
    html = '<a href="/incidents?page=1">1</a> <a href="/reports/3#c4">2</a> <a href="/review">3</a>'
    html += '<a href="/forecasts?which=past&amp;page=1">4</a> <link href="/static/desk.css">'
    found = localised(html, "reports/3.html", held)
    assert found == (
        '<a href="../incidents.html">1</a> <a href="3.html#c4">2</a> <a >3</a><a href="../f.html">4</a> '
        '<link href="../static/desk.css">'
    )
