"""Files on the disk: what lies beside a database, and waiting until a name is safe."""

import os
import sys
from pathlib import Path


def beside(path: Path) -> tuple[Path, ...]:
    """Return the files that SQLite may keep beside a database."""
    return tuple(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))


def sync_to_disk(path: Path) -> None:
    """Wait until a closed file, or a folder's list of names, is on the disk."""
    if sys.platform == "win32" and path.is_dir():
        return
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
