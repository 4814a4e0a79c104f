"""An open shop: everything the rest of the till gets from the store, in one object."""

from pathlib import Path

from pos_app.store import engine, journal, revisions
from pos_app.store.ballast import Ballast
from pos_app.store.drafts import CartDrafts
from pos_app.store.frozen import keeping as sql
from pos_app.store.lock import ShopLock
from pos_app.store.print_jobs import PrintQueue
from pos_app.store.queries.shop import ShopQueries
from pos_app.store.readers import Readers
from pos_app.store.settings_store import SettingValues
from pos_app.store.troubles import Damaged
from pos_app.store.writer import ShopWriter
from pos_app.usecases.ports import Clock, NewId


class MustMigrate(Exception):
    """An older program made the file: upgrade it, then open it again."""


class ShopFile:
    """The parts of an open shop. One process at a time has one."""

    def __init__(
        self, folder: Path, lock: ShopLock, writer: ShopWriter, readers: Readers, clock: Clock
    ) -> None:
        self.folder = folder
        self.writer = writer
        self.readers = readers
        self.drafts = CartDrafts(writer, readers, clock)
        self.print_jobs = PrintQueue(writer, readers, clock)
        self.settings = SettingValues(writer, readers)
        self.queries = ShopQueries(readers, writer, clock)
        self._lock = lock

    def close(self) -> None:
        """Note that all ended well, and let the next one in."""
        with self.writer.rows() as database:
            database.execute(sql.SET_CLEAN_STOP, {"clean_stop": True})
        self.readers.close()
        self.writer.close()
        self._lock.release()


def open_shop(
    folder: Path, clock: Clock, new_id: NewId, connect: engine.Connect = engine.connect
) -> ShopFile:
    """Open the shop in a folder and check what can be checked at once.

    Raises MustMigrate, and of the troubles OldSqlite, AlreadyOpen, NoShopHere, NotAShop,
    NewerShop, Damaged, ReadOnly and what the disk has to say.
    """
    engine.require_safe_sqlite()
    path = folder / engine.SHOP_FILE
    lock = ShopLock(folder)
    try:
        engine.require_shop_header(path)
        readers = Readers(path, connect)
        with engine.named_errors(folder):
            return _open(path, lock, readers, clock, new_id, connect)
    except BaseException:
        lock.release()
        raise


def _open(
    path: Path, lock: ShopLock, readers: Readers, clock: Clock, new_id: NewId,
    connect: engine.Connect,
) -> ShopFile:  # fmt: skip
    database = readers.here()
    if revisions.must_migrate(database):
        readers.close()
        raise MustMigrate
    stream = journal.own_stream(database)
    writer = ShopWriter(path, stream, clock, new_id, Ballast(path.parent), connect)
    if journal.verify_last(database, stream, writer.tip) is not None:
        readers.close()
        writer.close()
        raise Damaged
    with writer.rows(is_durable=False) as rows:
        rows.execute(sql.SET_CLEAN_STOP, {"clean_stop": False})
    return ShopFile(path.parent, lock, writer, readers, clock)
