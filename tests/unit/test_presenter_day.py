"""The figures of a day, without a screen."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.ui.presenters.day import DayPresenter, day_page, shifted
from pos_app.usecases.ports import DayFigures
from sync.protocol.totals import Sums
from tests.fake_shop import BY_CASHIER
from tests.goods import BREAD, COLA, cart_of
from tests.unit.presenting import Desk, View

DAY_S = 86_400
FIRST_DATE = date(1971, 1, 1)


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def view():
    return View()


@pytest.fixture
def day(desk, view):
    return DayPresenter(view, desk.till, desk, desk)


def of(sums: Sums) -> DayFigures:
    return DayFigures(20261123, 20261123, sums, (), (), (), (), ())


def test_it_starts_with_today_beside_the_same_day_a_week_before(desk, view, day):
    desk.till.checkout.cash(cart_of(BREAD), 1_000, BY_CASHIER)
    desk.shop.clock.wait(7 * DAY_S)
    desk.till.checkout.cash(cart_of(COLA), 1_000, BY_CASHIER)
    day.shown()
    desk.answer()

    page = view.last("show_figures")
    assert page.figures.whole.amount_fen == 350
    assert page.week_before.whole.amount_fen == 890
    assert (page.average_fen, page.average_before_fen) == (350, 890)


def test_the_future_is_not_shown(view, day):
    day.shown()
    day.stepped(1)
    today = view.all("show_span")[0]

    assert view.all("show_span") == [today, today]


def test_days_are_turned_back_and_on_again(view, day):
    day.shown()
    day.stepped(-1)
    day.stepped(1)
    days = [values[0] for values in view.all("show_span")]

    assert days[1] == shifted(days[0], -1)
    assert days[2] == days[0]


def test_a_day_without_sales_has_no_average_and_no_profit():
    page = day_page(of(Sums()), of(Sums()))
    assert (page.average_fen, page.profit_fen, page.costed_share) == (0, 0, 0)


def test_profit_counts_only_what_has_a_cost():
    page = day_page(of(Sums(4, 9, 1_000, cost_fen=300, costed_fen=800)), of(Sums()))
    assert (page.profit_fen, page.costed_share, page.average_fen) == (500, 8_000, 250)


@given(st.dates(min_value=FIRST_DATE), st.integers(-300, 300))
def test_a_day_moved_there_and_back_is_the_same(moment, days):
    day = moment.year * 10_000 + moment.month * 100 + moment.day
    assert shifted(shifted(day, -abs(days)), abs(days)) == day


@pytest.mark.parametrize(
    ("day", "days", "moved"),
    [(20261130, 1, 20261201), (20270101, -1, 20261231), (20280228, 1, 20280229)],
)
def test_days_follow_the_calendar(day, days, moved):
    assert shifted(day, days) == moved
