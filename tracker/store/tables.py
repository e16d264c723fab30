"""The tables: what is remembered, one table per noun. `alembic/versions` makes exactly these."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)

from tracker.store.types import Json, Key, Moment, Plain

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

sources = Table(
    "sources",
    metadata,
    Column("name", String, primary_key=True),
    Column("label", Plain, nullable=False),
    Column("type", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("removed", Boolean, nullable=False),  # no longer in sources.toml; its observations stay
    Column("added_at", Moment, nullable=False),
    Column("first_contact_at", Moment),
    Column("last_poll_at", Moment),
    Column("last_success_at", Moment),
    Column("next_poll_at", Moment, nullable=False, index=True),
    Column("failures", Integer, nullable=False),  # in a row
    Column("trouble", Plain),
    Column("owner", String),
    Column("lease_until", Moment),
)

memory = Table(
    "memory",
    metadata,
    Column("source", ForeignKey("sources.name"), primary_key=True),
    Column("key", Key, primary_key=True),
    Column("value", Plain, nullable=False),
)

# No foreign key to sources: what was seen stays, whatever the operator does with sources.toml.
observations = Table(
    "observations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String, nullable=False),
    Column("key", Key, nullable=False),
    Column("type", String, nullable=False),
    Column("seen_at", Moment, nullable=False, index=True),
    Column("title", Plain, nullable=False),
    Column("text", Plain, nullable=False),
    Column("url", Plain),
    Column("link_key", Key),
    Column("language", String),
    Column("published_at", Moment),
    Column("repo", Json),
    Column("baseline", Boolean, nullable=False),
    Column("content_hash", String, nullable=False),  # of the latest revision
    Column("examined_at", Moment),
    Column("given_up", Boolean, nullable=False),  # examining failed for the last time; `trouble` says why
    Column("attempts", Integer, nullable=False),
    Column("next_try_at", Moment),
    Column("trouble", Plain),
    UniqueConstraint("source", "key"),
    Index(None, "source", "link_key"),
)
_waiting = observations.c.examined_at.is_(None)
Index("ix_observations_unexamined", observations.c.id, sqlite_where=_waiting, postgresql_where=_waiting)

observation_aliases = Table(
    "observation_aliases",
    metadata,
    Column("source", String, primary_key=True),
    Column("key", Key, primary_key=True),
    Column("observation_id", ForeignKey("observations.id"), nullable=False),
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("observation_id", ForeignKey("observations.id"), nullable=False, index=True),
    Column("seen_at", Moment, nullable=False),
    Column("title", Plain, nullable=False),
    Column("text", Plain, nullable=False),
    Column("url", Plain),
)

# What persons say of an observation: cases to learn from.
labels = Table(
    "labels",
    metadata,
    Column("observation_id", ForeignKey("observations.id"), primary_key=True),
    Column("is_event", Boolean, nullable=False),
    Column("kind", String),
    Column("author", Plain, nullable=False),
    Column("note", Plain, nullable=False),
    Column("made_at", Moment, nullable=False),
)

releases = Table(
    "releases",
    metadata,
    Column("id", String, primary_key=True),
    Column("created_at", Moment, nullable=False),
    Column("baseline", Boolean, nullable=False),
    Column("live_at", Moment),  # when one of a baseline became more than that
)

findings = Table(
    "findings",
    metadata,
    Column("observation_id", ForeignKey("observations.id"), primary_key=True, autoincrement=False),
    Column("release_id", ForeignKey("releases.id"), index=True),
    Column("is_event", Boolean, nullable=False),
    Column("kind", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("language", String, nullable=False),
    Column("organization", Plain),
    Column("suspicious", Boolean, nullable=False),
    Column("data", Json, nullable=False),  # the whole Finding
    Column("found_at", Moment, nullable=False),
)

release_keys = Table(
    "release_keys",
    metadata,
    Column("release_id", ForeignKey("releases.id"), primary_key=True),
    Column("key", Key, primary_key=True),
    Index(None, "key"),
)

# Other releases that a text speaks of; the one it is about stands in findings.
mentions = Table(
    "mentions",
    metadata,
    Column("observation_id", ForeignKey("observations.id"), primary_key=True),
    Column("release_id", ForeignKey("releases.id"), primary_key=True, index=True),
)

facts = Table(
    "facts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("release_id", ForeignKey("releases.id"), nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("value", Json),
    Column("method", String, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("subject", Plain),
    Column("source", String, nullable=False),
    Column("url", Plain),
    Column("quote", Plain),
    Column("learned_at", Moment, nullable=False),
    Column("observation_id", ForeignKey("observations.id")),
    Column("repo_uid", Key),  # of the repo whose observation said it: a split takes it along
)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("release_id", ForeignKey("releases.id"), nullable=False),
    Column("key", Key, nullable=False),
    Column("kind", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False, index=True),
    Column("detail", Plain, nullable=False),
    Column("before", Plain),
    Column("after", Plain),
    Column("evidence", Plain),
    Column("source", String, nullable=False),
    Column("source_kind", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("baseline", Boolean, nullable=False),
    Column("observation_id", ForeignKey("observations.id")),
    Column("repo_uid", Key),
    UniqueConstraint("release_id", "key"),
)

repos = Table(
    "repos",
    metadata,
    Column("uid", Key, primary_key=True),  # the Hub's `_id`: a rename keeps it
    Column("release_id", ForeignKey("releases.id"), nullable=False, index=True),
    Column("id", Plain, nullable=False),
    Column("role", String, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("state", Json, nullable=False),  # the latest Repo
)

# What persons decided. Rows of a merged release stay where they are: reading follows the decisions made until then.
decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),  # merge | split | retract
    Column("release_id", ForeignKey("releases.id"), nullable=False, index=True),
    Column("to_id", ForeignKey("releases.id"), index=True),
    Column("repo_uid", Key),
    Column("why", Plain, nullable=False),
    Column("made_at", Moment, nullable=False),
)

# How far long work has come: the catalog's loaded text, a backfill's pages.
marks = Table(
    "marks",
    metadata,
    Column("name", Key, primary_key=True),
    Column("value", Plain, nullable=False),
    Column("at", Moment, nullable=False),
)

channels = Table(
    "channels",
    metadata,
    Column("name", String, primary_key=True),
    Column("created_at", Moment, nullable=False),
)

messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Key, nullable=False),
    Column("channel", String, nullable=False),
    Column("type", String, nullable=False),  # alert | letter | note
    Column("event_id", ForeignKey("events.id")),
    Column("release_id", ForeignKey("releases.id")),
    Column("role", String),  # of a sent alert: root | reply | edit
    Column("slot", Date),  # of a letter: its local date
    Column("payload", Json),
    Column("state", String, nullable=False),  # pending | sending | sent | dead
    Column("attempts", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("lease_until", Moment),
    Column("owner", String),
    Column("sent_at", Moment),
    Column("receipt", Json),
    Column("trouble", Plain),
    UniqueConstraint("key"),
    UniqueConstraint("channel", "event_id"),
    UniqueConstraint("channel", "slot"),  # one letter for a channel and a local date
    Index(None, "channel", "release_id"),
)
_open = text("state IN ('pending', 'sending')")
Index("ix_messages_open", messages.c.channel, messages.c.id, sqlite_where=_open, postgresql_where=_open)

leases = Table(
    "leases",
    metadata,
    Column("name", String, primary_key=True),
    Column("owner", String, nullable=False),
    Column("until", Moment, nullable=False),
)
