"""Take the pictures of the desk that README.md shows: an incident, a report and the forecasts of the samples."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

from bench.desk import served
from reportedly.ledger import Filter, open_ledger

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "images"
SAMPLES = ROOT / "src" / "reportedly" / "data" / "samples" / "samples.jsonl"
WIDTH = 1280
HEIGHTS = {"incident": 1330, "report": 860, "forecasts": 860}


def size_of(name: str) -> ViewportSize:
    """Give the size of a picture, in pixels."""
    return {"width": WIDTH, "height": HEIGHTS[name]}


def main(target: Path = TARGET) -> None:
    """Read the samples into a ledger, serve it, and write the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = str(Path(folder) / "samples.db")
        code = "from reportedly.cli import main; main()"
        subprocess.run([sys.executable, "-c", code, "add", ledger, str(SAMPLES)], check=True)
        with open_ledger(ledger) as held:
            wanted = Filter(event_type="displacement", since="2019-02-20", until="2019-02-20", reports=2)
            incident = held.incidents(wanted).incidents[0].id
            report = next(item.number for item in held.reports() if item.key == "harbour-post")
        pages = {
            "incident": (f"/incidents/{incident}", "#map canvas"),
            "report": (f"/reports/{report}", "text=displacement"),
            "forecasts": ("/forecasts", ".board"),
        }
        with served(ledger) as (base, _), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            page = browser.new_page(viewport=size_of("report"), reduced_motion="reduce")
            for name, (address, there) in pages.items():
                page.goto(base + address)
                page.locator(there).first.wait_for()
                page.evaluate("document.querySelector('.ledger').textContent = 'samples.db'")
                if name == "report":
                    page.locator(".row", has_text="displacement").first.locator("p").first.click()
                page.set_viewport_size(size_of(name))
                page.screenshot(path=target / f"desk-{name}.png")
            browser.close()


if __name__ == "__main__":
    main()
