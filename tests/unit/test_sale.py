"""A sale: only a cart with something in it, fully paid, becomes one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.cart import Cart
from pos_app.domain.errors import EmptyCart, Underpaid
from pos_app.domain.sale import ReceiptNumber, settle
from pos_app.domain.tender import Tender, TenderKind, TenderState, cash
from tests.goods import BREAD, COLA, cart_of, filled_carts


@given(filled_carts(), st.integers(0, 100_000))
def test_lines_rounding_total_and_tenders_agree(cart: Cart, extra_fen: int) -> None:
    rounding_fen = -(cart.total_fen % 10)
    due_fen = cart.total_fen + rounding_fen
    sale = settle(cart, (cash("t", due_fen, due_fen + extra_fen),), rounding_fen)

    assert sum(line.amount_fen for line in sale.lines) + sale.rounding_fen == sale.total_fen
    assert sum(tender.amount_fen for tender in sale.tenders) == sale.total_fen
    assert sale.received_fen - sale.change_fen == sale.total_fen
    assert sale.change_fen == extra_fen
    assert (sale.lines, sale.removed, sale.sale_id) == (cart.lines, cart.removed, cart.cart_id)


@given(filled_carts().filter(lambda cart: cart.total_fen > 0), st.data())
def test_says_what_is_missing(cart: Cart, data: st.DataObject) -> None:
    given_fen = data.draw(st.integers(0, cart.total_fen - 1))
    with pytest.raises(Underpaid) as refusal:
        settle(cart, (cash("t", cart.total_fen, given_fen),))

    assert refusal.value.values == {"missing_fen": cart.total_fen - given_fen}


def test_nothing_paid_is_all_missing() -> None:
    with pytest.raises(Underpaid) as refusal:
        settle(cart_of(COLA), ())

    assert refusal.value.values == {"missing_fen": 350}


def test_several_tenders_cover_the_total_together() -> None:
    code = Tender("t-1", TenderKind.PAYMENT_CODE, TenderState.PENDING, 1_000, 1_000, 0)
    sale = settle(cart_of(COLA, BREAD), (code, cash("t-2", 240, 500)))

    assert (sale.total_fen, sale.received_fen, sale.change_fen) == (1_240, 1_500, 260)


def test_an_empty_cart_is_no_sale() -> None:
    with pytest.raises(EmptyCart):
        settle(Cart("cart"), (cash("t", 0, 100),))
    with pytest.raises(EmptyCart):
        settle(cart_of(COLA).without("line-1"), ())


def test_tenders_above_the_total_are_a_bug() -> None:
    with pytest.raises(AssertionError):
        settle(cart_of(COLA), (cash("t", 1_000, 1_000),))


def test_a_receipt_number_reads_in_groups() -> None:
    assert str(ReceiptNumber(1, 2, 345)) == "001-002-0000345"
