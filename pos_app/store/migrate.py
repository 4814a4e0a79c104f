"""Brings a shop file to the newest revision, with a copy of the old one kept beside it.

This module loads Alembic and SQLAlchemy: it is imported only for a new shop and for one
that an older program made. All steps run in one transaction.
"""

from contextlib import ExitStack
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from pos_app.store import engine
from pos_app.store.backup import Backups
from pos_app.store.engine import Database
from pos_app.store.lock import ShopLock
from pos_app.usecases.ports import Clock

_FOLDER = Path(__file__).parent / "migrations"


def upgrade_shop(folder: Path, clock: Clock) -> Path:
    """Bring the shop in a folder to the newest revision; return the copy made before.

    Nobody else may have it open. Raises AlreadyOpen, BadBackup and what the disk says;
    the file is then as it was.
    """
    with ExitStack() as opened, engine.named_errors(folder):
        lock = ShopLock(folder)
        opened.callback(lock.release)
        path = folder / engine.SHOP_FILE
        engine.require_shop_header(path)
        database = engine.connect(path)
        opened.callback(database.close)
        engine.prepare_writer(database)
        copy = Backups(folder, clock).make(database)
        upgrade(database)
        return copy


def upgrade(database: Database, revision: str = "head") -> None:
    """Run every step that the file lacks, all or none, on an open connection.

    Raises the driver's own errors.
    """
    shared = create_engine(
        "sqlite://", module=engine.DRIVER, creator=lambda: database, poolclass=StaticPool
    )
    # The driver's own idea of transactions would leave the changes of tables outside.
    event.listen(shared, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with shared.begin() as connection:
            command.upgrade(config(connection), revision)
    except DBAPIError as error:
        raise error.orig or error from error


def config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration for this folder of steps."""
    settings = Config()
    settings.set_main_option("script_location", str(_FOLDER))
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings
