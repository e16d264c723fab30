"""`tracker upgrade`: brings the database to the current schema."""

from __future__ import annotations

import typer

from tracker.app import open_app


def upgrade() -> None:
    """Bring the database to the current schema; safe to repeat. A SQLite file is copied before it is changed.

    Example: tracker upgrade
    """
    app = open_app()
    try:
        app.store.upgrade(lambda line: typer.echo(line, err=True))
        typer.echo(f"{app.store.name} has the current schema", err=True)
    finally:
        app.close()
