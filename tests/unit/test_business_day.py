"""The business day turns at its own hour, agrees with the calendar and never goes back."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.business_day import (
    CLOCK_BACK_TOLERATED_MS,
    DAY_START_MIN,
    business_day,
    clock_back_ms,
    day_number,
    hour_of,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BEIJING_MIN = 8 * 60

moments = st.datetimes(datetime(1900, 1, 2), datetime(2400, 1, 1)).map(
    lambda moment: (moment.replace(tzinfo=UTC) - EPOCH) // timedelta(milliseconds=1)
)
offsets = st.integers(-12 * 60, 14 * 60)
day_starts = st.integers(0, 12 * 60)


def at_ms(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> int:
    """A moment by the clock of a shop in China."""
    moment = datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(minutes=BEIJING_MIN)
    return (moment - EPOCH) // timedelta(milliseconds=1)


@given(moments, offsets, day_starts)
def test_agrees_with_the_calendar(now_ms: int, offset_min: int, day_start_min: int) -> None:
    local = EPOCH + timedelta(milliseconds=now_ms, minutes=offset_min - day_start_min)

    assert day_number(now_ms, offset_min, day_start_min) == int(f"{local:%Y%m%d}")


@given(moments, offsets)
def test_agrees_with_the_clock(now_ms: int, offset_min: int) -> None:
    local = EPOCH + timedelta(milliseconds=now_ms, minutes=offset_min)

    assert hour_of(now_ms, offset_min) == local.hour


@pytest.mark.parametrize(
    ("now_ms", "day"),
    [
        (at_ms(2026, 11, 23, 3, 59), 20261122),
        (at_ms(2026, 11, 23, 4, 0), 20261123),
        (at_ms(2026, 11, 24, 3, 59), 20261123),
        (at_ms(2027, 1, 1, 2), 20261231),
        (at_ms(2028, 2, 29, 12), 20280229),
        (at_ms(2028, 3, 1, 1), 20280229),
        (at_ms(2100, 3, 1, 1), 21000228),
        (at_ms(2000, 3, 1, 1), 20000229),
    ],
)
def test_turns_at_four_in_the_morning(now_ms: int, day: int) -> None:
    assert business_day(now_ms, BEIJING_MIN, DAY_START_MIN, 0) == day


@given(st.lists(moments, min_size=1, max_size=20), offsets, day_starts)
def test_never_goes_back(clock: list[int], offset_min: int, day_start_min: int) -> None:
    days = [0]
    for now_ms in clock:
        days.append(business_day(now_ms, offset_min, day_start_min, days[-1]))

    assert days == sorted(days)
    assert days[-1] == max(day_number(now_ms, offset_min, day_start_min) for now_ms in clock)


@pytest.mark.parametrize(
    ("now_ms", "back_ms"),
    [
        (10_000, 0),
        (10_001, 0),
        (10_000 - CLOCK_BACK_TOLERATED_MS, 0),
        (9_999 - CLOCK_BACK_TOLERATED_MS, CLOCK_BACK_TOLERATED_MS + 1),
        (0, 10_000),
    ],
)
def test_a_clock_that_runs_back_is_noticed_from_two_seconds_on(now_ms: int, back_ms: int) -> None:
    assert clock_back_ms(now_ms, last_ms=10_000) == back_ms
