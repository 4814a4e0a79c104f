"""Fields: where a cashier types text, an amount, a quantity or a PIN."""

import re
import unicodedata

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QValidator
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from pos_app import words
from pos_app.ui import theme
from pos_app.ui.components import icons, paint

_LABEL_HIGH = 22
_NOTE_HIGH = 22
_MONEY_WHOLE_DIGITS = 7
_QUANTITY_WHOLE_DIGITS = 7
_TYPED_MAX = 14  # a few more than any figure of a shop has: what is too large is refused in words
_NUMERAL = re.compile(r"-?[0-9,]*\.?[0-9]*")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?")
_SIGNS = ("+", "-", "*", "/")


class Edit(QLineEdit):
    """The line that is typed in. `accepts_code` tells the scan router that a code may land here.

    Del and the signs of the number block belong to the screen's actions while the line is empty,
    and always where figures alone are typed.
    """

    def __init__(self, *, accepts_code: bool = False, chinese: bool = False) -> None:
        super().__init__()
        self.accepts_code = accepts_code
        self.figures = False
        self.setFrame(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, chinese)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def set_chinese(self, wanted: bool) -> None:
        """Switch the input method on or off."""
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, wanted)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            sign = event.text() in _SIGNS or event.key() == Qt.Key.Key_Delete
            if sign and (not self.text() or (self.figures and event.text() in _SIGNS)):
                event.ignore()
                return False
        return super().event(event)


