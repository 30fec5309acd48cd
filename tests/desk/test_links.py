"""What is one happening, judged on an incident's page: by the keyboard, by two at once, on both databases."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from reportedly.desk.app import make_app
from reportedly.desk.desk import Desk
from reportedly.desk.pages.links import shown
from reportedly.desk.safety import Door
from reportedly.ledger.looks import incident_of
from reportedly.ledger.records import Incident, Row
from reportedly.model import Reading
from tests.desk.conftest import Answer, Caller, served, window
from tests.desk.hostile import BAD, hostile_readings

NewDesk = Callable[..., Desk]
PLACE = "Baghuz"


def two(desk: Desk) -> tuple[Incident, list[Row]]:
    """The incident of the samples whose figures conflict: told by two reports."""
    every = desk.ledger.incidents()
    found = next(item for item in every.incidents if "displacement" in item.event_types and len(item.origins) > 1)
    return found, [every.rows[number] for number in found.rows]


def hidden(text: str, name: str) -> str:
    return text.partition(f'name="{name}" value="')[2].partition('"')[0]


def post(caller: Caller, identity: str, **fields: str) -> Answer:
    """Send a decision as the page's form would."""
    page = caller.ask(f"/incidents/{identity}").text
    held = {name: hidden(page, name) for name in ("csrf", "rows", "seen")}
    return caller.ask(f"/incidents/{identity}", form=held | fields, origin="http://localhost")


