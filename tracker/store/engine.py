"""The one way to the database: Store gives transactions, upgrades the schema and refuses one that does not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, create_engine, event, make_url, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError

from tracker.errors import StoreError
from tracker.store import schema
from tracker.store.trouble import translate

ANALYZE_LOCK = 0x7472_0001  # any numbers that nobody else in this database uses
WAIT_SECONDS = 10  # for another process's transaction
WRITING = "tracker_writing"


class Store:
    """A SQLite file (`sqlite:///tracker.db`) or a PostgreSQL database (`postgresql+psycopg://…`).

    Nothing is opened before the first transaction. All trouble of the database comes out as StoreError.
    """

    def __init__(self, url: str) -> None:
        self.url = read_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.file = Path(self.url.database or "") if self.is_sqlite else None
        self.name = str(self.file) if self.file else self.url.render_as_string(hide_password=True)
        if self.is_sqlite:
            self.engine = create_engine(self.url, connect_args={"isolation_level": None, "timeout": WAIT_SECONDS})
            event.listen(self.engine, "connect", prepare_sqlite)
            event.listen(self.engine, "begin", begin_sqlite)
        else:
            self.engine = create_engine(self.url, pool_pre_ping=True, connect_args={"connect_timeout": WAIT_SECONDS})
            event.listen(self.engine, "connect", prepare_postgres)

        def translated(context: ExceptionContext) -> StoreError | None:
            return translate(self.name, context)

        event.listen(self.engine, "handle_error", translated, retval=True)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One snapshot for all questions asked in it; nothing can be written."""
        if self.file and not self.file.exists():
            raise StoreError(f"{self.name}: there is no database yet; run: tracker upgrade")
        with self.engine.connect() as connection:
            if not self.is_sqlite:
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction, committed at the end, rolled back on an error; on SQLite the only writer from its start."""
        if self.file and not self.file.exists():
            raise StoreError(f"{self.name}: there is no database yet; run: tracker upgrade")
        with self._writer() as connection:
            yield connection

    def analyze_lock(self, connection: Connection) -> None:
        """Until the transaction ends, no other process decides which release a finding belongs to."""
        self.lock(connection, ANALYZE_LOCK)

    def lock(self, connection: Connection, number: int) -> None:
        """A lock of this transaction; on SQLite every writing transaction is alone already."""
        if not self.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})

    def upgrade(self, progress: Callable[[str], None] | None = None) -> None:
        """Brings the schema to the newest state, whole or not at all; a SQLite file with data is copied before."""
        say = progress or (lambda _line: None)
        if self.file and not self.file.exists():
            try:
                self.file.parent.mkdir(parents=True, exist_ok=True)
                self.file.touch(mode=0o600)  # messages and addresses are nobody else's business
            except OSError as error:
                raise StoreError(f"{self.name}: cannot be made: {error.strerror}") from error
        with self.engine.connect() as connection:
            state = schema.state(connection)
        state.refuse_newer(self.name)
        if state.is_current:
            return
        if self.file and state.revision:
            say(f"backup: {schema.back_up(self.file, state.wanted)}")
        with self.migration() as connection:
            self.lock(connection, schema.MIGRATION_LOCK)
            schema.migrate(connection, say)

    def check(self, *, thorough: bool = False) -> None:
        """StoreError with the remedy where the schema is older or newer than this program or the file is corrupt.

        `thorough` reads the whole SQLite file.
        """
        with self.read() as connection:
            state = schema.state(connection)
            if thorough and self.is_sqlite:
                answer = connection.execute(text("PRAGMA quick_check(1)")).scalar_one()
                if answer != "ok":
                    raise StoreError(f"{self.name}: the file is damaged; restore the backup ({answer})")
        state.refuse_newer(self.name)
        if not state.is_current:
            age = (
                f"made by an older tracker (schema {state.revision})"
                if state.revision
                else "there is nothing in it yet"
            )
            raise StoreError(f"{self.name}: {age}; run: tracker upgrade")

    def close(self) -> None:
        """Closes all connections."""
        self.engine.dispose()

    @contextmanager
    def _writer(self) -> Iterator[Connection]:
        with self.engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
            yield connection

    @contextmanager
    def migration(self) -> Iterator[Connection]:
        """A writing transaction in which SQLite lets tables be rebuilt; no row may have lost its parent at its end."""
        with self.engine.connect().execution_options(**{WRITING: True}) as connection:
            if self.is_sqlite:  # has no effect inside a transaction, so it comes before
                cursor: Any = connection.connection.cursor()
                cursor.execute("PRAGMA foreign_keys=OFF")
            try:
                with connection.begin():
                    yield connection
                    if self.is_sqlite and connection.execute(text("PRAGMA foreign_key_check")).first():
                        raise StoreError(
                            f"{self.name}: rows without their parents after the migration; nothing changed"
                        )
            finally:
                if self.is_sqlite:
                    connection.invalidate()  # its foreign keys are off


def read_url(url: str) -> URL:
    """The URL with the driver we use; StoreError for anything but a SQLite file and PostgreSQL."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError("TRACKER_DATABASE_URL: not a URL; write sqlite:///tracker.db or postgresql://…") from error
    match parsed.get_backend_name():
        case "sqlite" if parsed.database and parsed.database != ":memory:":
            return parsed
        case "postgresql" | "postgres":
            return parsed.set(drivername="postgresql+psycopg")
    raise StoreError("TRACKER_DATABASE_URL: neither a SQLite file (sqlite:///tracker.db) nor postgresql://…")


def prepare_sqlite(connection: Any, _record: Any) -> None:
    """What SQLite leaves off by default and a crash would not forgive."""
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={WAIT_SECONDS * 1000}", "journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def begin_sqlite(connection: Connection) -> None:
    """A writer takes its lock first: to read and then to write would fail at once, or let two claim the same."""
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def prepare_postgres(connection: Any, _record: Any) -> None:
    """Waits as long for a lock as SQLite does."""
    connection.autocommit = True
    connection.execute(f"SET lock_timeout = '{WAIT_SECONDS}s'")
    connection.autocommit = False
