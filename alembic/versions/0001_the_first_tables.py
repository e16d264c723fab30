"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    """Written out, not taken from tracker.store: a migration stays what it was."""
    op.create_table(
        "channels",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_channels"),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )
    op.create_table(
        "observations",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("link_key", sa.Text),
        sa.Column("language", sa.String),
        sa.Column("published_at", MOMENT),
        sa.Column("repo", sa.Text),
        sa.Column("baseline", sa.Boolean, nullable=False),
        sa.Column("content_hash", sa.String, nullable=False),
        sa.Column("examined_at", MOMENT),
        sa.Column("given_up", sa.Boolean, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_try_at", MOMENT),
        sa.Column("trouble", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_observations"),
        sa.UniqueConstraint("source", "key", name="uq_observations_source_key"),
    )
    op.create_index("ix_observations_seen_at", "observations", ["seen_at"])
    op.create_index("ix_observations_source_link_key", "observations", ["source", "link_key"])
    where = sa.text("examined_at IS NULL")
    op.create_index("ix_observations_unexamined", "observations", ["id"], sqlite_where=where, postgresql_where=where)
    op.create_table(
        "releases",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("baseline", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_releases"),
    )
    op.create_table(
        "sources",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("removed", sa.Boolean, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("first_contact_at", MOMENT),
        sa.Column("last_poll_at", MOMENT),
        sa.Column("last_success_at", MOMENT),
        sa.Column("next_poll_at", MOMENT, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("trouble", sa.Text),
        sa.Column("owner", sa.String),
        sa.Column("lease_until", MOMENT),
        sa.PrimaryKeyConstraint("name", name="pk_sources"),
    )
    op.create_index("ix_sources_next_poll_at", "sources", ["next_poll_at"])
    op.create_table(
        "events",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column(
            "release_id", sa.String, sa.ForeignKey("releases.id", name="fk_events_release_id_releases"), nullable=False
        ),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.Column("evidence", sa.Text),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("source_kind", sa.String, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("baseline", sa.Boolean, nullable=False),
        sa.Column(
            "observation_id", sa.Integer, sa.ForeignKey("observations.id", name="fk_events_observation_id_observations")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sa.UniqueConstraint("release_id", "key", name="uq_events_release_id_key"),
    )
    op.create_index("ix_events_seen_at", "events", ["seen_at"])
    op.create_table(
        "facts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column(
            "release_id", sa.String, sa.ForeignKey("releases.id", name="fk_facts_release_id_releases"), nullable=False
        ),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("value", sa.Text),
        sa.Column("method", sa.String, nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("subject", sa.Text),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("quote", sa.Text),
        sa.Column("learned_at", MOMENT, nullable=False),
        sa.Column(
            "observation_id", sa.Integer, sa.ForeignKey("observations.id", name="fk_facts_observation_id_observations")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_facts"),
    )
    op.create_index("ix_facts_release_id", "facts", ["release_id"])
    op.create_table(
        "findings",
        sa.Column(
            "observation_id",
            sa.Integer,
            sa.ForeignKey("observations.id", name="fk_findings_observation_id_observations"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("release_id", sa.String, sa.ForeignKey("releases.id", name="fk_findings_release_id_releases")),
        sa.Column("is_event", sa.Boolean, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("organization", sa.Text),
        sa.Column("suspicious", sa.Boolean, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("observation_id", name="pk_findings"),
    )
    op.create_index("ix_findings_release_id", "findings", ["release_id"])
    op.create_table(
        "memory",
        sa.Column("source", sa.String, sa.ForeignKey("sources.name", name="fk_memory_source_sources"), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("source", "key", name="pk_memory"),
    )
    op.create_table(
        "observation_aliases",
        sa.Column("source", sa.String, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column(
            "observation_id",
            sa.Integer,
            sa.ForeignKey("observations.id", name="fk_observation_aliases_observation_id_observations"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("source", "key", name="pk_observation_aliases"),
    )
    op.create_table(
        "release_keys",
        sa.Column(
            "release_id",
            sa.String,
            sa.ForeignKey("releases.id", name="fk_release_keys_release_id_releases"),
            nullable=False,
        ),
        sa.Column("key", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("release_id", "key", name="pk_release_keys"),
    )
    op.create_index("ix_release_keys_key", "release_keys", ["key"])
    op.create_table(
        "repos",
        sa.Column("uid", sa.Text, nullable=False),
        sa.Column(
            "release_id", sa.String, sa.ForeignKey("releases.id", name="fk_repos_release_id_releases"), nullable=False
        ),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("first_seen", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_repos"),
    )
    op.create_index("ix_repos_release_id", "repos", ["release_id"])
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column(
            "observation_id",
            sa.Integer,
            sa.ForeignKey("observations.id", name="fk_revisions_observation_id_observations"),
            nullable=False,
        ),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
    )
    op.create_index("ix_revisions_observation_id", "revisions", ["observation_id"])
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("event_id", sa.Integer, sa.ForeignKey("events.id", name="fk_messages_event_id_events")),
        sa.Column("release_id", sa.String, sa.ForeignKey("releases.id", name="fk_messages_release_id_releases")),
        sa.Column("role", sa.String),
        sa.Column("slot", sa.Date),
        sa.Column("payload", sa.Text),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("lease_until", MOMENT),
        sa.Column("owner", sa.String),
        sa.Column("sent_at", MOMENT),
        sa.Column("receipt", sa.Text),
        sa.Column("trouble", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("channel", "event_id", name="uq_messages_channel_event_id"),
        sa.UniqueConstraint("channel", "slot", name="uq_messages_channel_slot"),
        sa.UniqueConstraint("key", name="uq_messages_key"),
    )
    op.create_index("ix_messages_channel_release_id", "messages", ["channel", "release_id"])
    where = sa.text("state IN ('pending', 'sending')")
    op.create_index("ix_messages_open", "messages", ["channel", "id"], sqlite_where=where, postgresql_where=where)
    op.create_table(
        "summaries",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column(
            "release_id",
            sa.String,
            sa.ForeignKey("releases.id", name="fk_summaries_release_id_releases"),
            nullable=False,
        ),
        sa.Column("event_id", sa.Integer, sa.ForeignKey("events.id", name="fk_summaries_event_id_events")),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("method", sa.String, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_summaries"),
        sa.UniqueConstraint("event_id", "language", name="uq_summaries_event_id_language"),
    )
    op.create_index("ix_summaries_release_id", "summaries", ["release_id"])


def downgrade() -> None:
    """Takes everything away again; a restored backup is the way back for people."""
    for table in (
        "summaries",
        "messages",
        "revisions",
        "repos",
        "release_keys",
        "observation_aliases",
        "memory",
        "findings",
        "facts",
        "events",
        "sources",
        "releases",
        "observations",
        "leases",
        "channels",
    ):
        op.drop_table(table)
