"""The sell screen: scan, search, quantity, delete, give up, new product."""

import pytest
from PySide6.QtCore import Qt

from pos_app.ui.components.button import Button
from pos_app.ui.components.sheet import Dialog
from pos_app.ui.presenters.ports import Screen
from pos_app.ui.views.new_product import NewProductSheet
from pos_app.ui.views.quantity import QuantityDialog
from tests.qt.counter import BREAD, COLA, EGGS, ENTER, UNKNOWN, WATER

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def shown(shop):
    """What the table shows: name, price, quantity and unit, amount."""
    return [
        (line.name, line.price, line.quantity, line.unit, line.amount)
        for line in shop.sell.table.lines()
    ]


def test_a_scan_is_on_the_disk_and_on_the_screen(shop):
    shop.scan(COLA)

    assert shop.on_disk() == [("可口可乐", 1_000)]
    assert shown(shop) == [("可口可乐", "3.50", "1", "瓶", "3.50")]
    assert shop.sell.table.chosen() == 0
    assert shop.sell.total.text() == "¥3.50"
    assert "¥3.50" in shop.sell.pay.text()
    assert shop.sounds.heard == ["scanned"]


def test_the_same_again_is_one_more_and_another_a_line_below(shop):
    for code in (COLA, WATER, COLA):
        shop.scan(code)

    assert [row[:3] for row in shown(shop)] == [
        ("可口可乐", "3.50", "2"),
        ("农夫山泉", "2.00", "1"),
    ]
    assert shop.sell.table.chosen() == 0
    assert shop.sell.total.fen() == 900
    assert shop.on_disk() == shop.in_cart()


def test_weighed_goods_are_priced_by_the_jin_and_counted_in_kilograms(shop):
    shop.scan(EGGS)
    line = shop.sell.table.lines()[0]

    assert (line.price, line.price_unit) == ("5.80", "/斤")
    assert (line.quantity, line.unit, line.amount) == ("0.5", "kg", "5.80")


def test_a_scan_counts_once_whatever_has_the_focus_and_presses_nothing(shop):
    for code in (WATER, BREAD, COLA):
        shop.scan(code)
    pressed = shop.pressed()
    stops = shop.stops()
    assert len(stops) > 12
    shop.sell.search.set_text("")

    for count, stop in enumerate(stops, 2):
        stop.setFocus()
        shop.scan(COLA)
        where = f"{type(stop).__name__} {stop.accessibleName()!r}"
        want = [("农夫山泉", 1_000), ("面包", 1_000), ("可口可乐", count * 1_000)]
        assert shop.in_cart() == want, where
        assert shop.screen is Screen.SELL, where
        assert shop.layer is None, where
        assert shop.sell.search.text() == "", where
    assert pressed == []
    assert shop.on_disk() == shop.in_cart()


def test_a_scan_leaves_what_was_typed_for_a_search(shop):
    shop.type("ke")
    shop.scan(WATER)

    assert shop.sell.search.text() == "ke"
    assert shop.in_cart() == [("农夫山泉", 1_000)]


def test_an_unknown_code_sounds_different_and_offers_a_new_product(shop):
    shop.scan(UNKNOWN)

    assert shop.sounds.heard == ["unknown"]
    assert isinstance(shop.layer, NewProductSheet)
    assert UNKNOWN[-4:] in shop.layer.number.text()
    assert shop.in_cart() == []


def test_a_new_product_is_typed_saved_and_rung_up(shop):
    shop.scan(UNKNOWN)
    shop.type("Eggs\r")
    shop.type("12.5\r")

    assert shop.layer is None
    assert shop.in_cart() == [("Eggs", 1_000)]
    assert shop.cart.total_fen == 1_250
    shop.scan(UNKNOWN)
    assert shop.in_cart() == [("Eggs", 2_000)]


def test_a_new_product_without_name_or_price_is_refused_where_it_is_missing(shop):
    shop.scan(UNKNOWN)
    sheet = shop.layer
    shop.press(K.Key_F12)
    assert sheet.name.error()
    assert not sheet.price.error()

    shop.type("Eggs")
    shop.press(K.Key_F12)
    assert sheet.price.error()
    assert shop.layer is sheet
    assert shop.in_cart() == []


