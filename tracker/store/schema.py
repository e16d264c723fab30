"""The schema's age: which revision a database has, the way to the newest one, and the copy that is made before."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from alembic import command
from tracker.errors import StoreError

MIGRATION_LOCK = 0x7472_0002


@dataclass(frozen=True, slots=True)
class State:
    """Where a database stands. `revision` None: empty."""

    revision: str | None
    wanted: str
    known: frozenset[str]

    @property
    def is_current(self) -> bool:
        """Nothing to do."""
        return self.revision == self.wanted

    def refuse_newer(self, name: str) -> None:
        """StoreError where a newer tracker has been here."""
        if self.revision is not None and self.revision not in self.known:
            raise StoreError(
                f"{name}: made by a newer tracker (schema {self.revision}, this one knows {self.wanted}); "
                "install it or restore the backup"
            )


def scripts() -> Path:
    """The folder of the migrations: inside the package where it is installed, beside it in the repository."""
    package = Path(__file__).parent.parent
    installed = package / "migrations"
    return installed if installed.is_dir() else package.parent / "alembic"


def config() -> Config:
    """Alembic's settings without any file, as they are the same wherever we are installed."""
    made = Config()
    made.set_main_option("script_location", str(scripts()).replace("%", "%%"))
    return made


def state(connection: Connection) -> State:
    """Asks the database for its revision; two of them are as wrong as an unknown one."""
    directory = ScriptDirectory.from_config(config())
    wanted = directory.get_current_head()
    assert wanted is not None
    heads = MigrationContext.configure(connection).get_current_heads()
    known = frozenset(script.revision for script in directory.walk_revisions())
    return State("+".join(heads) or None, wanted, known)


def migrate(connection: Connection, say: Callable[[str], None]) -> None:
    """Runs what is missing inside the connection's transaction, which the caller commits."""
    settings = config()
    settings.attributes.update(connection=connection, say=say)
    command.upgrade(settings, "head")


def back_up(file: Path, revision: str) -> Path:
    """A whole copy of a SQLite file, beside it, also while others write. StoreError where it cannot be made."""
    copy = file.with_name(f"{file.name}.before-{revision}")
    partial = copy.with_name(f"{copy.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        partial.touch(mode=0o600)
        with closing(sqlite3.connect(file)) as old, closing(sqlite3.connect(partial)) as new:
            old.backup(new)
        partial.replace(copy)
    except (OSError, sqlite3.Error) as error:
        partial.unlink(missing_ok=True)
        raise StoreError(f"{copy}: the backup before the upgrade failed ({error}); nothing was changed") from error
    return copy
