"""Buttons: what a hand presses; an action is a button with a key, and the key is printed on it."""

from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy

from pos_app import words
from pos_app.ui import theme
from pos_app.ui.components import icons, paint
from pos_app.ui.components.hint import show_hint
from pos_app.ui.components.layers import Key

Kind = Literal["accent", "plain", "quiet", "danger", "remove"]
Size = Literal["normal", "large", "huge"]

_HEIGHTS: dict[Size, int] = {"normal": 44, "large": 56, "huge": 72}
_TEXTS: dict[Size, int] = {"normal": theme.BODY, "large": theme.BODY, "huge": 24}
_PRINTED = {"Return": "Enter", "Escape": "Esc", "Delete": "Del", "PgUp": "PgUp", "PgDown": "PgDn"}


class Button(QAbstractButton):
    """A button that says a message of the till.

    With a reason set it looks quiet and `clicked` is not emitted: a press shows the reason beside
    the button and emits `refused`. A press does not take the focus from where the cashier types.
    Kinds: accent (the next step, one a screen), plain, quiet (no box), danger (money goes back),
    remove (takes something away, in words of danger on a plain ground).
    """

    refused = Signal(str)

    def __init__(
        self,
        message: str = "",
        *,
        kind: Kind = "plain",
        size: Size = "normal",
        icon: str = "",
        key: str = "",
        stacked: bool = False,
        **values: object,
    ) -> None:
        super().__init__()
        self._message = message
        self._values = values
        self._kind = kind
        self._size = size
        self._icon = icon
        self._key = _PRINTED.get(key, key)
        self._stacked = stacked
        self._reason = ""
        self._reason_values: dict[str, object] = {}
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.say()

    def say(self) -> None:
        if self._message:
            self._show(words.text(self._message, **self._values))

    def set_message(self, message: str, **values: object) -> None:
        """Say this from now on, in whichever language."""
        self._message, self._values = message, values
        self.say()

    def set_text(self, text: str) -> None:
        """Show data (a name, an amount) as it is, in every language."""
        self._message = ""
        self._show(text)

    def set_kind(self, kind: Kind) -> None:
        """Look like this kind from now on."""
        self._kind = kind
        self.update()

    def set_icon(self, icon: str) -> None:
        """Show this icon; none for an empty name."""
        self._icon = icon
        self.update()

    def set_reason(self, message: str = "", **values: object) -> None:
        """Why it is not possible now; an empty message makes it possible again."""
        self._reason, self._reason_values = message, values
        self.setAccessibleDescription(self.reason())
        self.update()

    def reason(self) -> str:
        """Why it is not possible now, in the cashier's language; empty when it is possible."""
        return words.text(self._reason, **self._reason_values) if self._reason else ""

    def press(self) -> None:
        """Press it as a finger would: does what it says, or says why not."""
        if self._reason:
            self._refuse()
        elif self.isEnabled():
            self.click()

    def cut_texts(self) -> list[str]:
        """The text, if it does not fit."""
        inner = self.rect().adjusted(4, 0, -4, 0)
        return [] if self._fitting(inner.width())[2] else [self.text()]

    def sizeHint(self) -> QSize:
        px = _TEXTS[self._size]
        if self._stacked:
            wide = max(paint.width(self.text(), px, True), paint.key_cap_width(self._key)) + 24
            return QSize(wide, self._high())
        pad = theme.WIDE if self.text() else theme.PAD
        return QSize(
            max(self._content(px, True, self.text()) + 2 * pad, self._high()), self._high()
        )

    def minimumSizeHint(self) -> QSize:
        if self._stacked:
            return QSize(paint.width(self.text(), theme.SMALL, True) + 12, self._high())
        px = theme.SMALL if self._size != "huge" else theme.TITLE
        wide = self._content(px, not self.text(), self.text()) + 16
        return QSize(max(wide, theme.TARGET), self._high())

    def hitButton(self, pos: object) -> bool:
        return not self._reason and self.rect().contains(pos)  # type: ignore[call-overload]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        event.accept()
        if self._reason and event.button() == Qt.MouseButton.LeftButton:
            self._refuse()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if not event.isAutoRepeat():
                self.press()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        ink = self._ground(painter)
        if self._stacked:
            self._paint_stacked(painter, ink)
        else:
            self._paint_row(painter, ink)
        if self.hasFocus():
            inverse = self._kind in ("accent", "danger") and not self._reason
            rect = self.rect().adjusted(3, 3, -3, -3) if inverse else self.rect()
            token = f"on-{self._kind}" if inverse else "accent"
            paint.ring(painter, rect, token, theme.RADIUS - 2 if inverse else theme.RADIUS)

    def _ground(self, painter: QPainter) -> QColor:
        """Paint what lies under the text; returns the colour of the text."""
        possible = not self._reason and self.isEnabled()
        ink, fill, edge = _colours(self._kind, possible)
        if self.isChecked():
            ink, edge = theme.colour("accent"), theme.colour("accent")
            fill = theme.mix("accent", "surface", theme.strength("selected"))
        if fill is not None or edge is not None:
            paint.box(painter, self.rect(), fill, edge)
        if self.isDown():
            over = QColor(theme.colour("ink"))
            over.setAlpha(theme.strength("pressed") * 255 // 100)
            paint.box(painter, self.rect(), over)
        return ink

    def _paint_row(self, painter: QPainter, ink: QColor) -> None:
        inner = self.rect().adjusted(4, 0, -4, 0)
        px, with_icon, _ = self._fitting(inner.width())
        wide = self._content(px, with_icon, self.text())
        x = inner.left() + max(0, (inner.width() - wide) // 2)
        if with_icon and self._icon:
            edge = self._icon_edge()
            icons.paint_icon(painter, self._icon, ink, x, (self.height() - edge) // 2, edge)
            x += edge + theme.GAP
        if self.text():
            text_wide = paint.amount_width(self.text(), px, self._heavy())
            room = inner.right() + 1 - x - self._cap_room()
            place = QRect(x, 0, min(text_wide, room), self.height())
            if text_wide <= room:
                paint.amount(painter, place, self.text(), ink, px, bold=self._heavy())
            else:
                paint.line_of_text(painter, place, self.text(), ink, px, bold=self._heavy())
            x += place.width() + theme.GAP
        if self._key:
            cap = paint.key_cap_width(self._key)
            paint.key_cap(painter, QRect(x, (self.height() - 22) // 2, cap, 22), self._key, ink)

    def _paint_stacked(self, painter: QPainter, ink: QColor) -> None:
        rect = self.rect().adjusted(6, 6, -6, -6)
        high = paint.metrics(_TEXTS[self._size]).height()
        parts = (26 if self._icon else 0) + high + (24 if self._key else 0)
        y = rect.top() + (rect.height() - parts) // 2
        if self._icon:
            icons.paint_icon(painter, self._icon, ink, rect.center().x() - 10, y)
            y += 26
        px, _, _ = self._fitting(rect.width())
        place = QRect(rect.left(), y, rect.width(), high)
        paint.line_of_text(
            painter, place, self.text(), ink, px, bold=self._heavy(), align=paint.CENTRE
        )
        if self._key:
            cap = paint.key_cap_width(self._key)
            place = QRect(rect.center().x() - cap // 2, y + high + 2, cap, 22)
            paint.key_cap(painter, place, self._key, ink)

    def _fitting(self, room: int) -> tuple[int, bool, bool]:
        """Text size, whether the icon is shown, and whether all fits in so many pixels."""
        large = _TEXTS[self._size]
        small = theme.TITLE if self._size == "huge" else theme.SMALL
        for px, with_icon in ((large, True), (large, False), (small, False)):
            shown = with_icon or not self.text()
            need = self._content(px, shown, self.text())
            if self._stacked:
                need = paint.width(self.text(), px, self._heavy())
            if need <= room:
                return px, shown, True
        return small, not self.text(), False

    def _content(self, px: int, with_icon: bool, text: str) -> int:
        """How wide icon, text and key are together."""
        wide = paint.amount_width(text, px, self._heavy()) if text else 0
        if with_icon and self._icon:
            wide += self._icon_edge() + (theme.GAP if text else 0)
        return wide + self._cap_room()

    def _cap_room(self) -> int:
        return theme.GAP + paint.key_cap_width(self._key) if self._key else 0

    def _heavy(self) -> bool:
        return self._kind in ("accent", "danger") or self._size == "huge"

    def _icon_edge(self) -> int:
        return 24 if self._size == "huge" else icons.SIZE

    def _high(self) -> int:
        if self._stacked:
            return max(_HEIGHTS[self._size], 76 if not self._icon else 96)
        return _HEIGHTS[self._size]

    def _refuse(self) -> None:
        show_hint(self, self.reason())
        self.refused.emit(self.reason())

    def _show(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()


class Action(Button):
    """A button with a key; the key works wherever the focus is, while the button can be seen.

    Enter alone belongs to the button that has the focus, where one has it. `key` is a Qt key name
    ("F4", "Ctrl+P", "Return", "Delete", "/"), printed on the button.
    """

    def __init__(
        self,
        message: str = "",
        *,
        key: str,
        kind: Kind = "plain",
        size: Size = "large",
        icon: str = "",
        stacked: bool = False,
        **values: object,
    ) -> None:
        super().__init__(
            message, kind=kind, size=size, icon=icon, key=key, stacked=stacked, **values
        )
        self._keys = [Key(name, self) for name in _both_enters(key)]
        for one in self._keys:
            one.activated.connect(self._key_pressed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for key in self._keys:
            key.find_reach()

    def _key_pressed(self) -> None:
        focus = focused_button() if len(self._keys) > 1 else None
        (focus or self).press()


class IconButton(Button):
    """A button with an icon alone; what it does is its tip and its name for a screen reader."""

    def __init__(self, icon: str, message: str, *, kind: Kind = "quiet", key: str = "") -> None:
        """`key` is printed beside the icon; it works where the icon's owner makes it work."""
        super().__init__(icon=icon, kind=kind, key=key)
        self._tip = message
        self.say()

    def say(self) -> None:
        tip = getattr(self, "_tip", "")
        if tip:
            self.setToolTip(words.text(tip))
            self.setAccessibleName(words.text(tip))


def focused_button() -> Button | None:
    """The button that has the focus, if one has it: Enter is meant for it."""
    focus = QApplication.focusWidget()
    return focus if isinstance(focus, Button) else None


def _both_enters(key: str) -> tuple[str, ...]:
    return ("Return", "Enter") if key in ("Return", "Enter") else (key,)


def _colours(kind: Kind, possible: bool) -> tuple[QColor, QColor | None, QColor | None]:
    """Colours of text, ground and edge."""
    if not possible:
        ground = None if kind == "quiet" else theme.mix("line", "canvas", 60)
        return theme.colour("ink-2"), ground, None
    if kind in ("accent", "danger"):
        return theme.colour(f"on-{kind}"), theme.colour(kind), None
    if kind == "quiet":
        return theme.colour("ink"), None, None
    ink = theme.colour("danger" if kind == "remove" else "ink")
    return ink, theme.colour("raised"), theme.mix("quiet", "raised", 55)
