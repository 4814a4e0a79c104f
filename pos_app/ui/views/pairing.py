"""Pairing: the sheet that asks for the server's address and a pairing code."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from pos_app.domain.errors import AppError
from pos_app.ui import theme
from pos_app.ui.components.button import Action
from pos_app.ui.components.field import Field
from pos_app.ui.components.label import Label
from pos_app.ui.components.layout import column, holding
from pos_app.ui.components.pad import LetterPad
from pos_app.ui.components.sheet import SideSheet
from pos_app.ui.wording import error_values
from pos_app.usecases.pair_till import Paired
from pos_app.words import mark

_TITLE = mark("Pair with a server")
_ADDRESS = mark("Server address")
_CODE = mark("Pairing code")
_HELP = mark("The server's page shows a code of 10 characters. It is good for 10 minutes.")
_PAIR = mark("Pair")
_BUSY = mark("Asking the server …")
_CLOSE = mark("Done")
_DONE = mark("Paired: {place}, till {till}. Sales go up from now on.")


def place_of(paired: Paired) -> str:
    """Merchant and shop, as people know them; once where both have the same name."""
    names = dict.fromkeys(name for name in (paired.merchant, paired.shop) if name)
    return " · ".join(names)


class PairingSheet(SideSheet):
    """Address and code; busy while the server is asked; then what the till is called there."""

    typed = Signal(str, str)

    def __init__(self, host: QWidget, server_url: str) -> None:
        self.address = Field(_ADDRESS, placeholder="http://127.0.0.1:8750")
        self.code = Field(_CODE, large=True, accepts_code=True)
        self.pad = LetterPad(addresses=True)
        self.pad.type_into(self.code)
        self.outcome = Label("", wrap=True)
        self.pair = Action(_PAIR, key="F12", kind="accent", icon="cloud-upload")
        inner = column(
            Label(_HELP, tone="ink-2", wrap=True), theme.GAP, self.address, self.code, self.outcome,
            None, self.pad, margin=theme.WIDE,
        )  # fmt: skip
        super().__init__(host, _TITLE, holding(inner), foot=((self.pair, 1),), width=560)
        self._is_done = False
        for field in (self.address, self.code):
            field.edit.installEventFilter(self)
        self.address.set_text(server_url)
        self.address.entered.connect(self.code.select_all)
        self.code.entered.connect(self._send)
        self.pair.clicked.connect(self._send)

    def open(self) -> None:
        """Ask; with the address known the cursor stands in the code."""
        super().open()
        if self.address.text():
            self.code.select_all()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The pad types where the cursor stands."""
        if event.type() == QEvent.Type.FocusIn:
            for field in (self.address, self.code):
                if watched is field.edit:
                    self.pad.type_into(field)
        return super().eventFilter(watched, event)

    def show_busy(self) -> None:
        """Show that the server is being asked."""
        self.pair.set_reason(_BUSY)
        self.outcome.set_message(_BUSY)
        self.outcome.set_tone("ink-2")

    def show_paired(self, paired: Paired) -> None:
        """Show what the till is now called on the server."""
        self.pad.hide()  # nothing is left to type, and the outcome needs the room
        self.pair.set_reason()
        self.outcome.set_message(_DONE, place=place_of(paired), till=paired.till)
        self.outcome.set_tone("success")
        self._is_done = True
        self.code.clear()
        self.pair.set_message(_CLOSE)
        self.pair.set_icon("check")

    def show_failed(self, error: AppError) -> None:
        """Say why it was not paired and what to do."""
        self.pair.set_reason()
        self.outcome.set_message(error.words, **error_values(error))
        self.outcome.set_tone("danger")

    def _send(self) -> None:
        if self._is_done:
            self.dismiss()
        elif not self.pair.reason():
            self.typed.emit(self.address.text(), self.code.text())
