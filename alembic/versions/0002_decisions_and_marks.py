"""What persons decide, how far long work has come, and of which repo a fact or event speaks."""

from __future__ import annotations

import sqlalchemy as sa

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")
PAGE = "https://huggingface.co/"


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
    op.add_column("releases", sa.Column("live_at", MOMENT))
    op.add_column("facts", sa.Column("repo_uid", sa.Text))
    op.add_column("events", sa.Column("repo_uid", sa.Text))
    _fill_facts()
    _fill_events()


def _fill_facts() -> None:
    """A fact knows its observation: one look by its id for each, the key "<uid>:<state>:<time>" cut at the colon."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    uid = "substr(key, 1, instr(key, ':') - 1)" if sqlite else "split_part(key, ':', 1)"
    observation = "FROM observations WHERE observations.id = facts.observation_id AND type = 'repo' AND key LIKE '%:%'"
    op.execute(f"UPDATE facts SET repo_uid = (SELECT {uid} {observation}) WHERE observation_id IS NOT NULL")  # noqa: S608


def _fill_events() -> None:
    """An event knows its source, its minute and the repo's page at a commit: so did the observation that made it."""
    connection = op.get_bind()
    events: dict[tuple[object, object, str], list[int]] = {}
    of_repos = sa.text("SELECT id, source, seen_at, evidence FROM events WHERE evidence LIKE :page")
    for row in connection.execute(of_repos, {"page": f"{PAGE}%"}):
        repo = row.evidence.removeprefix(PAGE).split("/tree/")[0]
        events.setdefault((row.source, row.seen_at, repo), []).append(row.id)
    observations = sa.text(
        "SELECT source, seen_at, title, key FROM observations WHERE type = 'repo' AND key LIKE '%:%'"
    )
    found = [
        {"id": event, "uid": row.key.split(":")[0]}
        for row in connection.execute(observations)
        for event in events.get((row.source, row.seen_at, row.title), ())
    ]
    if found:
        connection.execute(sa.text("UPDATE events SET repo_uid = :uid WHERE id = :id"), found)


def downgrade() -> None:
    """Takes it away again; a restored backup is the way back for people."""
    op.drop_column("events", "repo_uid")
    op.drop_column("facts", "repo_uid")
    op.drop_column("releases", "live_at")
    op.drop_table("marks")
    op.drop_table("decisions")