class Field(QWidget):
    """One line of text with its label above and its error below; the error's place is always kept.

    Esc clears it first and only then reaches what lies around it.
    """

    changed = Signal(str)
    entered = Signal()

    def __init__(
        self,
        label: str = "",
        *,
        placeholder: str = "",
        icon: str = "",
        prefix: str = "",
        suffix: str = "",
        chinese: bool = False,
        accepts_code: bool = False,
        large: bool = False,
        errors: int = 1,
    ) -> None:
        """`errors` is the number of lines kept for what is wrong; 0 for a field that never is."""
        super().__init__()
        self._label = label
        self._placeholder = placeholder
        self._icon = icon
        self._prefix = prefix
        self._suffix = suffix
        self._errors = errors
        self._error = ""
        self._error_values: dict[str, object] = {}
        self._px = theme.FIGURE if large else theme.BODY
        self._box_high = 60 if large else theme.TARGET
        self.edit = Edit(accepts_code=accepts_code, chinese=chinese)
        self.edit.setParent(self)
        self.edit.setFont(theme.font(self._px, bold=large))
        self.edit.textChanged.connect(self._typed)
        self.edit.installEventFilter(self)
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.say()

    def say(self) -> None:
        self.edit.setPlaceholderText(words.text(self._placeholder))
        name = self._label or self._placeholder
        self.edit.setAccessibleName(words.text(name))
        self.update()

    def text(self) -> str:
        """What is typed, without spaces around it."""
        return self.edit.text().strip()

    def set_text(self, text: str) -> None:
        """Put this text in, as if it had been typed."""
        self.edit.setText(text)

    def clear(self) -> None:
        """Empty it."""
        self.edit.clear()

    def type_text(self, text: str) -> None:
        """Type at the cursor, over what is selected."""
        self.edit.insert(text)

    def backspace(self) -> None:
        """Take away what is selected, or the character before the cursor."""
        self.edit.backspace()

    def select_all(self) -> None:
        """Take the focus, with all selected, so that typing replaces it."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()

    def set_error(self, message: str = "", **values: object) -> None:
        """Say what is wrong with it; an empty message takes that back. Typing takes it back too."""
        self._error, self._error_values = message, values
        self.edit.setAccessibleDescription(self.error())
        self.update()

    def error(self) -> str:
        """What is wrong with it, in the cashier's language."""
        return words.text(self._error, **self._error_values) if self._error else ""

    def set_suffix(self, suffix: str) -> None:
        """Show a unit behind it, as it is."""
        self._suffix = suffix
        self._arrange()
        self.update()

    def cut_texts(self) -> list[str]:
        """Label, error and placeholder, where they do not fit."""
        shown = [(words.text(self._label), theme.SMALL, self.width())]
        if not self._error_lines()[1]:
            shown.append((self.error(), theme.SMALL, 0))
        if not self.edit.text():
            shown.append((self.edit.placeholderText(), self._px, self.edit.width()))
        return [text for text, px, room in shown if paint.width(text, px) > room]

    def sizeHint(self) -> QSize:
        return QSize(240, self._high())

    def minimumSizeHint(self) -> QSize:
        wide = paint.width(words.text(self._label), theme.SMALL)
        return QSize(max(120, wide + 2), self._high())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.edit.text() and self._clear_place().contains(event.position().toPoint()):
            self.clear()
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            self.update()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        muted = theme.colour("ink-2")
        place = QRect(0, 0, self.width(), _LABEL_HIGH - 2)
        paint.line_of_text(painter, place, words.text(self._label), muted, theme.SMALL)
        box = self._box()
        edge = theme.colour("danger") if self._error else theme.mix("quiet", "raised", 70)
        paint.box(painter, box, theme.colour("raised"), edge)
        if self.edit.hasFocus():
            paint.ring(painter, box, "danger" if self._error else "accent")
        middle = box.center().y() - icons.SIZE // 2 + 1
        if self._icon:
            icons.paint_icon(painter, self._icon, muted, box.left() + theme.PAD, middle)
        affix = theme.BODY if self._px == theme.BODY else theme.TITLE
        if self._prefix:
            place = box.adjusted(theme.PAD, 0, 0, 0)
            paint.line_of_text(painter, place, self._prefix, muted, affix)
        if self._suffix:
            place = box.adjusted(0, 0, -self._clear_room() - 4, 0)
            paint.line_of_text(painter, place, self._suffix, muted, theme.BODY, align=paint.RIGHT)
        if self.edit.text():
            x = self._clear_place().center().x() - 8
            icons.paint_icon(painter, "x", muted, x, box.center().y() - 7, 16)
        for at, line in enumerate(self._error_lines()[0]):
            place = QRect(0, box.bottom() + 3 + at * _NOTE_HIGH, self.width(), _NOTE_HIGH - 2)
            paint.line_of_text(painter, place, line, theme.colour("danger"), theme.SMALL)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit()
            return True
        if event.key() == Qt.Key.Key_Escape and self.edit.text():
            self.clear()
            return True
        return False

    def _typed(self, text: str) -> None:
        if self._error:
            self.set_error()
        self.update()
        self.changed.emit(text.strip())

    def _arrange(self) -> None:
        box = self._box()
        left = theme.PAD
        if self._icon:
            left += icons.SIZE + theme.GAP
        if self._prefix:
            left += paint.width(self._prefix, self._px) + theme.GAP
        right = self._clear_room()
        if self._suffix:
            right += paint.width(self._suffix, theme.BODY) + theme.GAP
        self.edit.setGeometry(box.adjusted(left, 4, -right, -4))

    def _error_lines(self) -> tuple[list[str], bool]:
        return paint.wrapped(self.error(), theme.SMALL, self.width(), self._errors)

    def _clear_room(self) -> int:
        return 36

    def _clear_place(self) -> QRect:
        box = self._box()
        return QRect(box.right() - theme.TARGET + 6, box.top(), theme.TARGET - 6, box.height())

    def _box(self) -> QRect:
        top = _LABEL_HIGH if self._label else 0
        return QRect(0, top, self.width(), self._box_high)

    def _high(self) -> int:
        above = _LABEL_HIGH if self._label else 0
        return above + self._box_high + _NOTE_HIGH * self._errors


