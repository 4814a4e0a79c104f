"""Lists: sales, products and members in one painted table, with search, filters and a detail."""

from typing import Literal

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStackedLayout, QWidget

from pos_app import words
from pos_app.ui import theme
from pos_app.ui.components import figures, paint
from pos_app.ui.components.chips import Chip, Chips
from pos_app.ui.components.empty import EmptyPage
from pos_app.ui.components.field import Field
from pos_app.ui.components.figures import Widest
from pos_app.ui.components.layout import Rule, Surface, column, holding, row
from pos_app.ui.components.rows import HEADER_HIGH, Rows

_LEFT = int(paint.LEFT.value)
_RIGHT = int(paint.RIGHT.value)
_EDGE = theme.WIDE
_BETWEEN = theme.PAD
_FIGURES = ("figure", "strong")
_SHARE_LEAST = 40
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Column:
    """A column: its head, its width in pixels (0: a share of what is left), and how it is written.

    Kinds: text, figure (right-aligned), strong (a figure that counts), muted. Figures are always
    shown whole: their column is wider than asked where one of them needs it.
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

    @property
    def is_figure(self) -> bool:
        """Whether its cells are figures."""
        return self.kind in _FIGURES


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
        self._widest = [Widest(bold=one.kind == "strong") for one in columns]

    def set_rows(self, rows: list[ListRow]) -> None:
        """Show these rows; the chosen one stays chosen where its key is still there."""
        key = self.key()
        self._rows = list(rows)
        for at, widest in enumerate(self._widest):
            widest.begin(each.cells[at] for each in rows if self._columns[at].is_figure)
        self._header.update()
        keys = [one.key for one in self._rows]
        self._chosen = keys.index(key) if key is not None and key in keys else -1
        self.verticalScrollBar().setValue(0)
        self.rows_changed()
        self.show_row(self._chosen)

    def add_rows(self, rows: list[ListRow]) -> None:
        """Show these below what is shown."""
        self._rows.extend(rows)
        for at, widest in enumerate(self._widest):
            for each in rows if self._columns[at].is_figure else ():
                widest.grew(each.cells[at])
        self._header.update()
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
        """Heads that do not fit their columns, and figures of any row that do not."""
        places = self._places(QRect(0, 0, self.viewport().width(), HEADER_HIGH))
        cut = []
        for at, (one, place) in enumerate(zip(self._columns, places, strict=True)):
            head = words.text(one.message)
            if paint.width(head, theme.SMALL) > place.width():
                cut.append(head)
            if one.is_figure:
                cells = (each.cells[at] for each in self._rows)
                bold = one.kind == "strong"
                cut += [cell for cell in cells if figures.is_cut(cell, place.width(), bold=bold)]
        return cut

    def paint_header(self, painter: QPainter, place: QRect) -> None:
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.colour("ink-2"))
        for one, where in zip(self._columns, self._places(place), strict=True):
            painter.drawText(where, _align(one), words.text(one.message))

    def paint_row(self, painter: QPainter, index: int, place: QRect) -> None:
        data = self._rows[index]
        for one, cell, where in zip(self._columns, data.cells, self._places(place), strict=True):
            strong, muted = one.kind == "strong", one.kind == "muted"
            painter.setPen(theme.colour("ink-2" if muted else data.tone if strong else "ink"))
            if one.is_figure:
                figures.paint_figure(painter, where, cell, theme.BODY, bold=strong)
                continue
            px = theme.SMALL if muted else theme.BODY
            painter.setFont(theme.font(px))
            painter.drawText(where, _LEFT, self.elided(cell, px, where.width()))

    def paint_empty(self, painter: QPainter, place: QRect) -> None:
        text = words.text(self._empty)
        paint.line_of_text(painter, place, text, theme.colour("ink-2"), align=paint.CENTRE)

    def _places(self, place: QRect) -> list[QRect]:
        shares = sum(1 for one in self._columns if not one.width)
        room = place.width() - 2 * _EDGE - _BETWEEN * (len(self._columns) - 1)
        wanted = [
            max(one.width, widest.width(theme.BODY)) if one.width else 0
            for one, widest in zip(self._columns, self._widest, strict=True)
        ]
        given = figures.within(wanted, room - shares * _SHARE_LEAST)
        share = max(_SHARE_LEAST, (room - sum(given)) // max(1, shares))
        out, x = [], place.left() + _EDGE
        for one, wide in zip(self._columns, given, strict=True):
            taken = wide if one.width else share
            out.append(QRect(x, place.top(), taken, place.height()))
            x += taken + _BETWEEN
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
    return _RIGHT if column.is_figure else _LEFT
