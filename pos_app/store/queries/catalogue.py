"""Reading the catalogue."""

import json
from collections.abc import Sequence
from typing import Any

from pos_app.domain.product import Category, Product
from pos_app.store.frozen import catalogue as sql
from pos_app.store.ids import maybe_shown, maybe_stored, stored
from pos_app.store.readers import Readers
from pos_app.store.search import index


class CatalogueQueries:
    """Products and categories as they are on sale now."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers

    def product_by_code(self, keys: Sequence[str]) -> Product | None:
        """Find what bears one of these codes; the earlier key wins, ids never match."""
        for code in keys:
            row = self._readers.first(sql.PRODUCT_BY_CODE, {"code": code})
            if row is not None:
                return product_of(row)
        return None

    def product(self, product_id: str) -> Product | None:
        """Return a product as it stands now."""
        values = {"id": stored(product_id)}
        row = self._readers.first(sql.PRODUCT_BY_ID, values)
        return None if row is None else product_of(row)

    def search(self, text: str, limit: int) -> Sequence[Product]:
        """Find products by name, pinyin, initials or the tail of a barcode, own sellers first."""
        with self._readers.named_errors():
            pks = index.find(self._readers.here(), text, limit)
        if not pks:
            return []
        rows = self._readers.read(sql.PRODUCTS_BY_PK, {"pks": json.dumps(pks)})
        return list(dict.fromkeys(product_of(row) for row in rows))

    def tiles(self, category_id: str | None, offset: int, limit: int) -> Sequence[Product]:
        """Return what sells most, of one category or of all; then the rest."""
        values: dict[str, Any] = {"category_id": maybe_stored(category_id)}
        page = {**values, "limit": limit, "offset": offset}
        found = [product_of(row) for row in self._readers.read(sql.TILES_SOLD, page)]
        if len(found) < limit:
            sold_count = self._readers.first(sql.TILES_SOLD_COUNT, values)[0]
            page = {**values, "limit": limit - len(found), "offset": max(offset - sold_count, 0)}
            rest = sql.TILES_UNSOLD if category_id is None else sql.TILES_UNSOLD_OF_CATEGORY
            found.extend(product_of(row) for row in self._readers.read(rest, page))
        return found

    def categories(self) -> Sequence[Category]:
        """Return the categories in their order."""
        rows = self._readers.read(sql.CATEGORIES)
        return [Category(key.hex(), name, position, rev) for key, name, position, rev in rows]

    def product_count(self) -> int:
        """Say how many products are on sale."""
        return int(self._readers.first(sql.COUNT_ON_SALE)[0])


def product_of(row: Any) -> Product:
    """Read a product from its row."""
    (
        product_id, name, price_fen, spec, unit, category_id, barcodes, is_weighed,
        price_per_milli, cost_fen, tax_rate, is_active, rev,
    ) = row  # fmt: skip
    return Product(
        product_id.hex(), name, price_fen, spec, unit, maybe_shown(category_id),
        tuple(json.loads(barcodes)), bool(is_weighed), price_per_milli, cost_fen, tax_rate,
        bool(is_active), rev,
    )  # fmt: skip
