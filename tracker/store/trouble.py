"""The database's own errors as StoreErrors, each with its remedy; errors of our own making stay what they are."""

from __future__ import annotations

from sqlalchemy import exc
from sqlalchemy.engine import ExceptionContext

from tracker.errors import StoreError

REMEDIES = (  # a part of the database's message, what we say
    ("database is locked", "another process holds the database for too long; it is tried again"),
    ("lock timeout", "another process holds the database for too long; it is tried again"),
    ("database or disk is full", "the disk is full; free some space, nothing that was stored is lost"),
    ("no space left", "the disk is full; free some space, nothing that was stored is lost"),
    ("readonly database", "the file cannot be written; check its owner, its mode and its file system"),
    ("unable to open database file", "the file cannot be opened; check the folder, its owner and its mode"),
    ("not a database", "the file is not a database; restore the backup"),
    ("malformed", "the file is damaged; restore the backup"),
    ("disk i/o error", "the disk does not read or write; check it"),
    ("no such table", "its tables are missing; run: tracker upgrade"),
    ("undefinedtable", "its tables are missing; run: tracker upgrade"),
    ("does not exist", "it is not there; check TRACKER_DATABASE_URL, then run: tracker upgrade"),
)
OURS = (exc.IntegrityError, exc.DataError)  # a row that is wrong, not a database that is


def say(name: str, error: BaseException) -> str:
    """One line: the database, what is wrong, what to do; without the SQL statement, which holds texts of strangers."""
    first = (str(error).strip() or type(error).__name__).splitlines()[0]
    haystack = f"{type(error).__name__} {first}".lower()
    for part, remedy in REMEDIES:
        if part in haystack:
            return f"{name}: {first}: {remedy}"
    return f"{name}: {first}"


def translate(name: str, context: ExceptionContext) -> StoreError | None:
    """The StoreError to raise instead, or None where the error is about one row or SQLAlchemy only asks."""
    if context.is_pre_ping or isinstance(context.sqlalchemy_exception, OURS):
        return None
    if not isinstance(context.sqlalchemy_exception, exc.DBAPIError):
        return None
    return StoreError(say(name, context.original_exception))
