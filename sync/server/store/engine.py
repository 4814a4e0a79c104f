"""Opens the server's SQLite file: which SQLite, which pragmas, who may write."""

from pathlib import Path
from typing import Any

from pysqlite3 import dbapi2
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool

BUSY_TIMEOUT_MS = 5_000
READERS_MAX = 8

_FIXED_IN = (3, 51, 3)
_ALSO_FIXED = ((3, 50, 7), (3, 44, 6))


class UnsafeSqlite(Exception):
    """This SQLite can corrupt a file that two connections write (the WAL-reset bug)."""


def check_sqlite(version: tuple[int, int, int] = dbapi2.sqlite_version_info) -> None:
    """Raises UnsafeSqlite for a SQLite with the WAL-reset bug (sqlite.org, release 3.51.3)."""
    if version >= _FIXED_IN:
        return
    if any(version[:2] == fixed[:2] and version >= fixed for fixed in _ALSO_FIXED):
        return
    raise UnsafeSqlite("SQLite " + ".".join(str(part) for part in version))


def open_writer(path: Path) -> Engine:
    """Open for writing: one connection, for which writers queue; each transaction begins
    IMMEDIATE and is on the disk when its commit returns. Raises UnsafeSqlite."""
    return _open(path, "BEGIN IMMEDIATE", pool_size=1, is_reader=False)


def open_readers(path: Path) -> Engine:
    """Open for reading: several connections that cannot write. Raises UnsafeSqlite."""
    return _open(path, "BEGIN", pool_size=READERS_MAX, is_reader=True)


def _open(path: Path, begin: str, *, pool_size: int, is_reader: bool) -> Engine:
    check_sqlite()
    engine = create_engine(
        f"sqlite:///{path}",
        module=dbapi2,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=BUSY_TIMEOUT_MS / 1_000,
        connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1_000},
    )

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        # SQLAlchemy's own BEGIN, below, instead of the DB-API's.
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        # Without it INSERT OR REPLACE would slip past the triggers that guard facts.
        connection.execute("PRAGMA recursive_triggers=ON")
        if is_reader:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def _begun(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
