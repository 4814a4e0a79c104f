"""What one fact adds to the totals of its business day.

Till and server add these up, each from its own stored facts: equal facts give
equal totals, and the sum over categories plus rounding is the day's takings.
"""

from collections import defaultdict
from typing import NamedTuple

from sync.protocol.facts.head import FactHead
from sync.protocol.facts.record import Fact
from sync.protocol.facts.selling import SaleCompleted, SaleLine

ALL = "all"
HOUR = "hour"
CATEGORY = "category"
PRODUCT = "product"
TENDER = "tender"
TENDER_PENDING = "tender_pending"
ROUNDING = "rounding"

_HOUR_MS = 3_600_000
_MINUTE_MS = 60_000


class Sums(NamedTuple):
    """Figures that add up: sales counted, thousandths sold, takings in fen; and of
    the lines whose cost is known, that cost and those takings."""

    sale_count: int = 0
    qty_milli: int = 0
    amount_fen: int = 0
    cost_fen: int = 0
    costed_fen: int = 0


class Contribution(NamedTuple):
    """What a fact adds under one key of one dimension."""

    dimension: str
    key: str
    sums: Sums


def day_contributions(head: FactHead, body: Fact | None) -> tuple[Contribution, ...]:
    """Return what a fact adds to its business day; most facts add nothing."""
    if isinstance(body, SaleCompleted):
        return _of_sale(head, body)
    return ()


def _of_sale(head: FactHead, sale: SaleCompleted) -> tuple[Contribution, ...]:
    lines = [_of_line(line) for line in sale.lines]
    qty_milli = sum(line.qty_milli for line in lines)
    cost_fen = sum(line.cost_fen for line in lines)
    costed_fen = sum(line.costed_fen for line in lines)
    whole = Sums(1, qty_milli, sale.total_fen, cost_fen, costed_fen)
    out = [Contribution(ALL, "", whole), Contribution(HOUR, _hour(head), whole)]
    categories: dict[str, list[Sums]] = defaultdict(list)
    products: dict[str, list[Sums]] = defaultdict(list)
    for line, sums in zip(sale.lines, lines, strict=True):
        categories[line.category_id or ""].append(sums)
        if line.product_id is not None:
            products[line.product_id].append(sums)
    out.extend(Contribution(CATEGORY, key, _once(sums)) for key, sums in categories.items())
    out.extend(Contribution(PRODUCT, key, _once(sums)) for key, sums in products.items())
    out.extend(_of_tenders(sale))
    if sale.rounding_fen:
        out.append(Contribution(ROUNDING, "", Sums(1, 0, sale.rounding_fen)))
    return tuple(out)


def _of_line(line: SaleLine) -> Sums:
    if line.cost_fen is None:
        return Sums(0, line.qty_milli, line.amount_fen)
    return Sums(0, line.qty_milli, line.amount_fen, line.cost_fen, line.amount_fen)


def _once(lines: list[Sums]) -> Sums:
    """Add up lines of one sale: it counts as one sale."""
    totals = [sum(column) for column in zip(*lines, strict=True)]
    return Sums(1, *totals[1:])


def _of_tenders(sale: SaleCompleted) -> list[Contribution]:
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for tender in sale.tenders:
        dimension = TENDER if tender.state == "paid" else TENDER_PENDING
        sums[dimension, tender.kind] += tender.amount_fen
    return [Contribution(*key, Sums(1, 0, amount_fen)) for key, amount_fen in sums.items()]


def _hour(head: FactHead) -> str:
    """Return the local hour as two digits, so that keys sort."""
    local_ms = head.at_ms + head.utc_offset_min * _MINUTE_MS
    return f"{local_ms // _HOUR_MS % 24:02}"
