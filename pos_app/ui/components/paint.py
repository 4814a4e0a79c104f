"""What every painted part shares: rounded boxes, the focus ring, lines of text, amounts, keys."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from pos_app.ui import theme
from pos_app.words import YUAN

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter

_metrics: dict[tuple[int, bool], QFontMetrics] = {}


def metrics(px: int, bold: bool = False) -> QFontMetrics:
    """The measures of a size of the till's font."""
    key = (px, bold)
    if key not in _metrics:
        _metrics[key] = QFontMetrics(theme.font(px, bold=bold))
    return _metrics[key]


def width(text: str, px: int, bold: bool = False) -> int:
    """How many pixels the text takes on one line."""
    return metrics(px, bold).horizontalAdvance(text)


def painter_for(widget: QWidget) -> QPainter:
    """A painter with smooth edges; the caller ends it."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def box(
    painter: QPainter,
    rect: QRect,
    fill: QColor | None,
    edge: QColor | None = None,
    radius: int = theme.RADIUS,
) -> None:
    """A rounded box; its edge lies inside the rectangle."""
    thick = theme.strength("line")
    painter.setPen(QPen(edge, thick) if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    inset = thick / 2 if edge is not None else 0
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)


def ring(painter: QPainter, rect: QRect, token: str = "accent", radius: int = theme.RADIUS) -> None:
    """The focus ring, inside the rectangle."""
    thick = theme.strength("ring")
    painter.setPen(QPen(theme.colour(token), thick))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = thick / 2
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)


def line_of_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    colour: QColor,
    px: int = theme.BODY,
    *,
    bold: bool = False,
    align: Qt.AlignmentFlag = LEFT,
) -> bool:
    """Draw one line, elided when it does not fit; true when all of it is shown."""
    measure = metrics(px, bold)
    whole = measure.horizontalAdvance(text) <= rect.width()
    if not whole:
        text = measure.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(theme.font(px, bold=bold))
    painter.setPen(colour)
    painter.drawText(rect, align | Qt.TextFlag.TextSingleLine, text)
    return whole


def amount_width(text: str, px: int, bold: bool = False) -> int:
    """How many pixels an amount takes, its sign of currency being smaller than its digits."""
    before, sign, digits = text.partition(YUAN)
    if not sign:
        return width(text, px, bold)
    return (
        width(before, px, bold) + width(sign, _small(px), False) + px // 8 + width(digits, px, bold)
    )


def amount(
    painter: QPainter,
    rect: QRect,
    text: str,
    colour: QColor,
    px: int = theme.BODY,
    *,
    bold: bool = False,
    align: Qt.AlignmentFlag = RIGHT,
) -> None:
    """Draw an amount on one line; a ¥ in it is smaller than the digits, on the same base line."""
    wide = amount_width(text, px, bold)
    x = rect.left()
    if align & Qt.AlignmentFlag.AlignRight:
        x = rect.right() + 1 - wide
    elif align & Qt.AlignmentFlag.AlignHCenter:
        x = rect.left() + (rect.width() - wide) // 2
    measure = metrics(px, bold)
    base = rect.top() + (rect.height() - measure.height()) // 2 + measure.ascent()
    painter.setPen(colour)
    before, sign, digits = text.partition(YUAN)
    if not sign:
        before, digits = "", text
    for part, size, heavy in ((before, px, bold), (sign, _small(px), False), (digits, px, bold)):
        if part:
            painter.setFont(theme.font(size, bold=heavy))
            painter.drawText(QPointF(x, base), part)
            x += width(part, size, heavy) + (px // 8 if part == YUAN else 0)


def wrapped(
    text: str, px: int, wide: int, lines: int, bold: bool = False
) -> tuple[list[str], bool]:
    """The text broken into at most so many lines; true when all of it fits.

    Chinese breaks anywhere, Latin words at spaces where they can.
    """
    measure = metrics(px, bold)
    out: list[str] = []
    rest = text
    while rest and len(out) < lines:
        if measure.horizontalAdvance(rest) <= wide:
            return [*out, rest], True
        if len(out) == lines - 1:
            return [*out, measure.elidedText(rest, Qt.TextElideMode.ElideRight, wide)], False
        cut = _fitting(rest, measure, wide)
        out.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return out, not rest


def key_cap_width(key: str) -> int:
    """How many pixels the printed key takes."""
    return max(24, width(key, theme.SMALL) + 12)


def key_cap(painter: QPainter, rect: QRect, key: str, colour: QColor) -> None:
    """A key as it is printed on its button: its name in a thin outline."""
    outline = QColor(colour)
    outline.setAlpha(110)
    box(painter, rect, None, outline, 4)
    line_of_text(painter, rect, key, colour, theme.SMALL, align=CENTRE)


def _small(px: int) -> int:
    return max(theme.SMALL - 2, px * 6 // 10)


def _fitting(text: str, measure: QFontMetrics, wide: int) -> int:
    """How many characters of the text fill one line."""
    cut = 1
    while cut < len(text) and measure.horizontalAdvance(text[: cut + 1]) <= wide:
        cut += 1
    space = text.rfind(" ", 0, cut + 1)
    inside_word = cut < len(text) and text[cut].isascii() and not text[cut].isspace()
    return space if inside_word and space > 0 else cut
