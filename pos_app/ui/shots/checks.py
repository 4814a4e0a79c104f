"""Layout checks: what a person would see wrong in a picture, found in the widgets.

Cut: a text that is not wholly visible, or a control smaller than the least it needs. Overlap: two
controls on the same spot. Small: a target that a finger misses. Outside: a control that is beyond
the window and cannot be scrolled to.
"""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from pos_app.ui.components.chips import Chips
from pos_app.ui.components.field import Edit, Field
from pos_app.ui.components.hint import Hint
from pos_app.ui.components.layers import Layer, top_layer
from pos_app.ui.components.rows import Rows
from pos_app.ui.components.toast import Toast
from pos_app.ui.theme import TARGET

_CONTROLS = (QAbstractButton, QLineEdit, Field, Chips, Rows)
_FLOATING = (Layer, Toast, Hint)


class Finding:
    """One thing wrong: its kind (cut, overlap, small, outside), where, and what."""

    def __init__(self, kind: str, widget: QWidget, what: str) -> None:
        self.kind = kind
        self.widget = widget
        self.where = _name(widget)
        self.what = what

    def __repr__(self) -> str:
        return f"{self.kind}: {self.where}: {self.what}"


def findings(window: QWidget) -> list[Finding]:
    """Everything wrong in this window as it is shown now; under a sheet or dialog, only in that."""
    root: QWidget = top_layer(window) or window
    shown = _visible(root)
    controls = [widget for widget in shown if _is_control(widget)]
    cut = _cut(shown)
    found = {finding.widget for finding in cut}
    squeezed = _squeezed([widget for widget in controls if widget not in found])
    return [
        *cut,
        *squeezed,
        *_overlaps(controls, root),
        *_small(controls),
        *_outside(shown, window),
    ]


def too_large(window: QWidget, width: int, height: int) -> list[Finding]:
    """The window itself, where it could not be made as small as asked."""
    size = window.size()
    if size.width() <= width and size.height() <= height:
        return []
    needs = f"needs {size.width()}×{size.height()}, has {width}×{height}"
    return [Finding("outside", window, needs)]


def _visible(root: QWidget) -> list[QWidget]:
    return [root, *(w for w in root.findChildren(QWidget) if w.isVisibleTo(root))]


def _is_control(widget: QWidget) -> bool:
    if isinstance(widget, Edit) and isinstance(widget.parentWidget(), Field):
        return False  # the field around it is the control
    return isinstance(widget, _CONTROLS)


def _cut(shown: list[QWidget]) -> list[Finding]:
    out = []
    for widget in shown:
        said = getattr(widget, "cut_texts", None)
        texts = said() if callable(said) else _cut_in_qt_widget(widget)
        out += [Finding("cut", widget, repr(text)) for text in texts]
    return out


def _cut_in_qt_widget(widget: QWidget) -> list[str]:
    if not isinstance(widget, QLabel | QAbstractButton) or not widget.text():
        return []
    room = widget.contentsRect()
    if isinstance(widget, QLabel) and widget.wordWrap():
        whole = widget.heightForWidth(room.width()) <= room.height()
    else:
        whole = widget.fontMetrics().horizontalAdvance(widget.text()) <= room.width()
    return [] if whole else [widget.text()]


def _squeezed(controls: list[QWidget]) -> list[Finding]:
    """Controls that got less than the least they need: a layout gave way somewhere."""
    out = []
    for widget in controls:
        size, least = widget.size(), widget.minimumSizeHint()
        big_enough = size.width() >= TARGET and size.height() >= TARGET
        if big_enough and size != size.expandedTo(least):
            needs = f"needs {least.width()}×{least.height()}"
            out.append(Finding("cut", widget, f"{size.width()}×{size.height()} px, {needs}"))
    return out


def _overlaps(controls: list[QWidget], root: QWidget) -> list[Finding]:
    out = []
    still = [widget for widget in controls if not _floats(widget, root)]
    seen = [(widget, _seen(widget, root)) for widget in still]
    for at, (one, here) in enumerate(seen):
        for other, there in seen[at + 1 :]:
            if one.isAncestorOf(other) or other.isAncestorOf(one):
                continue
            shared = here & there
            if not shared.isEmpty():
                size = f"{shared.width()}×{shared.height()} px"
                out.append(Finding("overlap", one, f"{_name(other)} by {size}"))
    return out


def _small(controls: list[QWidget]) -> list[Finding]:
    out = []
    for widget in controls:
        if not widget.isEnabled() and widget.size().isEmpty():
            continue
        wide, high = widget.width(), widget.height()
        if wide < TARGET or high < TARGET:
            out.append(Finding("small", widget, f"{wide}×{high} px"))
    return out


def _outside(shown: list[QWidget], window: QWidget) -> list[Finding]:
    out = []
    for widget in shown:
        if isinstance(widget, QScrollBar) or not (_is_control(widget) or _speaks(widget)):
            continue
        area = _scroll_area(widget, window)
        frame = area.viewport() if area is not None else window
        place = QRect(widget.mapTo(frame, QPoint(0, 0)), widget.size())
        room = frame.rect()
        if area is not None:
            room.setTop(min(room.top(), place.top()))
            room.setBottom(max(room.bottom(), place.bottom()))
        if not room.contains(place):
            where = f"{place.x()},{place.y()} {place.width()}×{place.height()} px"
            out.append(Finding("outside", widget, where))
    return out


def _speaks(widget: QWidget) -> bool:
    return callable(getattr(widget, "cut_texts", None)) or isinstance(widget, QLabel)


def _scroll_area(widget: QWidget, window: QWidget) -> QAbstractScrollArea | None:
    """The nearest area around the widget in which it can be scrolled to."""
    up = widget.parentWidget()
    while up is not None and up is not window:
        area = up.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is up:
            return area
        up = area
    return None


def _floats(widget: QWidget, root: QWidget) -> bool:
    """Lies over others on purpose: a part of a toast, a hint or another layer."""
    up: QWidget | None = widget
    while up is not None and up is not root:
        if isinstance(up, _FLOATING):
            return True
        up = up.parentWidget()
    return False


def _seen(widget: QWidget, root: QWidget) -> QRect:
    """The part of the widget that its ancestors do not cut off, in the root's coordinates."""
    place = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size()) if widget is not root else None
    if place is None:
        return root.rect()
    up = widget.parentWidget()
    while up is not None and up is not root:
        place &= QRect(up.mapTo(root, QPoint(0, 0)), up.size())
        up = up.parentWidget()
    return place & root.rect()


def _name(widget: QWidget) -> str:
    name = widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} {name!r}" if name else type(widget).__name__
