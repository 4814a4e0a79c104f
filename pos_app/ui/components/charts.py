"""Charts of a day: takings by hour, and shares of a whole. Drawn by pyqtgraph."""

from collections.abc import Sequence
from typing import Literal

import pyqtgraph
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pos_app import words
from pos_app.ui import theme
from pos_app.ui.components import paint

_BAR = 0.5
_BEFORE_BAR = 0.82
_FIRST_HOUR, _LAST_HOUR = 8, 21
_HEAD_ROOM = 1.18
_SHARES_MAX = 12
_SHARE_HIGH = 30
_NAME_WIDE = 132
_LABEL_GAP = 4
_WHOLE_FROM_FEN = 100_00


class _Chart(QWidget):
    """Bars and one axis in the colours of the theme, drawn again when those or its size change.

    It is put together from pyqtgraph's parts: its ready plot brings menus that nobody opens.
    """

    def __init__(self, side: Literal["left", "bottom"]) -> None:
        super().__init__()
        self.view = pyqtgraph.GraphicsView()
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.box = pyqtgraph.ViewBox(enableMenu=False, enableMouse=False)
        self.axis = pyqtgraph.AxisItem(side)
        self.axis.linkToView(self.box)
        parts = pyqtgraph.GraphicsLayout()
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(0)
        parts.addItem(self.box, 0, 1)
        parts.addItem(self.axis, *((0, 0) if side == "left" else (1, 1)))
        self.view.setCentralItem(parts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 160)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def resizeEvent(self, event: object) -> None:
        self._draw()

    def say(self) -> None:
        self._draw()

    def _draw(self) -> None:
        raise NotImplementedError

    def _start(self) -> None:
        """Clear the chart and give ground and axis their colours."""
        self.box.clear()
        self.view.setBackground(theme.colour("surface"))
        self.axis.setPen(pyqtgraph.mkPen(theme.colour("line")))
        self.axis.setTextPen(pyqtgraph.mkPen(theme.colour("ink-2")))
        self.axis.setStyle(tickFont=theme.font(theme.SMALL), tickLength=0, tickTextOffset=6)

    def _write(
        self, text: str, x: float, y: float, token: str, anchor: tuple[float, float],
        *, bold: bool = False,
    ) -> None:  # fmt: skip
        item = pyqtgraph.TextItem(text, color=theme.colour(token), anchor=anchor)
        item.setFont(theme.font(theme.SMALL, bold=bold))
        item.setPos(x, y)
        self.box.addItem(item, ignoreBounds=True)


class HourChart(_Chart):
    """Takings by hour as bars; behind them, in grey, those of the same days a week before.

    Above each bar stands its sum in yuan, as long as it is no wider than its hour.
    """

    def __init__(self) -> None:
        super().__init__("bottom")
        self._now: dict[int, int] = {}
        self._before: dict[int, int] = {}

    def set_hours(self, now_fen: dict[int, int], before_fen: dict[int, int]) -> None:
        """Show these takings in fen by hour of the day, 0 to 23."""
        self._now, self._before = dict(now_fen), dict(before_fen)
        self._draw()

    def labels(self) -> dict[int, str]:
        """What stands above the bars, by hour."""
        wide = self.width() // len(self.hours())
        said = {hour: _short_yuan(fen) for hour, fen in self._now.items() if fen}
        return {hour: text for hour, text in said.items() if paint.width(text, theme.SMALL) <= wide}

    def hours(self) -> range:
        """The hours shown: a shop's usual day, and more where something was sold."""
        sold = [*self._now, *self._before]
        return range(min([*sold, _FIRST_HOUR]), max([*sold, _LAST_HOUR]) + 1)

    def _draw(self) -> None:
        self._start()
        hours = self.hours()
        top_fen = max([*self._now.values(), *self._before.values(), 1])
        self.box.addItem(_hour_bars(self._before, _BEFORE_BAR, _faint()))
        self.box.addItem(_hour_bars(self._now, _BAR, theme.colour("accent")))
        for hour, text in self.labels().items():
            height_fen = max(self._now[hour], self._before.get(hour, 0))
            self._write(text, hour, height_fen, "ink", (0.5, 1))
        self.axis.setTicks([[(hour, f"{hour}") for hour in hours]])
        self.box.setXRange(hours[0] - 0.5, hours[-1] + 0.5, padding=0)
        self.box.setYRange(0, top_fen * _HEAD_ROOM, padding=0)


