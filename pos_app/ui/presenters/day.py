"""What the day page does. No Qt here."""

from datetime import date, timedelta
from typing import NamedTuple, Protocol

from pos_app.domain.money import half_up
from pos_app.ui.presenters.ports import Asker, Notices
from pos_app.usecases.ports import DayFigures, Queries
from pos_app.usecases.till import Till
from sync.protocol.totals import Sums

TOPIC = "day.figures"
WEEK_DAYS = 7


class DayPage(NamedTuple):
    """The figures of a span, and of the same days a week before to compare with.

    ``profit_fen`` counts only lines whose cost is known; ``costed_share`` says, in
    1/10,000, how much of the takings that is.
    """

    figures: DayFigures
    week_before: DayFigures
    average_fen: int
    average_before_fen: int
    profit_fen: int
    costed_share: int


class DayView(Protocol):
    """What the day page can show."""

    def show_span(self, first_day: int, last_day: int, today: int) -> None:
        """Say which days are shown."""
        ...

    def show_figures(self, page: DayPage) -> None:
        """Show numbers and charts."""
        ...


class DayPresenter:
    """Adds up the takings of a business day or a span of days."""

    def __init__(self, view: DayView, till: Till, asker: Asker, notices: Notices) -> None:
        self._view = view
        self._till = till
        self._asker = asker
        self._notices = notices
        self._first_day = self._last_day = 0

    def shown(self) -> None:
        """Show today; called when the screen comes up."""
        today = self._till.queries.business_day()
        self.chose_days(today, today)

    def chose_days(self, first_day: int, last_day: int) -> None:
        """A span of business days was chosen."""
        self._first_day, self._last_day = first_day, last_day
        self._view.show_span(first_day, last_day, self._till.queries.business_day())
        self.refresh()

    def stepped(self, days: int) -> None:
        """The day before or after was asked for; the future has no figures."""
        today = self._till.queries.business_day()
        first_day = min(shifted(self._first_day, days), today)
        last_day = min(shifted(self._last_day, days), today)
        self.chose_days(first_day, last_day)

    def refresh(self) -> None:
        """Read the figures again."""
        first_day, last_day = self._first_day, self._last_day

        def read(queries: Queries) -> DayPage:
            before = queries.figures(shifted(first_day, -WEEK_DAYS), shifted(last_day, -WEEK_DAYS))
            return day_page(queries.figures(first_day, last_day), before)

        self._asker.ask(TOPIC, read, self._view.show_figures)


def day_page(figures: DayFigures, week_before: DayFigures) -> DayPage:
    """Work out what is shown beside the sums."""
    whole = figures.whole
    costed_share = half_up(whole.costed_fen * 10_000, whole.amount_fen) if whole.amount_fen else 0
    return DayPage(
        figures=figures,
        week_before=week_before,
        average_fen=_average_fen(whole),
        average_before_fen=_average_fen(week_before.whole),
        profit_fen=whole.costed_fen - whole.cost_fen,
        costed_share=costed_share,
    )


def _average_fen(whole: Sums) -> int:
    return half_up(whole.amount_fen, whole.sale_count) if whole.sale_count else 0


def shifted(day: int, days: int) -> int:
    """Return a day number some days later or, below zero, earlier."""
    moved = date(day // 10_000, day // 100 % 100, day % 100) + timedelta(days=days)
    return moved.year * 10_000 + moved.month * 100 + moved.day