@pytest.mark.parametrize("at", range(4))
def test_a_scan_in_the_sheet_for_a_new_product_goes_nowhere(shop, at):
    shop.scan(UNKNOWN)
    sheet = shop.layer
    stops = shop.stops()
    stops[at % len(stops)].setFocus()
    pressed = shop.pressed()
    shop.scan(COLA)

    assert shop.layer is sheet
    assert (sheet.name.text(), sheet.price.text()) == ("", "")
    assert shop.in_cart() == []
    assert pressed == []
    assert shop.sounds.heard == ["unknown", "unknown"]
    assert shop.message


def test_esc_closes_the_sheet_and_nothing_is_added(shop):
    shop.scan(UNKNOWN)
    count = shop.file.queries.product_count()
    shop.press(K.Key_Escape)

    assert shop.layer is None
    assert shop.file.queries.product_count() == count


def test_plus_minus_and_del_change_the_chosen_line(shop):
    shop.scan(COLA)
    shop.scan(WATER)
    shop.press(K.Key_Plus, "+")
    shop.press(K.Key_Plus, "+")
    shop.press(K.Key_Minus, "-")
    assert shop.in_cart() == [("可口可乐", 1_000), ("农夫山泉", 2_000)]

    shop.press(K.Key_Up)
    shop.press(K.Key_Plus, "+")
    assert shop.in_cart() == [("可口可乐", 2_000), ("农夫山泉", 2_000)]

    shop.press(K.Key_Delete)
    assert shop.in_cart() == [("农夫山泉", 2_000)]
    assert shop.on_disk() == shop.in_cart()
    assert [line.name for line in shop.cart.removed] == ["可口可乐"]
    assert shop.sell.table.chosen() == 0


def test_the_line_that_takes_the_place_of_a_deleted_one_is_chosen(shop):
    for code in (COLA, WATER, BREAD):
        shop.scan(code)
    shop.press(K.Key_Up)
    shop.press(K.Key_Delete)
    assert shop.sell.table.chosen() == 1

    shop.press(K.Key_Delete)
    assert shop.sell.table.chosen() == 0
    shop.press(K.Key_Delete)
    assert shop.in_cart() == []
    assert shop.sell.total.fen() == 0


def test_minus_stops_at_one_piece(shop):
    shop.scan(COLA)
    for _ in range(3):
        shop.press(K.Key_Minus, "-")

    assert shop.in_cart() == [("可口可乐", 1_000)]


def test_the_keys_of_a_line_work_from_an_empty_search_field_too(shop):
    shop.scan(COLA)
    shop.sell.search.select_all()
    shop.press(K.Key_Plus, "+")
    assert shop.in_cart() == [("可口可乐", 2_000)]
    assert shop.sell.search.text() == ""


def test_a_quantity_is_typed_after_the_star(shop):
    shop.scan(COLA)
    shop.press(K.Key_Asterisk, "*")
    assert isinstance(shop.layer, QuantityDialog)
    shop.type("12\r")

    assert shop.layer is None
    assert shop.in_cart() == [("可口可乐", 12_000)]
    assert shop.sell.total.fen() == 4_200


def test_a_weight_is_typed_in_kilograms(shop):
    shop.scan(EGGS)
    shop.press(K.Key_Asterisk, "*")
    shop.type("1.245\r")

    assert shop.in_cart() == [("鸡蛋", 1_245)]
    assert shop.cart.total_fen == 1_444


