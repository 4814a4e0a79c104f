"""What the sales list and the day page read."""

import pytest

from pos_app.domain.people import SYSTEM, Authority, Permission
from pos_app.store.queries.figures import rows_of_span
from pos_app.usecases.checkout import Checkout
from pos_app.usecases.ports import SaleKept
from pos_app.usecases.void_cart import VoidCart
from sync.protocol.facts.catalogue import CategoriesPut, CategoryState
from sync.protocol.facts.selling import ReceiptReprinted
from sync.protocol.totals import Sums
from tests.store.shop_kit import Till, rows

DAY_S = 86_400
ALL_DAYS = (0, 99_999_999)


@pytest.fixture
def stocked(till: Till) -> Till:
    till.found()
    drinks = CategoryState(category_id=till.new_id(), rev=1, name="饮料", position=1)
    with till.shop.writer.urgent() as work:
        work.record(CategoriesPut(categories=(drinks,)), SYSTEM)
    till.stock(
        till.product("可乐", "1", category_id=drinks.category_id, cost_fen=200, spec="330ml"),
        till.product("面包", "2", price_fen=890),
    )
    return till


def receipts(till: Till, text: str = "", before: int | None = None, limit: int = 50) -> list[int]:
    found = till.shop.queries.sales(*ALL_DAYS, text, before, limit)
    return [int(row.receipt_code[8:15]) for row in found]


def test_sales_come_newest_first_in_pages(stocked: Till) -> None:
    for _ in range(5):
        stocked.sell("1")

    assert receipts(stocked, limit=2) == [5, 4]
    last = stocked.shop.queries.sales(*ALL_DAYS, "", None, 2)[-1]
    assert receipts(stocked, before=last.seq, limit=2) == [3, 2]


@pytest.mark.parametrize(
    ("text", "found"),
    [("", [12, 11, 2, 1]), ("1", [11, 1]), ("12", [12]), ("0000002", [2]),
     ("001-001-0000011", [11]), ("13", []), ("abc", []), ("  ", [12, 11, 2, 1])],
)  # fmt: skip
def test_a_sale_is_found_by_the_tail_of_its_number(
    stocked: Till, text: str, found: list[int]
) -> None:
    for number in (1, 2, 11, 12):
        with stocked.shop.writer.rows() as database:
            database.execute("UPDATE receipt_counter SET last_number = ?", (number - 1,))
        stocked.sell("1")

    assert receipts(stocked, text) == found


def test_a_scanned_receipt_is_found_on_any_day(stocked: Till) -> None:
    kept = stocked.sell("1")
    stocked.sell("2")
    code = "9900100100000017"

    found = stocked.shop.queries.sales(20_300_101, 20_300_101, code, None, 9)

    assert [row.sale_id for row in found] == [kept.sale.sale_id]


def test_sales_are_listed_by_business_day(stocked: Till) -> None:
    stocked.sell("1")
    stocked.clock.wait(DAY_S)
    second = stocked.sell("2")

    [row] = stocked.shop.queries.sales(20261124, 20261124, "", None, 9)

    assert (row.sale_id, row.business_day) == (second.sale.sale_id, 20261124)
    assert stocked.shop.queries.last_sale_id() == second.sale.sale_id


def test_a_sale_names_its_cashier(stocked: Till) -> None:
    staff = stocked.hire("1001", "小王")
    authority = Authority(staff.staff_id, frozenset(Permission))
    Checkout(stocked.shop.writer, stocked.new_id, lambda: False).cash(
        stocked.ring_up("1"), 1_000, authority
    )

    [row] = stocked.shop.queries.sales(*ALL_DAYS, "", None, 9)

    assert row.staff_name == "小王"
    detail = stocked.shop.queries.sale(row.sale_id)
    assert detail is not None
    assert detail.print_state == ""
    assert stocked.shop.queries.sale(stocked.new_id()) is None


def test_reprints_are_counted(stocked: Till) -> None:
    kept = stocked.sell("1")
    for copy in (1, 2):
        with stocked.shop.writer.urgent() as work:
            assert work.reprint_count(kept.sale.sale_id) == copy - 1
            work.record(ReceiptReprinted(sale_id=kept.sale.sale_id, copy=copy), SYSTEM)

    detail = stocked.shop.queries.sale(kept.sale.sale_id)
    assert detail is not None
    assert detail.reprint_count == 2


def test_a_cart_given_up_leaves_its_row_and_no_draft(stocked: Till) -> None:
    cart = stocked.ring_up("1", "2")

    VoidCart(stocked.shop.writer)(cart, "left", SYSTEM)

    assert stocked.shop.drafts.open_carts() == []
    [void] = rows(stocked.shop.readers.here(), "cart_void")
    assert (void[0].hex(), void[6], void[7]) == (cart.cart_id, 1_240, "left")
    assert stocked.shop.queries.figures(*ALL_DAYS).whole == Sums()


def test_the_days_figures_add_up(stocked: Till) -> None:
    stocked.sell("1", "1", "2")
    stocked.clock.wait(3_600)
    stocked.sell("1")
    queries = stocked.shop.queries

    found = queries.figures(20261123, 20261123)

    assert found.whole == Sums(2, 4_000, 1_940, 600, 1_050)
    assert [(each.key, each.sums.amount_fen) for each in found.by_hour] == [
        ("09", 1_590), ("10", 350),
    ]  # fmt: skip
    assert {(each.label, each.sums.amount_fen) for each in found.by_category} == {
        ("饮料", 1_050), ("", 890),
    }  # fmt: skip
    assert [(each.label, each.sums.amount_fen) for each in found.by_tender] == [("cash", 1_940)]
    assert found.by_tender_pending == ()
    assert [(each.label, each.sums.amount_fen) for each in found.best_products] == [
        ("可乐 330ml", 1_050), ("面包", 890),
    ]  # fmt: skip
    assert queries.figures(20261122, 20261122).whole == Sums()


def test_a_month_of_days_is_the_month(stocked: Till) -> None:
    kept: list[SaleKept] = []
    for _ in range(12):
        kept.append(stocked.sell("1"))
        stocked.clock.wait(5 * DAY_S)
    days = sorted(each.recorded.business_day for each in kept)
    figures = stocked.shop.queries.figures

    for first, last in ((days[0], days[-1]), (20261201, 20261231), (20261130, 20270102)):
        expected = sum(1 for day in days if first <= day <= last)
        assert figures(first, last).whole.sale_count == expected
        by_day = [figures(day, day).whole.sale_count for day in range(first, last + 1)
                  if day % 100 in range(1, 32) and day // 100 % 100 in range(1, 13)]  # fmt: skip
        assert sum(by_day) == expected


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (20261123, 20261123, [20261123]),
        (20261130, 20261202, [20261130, 20261131, 20261201, 20261202]),
        (20260101, 20261231, [20260000 + month * 100 for month in range(1, 13)]),
        (20261201, 20270131, [20261200, 20270100]),
        (20261123, 20261122, []),
    ],
)
def test_a_span_is_made_of_months_and_days(first: int, last: int, found: list[int]) -> None:
    assert rows_of_span(first, last) == found
