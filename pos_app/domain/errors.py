"""The two kinds of failure that the program expects, and everything in the shop's rules below them.

* AppError
  + Refusal             the shop's rules say no; the cashier reads it and goes on
    - NotAnAmount       what was typed is not money
    - NotAQuantity, WholePiecesOnly      what was typed is not a quantity
    - TooLarge          money or quantity beyond what a till may hold
    - EmptyCart, CartFull, Underpaid     the cart cannot grow, or become a sale
    - NotPermitted, WrongPin, PinDelayed, WeakPin
    - MissingText, CodeTaken, NothingToReprint
  + Trouble             the outside world failed; retried, or shown as a lamp

A bug is neither: it is an ``AssertionError`` or whatever Python raised, it is
never caught on the way, and it ends in the crash log.
"""

from typing import ClassVar


def mark(text: str) -> str:
    """Mark a text for the translators; it is translated later, where it is shown."""
    return text


class AppError(Exception):
    """Base of every failure that the program expects.

    ``words`` is the English source text of a message in the catalogue and
    ``values`` what its named places are filled with: numbers stay numbers
    (``_fen``, ``_milli``, ``_s``) until a screen writes them. The exception's own
    text goes to the log, never to a screen.
    """

    words: ClassVar[str]

    def __init__(self, **values: object) -> None:
        super().__init__(f"{type(self).__name__} {values}" if values else type(self).__name__)
        self.values = values


class Refusal(AppError):
    """The shop's rules forbid it. Nothing was changed."""


class Trouble(AppError):
    """Something outside the program failed. Trying again may help."""


class NotAnAmount(Refusal):
    """What was typed cannot be read as money."""

    words = mark("“{typed}” is not an amount. Type yuan and at most two decimals, such as 12.50.")


class NotAQuantity(Refusal):
    """What was typed cannot be read as a quantity."""

    words = mark("“{typed}” is not a quantity. Type a number above zero, such as 2 or 1.245.")


class WholePiecesOnly(Refusal):
    """A product counted in pieces was given a fraction."""

    words = mark("{name} is sold by the piece. Type a whole number.")


class TooLarge(Refusal):
    """Money or quantity beyond 9,999,999.99."""

    words = mark("That is more than the till can take (9,999,999.99). Check the number.")


class EmptyCart(Refusal):
    """There is nothing to sell."""

    words = mark("The cart is empty. Scan something first.")


class CartFull(Refusal):
    """One cart holds a bounded number of lines."""

    words = mark("The cart is full ({lines_max} lines). Take the money and start a new one.")


class Underpaid(Refusal):
    """The tenders do not cover the total."""

    words = mark("¥{missing_fen} is still to pay.")


class NotPermitted(Refusal):
    """The person at the till lacks the right."""

    words = mark("Your role does not allow this. Ask the owner.")


class WrongPin(Refusal):
    """The number and the PIN do not belong together."""

    words = mark("Staff number or PIN is wrong. Try again.")


class PinDelayed(Refusal):
    """Too many wrong PINs; the till waits a little, never for ever."""

    words = mark("Too many wrong PINs. Wait {wait_s} s and try again.")


class WeakPin(Refusal):
    """A new PIN has too few digits."""

    words = mark("A PIN has 4 to 8 digits.")


class MissingText(Refusal):
    """A text that is needed was left empty."""

    words = mark("{field} is empty. Fill it in.")


class CodeTaken(Refusal):
    """A barcode belongs to another product already."""

    words = mark("{code} already belongs to {name}.")


class NothingToReprint(Refusal):
    """No sale was made on this till yet."""

    words = mark("There is no receipt to print again yet.")
