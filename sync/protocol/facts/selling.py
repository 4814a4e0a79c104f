"""Facts of the counter: sales, carts given up, receipts printed again.

``sale.completed.v1`` has its final fields from the start; what a later version of
the program fills is null or empty until then.
"""

from dataclasses import dataclass
from typing import ClassVar

from sync.protocol.facts.record import Fact, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment(Record):
    """A change to a line's price: which rule made it, by how many fen, who pays for it."""

    kind: str
    rule: str | None
    fen: int
    funder: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleLine(Record):
    """One line of a sale. ``tax_fen`` is contained in ``amount_fen``; ``cost_fen`` is
    the cost of the whole line, null where the shop does not know it."""

    line_id: str
    product_id: str | None
    category_id: str | None
    code: str
    name: str
    unit: str
    qty_milli: int
    list_fen: int
    unit_fen: int
    price_per_milli: int
    amount_fen: int
    adjustments: tuple[Adjustment, ...]
    tax_rate: int
    tax_fen: int
    cost_fen: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedLine(Record):
    """A line that was rung up and taken out again before the sale."""

    line_id: str
    product_id: str | None
    name: str
    qty_milli: int
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleTender(Record):
    """One payment towards a sale, as it stood when the sale was made."""

    tender_id: str
    kind: str
    state: str
    amount_fen: int
    received_fen: int
    change_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleCompleted(Fact):
    """A sale. Σ lines + rounding = total = Σ tenders."""

    kind: ClassVar[str] = "sale.completed.v1"

    sale_id: str
    receipt_code: str
    total_fen: int
    rounding_fen: int
    member_id: str | None
    shift_id: str | None
    note: str
    lines: tuple[SaleLine, ...]
    removed_lines: tuple[RemovedLine, ...]
    tenders: tuple[SaleTender, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CartVoided(Fact):
    """A cart that was given up with something in it."""

    kind: ClassVar[str] = "cart.voided.v1"

    cart_id: str
    total_fen: int
    reason: str
    lines: tuple[RemovedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptReprinted(Fact):
    """A receipt was printed again; the first reprint is copy 1."""

    kind: ClassVar[str] = "receipt.reprinted.v1"

    sale_id: str
    copy: int
