"""Quantities in thousandths of a piece or of a kilogram."""

import re

from pos_app.domain.errors import NotAQuantity, TooLarge
from pos_app.domain.money import half_up

ONE_MILLI = 1_000
JIN_MILLI = 500
QTY_MAX_MILLI = 9_999_999_990

_QUANTITY = re.compile(r"(\d{1,12})(?:\.(\d{0,3}))?|\.(\d{1,3})", re.ASCII)


def parse_quantity(text: str) -> int:
    """Read ``"2"`` or ``"1.245"`` as thousandths.

    Raises NotAQuantity for anything else, zero and negative numbers included,
    and TooLarge beyond 9,999,999.99.
    """
    match = _QUANTITY.fullmatch(text.strip())
    if match is None:
        raise NotAQuantity(typed=text.strip()[:24])
    whole, decimals, short_decimals = match.groups(default="")
    milli = int(whole or 0) * ONE_MILLI + int((decimals or short_decimals).ljust(3, "0"))
    if milli == 0:
        raise NotAQuantity(typed=text.strip()[:24])
    if milli > QTY_MAX_MILLI:
        raise TooLarge
    return milli


def quantity(milli: int) -> str:
    """Write thousandths with as many decimals as they need: ``"2"``, ``"1.245"``."""
    whole, rest = divmod(abs(milli), ONE_MILLI)
    sign = "-" if milli < 0 else ""
    return f"{sign}{whole}.{rest:03}".rstrip("0") if rest else f"{sign}{whole}"


def is_whole(milli: int) -> bool:
    """Say whether a quantity can be counted in pieces."""
    return milli % ONE_MILLI == 0


def amount(qty_milli: int, unit_fen: int, price_per_milli: int) -> int:
    """Price a quantity in fen, a half rounded away from zero.

    ``unit_fen`` is the price of ``price_per_milli`` thousandths: 1,000 for a
    piece or a kilogram, 500 for a 斤.
    """
    return half_up(qty_milli * unit_fen, price_per_milli)
