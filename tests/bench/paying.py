"""From the pay key to the answered COMMIT, in turn with the same rows by the bare driver.

Of several rounds the quietest counts, of either: the slowest of a hundred is a matter of
what else uses the disk.
"""

import random
from pathlib import Path

from pos_app.domain.cart import Cart
from pos_app.domain.people import Authority, authority_of
from pos_app.store.engine import Database
from pos_app.store.ids import new_id, stored
from pos_app.store.shop_file import ShopFile
from pos_app.usecases.checkout import Checkout
from pos_app.usecases.ring_up import RingUp
from tests.bench import goods, shops
from tests.bench.bare_sale import BareTill
from tests.bench.results import Result, against_floor, p50, p99, quietest
from tests.bench.sizes import Size
from tests.bench.stopwatch import took_ms

RATIO_MAX = 1.5
LINES = 5
RECEIVED_FEN = 100_000
REST_EVERY = 25
ROUNDS = 4

GROWING = (
    "journal", "sale", "sale_line", "stock_move", "tender", "drawer_event", "day_total",
    "print_job", "draft", "draft_line",
)  # fmt: skip


def sale_to_commit(work: Path, shop: Path, size: Size) -> list[Result]:
    """Pay for carts of five lines by the use case and by hand, turn and turn about."""
    bare_folder = shops.copied(shop, work / "bare")
    open_shop = shops.opened(shop)
    staff = open_shop.queries.staff()[0]
    checkout = Checkout(open_shop.writer, new_id, lambda: True)
    sold, floor = [], []
    with shops.raw(bare_folder) as database:
        database.execute("DELETE FROM draft")
        before = _counts(open_shop, database)
        bare = BareTill(database, open_shop.queries.business_day(), staff.staff_id)
        chance = random.Random(3)
        for _ in range(ROUNDS):
            pairs = []
            for number in range(size.checkouts // ROUNDS):
                cart = _cart(open_shop, chance, size, authority_of(staff))
                _copy_draft(database, cart)
                pairs.append(_pay_ms(checkout, bare, cart, authority_of(staff)))
                if number % REST_EVERY == 0:
                    open_shop.writer.idle(open_shop.clock.monotonic_ms() + 10_000)
                    database.execute("PRAGMA wal_checkpoint(PASSIVE)")
            sold.append([pair[0] for pair in pairs])
            floor.append([pair[1] for pair in pairs])
        after = _counts(open_shop, database)
    open_shop.close()
    grown, bare_grown = (
        [now - then for now, then in zip(*each, strict=True)]
        for each in zip(after, before, strict=True)
    )
    assert grown == bare_grown, f"the floor writes other rows: {grown} and {bare_grown}"
    name = f"sale of {LINES} lines, pay key to COMMIT"
    taken, at_least = quietest(sold), quietest(floor)
    return [
        against_floor(f"{name}, {part}", pick(taken), "ms", pick(at_least), RATIO_MAX)
        for part, pick in (("p50", p50), ("p99", p99))
    ]


def _pay_ms(
    checkout: Checkout, bare: BareTill, cart: Cart, authority: Authority
) -> tuple[float, float]:
    sold = took_ms(checkout.cash, cart, RECEIVED_FEN, authority)
    return sold, took_ms(bare.sell, cart, RECEIVED_FEN, new_id(), new_id())


def _cart(shop: ShopFile, chance: random.Random, size: Size, authority: Authority) -> Cart:
    ring_up = RingUp(shop.queries, shop.drafts, new_id)
    cart = Cart(new_id())
    for number in chance.sample(range(size.products), LINES):
        cart = ring_up.scan(cart, goods.barcode(number), authority).cart
    return cart


def _copy_draft(database: Database, cart: Cart) -> None:
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("BEGIN IMMEDIATE")
    database.execute(
        "INSERT INTO draft (cart_id, opened_at_ms) VALUES (?, 0)", (stored(cart.cart_id),)
    )
    database.executemany(
        "INSERT INTO draft_line VALUES (?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (stored(cart.cart_id), stored(line.line_id), n, stored(line.product_id), line.code,
             line.name, line.unit, line.qty_milli, line.list_fen, line.unit_fen,
             line.price_per_milli, stored(line.category_id or ""), line.is_weighed, line.tax_rate,
             line.cost_fen)
            for n, line in enumerate(cart.lines)
        ],
    )  # fmt: skip
    database.execute("COMMIT")
    database.execute("PRAGMA synchronous = FULL")


def _counts(shop: ShopFile, database: Database) -> tuple[list[int], list[int]]:
    """Count the rows of every table that a sale touches, in the shop and in the copy."""
    asked = [f"SELECT count(*) FROM {table}" for table in GROWING]
    return (
        [shop.readers.first(each)[0] for each in asked],
        [database.execute(each).fetchone()[0] for each in asked],
    )
