"""Charts of a day: takings by hour, and shares of a whole. Drawn by pyqtgraph."""

from collections.abc import Sequence

import pyqtgraph
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pos_app import words
from pos_app.ui import theme

_BAR_PERCENT = 62
_BEFORE_PERCENT = 88
_HOURS_SHOWN_MIN = 8
_SHARES_MAX = 7


class _Chart(QWidget):
    """A plot in the colours of the theme, drawn again when those change."""

    def __init__(self) -> None:
        super().__init__()
        self.plot = pyqtgraph.PlotWidget()
        self.plot.setMenuEnabled(False)
        self.plot.setMouseEnabled(False, False)
        self.plot.hideButtons()
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.plot)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 140)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def say(self) -> None:
        self._draw()

    def _draw(self) -> None:
        raise NotImplementedError

    def _start(self) -> None:
        """Clear the plot and give ground and axes their colours."""
        self.plot.clear()
        self.plot.setBackground(theme.colour("surface"))
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(pyqtgraph.mkPen(theme.colour("line")))
            axis.setTextPen(pyqtgraph.mkPen(theme.colour("ink-2")))
            axis.setStyle(tickFont=_font(), tickLength=0)


class HourChart(_Chart):
    """Takings by hour as bars; behind them, in grey, those of the same days a week before."""

    def __init__(self) -> None:
        super().__init__()
        self._now: dict[int, int] = {}
        self._before: dict[int, int] = {}

    def set_hours(self, now_fen: dict[int, int], before_fen: dict[int, int]) -> None:
        """Show these takings in fen by hour of the day, 0 to 23."""
        self._now, self._before = dict(now_fen), dict(before_fen)
        self._draw()

    def _draw(self) -> None:
        self._start()
        hours = _hours_shown([*self._now, *self._before])
        top_fen = max([*self._now.values(), *self._before.values(), 1])
        self.plot.addItem(_bars(hours, self._before, _BEFORE_PERCENT, _faint()))
        self.plot.addItem(_bars(hours, self._now, _BAR_PERCENT, theme.colour("accent")))
        for hour in hours:
            if self._now.get(hour):
                self.plot.addItem(_value_above(hour, self._now[hour]))
        self.plot.getAxis("bottom").setTicks([[(hour, f"{hour}") for hour in hours]])
        self.plot.hideAxis("left")
        self.plot.setXRange(hours[0] - 0.5, hours[-1] + 0.5, padding=0)
        self.plot.setYRange(0, top_fen * 1.2, padding=0)


class ShareChart(_Chart):
    """Parts of a whole as bars beside each other's names, the largest first."""

    def __init__(self) -> None:
        super().__init__()
        self._shares: list[tuple[str, int]] = []

    def set_shares(self, shares: Sequence[tuple[str, int]]) -> None:
        """Show names and fen; what is beyond seven names is left to the numbers beside it."""
        self._shares = sorted(shares, key=lambda share: -share[1])[:_SHARES_MAX]
        self._draw()

    def _draw(self) -> None:
        self._start()
        count = max(len(self._shares), 1)
        top_fen = max([fen for _, fen in self._shares] + [1])
        places = [count - 1 - at for at in range(len(self._shares))]
        widths = [fen for _, fen in self._shares]
        accent = theme.colour("accent")
        bars = pyqtgraph.BarGraphItem(
            x0=0, y=places, height=0.55, width=widths, brush=accent, pen=accent
        )
        self.plot.addItem(bars)
        for place, (_, fen) in zip(places, self._shares, strict=True):
            text = pyqtgraph.TextItem(words.yuan(fen), color=theme.colour("ink"), anchor=(0, 0.5))
            text.setFont(_font())
            text.setPos(fen, place)
            self.plot.addItem(text)
        names = [(place, name) for place, (name, _) in zip(places, self._shares, strict=True)]
        self.plot.getAxis("left").setTicks([names])
        self.plot.hideAxis("bottom")
        self.plot.setXRange(0, top_fen * 1.45, padding=0)
        self.plot.setYRange(-0.6, count - 0.4, padding=0)


def _bars(hours: range, fen: dict[int, int], percent: int, colour: QColor) -> object:
    heights = [fen.get(hour, 0) for hour in hours]
    return pyqtgraph.BarGraphItem(
        x=list(hours), height=heights, width=percent / 100, brush=colour, pen=colour
    )


def _value_above(hour: int, fen: int) -> object:
    text = pyqtgraph.TextItem(_short(fen), color=theme.colour("ink-2"), anchor=(0.5, 1))
    text.setFont(_font())
    text.setPos(hour, fen)
    return text


def _short(fen: int) -> str:
    """Whole yuan: the exact sum stands in the numbers below."""
    return f"{(fen + 50) // 100:,}"


def _hours_shown(hours: list[int]) -> range:
    """The hours with takings and at least a usual day's, so that one sale is no lone pillar."""
    first = min([*hours, 8])
    last = max([*hours, 21, first + _HOURS_SHOWN_MIN])
    return range(first, min(last, 23) + 1)


def _faint() -> QColor:
    return theme.mix("quiet", "surface", 30)


def _font() -> QFont:
    return theme.font(theme.SMALL)
