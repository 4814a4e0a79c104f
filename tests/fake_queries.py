"""A stand-in for everything that is read: it follows from the facts that were kept."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields

from pos_app.domain.business_day import DAY_START_MIN, business_day
from pos_app.domain.people import Staff
from pos_app.domain.product import Category, Product
from pos_app.usecases.ports import (
    Clock,
    DayFigures,
    JobState,
    KeySums,
    LineRow,
    Queries,
    SaleDetail,
    SaleRow,
    StaffLogin,
    TenderRow,
    UnsentFacts,
)
from sync.protocol import totals
from sync.protocol.facts.catalogue import CategoriesPut, ImportCommitted, ProductsPut, ProductState
from sync.protocol.facts.selling import ReceiptReprinted, SaleCompleted
from sync.protocol.facts.shop import ShopOpened
from sync.protocol.totals import Sums, day_contributions
from tests.fakes import Job, Kept, Rows


@dataclass
class FakeQueries:
    """Reads what the facts say. ``shelf`` is what was on sale before the first of them."""

    rows: Rows
    clock: Clock
    shelf: tuple[Product, ...] = ()
    shelves: tuple[Category, ...] = ()
    looked_up: list[tuple[str, ...]] = field(default_factory=list)

    def product_by_code(self, keys: Sequence[str]) -> Product | None:
        self.looked_up.append(tuple(keys))
        found = (each for key in keys for each in self._on_sale() if key in each.barcodes)
        return next(found, None)

    def product(self, product_id: str) -> Product | None:
        return self._products().get(product_id)

    def search(self, text: str, limit: int) -> Sequence[Product]:
        return [each for each in self._by_sales() if text in each.title][:limit]

    def tiles(self, category_id: str | None, offset: int, limit: int) -> Sequence[Product]:
        fits = [each for each in self._by_sales() if category_id in (None, each.category_id)]
        return fits[offset : offset + limit]

    def categories(self) -> Sequence[Category]:
        put = self.rows.facts(CategoriesPut)
        states = {state.category_id: state for each in put for state in each.categories}
        added = [Category(each.category_id, each.name, each.position) for each in states.values()]
        return sorted((*self.shelves, *added), key=lambda category: category.position)

    def product_count(self) -> int:
        return len(self._on_sale())

    def staff(self) -> Sequence[Staff]:
        active = [login.staff for login in self.rows.logins if login.staff.is_active]
        return sorted(active, key=lambda staff: staff.number)

    def login(self, number: str) -> StaffLogin | None:
        active = (login for login in self.rows.logins if login.staff.is_active)
        return next((login for login in active if login.staff.number == number), None)

    def sales(
        self, first_day: int, last_day: int, text: str, before_seq: int | None, limit: int
    ) -> Sequence[SaleRow]:
        rows = [self._row(kept, sale) for kept, sale in reversed(self._sales())]
        wanted = [
            row
            for row in rows
            if first_day <= row.business_day <= last_day
            and text in row.receipt_code
            and (before_seq is None or row.seq < before_seq)
        ]
        return wanted[:limit]

    def sale(self, sale_id: str) -> SaleDetail | None:
        sold = (pair for pair in self._sales() if pair[1].sale_id == sale_id)
        return next((self._detail(*pair) for pair in sold), None)

    def last_sale_id(self) -> str | None:
        sold = self.rows.facts(SaleCompleted)
        return sold[-1].sale_id if sold else None

    def figures(self, first_day: int, last_day: int) -> DayFigures:
        sums: dict[str, dict[str, Sums]] = defaultdict(lambda: defaultdict(Sums))
        for kept in self.rows.journal:
            if first_day <= kept.head.business_day <= last_day:
                for dimension, key, part in day_contributions(kept.head, kept.fact):
                    pairs = zip(sums[dimension][key], part, strict=True)
                    sums[dimension][key] = Sums(*map(sum, pairs))
        titles = {each.product_id: each.title for each in self._products().values()}
        names = {each.category_id: each.name for each in self.categories()}
        best = _keyed(sums[totals.PRODUCT], lambda key: titles.get(key, ""))
        return DayFigures(
            first_day=first_day,
            last_day=last_day,
            whole=sums[totals.ALL][""],
            by_hour=_keyed(sums[totals.HOUR]),
            by_category=_keyed(sums[totals.CATEGORY], lambda key: names.get(key, "")),
            by_tender=_keyed(sums[totals.TENDER]),
            by_tender_pending=_keyed(sums[totals.TENDER_PENDING]),
            best_products=tuple(sorted(best, key=lambda row: -row.sums.amount_fen)),
        )

    def business_day(self) -> int:
        last_day = self.rows.journal[-1].head.business_day if self.rows.journal else 0
        now_ms, offset_min = self.clock.now_ms(), self.clock.utc_offset_min()
        return business_day(now_ms, offset_min, DAY_START_MIN, last_day)

    def unsent(self) -> UnsentFacts:
        journal = self.rows.journal
        return UnsentFacts(len(journal), journal[0].head.at_ms if journal else None)

    def shop_id(self) -> str | None:
        opened = self.rows.facts(ShopOpened)
        return opened[0].shop_id if opened else None

    def is_demo(self) -> bool:
        return any(opened.is_demo for opened in self.rows.facts(ShopOpened))

    def _sales(self) -> list[tuple[Kept, SaleCompleted]]:
        journal = self.rows.journal
        return [(kept, kept.fact) for kept in journal if isinstance(kept.fact, SaleCompleted)]

    def _products(self) -> dict[str, Product]:
        whole = {None, *(each.import_id for each in self.rows.facts(ImportCommitted))}
        puts = [put for put in self.rows.facts(ProductsPut) if put.import_id in whole]
        states = [state for put in puts for state in put.products]
        added = {state.product_id: _product(state) for state in states}
        return {each.product_id: each for each in self.shelf} | added

    def _on_sale(self) -> list[Product]:
        return [each for each in self._products().values() if each.is_active]

    def _by_sales(self) -> list[Product]:
        sold = Counter(
            line.product_id for sale in self.rows.facts(SaleCompleted) for line in sale.lines
        )
        return sorted(self._on_sale(), key=lambda each: -sold[each.product_id])

    def _row(self, kept: Kept, sale: SaleCompleted) -> SaleRow:
        names = {login.staff.staff_id: login.staff.name for login in self.rows.logins}
        return SaleRow(
            sale_id=sale.sale_id,
            seq=kept.seq,
            receipt_code=sale.receipt_code,
            at_ms=kept.head.at_ms,
            utc_offset_min=kept.head.utc_offset_min,
            business_day=kept.head.business_day,
            staff_name=names.get(kept.head.actor or "", ""),
            line_count=len(sale.lines),
            total_fen=sale.total_fen,
            tender_kinds=tuple(dict.fromkeys(each.kind for each in sale.tenders)),
        )

    def _detail(self, kept: Kept, sale: SaleCompleted) -> SaleDetail:
        reprints = [each.sale_id for each in self.rows.facts(ReceiptReprinted)]
        was_queued = Job(sale.sale_id, 0) in self.rows.jobs
        return SaleDetail(
            row=self._row(kept, sale),
            lines=tuple(
                LineRow(
                    line.name, line.code, line.unit, line.qty_milli, line.unit_fen,
                    line.price_per_milli, line.amount_fen,
                )
                for line in sale.lines
            ),
            tenders=tuple(
                TenderRow(
                    each.kind, each.state, each.amount_fen, each.received_fen, each.change_fen
                )
                for each in sale.tenders
            ),
            rounding_fen=sale.rounding_fen,
            print_state=JobState.QUEUED.value if was_queued else "",
            reprint_count=reprints.count(sale.sale_id),
        )  # fmt: skip


def _product(state: ProductState) -> Product:
    return Product(**{each.name: getattr(state, each.name) for each in fields(Product)})


def _keyed(sums: dict[str, Sums], label: Callable[[str], str] = str) -> tuple[KeySums, ...]:
    return tuple(KeySums(key, label(key), sums[key]) for key in sorted(sums))


def _keeps_the_promises(rows: Rows, clock: Clock) -> Queries:
    """Shows the type checker that the stand-in fits its port; nobody calls it."""
    return FakeQueries(rows, clock)
