"""A toast: what just happened and what to do, near where it happened; it goes by itself."""

from typing import Literal

from PySide6.QtCore import QEvent, QObject, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos_app import words
from pos_app.ui import theme
from pos_app.ui.components import icons, paint
from pos_app.ui.components.button import Button

Tone = Literal["plain", "success", "warning", "danger"]

_ICONS: dict[str, str] = {
    "plain": "info",
    "success": "circle-check",
    "warning": "triangle-alert",
    "danger": "circle-x",
}
_TOKENS: dict[str, str] = {
    "plain": "ink-2",
    "success": "success",
    "warning": "warning",
    "danger": "danger",
}
_STAYS_MS = 4000
_READS_MS = 60  # more, for each character
_WIDE_MAX = 420
_LINES_MAX = 3


class Toast(QWidget):
    """Lies at the head of its host and stays for as long as it takes to read.

    There it covers neither a total nor the button that takes the money; it ends where the
    half begins in which codes and words are typed.

    A new message takes the place of the one before. With an offer ("Undo") it holds one button;
    `taken` says that it was pressed.
    """

    taken = Signal()

    def __init__(self, host: QWidget, *, below: int = theme.GAP) -> None:
        """`below` is the distance from the host's upper edge."""
        super().__init__(host)
        self._below = below
        self._tone: Tone = "plain"
        self._message = ""
        self._values: dict[str, object] = {}
        self._offer = Button()
        self._offer.setParent(self)
        self._offer.clicked.connect(self._take)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()
        host.installEventFilter(self)

    def show_message(self, message: str, /, *, tone: Tone = "plain", **values: object) -> None:
        """Show this message of the till."""
        self._offer.hide()
        self._show(message, tone, values)

    def show_offer(
        self, message: str, offer: str, /, *, tone: Tone = "plain", **values: object
    ) -> None:
        """Show this message with a button that says the offer."""
        self._offer.set_message(offer)
        self._offer.show()
        self._show(message, tone, values)

    def say(self) -> None:
        self.setAccessibleName(self.text())
        self._arrange()

    def text(self) -> str:
        """What is shown."""
        return words.text(self._message, **self._values) if self._message else ""

    def cut_texts(self) -> list[str]:
        """The message, if it needs more lines than a toast has."""
        return [] if self._lines()[1] else [self.text()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent() and self.isVisible():
            self._arrange()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        tone = theme.colour(_TOKENS[self._tone])
        ground = theme.mix(_TOKENS[self._tone], "raised", theme.strength("tint"))
        edge = theme.mix(_TOKENS[self._tone], "raised", 60)
        paint.box(painter, self.rect(), ground, edge)
        icons.paint_icon(painter, _ICONS[self._tone], tone, theme.PAD, theme.PAD + 2)
        high = paint.metrics(theme.BODY).height()
        y = theme.PAD
        for line in self._lines()[0]:
            place = QRect(theme.PAD + 28, y, self.width(), high)
            paint.line_of_text(painter, place, line, theme.colour("ink"))
            y += high

    def _lines(self) -> tuple[list[str], bool]:
        return paint.wrapped(self.text(), theme.BODY, self._room(), _LINES_MAX)

    def _room(self) -> int:
        return min(_WIDE_MAX, self._host().width() - 2 * theme.WIDE) - 28 - 2 * theme.PAD

    def _arrange(self) -> None:
        lines, _ = self._lines()
        high = paint.metrics(theme.BODY).height()
        wide = max((paint.width(line, theme.BODY) for line in lines), default=0)
        offer = self._offer.sizeHint() if not self._offer.isHidden() else QSize(0, 0)
        size = QSize(wide + 28 + 2 * theme.PAD + 2 + offer.width() + 4, len(lines) * high + 24)
        size.setHeight(max(size.height(), offer.height() + 8, theme.TARGET))
        host = self._host()
        x = max(host.width() * 9 // 16 - size.width(), theme.WIDE)
        self.setGeometry(x, self._below, size.width(), size.height())
        y = (size.height() - offer.height()) // 2
        self._offer.setGeometry(size.width() - offer.width() - 4, y, offer.width(), offer.height())

    def _show(self, message: str, tone: Tone, values: dict[str, object]) -> None:
        self._message, self._values, self._tone = message, values, tone
        self.setAccessibleName(self.text())
        self._arrange()
        self.show()
        self.raise_()
        self._timer.start(_STAYS_MS + _READS_MS * len(self.text()))

    def _take(self) -> None:
        self.hide()
        self.taken.emit()

    def _host(self) -> QWidget:
        host = self.parentWidget()
        assert host is not None
        return host
