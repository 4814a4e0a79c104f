"""The crash log: a bug ends here, in a file of bounded size, and the till goes on.

The words of a failure may hold what was scanned; what could be paid with is hidden
before it is written.
"""

import re
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from pos_app.domain.codes import mask
from pos_app.ui.bridge import Wake

BYTES_MAX = 256 * 1024
ENTRY_CHARS_MAX = 16_000

_LONG_RUN = re.compile(r"\d{10,}")


class CrashLog:
    """Writes every bug down, on whichever thread, and says so on the UI thread.

    The newest ``BYTES_MAX`` bytes at least are kept, in the file and in one older one
    beside it. The same bug again, straight after, is only counted.
    """

    def __init__(self, path: Path, say: Callable[[], None]) -> None:
        self._path = path
        self._say = Wake(say)
        self._lock = threading.Lock()
        self._last = ""
        self._before = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """Be told of every bug from now on."""
        sys.excepthook = self.caught
        threading.excepthook = self._caught_on_thread

    def close(self) -> None:
        """Let whoever was told before be told again."""
        self._say.close()
        sys.excepthook, threading.excepthook = self._before

    def caught(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Write a bug down; Ctrl+C at a terminal is none."""
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        self._write("".join(traceback.format_exception(kind, error, trace)))
        self._say()

    def _caught_on_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self.caught(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _write(self, text: str) -> None:
        entry = _LONG_RUN.sub(lambda run: mask(run[0]), text)[-ENTRY_CHARS_MAX:]
        at = time.strftime("%Y-%m-%dT%H:%M:%S%z")
        thread = threading.current_thread().name
        with self._lock:
            again, self._last = entry == self._last, entry
            said = "the same again\n" if again else entry
            self._append(f"{at} [{thread}] {said}\n")

    def _append(self, said: str) -> None:
        try:
            if self._path.exists() and self._path.stat().st_size > BYTES_MAX:
                self._path.replace(self._path.with_suffix(".1.log"))
            with self._path.open("a", encoding="utf-8", errors="replace") as file:
                file.write(said)
        except OSError:
            # The disk may be what failed. Whoever started the till from a terminal sees it.
            sys.stderr.write(said)
