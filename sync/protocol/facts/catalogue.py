"""Facts about what the shop sells."""

from dataclasses import dataclass
from typing import ClassVar

from sync.protocol.facts.record import Fact, Record

PRODUCTS_PER_FACT_MAX = 200
PRODUCTS_BYTES_MAX = 48 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryState(Record):
    """A category as it stands."""

    category_id: str
    rev: int
    name: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoriesPut(Fact):
    """The state of up to 200 categories."""

    kind: ClassVar[str] = "categories.put.v1"

    categories: tuple[CategoryState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductState(Record):
    """A product as it stands: fen for ``price_per_milli`` thousandths, rate in 1/10,000."""

    product_id: str
    rev: int
    name: str
    spec: str
    unit: str
    category_id: str | None
    barcodes: tuple[str, ...]
    is_weighed: bool
    price_fen: int
    price_per_milli: int
    cost_fen: int | None
    tax_rate: int
    is_active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductsPut(Fact):
    """The state of up to 200 products, 48 KiB at most.

    With an ``import_id`` it is a slice of an import and stays invisible until that
    import is committed.
    """

    kind: ClassVar[str] = "products.put.v1"

    import_id: str | None
    products: tuple[ProductState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCommitted(Fact):
    """All slices of an import are there; its products are on sale from now on."""

    kind: ClassVar[str] = "import.committed.v1"

    import_id: str
    slice_count: int
    product_count: int
