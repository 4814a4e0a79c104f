"""新增商品: the small sheet that asks for name and price of a code that nobody knew."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.domain.codes import mask
from pos_app.domain.errors import CodeTaken, MissingText, Refusal
from pos_app.ui import theme
from pos_app.ui.components.button import Action
from pos_app.ui.components.field import Field, MoneyField
from pos_app.ui.components.label import Label
from pos_app.ui.components.layout import column, holding
from pos_app.ui.components.pad import NumberPad
from pos_app.ui.components.sheet import SideSheet
from pos_app.ui.wording import error_values
from pos_app.words import mark

_TITLE = mark("New product")
_UNKNOWN = mark("No product has this code yet:")
_NAME = mark("Product name")
_PRICE = mark("Price")
_SAVE = mark("Save and ring up")


class NewProductSheet(SideSheet):
    """Name and price of a new product. Enter goes from the name to the price and then saves."""

    saved = Signal(str, str, str)

    def __init__(self, host: QWidget, code: str) -> None:
        self._code = code
        self.name = Field(_NAME, chinese=True)
        self.price = MoneyField(_PRICE, errors=2)
        self.pad = NumberPad("money")
        self.pad.type_into(self.price)
        self.save = Action(_SAVE, key="F12", kind="accent", icon="check")
        self.number = Label("", size=theme.TITLE, bold=True)
        self.number.set_text(mask(code))
        self.problem = Label("", tone="danger", wrap=True)
        inner = column(
            Label(_UNKNOWN, tone="ink-2"), self.number, theme.GAP, self.name, self.price,
            self.problem, self.pad, None, margin=theme.WIDE,
        )  # fmt: skip
        super().__init__(host, _TITLE, holding(inner), foot=((self.save, 1),))
        self.name.entered.connect(self.price.select_all)
        self.price.entered.connect(self._save)
        self.save.clicked.connect(self._save)

    def show_refusal(self, error: Refusal) -> None:
        """Say at the right field what is wrong."""
        self.problem.set_message("")
        if isinstance(error, CodeTaken):
            self.problem.set_message(error.words, **error_values(error))
            return
        field = self.name if isinstance(error, MissingText) else self.price
        field.set_error(type(error).words, **error_values(error))
        field.select_all()

    def _save(self) -> None:
        self.saved.emit(self._code, self.name.text(), self.price.text())
