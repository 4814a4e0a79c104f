"""Rows, columns and surfaces: how parts stand beside each other."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QScroller,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pos_app.ui import theme
from pos_app.ui.components import paint

Part = QWidget | QLayout | tuple[QWidget | QLayout, int] | int | None
Box = TypeVar("Box", bound=QBoxLayout)


class Surface(QWidget):
    """A ground that other parts stand on: the page itself or a card with a thin line around it."""

    def __init__(self, token: str = "surface", *, edge: bool = False, radius: int = 0) -> None:
        super().__init__()
        self._token = token
        self._edge = edge
        self._radius = radius

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._edge and not self._radius:
            painter.fillRect(event.rect(), theme.colour(self._token))
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.colour("line") if self._edge else None
        paint.box(painter, self.rect(), theme.colour(self._token), edge, self._radius)


class Page(Surface):
    """The whole of a screen."""

    def __init__(self) -> None:
        super().__init__("canvas")


class Card(Surface):
    """A surface with a thin line around it."""

    def __init__(self) -> None:
        super().__init__("surface", edge=True, radius=theme.RADIUS)


class Rule(QWidget):
    """A thin line between two parts; upright when asked."""

    def __init__(self, *, upright: bool = False) -> None:
        super().__init__()
        policy = QSizePolicy.Policy
        if upright:
            self.setFixedWidth(1)
            self.setSizePolicy(policy.Fixed, policy.Expanding)
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(policy.Expanding, policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("line"))


class Scroll(QScrollArea):
    """A page that is longer than its place; scrolls by wheel, key and finger."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def minimumSizeHint(self) -> QSize:
        content = self.widget()
        wide = content.minimumSizeHint().width() if content is not None else 0
        return QSize(wide + 14, theme.TARGET)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)  # type: ignore[arg-type]


def row(
    *parts: Part, gap: int = theme.GAP, margin: int | tuple[int, int, int, int] = 0
) -> QHBoxLayout:
    """Parts side by side: a number is space, None what is left of it, (part, n) n shares of it."""
    return _fill(QHBoxLayout(), parts, gap, margin)


def column(
    *parts: Part, gap: int = theme.GAP, margin: int | tuple[int, int, int, int] = 0
) -> QVBoxLayout:
    """Parts below each other; numbers, None and (part, n) as in `row`."""
    return _fill(QVBoxLayout(), parts, gap, margin)


def holding(layout: QLayout, ground: QWidget | None = None) -> QWidget:
    """A widget around a layout: without a colour of its own unless a ground is given."""
    widget = QWidget() if ground is None else ground
    widget.setLayout(layout)
    return widget


def _fill(
    box: Box, parts: tuple[Part, ...], gap: int, margin: int | tuple[int, int, int, int]
) -> Box:
    box.setSpacing(gap)
    if isinstance(margin, int):
        margin = (margin, margin, margin, margin)
    box.setContentsMargins(*margin)
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, int):
            box.addSpacing(part)
        else:
            _add(box, *(part if isinstance(part, tuple) else (part, 0)))
    return box


def _add(box: QBoxLayout, part: QWidget | QLayout, share: int) -> None:
    if isinstance(part, QLayout):
        box.addLayout(part, share)
    else:
        box.addWidget(part, share)
