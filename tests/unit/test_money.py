"""Money: what is typed is read exactly or refused, and no fen is ever gained or lost."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain import money
from pos_app.domain.errors import NotAnAmount, TooLarge

amounts = st.integers(-money.FEN_MAX, money.FEN_MAX)
weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=30).filter(any)

HOSTILE = (
    "", " ", ".", "-", "-.", "--1", "+3", "1-", "1.234", "1,000", "1 000", "1.2.3", "¥3", "3元",
    "1e3", "1E3", "0x10", "1_000", "nan", "inf", "12½", "３", "１２．５０", "٣", "১", "三", "3\0",
    "\x003", "3\n4", "1;2", "−5", "9" * 13, "9" * 5_000, "." + "0" * 5_000, "0.001",
    "6928804011142",
)  # fmt: skip


@given(amounts)
def test_reads_back_what_it_writes(fen: int) -> None:
    assert money.parse_yuan(money.yuan(fen)) == fen


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("3", 300), ("3.", 300), ("3.5", 350), ("3.05", 305), (".5", 50), (".05", 5), ("0", 0),
        ("-0", 0), ("-.00", 0), ("-3", -300), ("-.5", -50), ("-0.05", -5), ("007", 700),
        (" 12.50\n", 1_250), ("\u300012.5\u3000", 1_250),
        ("9999999.99", money.FEN_MAX), ("-9999999.99", -money.FEN_MAX),
    ],
)  # fmt: skip
def test_reads_what_a_cashier_types(text: str, fen: int) -> None:
    assert money.parse_yuan(text) == fen


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:16]))
def test_refuses_what_is_no_amount(text: str) -> None:
    with pytest.raises(NotAnAmount) as refusal:
        money.parse_yuan(text)

    assert len(str(refusal.value.values["typed"])) <= 24


@pytest.mark.parametrize("text", ["10000000", "10000000.00", "-10000000", "9" * 12])
def test_refuses_more_than_a_till_holds(text: str) -> None:
    with pytest.raises(TooLarge):
        money.parse_yuan(text)


@given(st.text())
def test_arbitrary_text_is_read_in_bounds_or_refused(text: str) -> None:
    try:
        fen = money.parse_yuan(text)
    except (NotAnAmount, TooLarge):
        return
    assert abs(fen) <= money.FEN_MAX
    assert text.strip().isascii()


@pytest.mark.parametrize(
    ("fen", "text"),
    [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (-100, "-1.00"), (123_456, "1234.56")],
)
def test_writes_two_decimals(fen: int, text: str) -> None:
    assert money.yuan(fen) == text


@given(st.integers(), st.integers(1, 10**9))
def test_rounds_to_the_nearest_and_a_half_away_from_zero(numerator: int, denominator: int) -> None:
    rounded = money.half_up(numerator, denominator)
    off = rounded - Fraction(numerator, denominator)

    assert abs(off) <= Fraction(1, 2)
    if abs(off) == Fraction(1, 2):
        assert abs(rounded) > abs(Fraction(numerator, denominator))
    assert money.half_up(-numerator, denominator) == -rounded


@pytest.mark.parametrize(
    ("fen", "rate", "part"),
    [(100, 1_300, 13), (50, 100, 1), (-50, 100, -1), (49, 100, 0), (0, 1_300, 0), (7, 10_000, 7)],
)
def test_takes_a_rate(fen: int, rate: int, part: int) -> None:
    assert money.at_rate(fen, rate) == part


@given(amounts, st.integers(0, money.RATE_ONE))
def test_contained_tax_is_the_tax_on_the_rest(fen: int, rate: int) -> None:
    tax = money.tax_within(fen, rate)

    assert abs(tax - Fraction(rate, money.RATE_ONE) * (fen - tax)) <= 1
    assert money.tax_within(-fen, rate) == -tax


def test_tax_within_a_price_with_13_per_cent() -> None:
    assert money.tax_within(11_300, 1_300) == 1_300


@given(amounts, weights)
def test_shares_sum_to_the_whole_and_each_is_within_a_fen(fen: int, shares: list[int]) -> None:
    parts = money.share(fen, shares)

    assert sum(parts) == fen
    for part, weight in zip(parts, shares, strict=True):
        assert abs(part - Fraction(fen * weight, sum(shares))) < 1


def test_the_odd_fen_goes_where_it_is_owed_first() -> None:
    assert money.share(100, (1, 1, 1)) == (33, 34, 33)
    assert money.share(-100, (1, 1, 1)) == (-33, -34, -33)
    assert money.share(5, (0, 1, 0)) == (0, 5, 0)


@pytest.mark.parametrize("shares", [(), (0,), (0, 0), (-1, 2), (1, -1)])
def test_shares_need_weights(shares: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="weights"):
        money.share(100, shares)


@given(st.integers(1, money.FEN_MAX))
def test_quick_notes_begin_with_the_exact_sum_and_rise(due_fen: int) -> None:
    notes = money.quick_notes(due_fen)

    assert notes[0] == due_fen
    assert list(notes) == sorted(set(notes))
    assert len(notes) <= money.QUICK_NOTES_MAX
    assert notes[-1] <= money.FEN_MAX


@pytest.mark.parametrize(
    ("due_fen", "notes"),
    [
        (2_230, (2_230, 2_300, 2_500, 3_000, 5_000, 10_000)),
        (1, (1, 100, 500, 1_000, 2_000, 5_000)),
        (1_000, (1_000, 2_000, 5_000, 10_000)),
        (10_000, (10_000,)),
        (12_340, (12_340, 12_400, 12_500, 13_000, 15_000, 20_000)),
        (money.FEN_MAX, (money.FEN_MAX,)),
        (0, ()),
        (-100, ()),
    ],
)
def test_quick_notes_are_what_customers_hand_over(due_fen: int, notes: tuple[int, ...]) -> None:
    assert money.quick_notes(due_fen) == notes
