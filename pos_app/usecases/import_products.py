"""Importing products: all rows of a file at once, or none.

Slices are written under an import id that stays invisible; the last transaction
makes all of them appear together. An import that never got there is swept away by
the store and leaves no trace on any screen.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pos_app.domain.people import Authority, Permission
from pos_app.domain.product import Category, Product
from pos_app.usecases.add_product import product_state
from pos_app.usecases.ports import NewId, Queries, Writer
from pos_app.usecases.product_row import ParsedProduct
from sync.protocol.facts.catalogue import (
    PRODUCTS_BYTES_MAX,
    PRODUCTS_PER_FACT_MAX,
    CategoriesPut,
    CategoryState,
    ImportCommitted,
    ProductsPut,
    ProductState,
)

SLICE_ROWS_MAX = 100
# What a product takes beside its texts: ids, names of fields, numbers of full length.
_BYTES_BESIDE_TEXTS = 512

OnProgress = Callable[[int, int], None]


class Imported(NamedTuple):
    """What an import brought; ``same_count`` rows said nothing new."""

    new_count: int
    changed_count: int
    same_count: int
    category_count: int


@dataclass(frozen=True, slots=True)
class ImportProducts:
    """Put parsed rows on sale. A row whose barcode is known changes that product; what
    the file does not say of it stays."""

    queries: Queries
    writer: Writer
    new_id: NewId

    def __call__(
        self, rows: Sequence[ParsedProduct], authority: Authority, on_progress: OnProgress
    ) -> Imported:
        """Write all rows. ``on_progress(rows_done, rows_in_all)`` may raise to stop; then
        nothing was imported. Raises NotPermitted."""
        authority.require(Permission.IMPORT_PRODUCTS)
        categories = self._categories(rows)
        products = self._products(rows, categories.by_name)
        import_id = self.new_id()
        done = slices = 0
        for part in _slices([product_state(each) for each in products]):
            with self.writer.later() as work:
                work.record(ProductsPut(import_id=import_id, products=part), authority)
            slices += 1
            done += len(part)
            on_progress(done, len(products))
        if not products:
            return Imported(0, 0, len(rows), 0)
        with self.writer.later() as work:
            for put in _category_facts(categories.new):
                work.record(put, authority)
            committed = ImportCommitted(
                import_id=import_id, slice_count=slices, product_count=len(products)
            )
            work.record(committed, authority)
        changed_count = sum(each.rev > 1 for each in products)
        new_count = len(products) - changed_count
        same_count = len(rows) - len(products)
        return Imported(new_count, changed_count, same_count, len(categories.new))

    def _categories(self, rows: Sequence[ParsedProduct]) -> "_Categories":
        known = self.queries.categories()
        by_name = {each.name: each.category_id for each in known}
        position = max((each.position for each in known), default=0)
        new: list[Category] = []
        for row in rows:
            if row.category and row.category not in by_name:
                position += 1
                new.append(Category(self.new_id(), row.category, position))
                by_name[row.category] = new[-1].category_id
        return _Categories(by_name, new)

    def _products(
        self, rows: Sequence[ParsedProduct], category_ids: dict[str, str]
    ) -> Sequence[Product]:
        """One product a row; rows that mean the same product become one, and those that
        say nothing new of it none."""
        merged: dict[str, Product] = {}
        for row in rows:
            category_id = category_ids.get(row.category)
            known = self.queries.product_by_code(row.codes)
            if known is None:
                product = _new_product(self.new_id(), row, category_id)
            else:
                product = _changed_product(merged.get(known.product_id, known), row, category_id)
                if known.product_id not in merged and product == known:
                    continue
                product = replace(product, rev=known.rev + 1)
            merged[product.product_id] = product
        return list(merged.values())


class _Categories(NamedTuple):
    by_name: dict[str, str]
    new: list[Category]


def _new_product(product_id: str, row: ParsedProduct, category_id: str | None) -> Product:
    return Product(
        product_id=product_id,
        name=row.name,
        price_fen=row.price_fen,
        spec=row.spec,
        unit=row.unit,
        category_id=category_id,
        barcodes=row.codes,
        cost_fen=row.cost_fen,
    )


def _changed_product(old: Product, row: ParsedProduct, category_id: str | None) -> Product:
    return replace(
        old,
        name=row.name,
        price_fen=row.price_fen,
        spec=row.spec or old.spec,
        unit=row.unit or old.unit,
        category_id=category_id or old.category_id,
        barcodes=tuple(dict.fromkeys((*old.barcodes, *row.codes))),
        cost_fen=old.cost_fen if row.cost_fen is None else row.cost_fen,
        is_active=True,
    )


def _slices(states: Sequence[ProductState]) -> Iterator[tuple[ProductState, ...]]:
    """Cut into facts that keep within both bounds of one."""
    part: list[ProductState] = []
    size = 0
    for state in states:
        wide = _bytes_at_most(state)
        if part and (len(part) >= SLICE_ROWS_MAX or size + wide > PRODUCTS_BYTES_MAX):
            yield tuple(part)
            part, size = [], 0
        part.append(state)
        size += wide
    if part:
        yield tuple(part)


def _bytes_at_most(state: ProductState) -> int:
    texts = (state.name, state.spec, state.unit, *state.barcodes)
    return _BYTES_BESIDE_TEXTS + sum(
        len(text.encode()) + text.count('"') + text.count("\\") + 3 for text in texts
    )


def _category_facts(new: Sequence[Category]) -> Iterator[CategoriesPut]:
    for at in range(0, len(new), PRODUCTS_PER_FACT_MAX):
        part = new[at : at + PRODUCTS_PER_FACT_MAX]
        yield CategoriesPut(categories=tuple(_category_state(each) for each in part))


def _category_state(category: Category) -> CategoryState:
    return CategoryState(
        category_id=category.category_id,
        rev=category.rev,
        name=category.name,
        position=category.position,
    )
