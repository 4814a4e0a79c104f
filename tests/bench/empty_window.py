"""The floor of a start: a program that opens an empty window, paints it and says when.

Run as a program. It imports nothing of ours, so that it costs what Qt costs.
"""

import sys
import time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget


class Painted(QObject):
    """Knows when the window was painted first."""

    at = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.at:
            self.at = time.monotonic()
        return False


def main() -> None:
    """Open, paint, report."""
    app = QApplication([])
    window = QWidget()
    painted = Painted()
    window.installEventFilter(painted)
    window.resize(1366, 768)
    window.show()
    while not painted.at:
        app.processEvents()
    with open("/proc/self/status", encoding="ascii") as status:
        rss = next(line for line in status if line.startswith("VmRSS"))
    sys.stdout.write(f"{time.monotonic()} {rss.split()[1]}\n")


if __name__ == "__main__":
    main()
