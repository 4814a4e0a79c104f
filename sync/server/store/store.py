"""The server's database as its rooms see it: a way to write and a way to read."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from sync.server.store.engine import open_readers, open_writer
from sync.server.store.migrate import migrate

DATABASE = "server.db"


class Store:
    """The server's SQLite file, brought up to date when it is opened.

    Several may be open on one file. Raises UnsafeSqlite and NewerDatabase.
    """

    def __init__(self, data_dir: Path) -> None:
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = data_dir / DATABASE
        self._writer = open_writer(path)
        migrate(self._writer, path)
        self._readers = open_readers(path)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: on the disk when this is left, or without effect on an exception.

        Writers wait for one another.
        """
        with self._writer.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent look at the database."""
        with self._readers.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self._writer.dispose()
        self._readers.dispose()
