"""The pictures of the README are made by one command."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.desk.conftest import apart
from tools import write_shots

pytestmark = pytest.mark.slow


def test_the_pictures_are_made(browser: Browser, tmp_path: Path) -> None:
    apart(write_shots.main, tmp_path)
    for name in write_shots.HEIGHTS:
        head = (tmp_path / f"desk-{name}.png").read_bytes()[:24]
        size = write_shots.size_of(name)
        assert struct.unpack(">II", head[16:24]) == (size["width"], size["height"])
