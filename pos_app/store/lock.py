"""One program per shop: a lock on a file beside the shop file, never on the shop file itself."""

import os
import sys
from pathlib import Path

from pos_app.store.troubles import AlreadyOpen, NoShopHere, ReadOnly

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_FILE = "shop.lock"


class ShopLock:
    """Held from making to release, or until the process ends in whatever way.

    Raises AlreadyOpen, NoShopHere when there is not even a folder, and ReadOnly when the
    lock cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self._handle = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
        except FileNotFoundError as error:
            raise NoShopHere(folder=str(folder)) from error
        except OSError as error:
            raise ReadOnly(folder=str(folder)) from error
        try:
            _lock(self._handle)
        except OSError as error:
            os.close(self._handle)
            raise AlreadyOpen(folder=str(folder)) from error

    def release(self) -> None:
        """Let the next one in."""
        os.close(self._handle)


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
