"""How times, texts and JSON lie in a column, so that SQLite and PostgreSQL give back the very same values."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

MOMENT_LENGTH = 27  # "2025-08-05T17:00:00.000000Z": one width, so that text compares as time does
KEY_LENGTH = 512  # an index row of PostgreSQL holds 2,704 bytes, a character takes up to 4


def moment_text(moment: datetime) -> str:
    """UTC as ISO text of one width; ValueError for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()}: a time without a zone is not stored")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def plain(text: str) -> str:
    """The text without NUL and lone surrogates, which the databases refuse: one such title must not stop a source."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")


def bounded(text: str) -> str:
    """A key that an index can hold: plain, at most 512 characters; a longer one ends in its sha256."""
    text = plain(text)
    return (
        text if len(text) <= KEY_LENGTH else text[: KEY_LENGTH - 65] + "#" + hashlib.sha256(text.encode()).hexdigest()
    )


def json_text(value: Any) -> str:
    """JSON text that is equal exactly where the values are equal: keys sorted, tuples as lists, ASCII only."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime: ISO text with microseconds in SQLite, timestamptz in PostgreSQL."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text where there is no type for a time with a zone."""
        return dialect.type_descriptor(String(MOMENT_LENGTH) if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Any aware time in, UTC stored."""
        if value is None:
            return None
        return moment_text(value) if dialect.name == "sqlite" else datetime.fromisoformat(moment_text(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Always aware, always UTC."""
        if value is None:
            return None
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return moment.astimezone(UTC)


class Json(TypeDecorator[Any]):
    """A JSON value as text; None is SQL's NULL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Deterministic text."""
        return None if value is None else json_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """The value again; tuples come back as lists."""
        return None if value is None else json.loads(value)


class Plain(TypeDecorator[str]):
    """Text from strangers, without what a database cannot hold."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """See `plain`."""
        return None if value is None else plain(value)


class Key(TypeDecorator[str]):
    """Text that names a row and may come from strangers; compare in Python only what went through `bounded`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """See `bounded`."""
        return None if value is None else bounded(value)
