"""Runs the till in a window until it is closed."""

import gc
import signal
from pathlib import Path

from PySide6.QtCore import QTimer

from pos_app.bootstrap import opening
from pos_app.bootstrap.program import Program
from pos_app.hardware.clock import SystemClock
from pos_app.store import engine

_LISTEN_MS = 200
_STARTED_MS = 50


def run_window(folder: Path) -> int:
    """Open the till on a folder and run it; return the exit code.

    Whoever calls it may have switched the search for garbage off: it is on again once the
    first screen was painted.
    """
    program = Program(folder, SystemClock())
    program.open()
    QTimer.singleShot(_STARTED_MS, _search_garbage)
    # Python sees a signal only between two of its own instructions: give it some.
    heartbeat = QTimer()
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start(_LISTEN_MS)
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: program.app.quit())
    try:
        return program.app.exec()
    finally:
        program.close()


def run_demo(folder: Path) -> int:
    """Open the demo shop, made first where it is not there yet."""
    if not (folder / engine.SHOP_FILE).exists():
        opening.make_demo(folder, SystemClock(), lambda done, total: None).close()
    return run_window(folder)


def _search_garbage() -> None:
    """What the start made stays: no later search has to go through it."""
    gc.freeze()
    gc.enable()
