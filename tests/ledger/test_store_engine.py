from __future__ import annotations

import threading
from pathlib import Path

import pytest

from reportedly.errors import LedgerError
from reportedly.ledger.store.engine import open_engine, reading, shown, writing


def test_a_missing_file_folder_and_a_folder_are_one_line_each(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no such ledger"):
        open_engine(str(tmp_path / "none.db"))
    with pytest.raises(LedgerError, match="no such folder"):
        open_engine(str(tmp_path / "none" / "a.db"), create=True)
    with pytest.raises(LedgerError, match="is a folder"):
        open_engine(str(tmp_path), create=True)


def test_a_file_that_is_no_database_is_one_line_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "words.db"
    path.write_bytes(b"SQLite format 3\x00" + b"These are words, not a ledger. " * 200)
    engine = open_engine(str(path))
    with pytest.raises(LedgerError, match=r"words\.db: file is not a database"), reading(engine, str(path)):
        pass
    engine.dispose()


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    url = str(tmp_path / "a.db")
    engine = open_engine(url, create=True)
    with writing(engine, url) as connection:
        connection.exec_driver_sql("create table t (n integer)")

    def fail() -> None:
        with writing(engine, url) as connection:
            connection.exec_driver_sql("insert into t values (1)")
            connection.exec_driver_sql("insert into u values (1)")

    with pytest.raises(LedgerError, match=r"a\.db: no such table"):
        fail()
    with reading(engine, url) as connection:
        assert connection.exec_driver_sql("select count(*) from t").scalar() == 0
    engine.dispose()


def test_writers_at_once_wait_for_each_other(tmp_path: Path) -> None:
    url = str(tmp_path / "a.db")
    engine = open_engine(url, create=True)
    with writing(engine, url) as connection:
        connection.exec_driver_sql("create table t (n integer)")
        connection.exec_driver_sql("insert into t values (0)")

    def count() -> None:
        for _ in range(20):
            with writing(engine, url) as connection:
                n = connection.exec_driver_sql("select n from t").scalar_one()
                connection.exec_driver_sql("update t set n = ?", (n + 1,))

    threads = [threading.Thread(target=count) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(engine, url) as connection:
        assert connection.exec_driver_sql("select n from t").scalar() == 60
    engine.dispose()


def test_a_password_is_never_shown() -> None:
    assert shown("postgresql://me:secret@host/db") == "postgresql://me:***@host/db"


def test_a_file_of_another_kind_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Rebels shelled the town.\n")
    with pytest.raises(LedgerError, match="another kind"):
        open_engine(str(path), create=True)
    assert path.read_text() == "Rebels shelled the town.\n"
