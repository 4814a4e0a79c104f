"""The whole running till in a window of a given size, driven from outside."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.bootstrap.program import Program
from pos_app.hardware.clock import SystemClock
from pos_app.ui.presenters.ports import Screen
from tests.bench.stopwatch import waited


class PaintWatch(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.count = 0
        self._widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False

    def stop(self) -> None:
        """Count no more."""
        self._widget.removeEventFilter(self)


def flush() -> None:
    """Deliver what is posted, and with it paint what has changed; no timer runs meanwhile."""
    QCoreApplication.sendPostedEvents()


def at_the_counter(program: Program) -> None:
    """Sign the owner in, as a right PIN would, and go to the sell screen."""
    assert program.shop is not None
    program.session.staff = program.shop.queries.staff()[0]
    program.window.go(Screen.SELL)


@contextmanager
def running(folder: Path, width: int = 1024, height: int = 768) -> Iterator[Program]:
    """Open the till on a shop, with all its threads, and close it afterwards."""
    program = Program(folder, SystemClock())
    program.open()
    program.window.resize(width, height)
    program.finish()
    at_the_counter(program)
    settle(program)
    try:
        yield program
    finally:
        program.close()


def settle(program: Program) -> None:
    """Wait until every question is answered and everything is painted."""

    def is_quiet() -> bool:
        QApplication.processEvents()
        return program.asker.is_idle

    waited(is_quiet, 30)
    QApplication.processEvents()
