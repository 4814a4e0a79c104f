"""A sale: a cart that was paid. It is added and read, never altered."""

from dataclasses import dataclass

from pos_app.domain.cart import Cart, Line
from pos_app.domain.errors import EmptyCart, Underpaid
from pos_app.domain.tender import Tender

RECEIPT_NUMBER_MAX = 9_999_999


@dataclass(frozen=True, slots=True)
class ReceiptNumber:
    """The number of a receipt: contiguous within a till's series, never used twice."""

    till: int
    series: int
    number: int

    def __str__(self) -> str:
        return f"{self.till:03}-{self.series:03}-{self.number:07}"


@dataclass(frozen=True, slots=True)
class Sale:
    """A settled cart with its tenders. Σ lines + rounding = total = Σ tenders."""

    sale_id: str
    lines: tuple[Line, ...]
    removed: tuple[Line, ...]
    tenders: tuple[Tender, ...]
    rounding_fen: int
    total_fen: int

    @property
    def received_fen(self) -> int:
        """What was handed over."""
        return sum(tender.received_fen for tender in self.tenders)

    @property
    def change_fen(self) -> int:
        """What goes back to the customer."""
        return sum(tender.change_fen for tender in self.tenders)


def settle(cart: Cart, tenders: tuple[Tender, ...], rounding_fen: int = 0) -> Sale:
    """Turn a cart and its tenders into a sale.

    Raises EmptyCart, and Underpaid with what is missing. The tenders never cover
    more than the total: what is handed over beyond it is change.
    """
    if not cart.lines:
        raise EmptyCart
    total_fen = cart.total_fen + rounding_fen
    paid_fen = sum(tender.amount_fen for tender in tenders)
    if paid_fen < total_fen:
        raise Underpaid(missing_fen=total_fen - paid_fen)
    assert paid_fen == total_fen, "tenders cover the total exactly; the rest is change"
    return Sale(cart.cart_id, cart.lines, cart.removed, tenders, rounding_fen, total_fen)
