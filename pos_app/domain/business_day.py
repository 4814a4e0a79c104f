"""The business day: the shop's date, which turns over at its own hour and never goes back."""

DAY_START_MIN = 4 * 60
CLOCK_BACK_TOLERATED_MS = 2_000

_MINUTE_MS = 60_000
_DAY_MS = 24 * 60 * _MINUTE_MS


def business_day(now_ms: int, utc_offset_min: int, day_start_min: int, not_before: int) -> int:
    """Return the business day as a number such as 20261123.

    It is the local date of (now - day start), and never below ``not_before``, the
    last day recorded: a clock that was set back does not reopen yesterday.
    """
    return max(day_number(now_ms, utc_offset_min, day_start_min), not_before)


def day_number(now_ms: int, utc_offset_min: int, day_start_min: int = 0) -> int:
    """Return the local date of a moment as a number such as 20261123."""
    local_ms = now_ms + (utc_offset_min - day_start_min) * _MINUTE_MS
    year, month, day = _civil(local_ms // _DAY_MS)
    return year * 10_000 + month * 100 + day


def hour_of(now_ms: int, utc_offset_min: int) -> int:
    """Return the local hour of a moment, 0 to 23."""
    return (now_ms + utc_offset_min * _MINUTE_MS) % _DAY_MS // (60 * _MINUTE_MS)


def clock_back_ms(now_ms: int, last_ms: int) -> int:
    """Say by how much the clock has run back; small steps count as none."""
    back_ms = last_ms - now_ms
    return back_ms if back_ms > CLOCK_BACK_TOLERATED_MS else 0


def _civil(days: int) -> tuple[int, int, int]:
    """Turn days since 1970 into a date (the usual 400-year era reckoning, from 1 March)."""
    era, day_of_era = divmod(days + 719_468, 146_097)
    year_of_era = (
        day_of_era - day_of_era // 1_460 + day_of_era // 36_524 - day_of_era // 146_096
    ) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month_from_march = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * month_from_march + 2) // 5 + 1
    month = month_from_march + 3 if month_from_march < 10 else month_from_march - 9
    return year_of_era + era * 400 + (month <= 2), month, day