class _Digits(QValidator):
    """Lets through so many digits and nothing else, full-width ones too."""

    def __init__(self, most: int, parent: QObject) -> None:
        super().__init__(parent)
        self._most = most

    def validate(self, text: str, at: int) -> object:
        folded = _folded(text)
        good = not folded or (folded.isascii() and folded.isdigit() and len(folded) <= self._most)
        state = QValidator.State.Acceptable if good else QValidator.State.Invalid
        return state, folded, min(at, len(folded))


class _Numeral(QValidator):
    """Lets through what a person types for a number, right or wrong: what is wrong is refused in
    words, for a character that is silently left out makes another number of it."""

    def validate(self, text: str, at: int) -> object:
        folded = _folded(text)
        if _THOUSANDS.fullmatch(folded):
            folded = folded.replace(",", "")
        good = len(folded) <= _TYPED_MAX and _NUMERAL.fullmatch(folded) is not None
        state = QValidator.State.Acceptable if good else QValidator.State.Invalid
        return state, folded, min(at, len(folded))


def _folded(text: str) -> str:
    """Full-width figures and signs as plain ones."""
    return unicodedata.normalize("NFKC", text).replace("。", ".").replace("−", "-")


class _FigureField(Field):
    """A field for figures, right-aligned, that knows its value in whole parts."""

    def __init__(
        self,
        label: str,
        *,
        whole: int,
        decimals: int,
        prefix: str = "",
        suffix: str = "",
        large: bool = False,
        errors: int = 1,
    ) -> None:
        super().__init__(label, prefix=prefix, suffix=suffix, large=large, errors=errors)
        self._whole = whole
        self._decimals = decimals
        self.edit.figures = True
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.edit.setValidator(_Numeral(self))

    def _parts(self) -> int | None:
        whole, point, rest = self.text().partition(".")
        digits = whole + rest
        if not (digits.isascii() and digits.isdigit()) or (point and not self._decimals):
            return None
        if len(whole) > self._whole or len(rest) > self._decimals:
            return None
        return int((whole or "0") + rest.ljust(self._decimals, "0"))


class MoneyField(_FigureField):
    """An amount from 0.00 to 9,999,999.99. Anything else may be typed, and is to be refused."""

    def __init__(self, label: str = "", *, large: bool = False, errors: int = 1) -> None:
        super().__init__(
            label,
            whole=_MONEY_WHOLE_DIGITS,
            decimals=2,
            prefix=words.YUAN,
            large=large,
            errors=errors,
        )

    def fen(self) -> int | None:
        """The amount typed; None for what is none."""
        return self._parts()

    def set_fen(self, fen: int | None) -> None:
        """Put this amount in; None empties it."""
        self.set_text("" if fen is None else words.money(fen))


class QuantityField(_FigureField):
    """A quantity in thousandths: whole pieces, or a weight when `weighed`.

    Anything else may be typed, and is to be refused.
    """

    def __init__(
        self,
        label: str = "",
        *,
        weighed: bool = False,
        unit: str = "",
        large: bool = False,
        errors: int = 1,
    ) -> None:
        super().__init__(
            label,
            whole=_QUANTITY_WHOLE_DIGITS,
            decimals=3 if weighed else 0,
            suffix=unit,
            large=large,
            errors=errors,
        )

    def qty_milli(self) -> int | None:
        """The quantity typed in thousandths; None for what is none."""
        parts = self._parts()
        return parts if parts is None or self._decimals == 3 else parts * 1000

    def set_qty_milli(self, qty_milli: int | None) -> None:
        """Put this quantity in; None empties it."""
        self.set_text("" if qty_milli is None else words.quantity(qty_milli))


class PinField(Field):
    """A PIN: digits shown as dots."""

    DIGITS_MAX = 12

    def __init__(self, label: str = "", *, errors: int = 1) -> None:
        super().__init__(label, icon="lock", large=True, errors=errors)
        self.edit.setFont(theme.font(theme.TITLE, bold=True))
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setValidator(_Digits(self.DIGITS_MAX, self))
        self.edit.setMaxLength(self.DIGITS_MAX)
