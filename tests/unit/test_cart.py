"""The cart: whatever the path of edits, the same goods cost the same, and nothing is forgotten."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from pos_app.domain.cart import LINES_MAX, Cart, Line, one_piece
from pos_app.domain.errors import CartFull, TooLarge, WholePiecesOnly
from pos_app.domain.money import FEN_MAX
from pos_app.domain.product import Product
from pos_app.domain.quantity import ONE_MILLI
from tests.goods import APPLES, BREAD, COLA, cart_of, filled_carts, pieces, shelves, weights

DEAR = Product("p-dear", "茅台", FEN_MAX)


def fill(cart: Cart, count: int) -> Cart:
    """Ring up so many different products."""
    for number in range(count):
        product = replace(COLA, product_id=f"p-{number}")
        cart, _ = cart.add(product, "", ONE_MILLI, f"fill-{number}")
    return cart


class Edits(RuleBasedStateMachine):
    """Any path of edits, beside a plain count of what ought to be in the cart."""

    @initialize(shelf=shelves)
    def open(self, shelf: tuple[Product, ...]) -> None:
        self.shelf = shelf
        self.cart = Cart("cart")
        self.held: dict[str, tuple[Product, int]] = {}
        self.gone: Counter[str] = Counter()
        self.line_count = 0

    @rule(data=st.data())
    def add(self, data: st.DataObject) -> None:
        product = data.draw(st.sampled_from(self.shelf))
        quantity = data.draw(weights if product.is_weighed else pieces)
        self.line_count += 1
        code = product.barcodes[0]
        self.cart, line = self.cart.add(product, code, quantity, f"line-{self.line_count}")
        _, before = self.held.get(line.line_id, (product, 0))
        self.held[line.line_id] = (product, before + quantity)

    @precondition(lambda self: self.cart.lines)
    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        old = data.draw(st.sampled_from(self.cart.lines))
        quantity = data.draw(weights if old.is_weighed else pieces)
        places = [line.line_id for line in self.cart.lines]
        self.cart, line = self.cart.with_quantity(old.line_id, quantity)
        assert line.qty_milli == quantity
        assert [line.line_id for line in self.cart.lines] == places
        self.held[old.line_id] = (self.held[old.line_id][0], quantity)

    @precondition(lambda self: self.cart.lines)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        line = data.draw(st.sampled_from(self.cart.lines))
        self.cart = self.cart.without(line.line_id)
        assert self.cart.removed[-1] == line
        del self.held[line.line_id]
        self.gone[line.line_id] += 1

    @invariant()
    def costs_what_its_goods_cost(self) -> None:
        fresh = Cart("fresh")
        for line_id, (product, quantity) in sorted(self.held.items(), reverse=True):
            fresh, _ = fresh.add(product, product.barcodes[0], quantity, line_id)
        assert self.cart.total_fen == self.cart.list_total_fen == fresh.total_fen
        assert self.cart.piece_count_milli == fresh.piece_count_milli
        assert self.cart.weight_milli == fresh.weight_milli

    @invariant()
    def forgets_nothing(self) -> None:
        assert {line.line_id for line in self.cart.lines} == set(self.held)
        assert Counter(line.line_id for line in self.cart.removed) == self.gone

    @invariant()
    def counts_each_piece_once(self) -> None:
        counted = [line.product_id for line in self.cart.lines if not line.is_weighed]
        assert len(counted) == len(set(counted))


TestEdits = Edits.TestCase


@given(filled_carts())
def test_a_total_is_the_sum_of_its_lines(cart: Cart) -> None:
    assert cart.total_fen == sum(line.amount_fen for line in cart.lines)


def test_more_of_the_same_goes_to_its_line_and_keeps_its_place() -> None:
    cart = cart_of(COLA, BREAD, COLA)

    assert [(line.name, line.qty_milli) for line in cart.lines] == [
        ("可口可乐 330ml", 2_000),
        ("桃李醇熟切片面包", 1_000),
    ]
    assert cart.total_fen == 350 * 2 + 890


def test_each_weighing_is_its_own_line() -> None:
    cart = cart_of(APPLES, APPLES)

    assert len(cart.lines) == 2
    assert cart.weight_milli == 1_000
    assert cart.piece_count_milli == 0


@pytest.mark.parametrize(
    "changed",
    [
        replace(COLA, price_fen=360),
        replace(COLA, price_per_milli=12_000),
        replace(COLA, product_id="p-other"),
        replace(COLA, is_weighed=True),
    ],
)
def test_what_costs_something_else_gets_a_line_of_its_own(changed: Product) -> None:
    cart = cart_of(COLA)
    cart, _ = cart.add(changed, COLA.barcodes[0], ONE_MILLI, "line-2")

    assert len(cart.lines) == 2


def test_a_weighed_line_takes_no_piece_of_what_is_now_counted() -> None:
    cart = cart_of(APPLES)

    assert cart.mergeable(replace(APPLES, is_weighed=False), "") is None


def test_another_barcode_of_the_same_product_gets_a_line_of_its_own() -> None:
    cart = cart_of(COLA)
    cart, line = cart.add(COLA, COLA.barcodes[1], ONE_MILLI, "line-2")

    assert line.code == COLA.barcodes[1]
    assert len(cart.lines) == 2


def test_a_line_knows_its_amounts() -> None:
    line = cart_of(APPLES).lines[0]

    assert (line.qty_milli, line.amount_fen, line.list_amount_fen) == (500, 598, 598)
    assert line.cost_amount_fen == 320
    assert cart_of(BREAD).lines[0].cost_amount_fen is None


def test_an_edit_leaves_the_old_cart_as_it_was() -> None:
    cart = cart_of(COLA, BREAD)
    before = replace(cart)
    cart.without("line-1")
    cart.with_quantity("line-2", 5_000)

    assert cart == before


def test_finds_a_line_or_none() -> None:
    cart = cart_of(COLA)

    assert cart.line("line-1") is cart.lines[0]
    assert cart.line("gone") is None


def test_pieces_are_whole() -> None:
    with pytest.raises(WholePiecesOnly) as refusal:
        cart_of(COLA).with_quantity("line-1", 1_500)

    assert refusal.value.values == {"name": "可口可乐 330ml"}


def test_a_cart_has_room_for_a_bounded_number_of_lines() -> None:
    cart = fill(Cart("cart"), LINES_MAX)
    first, _ = cart.add(replace(COLA, product_id="p-0"), "", ONE_MILLI, "more")

    assert first.lines[0].qty_milli == 2_000
    with pytest.raises(CartFull) as refusal:
        cart.add(BREAD, "", ONE_MILLI, "too many")
    assert refusal.value.values == {"lines_max": LINES_MAX}


def test_ringing_up_and_taking_out_for_ever_is_bounded_too() -> None:
    cart = fill(Cart("cart"), LINES_MAX)
    for line in cart.lines:
        cart = cart.without(line.line_id)

    assert len(cart.removed) == LINES_MAX
    with pytest.raises(CartFull):
        cart.add(BREAD, "", ONE_MILLI, "one more")


@pytest.mark.parametrize("quantity", [10_000_000_000, 10**15])
def test_a_quantity_is_bounded(quantity: int) -> None:
    with pytest.raises(TooLarge):
        cart_of(replace(COLA, price_fen=0)).with_quantity("line-1", quantity)


def test_a_total_is_bounded() -> None:
    cart = cart_of(DEAR)

    assert cart.total_fen == FEN_MAX
    with pytest.raises(TooLarge):
        cart.with_quantity("line-1", 2_000)
    with pytest.raises(TooLarge):
        cart.add(COLA, "", ONE_MILLI, "line-2")


@pytest.mark.parametrize("quantity", [0, -1_000])
def test_a_quantity_below_one_is_a_bug(quantity: int) -> None:
    with pytest.raises(AssertionError):
        cart_of(COLA).with_quantity("line-1", quantity)
    with pytest.raises(AssertionError):
        cart_of(COLA).add(BREAD, "", quantity, "line-2")


def test_changing_a_line_of_another_cart_is_a_bug() -> None:
    with pytest.raises(AssertionError):
        cart_of(COLA).with_quantity("elsewhere", 1_000)
    with pytest.raises(AssertionError):
        cart_of(COLA).without("elsewhere")


@pytest.mark.parametrize(("product", "quantity"), [(COLA, 1_000), (APPLES, 500)])
def test_one_scan_means_one_piece_or_one_priced_weight(product: Product, quantity: int) -> None:
    assert one_piece(product) == quantity


@pytest.mark.parametrize(
    ("name", "spec", "title"),
    [("可口可乐", "330ml", "可口可乐 330ml"), ("可口可乐", "", "可口可乐"),
     ("上好佳荷兰豆55g", "55g", "上好佳荷兰豆55g")],
)  # fmt: skip
def test_a_title_says_the_size_once(name: str, spec: str, title: str) -> None:
    assert Product("p", name, 100, spec=spec).title == title


def test_lines_are_values() -> None:
    line: Line = cart_of(COLA).lines[0]

    assert line == cart_of(COLA).lines[0]
    with pytest.raises(AttributeError):
        line.qty_milli = 1  # type: ignore[misc]
