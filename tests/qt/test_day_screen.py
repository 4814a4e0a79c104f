"""The day page: figures that equal the sales, charts that equal the figures."""

import pytest
from PySide6.QtCore import Qt

from pos_app import words
from pos_app.ui.presenters.ports import Screen
from tests.qt.counter import BREAD, COLA, EGGS, WATER

K = Qt.Key
DAY_S = 86_400


@pytest.fixture
def day(shop):
    """A sale a week ago and three today, in two hours; the page is up."""
    shop.sell_for_cash(BREAD)
    shop.clock.wait(7 * DAY_S)
    shop.sell_for_cash(COLA, COLA, WATER)
    shop.sell_for_cash(EGGS)
    shop.clock.wait(2 * 3_600)
    shop.sell_for_cash(BREAD)
    shop.go(Screen.DAY)
    return shop


def test_the_figures_equal_the_sums_of_the_sales(day):
    today = [sale for sale in day.sold() if sale.business_day == day.file.queries.business_day()]
    total_fen = sum(sale.total_fen for sale in today)
    page = day.day

    assert page.takings.value() == words.yuan(total_fen) == "¥23.70"
    assert page.count.value() == str(len(today)) == "3"
    assert page.average.value() == words.yuan(total_fen // len(today))
    assert page.profit.value() == "—"


def test_takings_by_hour_stand_above_their_bars(day):
    assert day.day.hours.labels() == {9: "14.8", 11: "8.9"}
    assert set(range(8, 22)) == set(day.day.hours.hours())


def test_shares_add_up_to_the_takings(day):
    categories, tenders = day.day.categories.shown(), day.day.tenders.shown()

    assert sorted(categories) == [
        ("Without category", "¥14.70", "62.0 %"),
        ("饮料", "¥9.00", "38.0 %"),
    ]
    assert tenders == [("Cash", "¥23.70", "100.0 %")]


def test_best_sellers_are_those_that_brought_most(day):
    best = day.day.best
    names = [best.row(at).cells[0] for at in range(best.count())]
    assert names == ["面包", "可口可乐", "鸡蛋", "农夫山泉"]


def test_keys_turn_the_days_and_the_future_is_empty(day):
    day.press(K.Key_Right)
    assert "23.70" in day.day.takings.value()
    assert day.day.later.reason()

    for _ in range(7):
        day.press(K.Key_Left)
    assert day.day.takings.value() == "¥8.90"
    assert not day.day.later.reason()

    day.press(K.Key_Left)
    assert day.day.takings.value() == "¥0.00"
    day.press(K.Key_Home)
    assert day.day.takings.value() == "¥23.70"


def test_a_figure_opens_the_sales_behind_it(day):
    day.qtbot.mouseClick(day.day.takings, Qt.MouseButton.LeftButton)
    assert day.screen is Screen.SALES


def test_a_scan_goes_nowhere_whatever_has_the_focus(day):
    pressed = day.pressed()
    stops = day.stops()
    assert len(stops) >= 8

    for stop in stops:
        stop.setFocus()
        day.scan(COLA)
        assert day.screen is Screen.DAY
        assert day.sounds.heard[-1] == "unknown"
    assert day.message
    assert day.in_cart() == []
    assert pressed == []


def test_a_day_without_sales_says_so(shop):
    shop.go(Screen.DAY)
    page = shop.day

    assert page.takings.value() == "¥0.00"
    assert page.best.count() == 0
    assert not page.categories.isVisible()
    assert page.hours.labels() == {}


def test_the_language_changes_in_figures_and_charts(day, speak):
    speak("zh_CN")

    assert day.day.tenders.shown()[0][0] == "现金"
    assert "周" in day.day.title.text()
    assert day.day.takings.accessibleDescription().endswith("上周同日 ¥8.90")
