"""The list of sales, with one of them in detail beside it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from pos_app import words
from pos_app.domain.tender import TenderKind
from pos_app.printing.receipt import TENDER_WORDS, readable_number
from pos_app.ui import theme
from pos_app.ui.components.button import Action
from pos_app.ui.components.chips import Chip
from pos_app.ui.components.label import Label, MoneyLabel
from pos_app.ui.components.layout import Page, Part, Rule, column, holding, row
from pos_app.ui.components.list_table import Column, ListRow, ListTable, ListWithDetail
from pos_app.ui.presenters.day import shifted
from pos_app.ui.presenters.sales import SalesPresenter
from pos_app.usecases.ports import JobState, LineRow, SaleDetail, SaleRow
from pos_app.words import mark

_TIME = mark("Time")
_RECEIPT = mark("Receipt no.")
_CASHIER = mark("Cashier")
_ITEMS = mark("Items")
_TOTAL = mark("Total")
_SEARCH = mark("Scan a receipt, or type the end of its number")
_EMPTY = mark("No sales here yet")
_NONE_CHOSEN = mark("Choose a sale to see what was on its receipt")
_REPRINT = mark("Print again")
_TODAY = mark("Today")
_YESTERDAY = mark("Yesterday")
_WEEK = mark("7 days")
_ALL = mark("All")
_ROUNDING = mark("Rounding")
_CHANGE = mark("Change")
_REPRINTS = mark("Printed again {count} times")
_SPANS = {"today": 0, "yesterday": 1, "week": 6}
_FIRST_DAY = 19700101

_PAPER = {
    JobState.QUEUED: mark("Receipt waits for the printer"),
    JobState.SENDING: mark("Receipt is being printed"),
    JobState.SENT: mark("Receipt printed"),
    JobState.CONFIRMED: mark("Receipt printed"),
    JobState.FAILED: mark("Receipt not printed"),
    JobState.UNKNOWN: mark("Receipt perhaps printed in part"),
}
_NO_PAPER = mark("Without receipt")


class SalesScreen(Page):
    """Shows sales, newest first, and reports what was chosen. It decides nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.list = ListWithDetail(
            [
                Column(_TIME, 150),
                Column(_RECEIPT, 170, "muted"),
                Column(_CASHIER),
                Column(_ITEMS, 60, "figure"),
                Column(_TOTAL, 110, "strong"),
            ],
            search=_SEARCH,
            chips=[
                Chip("today", _TODAY),
                Chip("yesterday", _YESTERDAY),
                Chip("week", _WEEK),
                Chip("all", _ALL),
            ],
            empty=_EMPTY,
            none_chosen=_NONE_CHOSEN,
            detail_width=400,
            accepts_code=True,
        )
        self._detail: SaleDetail | None = None
        self._today = 0
        self.setLayout(column((self.list, 1), gap=0))

    def driven_by(self, presenter: SalesPresenter) -> None:
        """Send every press to this presenter, and keep it alive."""
        self._presenter = presenter
        self.list.searched.connect(presenter.typed_search)
        self.list.filtered.connect(self._choose_span)
        self.list.selected.connect(lambda key: presenter.chose(key) if key is not None else None)
        self.list.table.near_end.connect(presenter.wants_more)

    def show_span(self, today: int) -> None:
        """Start with today."""
        self._today = today
        self.list.chips.choose("today")

    def show_sales(self, rows: Sequence[SaleRow], *, has_more: bool) -> None:
        """Show the list from its beginning."""
        self.list.set_rows([_list_row(each) for each in rows])

    def add_sales(self, rows: Sequence[SaleRow], *, has_more: bool) -> None:
        """Show further rows below those that are there."""
        self.list.table.add_rows([_list_row(each) for each in rows])

    def show_detail(self, detail: SaleDetail | None) -> None:
        """Show one sale beside the list."""
        self._detail = detail
        self.list.set_detail(None if detail is None else self._detail_page(detail))

    def say(self) -> None:
        """Write the detail again; the list holds no language."""
        if self._detail is not None:
            self.show_detail(self._detail)

    def _choose_span(self, key: object) -> None:
        if key == "all":
            self._presenter.chose_days(_FIRST_DAY, self._today)
            return
        back = _SPANS[str(key)]
        last = shifted(self._today, -1) if key == "yesterday" else self._today
        self._presenter.chose_days(shifted(self._today, -back), last)

    def _detail_page(self, detail: SaleDetail) -> QWidget:
        sale = detail.row
        total = MoneyLabel(size=theme.FIGURE)
        total.set_fen(sale.total_fen)
        reprint = Action(_REPRINT, key="Ctrl+P", icon="printer")
        reprint.clicked.connect(self._presenter.wants_reprint)
        number = Label("", size=theme.TITLE, bold=True)
        number.set_text(readable_number(sale.receipt_code))
        when = Label("", tone="ink-2")
        when.set_text(f"{words.date_and_time(sale.at_ms, sale.utc_offset_min)}  {sale.staff_name}")
        lines = ListTable(
            [Column(mark("Item")), Column(mark("Qty"), 70, "figure"), Column(_TOTAL, 84, "strong")]
        )
        lines.set_rows([ListRow(at, _line_cells(each)) for at, each in enumerate(detail.lines)])
        head = column(number, when, gap=0, margin=(theme.WIDE, theme.PAD, theme.WIDE, theme.GAP))
        foot = column(
            row(Label(_TOTAL, size=theme.TITLE, tone="ink-2"), (total, 1)),
            *_money_rows(detail),
            self._paper(detail),
            theme.GAP,
            reprint,
            gap=theme.GRID,
            margin=theme.WIDE,
        )
        return holding(column(head, Rule(), (lines, 1), Rule(), foot, gap=0))

    def _paper(self, detail: SaleDetail) -> Label:
        label = Label("", tone="ink-2", size=theme.SMALL, wrap=True)
        state = detail.print_state
        text = words.text(_PAPER[JobState(state)]) if state else words.text(_NO_PAPER)
        if detail.reprint_count:
            text += " · " + words.text(_REPRINTS, count=detail.reprint_count)
        label.set_text(text)
        return label


def _list_row(sale: SaleRow) -> ListRow:
    return ListRow(
        sale.sale_id,
        [
            words.date_and_time(sale.at_ms, sale.utc_offset_min),
            readable_number(sale.receipt_code),
            sale.staff_name,
            str(sale.line_count),
            words.yuan(sale.total_fen),
        ],
    )


def _line_cells(line: LineRow) -> list[str]:
    qty = f"{words.quantity(line.qty_milli)} {line.unit}".strip()
    return [line.name, qty, words.money(line.amount_fen)]


def _money_rows(detail: SaleDetail) -> list[Part]:
    """What was paid how, the change, and rounding where there was any."""
    parts: list[tuple[str, int]] = []
    if detail.rounding_fen:
        parts.append((_ROUNDING, detail.rounding_fen))
    parts += [(TENDER_WORDS[TenderKind(each.kind)], each.received_fen) for each in detail.tenders]
    change_fen = sum(each.change_fen for each in detail.tenders)
    if change_fen:
        parts.append((_CHANGE, change_fen))
    return [_money_row(message, fen) for message, fen in parts]


def _money_row(message: str, fen: int) -> Part:
    amount = MoneyLabel(size=theme.BODY, bold=False)
    amount.set_fen(fen)
    return row(Label(message, tone="ink-2"), (amount, 1))
