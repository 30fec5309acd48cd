"""Review: by the keyboard alone, by two at once, on both databases."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from reportedly.desk.agreement import agreement
from reportedly.desk.app import make_app
from reportedly.desk.desk import Desk
from reportedly.desk.safety import Door
from reportedly.ledger.looks import report_look
from reportedly.ledger.records import Judgement, Row
from reportedly.model import Reading
from tests.desk.conftest import Caller, served, window
from tests.desk.hostile import BAD, hostile_reading

NewDesk = Callable[..., Desk]
EDITOR = "A. <b class=hostile>Editor</b>"


def rows(desk: Desk, number: int = 1) -> list[Row]:
    look = report_look(desk.ledger, number)
    assert look is not None
    return sorted(look.rows, key=lambda row: (row.trigger, row.number))


def standing(page: Page) -> str:
    return page.locator(".current .facts").first.inner_text()


def settled(page: Page, press: Callable[[], None]) -> None:
    """Press keys, and wait for the page that they lead to."""
    with page.expect_navigation():
        press()


def tab_to(page: Page, address: str) -> None:
    """Go from link to link until the one of an address has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == address:
            return
    raise AssertionError(address)


def test_a_review_by_the_keyboard_alone(browser: Browser, new_desk: NewDesk, samples: tuple[Reading, ...]) -> None:
    desk = new_desk((samples[4], hostile_reading()))
    first, second, third, fourth = rows(desk)[:4]
    with served(desk) as address, window(browser, address) as held:
        page = held.go("/review")
        page.get_by_label("Your name").focus()
        page.keyboard.insert_text(EDITOR)
        settled(page, lambda: page.keyboard.press("Enter"))
        tab_to(page, "/review/1")
        settled(page, lambda: page.keyboard.press("Enter"))
        keys = page.keyboard
        assert "Claim 1 of" in standing(page)
        expect(page.locator(".main-lit").first).to_have_text(first.printed)
        settled(page, lambda: keys.press("n"))
        settled(page, lambda: keys.press("p"))
        settled(page, lambda: keys.press("a"))
        assert "Claim 2 of" in standing(page)
        keys.press("t")
        keys.insert_text(BAD)
        keys.press("Escape")
        settled(page, lambda: keys.press("r"))
        assert "Claim 3 of" in standing(page)
        keys.press("e")
        keys.press("Tab")
        keys.type("al")  # chooses "alleged" in the list of statuses
        for _ in range(8):
            keys.press("Tab")
        assert page.evaluate("document.activeElement.name") == "date_end"
        for name, value in (("best", "2800"), ("place", BAD), ("actors", f"the convoy; {BAD} guards")):
            page.locator(f"#f-{name}").focus()
            keys.press("Control+a")
            keys.insert_text(value)
        settled(page, lambda: keys.press("Control+Enter"))
        settled(page, lambda: keys.press("u"))
        settled(page, lambda: keys.press("z"))
        held_rows = {row.claim: row for row in rows(desk)}
        assert held_rows[first.claim].judged == "positive"
        assert held_rows[second.claim].judged == "negative"
        corrected = held_rows[third.claim]
        wanted = ("alleged", BAD, ("the convoy", f"{BAD} guards"))
        assert (corrected.status, corrected.place, corrected.actors) == wanted
        assert corrected.counted[0].best == 2800
        assert held_rows[fourth.claim].judged is None
        settled(page, lambda: keys.press("c"))
        expect(page.locator(".judged", has_text=f"checked by {EDITOR}")).to_be_visible()
        made = desk.ledger.history()
        assert {item.by for item in made} == {EDITOR}
        assert [item.reason for item in made][1] == BAD
        assert [item.target for item in made].count("article") == 1
        settled(page, lambda: keys.press("Shift+N"))
        assert page.url.endswith("/review/2")
        expect(page.locator(".main-lit")).to_have_text("shelled")
        settled(page, lambda: keys.press("a"))
        settled(page, lambda: keys.press("c"))
        page = held.go("/review")
        expect(page.get_by_text("2 of 2 reports")).to_be_visible()
        expect(page.get_by_text("Nothing waits")).to_be_visible()


def test_a_missed_claim_is_marked_by_the_keyboard_and_by_the_mouse(
    browser: Browser, new_desk: NewDesk, samples: tuple[Reading, ...]
) -> None:
    desk = new_desk(samples[4:5])
    before = len(rows(desk))
    text = samples[4].article.text
    with served(desk) as address, window(browser, address, name="B. Reader") as held:
        page = held.go("/review/1")
        keys = page.keyboard
        keys.press("m")
        keys.press("ArrowRight")
        keys.press("Shift+ArrowRight")
        keys.press("Shift+ArrowRight")
        keys.press("Enter")
        marked = page.locator("#marked").inner_text()
        assert marked in " ".join(text.split())
        assert page.evaluate("document.activeElement.id") == "m-event_type"
        keys.type("aid del")
        page.locator("#m-place").focus()
        keys.type("Baghuz")
        settled(page, lambda: keys.press("Control+Enter"))
        added = next(row for row in rows(desk) if row.claim.startswith("m"))
        assert (added.event_type, added.place, added.judged_by) == ("aid-delivery", "Baghuz", "B. Reader")
        assert " ".join(added.printed.split()) == marked
        assert text[added.trigger.start : added.trigger.end] == added.printed
        settled(page, lambda: keys.press("z"))
        assert len(rows(desk)) == before
        words = page.locator(".text span", has_text="who stood at").first
        words.evaluate(
            "e => { const r = document.createRange(), t = e.firstChild, at = t.data.indexOf('who stood at');"
            " r.setStart(t, at); r.setEnd(t, at + 12); getSelection().removeAllRanges(); getSelection().addRange(r); }"
        )
        page.locator("#mark").click()
        page.locator("#m-event_type").select_option("injury")
        settled(page, lambda: page.get_by_role("button", name="Add it").click())
        added = next(row for row in rows(desk) if row.claim.startswith("m"))
        assert added.printed == "who stood at"