def test_a_quantity_of_nothing_is_refused_and_the_line_stays(shop):
    shop.scan(COLA)
    shop.press(K.Key_Asterisk, "*")
    question = shop.layer
    shop.type("0\r")

    assert "0" in question.field.error()
    assert shop.layer is question
    assert shop.in_cart() == [("可口可乐", 1_000)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1.5", "sold by the piece"),
        ("-5", "“-5” is not a quantity"),
        ("99999999", "more than the till can take"),
        ("2.0001", "“2.0001” is not a quantity"),
    ],
)
def test_a_mistyped_quantity_is_refused_in_words_and_put_right_there(shop, typed, said):
    shop.scan(COLA)
    shop.press(K.Key_Asterisk, "*")
    question = shop.layer
    shop.type(typed + "\r")
    assert said in question.field.error()
    assert shop.layer is question
    assert shop.in_cart() == [("可口可乐", 1_000)]

    shop.type("15")
    assert question.field.error() == ""
    shop.type("\r")
    assert shop.layer is None
    assert shop.in_cart() == [("可口可乐", 15_000)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2.999", "“2.999” is not an amount"),
        ("-5", "“-5” is not an amount"),
        ("10000000", "9,999,999.99"),
    ],
)
def test_a_mistyped_price_of_a_new_product_is_refused_in_words(shop, typed, said):
    shop.scan(UNKNOWN)
    sheet = shop.layer
    shop.type("Eggs\r")
    shop.type(typed + "\r")

    assert said in sheet.price.error()
    assert shop.layer is sheet
    assert shop.in_cart() == []


def test_a_scan_in_the_quantity_dialog_changes_nothing(shop):
    shop.scan(COLA)
    shop.press(K.Key_Asterisk, "*")
    dialog = shop.layer
    pressed = shop.pressed()
    for stop in shop.stops():
        stop.setFocus()
        shop.scan(WATER)
        assert shop.layer is dialog
        assert dialog.field.text() == "1"
    assert shop.in_cart() == [("可口可乐", 1_000)]
    assert pressed == []


def test_esc_leaves_the_quantity_as_it_was(shop):
    shop.scan(COLA)
    shop.press(K.Key_Asterisk, "*")
    shop.press(K.Key_Escape)

    assert shop.layer is None
    assert shop.in_cart() == [("可口可乐", 1_000)]


def test_letters_search_by_pinyin_and_enter_takes_the_first(shop):
    shop.type("kkkl")
    assert shop.sell.search.text() == "kkkl"
    assert [tile.data.name for tile in shop.sell.found.tiles()] == ["可口可乐"]

    shop.press(ENTER, "\r")
    assert shop.in_cart() == [("可口可乐", 1_000)]
    assert shop.sell.search.text() == ""
    assert shop.sell.goods_stack.currentWidget() is shop.sell.tiles


def test_down_goes_from_the_search_into_what_was_found_and_enter_takes_it(shop):
    shop.type("nf")
    shop.press(K.Key_Down)
    assert isinstance(shop.window.focusWidget(), Button)
    shop.press(ENTER, "\r")

    assert shop.in_cart() == [("农夫山泉", 1_000)]


def test_what_is_not_found_is_said(shop):
    shop.type("zzzz")
    assert shop.sell.found.tiles() == []
    shop.press(ENTER, "\r")

    assert "zzzz" in shop.message
    assert shop.screen is Screen.SELL


def test_a_typed_barcode_is_rung_up_by_enter(shop):
    shop.type(BREAD + "\r")

    assert shop.in_cart() == [("面包", 1_000)]


def test_a_typed_barcode_that_nobody_knows_offers_a_new_product(shop):
    shop.type(UNKNOWN + "\r")

    assert isinstance(shop.layer, NewProductSheet)
    assert shop.sell.search.text() == ""


def test_esc_empties_the_search(shop):
    shop.type("ke")
    shop.press(K.Key_Escape)

    assert shop.sell.search.text() == ""
    assert shop.sell.goods_stack.currentWidget() is shop.sell.tiles


def test_a_tile_is_rung_up_by_a_press_and_a_category_chooses_the_tiles(shop):
    names = {tile.data.name for tile in shop.sell.tiles.tiles()}
    assert names == {"可口可乐", "农夫山泉", "面包", "鸡蛋"}

    drinks = shop.file.queries.categories()[0].category_id
    place = shop.sell.chips.place_of(drinks)
    shop.qtbot.mouseClick(shop.sell.chips, Qt.MouseButton.LeftButton, pos=place.center())
    shop.answered()
    tiles = shop.sell.tiles.tiles()
    assert {tile.data.name for tile in tiles} == {"可口可乐", "农夫山泉"}

    shop.qtbot.mouseClick(tiles[0], Qt.MouseButton.LeftButton)
    assert shop.in_cart() == [(tiles[0].data.name, 1_000)]


