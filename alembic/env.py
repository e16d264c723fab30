"""What Alembic runs for every command: our connection, one transaction for everything, tables from tracker.store."""

from __future__ import annotations

import os
from typing import Any

from alembic import context
from tracker.errors import StoreError
from tracker.store.engine import Store
from tracker.store.tables import metadata


def migrate(connection: Any) -> None:
    """Runs the migrations in the connection's transaction.

    Store begins it with BEGIN IMMEDIATE on SQLite; with Python's own transactions a kill in the middle would leave
    half of the tables and no way forward.
    """
    say = context.config.attributes.get("say", print)
    context.configure(
        connection=connection,
        target_metadata=metadata,
        transactional_ddl=True,
        transaction_per_migration=False,
        render_as_batch=True,  # SQLite cannot alter most things in place
        on_version_apply=lambda step, **_: say(f"schema {step.up_revision_id}: {step.up_revision.doc}"),
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    raise StoreError("migrations run against a database, not into a file: leave out --sql")
if "connection" in context.config.attributes:  # tracker upgrade
    migrate(context.config.attributes["connection"])
else:  # the alembic command of a developer
    store = Store(os.environ.get("TRACKER_DATABASE_URL", "sqlite:///tracker.db"))
    with store.migration() as connection:
        migrate(connection)
    store.close()
