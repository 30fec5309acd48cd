"""Nobody comes in who may not, and nothing that is shown can do anything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportedly.desk.app import make_app
from reportedly.desk.charts import drawing
from reportedly.desk.desk import Desk
from reportedly.desk.placing import Figure
from reportedly.desk.range_plot import range_plot
from reportedly.desk.safety import Door
from reportedly.errors import UsageError
from reportedly.ledger.lists import names_listed
from tests.desk.conftest import Caller, made_ledger
from tests.desk.hostile import BAD, hostile_readings

PAGES = (
    "/incidents", "/reports", "/reports/1", "/reports/3/beside/1", "/review", "/review/1", "/sources", "/parties",
    "/forecasts", "/export", "/nothing",
)  # fmt: skip
STATIC = Path(__file__).parents[2] / "src" / "reportedly" / "desk" / "static"


@pytest.mark.parametrize("name", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil:8765", "[", "evil@x"])
def test_a_foreign_name_is_refused(caller: Caller, name: str) -> None:
    answer = caller.ask("/incidents", host=name)
    assert answer.status == 421
    assert "Incidents" not in answer.text


@pytest.mark.parametrize("name", ["127.0.0.1:8765", "localhost:1", "[::1]:8765"])
def test_its_own_names_are_answered(caller: Caller, name: str) -> None:
    assert caller.ask("/incidents", host=name).status == 200


def test_elsewhere_than_on_loopback_a_token_is_wanted(shared_desk: Desk) -> None:
    caller = Caller(make_app(shared_desk, Door(host="192.0.2.7", token="right-token")))
    assert caller.ask("/incidents", host="192.0.2.7:8765").status == 403
    assert caller.ask("/incidents?token=wrong", host="192.0.2.7:8765").status == 403
    assert caller.ask("/incidents", host="192.0.2.7:8765", form={"token": "right-token"}).status == 403
    entered = caller.ask("/incidents?party=SDF&token=right-token", host="192.0.2.7:8765")
    assert (entered.status, entered.header("location")) == (303, "/incidents?party=SDF")
    assert "HttpOnly" in entered.header("set-cookie")
    assert caller.ask("/incidents", host="192.0.2.7:8765").status == 200


def test_a_path_of_two_slashes_leads_to_no_other_host(shared_desk: Desk) -> None:
    caller = Caller(make_app(shared_desk, Door(host="192.0.2.7", token="right")))
    assert caller.ask("//evil.example/?token=right").header("location").startswith("/evil.example")


@pytest.mark.parametrize(
    ("headers", "token"),
    [
        ({"origin": "http://localhost"}, "wrong"),
        ({"origin": "http://evil.example"}, "right"),
        ({"origin": "null"}, "right"),
        ({"sec_fetch_site": "cross-site", "origin": "http://localhost"}, "right"),
        ({"sec_fetch_site": "same-site"}, "right"),
        ({}, "right"),
    ],
)
def test_what_did_not_come_from_our_page_changes_nothing(
    tmp_path: Path, samples: tuple[object, ...], headers: dict[str, str], token: str
) -> None:
    desk = made_ledger(str(tmp_path / "x.db"), samples[:1])  # type: ignore[arg-type]
    caller = Caller(make_app(desk, Door()), {"desk_name": "Mallory"})
    right = caller.csrf()
    form = {"csrf": right if token == "right" else "0" * 64, "do": "checked"}
    assert caller.ask("/review/1", form=form, **headers).status == 403
    assert desk.ledger.history() == []
    assert caller.ask("/review/1", form={"csrf": right, "do": "checked"}, origin="http://localhost").status == 303
    assert len(desk.ledger.history()) == 1
    desk.ledger.close()


def test_a_form_that_is_too_large_is_refused(caller: Caller) -> None:
    assert caller.ask("/review/1", form={"note": "x" * 70_000}, origin="http://localhost").status == 413


@pytest.mark.parametrize("page", PAGES)
def test_every_answer_says_what_the_browser_may_do(caller: Caller, page: str) -> None:
    answer = caller.ask(page)
    policy = answer.header("content-security-policy")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer.header("x-content-type-options") == "nosniff"
    assert answer.header("cache-control") == "no-store"
    scripts = re.findall(r"<script(?![^>]* src=)[^>]*>", answer.text)
    assert all('type="application/json"' in tag for tag in scripts)
    assert not re.search(r"<[^>]+\s(?:style|on\w+)\s*=", answer.text)
    assert not re.search(r'(?:href|src|action)="(?!/|#)', answer.text)


def test_our_scripts_name_no_other_host() -> None:
    for script in STATIC.glob("*.js"):
        assert not re.search(r"https?://|\beval\(|innerHTML|document\.write|insertAdjacent", script.read_text()), script


def test_templates_trust_only_what_we_drew() -> None:
    folder = STATIC.parent / "templates"
    drawn = {"timeline", "spots", "bars", "plot", "one.plot.wide", "one.plot.narrow"}
    for template in folder.glob("*.html"):
        text = template.read_text()
        assert "|safe" not in text
        assert set(re.findall(r"svg\(([\w.]+)\)", text)) <= drawn


@pytest.mark.parametrize("page", [page for page in PAGES if page not in ("/reports/3/beside/1", "/nothing", "/export")])
def test_hostile_text_is_text(tmp_path: Path, page: str) -> None:
    desk = made_ledger(str(tmp_path / "hostile.db"), hostile_readings())
    caller = Caller(make_app(desk, Door()), {"desk_name": "%3Cscript%3E"})
    answer = caller.ask(page)
    assert answer.status == 200
    for found in ("<b class=hostile>", "<script>window", "<img src=x", "62710561"):
        assert found not in answer.text, found
    assert "hostile" in answer.text
    desk.ledger.close()


def test_names_that_are_paths_have_pages(tmp_path: Path) -> None:
    from reportedly.desk.desk import path

    desk = made_ledger(str(tmp_path / "hostile.db"), hostile_readings())
    caller = Caller(make_app(desk, Door()))
    for listing, kind in (("parties", "party"), ("sources", "source")):
        names = names_listed(desk.ledger, kind, limit=None).names  # type: ignore[arg-type]
        assert names
        for name, _ in names:
            assert caller.ask(path(listing, name)).status == 200, name
    desk.ledger.close()


def test_a_chart_is_drawing_and_nothing_else() -> None:
    svg = range_plot((Figure(who=BAD, day=None, low=1, best=None, high=5),), (), "agree", "wide").svg
    assert "<script" not in svg
    assert "<img" not in svg
    for bad in ("<script/>", '<path onload="x()"/>', '<a href="x"/>', "<foreignObject/>"):
        with pytest.raises(UsageError):
            drawing(f'<svg xmlns="http://www.w3.org/2000/svg">{bad}</svg>')
