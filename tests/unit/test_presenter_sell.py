"""Ringing up, without a screen."""

import pytest

from pos_app.domain.cart import LINES_MAX
from pos_app.domain.errors import (
    CartFull,
    EmptyCart,
    NotAQuantity,
    NothingToReprint,
    NotPermitted,
    TooLarge,
    Trouble,
    WholePiecesOnly,
)
from pos_app.domain.product import Product
from pos_app.ui.presenters.ports import Screen, Sound
from pos_app.ui.presenters.sell import SEARCH_TOPIC, NothingFound, SellPresenter
from tests.goods import APPLES, BREAD, COLA
from tests.unit.presenting import Desk, View

COLA_CODE = COLA.barcodes[0]
UNKNOWN = "6901028075763"


class DiskFull(Trouble):
    """The disk is full."""

    words = "full"


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def view():
    return View()


@pytest.fixture
def sell(desk, view):
    return SellPresenter(view, desk.till, desk.session, desk, desk, desk)


def test_what_is_held_is_what_the_disk_holds(desk, sell):
    for code in (COLA_CODE, BREAD.barcodes[0], COLA_CODE):
        sell.scanned(code)
    sell.stepped(sell.cart.lines[0].line_id, 1)
    sell.removed(sell.cart.lines[1].line_id)

    assert desk.shop.drafts.open_carts() == [sell.cart]
    assert [line.qty_milli for line in sell.cart.lines] == [3_000]


def test_the_cart_that_was_open_is_taken_up_again(desk, view, sell):
    sell.scanned(COLA_CODE)
    again = SellPresenter(View(), desk.till, desk.session, desk, desk, desk)

    assert again.cart == sell.cart


def test_a_line_is_shown_after_it_was_kept(desk, view, sell, monkeypatch):
    kept_when_shown = []
    monkeypatch.setattr(
        view, "show_cart",
        lambda cart, changed: kept_when_shown.append(desk.shop.drafts.open_carts() == [cart]),
        raising=False,
    )  # fmt: skip
    sell.scanned(COLA_CODE)
    sell.picked(APPLES)

    assert kept_when_shown == [True, True]


def test_a_scan_that_could_not_be_kept_is_not_shown(desk, view, sell, monkeypatch):
    def fails(*_):
        raise DiskFull

    monkeypatch.setattr(desk.shop.drafts, "put_line", fails)
    sell.scanned(COLA_CODE)

    assert (sell.cart.lines, view.names()) == ((), [])
    assert [type(error) for error in desk.errors] == [DiskFull]
    assert desk.sounds == [Sound.UNKNOWN]


def test_without_somebody_signed_in_nothing_is_rung_up(desk, view, sell):
    desk.session.staff = None
    sell.scanned(COLA_CODE)
    sell.picked(COLA)

    assert sell.cart.lines == ()
    assert [type(error) for error in desk.errors] == [NotPermitted, NotPermitted]


def test_a_full_cart_takes_more_of_what_it_has_and_nothing_new(desk, view, sell):
    for number in range(LINES_MAX):
        sell.picked(Product(f"p{number}", f"货 {number}", 100))
    sell.scanned(COLA_CODE)
    assert [type(error) for error in desk.errors] == [CartFull]

    sell.picked(Product("p0", "货 0", 100))
    assert sell.cart.lines[0].qty_milli == 2_000


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("", NotAQuantity),
        ("-1", NotAQuantity),
        ("1.5", WholePiecesOnly),
        ("99999999", TooLarge),
    ],
)
def test_a_quantity_that_is_none_changes_nothing(desk, view, sell, text, refused):
    sell.scanned(COLA_CODE)
    before = sell.cart
    sell.typed_quantity(before.lines[0].line_id, text)

    assert sell.cart is before
    assert [type(error) for (error,) in view.all("refuse_quantity")] == [refused]
    assert view.all("close_quantity") == []


def test_a_quantity_that_is_one_closes_the_question(desk, view, sell):
    sell.scanned(COLA_CODE)
    sell.typed_quantity(sell.cart.lines[0].line_id, "12")

    assert sell.cart.lines[0].qty_milli == 12_000
    assert len(view.all("close_quantity")) == 1
    assert view.all("refuse_quantity") == []


