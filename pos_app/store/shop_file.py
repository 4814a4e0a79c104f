"""An open shop: everything the rest of the till gets from the store, in one object."""

import logging
from contextlib import ExitStack
from pathlib import Path

from pos_app.store import engine, journal, revisions
from pos_app.store.backup import Backups
from pos_app.store.ballast import BALLAST_BYTES, Ballast
from pos_app.store.checks import Checks, check_start
from pos_app.store.drafts import CartDrafts
from pos_app.store.frozen import keeping as sql
from pos_app.store.lock import ShopLock
from pos_app.store.print_jobs import PrintQueue
from pos_app.store.queries.shop import ShopQueries
from pos_app.store.readers import Readers
from pos_app.store.settings_store import SettingValues
from pos_app.store.sync_state import SyncKeeper
from pos_app.store.troubles import StoreTrouble
from pos_app.store.upkeep import Upkeep
from pos_app.store.writer import ShopWriter
from pos_app.usecases.ports import Clock, NewId

_log = logging.getLogger("store")


class MustMigrate(Exception):
    """An older program made the file: upgrade it, then open it again."""


class ShopFile:
    """The parts of an open shop. One process at a time has one."""

    def __init__(
        self,
        folder: Path,
        lock: ShopLock,
        writer: ShopWriter,
        readers: Readers,
        ballast: Ballast,
        clock: Clock,
    ) -> None:
        self.folder = folder
        self.clock = clock
        self.writer = writer
        self.readers = readers
        self.drafts = CartDrafts(writer, readers, clock)
        self.print_jobs = PrintQueue(writer, readers, clock)
        self.settings = SettingValues(writer, readers)
        self.sync = SyncKeeper(writer, readers)
        self.queries = ShopQueries(readers, writer, clock)
        self.backups = Backups(folder, clock)
        self.upkeep = Upkeep(writer, readers, ballast, self.backups, clock)
        self._lock = lock
        self._is_open = True

    def idle(self, now_ms: int) -> bool:
        """Use a moment in which nobody waits; True when there is more to do at once.

        Called again and again from one background thread with the monotonic time: every
        second, and without a pause while it returns True. Raises a StoreTrouble when the
        disk fails or a check finds damage.
        """
        self.writer.idle(now_ms)
        return self.upkeep.step()

    def check_all(self) -> None:
        """Check the whole chain and every table now. Takes a while. Raises Damaged."""
        Checks(self.writer, self.readers, self.clock).check_all()

    def close(self) -> None:
        """Note that all ended well, and let the next one in; no thread may use the shop then."""
        if not self._is_open:
            return
        self._is_open = False
        try:
            with self.writer.rows() as database:
                database.execute(sql.SET_CLEAN_STOP, {"clean_stop": True})
        except StoreTrouble:
            _log.exception("the shop was closed without a mark; the next start checks it")
        finally:
            self.readers.close()
            self.writer.close()
            self._lock.release()


def open_shop(
    folder: Path,
    clock: Clock,
    new_id: NewId,
    connect: engine.Connect = engine.connect,
    reserve_bytes: int = BALLAST_BYTES,
) -> ShopFile:
    """Open the shop in a folder and check what can be checked at once.

    Raises MustMigrate, and of the troubles OldSqlite, AlreadyOpen, NoShopHere, NotAShop,
    NewerShop, Damaged, ReadOnly and what the disk has to say.
    """
    engine.require_safe_sqlite()
    path = folder / engine.SHOP_FILE
    with ExitStack() as opened, engine.named_errors(folder):
        lock = ShopLock(folder)
        opened.callback(lock.release)
        engine.require_shop_header(path)
        readers = Readers(path, connect)
        opened.callback(readers.close)
        engine.require_shop(readers.here(), path)
        if revisions.must_migrate(readers.here()):
            raise MustMigrate
        stream = journal.own_stream(readers.here())
        ballast = Ballast(folder, reserve_bytes)
        writer = ShopWriter(path, stream, clock, new_id, ballast, connect)
        opened.callback(writer.close)
        check_start(readers.here(), stream, writer.tip)
        with writer.rows(is_durable=False) as database:
            database.execute(sql.SET_CLEAN_STOP, {"clean_stop": False})
        shop = ShopFile(folder, lock, writer, readers, ballast, clock)
        opened.pop_all()
    return shop
