"""The docs say what the code does: generated pages are fresh, commands in them exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from reportedly.cli import app
from tools.write_picture import TARGET, picture

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])


def test_generated_pages_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "write_reference.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_picture_is_what_is_printed() -> None:
    assert TARGET.read_text(encoding="utf-8") == picture() + "\n", "run make docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_in_the_docs_exist(page: Path) -> None:
    commands = getattr(get_command(app), "commands", {})
    known = {name: {flag for param in command.params for flag in param.opts} for name, command in commands.items()}
    for name, rest in re.findall(
        r"^(?:\$ )?\S*\breportedly ([a-z]+)(?: (.*))?$", page.read_text(encoding="utf-8"), re.MULTILINE
    ):
        assert name in known, name
        assert set(re.findall(r"(?<!\S)--[a-z-]+", rest)) <= known[name] | {"--help"}, rest
