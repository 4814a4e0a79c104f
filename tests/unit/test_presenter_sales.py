"""Finding sales, without a screen."""

from dataclasses import replace

import pytest

from pos_app.domain.errors import NotPermitted
from pos_app.ui.presenters.sales import PAGE, SalesPresenter
from sync.protocol.facts.selling import ReceiptReprinted
from tests.fake_shop import BY_CASHIER
from tests.goods import COLA, cart_of
from tests.unit.presenting import Desk, View


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def view():
    return View()


@pytest.fixture
def sales(desk, view):
    return SalesPresenter(view, desk.till, desk.session, desk, desk)


def sell(desk, count: int) -> None:
    for number in range(count):
        cart = replace(cart_of(COLA), cart_id=f"cart-{number}")
        desk.till.checkout.cash(cart, 1_000, BY_CASHIER)


def test_it_starts_with_today_and_nothing_chosen(desk, view, sales):
    sell(desk, 2)
    sales.shown()
    desk.answer()

    assert view.names() == ["show_span", "show_sales", "show_detail"]
    assert [row.sale_id for row in view.last("show_sales")] == ["cart-1", "cart-0"]
    assert view.last("show_detail") is None


def test_further_pages_follow_without_gap_or_doubles(desk, view, sales):
    sell(desk, 2 * PAGE + 5)
    sales.shown()
    desk.answer()
    for _ in range(5):
        sales.wants_more()
        desk.answer()

    rows = [row for values in view.all("show_sales") + view.all("add_sales") for row in values[0]]
    assert [row.seq for row in rows] == list(range(2 * PAGE + 5, 0, -1))


def test_a_list_of_one_is_chosen_at_once(desk, view, sales):
    sell(desk, 1)
    sales.shown()
    desk.answer()
    assert view.all("choose") == [("cart-0",)]


def test_a_scanned_receipt_goes_through_the_search_field(view, sales):
    sales.scanned("９９00１")
    assert view.all("show_search") == [("99001",)]


def test_the_chosen_sale_is_printed_again_and_shown_anew(desk, view, sales):
    sell(desk, 2)
    sales.chose("cart-1")
    desk.answer()
    sales.wants_reprint()
    desk.answer()

    assert desk.shop.rows.facts(ReceiptReprinted) == [ReceiptReprinted(sale_id="cart-1", copy=1)]
    assert view.last("show_detail").reprint_count == 1
    assert desk.notes


def test_nothing_chosen_is_not_printed(desk, sales):
    sell(desk, 1)
    sales.wants_reprint()
    assert desk.shop.rows.facts(ReceiptReprinted) == []


def test_who_may_not_is_told(desk, sales):
    sell(desk, 1)
    sales.chose("cart-0")
    desk.session.staff = None
    sales.wants_reprint()

    assert [type(error) for error in desk.errors] == [NotPermitted]
    assert desk.shop.rows.facts(ReceiptReprinted) == []


def test_a_sale_that_is_not_listed_any_more_is_not_chosen_any_more(desk, view, sales):
    sell(desk, 3)
    sales.shown()
    sales.chose("cart-1")
    desk.answer()
    sales.typed_search("777777")
    desk.answer()
    assert view.last("show_detail") is None

    sales.wants_reprint()
    assert desk.shop.rows.facts(ReceiptReprinted) == []
