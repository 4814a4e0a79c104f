"""The list of sales: search, spans, detail, a receipt printed again."""

import pytest
from PySide6.QtCore import Qt

from pos_app.ui.presenters.ports import Screen
from tests.qt.counter import BREAD, COLA, EGGS, WATER

K = Qt.Key
DAY_S = 86_400


@pytest.fixture
def sold(shop):
    """A sale yesterday and two today; the list is up."""
    shop.sell_for_cash(COLA)
    shop.clock.wait(DAY_S)
    shop.sell_for_cash(WATER, BREAD)
    shop.clock.wait(60)
    shop.sell_for_cash(EGGS)
    shop.go(Screen.SALES)
    return shop


def shown(shop):
    """The receipt numbers' last digits and the sums, as listed."""
    table = shop.sales.list.table
    rows = [table.row(at).cells for at in range(table.count())]
    return [(int(cells[1][-7:]), cells[4]) for cells in rows]


def choose(shop, key):
    chips = shop.sales.list.chips
    shop.qtbot.mouseClick(chips, Qt.MouseButton.LeftButton, pos=chips.place_of(key).center())
    shop.answered()


def test_todays_sales_are_listed_newest_first(sold):
    assert shown(sold) == [(3, "¥5.80"), (2, "¥10.90")]
    assert sold.sales.detail is None


@pytest.mark.parametrize(
    ("span", "numbers"), [("yesterday", [1]), ("week", [3, 2, 1]), ("all", [3, 2, 1])]
)
def test_chips_choose_the_days(sold, span, numbers):
    choose(sold, span)
    assert [number for number, _ in shown(sold)] == numbers


def test_the_end_of_a_number_finds_its_sale_and_shows_it(sold):
    sold.type("0002")

    assert [number for number, _ in shown(sold)] == [2]
    assert sold.sales.detail is not None
    assert sold.sales.list.table.chosen() == 0


def test_what_is_not_there_leaves_an_empty_list(sold):
    sold.type("777777")
    assert shown(sold) == []
    assert sold.sales.detail is None


def test_a_row_is_shown_in_full(sold):
    sold.press(K.Key_Down)
    sold.press(K.Key_Down)
    page = sold.sales.detail
    lines = [page.lines.row(at).cells for at in range(page.lines.count())]

    assert lines == [["农夫山泉", "1 瓶", "2.00"], ["面包", "1 袋", "8.90"]]
    assert page.paper.text()


def test_weighed_goods_are_listed_in_kilograms(sold):
    sold.press(K.Key_Down)
    page = sold.sales.detail

    assert page.lines.row(0).cells == ["鸡蛋", "0.5 kg", "5.80"]


def test_the_shown_receipt_is_printed_again(sold):
    sold.press(K.Key_Down)
    sold.press(K.Key_P, modifiers=Qt.KeyboardModifier.ControlModifier)

    first, *others = sold.sold()
    assert sold.file.queries.sale(first.sale_id).reprint_count == 1
    assert all(sold.file.queries.sale(each.sale_id).reprint_count == 0 for each in others)
    assert "1" in sold.sales.detail.paper.text()
    assert sold.message


def test_nothing_chosen_is_not_printed_again(sold):
    sold.press(K.Key_P, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert all(sold.file.queries.sale(each.sale_id).reprint_count == 0 for each in sold.sold())


def test_a_scanned_receipt_is_found_whatever_has_the_focus_and_whenever_it_was(sold):
    oldest = sold.sold()[-1].receipt_code
    sold.press(K.Key_Down)
    pressed = sold.pressed()
    count = len(sold.stops())
    assert count > 4

    for at in range(count):
        sold.stops()[at].setFocus()
        sold.scan(oldest)
        assert sold.sales.list.search.text() == oldest, at
        assert shown(sold) == [(1, "¥3.50")]
        assert sold.sales.detail is not None
    assert sold.screen is Screen.SALES
    assert sold.in_cart() == []
    assert pressed == []


def test_coming_back_starts_with_today_and_nothing_searched_for(sold):
    sold.type("777777")
    sold.go(Screen.SELL)
    sold.go(Screen.SALES)

    assert sold.sales.list.search.text() == ""
    assert len(shown(sold)) == 2


def test_a_long_list_is_read_in_pages(shop):
    for _ in range(120):
        shop.kit.sell(COLA)
    shop.go(Screen.SALES)
    table = shop.sales.list.table
    assert table.count() == 100

    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    shop.answered()
    numbers = [number for number, _ in shown(shop)]
    assert numbers == list(range(120, 0, -1))


def test_a_chosen_sale_stays_chosen_when_another_span_holds_it_too(sold):
    sold.press(K.Key_Down)
    key = sold.sales.list.table.key()
    choose(sold, "all")

    assert sold.sales.list.table.key() == key
    assert sold.sales.detail is not None


def test_the_language_changes_beside_a_detail(sold, speak):
    sold.press(K.Key_Down)
    speak("zh_CN")
    page = sold.sales.detail

    said = page.paper.text() + page.reprint.text()
    assert not any(char.isascii() and char.isalpha() for char in said)
