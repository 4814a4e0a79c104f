"""A hint: one short text beside the part that was pressed; it goes by itself."""

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos_app.ui import theme
from pos_app.ui.components import paint

_WIDE_MAX = 320
_STAYS_MS = 3500


class Hint(QWidget):
    """The bubble itself; a window has one at a time."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._lines: list[str] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def show_beside(self, part: QWidget, text: str) -> None:
        """Show the text above the part, or below it where there is no room above."""
        self._lines = []
        for line in text.split("\n"):
            self._lines += paint.wrapped(line, theme.BODY, _WIDE_MAX, 4)[0]
        high = paint.metrics(theme.BODY).height()
        wide = max((paint.width(line, theme.BODY) for line in self._lines), default=0)
        self.resize(wide + 2 * theme.PAD + 2, len(self._lines) * high + 2 * theme.GAP + 4)
        self.move(self._place(part))
        self.setAccessibleName(text)
        self.show()
        self.raise_()
        self._timer.start(_STAYS_MS)

    def text(self) -> str:
        """What is shown."""
        return self.accessibleName()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        paint.box(painter, self.rect(), theme.colour("ink"))
        high = paint.metrics(theme.BODY).height()
        y = theme.GAP + 2
        for line in self._lines:
            place = QRect(theme.PAD, y, self.width() - theme.PAD, high)
            paint.line_of_text(painter, place, line, theme.colour("surface"))
            y += high

    def _place(self, part: QWidget) -> QPoint:
        window = self.parentWidget()
        assert window is not None
        corner = part.mapTo(window, QPoint(0, 0))
        x = corner.x() + (part.width() - self.width()) // 2
        x = max(theme.GAP, min(x, window.width() - self.width() - theme.GAP))
        above = corner.y() - self.height() - 6
        return QPoint(x, above if above >= theme.GAP else corner.y() + part.height() + 6)


def show_hint(part: QWidget, text: str) -> Hint:
    """Show a hint beside the part; the one before it in the same window goes."""
    window = part.window()
    hint = window.findChild(Hint) or Hint(window)
    hint.show_beside(part, text)
    return hint
