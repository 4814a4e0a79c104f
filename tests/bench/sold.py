"""Two years of sales written straight into a shop file, as the till itself would have left them.

The journal is the till's own: real facts, chained. The rows that follow from them are
added up by SQL, which takes a fiftieth of the time; a test proves that a rebuild of the
ledger from the journal changes nothing.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from pos_app.domain.codes import make_receipt_code
from pos_app.domain.money import tax_within
from pos_app.domain.product import Product
from pos_app.store import journal
from pos_app.store.engine import Database
from pos_app.store.frozen import journal as journal_sql
from pos_app.store.frozen import selling as selling_sql
from pos_app.store.ids import stored
from sync.protocol.facts.head import FactHead
from sync.protocol.facts.record import dump
from sync.protocol.facts.selling import SaleCompleted, SaleLine, SaleTender
from tests.bench import goods

FIRST_DAY = date(2024, 1, 1)
DAYS = 730
LINES_MAX = 3
SOLD_PRODUCTS_MAX = 5_000
CHINA_MIN = 480
SALE_KIND, LINE_KIND, TENDER_KIND, FACT_KIND = 16, 17, 18, 19

_CHUNK = 2_000
_DAY_MS, _HOUR_MS = 86_400_000, 3_600_000
_EPOCH = date(1970, 1, 1)
_OPEN_HOURS = 14

_MOVES = """
INSERT INTO stock_move (product_id, stream_no, seq, n, qty_milli, reason)
SELECT line.product_id, 1, sale.seq, line.position, -line.qty_milli, 'sale'
FROM sale_line AS line JOIN sale ON sale.id = line.sale_id ORDER BY 1, 3, 4
"""
_DRAWER = """
INSERT INTO drawer_event (stream_no, seq, reason, business_day, amount_fen)
SELECT 1, seq, 'sale', business_day, total_fen FROM sale
"""
_BY_SALE = """
INSERT INTO day_total (stream_no, business_day, dimension, "key", sale_count, qty_milli,
amount_fen, cost_fen, costed_fen)
SELECT 1, {day}, '{dimension}', {key}, count(*), sum(qty), sum(total_fen), sum(cost),
sum(total_fen) FROM (SELECT sale.*, sum(qty_milli) AS qty, sum(cost_fen) AS cost
FROM sale JOIN sale_line ON sale_id = id GROUP BY id) GROUP BY 2, 4
"""
_BY_TENDER = """
INSERT INTO day_total (stream_no, business_day, dimension, "key", sale_count, qty_milli,
amount_fen, cost_fen, costed_fen)
SELECT 1, {day}, 'tender', 'cash', count(*), 0, sum(total_fen), 0, 0 FROM sale GROUP BY 2
"""
_BY_LINE = """
INSERT INTO day_total (stream_no, business_day, dimension, "key", sale_count, qty_milli,
amount_fen, cost_fen, costed_fen)
SELECT 1, {day}, '{dimension}', lower(hex(line.{column})), count(DISTINCT sale_id),
sum(qty_milli), sum(amount_fen), sum(cost_fen), sum(amount_fen)
FROM sale_line AS line JOIN sale ON sale.id = line.sale_id GROUP BY 2, 4
"""
_HOUR = "printf('%02d', (at_ms + utc_offset_min * 60000) / 3600000 % 24)"
_SPANS = ("business_day", "business_day / 100 * 100")


def last_day() -> int:
    """Return the business day of the newest sale."""
    return _number(FIRST_DAY + timedelta(days=DAYS - 1))


def sold_product(number: int, products: int) -> int:
    """Return which product a line sells: few sell often, most of them never."""
    spread = number * 7_919 % 100_003 / 100_003
    return int(min(SOLD_PRODUCTS_MAX, products) * spread**3)


def add_sales(database: Database, count: int, products: int, actor: str) -> None:
    """Write sales into a shop whose products are there, and nothing else after them."""
    stream = journal.own_stream(database)
    tip = journal.read_tip(database, stream)
    made = _sales(count, products, actor)
    while chunk := list(islice(made, _CHUNK)):
        database.execute("BEGIN IMMEDIATE")
        tip = _add(database, stream.stream_id, tip, chunk)
        database.execute("COMMIT")
    database.execute("BEGIN IMMEDIATE")
    for statement in (_MOVES, _DRAWER, *_totals()):
        database.execute(statement)
    database.execute(journal_sql.APPLIED, {"stream_no": journal.OWN_STREAM, "seq": tip.seq})
    database.execute("UPDATE receipt_counter SET last_number = ?", (count,))
    database.execute("COMMIT")


def _add(
    database: Database,
    stream_id: bytes,
    tip: journal.Tip,
    sales: list[tuple[FactHead, SaleCompleted]],
) -> journal.Tip:
    for head, sale in sales:
        tip = journal.append(database, stream_id, tip, head, dump(head.to_json()), sale.to_bytes())
        sale_id = stored(sale.sale_id)
        database.execute(selling_sql.ADD_SALE, _sale_row(sale_id, tip.seq, head, sale))
        database.executemany(
            selling_sql.ADD_LINE,
            [_line_row(sale_id, n, each) for n, each in enumerate(sale.lines, 1)],
        )
        each = sale.tenders[0]
        database.execute(
            selling_sql.ADD_TENDER,
            (sale_id, stored(each.tender_id), each.kind, each.state, each.amount_fen,
             each.received_fen, each.change_fen),
        )  # fmt: skip
    return tip


def _sales(count: int, products: int, actor: str) -> Iterator[tuple[FactHead, SaleCompleted]]:
    on_sale = {number: goods.product(number) for number in range(min(SOLD_PRODUCTS_MAX, products))}
    for number in range(count):
        day, of_day = divmod(number * DAYS, count)
        at = FIRST_DAY + timedelta(days=day)
        since_open_ms = of_day * _OPEN_HOURS * _HOUR_MS // count
        midnight_ms = (at - _EPOCH).days * _DAY_MS - CHINA_MIN * 60_000
        head = FactHead(
            id=goods.entity_id(FACT_KIND, number),
            kind=SaleCompleted.kind,
            at_ms=midnight_ms + 8 * _HOUR_MS + since_open_ms,
            utc_offset_min=CHINA_MIN,
            business_day=_number(at),
            actor=actor,
        )
        lines = tuple(
            _line(number * LINES_MAX + n, on_sale[sold_product(number * LINES_MAX + n, products)])
            for n in range(1 + number % LINES_MAX)
        )
        yield head, _sale(number, lines)


def _sale(number: int, lines: tuple[SaleLine, ...]) -> SaleCompleted:
    total_fen = sum(line.amount_fen for line in lines)
    paid = SaleTender(
        tender_id=goods.entity_id(TENDER_KIND, number), kind="cash", state="paid",
        amount_fen=total_fen, received_fen=total_fen, change_fen=0,
    )  # fmt: skip
    return SaleCompleted(
        sale_id=goods.entity_id(SALE_KIND, number),
        receipt_code=make_receipt_code(1, 1, number + 1),
        total_fen=total_fen, rounding_fen=0, member_id=None, shift_id=None, note="",
        lines=lines, removed_lines=(), tenders=(paid,),
    )  # fmt: skip


def _line(number: int, product: Product) -> SaleLine:
    pieces = 1 + number % 2
    amount_fen = product.price_fen * pieces
    return SaleLine(
        line_id=goods.entity_id(LINE_KIND, number), product_id=product.product_id,
        category_id=product.category_id, code=product.barcodes[0], name=product.title,
        unit=product.unit, qty_milli=pieces * 1_000, list_fen=product.price_fen,
        unit_fen=product.price_fen, price_per_milli=1_000, amount_fen=amount_fen, adjustments=(),
        tax_rate=product.tax_rate, tax_fen=tax_within(amount_fen, product.tax_rate),
        cost_fen=(product.cost_fen or 0) * pieces,
    )  # fmt: skip


def _sale_row(sale_id: bytes, seq: int, head: FactHead, sale: SaleCompleted) -> tuple[object, ...]:
    return (
        sale_id, journal.OWN_STREAM, seq, sale.receipt_code, head.at_ms, head.utc_offset_min,
        head.business_day, stored(head.actor or ""), None, None, len(sale.lines), sale.total_fen,
        sale.rounding_fen, sale.note,
    )  # fmt: skip


def _line_row(sale_id: bytes, position: int, line: SaleLine) -> tuple[object, ...]:
    return (
        sale_id, position, stored(line.line_id), stored(line.product_id or ""),
        stored(line.category_id or ""), line.code, line.name, line.unit, line.qty_milli,
        line.list_fen, line.unit_fen, line.price_per_milli, line.amount_fen, None, line.tax_rate,
        line.tax_fen, line.cost_fen,
    )  # fmt: skip


def _totals() -> Iterator[str]:
    for day in _SPANS:
        yield _BY_SALE.format(day=day, dimension="all", key="''")
        yield _BY_SALE.format(day=day, dimension="hour", key=_HOUR)
        yield _BY_TENDER.format(day=day)
        yield _BY_LINE.format(day=day, dimension="category", column="category_id")
        yield _BY_LINE.format(day=day, dimension="product", column="product_id")


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
