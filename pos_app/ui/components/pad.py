"""Pads: keys for a finger where a keyboard is far, typing into the field they are given."""

from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from pos_app.ui import theme
from pos_app.ui.components.button import Button, Kind
from pos_app.ui.components.field import Field
from pos_app.words import mark

PadKind = Literal["money", "quantity", "pin"]

_KEY_HIGH = 52
_MONEY = ("7", "8", "9", "4", "5", "6", "1", "2", "3", "0", "00", ".")
_QUANTITY = ("7", "8", "9", "4", "5", "6", "1", "2", "3", "0", ".")
_LETTERS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_SIGNS = (".", ":", "/", "-")
_OK = mark("OK")
_CLEAR = mark("Clear")


class PadKey(Button):
    """A key of a pad. It never takes the focus, so that typing goes on where it was."""

    def __init__(
        self,
        message: str = "",
        *,
        text: str = "",
        icon: str = "",
        kind: Kind = "plain",
        key: str = "",
    ) -> None:
        super().__init__(message, size="huge", icon=icon, kind=kind, key=key, stacked=bool(key))
        if text:
            self.set_text(text)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(max(72, super().sizeHint().width()), 64)

    def minimumSizeHint(self) -> QSize:
        return QSize(max(theme.TARGET, super().minimumSizeHint().width()), _KEY_HIGH)


class _Pad(QWidget):
    """What both pads share: the field they type into."""

    typed = Signal(str)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._field: Field | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.GAP)

    def type_into(self, field: Field | None) -> None:
        """Type into this field from now on; Enter on the pad is Enter in the field."""
        self._field = field

    def _type(self, text: str) -> None:
        if self._field is not None:
            self._field.type_text(text)
        self.typed.emit(text)

    def _backspace(self) -> None:
        if self._field is not None:
            self._field.backspace()

    def _clear(self) -> None:
        if self._field is not None:
            self._field.clear()

    def _enter(self) -> None:
        if self._field is not None:
            self._field.entered.emit()
        self.entered.emit()

    def _key(self, text: str, at: tuple[int, int], span: tuple[int, int] = (1, 1)) -> None:
        key = PadKey(text=text)
        key.clicked.connect(lambda: self._type(text))
        self._grid.addWidget(key, *at, *span)

    def _eraser(self, at: tuple[int, int], span: tuple[int, int] = (1, 1)) -> None:
        key = PadKey(icon="delete")
        key.setAutoRepeat(True)
        key.clicked.connect(self._backspace)
        self._grid.addWidget(key, *at, *span)


class NumberPad(_Pad):
    """Figures in the order of a keyboard's number block, with backspace, clear and Enter.

    `enter` is what its Enter says; its kind is accent where Enter is the next step of the screen.
    """

    def __init__(
        self, kind: PadKind = "money", *, enter: str = _OK, enter_kind: Kind = "plain"
    ) -> None:
        super().__init__()
        if kind == "pin":
            self._lay_figures(_MONEY[:9])
            self._eraser((3, 0))
            self._key("0", (3, 1))
        else:
            self._lay_figures(_MONEY if kind == "money" else _QUANTITY)
            self._eraser((0, 3))
            clear = PadKey(_CLEAR)
            clear.clicked.connect(self._clear)
            self._grid.addWidget(clear, 1, 3)
        self.enter = PadKey(enter, kind=enter_kind, key="" if kind == "pin" else "Enter")
        self.enter.clicked.connect(self._enter)
        at = (3, 2, 1, 1) if kind == "pin" else (2, 3, 2, 1)
        self._grid.addWidget(self.enter, *at)
        columns = 3 if kind == "pin" else 4
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        for line in range(4):
            self._grid.setRowStretch(line, 1)

    def _lay_figures(self, figures: tuple[str, ...]) -> None:
        for at, figure in enumerate(figures):
            last_wide = figure == "." and at == 10
            self._key(figure, (at // 3, at % 3), (1, 2) if last_wide else (1, 1))


class LetterPad(_Pad):
    """Letters and figures for pinyin initials and codes, with backspace and clear.

    With `addresses` it has one more row: the signs that a network address is written with.
    """

    def __init__(self, *, addresses: bool = False) -> None:
        super().__init__()
        for line, letters in enumerate(_LETTERS):
            for at, letter in enumerate(letters):
                self._key(letter, (line, line % 2 * (line > 1) + 2 * at), (1, 2))
        self._eraser((2, 18), (1, 2))
        clear = PadKey(_CLEAR)
        clear.clicked.connect(self._clear)
        self._grid.addWidget(clear, 3, 15, 1, 5)
        if addresses:
            for at, sign in enumerate(_SIGNS):
                self._key(sign, (4, 5 * at), (1, 5))
        for column in range(20):
            self._grid.setColumnStretch(column, 1)
