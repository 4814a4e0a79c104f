"""The tile grid: pages of tiles, as many as the place holds, each always where it was."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app import words
from pos_app.ui import theme
from pos_app.ui.components import paint
from pos_app.ui.components.button import IconButton
from pos_app.ui.components.tile import Tile, TileData
from pos_app.words import mark

_TILES_MAX = 40
_SWIPE_FROM = 48
_BACK = mark("Page back")
_ON = mark("Next page")


class TileGrid(QWidget):
    """Tiles in pages. Columns and rows follow the place; a page of tiles is never scrolled.

    Pages turn by their arrows, PgUp and PgDn, the wheel and a swipe. `chosen` carries the key of
    the tile that was pressed.
    """

    chosen = Signal(object)
    page_turned = Signal(int)

    def __init__(
        self, *, tile_width: int = 132, tile_height: int = 96, empty: str = "", columns_min: int = 2
    ) -> None:
        """`empty` is the message shown while there is no tile."""
        super().__init__()
        self._least = QSize(tile_width, tile_height)
        self._columns_min = columns_min
        self._empty = empty
        self._data: list[TileData] = []
        self._tiles: list[Tile] = []
        self._page = 0
        self._swipe_from: QPoint | None = None
        self._back = IconButton("chevron-left", _BACK)
        self._on = IconButton("chevron-right", _ON)
        for arrow, step in ((self._back, -1), (self._on, 1)):
            arrow.setParent(self)
            arrow.clicked.connect(lambda *, step=step: self.turn(step))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_tiles(self, data: list[TileData]) -> None:
        """Show these tiles, from the first page on."""
        self._data = list(data)
        self._page = 0
        self._fill()

    def tiles(self) -> list[Tile]:
        """The tiles of the page that is shown."""
        return [tile for tile in self._tiles if not tile.isHidden()]

    def columns(self) -> int:
        """How many tiles stand beside each other."""
        fit = (self.width() + theme.GAP) // (self._least.width() + theme.GAP)
        return max(self._columns_min, fit)

    def rows(self) -> int:
        """How many tiles stand below each other."""
        fit = (self._room() + theme.GAP) // (self._least.height() + theme.GAP)
        return max(1, min(fit, _TILES_MAX // self.columns()))

    def page(self) -> int:
        """The page that is shown, from 0."""
        return self._page

    def pages(self) -> int:
        """How many pages there are; at least one."""
        a_page = self.columns() * self.rows()
        return max(1, (len(self._data) + a_page - 1) // a_page)

    def turn(self, step: int) -> None:
        """Turn so many pages on, or back; stops at the ends."""
        page = max(0, min(self._page + step, self.pages() - 1))
        if page != self._page:
            self._page = page
            self._fill()
            self.page_turned.emit(page)

    def say(self) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(4 * (self._least.width() + theme.GAP), 4 * (self._least.height() + theme.GAP))

    def minimumSizeHint(self) -> QSize:
        wide = self._columns_min * (self._least.width() + theme.GAP) - theme.GAP
        return QSize(wide, self._least.height() + self._foot())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        step = {
            keys.Key_Left: -1,
            keys.Key_Right: 1,
            keys.Key_Up: -self.columns(),
            keys.Key_Down: self.columns(),
        }.get(keys(event.key()))
        if step is not None:
            self._move_focus(step)
        elif event.key() in (keys.Key_PageUp, keys.Key_PageDown):
            self.turn(1 if event.key() == keys.Key_PageDown else -1)
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.turn(-1 if event.angleDelta().y() > 0 else 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._swipe_from = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._swipe_from is not None:
            moved = event.position().toPoint().x() - self._swipe_from.x()
            if abs(moved) >= _SWIPE_FROM:
                self.turn(-1 if moved > 0 else 1)
        self._swipe_from = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        if not self._data:
            muted = theme.colour("ink-2")
            text = words.text(self._empty)
            paint.line_of_text(painter, self.rect(), text, muted, align=paint.CENTRE)
        elif self.pages() > 1:
            self._paint_dots(painter)

    def _paint_dots(self, painter: QPainter) -> None:
        count, step = self.pages(), 18
        middle = self.height() - theme.TARGET // 2
        if count > 9:
            place = QRect(0, middle - 14, self.width(), 28)
            text = f"{self._page + 1} / {count}"
            tone = theme.colour("ink-2")
            paint.line_of_text(painter, place, text, tone, theme.SMALL, align=paint.CENTRE)
            return
        x = self.width() // 2 - (count - 1) * step // 2 - 4
        for at in range(count):
            here = at == self._page
            dot = QRect(x + at * step - (4 if here else 0), middle - 4, 16 if here else 8, 8)
            paint.box(painter, dot, theme.colour("accent" if here else "quiet"), None, 4)

    def _fill(self) -> None:
        """Put the page's tiles in their places; a place without one stays empty."""
        columns, rows = self.columns(), self.rows()
        self._page = min(self._page, self.pages() - 1)
        shown = self._data[self._page * columns * rows :][: columns * rows]
        while len(self._tiles) < len(shown):
            self._tiles.append(self._new_tile(shown[len(self._tiles)]))
        wide = (self.width() + theme.GAP) // columns - theme.GAP
        high = (self._room() + theme.GAP) // rows - theme.GAP
        high = min(high, self._least.height() * 5 // 4)
        for at, tile in enumerate(self._tiles):
            if at < len(shown):
                x = at % columns * (wide + theme.GAP)
                y = at // columns * (high + theme.GAP)
                tile.setGeometry(x, y, wide, high)
                tile.show_data(shown[at])
            tile.setVisible(at < len(shown))
        self._place_arrows()
        self.update()

    def _place_arrows(self) -> None:
        y = self.height() - theme.TARGET
        several = self.pages() > 1
        middle = self.width() // 2
        for arrow, x, possible in (
            (self._back, middle - 160, self._page > 0),
            (self._on, middle + 160 - theme.TARGET, self._page < self.pages() - 1),
        ):
            arrow.setGeometry(x, y, theme.TARGET, theme.TARGET)
            arrow.setVisible(several)
            arrow.setEnabled(possible)

    def _new_tile(self, data: TileData) -> Tile:
        tile = Tile(data)
        tile.setParent(self)
        tile.clicked.connect(lambda: self.chosen.emit(tile.data.key))
        return tile

    def _move_focus(self, step: int) -> None:
        tiles = self.tiles()
        here = next((at for at, tile in enumerate(tiles) if tile.hasFocus()), -1)
        if tiles:
            tiles[max(0, min(here + step, len(tiles) - 1))].setFocus()

    def _room(self) -> int:
        return max(0, self.height() - self._foot())

    def _foot(self) -> int:
        """The arrows' place is kept even when one page holds all: nothing jumps."""
        return theme.TARGET + theme.GRID