class ShareChart(_Chart):
    """Parts of a whole, the largest first: name, bar, sum, and how much of the whole it is."""

    def __init__(self) -> None:
        super().__init__("left")
        self._shares: list[tuple[str, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_shares(self, shares: Sequence[tuple[str, int]]) -> None:
        """Show names and fen. Beyond twelve the smallest are drawn as one, named "…"."""
        ordered = sorted(shares, key=lambda share: -share[1])
        rest = ordered[_SHARES_MAX - 1 :]
        if len(rest) > 1:
            ordered = [*ordered[: _SHARES_MAX - 1], ("…", sum(fen for _, fen in rest))]
        self._shares = ordered
        self.updateGeometry()
        self._draw()

    def shown(self) -> list[tuple[str, str, str]]:
        """Name, sum and share of each row, as they are written."""
        whole_fen = sum(fen for _, fen in self._shares)
        return [
            (name, words.yuan(fen, grouped=True), _percent(fen, whole_fen))
            for name, fen in self._shares
        ]

    def sizeHint(self) -> QSize:
        return QSize(320, max(1, len(self._shares)) * _SHARE_HIGH + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def _draw(self) -> None:
        self._start()
        rows = self.shown()
        count = max(len(rows), 1)
        places = [count - 1 - at for at in range(len(rows))]
        scale = self._bar_scale()
        lengths = [max(fen, 0) * scale for _, fen in self._shares]
        rooms = [self._bar_room()] * len(rows)
        self.box.addItem(_share_bars(places, rooms, _faint()))
        self.box.addItem(_share_bars(places, lengths, theme.colour("accent")))
        right = self._room()
        for place, (_, amount, percent) in zip(places, rows, strict=True):
            self._write(percent, right, place, "ink-2", (1, 0.5))
            self._write(amount, right - self._percent_wide(), place, "ink", (1, 0.5), bold=True)
        names = [_elided(name) for name, _, _ in rows]
        self.axis.setTicks([list(zip(places, names, strict=True))])
        self.axis.setWidth(self._names_wide())
        self.axis.setPen(pyqtgraph.mkPen(None))
        self.box.setXRange(0, right, padding=0)
        self.box.setYRange(-0.5, count - 0.5, padding=0)

    def _room(self) -> int:
        """Pixels beside the names; one unit of the plot is one pixel."""
        return max(1, self.width() - self._names_wide() - 2)

    def _bar_room(self) -> int:
        amounts = [paint.width(amount, theme.SMALL, True) for _, amount, _ in self.shown()]
        figures = max(amounts, default=0) + self._percent_wide() + 4 * _LABEL_GAP
        return max(24, self._room() - figures)

    def _bar_scale(self) -> float:
        return self._bar_room() / max([fen for _, fen in self._shares] + [1])

    def _names_wide(self) -> int:
        names = [paint.width(_elided(name), theme.SMALL) for name, _ in self._shares]
        return max(names, default=0) + 3 * _LABEL_GAP

    def _percent_wide(self) -> int:
        return paint.width("100.0 %", theme.SMALL) + 2 * _LABEL_GAP


def _hour_bars(fen: dict[int, int], wide: float, colour: QColor) -> object:
    shown = {hour: value for hour, value in fen.items() if value}
    return pyqtgraph.BarGraphItem(
        x=list(shown), height=list(shown.values()), width=wide, brush=colour,
        pen=pyqtgraph.mkPen(None),
    )  # fmt: skip


def _share_bars(places: list[int], lengths: Sequence[float], colour: QColor) -> object:
    return pyqtgraph.BarGraphItem(
        x0=0, y=places, height=0.32, width=list(lengths), brush=colour,
        pen=pyqtgraph.mkPen(None),
    )  # fmt: skip


def _faint() -> QColor:
    return theme.mix("quiet", "surface", 28)


def _short_yuan(fen: int) -> str:
    """Below ¥100 the sum as it is, from there on whole yuan: it stands among the figures."""
    if abs(fen) >= _WHOLE_FROM_FEN:
        return f"{(fen + 50) // 100:,}"
    return words.money(fen).rstrip("0").rstrip(".")


def _percent(fen: int, whole_fen: int) -> str:
    if whole_fen <= 0:
        return ""
    tenths = (2 * fen * 1_000 + whole_fen) // (2 * whole_fen)
    return f"{tenths // 10}.{tenths % 10} %"


def _elided(name: str) -> str:
    cut = Qt.TextElideMode.ElideRight
    return paint.metrics(theme.SMALL).elidedText(name, cut, _NAME_WIDE)
