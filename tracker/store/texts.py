"""The tables of texts beside what was seen: pages, summaries, and what a language model answered."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Integer, String, Table, UniqueConstraint

from tracker.store.tables import metadata
from tracker.store.types import Json, Key, Moment, Plain

# The page behind an observation's link; `text` is "" until it was read.
pages = Table(
    "pages",
    metadata,
    Column("observation_id", ForeignKey("observations.id"), primary_key=True),
    Column("url", Plain, nullable=False),
    Column("title", Plain, nullable=False),
    Column("text", Plain, nullable=False),
    Column("language", String),
    Column("fetched_at", Moment),
    Column("attempts", Integer, nullable=False),
    Column("next_try_at", Moment),
    Column("trouble", Plain),
)

summaries = Table(
    "summaries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("release_id", ForeignKey("releases.id"), nullable=False, index=True),
    Column("event_id", ForeignKey("events.id")),
    Column("language", String, nullable=False),
    Column("text", Plain, nullable=False),
    Column("method", String, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("drawn_from", Json),  # {"kind": page | feed | card, "observation", "url"}: the text that was used
    Column("model", Plain),  # what wrote or was asked to write it: "qwen3-0.6b@<revision>"
    Column("rejected", Json),  # why the guard refused what the model wrote
    Column("asked", Integer, nullable=False, server_default="0"),  # how often a model was asked
    Column("asked_at", Moment),
    UniqueConstraint("event_id", "language"),
)

# What a language model wrote, by what it was asked: model, prompt, guard and all that it saw.
answers = Table(
    "answers",
    metadata,
    Column("key", Key, primary_key=True),
    Column("model", Plain, nullable=False),
    Column("language", String, nullable=False),
    Column("text", Plain, nullable=False),
    Column("rejected", Json, nullable=False),  # [] where the guard let it pass
    Column("seconds", Float, nullable=False),
    Column("made_at", Moment, nullable=False),
)
