"""The values of settings: the shop's from its facts, this machine's from rows of its own."""

from pos_app.store.frozen import people as sql
from pos_app.store.readers import Readers
from pos_app.store.writer import ShopWriter


class SettingValues:
    """Values by key, as text."""

    def __init__(self, writer: ShopWriter, readers: Readers) -> None:
        self._writer = writer
        self._readers = readers

    def values(self) -> dict[str, str]:
        """Return everything that was ever set."""
        values = dict(self._readers.read(sql.SETTINGS))
        values.update(self._readers.read(sql.LOCAL_SETTINGS))
        return values

    def put_local(self, key: str, value: str) -> None:
        """Keep a value that concerns this machine alone."""
        with self._writer.rows() as database:
            database.execute(sql.PUT_LOCAL, (key, value))
