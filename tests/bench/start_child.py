"""The start that is measured: opens the till on a shop, signs in, scans once, says when.

Run as a program: the folder of the shop, and a code to scan. It does what
``python -m pos_app run`` does, in the same order, and then what a person would.
"""

# ruff: noqa: E402
import gc
import sys
import time

gc.disable()  # As the command line does.

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from pos_app import __main__ as command_line
from pos_app.bootstrap import window_loop
from pos_app.bootstrap.program import Program
from pos_app.hardware.clock import SystemClock
from pos_app.ui.presenters.ports import Screen


class Painted(QObject):
    """Notices that a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.is_so = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.is_so = self.is_so or event.type() == QEvent.Type.Paint
        return False


def main() -> None:
    """Start, scan, report: the first paint, the painted scan, and what is loaded by then."""
    assert command_line.main
    assert window_loop.run_window
    program = Program(Path(sys.argv[1]), SystemClock())
    program.open()
    assert program.counter is not None
    assert program.shop is not None
    first = Painted(program.counter.sign_in_view)
    while not first.is_so:
        QApplication.processEvents()
    first_at = time.monotonic()
    program.session.staff = program.shop.queries.staff()[0]
    program.window.go(Screen.SELL)
    line = Painted(program.counter.sell_view.table.viewport())
    program.window.scanned(sys.argv[2])
    QCoreApplication.sendPostedEvents()
    scanned_at = time.monotonic()
    assert line.is_so, "the line was not painted"
    assert program.counter.sell.cart.lines, "the code is not known"
    program.counter.sell.voided()
    modules = sorted(sys.modules)
    program.close()
    sys.stdout.write(f"{first_at} {scanned_at} {','.join(modules)}\n")


if __name__ == "__main__":
    main()
