"""Money in whole fen, rates in 1/10,000: parsing, writing, rounding and sharing.

Nothing in the shop is ever a float. An amount that cannot be divided evenly is
shared out so that the parts still add up to the whole.
"""

import re
from collections.abc import Sequence

from pos_app.domain.errors import NotAnAmount, TooLarge

FEN_MAX = 999_999_999
RATE_ONE = 10_000

_YUAN = re.compile(r"(-?)(\d{1,12})(?:\.(\d{0,2}))?|(-?)\.(\d{1,2})", re.ASCII)
_STEPS_FEN = (100, 500, 1_000)
_NOTES_FEN = (2_000, 5_000, 10_000)
QUICK_NOTES_MAX = 6


def parse_yuan(text: str) -> int:
    """Read what a cashier types (``"3"``, ``"3."``, ``".5"``, ``"-0.05"``) as fen.

    Raises NotAnAmount, and TooLarge beyond 9,999,999.99 either way.
    """
    match = _YUAN.fullmatch(text.strip())
    if match is None:
        raise NotAnAmount(typed=text.strip()[:24])
    sign, yuan, decimals, short_sign, short_decimals = match.groups(default="")
    fen = int(yuan or 0) * 100 + int((decimals or short_decimals).ljust(2, "0"))
    if fen > FEN_MAX:
        raise TooLarge
    return -fen if sign or short_sign else fen


def yuan(fen: int) -> str:
    """Write fen as yuan with two decimals: ``-5`` is ``"-0.05"``."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole}.{rest:02}"


def half_up(numerator: int, denominator: int) -> int:
    """Divide by a positive denominator, a half rounded away from zero."""
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -whole if numerator < 0 else whole


def at_rate(fen: int, rate: int) -> int:
    """Take a share of an amount; the rate is in 1/10,000."""
    return half_up(fen * rate, RATE_ONE)


def tax_within(fen: int, rate: int) -> int:
    """Return the tax that a price with tax contains; the rate is in 1/10,000."""
    return half_up(fen * rate, RATE_ONE + rate)


def share(fen: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Split an amount by weight; the parts always sum to the whole.

    Each odd fen goes to the earliest part whose running total is owed it, so
    the same cart is always split the same way. Raises ValueError when a weight
    is negative or all are zero.
    """
    total = sum(weights)
    if total <= 0 or min(weights) < 0:
        raise ValueError(f"weights are negative or all zero: {weights!r}")
    parts, paid, seen = [], 0, 0
    for weight in weights:
        seen += weight
        due = half_up(fen * seen, total)
        parts.append(due - paid)
        paid = due
    return tuple(parts)


def quick_notes(due_fen: int) -> tuple[int, ...]:
    """Return the sums that a customer is likely to hand over, smallest first.

    The exact sum, the next whole yuan, the next five and ten, then single notes
    that cover it; above a hundred yuan the next fifty and hundred. Never more than
    the till may take.
    """
    if due_fen <= 0:
        return ()
    sums = {due_fen}
    steps = _STEPS_FEN if due_fen <= 10_000 else (*_STEPS_FEN, 5_000, 10_000)
    sums.update(_next_multiple(due_fen, step) for step in steps)
    sums.update(note for note in _NOTES_FEN if note >= due_fen)
    return tuple(sorted(fen for fen in sums if fen <= FEN_MAX))[:QUICK_NOTES_MAX]


def _next_multiple(fen: int, step: int) -> int:
    return -(-fen // step) * step
