"""Labels: text in one of the till's six sizes, and amounts large enough to be read at a glance."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app import words
from pos_app.ui import theme
from pos_app.ui.components import paint

_GROUPED_FROM_FEN = 1_000_000
_STEPS = (theme.CHANGE, theme.TOTAL, 40, 34, theme.FIGURE, 24, theme.TITLE, theme.BODY)
_NOTHING = "—"
_WRAP = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class Label(QWidget):
    """A text: a message that is said in the cashier's language, or data shown as it is.

    A message is never cut off; data longer than its place is elided and shown whole as a tip.
    """

    def __init__(
        self,
        message: str = "",
        *,
        size: int = theme.BODY,
        bold: bool = False,
        tone: str = "ink",
        align: Qt.AlignmentFlag = paint.LEFT,
        wrap: bool = False,
        **values: object,
    ) -> None:
        super().__init__()
        self._message = message
        self._values = values
        self._text = ""
        self._size = size
        self._bold = bold
        self._tone = tone
        self._align = align
        self._wrap = wrap
        upright = QSizePolicy.Policy.Minimum if wrap else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, upright)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.say()

    def say(self) -> None:
        if self._message:
            self._show(words.text(self._message, **self._values))

    def set_message(self, message: str, **values: object) -> None:
        """Say this from now on, in whichever language."""
        self._message, self._values = message, values
        if message:
            self.say()
        else:
            self._show("")

    def set_text(self, text: str) -> None:
        """Show data as it is, in every language."""
        self._message, self._values = "", {}
        self._show(text)

    def text(self) -> str:
        """What is shown."""
        return self._text

    def set_tone(self, tone: str) -> None:
        """Show in the colour of this token."""
        if tone != self._tone:
            self._tone = tone
            self.update()

    def cut_texts(self) -> list[str]:
        """Messages that are not wholly visible."""
        needed = self._needed(self.width())
        whole = needed.width() <= self.width() and needed.height() <= self.height()
        return [] if whole or not self._message else [self._text]

    def sizeHint(self) -> QSize:
        if self._wrap:
            wide = min(360, paint.width(self._text, self._size, self._bold) + 1)
            return self._needed(max(wide, 1))
        measure = paint.metrics(self._size, self._bold)
        return QSize(measure.horizontalAdvance(self._text) + 1, measure.height())

    def minimumSizeHint(self) -> QSize:
        measure = paint.metrics(self._size, self._bold)
        if self._wrap:
            return QSize(self._size * 4, measure.height())
        if self._message:
            return self.sizeHint()
        return QSize(min(self.sizeHint().width(), self._size * 3), measure.height())

    def hasHeightForWidth(self) -> bool:
        return self._wrap

    def heightForWidth(self, wide: int) -> int:
        return self._needed(wide).height() if self._wrap else -1

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        colour = theme.colour(self._tone)
        if not self._wrap:
            paint.line_of_text(
                painter,
                self.rect(),
                self._text,
                colour,
                self._size,
                bold=self._bold,
                align=self._align,
            )
            return
        painter.setFont(theme.font(self._size, bold=self._bold))
        painter.setPen(colour)
        sideways = self._align & Qt.AlignmentFlag.AlignHorizontal_Mask
        painter.drawText(self.rect(), sideways | _WRAP, self._text)

    def _needed(self, wide: int) -> QSize:
        measure = paint.metrics(self._size, self._bold)
        if not self._wrap:
            return QSize(measure.horizontalAdvance(self._text), measure.height())
        bounds = measure.boundingRect(QRect(0, 0, wide, 10_000), _WRAP.value, self._text)
        return QSize(bounds.width(), max(bounds.height(), measure.height()))

    def _show(self, text: str) -> None:
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip("" if self._message or self._wrap else text)
        self.updateGeometry()
        self.update()


class SectionHeader(Label):
    """The heading of a group of parts."""

    def __init__(self, message: str) -> None:
        super().__init__(message, size=theme.TITLE, bold=True)


class MoneyLabel(QWidget):
    """An amount with a small ¥; in too narrow a place it shrinks in steps and is never cut."""

    def __init__(
        self,
        *,
        size: int = theme.TOTAL,
        tone: str = "ink",
        align: Qt.AlignmentFlag = paint.RIGHT,
        bold: bool = True,
        sign: bool = True,
    ) -> None:
        super().__init__()
        self._fen: int | None = 0
        self._size = size
        self._tone = tone
        self._align = align
        self._bold = bold
        self._sign = sign
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._shown()

    def set_fen(self, fen: int | None) -> None:
        """Show this amount; None shows that there is none."""
        if fen != self._fen:
            self._fen = fen
            self._shown()

    def fen(self) -> int | None:
        """The amount shown; None where there is none."""
        return self._fen

    def text(self) -> str:
        """What is shown."""
        if self._fen is None:
            return _NOTHING
        text = total_text(self._fen)
        return text if self._sign else text.replace(words.YUAN, "")

    def set_tone(self, tone: str) -> None:
        """Show in the colour of this token."""
        self._tone = tone
        self.update()

    def cut_texts(self) -> list[str]:
        """The amount, if even its smallest size does not fit."""
        fits = paint.amount_width(self.text(), self._fitting(), self._bold) <= self.width()
        return [] if fits else [self.text()]

    def sizeHint(self) -> QSize:
        wide = paint.amount_width(self.text(), self._size, self._bold)
        return QSize(wide + 2, paint.metrics(self._size, self._bold).height())

    def minimumSizeHint(self) -> QSize:
        wide = paint.amount_width(self.text(), theme.SMALL, self._bold)
        return QSize(wide + 2, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.amount(
            paint.painter_for(self),
            self.rect(),
            self.text(),
            theme.colour(self._tone),
            self._fitting(),
            bold=self._bold,
            align=self._align,
        )

    def _fitting(self) -> int:
        """The largest size not above the label's own that fits its place."""
        for px in _STEPS:
            wide = paint.amount_width(self.text(), px, self._bold)
            if px <= self._size and wide <= self.width():
                return px
        return theme.SMALL

    def _shown(self) -> None:
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()


def total_text(fen: int) -> str:
    """A total as it is read at a glance: grouped by thousands from ¥10,000 on."""
    return words.yuan(fen, grouped=abs(fen) >= _GROUPED_FROM_FEN)
