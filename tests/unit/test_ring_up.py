"""Ringing up: what is shown is already in the draft, and a refusal changes neither."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.cart import Cart
from pos_app.domain.errors import NotPermitted, TooLarge, WholePiecesOnly
from pos_app.domain.money import FEN_MAX
from pos_app.usecases.ring_up import RingUp, UnknownCode
from tests.fake_shop import BY_CASHIER, BY_NOBODY, FakeShop
from tests.goods import APPLES, BREAD, COLA, cart_of

EMPTY = Cart("cart-1")
COLA_CODE, BREAD_CODE = COLA.barcodes[0], BREAD.barcodes[0]


def ring_up_in(shop: FakeShop) -> RingUp:
    return RingUp(shop.queries, shop.drafts, shop.new_id)


@pytest.fixture
def ring_up(shop: FakeShop) -> RingUp:
    return ring_up_in(shop)


def test_a_scan_adds_one_piece_and_keeps_it(shop: FakeShop, ring_up: RingUp) -> None:
    cart, line = ring_up.scan(EMPTY, COLA_CODE, BY_CASHIER)

    assert (line.name, line.qty_milli, line.code) == ("可口可乐 330ml", 1_000, COLA_CODE)
    assert shop.drafts.open_carts() == [cart]


def test_a_second_scan_adds_to_the_line(shop: FakeShop, ring_up: RingUp) -> None:
    cart, _ = ring_up.scan(EMPTY, COLA_CODE, BY_CASHIER)
    cart, _ = ring_up.scan(cart, BREAD_CODE, BY_CASHIER)
    cart, line = ring_up.scan(cart, COLA_CODE, BY_CASHIER)

    assert line.qty_milli == 2_000
    assert len(cart.lines) == 2
    assert shop.drafts.open_carts() == [cart]


@pytest.mark.parametrize(
    "scanned", ["６９２８８０４０１１１４２", f" {COLA_CODE}\r\n", f"\x02{COLA_CODE}"]
)
def test_a_code_may_come_in_full_width_or_with_control_characters(
    ring_up: RingUp, scanned: str
) -> None:
    _, line = ring_up.scan(EMPTY, scanned, BY_CASHIER)

    assert (line.product_id, line.code) == (COLA.product_id, COLA_CODE)


def test_the_exact_code_is_looked_up_first(shop: FakeShop, ring_up: RingUp) -> None:
    with pytest.raises(UnknownCode):
        ring_up.scan(EMPTY, "036000291452", BY_CASHIER)

    assert shop.queries.looked_up == [("036000291452", "0036000291452")]


@pytest.mark.parametrize("code", ["", "4006381333931", COLA.product_id, "line-1"])
def test_a_code_that_nobody_knows_is_refused(shop: FakeShop, ring_up: RingUp, code: str) -> None:
    with pytest.raises(UnknownCode) as refusal:
        ring_up.scan(EMPTY, code, BY_CASHIER)

    assert refusal.value.code == code
    assert refusal.value.values == {"code": code}
    assert shop.drafts.open_carts() == []


def test_a_payment_code_is_not_shown(ring_up: RingUp) -> None:
    with pytest.raises(UnknownCode) as refusal:
        ring_up.scan(EMPTY, "134567890123456789", BY_CASHIER)

    assert "4567890123456789" not in str(refusal.value)
    assert refusal.value.code == "134567890123456789"


def test_a_tile_adds_under_the_first_barcode(ring_up: RingUp) -> None:
    cart, line = ring_up.add(EMPTY, COLA, BY_CASHIER)
    _, again = ring_up.scan(cart, COLA_CODE, BY_CASHIER)
    _, apples = ring_up.add(cart, APPLES, BY_CASHIER)

    assert line.code == COLA_CODE
    assert again.line_id == line.line_id
    assert (apples.code, apples.qty_milli) == ("", 500)


def test_a_typed_quantity_is_kept_at_the_same_place(shop: FakeShop, ring_up: RingUp) -> None:
    cart, first = ring_up.scan(EMPTY, COLA_CODE, BY_CASHIER)
    cart, _ = ring_up.scan(cart, BREAD_CODE, BY_CASHIER)
    cart, line = ring_up.set_quantity(cart, first.line_id, 12_000, BY_CASHIER)

    assert (line.qty_milli, cart.lines[0]) == (12_000, line)
    assert shop.drafts.open_carts() == [cart]


@pytest.mark.parametrize(
    ("quantity", "pieces", "result"),
    [(3_000, 1, 4_000), (3_000, -1, 2_000), (1_000, -1, 1_000), (2_000, -5, 1_000)],
)
def test_a_step_leaves_one_piece_at_least(
    ring_up: RingUp, quantity: int, pieces: int, result: int
) -> None:
    cart, line = ring_up.add(EMPTY, COLA, BY_CASHIER)
    cart, _ = ring_up.set_quantity(cart, line.line_id, quantity, BY_CASHIER)
    _, line = ring_up.step(cart, line.line_id, pieces, BY_CASHIER)

    assert line.qty_milli == result


def test_a_step_of_something_weighed_never_adds_by_taking_off(ring_up: RingUp) -> None:
    cart, line = ring_up.add(EMPTY, APPLES, BY_CASHIER)
    cart, less = ring_up.step(cart, line.line_id, -1, BY_CASHIER)
    cart, more = ring_up.step(cart, line.line_id, 1, BY_CASHIER)

    assert (less.qty_milli, more.qty_milli) == (500, 1_500)


def test_a_step_of_a_line_elsewhere_is_a_bug(ring_up: RingUp) -> None:
    with pytest.raises(AssertionError):
        ring_up.step(EMPTY, "elsewhere", 1, BY_CASHIER)


def test_a_removed_line_is_remembered(shop: FakeShop, ring_up: RingUp) -> None:
    cart, line = ring_up.scan(EMPTY, COLA_CODE, BY_CASHIER)
    cart, _ = ring_up.scan(cart, BREAD_CODE, BY_CASHIER)
    cart = ring_up.remove(cart, line.line_id, BY_CASHIER)

    assert cart.removed == (line,)
    assert shop.drafts.open_carts() == [cart]


def test_a_refusal_leaves_the_draft_alone(shop: FakeShop, ring_up: RingUp) -> None:
    cart, line = ring_up.add(EMPTY, replace(COLA, price_fen=FEN_MAX), BY_CASHIER)
    with pytest.raises(TooLarge):
        ring_up.scan(cart, BREAD_CODE, BY_CASHIER)
    with pytest.raises(WholePiecesOnly):
        ring_up.set_quantity(cart, line.line_id, 500, BY_CASHIER)

    assert shop.drafts.open_carts() == [cart]


def test_everything_needs_the_right_to_sell(shop: FakeShop, ring_up: RingUp) -> None:
    cart = cart_of(COLA)
    with pytest.raises(NotPermitted):
        ring_up.scan(cart, COLA_CODE, BY_NOBODY)
    with pytest.raises(NotPermitted):
        ring_up.add(cart, COLA, BY_NOBODY)
    with pytest.raises(NotPermitted):
        ring_up.set_quantity(cart, "line-1", 1_000, BY_NOBODY)
    with pytest.raises(NotPermitted):
        ring_up.step(cart, "line-1", 1, BY_NOBODY)
    with pytest.raises(NotPermitted):
        ring_up.remove(cart, "line-1", BY_NOBODY)

    assert shop.drafts.open_carts() == []
    assert shop.queries.looked_up == []


@given(st.lists(st.tuples(st.sampled_from("srtx"), st.integers(0, 9)), max_size=25))
def test_after_any_edits_the_draft_is_the_cart(edits: list[tuple[str, int]]) -> None:
    shop = FakeShop()
    ring_up = ring_up_in(shop)
    cart = EMPTY
    for edit, number in edits:
        line = cart.lines[number % len(cart.lines)] if cart.lines else None
        if edit == "s" or line is None:
            cart, _ = ring_up.add(cart, (COLA, BREAD, APPLES)[number % 3], BY_CASHIER)
        elif edit == "r":
            cart = ring_up.remove(cart, line.line_id, BY_CASHIER)
        elif edit == "t":
            cart, _ = ring_up.step(cart, line.line_id, number - 4, BY_CASHIER)
        else:
            cart, _ = ring_up.set_quantity(cart, line.line_id, (number + 1) * 1_000, BY_CASHIER)

    assert shop.drafts.open_carts() == ([cart] if edits else [])
