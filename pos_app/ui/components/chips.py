"""Chips and tabs: one of a few, in a row that scrolls when it is longer than its place."""

from typing import Literal

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app import words
from pos_app.ui import theme
from pos_app.ui.components import icons, paint

_DRAG_FROM = 8
_ARROW = 36
_FADE = 28  # over so much a chip that goes on beyond the edge pales away


class Chip:
    """One of a row: its key, and a message of the till or a text as it is."""

    __slots__ = ("_message", "_text", "key")

    def __init__(self, key: object, message: str = "", *, text: str = "") -> None:
        self.key = key
        self._message = message
        self._text = text

    def shown(self) -> str:
        """What the chip says, in the cashier's language."""
        return words.text(self._message) if self._message else self._text


class Chips(QWidget):
    """A row of chips or tabs of which one is chosen; `chosen` carries its key.

    A press on it, Left and Right, Home and End choose; a finger or the wheel moves a long row.
    """

    chosen = Signal(object)

    def __init__(
        self, chips: list[Chip] | None = None, *, look: Literal["chips", "tabs"] = "chips"
    ) -> None:
        super().__init__()
        self._chips: list[Chip] = []
        self._look = look
        self._at = 0
        self._offset = 0
        self._from: QPoint | None = None
        self._dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_chips(chips or [])

    def set_chips(self, chips: list[Chip]) -> None:
        """Show these; the one chosen before stays chosen where its key is still there."""
        key = self.key()
        self._chips = list(chips)
        keys = [chip.key for chip in self._chips]
        self._at = keys.index(key) if key in keys else 0
        self._reveal()
        self.updateGeometry()
        self.update()

    def key(self) -> object:
        """The key of the chosen one; None when there is none."""
        return self._chips[self._at].key if self._at < len(self._chips) else None

    def choose(self, key: object) -> None:
        """Choose by key, without a signal; an unknown key changes nothing."""
        for at, chip in enumerate(self._chips):
            if chip.key == key:
                self._at = at
                self._reveal()
                self.update()

    def place_of(self, key: object) -> QRect:
        """Where the chip with this key is; empty when there is none."""
        for chip, place in zip(self._chips, self._places(), strict=True):
            if chip.key == key:
                return place
        return QRect()

    def say(self) -> None:
        self._reveal()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(max(self._long(), theme.TARGET), theme.TARGET)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(max(self._long(), theme.TARGET), 160), theme.TARGET)

    def resizeEvent(self, event: object) -> None:
        self._reveal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._chips) - 1
        keys = Qt.Key
        to = {
            keys.Key_Left: max(0, self._at - 1),
            keys.Key_Right: min(self._at + 1, last),
            keys.Key_Home: 0,
            keys.Key_End: last,
        }.get(keys(event.key()))
        if to is None or last < 0:
            event.ignore()
        else:
            self._press(to)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._scroll(self._offset - event.angleDelta().y() // 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = event.position().toPoint()
        self._dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is None:
            return
        moved = event.position().toPoint().x() - self._from.x()
        if self._dragged or abs(moved) >= _DRAG_FROM:
            self._dragged = True
            self._scroll(self._offset - moved)
            self._from = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._from is not None and not self._dragged:
            if self._more_left() and at.x() < _ARROW:
                self._scroll(self._offset - self.width() // 2)
            elif self._more_right() and at.x() >= self.width() - _ARROW:
                self._scroll(self._offset + self.width() // 2)
            else:
                hit = (n for n, place in enumerate(self._places()) if place.contains(at))
                self._press(next(hit, -1))
        self._from = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        if self._more_left() or self._more_right():
            painter.drawPixmap(0, 0, self._faded())
        else:
            self._paint_chips(painter)
        for more, x, name in (
            (self._more_left(), 0, "chevron-left"),
            (self._more_right(), self.width() - _ARROW, "chevron-right"),
        ):
            if more:
                place = QRect(x, 0, _ARROW, self.height()).adjusted(2, 4, -2, -4)
                paint.box(painter, place, theme.colour("raised"), theme.colour("line"), 6)
                y = self.height() // 2 - 10
                icons.paint_icon(painter, name, theme.colour("ink-2"), x + _ARROW // 2 - 10, y)

    def _paint_chips(self, painter: QPainter) -> None:
        for at, place in enumerate(self._places()):
            if place.right() >= 0 and place.left() <= self.width():
                self._paint_chip(painter, at, place)

    def _faded(self) -> QPixmap:
        """The chips between the arrows, paler towards the edge that they go on beyond."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_chips(painter)
        seen = QLinearGradient(0, 0, self.width(), 0)
        for more, arrow, whole in (
            (self._more_left(), _ARROW, _ARROW + _FADE),
            (self._more_right(), self.width() - _ARROW, self.width() - _ARROW - _FADE),
        ):
            if more and self.width() > 2 * (_ARROW + _FADE):
                seen.setColorAt(arrow / self.width(), Qt.GlobalColor.transparent)
                seen.setColorAt(whole / self.width(), Qt.GlobalColor.black)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        painter.fillRect(self.rect(), seen)
        painter.end()
        return picture

    def _paint_chip(self, painter: QPainter, at: int, place: QRect) -> None:
        here = at == self._at
        tone = theme.colour("accent" if here else "ink")
        if self._look == "tabs":
            if here:
                bar = QRect(place.left() + 8, place.bottom() - 2, place.width() - 16, 3)
                painter.fillRect(bar, theme.colour("accent"))
        else:
            body = place.adjusted(0, 4, 0, -4)
            ground = theme.colour("raised")
            edge = theme.mix("quiet", "raised", 55)
            if here:
                ground = theme.mix("accent", "surface", theme.strength("selected"))
                edge = theme.colour("accent")
            paint.box(painter, body, ground, edge, 18)
        text = self._chips[at].shown()
        paint.line_of_text(painter, place, text, tone, bold=here, align=paint.CENTRE)
        if here and self.hasFocus():
            paint.ring(painter, place.adjusted(0, 1, 0, -1))

    def _press(self, at: int) -> None:
        if not 0 <= at < len(self._chips):
            return
        another = at != self._at
        self._at = at
        self._reveal()
        self.update()
        if another:
            self.chosen.emit(self.key())

    def _places(self) -> list[QRect]:
        out, x = [], -self._offset
        for chip in self._chips:
            wide = max(theme.TARGET, paint.width(chip.shown(), theme.BODY, True) + 28)
            out.append(QRect(x, 0, wide, theme.TARGET))
            x += wide + self._gap()
        return out

    def _gap(self) -> int:
        return theme.GAP if self._look == "chips" else 0

    def _long(self) -> int:
        places = self._places()
        return places[-1].right() + 1 + self._offset if places else 0

    def _more_left(self) -> bool:
        return self._offset > 0

    def _more_right(self) -> bool:
        return self._long() - self._offset > self.width()

    def _scroll(self, to: int) -> None:
        self._offset = max(0, min(to, self._long() - self.width()))
        self.update()

    def _reveal(self) -> None:
        self._scroll(self._offset)
        if not self._chips:
            return
        place = self._places()[self._at]
        if place.left() < _ARROW and self._more_left():
            self._scroll(self._offset + place.left() - _ARROW - 4)
        elif place.right() > self.width() - _ARROW and self._more_right():
            self._scroll(self._offset + place.right() - self.width() + _ARROW + 4)
