"""The day page: takings, count, average and profit; by hour, category and tender."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app import words
from pos_app.domain.tender import TenderKind
from pos_app.printing.receipt import TENDER_WORDS
from pos_app.ui import theme
from pos_app.ui.components.button import Action, IconButton
from pos_app.ui.components.charts import HourChart, ShareChart
from pos_app.ui.components.form import Figure
from pos_app.ui.components.label import Label, SectionHeader
from pos_app.ui.components.layout import Card, Page, Scroll, column, holding, row
from pos_app.ui.components.list_table import Column, ListRow, ListTable
from pos_app.ui.presenters.day import DayPage, DayPresenter
from pos_app.usecases.ports import KeySums
from pos_app.words import mark

_TAKINGS = mark("Takings")
_COUNT = mark("Sales")
_AVERAGE = mark("Average sale")
_PROFIT = mark("Gross profit")
_PROFIT_PART = mark("cost known for {share} % of takings")
_PROFIT_NONE = mark("no cost known yet")
_WEEK_BEFORE = mark("a week before: {value}")
_BY_HOUR = mark("Takings by hour, in grey a week before")
_BY_CATEGORY = mark("By category")
_BY_TENDER = mark("By tender")
_BEST = mark("Best sellers of the day")
_NO_CATEGORY = mark("Without category")
_PENDING = mark("{tender} (not confirmed)")
_TODAY = mark("Today")
_EARLIER = mark("A day back")
_LATER = mark("A day on")
_NONE = mark("Nothing sold yet")
_SHARE_HIGH = 220


class DayScreen(Page):
    """Shows the figures of one business day. A figure opens the sales behind it."""

    wants_sales = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.title = Label("", size=theme.TITLE, bold=True)
        self.earlier = IconButton("chevron-left", _EARLIER)
        self.later = IconButton("chevron-right", _LATER)
        self.today = Action(_TODAY, key="Home", size="normal", icon="calendar")
        self.takings = Figure(_TAKINGS)
        self.count = Figure(_COUNT)
        self.average = Figure(_AVERAGE)
        self.profit = Figure(_PROFIT)
        self.hours = HourChart()
        self.categories = ShareChart()
        self.tenders = ShareChart()
        self.category_table = _money_table(_BY_CATEGORY)
        self.tender_table = _money_table(_BY_TENDER)
        self.best = ListTable(
            [Column(_BEST), Column(mark("Qty"), 70, "figure"), Column(_TAKINGS, 100, "strong")],
            empty=_NONE,
        )
        self._day = 0
        self._page: DayPage | None = None
        self.setLayout(column(self._head(), (Scroll(self._body()), 1), gap=0))

    def driven_by(self, presenter: DayPresenter) -> None:
        """Send every press to this presenter, and keep it alive."""
        self._presenter = presenter
        self.earlier.clicked.connect(lambda: presenter.stepped(-1))
        self.later.clicked.connect(lambda: presenter.stepped(1))
        self.today.clicked.connect(presenter.shown)
        for figure in (self.takings, self.count, self.average, self.profit):
            figure.clicked.connect(lambda: self.wants_sales.emit(self._day))

    def show_span(self, first_day: int, last_day: int, today: int) -> None:
        """Say which day is shown."""
        self._day = first_day
        self.later.setEnabled(first_day < today)
        self._say_day()

    def show_figures(self, page: DayPage) -> None:
        """Show numbers and charts."""
        self._page = page
        figures, before = page.figures, page.week_before
        self.takings.set_value(
            words.yuan(figures.whole.amount_fen, grouped=True),
            words.text(_WEEK_BEFORE, value=words.yuan(before.whole.amount_fen, grouped=True)),
        )
        self.count.set_value(
            f"{figures.whole.sale_count:,}",
            words.text(_WEEK_BEFORE, value=f"{before.whole.sale_count:,}"),
        )
        self.average.set_value(words.yuan(page.average_fen))
        self._show_profit(page)
        self.hours.set_hours(_by_hour(figures.by_hour), _by_hour(before.by_hour))
        self._show_shares(page)

    def say(self) -> None:
        """Write again what holds a language and is not a part's own message."""
        self._say_day()
        if self._page is not None:
            self.show_figures(self._page)

    def _say_day(self) -> None:
        if self._day:
            year, month, day = self._day // 10_000, self._day // 100 % 100, self._day % 100
            spoken = words.in_language(words.language()).day(year, month, day)
            self.title.set_text(f"{year} · {spoken}")

    def _show_profit(self, page: DayPage) -> None:
        if not page.costed_share:
            self.profit.set_value("—", words.text(_PROFIT_NONE))
            return
        share = page.costed_share // 100
        note = words.text(_PROFIT_PART, share=share) if share < 100 else ""
        self.profit.set_value(words.yuan(page.profit_fen, grouped=True), note)

    def _show_shares(self, page: DayPage) -> None:
        categories = [
            (each.label or words.text(_NO_CATEGORY), each) for each in page.figures.by_category
        ]
        tenders = [(_tender_name(each.key), each) for each in page.figures.by_tender]
        tenders += [
            (words.text(_PENDING, tender=_tender_name(each.key)), each)
            for each in page.figures.by_tender_pending
        ]
        for chart, table, shares in (
            (self.categories, self.category_table, categories),
            (self.tenders, self.tender_table, tenders),
        ):
            chart.set_shares([(name, each.sums.amount_fen) for name, each in shares])
            table.set_rows(
                [ListRow(name, [name, words.yuan(each.sums.amount_fen)]) for name, each in shares]
            )
        self.best.set_rows([_best_row(each) for each in page.figures.best_products])

    def _head(self) -> QWidget:
        return holding(
            row(
                self.earlier, self.title, self.later, None, self.today,
                margin=(theme.PAD, theme.GAP, theme.PAD, theme.GAP),
            )
        )  # fmt: skip

    def _body(self) -> QWidget:
        figures = row(
            *((each, 1) for each in (self.takings, self.count, self.average, self.profit))
        )
        self.hours.setMinimumHeight(_SHARE_HIGH)
        shares = row(
            (_card(_BY_CATEGORY, self.categories, self.category_table), 1),
            (_card(_BY_TENDER, self.tenders, self.tender_table), 1),
        )
        self.best.setMinimumHeight(300)
        return holding(
            column(
                figures, _card(_BY_HOUR, self.hours), shares, _card("", self.best),
                gap=theme.PAD, margin=theme.PAD,
            )
        )  # fmt: skip


def _card(title: str, *parts: QWidget) -> QWidget:
    head = [SectionHeader(title)] if title else []
    return holding(column(*head, *parts, gap=theme.GAP, margin=theme.PAD), Card())


def _money_table(title: str) -> ListTable:
    table = ListTable([Column(title), Column(_TAKINGS, 120, "strong")], empty=_NONE)
    table.setMinimumHeight(_SHARE_HIGH)
    return table


def _by_hour(rows: tuple[KeySums, ...]) -> dict[int, int]:
    return {int(each.key): each.sums.amount_fen for each in rows}


def _tender_name(kind: str) -> str:
    return words.text(TENDER_WORDS[TenderKind(kind)])


def _best_row(each: KeySums) -> ListRow:
    cells = [each.label, words.quantity(each.sums.qty_milli), words.yuan(each.sums.amount_fen)]
    return ListRow(each.key, cells)
