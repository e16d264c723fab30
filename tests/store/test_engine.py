"""Transactions on both databases, and what Store says where there can be none."""

from __future__ import annotations

import sqlite3
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from tracker.errors import StoreError
from tracker.store import Store, leases


def test_an_error_rolls_back(store: Store, now: datetime) -> None:
    """What a failing transaction wrote is not there afterwards."""

    def fail() -> None:
        with store.write() as c:
            leases.take(c, "tick", "a", now + timedelta(minutes=1), now)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with store.write() as c:
        assert leases.take(c, "tick", "b", now + timedelta(minutes=1), now)


def test_a_reader_sees_one_state(store: Store, now: datetime) -> None:
    """Two questions in one reading transaction see the same, although somebody writes between them."""
    with store.read() as reading:
        before = reading.execute(text("SELECT count(*) FROM leases")).scalar_one()
        with store.write() as c:
            leases.take(c, "tick", "a", now, now)
        assert reading.execute(text("SELECT count(*) FROM leases")).scalar_one() == before


def test_sqlite_is_set_up_for_crashes(sqlite_store: Store) -> None:
    """Every connection has WAL, foreign keys, full synchronization and patience."""
    with sqlite_store.read() as c:
        values = [
            c.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        ]
    assert values == ["wal", 1, 2, 10_000]


def test_a_writer_has_its_lock_before_it_asks(sqlite_store: Store) -> None:
    """BEGIN IMMEDIATE: while a writer that wrote nothing yet is open, no other connection can begin to write."""
    with sqlite_store.write():
        other = sqlite3.connect(str(sqlite_store.file), timeout=0, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.execute("BEGIN").execute("SELECT count(*) FROM leases")  # readers go on
        other.close()


def test_a_locked_database_is_named(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock that lasts too long is a StoreError that names the file and says that it is tried again."""
    monkeypatch.setattr("tracker.store.engine.WAIT_SECONDS", 0)
    impatient = Store(str(sqlite_store.url))
    with sqlite_store.write(), pytest.raises(StoreError, match=r"tracker\.db: database is locked: .* tried again"):
        impatient.write().__enter__()
    impatient.close()


def test_a_full_disk_is_named(sqlite_store: Store, now: datetime) -> None:
    """SQLITE_FULL is a StoreError with the remedy, nothing is half written, and the store works again with space."""

    def fill() -> None:
        with sqlite_store.write() as c:
            pages = c.execute(text("PRAGMA page_count")).scalar_one()
            c.execute(text(f"PRAGMA max_page_count={pages}"))
            for number in range(1000):
                leases.take(c, f"{number}" + "x" * 1000, "a", now, now)

    with pytest.raises(StoreError, match="disk is full; free some space"):
        fill()
    sqlite_store.close()
    with sqlite_store.write() as c:
        assert c.execute(text("SELECT count(*) FROM leases")).scalar_one() == 0
        assert c.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """A file with something else in it is refused and left alone."""
    file = tmp_path / "tracker.db"
    file.write_bytes(b"my letters " * 1000)
    store = Store(f"sqlite:///{file}")
    for use in (store.check, store.upgrade):
        with pytest.raises(StoreError, match="not a database; restore the backup"):
            use()
    store.close()
    assert file.read_bytes() == b"my letters " * 1000


def test_a_damaged_page(sqlite_store: Store, now: datetime) -> None:
    """A thorough check finds damage in the middle of the file."""
    with sqlite_store.write() as c:
        for number in range(500):
            leases.take(c, f"{number}" + "x" * 200, "a", now, now)
    sqlite_store.close()
    assert sqlite_store.file
    data = bytearray(sqlite_store.file.read_bytes())
    data[-40_000:-20_000] = b"\xff" * 20_000
    sqlite_store.file.write_bytes(data)
    with pytest.raises(StoreError, match="damaged; restore the backup"):
        sqlite_store.check(thorough=True)


def test_no_database_yet(tmp_path: Path) -> None:
    """Asking a file that is not there makes no file and names the command."""
    store = Store(f"sqlite:///{tmp_path / 'tracker.db'}")
    for use in (store.check, store.read().__enter__, store.write().__enter__):
        with pytest.raises(StoreError, match="run: tracker upgrade"):
            use()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "url",
    ["mysql://localhost/x", "sqlite://", "sqlite:///:memory:", "tracker.db", ""],
    ids=["another database", "no file", "memory", "a path", "nothing"],
)
def test_urls_that_are_refused(url: str) -> None:
    """Only a SQLite file or PostgreSQL will do, and the message says so."""
    with pytest.raises(StoreError, match="TRACKER_DATABASE_URL"):
        Store(url)


def test_a_password_is_not_said() -> None:
    """Neither the name of a store nor its trouble holds the password."""
    store = Store("postgresql://someone:secret-word@127.0.0.1:1/x")
    with pytest.raises(StoreError) as caught, store.read():
        pass
    assert "127.0.0.1" in str(caught.value)
    assert "secret-word" not in str(caught.value) + store.name


@pytest.mark.postgres
def test_the_analyze_lock_is_exclusive(postgres_store: Store) -> None:
    """The second transaction that wants the analyze lock gets it when the first one ends."""
    order: list[str] = []
    asked = threading.Event()

    def second() -> None:
        with postgres_store.write() as c:
            asked.set()
            postgres_store.analyze_lock(c)
            order.append("second")

    with postgres_store.write() as c:
        postgres_store.analyze_lock(c)
        thread = threading.Thread(target=second)
        thread.start()
        assert asked.wait(10)
        thread.join(0.1)
        order.append("first")
    thread.join(10)
    assert order == ["first", "second"]