def pressed(page: Page, name: str) -> None:
    """Go by Tab to the button of a name, and press it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == name:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(name)


def test_a_claim_is_taken_out_and_put_back_by_the_keyboard(
    browser: Browser, new_desk: NewDesk, samples: tuple[Reading, ...]
) -> None:
    desk = new_desk((*samples[4:6], *hostile_readings()))
    item, rows = two(desk)
    gone = rows[0]
    with served(desk) as address, window(browser, address) as held:
        page = held.go(f"/incidents/{item.id}")
        page.get_by_label("say who you are").focus()
        page.keyboard.insert_text("A. <b class=hostile>Editor</b>")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.locator("summary", has_text="Not of this incident").first.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.insert_text(BAD)
        pressed(page, "Take it out")
        expect(page.locator("h2#one")).to_be_visible()
        apart = page.locator("li", has_text="not one happening, by A. <b class=hostile>Editor</b>")
        expect(apart.first).to_contain_text("<script>window.hacked=1</script>")
        assert incident_of(desk.ledger, gone.number) != incident_of(desk.ledger, rows[1].number)
        made = desk.ledger.history()
        assert {made_.target for made_ in made} == {"link"}
        assert {made_.judged for made_ in made} == {"negative"}
        assert len(made) == len({row.claim for row in rows}) - 1
        page.locator("h2#one").evaluate("e => e.setAttribute('tabindex', '-1') || e.focus()")
        pressed(page, "Undo my last")
        assert incident_of(desk.ledger, gone.number) == incident_of(desk.ledger, rows[1].number)
        assert page.locator("li", has_text="not one happening, by").count() == 0
        assert len(desk.ledger.history()) == 2 * len(made)


def test_two_incidents_are_joined_and_a_doubt_is_judged(new_desk: NewDesk, samples: tuple[Reading, ...]) -> None:
    desk = new_desk(samples)
    caller = Caller(make_app(desk, Door()), {"desk_name": "One"})
    every = desk.ledger.incidents()
    one, other = [item for item in every.incidents if len(item.rows) == 1 and item.event_types == ("killing",)][:2]
    answer = post(caller, one.id, do="join", other=f"http://127.0.0.1:1/incidents/{other.id}#one", note="same strike")
    assert answer.status == 303
    joined = desk.ledger.incident(answer.header("location").split("/")[-1].partition("#")[0]).incidents[0]
    assert {*one.rows, *other.rows} <= {*joined.rows}
    assert "One judged it positive: same strike" in caller.ask(f"/incidents/{joined.id}").text
    assert post(caller, joined.id, do="undo").status == 303
    assert incident_of(desk.ledger, one.rows[0]) != incident_of(desk.ledger, other.rows[0])
    doubtful = next(item for item in desk.ledger.incidents().incidents if item.unsure)
    link = doubtful.unsure[0]
    inside, outside = (link.a, link.b) if link.a in doubtful.rows else (link.b, link.a)
    asked = {"at": str(inside), "beside": str(outside)}
    answer = post(caller, doubtful.id, do="different", **asked)
    assert answer.status == 303
    left = desk.ledger.incident(answer.header("location").split("/")[-1].partition("#")[0]).incidents[0]
    assert (link.a, link.b) not in {(item.a, item.b) for item in left.unsure}
    assert "not one happening, by One" in caller.ask(f"/incidents/{left.id}").text
    assert post(caller, left.id, do="same", **asked).status == 409  # it is no longer among the doubts
    assert post(caller, left.id, do="undo").status == 303
    answer = post(caller, doubtful.id, do="same", **asked)
    assert incident_of(desk.ledger, inside) == incident_of(desk.ledger, outside)


def test_nobody_overwrites_anybody_unseen(new_desk: NewDesk, samples: tuple[Reading, ...]) -> None:
    desk = new_desk(samples[4:6])
    app = make_app(desk, Door())
    one, other = Caller(app, {"desk_name": "One"}), Caller(app, {"desk_name": "Two"})
    item, rows = two(desk)
    page = other.ask(f"/incidents/{item.id}").text
    stale = {name: hidden(page, name) for name in ("csrf", "rows", "seen")}
    answer = post(one, item.id, do="apart", at=str(rows[0].number), note="two days apart")
    assert answer.status == 303
    where = f"/incidents/{incident_of(desk.ledger, rows[1].number)}"
    late = other.ask(
        where, form=stale | {"do": "apart", "at": str(rows[1].number), "note": "mine"}, origin="http://localhost"
    )
    assert late.status == 409
    assert "has changed since this page was made" in late.text
    held = stale | {"rows": hidden(other.ask(where).text, "rows"), "seen": "0"}
    asked = {"do": "join", "other": incident_of(desk.ledger, rows[0].number) or "", "note": "as I read it"}
    late = other.ask(where, form=held | asked, origin="http://localhost")
    assert late.status == 409
    assert "One has judged this since" in late.text
    assert 'value="as I read it"' in late.text
    assert len({made.by for made in desk.ledger.history()}) == 1
    assert post(other, where.split("/")[-1], do="undo").status == 409
    assert post(other, where.split("/")[-1], **asked).status == 303


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"do": "sing"}, "is no decision"),
        ({"do": "apart", "at": "999999"}, "no longer there"),
        ({"do": "join", "other": "nowhere"}, "give the address"),
        ({"do": "join", "other": "i000000000000"}, "no incident of that id"),
        ({"do": "undo"}, "nothing of yours"),
        ({"do": "apart", "rows": "1 2 3"}, "has changed since"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is_kept(
    caller: Caller, shared_desk: Desk, fields: dict[str, str], message: str
) -> None:
    item, _ = two(shared_desk)
    caller.cookies["desk_name"] = "C"
    answer = post(caller, item.id, **fields)
    assert answer.status == 409
    assert message in answer.text
    assert shared_desk.ledger.history() == []


def test_links_are_judged_under_a_name_and_from_our_own_page(caller: Caller, shared_desk: Desk) -> None:
    item, rows = two(shared_desk)
    at = str(rows[0].number)
    answer = post(caller, item.id, do="apart", at=at)
    assert answer.status == 409
    assert "Say who you are" in answer.text
    caller.cookies["desk_name"] = "C"
    form = {"do": "apart", "at": at, "rows": shown(item)}
    assert caller.ask(f"/incidents/{item.id}", form=form, origin="http://localhost").status == 403
    held = form | {"csrf": caller.csrf()}
    assert caller.ask(f"/incidents/{item.id}", form=held, origin="http://evil.example").status == 403
    assert caller.ask("/incidents/i000000000000", form=held, origin="http://localhost").status == 404
    assert shared_desk.ledger.history() == []
