"""Day totals: whichever way a day is cut up, its parts add up to the whole."""

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.business_day import hour_of
from pos_app.domain.cart import Cart
from pos_app.domain.sale import ReceiptNumber, settle
from pos_app.domain.tender import Tender, TenderKind, TenderState, cash
from pos_app.usecases.checkout import sale_fact
from sync.protocol import totals
from sync.protocol.facts.head import FactHead
from sync.protocol.facts.selling import CartVoided, SaleCompleted
from sync.protocol.totals import Contribution, Sums, day_contributions
from tests.goods import APPLES, BREAD, COLA, cart_of, filled_carts

NUMBER = ReceiptNumber(1, 1, 42)
NOON_MS = 1_795_406_400_000  # 2026-11-23 12:00 in China

Day = list[tuple[FactHead, SaleCompleted]]


def head_at(at_ms: int, utc_offset_min: int = 480) -> FactHead:
    return FactHead(
        id="f", kind=SaleCompleted.kind, at_ms=at_ms, utc_offset_min=utc_offset_min,
        business_day=20261123,
    )  # fmt: skip


heads = st.builds(head_at, st.integers(0, 2**42), st.integers(-720, 840))


@st.composite
def sales(draw: st.DrawFn) -> SaleCompleted:
    """A sale as the till makes it: settled, of several tenders, some of them not yet paid."""
    cart = draw(filled_carts())
    rounding_fen = draw(st.sampled_from((0, -(cart.total_fen % 10))))
    due_fen = cart.total_fen + rounding_fen
    split_fen = draw(st.integers(0, due_fen))
    kind = draw(st.sampled_from(TenderKind))
    state = draw(st.sampled_from((TenderState.PAID, TenderState.PENDING, TenderState.UNKNOWN)))
    tenders = (
        Tender("t-1", kind, state, split_fen, split_fen, 0),
        cash("t-2", due_fen - split_fen, due_fen - split_fen + draw(st.integers(0, 10_000))),
    )
    return sale_fact(settle(cart, tenders, rounding_fen), NUMBER)


days: st.SearchStrategy[Day] = st.lists(st.tuples(heads, sales()), max_size=5)


def add_up(day: Day) -> dict[tuple[str, str], Sums]:
    """Add up the day as a store would: by dimension and key."""
    sums: dict[tuple[str, str], Sums] = defaultdict(Sums)
    for head, sale in day:
        for dimension, key, part in day_contributions(head, sale):
            sums[dimension, key] = plus(sums[dimension, key], part)
    return sums


def plus(one: Sums, other: Sums) -> Sums:
    return Sums(*map(sum, zip(one, other, strict=True)))


def total(sums: dict[tuple[str, str], Sums], *dimensions: str) -> Sums:
    """Add up everything under some dimensions."""
    whole = Sums()
    for (dimension, _), part in sums.items():
        if dimension in dimensions:
            whole = plus(whole, part)
    return whole


@given(days)
def test_the_hours_add_up_to_the_day(day: Day) -> None:
    sums = add_up(day)

    assert total(sums, totals.HOUR) == total(sums, totals.ALL)


@given(days)
def test_the_day_counts_what_was_sold(day: Day) -> None:
    whole = total(add_up(day), totals.ALL)
    lines = [line for _, sale in day for line in sale.lines]
    costed = [line for line in lines if line.cost_fen is not None]

    assert whole.sale_count == len(day)
    assert whole.amount_fen == sum(sale.total_fen for _, sale in day)
    assert whole.qty_milli == sum(line.qty_milli for line in lines)
    assert whole.cost_fen == sum(line.cost_fen or 0 for line in lines)
    assert whole.costed_fen == sum(line.amount_fen for line in costed)


@pytest.mark.parametrize("dimension", [totals.CATEGORY, totals.PRODUCT])
@given(day=days)
def test_goods_and_rounding_add_up_to_the_takings(dimension: str, day: Day) -> None:
    sums = add_up(day)
    whole = total(sums, totals.ALL)

    assert total(sums, dimension, totals.ROUNDING).amount_fen == whole.amount_fen
    parts = total(sums, dimension)
    assert (parts.qty_milli, parts.cost_fen, parts.costed_fen) == whole[1:2] + whole[3:]


