"""A file that only takes up room, to be given up when the disk is full."""

import os
import shutil
from pathlib import Path

BALLAST_FILE = "reserve.bin"
BALLAST_BYTES = 64 * 1024 * 1024
FREE_BYTES_WANTED = 1024 * 1024 * 1024
_PIECE = 4 * 1024 * 1024


class Ballast:
    """Room kept in reserve beside the shop, so that open sales can be closed."""

    def __init__(self, folder: Path, size_bytes: int = BALLAST_BYTES) -> None:
        self._path = folder / BALLAST_FILE
        self._size_bytes = size_bytes

    @property
    def is_there(self) -> bool:
        """Whether there is anything to give up."""
        return self._path.exists()

    def is_low(self) -> bool:
        """Say whether the disk has less than a gibibyte left."""
        return shutil.disk_usage(self._path.parent).free < FREE_BYTES_WANTED

    def take_up(self) -> bool:
        """Add a piece of the reserve while the disk has plenty of room; False when done."""
        have = self._path.stat().st_size if self.is_there else 0
        if have >= self._size_bytes or self.is_low():
            return False
        with self._path.open("ab") as file:
            file.write(bytes(min(_PIECE, self._size_bytes - have)))
            file.flush()
            os.fsync(file.fileno())
        return True

    def give_up(self) -> bool:
        """Free the reserve; False when there was none."""
        try:
            self._path.unlink()
        except OSError:
            return False
        return True
