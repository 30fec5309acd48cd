"""Draws what `reportedly read` prints of one sample as docs/images/reading.svg; `make docs` runs it.

Rich draws the terminal; the fonts are the viewer's own, so that looking at the picture asks no host for anything.
"""

from __future__ import annotations

import io
import re
from importlib.resources import files
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI

from reportedly.captures import read_captures
from reportedly.model import Capture, Reading
from reportedly.reading import load_reader, read_article
from reportedly.show import show_reading

SAMPLES = files("reportedly") / "data" / "samples" / "samples.jsonl"
KEY = "northwire-2"
TARGET = Path(__file__).parent.parent / "docs" / "images" / "reading.svg"


def picture() -> str:
    """Give the picture of one sample's reading."""
    capture = next(item for item in read_captures([str(SAMPLES)]) if isinstance(item, Capture) and item.key == KEY)
    reading = read_article(capture, load_reader())
    assert isinstance(reading, Reading)
    console = Console(
        record=True, width=118, file=io.StringIO(), highlight=False, markup=False, force_terminal=True,
        color_system="truecolor",
    )  # fmt: skip
    console.print(show_reading(reading))
    drawn = console.export_svg(title="reportedly read", theme=DIMMED_MONOKAI, unique_id="reading")
    without_fonts = re.sub(r"\s*@font-face \{.*?\}", "", drawn, flags=re.DOTALL)
    return without_fonts.replace("Fira Code", "ui-monospace, DejaVu Sans Mono")


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(picture() + "\n", encoding="utf-8")
