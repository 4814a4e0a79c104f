"""Painted rows: what every table of the till shares: geometry, choice, keys, finger and wheel.

Rows are painted, not built of widgets: two hundred of them repaint within a frame.
"""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from pos_app.ui import theme
from pos_app.ui.components import paint

HEADER_HIGH = 36
_DRAG_FROM = 8
_THUMB_REACH = 24
_FLING_MS = 16
_FLING_KEEPS = 92  # % of its speed that a flung list keeps from one frame to the next
_ELIDED_MAX = 4000


class Rows(QAbstractScrollArea):
    """A column of painted rows with a header; at most one row is chosen.

    Below the chosen row a strip of widgets may open; see `set_strip`.
    """

    selected = Signal(int)
    opened = Signal(int)
    near_end = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chosen = -1
        self._strip: QWidget | None = None
        self._pressed_at: QPoint | None = None
        self._dragged = False
        self._on_thumb = False
        self._speed = 0.0
        self._elided: dict[tuple[str, int, int], str] = {}
        self._fling = QTimer(self)
        self._fling.setInterval(_FLING_MS)
        self._fling.timeout.connect(self._glide)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # The bar keeps the place and is not shown: were it, the columns would move when it comes.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setViewportMargins(0, HEADER_HIGH, 0, 0)
        self._header = _Header(self)

    # What a kind of table says of itself.

    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def row_height(self) -> int:
        """How high one row is; the same for all."""
        return 48

    def paint_row(self, painter: QPainter, index: int, place: QRect) -> None:
        """Paint one row's texts; its ground is painted."""
        raise NotImplementedError

    def paint_header(self, painter: QPainter, place: QRect) -> None:
        """Paint the names of the columns."""
        raise NotImplementedError

    def paint_empty(self, painter: QPainter, place: QRect) -> None:
        """Paint what is said when there is no row."""

    def row_tone(self, index: int) -> tuple[str, int]:
        """A token and per cent laid over the row's ground; ("", 0) for none."""
        return ("accent", theme.strength("selected")) if index == self._chosen else ("", 0)

    def tip(self, index: int) -> str:
        """The row's texts in full, where one of them is elided."""
        return ""

    # Choice.

    def chosen(self) -> int:
        """The chosen row, -1 for none."""
        return self._chosen

    def choose(self, index: int) -> None:
        """Choose a row and bring it into view; -1 for none. Emits `selected` when it is another."""
        index = index if 0 <= index < self.count() else -1
        if index == self._chosen:
            self.show_row(index)
            return
        first = (
            max(index, self._chosen) if -1 in (index, self._chosen) else min(index, self._chosen)
        )
        self._chosen = index
        self._measure()
        self.show_row(index)
        self._place_strip()
        self._update_from(first)
        self.selected.emit(index)

    def show_row(self, index: int) -> None:
        """Scroll no further than needed to show the row and the strip below it."""
        if not 0 <= index < self.count():
            return
        top = self.row_top(index)
        bottom = top + self.row_height() + (self._strip_high() if index == self._chosen else 0)
        bar = self.verticalScrollBar()
        if bottom - bar.value() > self.viewport().height():
            bar.setValue(bottom - self.viewport().height())
        if top < bar.value():
            bar.setValue(top)

    def set_strip(self, strip: QWidget | None) -> None:
        """A row of widgets that opens under the chosen row; the table owns it."""
        if self._strip is not None and self._strip is not strip:
            self._strip.hide()
            self._strip.deleteLater()
        self._strip = strip
        if strip is not None:
            strip.setParent(self.viewport())
            strip.hide()
        self._arrange()

    # Geometry.

    def row_top(self, index: int) -> int:
        """Where the row begins, from the top of the first."""
        below_strip = -1 < self._chosen < index
        return index * self.row_height() + (self._strip_high() if below_strip else 0)

    def row_rect(self, index: int) -> QRect:
        """Where the row is in the viewport."""
        y = self.row_top(index) - self.verticalScrollBar().value()
        return QRect(0, y, self.viewport().width(), self.row_height())

    def row_at(self, y: int) -> int:
        """The row at this height of the viewport; -1 below the last and on the strip."""
        at = y + self.verticalScrollBar().value()
        high, strip = self.row_height(), self._strip_high()
        if self._chosen > -1 and at >= (self._chosen + 1) * high:
            at -= strip
            if at < (self._chosen + 1) * high:
                return -1
        index = at // high
        return index if 0 <= index < self.count() else -1

    def elided(self, text: str, px: int, wide: int) -> str:
        """The text cut with … to so many pixels; kept, for it is asked for at every repaint."""
        key = (text, px, wide)
        found = self._elided.get(key)
        if found is None:
            if len(self._elided) >= _ELIDED_MAX:
                self._elided.clear()
            cut = Qt.TextElideMode.ElideRight
            found = self._elided[key] = paint.metrics(px).elidedText(text, cut, wide)
        return found

    def rows_changed(self) -> None:
        """The rows are others now: measure and paint again."""
        if self._chosen >= self.count():
            self._chosen = self.count() - 1
            self.selected.emit(self._chosen)
        self._arrange()
        self.viewport().update()

    def row_changed(self, index: int) -> None:
        """One row is another now: paint it again."""
        self.viewport().update(self.row_rect(index))

    def say(self) -> None:
        self._header.update()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(480, HEADER_HIGH + 8 * self.row_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(280, HEADER_HIGH + 2 * self.row_height())

    # Events.

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._header.setGeometry(0, 0, self.width(), HEADER_HIGH)
        self._arrange()
        self.show_row(self._chosen)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        before = self._strip_rect()
        self._place_strip()
        strip = self._strip_rect()
        if strip == before:
            self._move_rows(dy, strip)
        else:
            self.viewport().update()
        bar = self.verticalScrollBar()
        if bar.maximum() > 0 and bar.maximum() - bar.value() < self.viewport().height():
            self.near_end.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("surface"))
        if not self.count():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint_empty(painter, self.viewport().rect())
            return
        region = event.region()
        texts = region.subtracted(QRegion(self._thumb_column()))
        offset = self.verticalScrollBar().value()
        index = max(0, (event.rect().top() + offset - self._strip_high()) // self.row_height())
        while index < self.count():
            place = self.row_rect(index)
            if place.top() > event.rect().bottom():
                break
            reach = place.adjusted(0, 0, 0, self._strip_high()) if index == self._chosen else place
            if region.intersects(reach):
                self._paint_one(painter, index, place, with_texts=texts.intersects(place))
            index += 1
        self._paint_thumb(painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = max(1, self.viewport().height() // self.row_height() - 1)
        last = self.count() - 1
        keys = Qt.Key
        now = self._chosen
        to = {
            keys.Key_Down: min(now + 1, last),
            keys.Key_Up: max(now - 1, 0),
            keys.Key_PageDown: min(now + page, last),
            keys.Key_PageUp: max(now - page, 0),
            keys.Key_Home: 0,
            keys.Key_End: last,
        }.get(keys(event.key()))
        if to is not None and self.count():
            self.choose(to)
        elif event.key() in (keys.Key_Return, keys.Key_Enter) and now >= 0:
            if not event.isAutoRepeat():
                self.opened.emit(now)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._fling.stop()
        self._pressed_at = event.position().toPoint()
        self._dragged = False
        self._speed = 0.0
        on_edge = self._pressed_at.x() >= self.viewport().width() - _THUMB_REACH
        self._on_thumb = on_edge and self.verticalScrollBar().maximum() > 0

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        moved = event.position().toPoint().y() - self._pressed_at.y()
        if not self._dragged and abs(moved) < _DRAG_FROM:
            return
        self._dragged = True
        bar = self.verticalScrollBar()
        if self._on_thumb:
            room = max(1, self.viewport().height() - self._thumb().height())
            bar.setValue(bar.value() + moved * bar.maximum() // room)
            self._pressed_at = event.position().toPoint()
            return
        bar.setValue(bar.value() - moved)
        self._speed = 0.5 * self._speed - 0.5 * moved
        self._pressed_at = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is not None and not self._dragged:
            self._pressed_on(self.row_at(event.position().toPoint().y()))
        elif abs(self._speed) > 2:
            self._fling.start()
        self._pressed_at = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.row_at(event.position().toPoint().y())
        if index >= 0:
            self.choose(index)
            self.opened.emit(index)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            index = self.row_at(event.pos().y())
            tip = self.tip(index) if index >= 0 else ""
            QToolTip.showText(event.globalPos(), tip, self.viewport())
            return True
        return super().viewportEvent(event)

    def _pressed_on(self, index: int) -> None:
        if index >= 0:
            self.choose(index)

    def _paint_one(self, painter: QPainter, index: int, place: QRect, *, with_texts: bool) -> None:
        token, percent = self.row_tone(index)
        if token:
            painter.fillRect(place, theme.mix(token, "surface", percent))
        if index == self._chosen:
            mark = QRect(place.left(), place.top(), 4, place.height() + self._strip_high())
            painter.fillRect(mark, theme.colour("accent"))
        if with_texts:
            self.paint_row(painter, index, place)
        line = QRect(place.left(), place.bottom(), place.width(), 1)
        if index == self._chosen and self._strip_high():
            strip = QRect(4, place.bottom() + 1, place.width(), self._strip_high())
            painter.fillRect(strip, theme.mix("accent", "surface", theme.strength("selected")))
            line.moveTop(strip.bottom())
        painter.fillRect(line, theme.colour("line"))

    def _paint_thumb(self, painter: QPainter) -> None:
        """How far down the list it is; over the rows, in the space right of their figures."""
        if self.verticalScrollBar().maximum() <= 0:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.box(painter, self._thumb(), theme.colour("quiet"), None, 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _thumb(self) -> QRect:
        bar = self.verticalScrollBar()
        high = self.viewport().height()
        long = max(theme.TARGET, high * high // (high + bar.maximum()))
        y = bar.value() * (high - long) // max(1, bar.maximum())
        return QRect(self.viewport().width() - 6, y, 4, long)

    def _strip_high(self) -> int:
        if self._strip is None or self._chosen < 0:
            return 0
        return self._strip.sizeHint().height()

    def _thumb_column(self) -> QRect:
        return QRect(self.viewport().width() - 6, 0, 6, self.viewport().height())

    def _arrange(self) -> None:
        self._measure()
        self._place_strip()

    def _measure(self) -> None:
        bar = self.verticalScrollBar()
        high = self.count() * self.row_height() + self._strip_high()
        beyond = max(0, high - self.viewport().height())
        if beyond != bar.maximum():
            self.viewport().update(self._thumb_column())
        bar.setRange(0, beyond)
        bar.setPageStep(max(1, self.viewport().height()))
        bar.setSingleStep(self.row_height())

    def _place_strip(self) -> None:
        if self._strip is None:
            return
        if self._chosen < 0:
            self._strip.hide()
            return
        place = self.row_rect(self._chosen)
        wide = self.viewport().width() - 4
        self._strip.setGeometry(4, place.bottom() + 1, wide, self._strip_high())
        self._strip.show()

    def _strip_rect(self) -> QRect:
        """Where the strip lies over the rows; nowhere when there is none."""
        is_open = self._strip is not None and not self._strip.isHidden()
        return self._strip.geometry() if is_open and self._strip is not None else QRect()

    def _update_from(self, index: int) -> None:
        """Paint this row and those below it again; the strip is painted when it moves."""
        below = self.viewport().rect()
        below.setTop(self.row_rect(index).top())
        self.viewport().update(QRegion(below).subtracted(QRegion(self._strip_rect())))

    def _move_rows(self, dy: int, strip: QRect) -> None:
        """Scroll what is painted above the strip, which itself stays where it is."""
        rows = self.viewport().rect()
        if not strip.isEmpty():
            below = QRect(rows)
            below.setTop(strip.bottom() + 1)
            self.viewport().update(below)
            rows.setBottom(strip.top() - 1)
        self.viewport().scroll(0, dy, rows)
        self.viewport().update(self._thumb_column())

    def _glide(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(round(bar.value() + self._speed))
        self._speed = self._speed * _FLING_KEEPS / 100
        if abs(self._speed) < 1 or bar.value() in (bar.minimum(), bar.maximum()):
            self._fling.stop()


class _Header(QWidget):
    """The names of the columns, above the rows and never scrolled away."""

    def __init__(self, rows: Rows) -> None:
        super().__init__(rows)
        self._rows = rows

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        line = QRect(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, theme.colour("line"))
        place = QRect(0, 0, self._rows.viewport().width(), self.height() - 1)
        self._rows.paint_header(painter, place)
