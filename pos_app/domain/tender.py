"""Tenders: the ways in which a sale is paid, and how far each payment has got."""

from dataclasses import dataclass
from enum import StrEnum


class TenderKind(StrEnum):
    """How money comes. Only what works is offered on a screen."""

    CASH = "cash"
    PAYMENT_CODE = "payment_code"
    SHOP_CODE = "shop_code"
    STORED_VALUE = "stored_value"
    CREDIT = "credit"
    COUPON = "coupon"
    BANK_CARD = "bank_card"
    OTHER = "other"


class TenderState(StrEnum):
    """How far a payment has got.

    Cash is paid at once. The others move as the fold of their facts; UNKNOWN is
    never taken for paid, and PAID is undone by a refund or a wanted cancel alone.
    """

    CREATED = "created"
    PENDING = "pending"
    UNKNOWN = "unknown"
    PAID = "paid"
    FAILED = "failed"
    FAILED_PROVISIONAL = "failed_provisional"
    CANCELLING = "cancelling"
    REVERSED = "reversed"
    REFUNDING = "refunding"
    PARTIAL_REFUNDED = "partial_refunded"
    REFUNDED = "refunded"
    REFUND_UNKNOWN = "refund_unknown"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Tender:
    """One payment towards one sale, in fen.

    ``amount_fen`` is what it contributes to the total; ``received_fen`` what was
    handed over; the difference went back as ``change_fen``.
    """

    tender_id: str
    kind: TenderKind
    state: TenderState
    amount_fen: int
    received_fen: int
    change_fen: int


def cash(tender_id: str, due_fen: int, received_fen: int) -> Tender:
    """Take cash towards what is due; what is above it is change."""
    amount_fen = min(due_fen, received_fen)
    return Tender(
        tender_id,
        TenderKind.CASH,
        TenderState.PAID,
        amount_fen,
        received_fen,
        received_fen - amount_fen,
    )
