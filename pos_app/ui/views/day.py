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
from pos_app.ui.components.layers import Key
from pos_app.ui.components.layout import Card, Page, Part, Scroll, column, holding, row
from pos_app.ui.components.list_table import Column, ListRow, ListTable
from pos_app.ui.components.rows import HEADER_HIGH
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
_BY_HOUR = mark("Takings by hour")
_LEGEND = mark("Grey: a week before")
_BY_CATEGORY = mark("By category")
_BY_TENDER = mark("By tender")
_BEST = mark("Best sellers of the day")
_NO_CATEGORY = mark("Without category")
_PENDING = mark("{tender} (not confirmed)")
_TODAY = mark("Today")
_EARLIER = mark("A day back")
_LATER = mark("A day on")
_NO_FUTURE = mark("Tomorrow has no figures yet")
_NONE = mark("Nothing sold yet")
_BEST_SHOWN = 10
_HOURS_HIGH = 210


class DayScreen(Page):
    """Shows the figures of one business day. A figure opens the sales behind it."""

    wants_sales = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.title = Label("", size=theme.TITLE, bold=True)
        self.earlier = IconButton("chevron-left", _EARLIER, key="←")
        self.later = IconButton("chevron-right", _LATER, key="→")
        self.today = Action(_TODAY, key="Home", size="normal", icon="calendar")
        self.takings = Figure(_TAKINGS)
        self.count = Figure(_COUNT)
        self.average = Figure(_AVERAGE)
        self.profit = Figure(_PROFIT)
        self.hours = HourChart()
        self.hours.setFixedHeight(_HOURS_HIGH)
        self.categories = ShareChart()
        self.tenders = ShareChart()
        self.best = ListTable(
            [Column(_BEST), Column(mark("Qty"), 64, "figure"), Column(_TAKINGS, 104, "strong")],
            empty=_NONE,
        )
        self._nothing_sold = [Label(_NONE, tone="ink-2") for _ in range(2)]
        self._keys = [
            _press_by("Left", self.earlier, self), _press_by("Right", self.later, self),
        ]  # fmt: skip
        self._day = 0
        self._page: DayPage | None = None
        self.area = Scroll(self._body())
        self.setLayout(column(self._head(), (self.area, 1), gap=0))

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
        self.later.set_reason("" if first_day < today else _NO_FUTURE)
        self._say_day()

    def show_figures(self, page: DayPage) -> None:
        """Show numbers and charts."""
        self._page = page
        figures, before = page.figures, page.week_before
        self.takings.set_value(
            words.yuan(figures.whole.amount_fen, grouped=True),
            _before(words.yuan(before.whole.amount_fen, grouped=True)),
        )
        self.count.set_value(
            f"{figures.whole.sale_count:,}", _before(f"{before.whole.sale_count:,}")
        )
        self.average.set_value(
            words.yuan(page.average_fen, grouped=True),
            _before(words.yuan(page.average_before_fen, grouped=True)),
        )
        self._show_profit(page)
        self.hours.set_hours(_by_hour(figures.by_hour), _by_hour(before.by_hour))
        self._show_shares(page)
        self.best.set_rows([_best_row(each) for each in figures.best_products[:_BEST_SHOWN]])
        rows = max(2, self.best.count())
        self.best.setFixedHeight(HEADER_HIGH + rows * self.best.row_height() + 1)

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
            (each.label or words.text(_NO_CATEGORY), each.sums.amount_fen)
            for each in page.figures.by_category
        ]
        tenders = [
            (_tender_name(each.key), each.sums.amount_fen) for each in page.figures.by_tender
        ]
        tenders += [
            (words.text(_PENDING, tender=_tender_name(each.key)), each.sums.amount_fen)
            for each in page.figures.by_tender_pending
        ]
        charts = ((self.categories, categories), (self.tenders, tenders))
        for (chart, shares), nothing in zip(charts, self._nothing_sold, strict=True):
            chart.set_shares(shares)
            chart.setVisible(bool(shares))
            nothing.setVisible(not shares)

    def _head(self) -> QWidget:
        return holding(
            row(
                self.earlier, self.title, self.later, None, self.today,
                margin=(theme.GAP, theme.GAP, theme.WIDE, theme.GAP),
            )
        )  # fmt: skip

    def _body(self) -> QWidget:
        figures = row(
            *((each, 1) for each in (self.takings, self.count, self.average, self.profit)),
            gap=theme.PAD,
        )
        by_hour = row(SectionHeader(_BY_HOUR), None, Label(_LEGEND, tone="ink-2", size=theme.SMALL))
        hours = _card(by_hour, self.hours)
        shares = column(
            _card(SectionHeader(_BY_CATEGORY), self.categories, self._nothing_sold[0]),
            _card(SectionHeader(_BY_TENDER), self.tenders, self._nothing_sold[1]),
            None,
            gap=theme.PAD,
        )
        best = holding(column(self.best, gap=0, margin=(1, theme.GRID, 1, theme.GAP)), Card())
        lower = row((shares, 1), (column(best, None), 1), gap=theme.PAD)
        edges = (theme.WIDE, theme.GRID, theme.WIDE, theme.WIDE)
        return holding(column(figures, hours, lower, None, gap=theme.PAD, margin=edges))


def _card(*parts: Part) -> QWidget:
    return holding(column(*parts, gap=theme.GAP, margin=theme.WIDE), Card())


def _press_by(key: str, button: IconButton, owner: QWidget) -> Key:
    made = Key(key, owner)
    made.activated.connect(button.press)
    return made


def _before(value: str) -> str:
    return words.text(_WEEK_BEFORE, value=value)


def _by_hour(rows: tuple[KeySums, ...]) -> dict[int, int]:
    return {int(each.key): each.sums.amount_fen for each in rows}


def _tender_name(kind: str) -> str:
    return words.text(TENDER_WORDS[TenderKind(kind)])


def _best_row(each: KeySums) -> ListRow:
    amount = words.yuan(each.sums.amount_fen, grouped=True)
    return ListRow(each.key, [each.label, words.quantity(each.sums.qty_milli), amount])