def test_two_reviewers_never_lose_each_others_work(new_desk: NewDesk, samples: tuple[Reading, ...]) -> None:
    desk = new_desk(samples[4:5])
    app = make_app(desk, Door())
    one, two = Caller(app, {"desk_name": "One"}), Caller(app, {"desk_name": "Two"})
    row = rows(desk)[0]
    at = str(row.number)
    assert one.decide(1, do="correct", at=at, seen="0", place="Harem", status=row.status).status == 303
    late = two.decide(1, do="correct", at=at, seen="0", place="Baghuz", note="as I read it", event_type="shelling")
    assert late.status == 409
    assert "One has judged this since" in late.text
    assert 'value="Baghuz"' in late.text
    assert 'value="as I read it"' in late.text
    assert rows(desk)[0].place == "Harem"
    seen = desk.ledger.history()[-1].number
    assert f'name="seen" value="{seen}"' in late.text
    assert two.decide(1, do="correct", at=at, seen=str(seen), status="planned").status == 303
    after = rows(desk)[0]
    assert (after.place, after.status) == ("Harem", "planned")  # what the first put right stands beside it
    assert two.decide(1, do="accept", at=at, seen="99").status == 303
    assert rows(desk)[0].place == "Harem"
    assert two.decide(1, do="undo").status == 303
    assert one.decide(1, do="undo").status == 303
    assert (rows(desk)[0].place, rows(desk)[0].status) == ("Harem", "planned")
    assert len(desk.ledger.history()) == 5


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"do": "accept", "at": "999999"}, "no longer there"),
        ({"do": "sing"}, "is no decision"),
        ({"do": "correct"}, "no field was changed"),
        ({"do": "correct", "best": "many"}, "must be a number"),
        ({"do": "correct", "date_start": "yesterday"}, "must be a day"),
        ({"do": "correct", "event_type": "no-type"}, "no such type"),
        ({"do": "missed", "event_type": "shelling"}, "mark the words"),
        ({"do": "missed", "start": "3", "end": "9"}, "what kind of event"),
        ({"do": "missed", "start": "3", "end": "9999999", "event_type": "shelling"}, "no words of the text"),
        ({"do": "undo"}, "nothing of yours"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is_kept(
    caller: Caller, shared_desk: Desk, fields: dict[str, str], message: str
) -> None:
    caller.cookies["desk_name"] = "C"
    row = rows(shared_desk)[0]
    answer = caller.decide(1, **{"at": str(row.number), "seen": "0"} | fields)
    assert answer.status == 409
    assert message in answer.text
    assert shared_desk.ledger.history() == []


def test_who_says_no_name_keeps_no_judgement(caller: Caller, shared_desk: Desk) -> None:
    answer = caller.decide(1, do="checked")
    assert answer.status == 409
    assert "Say who you are" in answer.text
    assert shared_desk.ledger.history() == []


def test_a_second_reading_hides_what_others_decided(new_desk: NewDesk, samples: tuple[Reading, ...]) -> None:
    desk = new_desk(samples[4:5])
    app = make_app(desk, Door())
    one, two = Caller(app, {"desk_name": "One"}), Caller(app, {"desk_name": "Two"})
    row = rows(desk)[0]
    one.decide(1, do="correct", at=str(row.number), seen="0", place="Nowhereville", note="so it says")
    one.decide(1, do="checked")
    blind = two.ask("/review/1?blind=1").text
    for hidden in ("Nowhereville", "so it says", "checked by One", "corrected by One"):
        assert hidden not in blind
    assert "Nowhereville" in two.ask(f"/review/1?at={row.number}").text
    seen = blind.partition('name="seen" value="')[2].partition('"')[0]
    answer = two.decide(1, do="reject", at=str(row.number), seen=seen, blind="1")
    assert answer.header("location").endswith("blind=1")
    assert agreement(desk.history()).shared == 1


def said(number: int, by: str, claim: str, judged: str) -> Judgement:
    at = "2019-04-02T10:00:00+00:00"
    return Judgement(number=number, target="claim", a=claim, judged=judged, reason="x", by=by, at=at)  # type: ignore[arg-type]


def test_agreement_is_krippendorffs_alpha() -> None:
    """The worked example of nominal data, two observers, ten units, of Krippendorff (2011), part A: 0.095."""
    values = {"A": "0100000000", "B": "1110010100"}
    words = {"0": "negative", "1": "positive"}
    made = [
        said(number, by, f"c{unit}", words[value])
        for number, (by, unit, value) in enumerate(
            ((by, unit, value) for by, held in values.items() for unit, value in enumerate(held)), 1
        )
    ]
    found = agreement(made)
    assert found.alpha == pytest.approx(0.095, abs=0.0005)
    assert (found.shared, found.same) == (10, 6)
    assert agreement([*made, said(99, "C", "c77", "unsure")]).alpha == found.alpha
    assert agreement(made[:1]).alpha is None
    assert agreement([item for item in made if item.judged == "negative"]).alpha is None