@given(days)
def test_tenders_paid_and_pending_add_up_to_the_takings(day: Day) -> None:
    sums = add_up(day)
    whole = total(sums, totals.ALL)

    assert total(sums, totals.TENDER, totals.TENDER_PENDING).amount_fen == whole.amount_fen
    pending = [
        tender.amount_fen for _, sale in day for tender in sale.tenders if tender.state != "paid"
    ]
    assert total(sums, totals.TENDER_PENDING).amount_fen == sum(pending)


@given(heads, sales())
def test_a_sale_counts_once_under_each_key(head: FactHead, sale: SaleCompleted) -> None:
    parts = day_contributions(head, sale)
    keys = [(part.dimension, part.key) for part in parts]

    assert len(keys) == len(set(keys))
    assert all(part.sums.sale_count == 1 for part in parts)


@given(heads, sales())
def test_the_hour_is_the_shop_s_own(head: FactHead, sale: SaleCompleted) -> None:
    hours = [part.key for part in day_contributions(head, sale) if part.dimension == totals.HOUR]

    assert hours == [f"{hour_of(head.at_ms, head.utc_offset_min):02}"]


def test_one_sale_in_full() -> None:
    cart: Cart = cart_of(COLA, COLA, BREAD, APPLES)
    rounding_fen = -8
    due_fen = cart.total_fen + rounding_fen
    tenders = (
        Tender("t-1", TenderKind.PAYMENT_CODE, TenderState.PENDING, 1_000, 1_000, 0),
        cash("t-2", due_fen - 1_000, 2_000),
    )
    sale = sale_fact(settle(cart, tenders, rounding_fen), NUMBER)
    whole = Sums(1, 3_500, 2_180, 740, 1_298)

    assert day_contributions(head_at(NOON_MS), sale) == (
        Contribution("all", "", whole),
        Contribution("hour", "12", whole),
        Contribution("category", "c-drinks", Sums(1, 2_000, 700, 420, 700)),
        Contribution("category", "", Sums(1, 1_000, 890)),
        Contribution("category", "c-fruit", Sums(1, 500, 598, 320, 598)),
        Contribution("product", "p-cola", Sums(1, 2_000, 700, 420, 700)),
        Contribution("product", "p-bread", Sums(1, 1_000, 890)),
        Contribution("product", "p-apples", Sums(1, 500, 598, 320, 598)),
        Contribution("tender_pending", "payment_code", Sums(1, 0, 1_000)),
        Contribution("tender", "cash", Sums(1, 0, 1_180)),
        Contribution("rounding", "", Sums(1, 0, -8)),
    )


def test_a_line_without_a_product_counts_in_its_category_alone() -> None:
    sale = sale_fact(settle(cart_of(COLA), (cash("t", 350, 350),)), NUMBER)
    bag = replace(sale.lines[0], product_id=None, category_id=None)
    parts = day_contributions(head_at(NOON_MS), replace(sale, lines=(bag,)))

    assert [part.dimension for part in parts] == ["all", "hour", "category", "tender"]


def test_two_tenders_of_a_kind_count_as_one_sale() -> None:
    tenders = (cash("t-1", 100, 100), cash("t-2", 250, 250))
    sale = sale_fact(settle(cart_of(COLA), tenders), NUMBER)
    paid = [part for part in day_contributions(head_at(NOON_MS), sale) if part[0] == "tender"]

    assert paid == [Contribution("tender", "cash", Sums(1, 0, 350))]


def test_what_is_no_sale_adds_nothing() -> None:
    voided = CartVoided(cart_id="c", total_fen=100, reason="", lines=())

    assert day_contributions(head_at(NOON_MS), voided) == ()
    assert day_contributions(head_at(NOON_MS), None) == ()
