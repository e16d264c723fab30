"""`tracker upgrade`: brings the database to the current schema, and the catalog into it."""

from __future__ import annotations

import typer

from tracker import steps
from tracker.app import open_app
from tracker.catalog import catalog


def upgrade() -> None:
    """Bring the database to the current schema; safe to repeat. A SQLite file is copied before it is changed.

    Then the catalog of what came out before the tracker's first day is loaded; nobody is told of it.

    Example: tracker upgrade
    """
    app = open_app()
    try:
        app.store.upgrade(lambda line: typer.echo(line, err=True))
        typer.echo(f"{app.store.name} has the current schema", err=True)
        number = steps.load_catalog(app.store, catalog(), app.known, app.clock.now())
        typer.echo(f"catalog: {number} releases known", err=True)
    finally:
        app.close()
