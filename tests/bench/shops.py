"""The shops to measure on: made once, kept under ``build/``, and copied before they are used.

What the file of a shop looks like is part of the name that it is kept under, so that a
changed program makes a new one.
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pos_app.domain.people import SYSTEM, Role
from pos_app.hardware.clock import SystemClock
from pos_app.settings import FULL_SCREEN
from pos_app.store import engine
from pos_app.store.create import create_shop
from pos_app.store.engine import Database
from pos_app.store.ids import new_id
from pos_app.store.search import index
from pos_app.store.search.index import Entry
from pos_app.store.shop_file import ShopFile, open_shop
from pos_app.usecases.add_product import product_state
from pos_app.usecases.open_shop import NewPerson, OpenShop
from sync.protocol.facts.catalogue import CategoriesPut, CategoryState, ProductsPut
from tests.bench import goods, sold

ROOT = Path(__file__).parents[2]
OWNER_NUMBER, OWNER_PIN = "1001", "246810"

_SLICE = 150
_INDEX_SLICE = 100
_CACHE_KIB = 512 * 1024
_SHAPED_BY = (
    "pos_app/store/tables.py", "pos_app/store/migrations/versions", "pos_app/store/search",
    "tests/bench/goods.py", "tests/bench/sold.py", "tests/bench/shops.py",
)  # fmt: skip

Say = Callable[[str], None]


def prepared(folder: Path, products: int, sales: int, say: Say) -> Path:
    """Return the folder of a shop of this size under ``folder``, made now where it is missing."""
    name = f"shop-{products}-{sales}-"
    place = folder / (name + _shape())
    if place.exists():
        return place
    for old in folder.glob(name + "*"):
        shutil.rmtree(old)
    say(f"making a shop of {products:,} products and {sales:,} sales ...")
    new = folder / f"new-{products}-{sales}"
    shutil.rmtree(new, ignore_errors=True)
    _make(new, products, sales)
    new.replace(place)
    return place


def copied(shop: Path, to: Path) -> Path:
    """Return a fresh copy of a shop, into which anything may be sold."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(shop, to)
    with raw(to) as database:
        now_ms = SystemClock().now_ms()
        database.execute(
            "UPDATE upkeep SET checked_at_ms = ?, backed_up_at_ms = ?", (now_ms, now_ms)
        )
    return to


@contextmanager
def raw(folder: Path) -> Iterator[Database]:
    """Open a shop's file behind the store's back; nobody else may have it open."""
    database = engine.connect(folder / engine.SHOP_FILE)
    try:
        engine.prepare_writer(database)
        yield database
    finally:
        database.close()


def opened(folder: Path) -> ShopFile:
    """Open a shop as the till does; without a cart from the time before."""
    shop = open_shop(folder, SystemClock(), new_id)
    with shop.writer.rows() as database:
        database.execute("DELETE FROM draft")
    return shop


def empty(folder: Path) -> None:
    """Make a shop with an owner and nothing to sell."""
    create_shop(folder)
    shop = opened(folder)
    owner = NewPerson(OWNER_NUMBER, "店主", OWNER_PIN, Role.OWNER)
    OpenShop(shop.writer, new_id)("惠民便利店", (owner,), is_demo=False)
    shop.close()


def _make(folder: Path, products: int, sales: int) -> None:
    empty(folder)
    shop = opened(folder)
    owner = shop.queries.staff()[0].staff_id
    _stock(shop, products)
    shop.close()
    with raw(folder) as database:
        # A file that is not finished is made again: nothing need be written twice.
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        sold.add_sales(database, sales, products, owner)
        _index(database)
        _rank(database)
        database.execute(
            "UPDATE upkeep SET tidied_pk = (SELECT max(pk) FROM product), "
            "ranked_seq = (SELECT max(seq) FROM journal)"
        )
        database.execute(
            "INSERT INTO local_setting (key, value) VALUES (?, '0')", (FULL_SCREEN.key,)
        )
        database.execute("PRAGMA journal_mode = WAL")


def _stock(shop: ShopFile, count: int) -> None:
    categories = tuple(
        CategoryState(category_id=goods.category_id(n), rev=1, name=name, position=n)
        for n, name in enumerate(goods.CATEGORIES)
    )
    with shop.writer.later() as work:
        work.record(CategoriesPut(categories=categories), SYSTEM)
    for first in range(0, count, _SLICE):
        part = range(first, min(first + _SLICE, count))
        states = tuple(product_state(goods.product(number)) for number in part)
        with shop.writer.later() as work:
            work.record(ProductsPut(import_id=None, products=states), SYSTEM)


def _index(database: Database) -> None:
    def fetch(after_pk: int, limit: int) -> list[Entry]:
        rows = database.execute(
            "SELECT pk, name, spec, barcodes FROM product WHERE pk > ? ORDER BY pk LIMIT ?",
            (after_pk, limit),
        )
        return [_entry(*row) for row in rows]

    found = 1
    while found:
        database.execute("BEGIN IMMEDIATE")
        for _ in range(100):
            found = index.index_next(database, fetch, _INDEX_SLICE)
        database.execute("COMMIT")


def _rank(database: Database) -> None:
    rows = database.execute(
        "SELECT pk, name, spec, barcodes, sum(sale_count) FROM day_total JOIN product "
        "ON lower(hex(product.id)) = \"key\" WHERE dimension = 'product' "
        "AND business_day % 100 = 0 GROUP BY pk"
    ).fetchall()
    database.execute("BEGIN IMMEDIATE")
    for *entry, count in rows:
        index.rank(database, _entry(*entry), count)
    database.execute("COMMIT")


def _entry(pk: int, name: str, spec: str, barcodes: str) -> Entry:
    return Entry(pk, name, spec, json.loads(barcodes))


def _shape() -> str:
    digest = hashlib.sha256()
    for name in _SHAPED_BY:
        path = ROOT / name
        for file in sorted(path.glob("*.py")) if path.is_dir() else (path,):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
