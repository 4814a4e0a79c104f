"""Giving up a cart: what stood in it stays known."""

import pytest

from pos_app.domain.cart import Cart
from pos_app.domain.errors import EmptyCart, NotPermitted
from pos_app.usecases.void_cart import VoidCart
from sync.protocol.facts.selling import CartVoided
from tests.fake_shop import BY_CASHIER, BY_NOBODY, CASHIER, FakeShop
from tests.fakes import Rows
from tests.goods import BREAD, COLA, cart_of


def test_records_what_was_there_and_ends_the_draft(shop: FakeShop) -> None:
    VoidCart(shop.writer)(cart_of(COLA, BREAD).without("line-1"), "顾客不要了", BY_CASHIER)
    fact = shop.last.fact

    assert isinstance(fact, CartVoided)
    assert (fact.cart_id, fact.total_fen, fact.reason) == ("cart-1", 890, "顾客不要了")
    assert [(line.line_id, line.amount_fen) for line in fact.lines] == [
        ("line-1", 350),
        ("line-2", 890),
    ]
    assert shop.last.head.actor == CASHIER.staff_id
    assert shop.rows.dropped == ("cart-1",)
    assert shop.rows.jobs == ()


def test_a_cart_whose_lines_are_all_gone_is_recorded_too(shop: FakeShop) -> None:
    VoidCart(shop.writer)(cart_of(COLA).without("line-1"), "", BY_CASHIER)

    assert len(shop.rows.facts(CartVoided)) == 1


def test_a_cart_that_never_held_anything_is_nothing_to_give_up(shop: FakeShop) -> None:
    with pytest.raises(EmptyCart):
        VoidCart(shop.writer)(Cart("cart-1"), "", BY_CASHIER)

    assert shop.rows == Rows()


def test_needs_the_right(shop: FakeShop) -> None:
    with pytest.raises(NotPermitted):
        VoidCart(shop.writer)(cart_of(COLA), "", BY_NOBODY)

    assert shop.rows == Rows()
