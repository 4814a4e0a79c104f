"""Opens the shop file: which SQLite, which pragmas, and what its errors mean.

SQLite is reached through the DB-API. Nobody else opens the file: closing any other
handle on it would drop the locks of this process.
"""

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from pos_app.store import troubles

try:
    from pysqlite3 import dbapi2 as dbapi
except ImportError:
    import sqlite3 as dbapi

DRIVER = dbapi
SHOP_FILE = "shop.db"
APPLICATION_ID = 0x4A53_5348  # "JSSH"
BUSY_TIMEOUT_MS = 5_000
CACHE_KIB = 16_384
WAL_KEPT_BYTES = 4 * 1024 * 1024

_HEADER = struct.Struct(">16s52xI")
_MAGIC = b"SQLite format 3\0"
_FIXED_IN = (3, 51, 3)
_ALSO_FIXED = ((3, 50, 7), (3, 44, 6))

DatabaseError: type[Exception] = dbapi.DatabaseError
OperationalError: type[Exception] = dbapi.OperationalError


class Rows(Protocol):
    """The answer to a statement."""

    rowcount: int
    lastrowid: int | None

    def fetchone(self) -> Any:
        """Return the next row, or None."""
        ...

    def fetchall(self) -> list[Any]:
        """Return all rows."""
        ...

    def __iter__(self) -> Iterator[Any]:
        """Return the rows one by one."""
        ...


Values = Sequence[object] | Mapping[str, object]


class Database(Protocol):
    """A connection, as the DB-API has it."""

    in_transaction: bool

    def execute(self, sql: str, parameters: Values = ..., /) -> Rows:
        """Run one statement."""
        ...

    def executemany(self, sql: str, parameters: Sequence[Values], /) -> Rows:
        """Run one statement for each set of values."""
        ...

    def backup(self, target: Any, /) -> None:
        """Copy the whole database into another one."""
        ...

    def interrupt(self) -> None:
        """Break off what another thread runs on this connection."""
        ...

    def close(self) -> None:
        """Close the connection."""
        ...


Connect = Callable[[Path], Database]


def require_safe_sqlite(version: tuple[int, ...] = tuple(dbapi.sqlite_version_info)) -> None:
    """Raise OldSqlite for a SQLite whose write-ahead log can corrupt the file
    (https://sqlite.org/wal.html#walresetbug: before 3.51.3, but for 3.50.7 and 3.44.6)."""
    if version < _FIXED_IN and version not in _ALSO_FIXED:
        raise troubles.OldSqlite(version=".".join(map(str, version)))


def require_shop_header(path: Path) -> None:
    """Look at the first bytes of a file before SQLite does.

    Raises NoShopHere, NotAShop and ReadOnly. Only to be called while this process has
    the file not open. A file with a log beside it is left to ``require_shop``: a power
    cut may have spoilt its first page, and the log still holds that page whole.
    """
    try:
        with path.open("rb") as file:
            start = file.read(_HEADER.size)
    except FileNotFoundError as error:
        raise troubles.NoShopHere(folder=str(path.parent)) from error
    except OSError as error:
        raise troubles.ReadOnly(folder=str(path.parent)) from error
    if path.with_name(path.name + "-wal").exists():
        return
    if len(start) < _HEADER.size or _HEADER.unpack(start) != (_MAGIC, APPLICATION_ID):
        raise troubles.NotAShop(file=str(path))


def require_shop(database: Database, path: Path) -> None:
    """Ask SQLite whose file it has opened. Raises NotAShop."""
    if database.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
        raise troubles.NotAShop(file=str(path))


def connect(path: Path) -> Database:
    """Open an existing database and nothing else: no transaction begins by itself."""
    database: Database = dbapi.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None,
        check_same_thread=False, timeout=BUSY_TIMEOUT_MS / 1_000, cached_statements=256,
    )  # fmt: skip
    return database


def prepare_writer(database: Database) -> None:
    """Set what holds for the one connection that writes."""
    _prepare(database)
    mode = database.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    assert mode == "wal", f"a disk that is no disk: journal_mode is {mode}"
    database.execute("PRAGMA synchronous = FULL")
    database.execute("PRAGMA wal_autocheckpoint = 0")
    database.execute(f"PRAGMA journal_size_limit = {WAL_KEPT_BYTES}")
    database.execute("PRAGMA fullfsync = ON")


def prepare_reader(database: Database) -> None:
    """Set what holds for a connection that only reads."""
    _prepare(database)
    database.execute("PRAGMA query_only = ON")


def _prepare(database: Database) -> None:
    # Without recursive triggers INSERT OR REPLACE slips past the journal's DELETE trigger.
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}", "foreign_keys = ON", "recursive_triggers = ON",
        "temp_store = MEMORY", f"cache_size = -{CACHE_KIB}", "trusted_schema = OFF",
    ):  # fmt: skip
        database.execute(f"PRAGMA {pragma}")


@contextmanager
def named_errors(folder: Path) -> Iterator[None]:
    """Turn SQLite's complaints about the world into Troubles; the rest are bugs."""
    try:
        yield
    except DatabaseError as error:
        trouble = trouble_of(error, folder)
        if trouble is None:
            raise
        raise trouble from error


def trouble_of(error: Exception, folder: Path) -> troubles.StoreTrouble | None:
    """Say which trouble an error of SQLite means; None for a mistake of ours."""
    name = getattr(error, "sqlite_errorname", "") or ""
    primary = "_".join(name.split("_")[:2])
    if primary == "SQLITE_READONLY" or name.startswith("SQLITE_CANTOPEN"):
        return troubles.ReadOnly(folder=str(folder))
    found = _TROUBLES.get(primary)
    return None if found is None else found()


_TROUBLES: dict[str, type[troubles.StoreTrouble]] = {
    "SQLITE_FULL": troubles.DiskFull,
    "SQLITE_IOERR": troubles.DiskFailed,
    "SQLITE_CORRUPT": troubles.Damaged,
    "SQLITE_NOTADB": troubles.Damaged,
    "SQLITE_BUSY": troubles.Busy,
    "SQLITE_LOCKED": troubles.Busy,
}
