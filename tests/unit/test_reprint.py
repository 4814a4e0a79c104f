"""Printing again: every copy is numbered and recorded."""

import pytest

from pos_app.domain.cart import Cart
from pos_app.domain.errors import NothingToReprint, NotPermitted
from pos_app.usecases.checkout import Checkout
from pos_app.usecases.reprint import Reprint
from sync.protocol.facts.selling import ReceiptReprinted
from tests.fake_shop import BY_CASHIER, BY_NOBODY, FakeShop
from tests.fakes import Job
from tests.goods import COLA, cart_of


@pytest.fixture
def reprint(shop: FakeShop) -> Reprint:
    checkout = Checkout(shop.writer, shop.new_id, lambda: True)
    for cart_id in ("first", "second"):
        cart = cart_of(COLA)
        checkout.cash(Cart(cart_id, cart.lines), 350, BY_CASHIER)
    return Reprint(shop.queries, shop.writer)


def test_the_last_receipt_is_printed_again_as_copy_one(shop: FakeShop, reprint: Reprint) -> None:
    assert reprint.last(BY_CASHIER) == 3
    assert shop.rows.jobs[-1] == Job("second", 1)
    assert shop.last.fact == ReceiptReprinted(sale_id="second", copy=1)


def test_the_copies_of_each_sale_are_numbered_from_one(shop: FakeShop, reprint: Reprint) -> None:
    reprint.last(BY_CASHIER)
    reprint("first", BY_CASHIER)
    reprint.last(BY_CASHIER)

    assert shop.rows.jobs[2:] == (Job("second", 1), Job("first", 1), Job("second", 2))
    detail = shop.queries.sale("second")
    assert detail is not None
    assert detail.reprint_count == 2


def test_there_is_nothing_to_print_before_the_first_sale(shop: FakeShop) -> None:
    with pytest.raises(NothingToReprint):
        Reprint(shop.queries, shop.writer).last(BY_CASHIER)


def test_needs_the_right(shop: FakeShop, reprint: Reprint) -> None:
    with pytest.raises(NotPermitted):
        reprint.last(BY_NOBODY)

    assert len(shop.rows.jobs) == 2


def test_a_power_cut_leaves_neither_fact_nor_job(shop: FakeShop, reprint: Reprint) -> None:
    shop.writer.power_cut = OSError("power")
    with pytest.raises(OSError, match="power"):
        reprint.last(BY_CASHIER)

    assert len(shop.rows.jobs) == 2
    assert shop.rows.facts(ReceiptReprinted) == []
