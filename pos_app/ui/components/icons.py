"""Icons: drawn from the SVG set in resources/icons, in the colour asked for."""

import logging
import os

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from pos_app.words import RESOURCES

FOLDER = os.path.join(RESOURCES, "icons")
SIZE = 20

_log = logging.getLogger("ui")

_drawn: dict[tuple[str, int, int, float], QPixmap] = {}
_DRAWN_MAX = 512
_missing: set[str] = set()


def icon(name: str, colour: QColor, size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """The icon as a square of `size` pixels, for a screen with this device pixel ratio.

    Empty if there is no such icon: painting must not fail on a file that went missing.
    """
    key = (name, colour.rgba(), size, ratio)
    found = _drawn.get(key)
    if found is None:
        if len(_drawn) >= _DRAWN_MAX:
            _drawn.clear()
        found = _drawn[key] = _draw(name, colour, size, ratio)
    return found


def paint_icon(
    painter: QPainter, name: str, colour: QColor, x: int, y: int, size: int = SIZE
) -> None:
    """Paint the icon with its top left corner at (x, y)."""
    painter.drawPixmap(x, y, icon(name, colour, size, painter.device().devicePixelRatio()))


def _draw(name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    edge = round(size * ratio)
    pixmap = QPixmap(edge, edge)
    pixmap.fill(Qt.GlobalColor.transparent)
    source = _source(name).replace("currentColor", colour.name())
    if source:
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, edge, edge))
        painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _source(name: str) -> str:
    try:
        with open(os.path.join(FOLDER, f"{name}.svg"), encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        if name not in _missing:
            _missing.add(name)
            _log.error("the icon %r cannot be read: %s", name, error)
        return ""
