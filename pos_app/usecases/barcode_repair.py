"""Barcodes as they come out of spreadsheets, and what a check digit proves about them.

A spreadsheet takes a barcode for a number: it drops leading zeros and rounds what it
finds too long. Only digits that the check digit proves are put back; nothing is guessed.
"""

import re
from typing import NamedTuple

from pos_app.domain.codes import (
    CODE_LENGTH_MAX,
    GTIN_LENGTHS,
    check_digit,
    has_check_digit,
    is_digits,
    looks_like_payment_code,
    mask,
    normalise,
    parse_gtin,
    parse_receipt_code,
)
from pos_app.domain.errors import mark

NO_CODE = mark("There is no barcode. Give the product a number of your own, such as 1001.")
DIGITS_LOST = mark(
    "Barcode {typed} was shortened by a spreadsheet. Set its column to text and export it again."
)
WRONG_CHECK_DIGIT = mark("The check digit of barcode {typed} is wrong. Compare it with the pack.")
NOT_A_CODE = mark("“{typed}” is not a barcode. Use letters, digits and - . _ / only.")
CODE_TOO_LONG = mark("Barcode {typed} has more than {length_max} characters.")
NOT_A_PRODUCT_CODE = mark("{typed} is a receipt or payment code, not the barcode of a product.")

# What keeps a spreadsheet from taking a code for a number: a quote before it, or a formula.
_WRAPPED = re.compile(r"=\"(.*)\"|'(.*)|\"(.*)\"")
_WHOLE_FLOAT = re.compile(r"([0-9]{1,15})\.0+")
_SCIENTIFIC = re.compile(r"([0-9])(?:\.([0-9]{1,15}))?[eE]\+([0-9]{1,2})")
_OWN_CODE = re.compile(r"[!-~]+")
_SHOWN_MAX = 24


class Repaired(NamedTuple):
    """The codes under which a product is known from one cell.

    More than one where zeros may have been lost: a shop's own number can look the
    same, so that both are kept. ``is_changed`` says that digits were put back.
    """

    codes: tuple[str, ...]
    is_changed: bool


class Unusable(NamedTuple):
    """Why a cell is no barcode: the key of a message, and what fills its places."""

    words: str
    values: dict[str, object]


def repair(cell: str) -> Repaired | Unusable:
    """Read one barcode from a cell of a table."""
    typed = _unwrapped(normalise(cell))
    if not typed:
        return Unusable(NO_CODE, {})
    shortened = _SCIENTIFIC.fullmatch(typed)
    if shortened is not None:
        return _from_scientific(shortened)
    whole = _WHOLE_FLOAT.fullmatch(typed)
    if whole is not None:
        return _from_digits(whole[1])
    together = typed.replace(" ", "").replace("-", "")
    if together != typed and parse_gtin(together) is not None:
        return Repaired((together,), is_changed=True)
    if is_digits(typed):
        return _from_digits(typed)
    return _own(typed)


def _unwrapped(typed: str) -> str:
    match = _WRAPPED.fullmatch(typed)
    return (
        typed
        if match is None
        else next(part for part in match.groups() if part is not None).strip()
    )


def _from_scientific(match: re.Match[str]) -> Repaired | Unusable:
    """Put back at most one digit, the last, which was rounded away.

    Two codes may round to the same number, and only the digits that are left tell how
    many of them have a right check digit: 6.90102807577E+12 can only have been
    6901028075770, but 6.90102807576E+12 is 6901028075763 or 6901028075756.
    """
    first, decimals, exponent = match.groups(default="")
    known = first + decimals
    lost = int(exponent) + 1 - len(known)
    if lost == 0:
        return _proven(known, match[0])
    if lost == 1 and len(known) + 1 in GTIN_LENGTHS:
        below = str(int(known) - 1).zfill(len(known))
        rounded = (known + check_digit(known), below + check_digit(below))
        fitting = [code for code in rounded if _rounds_to(code, known)]
        if len(fitting) == 1:
            return Repaired((fitting[0],), is_changed=True)
    return _unusable(DIGITS_LOST, match[0])


def _rounds_to(code: str, known: str) -> bool:
    return (int(code) + 5) // 10 == int(known)


def _proven(digits: str, typed: str) -> Repaired | Unusable:
    code = digits if parse_gtin(digits) is not None else _padded(digits)
    return _unusable(DIGITS_LOST, typed) if code is None else Repaired((code,), is_changed=True)


def _from_digits(digits: str) -> Repaired | Unusable:
    if looks_like_payment_code(digits) or parse_receipt_code(digits) is not None:
        return _unusable(NOT_A_PRODUCT_CODE, digits)
    if parse_gtin(digits) is not None:
        return Repaired((digits,), is_changed=False)
    if len(digits) in GTIN_LENGTHS:
        return _unusable(WRONG_CHECK_DIGIT, digits)
    padded = _padded(digits)
    if padded is None:
        return _own(digits)
    return Repaired((padded, digits), is_changed=True)


def _padded(digits: str) -> str | None:
    """Put back leading zeros: one of eight digits, up to three of a UPC-A's twelve.

    A shorter number is more often a shop's own than one that lost more zeros. The
    EAN-13 of a UPC-A needs no zero put back, since either finds the other.
    """
    if len(digits) == 7 and parse_gtin("0" + digits) is not None:
        return "0" + digits
    if 9 <= len(digits) <= 11 and has_check_digit(digits):
        return digits.zfill(12)
    return None


def _own(typed: str) -> Repaired | Unusable:
    if len(typed) > CODE_LENGTH_MAX:
        return Unusable(
            CODE_TOO_LONG, {"typed": mask(typed)[:_SHOWN_MAX], "length_max": CODE_LENGTH_MAX}
        )
    if _OWN_CODE.fullmatch(typed) is None:
        return _unusable(NOT_A_CODE, typed)
    return Repaired((typed,), is_changed=False)


def _unusable(words: str, typed: str) -> Unusable:
    return Unusable(words, {"typed": mask(typed)[:_SHOWN_MAX]})