def test_only_the_newest_search_is_shown(desk, view, sell):
    sell.typed_search("可")
    sell.typed_search("可口")
    desk.answer()

    assert view.all("show_found") == [([COLA], "可口")]


def test_an_emptied_search_shows_the_tiles(desk, view, sell):
    sell.typed_search("  ")
    assert SEARCH_TOPIC not in desk.questions
    desk.answer()
    assert len(view.last("show_tiles")) == 3


def test_a_search_is_asked_again_when_the_catalogue_changed(desk, view, sell):
    sell.typed_search("可乐")
    desk.answer()
    found_before = len(view.all("show_found"))
    sell.catalogue_changed()
    desk.answer()

    assert view.all("show_found")[found_before:] == [([COLA], "可乐")]
    sell.typed_search("")
    sell.catalogue_changed()
    assert SEARCH_TOPIC not in desk.questions


def test_a_typed_code_goes_before_a_name_that_holds_it(desk, view, sell):
    desk.shop.queries.shelf = (
        Product("p-name", f"货 {COLA_CODE}", 100),
        *desk.shop.queries.shelf,
    )
    sell.entered_search(COLA_CODE)

    assert [line.product_id for line in sell.cart.lines] == [COLA.product_id]
    assert view.names()[-1] == "clear_search"


def test_what_is_neither_code_nor_name_is_said_and_stays_typed(desk, view, sell):
    sell.entered_search("没有")

    assert [type(error) for error in desk.errors] == [NothingFound]
    assert "clear_search" not in view.names()


def test_an_unknown_barcode_offers_a_new_product_by_scan_and_by_typing(desk, view, sell):
    sell.scanned(UNKNOWN)
    sell.entered_search(UNKNOWN)

    assert view.all("offer_new_product") == [(UNKNOWN,), (UNKNOWN,)]
    assert desk.errors == []


def test_a_new_product_that_cannot_be_kept_is_told_and_the_sheet_stays(desk, view, sell):
    desk.shop.writer.power_cut = DiskFull()
    sell.added_product(UNKNOWN, "蛋", "1")

    assert [type(error) for error in desk.errors] == [DiskFull]
    assert "close_new_product" not in view.names()


def test_a_new_product_with_a_taken_code_is_refused_in_the_sheet(desk, view, sell):
    sell.added_product(COLA_CODE, "蛋", "1")

    assert "refuse_new_product" in view.names()
    assert sell.cart.lines == ()


def test_an_empty_cart_goes_nowhere(desk, view, sell):
    sell.wants_pay()
    sell.wants_void()

    assert [type(error) for error in desk.errors] == [EmptyCart, EmptyCart]
    assert desk.screens == []
    assert "ask_void" not in view.names()


def test_a_filled_cart_is_paid(desk, sell):
    sell.scanned(COLA_CODE)
    sell.wants_pay()
    assert desk.screens == [Screen.PAY]


def test_a_cart_that_could_not_be_given_up_is_kept(desk, view, sell):
    sell.scanned(COLA_CODE)
    before = sell.cart
    desk.shop.writer.power_cut = DiskFull()
    sell.voided()

    assert sell.cart is before
    assert [type(error) for error in desk.errors] == [DiskFull]


def test_a_cart_given_up_is_followed_by_another(desk, view, sell):
    sell.scanned(COLA_CODE)
    before = sell.cart
    sell.voided()

    assert sell.cart.lines == ()
    assert sell.cart.cart_id != before.cart_id
    assert desk.shop.drafts.open_carts() == []


def test_without_a_sale_there_is_no_receipt_to_print_again(desk, sell):
    sell.wants_reprint()
    assert [type(error) for error in desk.errors] == [NothingToReprint]


def test_the_line_after_a_deleted_one_is_chosen(desk, view, sell):
    for product in (COLA, BREAD, APPLES):
        sell.picked(product)
    first, second, third = (line.line_id for line in sell.cart.lines)
    sell.removed(second)
    assert view.all("show_cart")[-1][1] == third
    sell.removed(third)
    assert view.all("show_cart")[-1][1] == first
    sell.removed(first)
    assert view.all("show_cart")[-1][1] is None
