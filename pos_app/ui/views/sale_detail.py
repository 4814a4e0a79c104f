"""One sale in full, as it stands on its receipt."""

from PySide6.QtCore import Signal

from pos_app import words
from pos_app.domain.tender import TenderKind
from pos_app.printing.receipt import TENDER_WORDS, readable_number
from pos_app.ui import theme
from pos_app.ui.components.button import Action
from pos_app.ui.components.label import Label, MoneyLabel
from pos_app.ui.components.layout import Part, Rule, Surface, column, row
from pos_app.ui.components.list_table import Column, ListRow, ListTable
from pos_app.ui.views import phrases
from pos_app.usecases.ports import JobState, LineRow, SaleDetail
from pos_app.words import mark

_ITEM = mark("Item")
_QTY = mark("Qty")
_AMOUNT = mark("Amount")
_TOTAL = mark("Total")
_ROUNDING = mark("Rounding")
_CHANGE = mark("Change")
_REPRINT = mark("Print again")
_REPRINTS = mark("Printed again {count} times")

_PAPER = {
    JobState.QUEUED: mark("Receipt waits for the printer"),
    JobState.SENDING: mark("Receipt is being printed"),
    JobState.SENT: mark("Receipt printed"),
    JobState.CONFIRMED: mark("Receipt printed"),
    JobState.FAILED: mark("Receipt not printed"),
    JobState.UNKNOWN: mark("Receipt perhaps printed in part"),
}
_NO_PAPER = mark("Without receipt")
_NOT_ON_PAPER = {JobState.FAILED, JobState.UNKNOWN}


class SaleDetailPage(Surface):
    """Number, lines and payments of one sale, and the button that prints it again."""

    wants_reprint = Signal()

    def __init__(self, detail: SaleDetail) -> None:
        super().__init__()
        self._detail = detail
        self.lines = ListTable(
            [Column(_ITEM), Column(_QTY, 88, "figure"), Column(_AMOUNT, 84, "strong")]
        )
        self.lines.set_rows([ListRow(at, _cells(each)) for at, each in enumerate(detail.lines)])
        self.paper = Label("", tone="ink-2", size=theme.SMALL, wrap=True)
        self.reprint = Action(_REPRINT, key="Ctrl+P", icon="printer")
        self.reprint.clicked.connect(self.wants_reprint)
        parts: list[Part] = [self._head(), Rule(), (self.lines, 1), Rule(), self._foot()]
        self.setLayout(column(*parts, gap=0))
        self.say()

    def say(self) -> None:
        """Say in the cashier's language what became of the receipt."""
        state = self._detail.print_state
        text = words.text(_PAPER[JobState(state)]) if state else words.text(_NO_PAPER)
        if self._detail.reprint_count:
            text += " · " + words.text(_REPRINTS, count=self._detail.reprint_count)
        self.paper.set_text(text)
        self.paper.set_tone("warning" if state in _NOT_ON_PAPER else "ink-2")

    def _head(self) -> Part:
        sale = self._detail.row
        number = Label("", size=theme.TITLE, bold=True)
        number.set_text(readable_number(sale.receipt_code))
        when = Label("", tone="ink-2")
        when.set_text(words.date_and_time(sale.at_ms, sale.utc_offset_min))
        who = Label("", tone="ink-2")
        who.set_text(sale.staff_name)
        edges = (theme.WIDE, theme.WIDE, theme.WIDE, theme.PAD)
        return column(number, row(when, None, who), gap=2, margin=edges)

    def _foot(self) -> Part:
        total = MoneyLabel(size=theme.FIGURE)
        total.set_fen(self._detail.row.total_fen)
        return column(
            row(Label(_TOTAL, size=theme.TITLE, tone="ink-2"), (total, 1)),
            *(_money_row(message, fen) for message, fen in _payments(self._detail)),
            theme.GRID,
            self.paper,
            theme.GRID,
            self.reprint,
            gap=theme.GRID,
            margin=theme.WIDE,
        )


def _cells(line: LineRow) -> list[str]:
    unit = phrases.quantity_unit(line.price_per_milli, line.unit, is_weighed=False)
    qty = f"{words.quantity(line.qty_milli)} {unit}".strip()
    return [line.name, qty, words.money(line.amount_fen)]


def _payments(detail: SaleDetail) -> list[tuple[str, int]]:
    """Rounding where there was any, what was paid how, and the change."""
    parts: list[tuple[str, int]] = []
    if detail.rounding_fen:
        parts.append((_ROUNDING, detail.rounding_fen))
    parts += [(TENDER_WORDS[TenderKind(each.kind)], each.received_fen) for each in detail.tenders]
    change_fen = sum(each.change_fen for each in detail.tenders)
    if change_fen:
        parts.append((_CHANGE, change_fen))
    return parts


def _money_row(message: str, fen: int) -> Part:
    amount = MoneyLabel(size=theme.BODY, bold=False)
    amount.set_fen(fen)
    return row(Label(message, tone="ink-2"), (amount, 1))
