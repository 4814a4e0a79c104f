"""An apsw file system that writes down what SQLite asks of the disk, and does it."""

from pathlib import Path
from typing import Any

import apsw

from tests.store.powerloss.disk import Action, Delete, Operation, Sync, Truncate, Write

NAME = "logging"


class LoggingVfs(apsw.VFS):
    """To be named when a connection is opened; ``operations`` grows by what that one does."""

    def __init__(self) -> None:
        self.operations: list[Operation] = []
        super().__init__(NAME, "")

    def xOpen(self, name: Any, flags: list[int]) -> "_LoggingFile":
        return _LoggingFile(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        super().xDelete(filename, syncdir)
        self.note(filename, Delete())

    def note(self, path: str, action: Action) -> None:
        """Write an operation down."""
        self.operations.append(Operation(Path(path).name, action))


class _LoggingFile(apsw.VFSFile):
    def __init__(self, vfs: LoggingVfs, name: Any, flags: list[int]) -> None:
        self._vfs = vfs
        self._name = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        super().xWrite(data, offset)
        self._vfs.note(self._name, Write(offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:
        super().xTruncate(newsize)
        self._vfs.note(self._name, Truncate(newsize))

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self._vfs.note(self._name, Sync())
