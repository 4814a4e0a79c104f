"""The screen after a sale: the change, until the next scan begins the next sale."""

from PySide6.QtCore import QTimer, Signal

from pos_app.domain.money import yuan
from pos_app.ui import theme
from pos_app.ui.components import paint
from pos_app.ui.components.button import Action
from pos_app.ui.components.label import Label, MoneyLabel
from pos_app.ui.components.layout import Card, Page, column, holding, row
from pos_app.usecases.bulletin import PrintJobChanged
from pos_app.usecases.ports import SaleKept
from pos_app.words import mark

SETTLING_MS = 400

_CHANGE = mark("Change")
_NEXT = mark("Next customer")
_NEXT_HINT = mark("Scanning the next item starts the next sale.")
_REPRINT = mark("Print again")
_SUMS = mark("Total ¥{total}, received ¥{received}")
_NUMBER = mark("Receipt {number}")
_PRINTING = mark("The receipt is being printed")
_PRINTED = mark("The receipt is printed")
_WAITS = mark("The receipt waits for the printer")
_NOT_PRINTED = mark("Receipt not printed")
_NO_RECEIPT = mark("No receipt: no printer is set up")


class ChangeScreen(Page):
    """Shows the change as the largest thing there is.

    Enter goes on to the next customer; but whoever still hammers the Enter that took the
    money keeps the change on the screen until there was a pause.
    """

    next_customer = Signal()
    reprint = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.change = MoneyLabel(size=theme.CHANGE, tone="success", align=paint.CENTRE)
        self.sums = Label("", size=theme.TITLE, align=paint.CENTRE)
        self.number = Label("", tone="ink-2", align=paint.CENTRE)
        self.paper = Label("", tone="ink-2", align=paint.CENTRE, wrap=True)
        self.next = Action(_NEXT, key="Return", kind="accent", size="huge", icon="check")
        self.again = Action(_REPRINT, key="Ctrl+P", icon="printer")
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLING_MS)
        self.next.clicked.connect(self._go_on)
        self.again.clicked.connect(self.reprint)
        self._job: int | None = None
        card = Card()
        inner = column(
            Label(_CHANGE, size=theme.FIGURE, tone="ink-2", align=paint.CENTRE),
            self.change,
            self.sums,
            theme.GAP,
            self.number,
            self.paper,
            theme.LOOSE,
            row(self.again, (self.next, 1), gap=theme.PAD),
            Label(_NEXT_HINT, tone="ink-2", size=theme.SMALL, align=paint.CENTRE),
            margin=40,
        )
        holding(inner, card)
        card.setMinimumWidth(560)
        card.setMaximumWidth(720)
        self.setLayout(column(None, row(None, (card, 3), None), None, margin=theme.LOOSE))

    def show_sale(self, kept: SaleKept) -> None:
        """Show the change, what was paid, and the receipt's number."""
        self._settling.start()
        self.change.set_fen(kept.sale.change_fen)
        self.sums.set_message(
            _SUMS, total=yuan(kept.sale.total_fen), received=yuan(kept.sale.received_fen)
        )
        self.number.set_message(_NUMBER, number=str(kept.number))
        self._job = kept.print_job
        self.paper.set_message(_PRINTING if kept.print_job is not None else _NO_RECEIPT)
        self.paper.set_tone("ink-2")

    def show_print_job(self, event: PrintJobChanged) -> None:
        """Say what became of this sale's receipt."""
        if event.job != self._job:
            return
        if event.state in ("sent", "confirmed"):
            self.paper.set_message(_PRINTED)
            self.paper.set_tone("ink-2")
        elif event.state in ("queued", "sending"):
            self.paper.set_message(_WAITS if event.words else _PRINTING)
        else:
            self.paper.set_message(event.words or _NOT_PRINTED)
            self.paper.set_tone("warning")

    def _go_on(self) -> None:
        if self._settling.isActive():
            self._settling.start()
        else:
            self.next_customer.emit()
