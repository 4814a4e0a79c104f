"""The line table: what is in the cart, painted."""

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from pos_app import words
from pos_app.ui import theme
from pos_app.ui.components import figures, icons, paint
from pos_app.ui.components.figures import Widest
from pos_app.ui.components.layout import holding, row
from pos_app.ui.components.rows import Rows
from pos_app.words import mark

_HEADS = (mark("#"), mark("Item"), mark("Price"), mark("Qty"), mark("Amount"))
_FLASH_STEPS = 6
_FLASH_MS = 90
_WIDE_FROM = 900
_NAME_LEAST = 120
_NUMBER_WIDE = 32
_BETWEEN = 6
_UNIT_LEAST = 34
_UNIT_MOST = 60
_UNIT_GAP = 3
_RIGHT = int((Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value)
_LEFT = int((Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value)


class Line:
    """What one line shows, texts as they are; `note` stands below the name."""

    __slots__ = ("amount", "key", "name", "note", "price", "price_unit", "quantity", "spec", "unit")

    def __init__(
        self,
        key: object,
        name: str,
        price: str,
        quantity: str,
        amount: str,
        *,
        spec: str = "",
        unit: str = "",
        price_unit: str = "",
        note: str = "",
    ) -> None:
        self.key = key
        self.name = name
        self.spec = spec
        self.price = price
        self.price_unit = price_unit
        self.quantity = quantity
        self.unit = unit
        self.amount = amount
        self.note = note


class LineTable(Rows):
    """The cart's lines. The chosen line opens its actions below itself.

    A line that was just added flashes once. Rows are higher and larger on a wide screen. Figures
    are always shown whole: their columns grow with them, and the name has what they leave.
    """

    def __init__(self, *, empty: str = "") -> None:
        """`empty` is the message shown while there is no line."""
        super().__init__()
        self._lines: list[Line] = []
        self._empty = empty
        self._flashed = -1
        self._flash_left = 0
        self._price, self._quantity, self._amount = Widest(), Widest(), Widest(bold=True)
        self._unit = Widest()
        self._timer = QTimer(self)
        self._timer.setInterval(_FLASH_MS)
        self._timer.timeout.connect(self._fade)

    def set_actions(self, actions: list[QWidget]) -> None:
        """The buttons that open under the chosen line."""
        self.set_strip(holding(row(*actions, None, margin=(8, 2, 8, 7), gap=6)))

    def lines(self) -> list[Line]:
        """What is shown, first line first."""
        return list(self._lines)

    def set_lines(self, lines: list[Line]) -> None:
        """Show these lines."""
        self._lines = list(lines)
        self._flashed = -1
        self._price.begin(line.price for line in lines)
        self._quantity.begin(line.quantity for line in lines)
        self._amount.begin(line.amount for line in lines)
        self._unit.begin(unit for line in lines for unit in (line.unit, line.price_unit))
        self._header.update()
        self.rows_changed()

    def add_line(self, line: Line) -> None:
        """Add a line at the end, choose it and let it flash."""
        self._lines.append(line)
        self._make_room(line)
        self._arrange()
        self.choose(len(self._lines) - 1)
        self.row_changed(len(self._lines) - 1)
        self.flash(len(self._lines) - 1)

    def set_line(self, index: int, line: Line) -> None:
        """Show another content in this place."""
        self._lines[index] = line
        self._make_room(line)
        self.row_changed(index)

    def flash(self, index: int) -> None:
        """Draw the eye to this line, once."""
        if self._flashed >= 0:
            self.row_changed(self._flashed)
        self._flashed, self._flash_left = index, _FLASH_STEPS
        self.row_changed(index)
        self._timer.start()

    def count(self) -> int:
        return len(self._lines)

    def row_height(self) -> int:
        return 56 if self.width() >= _WIDE_FROM else 48

    def row_tone(self, index: int) -> tuple[str, int]:
        token, percent = super().row_tone(index)
        if index == self._flashed and self._flash_left:
            more = theme.strength("flash") - percent
            return "accent", percent + more * self._flash_left // _FLASH_STEPS
        return token, percent

    def tip(self, index: int) -> str:
        line = self._lines[index]
        place = self._places(self.row_rect(index))[1]
        px = self._px()
        whole = paint.width(f"{line.name}  {line.spec}", px) <= place.width()
        parts = (line.name, line.spec, line.note)
        return "" if whole else "\n".join(part for part in parts if part)

    def cut_texts(self) -> list[str]:
        """Names of columns, and figures of any line, that do not fit."""
        places = self._places(QRect(0, 0, self.viewport().width(), 10))
        said = [(words.text(head), place) for head, place in zip(_HEADS, places, strict=True)]
        cut = [text for text, place in said if paint.width(text, theme.SMALL) > place.width()]
        _, _, price, quantity, amount = (place.width() for place in places)
        unit = self._unit_room()
        for line in self._lines:
            shown = (
                (line.price, price - unit, False),
                (line.quantity, quantity - unit, False),
                (line.amount, amount, True),
            )
            cut += [text for text, wide, bold in shown if figures.is_cut(text, wide, bold=bold)]
        return cut

    def paint_header(self, painter: QPainter, place: QRect) -> None:
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.colour("ink-2"))
        number, name, price, quantity, amount = self._places(place)
        behind = -self._unit_room()
        places = (number, name, price.adjusted(0, 0, behind, 0), quantity.adjusted(0, 0, behind, 0))
        for at, (head, where) in enumerate(zip(_HEADS, (*places, amount), strict=True)):
            painter.drawText(where, _LEFT if at < 2 else _RIGHT, words.text(head))

    def paint_row(self, painter: QPainter, index: int, place: QRect) -> None:
        line = self._lines[index]
        number, name, price, quantity, amount = self._places(place)
        muted, ink, px = theme.colour("ink-2"), theme.colour("ink"), self._px()
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(muted)
        painter.drawText(number, _LEFT, str(index + 1))
        if line.note:
            half = name.height() // 2
            note = QRect(name.left(), name.top() + half, name.width(), half - 3)
            painter.drawText(note, _LEFT, self.elided(line.note, theme.SMALL, note.width()))
            name = QRect(name.left(), name.top() + 4, name.width(), half)
        self._paint_name(painter, line, name, px)
        painter.setPen(ink)
        figures.paint_figure(painter, amount, line.amount, px, bold=True)
        self._paint_figure(painter, price, line.price, line.price_unit, px)
        self._paint_figure(painter, quantity, line.quantity, line.unit, px)

    def paint_empty(self, painter: QPainter, place: QRect) -> None:
        muted = theme.colour("ink-2")
        middle = place.center()
        icons.paint_icon(
            painter, "scan-barcode", theme.colour("quiet"), middle.x() - 24, middle.y() - 56, 48
        )
        text = QRect(place.left(), middle.y() + 4, place.width(), 28)
        paint.line_of_text(painter, text, words.text(self._empty), muted, align=paint.CENTRE)

    def _paint_name(self, painter: QPainter, line: Line, place: QRect, px: int) -> None:
        painter.setFont(theme.font(px))
        painter.setPen(theme.colour("ink"))
        name = self.elided(line.name, px, place.width())
        painter.drawText(place, _LEFT, name)
        used = paint.width(name, px) + theme.GAP
        if line.spec and place.width() - used > 36:
            rest = QRect(place.left() + used, place.top(), place.width() - used, place.height())
            painter.setFont(theme.font(theme.SMALL))
            painter.setPen(theme.colour("ink-2"))
            painter.drawText(rest, _LEFT, self.elided(line.spec, theme.SMALL, rest.width()))

    def _paint_figure(
        self, painter: QPainter, place: QRect, figure: str, unit: str, px: int
    ) -> None:
        """A figure and its unit; figures end on one line whatever their units are."""
        room = self._unit_room()
        painter.setPen(theme.colour("ink"))
        figures.paint_figure(painter, place.adjusted(0, 0, -room, 0), figure, px)
        if unit:
            painter.setFont(theme.font(theme.SMALL))
            painter.setPen(theme.colour("ink-2"))
            behind = place.adjusted(place.width() - room + _UNIT_GAP, 1, 0, 1)
            painter.drawText(behind, _LEFT, self.elided(unit, theme.SMALL, behind.width()))

    def _places(self, place: QRect) -> list[QRect]:
        """Where the five columns are; the name has what the figures leave."""
        px, unit = self._px(), self._unit_room()
        digit = paint.width("0", px)
        left, right = place.left() + theme.PAD + 4, place.right() - theme.PAD
        wanted = (
            max(7 * digit, self._price.width(px)) + unit,
            max(6 * digit, self._quantity.width(px)) + unit,
            max(9 * digit, self._amount.width(px)),
        )
        name = left + _NUMBER_WIDE
        room = right - name + 1 - _NAME_LEAST - _BETWEEN * len(wanted)
        out: list[QRect] = []
        for wide in reversed(figures.within(wanted, room)):
            out.insert(0, QRect(right - wide + 1, place.top(), wide, place.height()))
            right -= wide + _BETWEEN
        number = QRect(left, place.top(), _NUMBER_WIDE - 2, place.height())
        return [number, QRect(name, place.top(), right - name, place.height()), *out]

    def _make_room(self, line: Line) -> None:
        """Let the columns grow for this line; then all lines are painted again."""
        grown = (
            self._price.grew(line.price),
            self._quantity.grew(line.quantity),
            self._amount.grew(line.amount),
            self._unit.grew(line.unit),
            self._unit.grew(line.price_unit),
        )
        if any(grown):
            self.say()

    def _unit_room(self) -> int:
        room = self._unit.width(theme.SMALL) + _UNIT_GAP
        return max(_UNIT_LEAST, min(_UNIT_MOST, room))

    def _px(self) -> int:
        return 18 if self.width() >= _WIDE_FROM else theme.BODY

    def _pressed_on(self, index: int) -> None:
        """A press on the chosen line closes its actions."""
        if index >= 0:
            self.choose(-1 if index == self._chosen else index)

    def _fade(self) -> None:
        self._flash_left -= 1
        if self._flash_left <= 0:
            self._timer.stop()
            self._flashed, gone = -1, self._flashed
            self.row_changed(gone)
        else:
            self.row_changed(self._flashed)
