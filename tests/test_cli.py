"""The command line: what a user sees, good input and bad. Every bad input gives one line, never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from reportedly.cli import app

GOOD = "Rebels shelled the port town of Hodeidah on Monday, killing at least three civilians, a police officer said."


def run(*args: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args], input=stdin)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(GOOD)
    return path


def bad_files() -> dict[str, tuple[bytes, str]]:
    french = "Les rebelles ont bombardé la ville portuaire lundi, tuant au moins trois civils, a déclaré un policier. "
    return {
        "empty.txt": (b"", "holds no text"),
        "white.txt": (b" \n\t\r\n ", "holds no text"),
        "picture.html": (b"\x89PNG\r\n\x1a\n" + bytes(200), "is a PNG picture"),
        "french.txt": (french.encode() * 3, "not in English (language found: fr)"),
        "nothing.html": (b"<html><body><nav>Home</nav></body></html>", "no article"),
        "huge.txt": (b"Shells hit the port. " * 1_000_000, "21.0 MB"),
        "line.txt": (b"shells " * 150_000, "1,050,000 characters"),
    }


@pytest.mark.parametrize("name", bad_files())
def test_bad_input_is_one_line_and_the_rest_is_read(name: str, tmp_path: Path, good: Path) -> None:
    body, reason = bad_files()[name]
    path = tmp_path / name
    path.write_bytes(body)
    result = run("read", path, good, "--format", "jsonl")
    assert result.exit_code == 1
    [line] = result.stderr.splitlines()
    assert line.startswith(f"reportedly: {path}: ")
    assert reason in line
    [reading] = result.stdout.splitlines()
    assert json.loads(reading)["article"]["text"] == GOOD


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (GOOD.replace("Monday", "Monday night – the café’s").encode("utf-16"), None),
        (GOOD.replace("town", "town – café").encode("cp1252"), "encoding-guessed"),
        (GOOD.replace(", ", ",\x07 ").encode(), "control-characters"),
        (('"' + GOOD).encode(), "unbalanced-quotation"),
    ],
)
def test_what_can_be_read_is_read_with_a_warning(body: bytes, code: str | None, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(body)
    result = run("read", path, "--format", "jsonl", "--published", "2018-05-07")
    assert result.exit_code == 0
    reading = json.loads(result.stdout)
    assert reading["claims"]
    assert code is None or code in {notice["code"] for notice in reading["warnings"]}


def test_missing_paths_and_folders(tmp_path: Path, good: Path) -> None:
    result = run("read", tmp_path / "none.txt", tmp_path, good)
    assert result.exit_code == 1
    assert [line.rsplit(": ", 1)[1] for line in result.stderr.splitlines()] == [
        "no such file",
        "is a folder; name the files in it",
    ]
    assert "shelled" in result.stdout


def test_standard_input() -> None:
    result = run("read", "-", "--format", "jsonl", "--publisher", "The Harbour Times", stdin=GOOD.encode())
    assert result.exit_code == 0
    assert json.loads(result.stdout)["article"]["publisher"] == "The Harbour Times"


@pytest.mark.parametrize(
    "args", [["read"], ["read", "x.txt", "--format", "xml"], ["read", "x", "--published", "May"], ["fly"]]
)
def test_misuse_is_status_2(args: list[str]) -> None:
    assert run(*args).exit_code == 2


def test_the_table_cuts_nothing_off(good: Path) -> None:
    result = run("read", good, "--published", "2018-05-07", "--evidence")
    assert result.exit_code == 0
    assert max(len(line) for line in result.stdout.splitlines()) <= 100
    assert "…" not in result.stdout
    words = " ".join(result.stdout.split())
    assert "not checked by a person" in words
    assert "at least three" in words


def test_a_report_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "\u202eRebels\u202c killed \x1b[31mtwo\x1b[0m soldiers in Idlib on Monday, the army of \x1b]0;x\x07Sorn said.\n"
    )
    result = run("read", path, "--evidence")
    assert result.exit_code == 0
    assert "soldiers" in result.stdout
    assert not set(result.stdout) & {"\x1b", "\x07", "\u202e", "\u202c"}


def test_the_installed_command_runs(good: Path) -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "reportedly", "read", good, "--format", "jsonl"], capture_output=True, check=True
    )
    assert json.loads(done.stdout)["schema"] == "reportedly.reading/1"


def test_what_the_gate_refuses_is_set_aside_with_its_reason(tmp_path: Path, good: Path) -> None:
    sport = tmp_path / "sport.txt"
    sport.write_text(
        "The striker shot wide before the defence held on, and the league match at the stadium was a draw."
    )
    missing = tmp_path / "none.txt"
    result = run("read", sport, good, "--gate", "--format", "jsonl")
    assert result.exit_code == 0
    [line] = result.stderr.splitlines()
    assert line.startswith(f"reportedly: {sport}: set aside: too little of armed conflict: shot")
    [reading] = result.stdout.splitlines()
    assert json.loads(reading)["article"]["text"] == GOOD
    assert reading == run("read", good, "--format", "jsonl").stdout.strip()
    assert len(run("read", sport, "--format", "jsonl").stdout.splitlines()) == 1
    assert run("read", sport, missing, "--gate").exit_code == 1
