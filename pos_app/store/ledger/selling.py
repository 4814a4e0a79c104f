"""The rows that follow from sales, abandoned carts and reprints."""

import json

from pos_app.store.engine import Database
from pos_app.store.frozen import selling as sql
from pos_app.store.ids import maybe_stored, stored
from pos_app.store.ledger.place import Place
from sync.protocol.facts.selling import CartVoided, ReceiptReprinted, SaleCompleted, SaleLine

SALE = "sale"

_IN_DRAWER = ("cash", "paid")


def sale_completed(database: Database, place: Place, sale: SaleCompleted) -> None:
    """Keep a sale, its lines and tenders, the goods that left and the cash that came."""
    stream_no, seq, head = place
    sale_id = stored(sale.sale_id)
    database.execute(
        sql.ADD_SALE,
        (
            sale_id, stream_no, seq, sale.receipt_code, head.at_ms, head.utc_offset_min,
            head.business_day, maybe_stored(head.actor), maybe_stored(sale.member_id),
            maybe_stored(sale.shift_id), len(sale.lines), sale.total_fen, sale.rounding_fen,
            sale.note,
        ),
    )  # fmt: skip
    database.executemany(sql.ADD_LINE, [_line(sale_id, n, each) for n, each in _numbered(sale)])
    database.executemany(
        sql.ADD_MOVE,
        [
            (stored(line.product_id), stream_no, seq, n, -line.qty_milli, SALE)
            for n, line in _numbered(sale)
            if line.product_id is not None
        ],
    )
    _tenders(database, place, sale_id, sale)


def _numbered(sale: SaleCompleted) -> "enumerate[SaleLine]":
    return enumerate(sale.lines, start=1)


def _line(sale_id: bytes, position: int, line: SaleLine) -> tuple[object, ...]:
    adjustments = [each.to_json() for each in line.adjustments]
    return (
        sale_id, position, stored(line.line_id), maybe_stored(line.product_id),
        maybe_stored(line.category_id), line.code, line.name, line.unit, line.qty_milli,
        line.list_fen, line.unit_fen, line.price_per_milli, line.amount_fen,
        json.dumps(adjustments, ensure_ascii=False) if adjustments else None,
        line.tax_rate, line.tax_fen, line.cost_fen,
    )  # fmt: skip


def _tenders(database: Database, place: Place, sale_id: bytes, sale: SaleCompleted) -> None:
    database.executemany(
        sql.ADD_TENDER,
        [
            (sale_id, stored(each.tender_id), each.kind, each.state, each.amount_fen,
             each.received_fen, each.change_fen)
            for each in sale.tenders
        ],
    )  # fmt: skip
    cash_fen = sum(
        each.amount_fen for each in sale.tenders if (each.kind, each.state) == _IN_DRAWER
    )
    if cash_fen:
        database.execute(
            sql.ADD_DRAWER_EVENT,
            (place.stream_no, place.seq, SALE, place.head.business_day, cash_fen),
        )


def cart_voided(database: Database, place: Place, void: CartVoided) -> None:
    """Keep an abandoned cart for whoever looks into it."""
    lines = [line.to_json() for line in void.lines]
    database.execute(
        sql.ADD_VOID,
        (
            stored(void.cart_id), place.stream_no, place.seq, place.head.at_ms,
            place.head.business_day, maybe_stored(place.head.actor), void.total_fen, void.reason,
            json.dumps(lines, ensure_ascii=False),
        ),
    )  # fmt: skip


def receipt_reprinted(database: Database, place: Place, reprint: ReceiptReprinted) -> None:
    """Count a copy."""
    database.execute(
        sql.ADD_REPRINT,
        (
            stored(reprint.sale_id), place.stream_no, place.seq, reprint.copy, place.head.at_ms,
            maybe_stored(place.head.actor),
        ),
    )  # fmt: skip
