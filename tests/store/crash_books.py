"""The books of a shop that had an accident: read again, and held against themselves."""

from typing import Any, NamedTuple

from pos_app.store import journal
from pos_app.store.engine import Database
from pos_app.store.ledger.rebuild import rebuild
from pos_app.store.shop_file import ShopFile
from pos_app.store.tables import LEDGER
from sync.protocol.facts.kinds import decode_body, decode_head
from sync.protocol.facts.selling import ReceiptReprinted, SaleCompleted
from tests.store.crash_day import Sold, Step, Verb

Pieces = tuple[tuple[str, int], ...]

# Keys that are only counted up: a rebuild gives others.
COUNTED_UP = {"pk", "product_pk"}
FIRST_DAY, LAST_DAY = 20200101, 20991231


class Books(NamedTuple):
    """What a shop holds. Goods are codes and pieces in their order; jobs are their states."""

    facts: int
    sales: tuple[Pieces, ...]
    cart: Pieces
    removed: Pieces
    jobs: tuple[str, ...]
    acked_seq: int


def after(books: Books, step: Step) -> Books:
    """Return the books as a step must leave them."""
    match step.verb:
        case Verb.SCAN:
            return books._replace(cart=_with_one_more(books.cart, step.code))
        case Verb.REMOVE:
            return books._replace(cart=books.cart[1:], removed=(*books.removed, books.cart[0]))
        case Verb.SELL:
            return books._replace(
                facts=books.facts + 1, sales=(*books.sales, books.cart), cart=(), removed=(),
                jobs=(*books.jobs, "queued"),
            )  # fmt: skip
        case Verb.PRINT:
            return books._replace(jobs=_first(books.jobs, "queued", "sending"))
        case Verb.CONFIRM:
            return books._replace(jobs=_first(books.jobs, "sending", "confirmed"))
        case Verb.ACKNOWLEDGE:
            return books._replace(acked_seq=books.facts)
        case Verb.SETTLE:
            return books._replace(jobs=_first(books.jobs, "sending", "unknown"))
    return books


def _with_one_more(cart: Pieces, code: str) -> Pieces:
    pieces = dict(cart)
    pieces[code] = pieces.get(code, 0) + 1
    return tuple(pieces.items())


def _first(jobs: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    if old not in jobs:
        return jobs
    at = jobs.index(old)
    return (*jobs[:at], new, *jobs[at + 1 :])


def read_books(shop: ShopFile) -> Books:
    """Return what an open shop holds."""
    read = shop.readers.read
    carts = shop.drafts.open_carts()
    assert len(carts) <= 1, "one cart at a time"
    lines, removed = (carts[0].lines, carts[0].removed) if carts else ((), ())
    return Books(
        facts=shop.writer.tip.seq,
        sales=tuple(
            tuple((line.code, line.qty_milli // 1_000) for line in sale.lines)
            for sale in _sales(shop.readers.here())
        ),
        cart=tuple((line.code, line.qty_milli // 1_000) for line in lines),
        removed=tuple((line.code, line.qty_milli // 1_000) for line in removed),
        jobs=tuple(state for (state,) in read("SELECT state FROM print_job ORDER BY job_no")),
        acked_seq=shop.sync.load().acked_seq,
    )


def audit(shop: ShopFile) -> None:
    """Assert all that must hold of a shop whatever happened to it."""
    database = shop.readers.here()
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    stream = shop.writer.stream
    verified = journal.verify(database, stream, 0, stream.genesis, 1_000_000)
    assert verified == (shop.writer.tip.seq, shop.writer.tip.hash), "a broken chain"
    _audit_sales(shop, database)
    _audit_ledger(shop)


def assert_holds(shop: ShopFile, sold: list[Sold]) -> None:
    """Assert that each of these sales is there exactly once, under its receipt number."""
    rows = shop.readers.read("SELECT id, substr(receipt_code, 9, 7), total_fen FROM sale")
    kept: list[tuple[object, ...]] = sorted(
        (sale_id.hex(), int(number), total_fen) for sale_id, number, total_fen in rows
    )
    missing = [sale for sale in sold if kept.count(tuple(sale)) != 1]
    assert not missing, f"acknowledged, and not there once: {missing}"


def _audit_sales(shop: ShopFile, database: Database) -> None:
    """Numbers without gap, one print job each, and a day's figures that are their sum."""
    sales = _sales(database)
    assert [int(sale.receipt_code[8:15]) for sale in sales] == list(range(1, len(sales) + 1))
    [(last_number,)] = database.execute("SELECT last_number FROM receipt_counter").fetchall()
    assert last_number == len(sales), "a number was used up for nothing"
    papers = sorted((sale.sale_id, 0) for sale in sales) + sorted(_copies(database))
    jobs = database.execute("SELECT lower(hex(sale_id)), copy FROM print_job").fetchall()
    assert sorted(jobs) == sorted(papers), "not one print job for each paper"
    whole = shop.queries.figures(FIRST_DAY, LAST_DAY).whole
    assert (whole.sale_count, whole.amount_fen) == (len(sales), sum(s.total_fen for s in sales))


def _audit_ledger(shop: ShopFile) -> None:
    """Rows of the ledger are those that the journal's facts leave, no more and no less."""
    with shop.writer.rows() as database:
        live = _ledger(database)
        database.execute("SAVEPOINT before")
        rebuild(database)
        rebuilt = _ledger(database)
        database.execute("ROLLBACK TO before")
    assert rebuilt == live


def _ledger(database: Database) -> dict[str, list[Any]]:
    found = {}
    for table in LEDGER:
        names = [column.name for column in table.c if column.name not in COUNTED_UP]
        columns = ", ".join(f'"{name}"' for name in names)
        rows = database.execute(f"SELECT {columns} FROM {table.name}").fetchall()
        found[table.name] = sorted(rows, key=repr)
    return found


def _sales(database: Database) -> list[SaleCompleted]:
    return [fact for fact in _facts(database) if isinstance(fact, SaleCompleted)]


def _copies(database: Database) -> list[tuple[str, int]]:
    facts = _facts(database)
    return [(fact.sale_id, fact.copy) for fact in facts if isinstance(fact, ReceiptReprinted)]


def _facts(database: Database) -> list[Any]:
    return [
        decode_body(decode_head(entry.head).kind, entry.body) for entry in journal.entries(database)
    ]
