"""Makes an empty shop file: tables, identity and key, in place at once or not at all.

It loads Alembic, SQLAlchemy and the cryptography library; a till that has its shop
does not import it. What the shop is called and who works there are facts, recorded
afterwards.
"""

import secrets
from pathlib import Path

from pos_app.store import engine, migrate
from pos_app.store.engine import Database
from pos_app.store.files import beside, sync_to_disk
from pos_app.store.frozen import journal as journal_sql
from pos_app.store.frozen import keeping as keeping_sql
from pos_app.store.journal import OWN_STREAM
from pos_app.store.keys import make_key
from pos_app.store.lock import ShopLock
from pos_app.store.sync_state import UNPAIRED
from pos_app.store.troubles import DiskFailed, ReadOnly
from sync.protocol.chain import STREAM_ID_BYTES

FIRST_TILL = 1
FIRST_SERIES = 1


def create_shop(folder: Path, connect: engine.Connect = engine.connect) -> None:
    """Make a shop file and its key in a folder that has none; a crash leaves no half one.

    Raises AlreadyOpen, ReadOnly, DiskFull and DiskFailed.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReadOnly(folder=str(folder)) from error
    lock = ShopLock(folder)
    try:
        path = folder / engine.SHOP_FILE
        assert not path.exists(), "a shop is never made over another one"
        with engine.named_errors(folder):
            _make(path, connect)
    except OSError as error:
        raise DiskFailed from error
    finally:
        lock.release()


def _make(path: Path, connect: engine.Connect) -> None:
    new = path.with_name(path.name + ".new")
    for leftover in (new, *beside(new)):
        leftover.unlink(missing_ok=True)
    new.touch(mode=0o600)
    public_key = make_key(path.parent)
    database = connect(new)
    try:
        engine.prepare_writer(database)
        migrate.upgrade(database)
        _fill(database, public_key)
        database.execute(f"PRAGMA application_id = {engine.APPLICATION_ID}")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        database.close()
    sync_to_disk(new)
    new.replace(path)
    sync_to_disk(path.parent)


def _fill(database: Database, public_key: bytes) -> None:
    stream_id = secrets.token_bytes(STREAM_ID_BYTES)
    database.execute("BEGIN IMMEDIATE")
    database.execute(journal_sql.ADD_STREAM, (OWN_STREAM, stream_id, public_key, True, 0))
    database.execute(journal_sql.ADD_COUNTER, (1, FIRST_TILL, FIRST_SERIES, 0))
    database.execute(keeping_sql.ADD_UPKEEP, (1,))
    database.execute(keeping_sql.PUT_SYNC_STATE, (1, *UNPAIRED))
    database.execute("COMMIT")
