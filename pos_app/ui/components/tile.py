"""Tiles: products, people and means of payment, large enough to be hit without aiming."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from pos_app.ui import theme
from pos_app.ui.components import icons, paint
from pos_app.ui.components.button import Button

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class TileData:
    """What a tile shows: texts as they are, and the key under which a press is reported."""

    __slots__ = ("badge", "icon", "key", "name", "price", "spec", "unit")

    def __init__(
        self,
        key: object,
        name: str,
        price: str = "",
        *,
        spec: str = "",
        unit: str = "",
        badge: str = "",
        icon: str = "",
    ) -> None:
        self.key = key
        self.name = name
        self.price = price
        self.spec = spec
        self.unit = unit
        self.badge = badge
        self.icon = icon


class Tile(Button):
    """A product: its name in up to two lines, its size, its price; a badge for what is special."""

    def __init__(self, data: TileData) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.data = data
        self.show_data(data)

    def show_data(self, data: TileData) -> None:
        """Show another product in the same place."""
        self.data = data
        name = " ".join(part for part in (data.name, data.spec, data.price) if part)
        self.set_text(data.name)
        self.setAccessibleName(name)
        self.setToolTip("" if self._lines()[1] else name)
        self.update()

    def cut_texts(self) -> list[str]:
        """Nothing: names are data, and a cut one is shown whole as a tip."""
        return []

    def sizeHint(self) -> QSize:
        return QSize(140, 96)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, 76)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.ignore()  # the grid moves the focus
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        ink = self._ground(painter)
        inner = self.rect().adjusted(10, 8, -10, -8)
        lines, _ = self._lines()
        high = paint.metrics(theme.BODY).height() - 2
        for at, line in enumerate(lines):
            place = QRect(inner.left(), inner.top() + at * high, inner.width(), high)
            paint.line_of_text(painter, place, line, ink, theme.BODY)
        self._paint_foot(painter, inner, len(lines))
        if self.hasFocus():
            paint.ring(painter, self.rect())

    def _paint_foot(self, painter: QPainter, inner: QRect, name_lines: int) -> None:
        data, muted = self.data, theme.colour("ink-2")
        high = paint.metrics(theme.TITLE, True).height()
        foot = QRect(inner.left(), inner.bottom() + 3 - high, inner.width(), high)
        unit = paint.width(data.unit, theme.SMALL) if data.unit else 0
        place = foot.adjusted(0, 2, 0, 0)
        paint.line_of_text(painter, place, data.unit, muted, theme.SMALL, align=paint.RIGHT)
        price = foot.adjusted(0, 0, -unit - (2 if unit else 0), 0)
        paint.amount(painter, price, data.price, theme.colour("ink"), theme.TITLE, bold=True)
        used = paint.amount_width(data.price, theme.TITLE, True) + unit + theme.GAP
        left = QRect(foot.left(), foot.top() + 2, foot.width() - used, high)
        if data.badge:
            tone = theme.colour("warning")
            paint.line_of_text(painter, left, data.badge, tone, theme.SMALL, bold=True)
        elif data.spec:
            paint.line_of_text(painter, left, data.spec, muted, theme.SMALL)
        elif data.icon:
            icons.paint_icon(painter, data.icon, muted, left.left(), left.center().y() - 8, 16)

    def _lines(self) -> tuple[list[str], bool]:
        room = self.width() - 20
        return paint.wrapped(self.data.name, theme.BODY, room, 2 if self.height() >= 88 else 1)


class StaffTile(Button):
    """A person who may sign in: initials in a disc, the name, and what they are in the shop."""

    def __init__(self, name: str, role: str = "") -> None:
        """`role` is a message of the till."""
        self._name = name
        super().__init__(role)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def name(self) -> str:
        """Whose tile it is."""
        return self._name

    def cut_texts(self) -> list[str]:
        """The role, if it does not fit."""
        room = self.width() - 16
        return [self.text()] if paint.width(self.text(), theme.SMALL) > room else []

    def sizeHint(self) -> QSize:
        return QSize(148, 152)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 152)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        ink = self._ground(painter)
        disc = QRect(self.width() // 2 - 34, 14, 68, 68)
        tint = theme.mix("accent", "surface", max(theme.strength("selected"), 9))
        if self.isChecked():
            tint = theme.colour("surface")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawEllipse(disc)
        tone = theme.colour("accent")
        text = initials(self._name)
        paint.line_of_text(painter, disc, text, tone, 24, bold=True, align=paint.CENTRE)
        place = QRect(8, 88, self.width() - 16, 28)
        whole = paint.width(self._name, theme.TITLE, True) <= place.width()
        px = theme.TITLE if whole else theme.BODY
        paint.line_of_text(painter, place, self._name, ink, px, bold=True, align=paint.CENTRE)
        place = QRect(8, 118, self.width() - 16, 22)
        muted = theme.colour("ink-2")
        paint.line_of_text(painter, place, self.text(), muted, theme.SMALL, align=paint.CENTRE)
        if self.hasFocus() or self.isChecked():
            paint.ring(painter, self.rect())


def initials(name: str) -> str:
    """The letters of a disc: the last two of a Chinese name, the first of each Latin word."""
    words_of_name = name.split()
    if not words_of_name:
        return "?"
    if words_of_name[0][0].isascii():
        return "".join(word[0] for word in words_of_name[:2]).upper()
    return words_of_name[0][-2:]
