"""Eyes: finds what is on the screen by what it says, and reads it."""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QScrollArea, QWidget

from pos_app.ui.components.charts import HourChart, ShareChart
from pos_app.ui.components.chips import Chips
from pos_app.ui.components.field import Field
from pos_app.ui.components.form import Figure, FormRow
from pos_app.ui.components.label import Label, MoneyLabel
from pos_app.ui.components.lamp import Lamp
from pos_app.ui.components.layers import top_layer
from pos_app.ui.components.line_table import LineTable
from pos_app.ui.components.list_table import ListTable
from pos_app.ui.components.rows import Rows
from pos_app.ui.components.toast import Toast

Found = tuple[QWidget, QPoint]


class NotOnScreen(AssertionError):
    """Nothing there says so."""


def seen(window: QWidget, kind: type[QWidget]) -> Iterator[QWidget]:
    """Everything of a kind that can be seen."""
    return (each for each in window.findChildren(kind) if each.isVisible())


def reachable(window: QWidget) -> QWidget:
    """What lies on top: a sheet, a dialog, or the window itself."""
    return top_layer(window) or window


def texts(window: QWidget) -> list[str]:
    """Every text that can be seen now; what a lamp says only when pressed is none."""
    found: list[str] = []
    for each in seen(window, QWidget):
        found.append(each.accessibleName())
        for kind, read in _READ.items():
            if isinstance(each, kind):
                found += read(each)
    return [text for text in found if text]


def rows_of(table: Rows) -> list[list[str]]:
    """The texts of a table's rows."""
    if isinstance(table, LineTable):
        return [[each.name, each.quantity, each.amount] for each in table.lines()]
    assert isinstance(table, ListTable), "there are two kinds of table"
    return [list(table.row(at).cells) for at in range(table.count())]


def cart_lines(window: QWidget) -> list[list[str]]:
    """Name, quantity and amount of each line in the cart."""
    return next((rows_of(each) for each in seen(window, LineTable)), [])


def pressable(window: QWidget, says: str) -> Found:
    """A button, tile or chip by what it says: exactly, or else by its beginning."""
    ground = reachable(window)
    buttons = [each for each in seen(ground, QAbstractButton)]
    for fits in (
        lambda each: says in (each.text(), each.accessibleName()),
        lambda each: each.text().startswith(says),
        lambda each: each.accessibleName().startswith(says),
    ):
        hits = [each for each in buttons if fits(each)]
        if hits:
            return hits[0], hits[0].rect().center()
    for chips in seen(ground, Chips):
        if place := chip_place(chips, says):
            return chips, place.center()
    raise NotOnScreen(f"nothing to press says “{says}”: {[each.text() for each in buttons]}")


def chip_place(chips: QWidget, says: str) -> QRect | None:
    """Where a chip is that says this."""
    assert isinstance(chips, Chips)
    keys = [chip.key for chip in chips._chips if chip.shown() == says]
    return chips.place_of(keys[0]) if keys else None


def field(window: QWidget, label: str) -> QLineEdit:
    """The line to type in with this label or hint."""
    for each in seen(reachable(window), QLineEdit):
        if each.accessibleName() == label:
            return each
    control = form_control(window, label)
    assert isinstance(control, Field), f"“{label}” is not typed"
    return control.edit


def form_control(window: QWidget, label: str) -> QWidget:
    """The control beside a setting's name."""
    for each in seen(reachable(window), FormRow):
        if each.label.text() == label:
            return each.control
    raise NotOnScreen(f"no field is called “{label}”")


def row(window: QWidget, says: str) -> Found:
    """A row of a table in which this stands."""
    for table in seen(reachable(window), Rows):
        for at, cells in enumerate(rows_of(table)):
            if any(says in cell for cell in cells):
                table.show_row(at)
                return table.viewport(), table.row_rect(at).center()
    raise NotOnScreen(f"no row says “{says}”")


def amount(window: QWidget, label: str) -> str:
    """The figure that belongs to a name: within it, at its right, or else below it."""
    for each in seen(window, Figure):
        if each.text() == label:
            return each.value()
    names = [each for each in seen(window, Label) if each.text() == label]
    sums = list(seen(window, MoneyLabel))
    if not names or not sums:
        raise NotOnScreen(f"no amount is called “{label}”")
    name = _place(names[0], window)
    return min(sums, key=lambda each: _apart(name, _place(each, window))).text()


def shares(window: QWidget) -> list[str]:
    """The rows of the charts of shares: name, sum, share."""
    return [" ".join(row) for chart in seen(window, ShareChart) for row in chart.shown()]


def hours(window: QWidget) -> list[str]:
    """What stands above the bars of the hours."""
    return [f"{hour}:00 {text}" for chart in seen(window, HourChart)
            for hour, text in sorted(chart.labels().items())]  # fmt: skip


def lamp(window: QWidget, says: str) -> Lamp | None:
    """A lamp by its word, or the beginning of it; None when it is not there."""
    return next((each for each in seen(window, Lamp) if each.text().startswith(says)), None)


def bring_into_view(part: QWidget) -> None:
    """Scroll until a part can be pressed."""
    above = part.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(part)
        above = above.parentWidget()


def _typed(edit: QLineEdit) -> list[str]:
    """What stands in a line; dots say nothing."""
    return [edit.text()] if edit.echoMode() is QLineEdit.EchoMode.Normal else []


def _place(part: QWidget, window: QWidget) -> QRect:
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())


def _apart(name: QRect, figure: QRect) -> int:
    """How far a figure is from its name; what stands in the same row is nearest."""
    same_row = name.top() <= figure.center().y() <= name.bottom()
    same_row = same_row or figure.top() <= name.center().y() <= figure.bottom()
    if same_row and figure.left() >= name.right():
        return figure.left() - name.right()
    below = figure.top() - name.bottom()
    return 10_000 + abs(below) + (10_000 if below < 0 else 0)


_READ: dict[type[QWidget], Callable[[Any], list[str]]] = {
    QLineEdit: _typed,
    Field: lambda each: [each.error()],
    FormRow: lambda each: [each.label.text(), each.help.text()],
    Label: lambda each: [each.text()],
    Toast: lambda each: [each.text()],
    Rows: lambda each: [" ".join(cells) for cells in rows_of(each)],
    Figure: lambda each: [each.accessibleDescription()],
    ShareChart: lambda each: [" ".join(row) for row in each.shown()],
}
