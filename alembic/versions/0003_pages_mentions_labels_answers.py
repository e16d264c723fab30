"""Pages behind links, mentions of releases, labels by persons, and answers of language models."""

from __future__ import annotations

import sqlalchemy as sa

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    """New tables, and for each summary what it was drawn from and who wrote it."""
    op.create_table(
        "pages",
        sa.Column("observation_id", sa.Integer, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("language", sa.String),
        sa.Column("fetched_at", MOMENT),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_try_at", MOMENT),
        sa.Column("trouble", sa.Text),
        sa.PrimaryKeyConstraint("observation_id", name="pk_pages"),
        sa.ForeignKeyConstraint(["observation_id"], ["observations.id"], name="fk_pages_observation_id_observations"),
    )
    op.create_table(
        "mentions",
        sa.Column("observation_id", sa.Integer, nullable=False),
        sa.Column("release_id", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("observation_id", "release_id", name="pk_mentions"),
        sa.ForeignKeyConstraint(
            ["observation_id"], ["observations.id"], name="fk_mentions_observation_id_observations"
        ),
        sa.ForeignKeyConstraint(["release_id"], ["releases.id"], name="fk_mentions_release_id_releases"),
    )
    op.create_index("ix_mentions_release_id", "mentions", ["release_id"])
    op.create_table(
        "labels",
        sa.Column("observation_id", sa.Integer, nullable=False),
        sa.Column("is_event", sa.Boolean, nullable=False),
        sa.Column("kind", sa.String),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("observation_id", name="pk_labels"),
        sa.ForeignKeyConstraint(["observation_id"], ["observations.id"], name="fk_labels_observation_id_observations"),
    )
    op.create_table(
        "answers",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("rejected", sa.Text, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_answers"),
    )
    op.add_column("summaries", sa.Column("drawn_from", sa.Text))
    op.add_column("summaries", sa.Column("model", sa.Text))
    op.add_column("summaries", sa.Column("rejected", sa.Text))
    op.add_column("summaries", sa.Column("asked", sa.Integer, nullable=False, server_default="0"))
    op.add_column("summaries", sa.Column("asked_at", MOMENT))


def downgrade() -> None:
    """Takes it away again; a restored backup is the way back for people."""
    for column in ("asked_at", "asked", "rejected", "model", "drawn_from"):
        op.drop_column("summaries", column)
    for table in ("answers", "labels", "mentions", "pages"):
        op.drop_table(table)
