"""Lists: sales, products and members in one painted table, with search, filters and a detail."""

from typing import Literal

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStackedLayout, QWidget

from pos_app import words
from pos_app.ui import theme
from pos_app.ui.components import paint
from pos_app.ui.components.chips import Chip, Chips
from pos_app.ui.components.empty import EmptyPage
from pos_app.ui.components.field import Field
from pos_app.ui.components.layout import Rule, Surface, column, holding, row
from pos_app.ui.components.rows import HEADER_HIGH, Rows

_LEFT = int(paint.LEFT.value)
_RIGHT = int(paint.RIGHT.value)
_EDGE = theme.WIDE
_BETWEEN = theme.PAD
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Column:
    """A column: its head, its width in pixels (0: a share of what is left), and how it is written.

    Kinds: text, figure (right-aligned), strong (a figure that counts), muted.
    """

    __slots__ = ("kind", "message", "width")

    def __init__(
        self,
        message: str,
        width: int = 0,
        kind: Literal["text", "figure", "strong", "muted"] = "text",
    ) -> None:
        self.message = message
        self.width = width
        self.kind = kind


class ListRow:
    """A row: its key, a text for each column, and a token for the colour of its figures."""

    __slots__ = ("cells", "key", "tone")

    def __init__(self, key: object, cells: list[str], *, tone: str = "ink") -> None:
        self.key = key
        self.cells = cells
        self.tone = tone


class ListTable(Rows):
    """A table of texts. `near_end` is emitted when the last rows come into view: add more then."""

    def __init__(self, columns: list[Column], *, empty: str = "") -> None:
        """`empty` is the message shown while there is no row."""
        super().__init__()
        self._columns = columns
        self._empty = empty
        self._rows: list[ListRow] = []

    def set_rows(self, rows: list[ListRow]) -> None:
        """Show these rows; the chosen one stays chosen where its key is still there."""
        key = self.key()
        self._rows = list(rows)
        keys = [one.key for one in self._rows]
        self._chosen = keys.index(key) if key is not None and key in keys else -1
        self.verticalScrollBar().setValue(0)
        self.rows_changed()
        self.show_row(self._chosen)

    def add_rows(self, rows: list[ListRow]) -> None:
        """Show these below what is shown."""
        self._rows.extend(rows)
        self.rows_changed()

    def row(self, index: int) -> ListRow:
        """A row by its place."""
        return self._rows[index]

    def key(self) -> object:
        """The key of the chosen row; None when there is none."""
        return self._rows[self._chosen].key if 0 <= self._chosen < len(self._rows) else None

    def count(self) -> int:
        return len(self._rows)

    def tip(self, index: int) -> str:
        cells = self._rows[index].cells
        places = self._places(self.row_rect(index))
        whole = all(
            paint.width(cell, theme.BODY) <= place.width()
            for cell, place in zip(cells, places, strict=True)
        )
        return "" if whole else "\n".join(cell for cell in cells if cell)

    def cut_texts(self) -> list[str]:
        """Heads that do not fit their columns."""
        places = self._places(QRect(0, 0, self.viewport().width(), HEADER_HIGH))
        heads = [words.text(column.message) for column in self._columns]
        return [
            head
            for head, place in zip(heads, places, strict=True)
            if paint.width(head, theme.SMALL) > place.width()
        ]

    def paint_header(self, painter: QPainter, place: QRect) -> None:
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.colour("ink-2"))
        for one, where in zip(self._columns, self._places(place), strict=True):
            painter.drawText(where, _align(one), words.text(one.message))

    def paint_row(self, painter: QPainter, index: int, place: QRect) -> None:
        data = self._rows[index]
        for one, cell, where in zip(self._columns, data.cells, self._places(place), strict=True):
            muted = one.kind == "muted"
            px = theme.SMALL if muted else theme.BODY
            painter.setFont(theme.font(px, bold=one.kind == "strong"))
            tone = "ink-2" if muted else data.tone if one.kind == "strong" else "ink"
            painter.setPen(theme.colour(tone))
            painter.drawText(where, _align(one), self.elided(cell, px, where.width()))

    def paint_empty(self, painter: QPainter, place: QRect) -> None:
        text = words.text(self._empty)
        paint.line_of_text(painter, place, text, theme.colour("ink-2"), align=paint.CENTRE)

    def _places(self, place: QRect) -> list[QRect]:
        fixed = sum(one.width for one in self._columns)
        shares = sum(1 for one in self._columns if not one.width)
        room = place.width() - 2 * _EDGE - _BETWEEN * (len(self._columns) - 1) - fixed
        out, x = [], place.left() + _EDGE
        for one in self._columns:
            wide = one.width or max(40, room // max(1, shares))
            out.append(QRect(x, place.top(), wide, place.height()))
            x += wide + _BETWEEN
        return out


class ListWithDetail(QWidget):
    """Search on top, filters as chips, the list at the left, the chosen row's detail at the right.

    Up, Down and Enter work from the search field. `searched` carries what is typed, `filtered`
    the key of a chip, `selected` and `opened` the key of a row.
    """

    searched = Signal(str)
    filtered = Signal(object)
    selected = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        columns: list[Column],
        *,
        search: str = "",
        chips: list[Chip] | None = None,
        empty: str = "",
        none_chosen: str = "",
        detail_width: int = 400,
        accepts_code: bool = False,
    ) -> None:
        """`search`, `empty` and `none_chosen` are messages of the till."""
        super().__init__()
        self.search = Field(
            placeholder=search, icon="search", chinese=True, accepts_code=accepts_code, errors=0
        )
        self.chips = Chips(chips)
        self.table = ListTable(columns, empty=empty)
        self._nothing = EmptyPage("list", none_chosen)
        self._place = QWidget()
        self._pages = QStackedLayout(self._place)
        self._pages.addWidget(self._nothing)
        self._place.setFixedWidth(detail_width)
        if not chips:
            self.chips.hide()
        head = column(self.search, self.chips, margin=(theme.PAD, theme.PAD, theme.PAD, theme.GAP))
        left = holding(column(head, Rule(), (self.table, 1), gap=0), Surface())
        right = holding(row(self._place), Surface())
        self.setLayout(row((left, 1), Rule(upright=True), right, gap=0))
        self._connect()

    def set_rows(self, rows: list[ListRow]) -> None:
        """Show these rows; see `ListTable.set_rows`."""
        self.table.set_rows(rows)
        if self.table.chosen() < 0:
            self.set_detail(None)

    def set_detail(self, detail: QWidget | None) -> None:
        """Show this beside the list instead of what was there; None when nothing is chosen."""
        old = self._pages.currentWidget()
        if detail is not None and self._pages.indexOf(detail) < 0:
            self._pages.addWidget(detail)
        self._pages.setCurrentWidget(self._nothing if detail is None else detail)
        if old is not None and old is not self._nothing and old is not detail:
            self._pages.removeWidget(old)
            old.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() in _MOVES or (enters and self.table.chosen() >= 0):
                self.table.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.search.edit.installEventFilter(self)
        self.search.changed.connect(self.searched)
        self.chips.chosen.connect(self.filtered)
        self.table.selected.connect(self._on_selected)
        self.table.opened.connect(lambda index: self.opened.emit(self.table.row(index).key))

    def _on_selected(self, index: int) -> None:
        if index < 0:
            self.set_detail(None)
        self.selected.emit(self.table.key())


def _align(column: Column) -> int:
    return _RIGHT if column.kind in ("figure", "strong") else _LEFT
