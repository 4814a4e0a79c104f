"""Progress: long work shows how far it is, what is done, and a way to stop."""

from PySide6.QtCore import QRect, QSize, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui import theme
from pos_app.ui.components import paint
from pos_app.ui.components.button import Button
from pos_app.ui.components.label import Label
from pos_app.ui.components.layout import column, row
from pos_app.words import mark

_STOP = mark("Stop")
_SWAY_MS = 40


class Bar(QWidget):
    """How much of the whole is done; sways while the whole is not known."""

    def __init__(self) -> None:
        super().__init__()
        self._done = 0
        self._total = 0
        self._at = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_SWAY_MS)
        self._timer.timeout.connect(self._sway)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_done(self, done: int, total: int) -> None:
        """So much of so much; a total of 0 means that nobody knows yet."""
        self._done, self._total = done, total
        if total:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        paint.box(painter, self.rect(), theme.mix("quiet", "surface", 35), None, 5)
        wide, x = self.width() // 4, self._at * (self.width() * 3 // 4) // 100
        if self._total:
            x, wide = 0, self.width() * min(self._done, self._total) // self._total
        place = QRect(x, 0, max(wide, 10), self.height())
        paint.box(painter, place, theme.colour("accent"), None, 5)

    def _sway(self) -> None:
        self._at = (self._at + 2) % 100
        self.update()


class Progress(QWidget):
    """What is being done, how far it is, and a stop button; `stop_asked` says it was pressed.

    The button stays: whoever does the work says when it has stopped.
    """

    stop_asked = Signal()

    def __init__(self, message: str = "", **values: object) -> None:
        super().__init__()
        self.title = Label(bold=True)
        self.title.set_message(message, **values)
        self.note = Label(size=theme.SMALL, tone="ink-2")
        self.percent = Label(size=theme.SMALL, tone="ink-2", align=paint.RIGHT)
        self.bar = Bar()
        self.stop = Button(_STOP)
        self.stop.clicked.connect(self.stop_asked)
        words_and_bar = column(
            row((self.title, 1), self.percent), self.bar, self.note, gap=theme.GAP
        )
        self.setLayout(row((words_and_bar, 1), self.stop, gap=theme.WIDE))

    def set_progress(self, done: int, total: int, note: str = "", /, **values: object) -> None:
        """So much of so much is done (total 0: not known), and the message that says what."""
        self.bar.set_done(done, total)
        self.percent.set_text(f"{done * 100 // total} %" if total else "")
        self.note.set_message(note, **values)

    def finish(self, message: str, **values: object) -> None:
        """It is over: say how it went, without a stop button."""
        self.bar.set_done(1, 1)
        self.percent.set_text("")
        self.note.set_message(message, **values)
        self.stop.hide()
