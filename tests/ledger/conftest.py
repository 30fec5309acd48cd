"""Ledgers for tests, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

REQUIRED = "REPORTEDLY_TEST_POSTGRES"


def program(name: str) -> str | None:
    """Find a program of PostgreSQL on the PATH or where Debian puts it."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(found[-1]) if found else None)


def as_user() -> list[str]:
    """PostgreSQL does not run as root: give what runs it as somebody else."""
    if os.geteuid() != 0:
        return []
    for user in ("postgres", "nobody"):
        if subprocess.run(["id", user], capture_output=True, check=False).returncode == 0:
            return [
                "setpriv",
                f"--reuid={user}",
                f"--regid={user}" if user == "postgres" else "--regid=nogroup",
                "--clear-groups",
            ]
    return []


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of PostgreSQL of our own: its url, without a database."""
    initdb, control = program("initdb"), program("pg_ctl")
    if initdb is None or control is None:
        if os.environ.get(REQUIRED) == "required":
            pytest.fail("PostgreSQL is required here, and there is no initdb")
        pytest.skip("no server of PostgreSQL on this machine")
    folder = Path("/tmp") / f"reportedly-{uuid.uuid4().hex[:8]}"
    folder.mkdir()
    who = as_user()
    if who:
        owner = who[1].removeprefix("--reuid=")
        shutil.chown(folder, owner, who[2].removeprefix("--regid="))
    data = folder / "data"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = f"-p {port} -h 127.0.0.1 -k {folder} -F -c full_page_writes=off"
    environment = {**os.environ, "LC_ALL": "C"}
    run = {"check": True, "capture_output": True, "cwd": folder, "env": environment}
    subprocess.run([*who, initdb, "-D", str(data), "-U", "tester", "-A", "trust", "-E", "UTF8"], **run)  # type: ignore[call-overload]
    subprocess.run(
        [*who, control, "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start"],
        check=True, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield f"postgresql://tester@127.0.0.1:{port}"
    finally:
        subprocess.run([*who, control, "-D", str(data), "-m", "immediate", "stop"], **{**run, "check": False})  # type: ignore[call-overload]
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Give the urls of ledgers that are not there yet, on each of the two databases."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"{uuid.uuid4().hex[:8]}.db")
    server: str = request.getfixturevalue("server")

    def create() -> str:
        import psycopg

        name = f"t{uuid.uuid4().hex[:10]}"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"{server}/{name}"

    return create
