"""What persons decide, how far long work has come, and of which repo a fact or event speaks."""

from __future__ import annotations

import sqlalchemy as sa

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    """Facts and events of repos get the repo's uid, with which the key of their observation begins."""
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("release_id", sa.String, nullable=False),
        sa.Column("to_id", sa.String),
        sa.Column("repo_uid", sa.Text),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sa.ForeignKeyConstraint(["release_id"], ["releases.id"], name="fk_decisions_release_id_releases"),
        sa.ForeignKeyConstraint(["to_id"], ["releases.id"], name="fk_decisions_to_id_releases"),
    )
    op.create_index("ix_decisions_release_id", "decisions", ["release_id"])
    op.create_index("ix_decisions_to_id", "decisions", ["to_id"])
    op.create_table(
        "marks",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_marks"),
    )
    op.add_column("facts", sa.Column("repo_uid", sa.Text))
    op.add_column("events", sa.Column("repo_uid", sa.Text))
    op.execute(
        "UPDATE facts SET repo_uid = (SELECT repos.uid FROM repos, observations WHERE observations.id = "
        "facts.observation_id AND observations.type = 'repo' AND observations.key LIKE repos.uid || ':%')"
    )
