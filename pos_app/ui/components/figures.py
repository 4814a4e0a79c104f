"""Columns of figures: as wide as the widest text shown, and never an amount cut short."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from pos_app.ui import theme
from pos_app.ui.components import paint

SMALLEST = 10
_RIGHT = int(paint.RIGHT.value)


class Widest:
    """The widest text of a column so far; it only grows until it is told to begin anew."""

    __slots__ = ("_bold", "_text", "_wide")

    def __init__(self, *, bold: bool = False) -> None:
        self._bold = bold
        self._text = ""
        self._wide = 0

    def begin(self, texts: Iterable[str]) -> None:
        """Forget what was, and take these texts."""
        self._text, self._wide = "", 0
        for text in texts:
            self.grew(text)

    def grew(self, text: str) -> bool:
        """Take one more text; true when the column has to be wider for it."""
        wide = paint.width(text, theme.BODY, self._bold)
        if wide <= self._wide:
            return False
        self._text, self._wide = text, wide
        return True

    def width(self, px: int) -> int:
        """How many pixels the column needs at this size, with one for rounding."""
        return paint.width(self._text, px, self._bold) + 1 if self._text else 0


def within(wanted: Sequence[int], room: int) -> list[int]:
    """The widths that columns get: what they want, or their share of a room that is too small."""
    total = sum(wanted)
    if total <= room:
        return list(wanted)
    return [wide * max(0, room) // total for wide in wanted]


def fitting(text: str, px: int, wide: int, *, bold: bool = False) -> int:
    """The largest size up to `px` at which the text fits; the smallest there is where none does."""
    while px > SMALLEST and paint.width(text, px, bold) > wide:
        px -= 1
    return px


def is_cut(text: str, wide: int, *, bold: bool = False) -> bool:
    """Whether a figure does not fit even at its smallest."""
    return paint.width(text, SMALLEST, bold) > wide


def paint_figure(
    painter: QPainter, place: QRect, text: str, px: int, *, bold: bool = False
) -> None:
    """Write a figure at the right of its place, smaller where it would not fit.

    Where even that is too wide it ends in …: what is left of an amount must not look like one.
    """
    size = fitting(text, px, place.width(), bold=bold)
    if size == SMALLEST and is_cut(text, place.width(), bold=bold):
        measure = paint.metrics(size, bold)
        text = measure.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.setFont(theme.font(size, bold=bold))
    painter.drawText(place, _RIGHT, text)
