"""The receipt: a sale as it stands in the store, laid out for paper of any width."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Protocol

from drivers.api.columns import width
from drivers.api.document import (
    Align,
    Barcode,
    Cell,
    Columns,
    Cut,
    Document,
    Feed,
    OpenDrawer,
    Part,
    Row,
    Rule,
    Text,
)
from pos_app.domain.codes import parse_receipt_code
from pos_app.domain.errors import mark
from pos_app.domain.money import yuan
from pos_app.domain.quantity import JIN_MILLI, ONE_MILLI, is_whole, quantity
from pos_app.domain.sale import ReceiptNumber
from pos_app.domain.tender import TenderKind
from pos_app.usecases.ports import LineRow, SaleDetail, TenderRow

_CELL_PRICE, _CELL_QTY, _CELL_AMOUNT = 9, 9, 10
KILOGRAM = "kg"
_WEIGHTS = {KILOGRAM, "公斤", "千克"}

TENDER_WORDS = {
    TenderKind.CASH: mark("Cash"),
    TenderKind.PAYMENT_CODE: mark("Scan to pay"),
    TenderKind.SHOP_CODE: mark("Shop's code"),
    TenderKind.STORED_VALUE: mark("Stored value"),
    TenderKind.CREDIT: mark("On account"),
    TenderKind.COUPON: mark("Coupon"),
    TenderKind.BANK_CARD: mark("Bank card"),
    TenderKind.OTHER: mark("Other"),
}


class Words(Protocol):
    """The language that a receipt is printed in."""

    def text(self, message: str, /, **values: object) -> str:
        """Return a message in that language, its named places filled."""
        ...

    def plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """Return the form that fits the count."""
        ...


class ReceiptHeader(NamedTuple):
    """What stands above and below every receipt of a shop; empty lines are left out."""

    shop_name: str
    address: str = ""
    phone: str = ""
    footer: str = ""
    is_demo: bool = False


def receipt(detail: SaleDetail, header: ReceiptHeader, copy: int, words: Words) -> Document:
    """Lay out a sale. A copy above 0 is marked 补打 with its number, so that nobody
    takes it for the first."""
    return (
        *_head(header, copy, words),
        *_about(detail, words),
        Rule(),
        _titles(words),
        Rule(),
        *(part for line in detail.lines for part in _line(line)),
        Rule(),
        *_totals(detail, words),
        *_tenders(detail.tenders, words),
        Feed(1),
        Barcode(detail.row.receipt_code),
        *_foot(header, words),
        Cut(),
    )


def drawer() -> Document:
    """Return the pulse that opens the drawer: a job of its own, ahead of the receipt."""
    return (OpenDrawer(),)


def _head(header: ReceiptHeader, copy: int, words: Words) -> list[Part]:
    parts: list[Part] = []
    if header.shop_name:
        parts.append(Text(header.shop_name, Align.CENTER, bold=True, wide=True, tall=True))
    if header.is_demo:
        parts.append(Text(words.text("*** Demo: no real sale ***"), Align.CENTER))
    if copy:
        parts.append(
            Text(words.text("*** Reprint no. {copy} ***", copy=copy), Align.CENTER, bold=True)
        )
    parts.extend(Text(line, Align.CENTER) for line in (header.address, header.phone) if line)
    return [*parts, Feed(1)] if parts else parts


def _about(detail: SaleDetail, words: Words) -> list[Part]:
    row = detail.row
    parts: list[Part] = [
        Row(words.text("Receipt no."), readable_number(row.receipt_code)),
        Row(words.text("Time"), _local_time(row.at_ms, row.utc_offset_min)),
    ]
    if row.staff_name:
        parts.append(Row(words.text("Cashier"), row.staff_name))
    return parts


def readable_number(receipt_code: str) -> str:
    """Write a receipt's barcode as people read it: till, series, number."""
    parts = parse_receipt_code(receipt_code)
    return str(ReceiptNumber(*parts)) if parts else receipt_code


def _local_time(at_ms: int, utc_offset_min: int) -> str:
    moment = datetime.fromtimestamp(at_ms // 1_000, UTC) + timedelta(minutes=utc_offset_min)
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def _titles(words: Words) -> Columns:
    return Columns(
        (
            Cell(words.text("Item")),
            Cell(words.text("Price"), _CELL_PRICE, Align.RIGHT),
            Cell(words.text("Qty"), _CELL_QTY, Align.RIGHT),
            Cell(words.text("Amount"), _CELL_AMOUNT, Align.RIGHT),
        )
    )


def _line(line: LineRow) -> list[Part]:
    """The name gets lines of its own: names are long and paper is narrow."""
    price, amount = _unit_price(line), yuan(line.amount_fen)
    count = f"{quantity(line.qty_milli)}{_quantity_unit(line)}"
    return [Text(line.name), _figures(price, count, amount)]


def _figures(price: str, count: str, amount: str) -> Part:
    """Set figures below their titles. Those too wide for that never run into one another,
    and no number is broken: they are written out, the amount at the right edge."""
    fits = width(price) <= _CELL_PRICE and width(count) < _CELL_QTY and width(amount) < _CELL_AMOUNT
    if not fits:
        return Row(f"{price} × {count}", amount)
    return Columns(
        (
            Cell(""),
            Cell(price, _CELL_PRICE, Align.RIGHT),
            Cell(count, _CELL_QTY, Align.RIGHT),
            Cell(amount, _CELL_AMOUNT, Align.RIGHT),
        )
    )


def _unit_price(line: LineRow) -> str:
    if line.price_per_milli == JIN_MILLI:
        return f"{yuan(line.unit_fen)}/斤"
    assert line.price_per_milli == ONE_MILLI, "prices are per piece, per kg or per 斤"
    return yuan(line.unit_fen)


def _quantity_unit(line: LineRow) -> str:
    """Weights are kilograms, whatever the price is for."""
    return KILOGRAM if line.price_per_milli == JIN_MILLI else line.unit


def _is_counted(line: LineRow) -> bool:
    return _quantity_unit(line) not in _WEIGHTS and is_whole(line.qty_milli)


def _totals(detail: SaleDetail, words: Words) -> list[Part]:
    pieces = ""
    if all(_is_counted(line) for line in detail.lines):
        total = quantity(sum(line.qty_milli for line in detail.lines))
        pieces = words.text("{quantity} in all", quantity=total)
    items = words.plural("{count} item", "{count} items", len(detail.lines))
    parts: list[Part] = [Row(items, pieces)]
    if detail.rounding_fen:
        parts.append(Row(words.text("Rounding"), yuan(detail.rounding_fen)))
    parts.append(
        Row(words.text("Total"), f"¥{yuan(detail.row.total_fen)}", bold=True, tall=True, wide=True)
    )
    return parts


def _tenders(tenders: tuple[TenderRow, ...], words: Words) -> list[Part]:
    parts: list[Part] = []
    for tender in tenders:
        name = words.text(TENDER_WORDS[TenderKind(tender.kind)])
        parts.append(Row(name, f"¥{yuan(tender.received_fen)}"))
    change_fen = sum(tender.change_fen for tender in tenders)
    parts.append(Row(words.text("Change"), f"¥{yuan(change_fen)}"))
    return parts


def _foot(header: ReceiptHeader, words: Words) -> list[Part]:
    footer = header.footer or words.text("Thank you, come again")
    return [Feed(1), Text(footer, Align.CENTER), Feed(1)]
