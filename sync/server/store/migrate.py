"""Brings a database to the program's version: a copy first, then all steps in one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Engine

_STEPS = Path(__file__).with_name("migrations")


class NewerDatabase(Exception):
    """The database was written by a newer program; an older one must not touch it."""


def migrate(engine: Engine, path: Path) -> None:
    """Run what is missing. An existing older database is first copied beside itself.

    Raises NewerDatabase; nothing was changed then.
    """
    config = Config()
    config.set_main_option("script_location", str(_STEPS))
    script = ScriptDirectory.from_config(config)
    newest = script.get_current_head()
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == newest:
        return
    if current is not None:
        _check_known(script, current)
        _copy(engine, path.with_name(f"{path.stem}-before-{newest}{path.suffix}"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _check_known(script: ScriptDirectory, revision: str) -> None:
    try:
        script.get_revision(revision)
    except CommandError as error:
        raise NewerDatabase(revision) from error


def _copy(engine: Engine, target: Path) -> None:
    target.unlink(missing_ok=True)
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("VACUUM INTO ?", (str(target),))
    finally:
        raw.close()
