"""How much is measured: a glance for the tests, a few minutes, or all of it."""

from typing import NamedTuple


class Size(NamedTuple):
    """How large the shop is, and how often each thing is tried."""

    products: int
    sales: int
    scans: int
    searches: int
    checkouts: int
    starts: int
    pages: int
    day_sales: int
    imported: int
    offline_sales: int


SIZES = {
    "tiny": Size(
        products=300, sales=1_500, scans=4, searches=2, checkouts=4, starts=1, pages=2, day_sales=5,
        imported=300, offline_sales=10,
    ),
    "quick": Size(
        products=100_000, sales=100_000, scans=160, searches=60, checkouts=800, starts=9,
        pages=40, day_sales=1_000, imported=100_000, offline_sales=1_000,
    ),
    "full": Size(
        products=1_000_000, sales=1_000_000, scans=400, searches=150, checkouts=1_600,
        starts=15, pages=60, day_sales=1_000, imported=100_000, offline_sales=1_000,
    ),
}  # fmt: skip
