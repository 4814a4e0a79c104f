"""The quantity of one line, typed on a keyboard or on the pad."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.domain.cart import Line
from pos_app.domain.errors import AppError
from pos_app.ui import theme
from pos_app.ui.components.field import QuantityField
from pos_app.ui.components.layout import column, holding
from pos_app.ui.components.pad import NumberPad
from pos_app.ui.components.sheet import Dialog
from pos_app.ui.views.phrases import quantity_unit
from pos_app.ui.wording import error_values
from pos_app.words import mark

_TITLE = mark("Quantity")


class QuantityDialog(Dialog):
    """Asks for a line's quantity; what was typed goes out as text.

    It stays until it is closed: a quantity that is refused is put right where it was typed.
    """

    typed = Signal(str, str)

    def __init__(self, host: QWidget, line: Line) -> None:
        unit = quantity_unit(line.price_per_milli, line.unit, is_weighed=line.is_weighed)
        self.field = QuantityField(weighed=line.is_weighed, unit=unit, large=True, errors=2)
        self.pad = NumberPad("quantity")
        self.pad.type_into(self.field)
        content = holding(column(self.field, self.pad, gap=theme.PAD))
        super().__init__(host, _TITLE, content=content)
        self.body.set_text(line.name)
        self.body.setVisible(True)
        self._line_id = line.line_id
        self.field.set_qty_milli(line.qty_milli)
        self.pad.entered.connect(self.accept.press)
        self.accepted.connect(self._answer)

    def open(self) -> None:
        """Ask, with the quantity that is there selected."""
        super().open()
        self.field.select_all()

    def show_refusal(self, error: AppError) -> None:
        """Say at the field why this does not do."""
        self.field.set_error(error.words, **error_values(error))
        self.field.select_all()

    def _answer(self) -> None:
        self.typed.emit(self._line_id, self.field.text())
