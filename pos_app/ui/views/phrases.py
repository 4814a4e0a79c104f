"""Phrases that several screens say: errors, what a cart holds, names of tenders and days."""

from pos_app import words
from pos_app.domain.cart import Cart
from pos_app.domain.errors import AppError
from pos_app.domain.money import yuan
from pos_app.domain.quantity import JIN_MILLI, quantity
from pos_app.words import mark

_KINDS = mark("{kinds} items")
_PIECES = mark("{pieces} pieces")
_WEIGHT = mark("{weight} kg")


def error(error: AppError) -> str:
    """Say what went wrong and what to do, with its values as people write them."""
    return words.text(type(error).words, **values(error))


def values(error: AppError) -> dict[str, object]:
    """Write the values of an error as people write them."""
    return {key: _value(key, each) for key, each in error.values.items()}


def _value(key: str, value: object) -> object:
    """Write a value by its unit; a text may itself be a message, such as a field's name."""
    if isinstance(value, int) and key.endswith("_fen"):
        return yuan(value)
    if isinstance(value, int) and key.endswith("_milli"):
        return quantity(value)
    return words.text(value) if isinstance(value, str) else value


def goods(cart: Cart) -> str:
    """Say what is in the cart: ``3 种 · 3 件 · 1.245 kg``."""
    parts = [words.text(_KINDS, kinds=len(cart.lines))]
    if cart.piece_count_milli:
        parts.append(words.text(_PIECES, pieces=quantity(cart.piece_count_milli)))
    if cart.weight_milli:
        parts.append(words.text(_WEIGHT, weight=quantity(cart.weight_milli)))
    return " · ".join(parts)


def price_unit(price_per_milli: int, unit: str, *, is_weighed: bool) -> str:
    """Say what a price is for: nothing for pieces, ``/kg`` or ``/斤`` for weighed goods."""
    if not is_weighed:
        return ""
    return "/斤" if price_per_milli == JIN_MILLI else f"/{unit or 'kg'}"
