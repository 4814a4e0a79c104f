"""Quantities: thousandths, read exactly or refused, and priced to the nearest fen."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain import quantity
from pos_app.domain.errors import NotAQuantity, TooLarge
from pos_app.domain.money import FEN_MAX


@given(st.integers(1, quantity.QTY_MAX_MILLI))
def test_reads_back_what_it_writes(milli: int) -> None:
    assert quantity.parse_quantity(quantity.quantity(milli)) == milli


@pytest.mark.parametrize(
    ("text", "milli"),
    [
        ("2", 2_000), ("1.245", 1_245), ("1.", 1_000), (".5", 500), (".005", 5), ("012", 12_000),
        (" 3 ", 3_000), ("9999999.99", quantity.QTY_MAX_MILLI),
    ],
)  # fmt: skip
def test_reads_what_a_cashier_types(text: str, milli: int) -> None:
    assert quantity.parse_quantity(text) == milli


@pytest.mark.parametrize(
    "text",
    [
        "", ".", "0", "0.000", ".0", "-1", "-0", "+1", "1.2345", "1e3", "2个", "２", "٢", "1,5",
        "1/2", "3\0", "1 2", "9" * 13, "9" * 5_000, "nan",
    ],
    ids=lambda text: ascii(text[:16]),
)  # fmt: skip
def test_refuses_what_is_no_quantity(text: str) -> None:
    with pytest.raises(NotAQuantity) as refusal:
        quantity.parse_quantity(text)

    assert len(str(refusal.value.values["typed"])) <= 24


@pytest.mark.parametrize("text", ["9999999.991", "10000000", "9" * 12])
def test_refuses_more_than_a_till_holds(text: str) -> None:
    with pytest.raises(TooLarge):
        quantity.parse_quantity(text)


@given(st.text())
def test_arbitrary_text_is_read_in_bounds_or_refused(text: str) -> None:
    try:
        milli = quantity.parse_quantity(text)
    except (NotAQuantity, TooLarge):
        return
    assert 0 < milli <= quantity.QTY_MAX_MILLI


@pytest.mark.parametrize(
    ("milli", "text"),
    [(0, "0"), (2_000, "2"), (10_000, "10"), (1_245, "1.245"), (1_200, "1.2"), (-500, "-0.5")],
)
def test_writes_as_many_decimals_as_needed(milli: int, text: str) -> None:
    assert quantity.quantity(milli) == text


@pytest.mark.parametrize(
    ("qty_milli", "unit_fen", "price_per_milli", "fen"),
    [
        (3_000, 350, quantity.ONE_MILLI, 1_050),
        (1_245, 598, quantity.ONE_MILLI, 745),  # 744.51
        (1_245, 598, quantity.JIN_MILLI, 1_489),  # 5.98 a 斤 is 11.96 a kilogram: 1489.02
        (250, 598, quantity.JIN_MILLI, 299),  # half a 斤
        (500, 1, quantity.ONE_MILLI, 1),  # half a fen rounds up
        (499, 1, quantity.ONE_MILLI, 0),
    ],
)
def test_prices_a_quantity(qty_milli: int, unit_fen: int, price_per_milli: int, fen: int) -> None:
    assert quantity.amount(qty_milli, unit_fen, price_per_milli) == fen


@given(
    st.integers(1, quantity.QTY_MAX_MILLI),
    st.integers(0, FEN_MAX),
    st.sampled_from((quantity.ONE_MILLI, quantity.JIN_MILLI)),
)
def test_an_amount_is_the_nearest_fen(qty_milli: int, unit_fen: int, per_milli: int) -> None:
    exact = Fraction(qty_milli * unit_fen, per_milli)

    assert abs(quantity.amount(qty_milli, unit_fen, per_milli) - exact) <= Fraction(1, 2)


@given(st.integers(1, 10**6), st.integers(0, 10**6))
def test_a_price_by_the_jin_is_twice_that_by_the_kilogram(qty_milli: int, jin_fen: int) -> None:
    by_jin = quantity.amount(qty_milli, jin_fen, quantity.JIN_MILLI)

    assert by_jin == quantity.amount(qty_milli, 2 * jin_fen, quantity.ONE_MILLI)


def test_whole_pieces() -> None:
    assert quantity.is_whole(3_000)
    assert not quantity.is_whole(3_001)
