"""Copies of the shop file: made while the till sells, proved by opening them, seven kept."""

import shutil
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pos_app.store import engine, journal, revisions
from pos_app.store.engine import Database, DatabaseError
from pos_app.store.files import beside, sync_to_disk
from pos_app.store.frozen import journal as sql
from pos_app.store.lock import ShopLock
from pos_app.store.troubles import BadBackup, DiskFailed, ReadOnly, StoreTrouble
from pos_app.usecases.ports import Clock

BACKUP_FOLDER = "backups"
REPLACED_FOLDER = "replaced"
KEPT = 7

_PATTERN = "shop-*.db"


class Backups:
    """The copies beside a shop file, newest last."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._shop_folder = folder
        self._folder = folder / BACKUP_FOLDER
        self._clock = clock

    def make(self, database: Database) -> Path:
        """Copy what a reading connection sees now, and keep it if it holds the same sums.

        Raises BadBackup and what the disk has to say. Takes seconds for a large shop.
        """
        path = self._folder / f"shop-{self._stamp()}.db"
        new = path.with_name(path.name + ".new")
        try:
            self._folder.mkdir(exist_ok=True)
            new.unlink(missing_ok=True)
            new.touch(mode=0o600)
            with engine.named_errors(self._shop_folder):
                _copy(database, new)
            sync_to_disk(new)
            new.replace(path)
            sync_to_disk(self._folder)
        except OSError as error:
            raise DiskFailed from error
        finally:
            _remove(new, *beside(new))
        _remove(*self.list()[:-KEPT])
        return path

    def list(self) -> list[Path]:
        """Return the copies, oldest first."""
        return sorted(self._folder.glob(_PATTERN))

    def _stamp(self) -> str:
        now_ms, offset_min = self._clock.now_ms(), self._clock.utc_offset_min()
        moment = datetime.fromtimestamp(now_ms / 1_000, UTC) + timedelta(minutes=offset_min)
        return moment.strftime("%Y%m%d-%H%M%S-%f")[:-3]


def restore(folder: Path, backup: Path, clock: Clock) -> Path:
    """Put a copy in the place of the shop file; return the folder to which that was moved.

    Receipts go on in a new series, because the numbers since the copy was made are out in
    the world. Raises AlreadyOpen, BadBackup and what the disk has to say.
    """
    lock = ShopLock(folder)
    try:
        path = folder / engine.SHOP_FILE
        new = path.with_name(path.name + ".new")
        shutil.copyfile(backup, new)
        _prove(new, backup)
        _next_series(new, path)
        sync_to_disk(new)
        replaced = _set_aside(path, clock)
        new.replace(path)
        sync_to_disk(folder)
        return replaced
    except OSError as error:
        raise ReadOnly(folder=str(folder)) from error
    finally:
        lock.release()


def _remove(*paths: Path) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _copy(database: Database, new: Path) -> None:
    """Copy under one snapshot, then open the copy and compare."""
    target = engine.connect(new)
    database.execute("BEGIN")
    try:
        expected = _sums(database)
        database.backup(target)
    finally:
        database.execute("ROLLBACK")
        target.close()
    if _prove(new, new) != expected:
        raise BadBackup(file=str(new))


def _prove(path: Path, named: Path) -> tuple[Any, ...]:
    """Open a copy, check it, and return its sums. Raises BadBackup."""
    try:
        engine.require_shop_header(path)
        with closing(engine.connect(path)) as copy:
            copy.execute("PRAGMA journal_mode = DELETE")
            revisions.must_migrate(copy)
            if copy.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
                raise BadBackup(file=str(named))
            stream = journal.own_stream(copy)
            if journal.verify_last(copy, stream, journal.read_tip(copy, stream)) is not None:
                raise BadBackup(file=str(named))
            return _sums(copy)
    except (DatabaseError, StoreTrouble) as error:
        raise BadBackup(file=str(named)) from error


def _sums(database: Database) -> tuple[Any, ...]:
    sums: tuple[Any, ...] = database.execute(sql.SUMS).fetchone()
    newest_hash = database.execute(sql.HASH_AT, {"seq": sums[1]}).fetchone()
    return (*sums, newest_hash)


def _next_series(new: Path, old: Path) -> None:
    """Open a series that neither the copy nor the file before it has used."""
    used = max(_series(new), _series(old))
    with closing(engine.connect(new)) as copy:
        while _series_of(copy) <= used:
            copy.execute(sql.NEXT_SERIES)


def _series(path: Path) -> int:
    """Return the series of a file; a damaged one that cannot say is taken for 0."""
    try:
        with closing(engine.connect(path)) as database:
            return _series_of(database)
    except DatabaseError:
        return 0


def _series_of(database: Database) -> int:
    return int(database.execute(sql.SERIES).fetchone()[0])


def _set_aside(path: Path, clock: Clock) -> Path:
    replaced = path.parent / REPLACED_FOLDER / str(clock.now_ms())
    replaced.mkdir(parents=True)
    for each in (path, *beside(path)):
        if each.exists():
            each.replace(replaced / each.name)
    return replaced
