"""From a scanned code to its painted line, and from the line to its row on the disk.

Of several rounds the quietest counts, here and for the floor: these are figures in
milliseconds, and what else the machine does is not the till's.
"""

import gc
import random
from itertools import count
from pathlib import Path

from PySide6.QtWidgets import QLabel

from pos_app.bootstrap.program import Program
from pos_app.domain.cart import Line
from pos_app.store.engine import Database
from pos_app.store.frozen import drafts as drafts_sql
from pos_app.store.ids import new_id, stored
from pos_app.store.shop_file import ShopFile
from pos_app.ui import theme
from tests.bench import goods, shops
from tests.bench.results import Result, against_aim, p50, p99, quietest
from tests.bench.sizes import Size
from tests.bench.stopwatch import took_ms
from tests.bench.till import PaintWatch, flush, running, settle

FRAME_MS, WIDE_FRAME_MS = 8, 16
SCREENS = ((1024, 768, FRAME_MS), (1920, 1080, WIDE_FRAME_MS))
CART_LINES, LONG_CART_LINES = 20, 200
ROUNDS = 4
DRAFT_AIM_MS = 1


def scan_to_paint(work: Path, shop: Path, size: Size) -> list[Result]:
    """Scan at both sizes of the window, into a short cart and into a long one."""
    results = []
    shops.opened(shop).close()
    with running(shop) as program:
        for width, height, aim_ms in SCREENS:
            program.window.resize(width, height)
            settle(program)
            floor = quietest([_label_ms(program, size.scans) for _ in range(ROUNDS)])
            short = quietest([_scans_ms(program, size, 0) for _ in range(ROUNDS)])
            long = quietest([_scans_ms(program, size, LONG_CART_LINES) for _ in range(ROUNDS)])
            name = f"scan to painted line, {width}×{height}"
            for words, taken in ((name, short), (f"{name}, {LONG_CART_LINES} lines", long)):
                for part, pick in (("p50", p50), ("p99", p99)):
                    value, at_least = pick(taken), pick(floor)
                    results.append(against_aim(f"{words}, {part}", value, "ms", at_least, aim_ms))
    return results


def draft_write(work: Path, shop: Path, size: Size) -> list[Result]:
    """Keep a scanned line in the draft, in turn with the same rows by the bare driver."""
    bare = shops.copied(shop, work / "bare")
    open_shop = shops.opened(shop)
    kept, floor = [], []
    with shops.raw(bare) as database:
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute("DELETE FROM draft")
        for number in range(ROUNDS):
            pairs = [
                pair
                for at in range(max(1, size.scans // CART_LINES))
                for pair in _cart_ms(open_shop, database, number * size.scans + at, size.products)
            ]
            kept.append([pair[0] for pair in pairs])
            floor.append([pair[1] for pair in pairs])
    open_shop.close()
    name = "scan durable before it is drawn"
    return [
        against_aim(
            f"{name}, {part}", pick(quietest(kept)), "ms", pick(quietest(floor)), DRAFT_AIM_MS
        )
        for part, pick in (("p50", p50), ("p99", p99))
    ]


def _cart_ms(
    shop: ShopFile, database: Database, number: int, products: int
) -> list[tuple[float, float]]:
    """Keep the lines of one cart both ways; then both have the pause between two customers."""
    cart_id = new_id()
    pairs = []
    for position in range(CART_LINES):
        line = _line(number * CART_LINES + position, products)
        pairs.append(
            (
                took_ms(shop.drafts.put_line, cart_id, line, position),
                took_ms(_put_bare, database, cart_id, line, position),
            )
        )
    _rest(shop, database)
    return pairs


def _scans_ms(program: Program, size: Size, lines_before: int) -> list[float]:
    """Scan again and again, a cart at a time; what was scanned is then given up."""
    chance = random.Random(lines_before)
    fresh = count(1)
    taken: list[float] = []
    per_cart = min(CART_LINES, size.scans)
    while len(taken) < size.scans:
        for _ in range(min(lines_before, size.products // 2)):
            _scan(program, goods.barcode(next(fresh) % size.products))
        painted = PaintWatch(_table(program))
        for number in range(1 + per_cart):
            code = goods.barcode(chance.randrange(size.products))
            before = painted.count
            took = took_ms(_scan, program, code)
            assert painted.count > before, "the line was not painted"
            if number:  # The first of a cart stands for none of the others.
                taken.append(took)
        painted.stop()
        _give_up(program)
    return taken


def _scan(program: Program, code: str) -> None:
    program.window.scanned(code)
    flush()


def _table(program: Program):
    assert program.counter is not None
    return program.counter.sell_view.table.viewport()


def _give_up(program: Program) -> None:
    assert program.counter is not None
    assert program.shop is not None
    program.counter.sell.voided()
    settle(program)
    gc.collect()


def _label_ms(program: Program, times: int) -> list[float]:
    """Change the text of a bare label in a window of its own and repaint it."""
    label = QLabel("0")
    label.setFont(theme.font(theme.TOTAL))
    label.resize(program.window.size())
    label.show()
    settle(program)
    taken = []
    for number in range(times + 1):

        def change(text: str = f"{number}") -> None:
            label.setText(text)
            flush()

        taken.append(took_ms(change))
    label.close()
    label.deleteLater()
    return taken[1:]


def _line(number: int, products: int) -> Line:
    product = goods.product(number % products)
    return Line(
        new_id(), product.product_id, product.barcodes[0], product.title, product.unit, 1_000,
        product.price_fen, product.price_fen, product.price_per_milli, product.category_id, False,
        product.tax_rate, product.cost_fen,
    )  # fmt: skip


def _put_bare(database: Database, cart_id: str, line: Line, position: int) -> None:
    cart = stored(cart_id)
    database.execute("BEGIN IMMEDIATE")
    database.execute(drafts_sql.OPEN_DRAFT, (cart, 0))
    row = (
        cart, stored(line.line_id), position, stored(line.product_id), line.code, line.name,
        line.unit, line.qty_milli, line.list_fen, line.unit_fen, line.price_per_milli,
        stored(line.category_id or ""), line.is_weighed, line.tax_rate, line.cost_fen,
    )  # fmt: skip
    database.execute(drafts_sql.PUT_LINE, row)
    database.execute("COMMIT")


def _rest(shop: ShopFile, database: Database) -> None:
    """Let both go through the pause between two customers."""
    shop.writer.idle(shop.clock.monotonic_ms() + 10_000)
    database.execute("PRAGMA wal_checkpoint(PASSIVE)")