def test_enter_on_an_empty_search_goes_to_the_payment(shop):
    shop.scan(COLA)
    shop.press(ENTER, "\r")
    assert shop.screen is Screen.PAY


def test_enter_belongs_to_the_button_that_has_the_focus(shop):
    shop.scan(COLA)
    shop.sell.tiles.tiles()[0].setFocus()
    shop.press(ENTER, "\r")

    assert shop.screen is Screen.SELL
    assert sum(qty for _, qty in shop.in_cart()) == 2_000


def test_an_empty_cart_is_not_paid_and_not_given_up(shop):
    for key, text in ((K.Key_F12, ""), (ENTER, "\r")):
        with shop.qtbot.waitSignal(shop.sell.pay.refused, timeout=5000) as refused:
            shop.press(key, text)
        assert refused.args == [shop.sell.pay.reason()]
        assert "empty" in shop.sell.pay.reason()
        assert shop.screen is Screen.SELL

    shop.press(K.Key_Delete, modifiers=CTRL)
    assert shop.message
    assert shop.layer is None


def test_the_pay_button_is_quiet_until_there_is_something_to_pay(shop):
    assert shop.sell.pay.reason()
    shop.scan(COLA)
    assert not shop.sell.pay.reason()
    shop.press(K.Key_Delete)
    assert shop.sell.pay.reason()


def test_a_cart_is_given_up_only_when_that_is_confirmed(shop):
    shop.scan(COLA)
    shop.press(K.Key_Delete, modifiers=CTRL)
    assert isinstance(shop.layer, Dialog)
    shop.press(K.Key_Escape)
    assert shop.in_cart() == [("可口可乐", 1_000)]

    shop.press(K.Key_Delete, modifiers=CTRL)
    shop.press(K.Key_Delete, modifiers=CTRL)
    assert shop.layer is None
    assert shop.in_cart() == []
    assert shop.on_disk() == []
    assert shop.sold() == []


@pytest.mark.parametrize("key", [K.Key_Return, K.Key_Enter])
def test_enter_keeps_the_cart(shop, key):
    shop.scan(COLA)
    shop.press(K.Key_Delete, modifiers=CTRL)
    shop.press(key, "\r")

    assert shop.layer is None
    assert shop.in_cart() == [("可口可乐", 1_000)]


def test_a_scan_over_the_question_answers_nothing(shop):
    shop.scan(COLA)
    shop.press(K.Key_Delete, modifiers=CTRL)
    question = shop.layer
    for stop in shop.stops():
        stop.setFocus()
        shop.scan(WATER)
        assert shop.layer is question
    assert shop.in_cart() == [("可口可乐", 1_000)]


def test_the_last_receipt_is_printed_again(shop):
    shop.press(K.Key_P, modifiers=CTRL)
    assert shop.message

    shop.sell_for_cash(COLA)
    shop.press(K.Key_P, modifiers=CTRL)
    assert shop.file.queries.sale(shop.sold()[0].sale_id).reprint_count == 1


def test_a_cart_is_found_again_by_the_next_program(shop, qtbot):
    shop.scan(COLA)
    shop.scan(WATER)

    assert [cart.cart_id for cart in shop.file.drafts.open_carts()] == [shop.cart.cart_id]


def test_the_language_changes_while_goods_are_in_the_cart(shop, speak):
    shop.scan(COLA)
    english = shop.sell.goods.text(), shop.sell.pay.text(), shop.sell.search.edit.placeholderText()
    speak("zh_CN")
    chinese = shop.sell.goods.text(), shop.sell.pay.text(), shop.sell.search.edit.placeholderText()

    assert all(one != other for one, other in zip(english, chinese, strict=True))
    assert chinese[0] == "1 种 · 1 件"
    assert not any(char.isascii() and char.isalpha() for char in chinese[0] + chinese[2])


def test_a_full_table_shows_the_line_that_was_scanned_last(shop):
    for _ in range(3):
        shop.scan(COLA)
    for number in range(30):
        shop.counter.sell.added_product("", f"货 {number}", "1")
    table = shop.sell.table
    place = table.row_rect(table.count() - 1)

    assert table.chosen() == 30
    assert table.viewport().rect().contains(place)
