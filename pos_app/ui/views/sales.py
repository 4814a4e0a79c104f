"""The list of sales, with one of them in detail beside it."""

from collections.abc import Sequence

from pos_app import words
from pos_app.printing.receipt import readable_number
from pos_app.ui.components.chips import Chip
from pos_app.ui.components.layout import Page, column
from pos_app.ui.components.list_table import Column, ListRow, ListWithDetail
from pos_app.ui.presenters.day import shifted
from pos_app.ui.presenters.sales import SalesPresenter
from pos_app.ui.views.sale_detail import SaleDetailPage
from pos_app.usecases.ports import SaleDetail, SaleRow
from pos_app.words import mark

_TIME = mark("Time")
_RECEIPT = mark("Receipt no.")
_CASHIER = mark("Cashier")
_ITEMS = mark("Kinds")
_TOTAL = mark("Sum")
_SEARCH = mark("Scan a receipt, or type the end of its number")
_EMPTY = mark("No sales here yet")
_NONE_CHOSEN = mark("Choose a sale to see what was on its receipt")
_TODAY = mark("Today")
_YESTERDAY = mark("Yesterday")
_WEEK = mark("7 days")
_ALL = mark("All")
_SPANS = {"today": 0, "yesterday": 1, "week": 6}
_FIRST_DAY = 19700101


class SalesScreen(Page):
    """Shows sales, newest first, and reports what was chosen. It decides nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.list = ListWithDetail(
            [
                Column(_TIME, 150),
                Column(_RECEIPT, 150, "muted"),
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
        self.detail: SaleDetailPage | None = None
        self._today = 0
        self.setFocusProxy(self.list.search)
        self.setLayout(column((self.list, 1), gap=0))

    def driven_by(self, presenter: SalesPresenter) -> None:
        """Send every press to this presenter, and keep it alive."""
        self._presenter = presenter
        self.list.searched.connect(presenter.typed_search)
        self.list.filtered.connect(self._choose_span)
        self.list.selected.connect(lambda key: presenter.chose(key) if key is not None else None)
        self.list.table.near_end.connect(presenter.wants_more)

    def show_span(self, today: int) -> None:
        """Start with today, and with nothing searched for."""
        self._today = today
        self.list.chips.choose("today")
        self.list.search.blockSignals(True)
        self.list.search.clear()
        self.list.search.blockSignals(False)

    def show_search(self, code: str) -> None:
        """Put a code that was scanned into the search field."""
        self.list.search.set_text(code)

    def show_sales(self, rows: Sequence[SaleRow], *, has_more: bool) -> None:
        """Show the list from its beginning."""
        self.list.set_rows([_list_row(each) for each in rows])

    def add_sales(self, rows: Sequence[SaleRow], *, has_more: bool) -> None:
        """Show further rows below those that are there."""
        self.list.table.add_rows([_list_row(each) for each in rows])

    def show_detail(self, detail: SaleDetail | None) -> None:
        """Show one sale beside the list."""
        self.detail = None if detail is None else SaleDetailPage(detail)
        if self.detail is not None:
            self.detail.wants_reprint.connect(self._reprint)
        self.list.set_detail(self.detail)

    def choose(self, sale_id: str) -> None:
        """Mark one row of the list as the one in detail."""
        table = self.list.table
        keys = [table.row(at).key for at in range(table.count())]
        table.choose(keys.index(sale_id) if sale_id in keys else -1)

    def _reprint(self) -> None:
        self._presenter.wants_reprint()

    def _choose_span(self, key: object) -> None:
        if key == "all":
            self._presenter.chose_days(_FIRST_DAY, self._today)
            return
        back = _SPANS[str(key)]
        last = shifted(self._today, -1) if key == "yesterday" else self._today
        self._presenter.chose_days(shifted(self._today, -back), last)


def _list_row(sale: SaleRow) -> ListRow:
    return ListRow(
        sale.sale_id,
        [
            words.date_and_time(sale.at_ms, sale.utc_offset_min),
            readable_number(sale.receipt_code),
            sale.staff_name,
            str(sale.line_count),
            words.yuan(sale.total_fen, grouped=True),
        ],
    )
