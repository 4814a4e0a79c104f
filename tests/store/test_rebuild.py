"""The ledger follows from the journal: made anew it is the same, row for row."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from pos_app.domain.people import SYSTEM, Authority, Permission
from pos_app.store.engine import Database
from pos_app.store.ledger.apply import apply
from pos_app.store.ledger.place import Place
from pos_app.store.ledger.rebuild import rebuild
from pos_app.store.tables import LEDGER
from pos_app.usecases.checkout import Checkout
from pos_app.usecases.void_cart import VoidCart
from sync.protocol.facts.catalogue import CategoriesPut, CategoryState
from sync.protocol.facts.kinds import decode_body, decode_head
from sync.protocol.facts.selling import (
    Adjustment,
    ReceiptReprinted,
    SaleCompleted,
    SaleLine,
    SaleTender,
)
from sync.protocol.facts.shop import SettingChanged
from tests.store.shop_kit import Till, rows

PRODUCT_IN_WORDS = (
    "SELECT id, rev, name, spec, unit, category_id, barcodes, is_weighed, price_fen,"
    " price_per_milli, cost_fen, tax_rate, is_active, import_id, unknown FROM product"
)
BARCODES_IN_WORDS = "SELECT code, id, rev FROM product_barcode JOIN product ON pk = product_pk"


def ledger_of(database: Database) -> dict[str, list[object]]:
    """Return all rows of the ledger; keys that are only counted up are left out."""
    found = {table.name: rows(database, table.name) for table in LEDGER}
    found["product"] = sorted(database.execute(PRODUCT_IN_WORDS).fetchall(), key=repr)
    found["product_barcode"] = sorted(database.execute(BARCODES_IN_WORDS).fetchall(), key=repr)
    found["applied"] = database.execute("SELECT applied_seq FROM stream").fetchall()
    return found


def assert_rebuilt_equals_live(till: Till) -> None:
    """Tidy both, so that superseded versions and abandoned imports are gone from both."""
    till.reopen()
    till.rest()
    live = ledger_of(till.shop.readers.here())
    with till.shop.writer.rows() as database:
        count = rebuild(database)
    assert count == till.shop.writer.tip.seq
    till.reopen()
    till.rest()
    assert ledger_of(till.shop.readers.here()) == live


numbers = st.integers(0, 4)


class Days(RuleBasedStateMachine):
    """Everything that can happen in a shop, in any order."""

    folders: pytest.TempPathFactory

    def __init__(self) -> None:
        super().__init__()
        self.till = Till(self.folders.mktemp("shop"))
        self.till.found()
        self.staff = self.till.hire("1001", "小王")
        self.authority = Authority(self.staff.staff_id, frozenset(Permission))
        self.categories = [self.till.new_id() for _ in range(2)]
        self.products = [self.till.new_id() for _ in range(5)]
        self.imports: list[str] = []
        self.sales: list[str] = []

    def codes(self) -> list[str]:
        found = [f"code-{n}" for n in range(5)]
        return [code for code in found if self.till.shop.queries.product_by_code([code])]

    @rule(number=numbers, price=st.integers(0, 9_999), cost=st.none() | st.integers(0, 999),
          is_active=st.booleans(), in_import=st.booleans())  # fmt: skip
    def put_product(
        self, number: int, price: int, cost: int | None, is_active: bool, in_import: bool
    ) -> None:
        product = self.till.product(
            f"货{number}", f"code-{number}", f"{price}", product_id=self.products[number],
            price_fen=price, cost_fen=cost, is_active=is_active,
            category_id=[None, *self.categories][number % 3],
        )  # fmt: skip
        if in_import and not self.imports:
            self.imports.append(self.till.new_id())
        self.till.stock(product, import_id=self.imports[-1] if in_import else None)

    @precondition(lambda self: bool(self.imports))
    @rule()
    def commit_import(self) -> None:
        self.till.commit_import(self.imports.pop())

    @rule(number=st.integers(0, 1), name=st.sampled_from(["饮料", "糖果", "烟酒"]))
    def put_category(self, number: int, name: str) -> None:
        state = CategoryState(
            category_id=self.categories[number], rev=1, name=name, position=number
        )
        with self.till.shop.writer.urgent() as work:
            work.record(CategoriesPut(categories=(state,)), SYSTEM)

    @precondition(lambda self: bool(self.codes()))
    @rule(picks=st.lists(numbers, min_size=1, max_size=4), paid=st.booleans())
    def sell_or_void(self, picks: list[int], paid: bool) -> None:
        codes = self.codes()
        cart = self.till.ring_up(*(codes[pick % len(codes)] for pick in picks))
        if paid:
            checkout = Checkout(self.till.shop.writer, self.till.new_id, lambda: True)
            self.sales.append(checkout.cash(cart, 10_000_000, self.authority).sale.sale_id)
        else:
            VoidCart(self.till.shop.writer)(cart, "test", self.authority)

    @precondition(lambda self: bool(self.sales))
    @rule()
    def print_again(self) -> None:
        with self.till.shop.writer.urgent() as work:
            copy = work.reprint_count(self.sales[-1]) + 1
            work.record(ReceiptReprinted(sale_id=self.sales[-1], copy=copy), self.authority)

    @rule(key=st.sampled_from(["shop.phone", "till.name", "shop.day_start_hour", "new.key"]),
          value=st.sampled_from(["1", "2", ""]))  # fmt: skip
    def change_setting(self, key: str, value: str) -> None:
        with self.till.shop.writer.urgent() as work:
            work.record(SettingChanged(key=key, value=value), SYSTEM)

    @rule(seconds=st.sampled_from([-90_000, -1, 60, 5_000, 90_000, 3_000_000]))
    def time_passes(self, seconds: int) -> None:
        self.till.clock.wait(seconds)

    @rule()
    def rest(self) -> None:
        self.till.rest()

    @invariant()
    def every_sale_adds_up(self) -> None:
        reader = self.till.shop.readers.here()
        whole = "SELECT coalesce(sum(amount_fen), 0) FROM day_total WHERE dimension = 'all'"
        days = reader.execute(f"{whole} AND business_day % 100 > 0").fetchone()
        assert days == reader.execute(f"{whole} AND business_day % 100 = 0").fetchone()
        assert days == reader.execute("SELECT coalesce(sum(total_fen), 0) FROM sale").fetchone()

    def teardown(self) -> None:
        assert_rebuilt_equals_live(self.till)
        self.till.shop.close()


def test_a_rebuilt_ledger_equals_the_live_one(tmp_path_factory: pytest.TempPathFactory) -> None:
    Days.folders = tmp_path_factory
    run_state_machine_as_test(
        Days,
        settings=settings(
            max_examples=10, stateful_step_count=25, deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )  # fmt: skip


@pytest.mark.long
def test_many_rebuilt_ledgers_equal_the_live_ones(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    Days.folders = tmp_path_factory
    run_state_machine_as_test(
        Days,
        settings=settings(
            max_examples=300, stateful_step_count=60, deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )  # fmt: skip


def test_fields_of_later_versions_are_rebuilt_too(till: Till) -> None:
    """What this program never writes, a journal may hold: discounts, rounding, open payments."""
    line = SaleLine(
        line_id=till.new_id(), product_id=None, category_id=None, code="", name="散货", unit="斤",
        qty_milli=1_500, list_fen=500, unit_fen=450, price_per_milli=500, amount_fen=1_350,
        adjustments=(Adjustment(kind="discount", rule="九折", fen=-150, funder="shop"),),
        tax_rate=900, tax_fen=111, cost_fen=700,
    )  # fmt: skip
    tenders = tuple(
        SaleTender(tender_id=till.new_id(), kind=kind, state=state, amount_fen=fen,
                   received_fen=fen, change_fen=0)
        for kind, state, fen in (("cash", "paid", 350), ("payment_code", "unknown", 999))
    )  # fmt: skip
    sale = SaleCompleted(
        sale_id=till.new_id(), receipt_code="9900100100000017", total_fen=1_349, rounding_fen=-1,
        member_id=till.new_id(), shift_id=till.new_id(), note="送货", lines=(line,),
        removed_lines=(), tenders=tenders,
    )  # fmt: skip
    with till.shop.writer.urgent() as work:
        work.record(sale, SYSTEM)

    assert_rebuilt_equals_live(till)

    figures = till.shop.queries.figures(20261123, 20261123)
    assert [each.key for each in figures.by_tender_pending] == ["payment_code"]
    reader = till.shop.readers.here()
    assert [row[-1] for row in rows(reader, "drawer_event")] == [350]
    [(adjustments,)] = reader.execute("SELECT adjustments FROM sale_line").fetchall()
    assert "九折" in adjustments


def test_a_fact_applied_again_changes_nothing(till: Till) -> None:
    till.stock(till.product("可乐", "1"))
    till.sell("1")
    before = ledger_of(till.shop.readers.here())

    for entry in till.shop.sync.tail(0, 99, 1 << 20):
        head = decode_head(entry.head)
        with till.shop.writer.rows() as database:
            apply(database, Place(1, entry.seq, head), decode_body(head.kind, entry.body))

    assert ledger_of(till.shop.readers.here()) == before


def test_a_kind_that_nobody_knows_is_kept_and_leaves_no_rows(till: Till) -> None:
    before = ledger_of(till.shop.readers.here())
    with till.shop.writer.urgent() as work:
        recorded = work.record(SettingChanged(key="k", value="v"), SYSTEM)
    head = decode_head(till.shop.sync.tail(0, 1, 1)[0].head)
    with till.shop.writer.rows() as database:
        rebuild(database)
        database.execute("DELETE FROM setting")
        apply(database, Place(1, recorded.seq + 1, head), decode_body("from.tomorrow.v1", b"{}"))

    after = ledger_of(till.shop.readers.here())
    assert after.pop("applied") != before.pop("applied")
    assert after == before
