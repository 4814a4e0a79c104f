"""Brings a shop file to the newest revision, with a copy of the old one kept beside it.

This module loads Alembic and SQLAlchemy: it is imported only for a new shop and for one
that an older program made. All steps run in one transaction.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool

from pos_app.store import engine
from pos_app.store.engine import Database

_FOLDER = Path(__file__).parent / "migrations"


def upgrade(database: Database, revision: str = "head") -> None:
    """Run every step that the file lacks, all or none, on an open connection."""
    shared = create_engine(
        "sqlite://", module=engine.DRIVER, creator=lambda: database, poolclass=StaticPool
    )
    # The driver's own idea of transactions would leave the changes of tables outside.
    event.listen(shared, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with shared.begin() as connection:
        command.upgrade(config(connection), revision)


def config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration for this folder of steps."""
    settings = Config()
    settings.set_main_option("script_location", str(_FOLDER))
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings
