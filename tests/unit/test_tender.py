"""Tenders: cash covers what is due and gives back the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import FEN_MAX
from pos_app.domain.tender import TenderKind, TenderState, cash

sums = st.integers(0, FEN_MAX)


@given(sums, sums)
def test_what_is_received_is_amount_and_change(due_fen: int, received_fen: int) -> None:
    tender = cash("t", due_fen, received_fen)

    assert tender.amount_fen + tender.change_fen == tender.received_fen == received_fen
    assert tender.amount_fen == min(due_fen, received_fen)
    assert tender.change_fen >= 0


@pytest.mark.parametrize(
    ("due_fen", "received_fen", "amount_fen", "change_fen"),
    [(2_230, 5_000, 2_230, 2_770), (2_230, 2_230, 2_230, 0), (2_230, 2_000, 2_000, 0)],
)
def test_cash_is_paid_at_once(
    due_fen: int, received_fen: int, amount_fen: int, change_fen: int
) -> None:
    tender = cash("t-1", due_fen, received_fen)

    assert (tender.tender_id, tender.kind, tender.state) == ("t-1", TenderKind.CASH, "paid")
    assert (tender.amount_fen, tender.change_fen) == (amount_fen, change_fen)


def test_what_journals_hold_is_never_renamed() -> None:
    assert set(TenderKind) == {
        "cash", "payment_code", "shop_code", "stored_value", "credit", "coupon", "bank_card",
        "other",
    }  # fmt: skip
    assert set(TenderState) == {
        "created", "pending", "unknown", "paid", "failed", "failed_provisional", "cancelling",
        "reversed", "refunding", "partial_refunded", "refunded", "refund_unknown", "review",
    }  # fmt: skip
