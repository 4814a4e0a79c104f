"""Phrases that several screens say: what a cart holds, what a price is for."""

from pos_app import words
from pos_app.domain.cart import Cart
from pos_app.domain.quantity import JIN_MILLI, quantity
from pos_app.words import mark

KILOGRAM = "kg"

_KINDS = mark("{kinds} items")
_PIECES = mark("{pieces} pieces")
_WEIGHT = mark("{weight} kg")


def goods(cart: Cart) -> str:
    """Say what is in the cart: ``3 种 · 3 件 · 1.245 kg``."""
    parts = [words.text(_KINDS, kinds=len(cart.lines))]
    if cart.piece_count_milli:
        parts.append(words.text(_PIECES, pieces=quantity(cart.piece_count_milli)))
    if cart.weight_milli:
        parts.append(words.text(_WEIGHT, weight=quantity(cart.weight_milli)))
    return " · ".join(parts)


def quantity_unit(price_per_milli: int, unit: str, *, is_weighed: bool) -> str:
    """Say what a quantity counts. Weights are kilograms, whatever the price is for."""
    return KILOGRAM if is_weighed or price_per_milli == JIN_MILLI else unit


def price_unit(price_per_milli: int, unit: str, *, is_weighed: bool) -> str:
    """Say what a price is for: nothing for pieces, ``/kg`` or ``/斤`` for weighed goods."""
    if not is_weighed:
        return ""
    return "/斤" if price_per_milli == JIN_MILLI else f"/{unit or KILOGRAM}"
