"""The connections that only read: one for each thread, opened when it first asks."""

import threading
from pathlib import Path

from pos_app.store import engine
from pos_app.store.engine import Database


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
