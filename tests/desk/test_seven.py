"""The seven things that the desk is for, each in a real browser, on both databases, beside hostile text in every field.

Review has its own file. Whatever a test opens is watched: markup out of a report, a script of one, a question to
another host or a complaint of the browser fails it (``conftest.GUARD``, ``conftest.window``).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from reportedly.desk.desk import Desk, path
from reportedly.desk.static_copy import write_copy
from reportedly.errors import UsageError
from reportedly.ledger import Filter
from reportedly.model import Reading
from tests.desk.conftest import Site, apart, window
from tests.desk.hostile import BAD, hostile_readings
from tests.desk.test_access import assert_open_to_everybody

SEEN = BAD.partition("\u202e")[0]  # as far as a line of a page can be compared


def titles(page: Page) -> list[str]:
    return page.locator(".incidents h2").all_inner_texts()


def conflict(desk: Desk) -> str:
    """The id of the incident whose figures conflict."""
    found = desk.ledger.incidents(Filter(differs="conflict")).incidents
    return next(item.id for item in found if item.place and "displacement" in item.event_types)


def hostile(desk: Desk) -> str:
    """The id of an incident of the hostile reports."""
    return next(item.id for item in desk.ledger.incidents().incidents if SEEN in (item.place or ""))


# --- 1. incidents ---------------------------------------------------------------------------------------------------


def test_filters_and_words_stand_in_the_address_and_narrow_the_list(site: Site) -> None:
    page = site.go("/incidents")
    every = len(titles(page))
    page.get_by_label("What").select_option("displacement")
    page.get_by_label("Origins").select_option("2")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(f"{site.window.base}/incidents?type=displacement&origins=2")
    assert titles(page) == ["Displacement, Baghuz"]
    assert every > 1
    page = site.go("/incidents?q=monitor+trucks&since=2019-02-20&until=2019-02-20&status=occurred")
    assert "Displacement, Baghuz" in titles(page)
    page = site.go("/incidents?differs=conflict&place=al-Bagouz&type=displacement")
    assert titles(page) == ["Displacement, Baghuz"]
    page = site.go("/incidents")
    page.get_by_label("Party").fill(f"{BAD} rebels")
    page.get_by_role("button", name="Show").click()
    assert titles(page)
    assert all(SEEN in title for title in titles(page))
    page.get_by_label("Words in the reports").fill(f"{BAD} zebra")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("Nothing fits all of this")).to_be_visible()
    assert page.get_by_label("Words in the reports").input_value() == f"{BAD} zebra"
    page = site.go("/incidents?since=yesterday&status=x&origins=-1&page=999999999")
    expect(page.get_by_text("is not a day written")).to_be_visible()
    assert len(titles(page)) > 1


def test_the_map_draws_vague_places_wide_and_has_no_pin(site: Site) -> None:
    page = site.go("/incidents?place=Syria")
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


def test_brushing_the_timeline_narrows_the_list(site: Site) -> None:
    page = site.go("/incidents?since=2019-02-01")
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


# --- 2. one incident ------------------------------------------------------------------------------------------------


def test_an_incident_tells_who_claims_what_from_how_many_origins(site: Site) -> None:
    page = site.go(f"/incidents/{conflict(site.desk)}")
    expect(page.locator("h1")).to_have_text("Displacement, Baghuz")
    expect(page.locator(".lead")).to_contain_text("2 reports from 2 origins, on the word of Rojan Derik")
    expect(page.locator(".lead")).to_contain_text("Coastal Rights Monitor (around 1,200 people)")
    expect(page.locator(".d-conflict")).to_have_text("figures conflict")
    steps = page.locator(".next li").all_inner_texts()
    assert steps[0] == "Figures exclude each other: read the words before you print one. Harbour Post, Orchard Daily"
    assert "3 claims to be judged" in steps[-1]
    assert page.get_by_role("img", name="Range plot of 3 figures, published 20 to 21 Feb 2019").count() == 1
    for wide, size in ((True, {"width": 1440, "height": 900}), (False, {"width": 360, "height": 740})):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert page.locator(".for-wide svg").is_visible() == wide
        assert page.locator(".for-narrow svg").is_visible() != wide
        box = page.locator(f".for-{'wide' if wide else 'narrow'} svg").bounding_box()
        assert box is not None
        assert 200 < box["width"] < size["width"]
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.locator(".for-wide svg text", has_text="≠").first).to_be_visible()
    assert [who.strip() for who in page.locator(".key li").all_inner_texts()][:2] == [
        "Rojan Derik",
        "Coastal Rights Monitor",
    ]
    colour = "e => getComputedStyle(e).fill"
    assert page.locator(".key .k1").evaluate(colour) == page.locator("[fill='#00a001']").first.evaluate(colour)
    rows = page.locator("table tbody tr").all_inner_texts()
    assert ["3,000" in rows[0], "1,200" in rows[1]] == [True, True]
    assert page.locator(".origin").count() == 2
    chain = page.locator(".origin .chain").first
    assert chain.locator(".link").all_inner_texts() == ["Harbour Post", "Rojan Derik"]
    expect(chain.locator(".flag")).to_have_text("a side in it")
    page.get_by_role("link", name="in its text").first.click()
    expect(page.locator(".main-lit")).to_have_text("left")
    page.go_back()
    page.get_by_role("link", name="review the first").click()
    expect(page.locator(".main-lit").first).to_have_text("left")


def test_an_incident_of_hostile_text_is_text(site: Site) -> None:
    page = site.go(f"/incidents/{hostile(site.desk)}")
    expect(page.locator("h1")).to_contain_text("<b class=hostile>")
    expect(page.locator(".chain").first).to_contain_text("<script>window.hacked=1</script>")
    page.wait_for_selector("#map canvas")
    page.locator("#map").click()


# --- 3. one report --------------------------------------------------------------------------------------------------


def test_rows_light_words_and_words_light_rows(site: Site) -> None:
    page = site.go("/reports/5")
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


def test_captions_copies_and_differences_are_shown_for_what_they_are(site: Site) -> None:
    page = site.go("/reports/3")
    expect(page.locator(".b-caption")).to_contain_text("Northwire Photo")
    assert page.locator(".text .copied").count() > 3
    assert page.locator(".b-caption .claim").count() == 0
    page.get_by_role("link", name="beside each other").first.click()
    marked = page.locator(".differences .word").all_inner_texts()
    assert {"begun", "opened", "close to"} <= set(marked)
    assert page.locator(".differences").count() == 2


def test_a_hostile_report_is_printed_and_stands_beside_its_copy(site: Site) -> None:
    page = site.go("/reports/13")
    expect(page.locator(".text")).to_contain_text("<script>window.hacked=1</script>")
    page.locator(".row").first.click()
    expect(page.locator(".main-lit")).to_have_text("shelled")
    page.get_by_role("link", name="beside each other").first.click()
    assert page.locator(".differences").count() == 2


# --- 5. sources and parties -----------------------------------------------------------------------------------------


def test_a_source_and_a_party_have_a_page(site: Site) -> None:
    page = site.go("/sources?q=derik")
    page.get_by_role("link", name="Rojan Derik").first.click()
    expect(page.locator("table").first).to_contain_text("around 1,200")
    page = site.go("/parties?q=democratic")
    page.get_by_role("link", name="Syrian Democratic Forces", exact=True).click()
    expect(page.locator("table").first).to_contain_text("SDF")


def test_a_name_that_is_markup_or_a_path_has_a_page(site: Site) -> None:
    for kind in ("sources", "parties"):
        page = site.go(f"/{kind}?q=hostile")
        page.locator("main ul.names a, main .names a").first.click()
        expect(page.locator("h1")).to_contain_text("<b class=hostile>")
    page = site.go(path("parties", f"../{BAD}/people"))
    expect(page.locator("h1")).to_contain_text("/people")


# --- 6. forecasts ---------------------------------------------------------------------------------------------------


def test_the_board_has_what_is_due_and_what_became_of_it(site: Site) -> None:
    page = site.go("/forecasts")
    assert page.locator(".due").all_inner_texts()
    expect(page.locator(".board li").first).to_contain_text("Berro predicted that the village would fall")
    page.get_by_role("link", name="Due before it").click()
    page.locator(".board .tag", has_text="lapsed").first.wait_for()
    expect(page.locator(".board")).to_contain_text(f"{BAD[:20]}")
    page.get_by_role("link", name="Due after the last report").click()
    expect(page.locator(".board")).to_contain_text("or before, recalled 23 Mar 2019")
    page.get_by_role("link", name="The words that show it").first.click()
    expect(page.locator(".main-lit").first).to_be_visible()


def test_an_incident_says_which_forecasts_elsewhere_it_answers(site: Site) -> None:
    page = site.go("/forecasts?which=past")
    line = page.locator(".board li", has_text="came true late, 23 days").first
    line.get_by_role("link", name="The words that show it").click()
    page.locator(".row.lit").get_by_role("link", name="its incident").click()
    before = page.locator("#before li", has_text="hoped territory gain")
    expect(before.first).to_contain_text("came true late, 23 days")
    expect(before.first).to_contain_text("Rojan Derik a side in it: hoped territory gain, “take”")
    expect(before.first).to_contain_text("told on 23 Mar 2019, 23 days after its last day, 28 Feb 2019")
    receipt = before.first.get_by_role("link", name="The words that show it")
    receipt.click()
    expect(page.locator(".main-lit")).to_have_text("captured")
    page = site.go(f"/incidents/{conflict(site.desk)}")
    assert page.locator("#before").count() == 0


# --- 7. export and copy ---------------------------------------------------------------------------------------------


def test_what_a_list_shows_can_be_taken_away(site: Site, tmp_path: Path) -> None:
    page = site.go("/incidents?type=shelling")
    shown = len(titles(page))
    page.get_by_role("link", name="Export these").click()
    with page.expect_download() as waiting:
        page.locator("form, li, .format", has_text="csv-incidents").get_by_role("button").last.click()
    target = tmp_path / "taken.csv"
    waiting.value.save_as(target)
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == shown
    assert any(SEEN in "".join(map(str, row.values())) for row in rows)


def test_a_copy_opens_from_disk(
    browser: Browser, tmp_path: Path, samples: tuple[Reading, ...], new_desk: Callable[..., Desk]
) -> None:
    desk = new_desk((*samples[4:6], *hostile_readings()))
    pages = apart(write_copy, Desk(desk.ledger, still=True), tmp_path / "copy")
    assert pages > 40, pages
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
        page = held.go("/reports/3.html")
        expect(page.locator(".text")).to_contain_text("<script>window.hacked=1</script>")
        sifted(held.go("/incidents.html"))
        page = held.go("/incidents.html#place=aleppo&words=zebra")
        expect(page.locator("#sifted")).to_have_text(re.compile(r"^0 of \d+ incidents\.$"))
        page = held.go("/incidents.html")
        if desk.ledger.url.endswith(".db"):
            assert_open_to_everybody(page)
    with pytest.raises(UsageError, match="holds something already"):
        write_copy(desk, tmp_path / "copy")


def sifted(page: Page) -> None:
    """Sift a copy's list, opened from disk: by each of its fields, alone and together, and back to all."""
    every = titles(page)
    said = page.locator("#sifted")
    page.get_by_label("What").select_option("displacement")
    assert titles(page)
    assert all("isplacement" in title for title in titles(page))
    page.get_by_label("Place").fill("bagh")
    here = titles(page)
    assert "Displacement, Baghuz" in here
    assert all(title.endswith("Baghuz") for title in here)
    assert page.url.endswith("#type=displacement&place=bagh")
    page.reload()
    assert titles(page) == here
    assert page.get_by_label("Place").input_value() == "bagh"
    page.get_by_label("Told as").select_option("denied")
    expect(said).to_contain_text("0 of ")
    page.get_by_role("button", name="Clear").click()
    expect(said).to_be_empty()
    assert titles(page) == every
    page.get_by_label("Party").fill("HOSTILE")
    assert titles(page)
    assert all(SEEN in title for title in titles(page))
    expect(page.locator(".incidents .parties").first).to_contain_text("<script>window.hacked=1</script>")
    page.get_by_label("Party").fill("")
    page.get_by_label("Words in the list").fill("DERIK 3,000 baghúz")
    assert titles(page) == ["Displacement, Baghuz"]
    expect(said).to_contain_text("1 of ")
    page.locator(".incidents a").first.click()
    expect(page.locator("h1")).to_have_text("Displacement, Baghuz")
