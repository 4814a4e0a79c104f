"""Checkout: sale, number, print job and the end of the draft are kept together or not at all."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.cart import LINES_MAX, Cart
from pos_app.domain.codes import CODE_LENGTH_MAX, parse_receipt_code
from pos_app.domain.errors import EmptyCart, NotPermitted, Refusal, TooLarge, Underpaid
from pos_app.domain.money import FEN_MAX, tax_within
from pos_app.domain.people import Authority
from pos_app.domain.product import NAME_LENGTH_MAX, Product
from pos_app.domain.sale import ReceiptNumber, settle
from pos_app.domain.tender import cash
from pos_app.usecases.checkout import Checkout, sale_fact
from pos_app.usecases.product_row import SPEC_LENGTH_MAX, UNIT_LENGTH_MAX
from sync.protocol.facts.kinds import decode_body
from sync.protocol.facts.selling import SaleCompleted
from sync.protocol.limits import FACT_BYTES_MAX
from tests.fake_shop import BY_CASHIER, BY_NOBODY, CASHIER, FakeShop
from tests.fakes import Job, Rows
from tests.goods import APPLES, BREAD, COLA, cart_of, filled_carts


def checkout_in(shop: FakeShop, *, wants_receipt: bool = True) -> Checkout:
    return Checkout(shop.writer, shop.new_id, lambda: wants_receipt)


def sold(shop: FakeShop) -> SaleCompleted:
    fact = shop.last.fact
    assert isinstance(fact, SaleCompleted)
    return fact


def test_keeps_the_sale_its_number_and_its_receipt_and_ends_the_draft(shop: FakeShop) -> None:
    cart = cart_of(COLA, BREAD, APPLES).without("line-2")
    kept = checkout_in(shop).cash(cart, 2_000, BY_CASHIER)

    assert (kept.sale.total_fen, kept.sale.change_fen) == (948, 1_052)
    assert str(kept.number) == "001-001-0000001"
    assert kept.recorded == (1, shop.last.head.id, shop.clock.now_ms(), 20261123)
    assert kept.print_job == 1
    assert shop.rows.jobs == (Job("cart-1", 0),)
    assert shop.rows.dropped == ("cart-1",)
    assert shop.last.head.actor == CASHIER.staff_id


def test_writes_the_sale_down_in_full(shop: FakeShop) -> None:
    cart = cart_of(COLA, BREAD, APPLES).without("line-2")
    checkout_in(shop).cash(cart, 2_000, BY_CASHIER)
    sale = sold(shop)
    cola, apples = sale.lines

    assert (sale.sale_id, sale.total_fen, sale.rounding_fen) == ("cart-1", 948, 0)
    assert parse_receipt_code(sale.receipt_code) == (1, 1, 1)
    assert (sale.member_id, sale.shift_id, sale.note) == (None, None, "")
    assert (cola.name, cola.category_id, cola.code) == (
        "可口可乐 330ml",
        "c-drinks",
        COLA.barcodes[0],
    )
    assert (cola.amount_fen, cola.tax_fen, cola.cost_fen) == (350, 40, 210)
    assert (apples.qty_milli, apples.price_per_milli, apples.unit) == (500, 500, "斤")
    assert [line.name for line in sale.removed_lines] == ["桃李醇熟切片面包"]
    assert sale.removed_lines[0].amount_fen == 890
    (paid,) = sale.tenders
    assert (paid.kind, paid.state) == ("cash", "paid")
    assert (paid.amount_fen, paid.received_fen, paid.change_fen) == (948, 2_000, 1_052)


def test_queues_nothing_where_no_receipt_is_wanted(shop: FakeShop) -> None:
    kept = checkout_in(shop, wants_receipt=False).cash(cart_of(COLA), 350, BY_CASHIER)

    assert kept.print_job is None
    assert shop.rows.jobs == ()


def test_numbers_are_contiguous_over_a_failed_sale(shop: FakeShop) -> None:
    checkout = checkout_in(shop)
    checkout.cash(cart_of(COLA), 350, BY_CASHIER)
    shop.writer.power_cut = OSError("no space left on device")
    with pytest.raises(OSError, match="no space"):
        checkout.cash(cart_of(BREAD), 890, BY_CASHIER)
    shop.writer.power_cut = None
    kept = checkout.cash(cart_of(BREAD), 890, BY_CASHIER)

    assert kept.number.number == 2
    assert len(shop.rows.journal) == 2


def test_a_power_cut_before_commit_leaves_nothing(shop: FakeShop) -> None:
    shop.writer.power_cut = OSError()
    with pytest.raises(OSError):  # noqa: PT011 - it is the one we made
        checkout_in(shop).cash(cart_of(COLA), 350, BY_CASHIER)

    assert shop.rows == Rows()


@pytest.mark.parametrize(
    ("cart", "received_fen", "authority", "refusal"),
    [
        (cart_of(COLA), 349, BY_CASHIER, Underpaid),
        (cart_of(COLA), 0, BY_CASHIER, Underpaid),
        (cart_of(COLA), -350, BY_CASHIER, Underpaid),
        (cart_of(COLA), FEN_MAX + 1, BY_CASHIER, TooLarge),
        (Cart("cart-1"), 100, BY_CASHIER, EmptyCart),
        (cart_of(COLA), 350, BY_NOBODY, NotPermitted),
    ],
)
def test_a_refusal_keeps_nothing(
    shop: FakeShop, cart: Cart, received_fen: int, authority: Authority, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        checkout_in(shop).cash(cart, received_fen, authority)

    assert shop.rows == Rows()


@given(filled_carts(), st.integers(0, 100_000))
def test_what_is_written_agrees_with_itself_and_is_read_back(cart: Cart, extra_fen: int) -> None:
    due_fen = cart.total_fen
    sale = settle(cart, (cash("t", due_fen, due_fen + extra_fen),))
    fact = sale_fact(sale, ReceiptNumber(1, 2, 3))

    assert sum(line.amount_fen for line in fact.lines) + fact.rounding_fen == fact.total_fen
    assert sum(each.amount_fen for each in fact.tenders) == fact.total_fen
    for line in fact.lines:
        assert line.tax_fen == tax_within(line.amount_fen, line.tax_rate)
    assert decode_body(fact.kind, fact.to_bytes()) == fact


def test_the_fullest_cart_of_the_longest_names_fits_into_one_fact() -> None:
    """What a till can ring up must be able to travel."""
    title = "国" * (NAME_LENGTH_MAX + SPEC_LENGTH_MAX)
    goods = Product(
        "f" * 32, title, 1_999_999, unit="国" * UNIT_LENGTH_MAX, category_id="e" * 32,
        cost_fen=FEN_MAX, tax_rate=1_300,
    )  # fmt: skip
    line, *_ = cart_of(goods).lines
    long = replace(line, line_id="d" * 32, code="9" * CODE_LENGTH_MAX)
    full = Cart("c" * 32, (long,) * LINES_MAX, (long,) * LINES_MAX)
    sale = settle(full, (cash("b" * 32, full.total_fen, FEN_MAX),))
    assert len(sale_fact(sale, ReceiptNumber(999, 999, 9_999_999)).to_bytes()) < FACT_BYTES_MAX
