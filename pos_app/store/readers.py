"""The connections that only read: one for each thread, opened when it first asks."""

import threading
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from pos_app.store import engine
from pos_app.store.engine import Database, DatabaseError


class Readers:
    """Gives each thread its own connection, and closes them all at the end.

    A thread that ends before the shop is closed calls ``leave``.
    """

    def __init__(self, path: Path, connect: engine.Connect = engine.connect) -> None:
        self._path = path
        self._connect = connect
        self._own = threading.local()
        self._all: set[Database] = set()
        self._lock = threading.Lock()

    def here(self) -> Database:
        """Return the calling thread's connection."""
        database: Database | None = getattr(self._own, "database", None)
        if database is None:
            with engine.named_errors(self._path.parent):
                database = self._connect(self._path)
                engine.prepare_reader(database)
            self._own.database = database
            with self._lock:
                self._all.add(database)
        return database

    def read(self, statement: str, values: engine.Values = ()) -> list[Any]:
        """Return all rows that a statement finds. Raises a StoreTrouble when the disk fails."""
        try:
            return self.here().execute(statement, values).fetchall()
        except DatabaseError as error:
            trouble = engine.trouble_of(error, self._path.parent)
            if trouble is None:
                raise
            raise trouble from error

    def first(self, statement: str, values: engine.Values = ()) -> Any:
        """Return the first row that a statement finds, or None."""
        rows = self.read(statement, values)
        return rows[0] if rows else None

    def named_errors(self) -> AbstractContextManager[None]:
        """Name what the disk has to say while something reads on ``here()``."""
        return engine.named_errors(self._path.parent)

    def leave(self) -> None:
        """Close the calling thread's connection."""
        database: Database | None = getattr(self._own, "database", None)
        if database is not None:
            self._own.database = None
            with self._lock:
                self._all.discard(database)
            database.close()

    def close(self) -> None:
        """Close every connection; no thread may read any more."""
        with self._lock:
            for database in self._all:
                database.close()
            self._all.clear()
        self._own = threading.local()
