"""Pages, exports and copies asked for without a browser; what is done in one stands in ``test_seven.py``."""

from __future__ import annotations

from pathlib import Path

from reportedly.desk.app import make_app
from reportedly.desk.desk import Desk
from reportedly.desk.safety import Door
from reportedly.desk.static_copy import localised, write_copy
from reportedly.model import Reading
from tests.desk.conftest import Caller, apart, made_ledger


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


def test_private_victims_stand_in_no_listing_and_in_no_copy(tmp_path: Path, reader: object) -> None:
    from reportedly.model import Capture
    from reportedly.reading import Reader, read_article

    assert isinstance(reader, Reader)
    texts = (
        b"A sniper shot dead Salma Ghanem in Harem on Monday, a medic said.\n\nGhanem was a nurse, the medic said.\n",
        b"Salma Ghanem was shot dead by a sniper in Harem on Monday, residents said. They said Ghanem died at once.\n",
    )
    readings = [
        read_article(Capture(path=str(at), body=text, published="2019-02-12", publisher=f"Post {at}"), reader)
        for at, text in enumerate(texts)
    ]
    desk = made_ledger(str(tmp_path / "victims.db"), tuple(item for item in readings if isinstance(item, Reading)))
    caller = Caller(make_app(desk, Door()))
    item = max(desk.ledger.incidents().incidents, key=lambda item: len(item.reports))
    assert len(item.reports) == 2
    incident = f"/incidents/{item.id}"
    assert "One happening" in caller.ask(incident).text
    for page in ("/incidents", incident, "/parties", "/sources", "/forecasts", "/export/jsonl"):
        assert "ghanem" not in caller.ask(page).text.lower(), page
    assert "Ghanem" not in caller.ask("/reports").text
    assert "Salma Ghanem" in caller.ask("/reports/1").text
    apart(write_copy, Desk(desk.ledger, still=True), tmp_path / "copy")
    for file in (tmp_path / "copy").rglob("*"):
        assert file.suffix not in (".html", ".js") or "Ghanem" not in file.read_text(), file
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
