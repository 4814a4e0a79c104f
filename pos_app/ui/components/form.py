"""Forms: a name at the left, a control at the right, a word of help below."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from pos_app.ui import theme
from pos_app.ui.components import paint
from pos_app.ui.components.button import Button
from pos_app.ui.components.label import Label
from pos_app.ui.components.layout import Part, column, row


class FormRow(QWidget):
    """One setting: its name, what it means, and the part that changes it."""

    def __init__(
        self, label: str, control: QWidget, *, help_text: str = "", control_width: int = 320
    ) -> None:
        super().__init__()
        self.label = Label(label, wrap=True)
        self.control = control
        self.help = Label(help_text, size=theme.SMALL, tone="ink-2", wrap=True)
        said: list[Part] = [None, self.label]
        if help_text:
            said.append(self.help)
        else:
            self.help.setParent(self)
            self.help.hide()
        if control.sizePolicy().expandingDirections() & Qt.Orientation.Horizontal:
            control.setFixedWidth(control_width)
        words_of_row = column(*said, None, gap=2)
        self.setLayout(row((words_of_row, 1), theme.WIDE, control, margin=(0, 6, 0, 6)))


class Switch(Button):
    """On or off. `toggled` carries which."""

    def __init__(self, message: str) -> None:
        """`message` names it for a screen reader; the row beside it shows it."""
        super().__init__(message, kind="quiet")
        self.setCheckable(True)

    def cut_texts(self) -> list[str]:
        """Nothing: it shows no text."""
        return []

    def sizeHint(self) -> QSize:
        return QSize(60, theme.TARGET)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        on = self.isChecked()
        body = self.rect()
        body.setSize(QSize(52, 30))
        body.moveTop((self.height() - 30) // 2)
        body.moveLeft(4)
        ground = theme.colour("accent") if on else theme.mix("quiet", "surface", 45)
        paint.box(painter, body, ground, theme.colour("accent" if on else "quiet"), 15)
        knob = body.adjusted(25 if on else 3, 3, -3 if on else -25, -3)
        paint.box(painter, knob, theme.colour("on-accent" if on else "surface"), None, 12)
        if self.hasFocus():
            paint.ring(painter, self.rect())


class Figure(Button):
    """One figure of a day, large: what it is, how much, and beside what it stands. A press opens
    what lies behind it.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self._value = ""
        self._note = ""
        self._tone = "ink-2"

    def set_value(self, value: str, note: str = "", tone: str = "ink-2") -> None:
        """Show this figure, and a note below it in the colour of a token: texts as they are."""
        self._value, self._note, self._tone = value, note, tone
        self.setAccessibleDescription(f"{value} {note}")
        self.update()

    def value(self) -> str:
        """The figure shown."""
        return self._value

    def cut_texts(self) -> list[str]:
        """Name and note, where they do not fit."""
        room = self.width() - 2 * theme.WIDE
        shown = (self.text(), self._note)
        return [text for text in shown if paint.width(text, theme.SMALL) > room]

    def sizeHint(self) -> QSize:
        wide = max(paint.width(text, theme.SMALL) for text in (self.text(), self._note))
        figure = paint.amount_width(self._value, theme.FIGURE, True)
        return QSize(max(wide, figure, 120) + 2 * theme.WIDE + 2, 116)

    def minimumSizeHint(self) -> QSize:
        return QSize(140, 116)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        self._ground(painter)
        inner = self.rect().adjusted(theme.WIDE, theme.PAD, -theme.WIDE, -theme.PAD)
        line = paint.metrics(theme.SMALL).height()
        head = inner.adjusted(0, 0, 0, line - inner.height())
        muted = theme.colour("ink-2")
        paint.line_of_text(painter, head, self.text(), muted, theme.SMALL)
        px = next(
            (
                size
                for size in (theme.FIGURE, 24)
                if paint.amount_width(self._value, size, True) <= inner.width()
            ),
            theme.TITLE,
        )
        middle = inner.adjusted(0, line, 0, -line)
        ink = theme.colour("ink")
        left = Qt.AlignmentFlag.AlignLeft
        paint.amount(painter, middle, self._value, ink, px, bold=True, align=left)
        foot = inner.adjusted(0, inner.height() - line, 0, 0)
        paint.line_of_text(painter, foot, self._note, theme.colour(self._tone), theme.SMALL)
        if self.hasFocus():
            paint.ring(painter, self.rect())
