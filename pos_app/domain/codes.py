"""Codes that come from a scanner: GTINs with their check digits, receipt codes, payment codes.

A code is kept as the text that was scanned. Numbers that mean the same article
are looked up one after the other, never rewritten into each other.
"""

import re
from typing import Literal, NamedTuple

GTIN_LENGTHS = (8, 12, 13, 14)
CODE_LENGTH_MAX = 64

Kind = Literal["EAN-8", "EAN-13", "UPC-A", "UPC-E", "ITF-14"]

_HALF_WIDTH = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_UNSEEN = (*range(0x20), 0x7F, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)
_CLEAN = _HALF_WIDTH | dict.fromkeys(_UNSEEN)

_DIGITS = re.compile(r"[0-9]+")
_LONG_RUN = re.compile(r"[0-9０-９]{16,}")
_PAYMENT = re.compile(
    r"1[0-5][0-9]{16}"  # WeChat, 18 digits
    r"|(?:2[5-9]|30)[0-9]{14,22}"  # Alipay, 16 to 24 digits
    r"|62[0-9]{17}"  # UnionPay, 19 digits
)
_PAYMENT_LENGTH_MAX = 24
_SHOWN_DIGITS = 2

_RECEIPT = re.compile(r"99([0-9]{3})([0-9]{3})([0-9]{7})[0-9]")

# Where each digit of a UPC-E goes in its UPC-A, by the sixth of its six digits;
# "-" is a zero that UPC-E leaves out (GS1 General Specifications, UPC-E symbology).
_UPC_E_LAYOUTS = (
    ("012", "126----345"),
    ("3", "123-----45"),
    ("4", "1234-----5"),
    ("56789", "12345----6"),
)


class Gtin(NamedTuple):
    """A trade item number whose check digit is right.

    ``number`` is what was scanned; for UPC-E it is the eight digits as printed,
    and ``expanded`` the UPC-A that they stand for. Elsewhere both are the same.
    """

    kind: Kind
    number: str
    expanded: str


def normalise(text: str) -> str:
    """Bring a scanned or typed code into plain half-width characters.

    Full-width letters and digits (an input method was on), control characters
    (scanner prefixes) and space around the code go; case stays as it is.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    return text.translate(_CLEAN).strip()


def check_digit(digits: str) -> str:
    """Return the mod-10 digit that belongs after ``digits`` (GS1: weights 3, 1 from the right)."""
    odd, even = digits[-1::-2], digits[-2::-2]
    return str(-(3 * sum(map(int, odd)) + sum(map(int, even))) % 10)


def has_check_digit(digits: str) -> bool:
    """Say whether the last of these ASCII digits is the check digit of the others."""
    return len(digits) > 1 and check_digit(digits[:-1]) == digits[-1]


def is_digits(text: str) -> bool:
    """Say whether a text is ASCII digits alone; ``str.isdigit`` also takes ``²`` and ``٣``."""
    return _DIGITS.fullmatch(text) is not None


def parse_gtin(text: str) -> Gtin | None:
    """Read an EAN-8, EAN-13, UPC-A, UPC-E or ITF-14; None when the check digit says it is none.

    Eight digits that begin with 0 are read as UPC-E where that fits, because no
    EAN-8 begins with 0 outside the shop that made it up.
    """
    code = normalise(text)
    if len(code) not in GTIN_LENGTHS or not is_digits(code):
        return None
    if len(code) == 8:
        return _parse_eight(code)
    if not has_check_digit(code):
        return None
    kind: Kind = "UPC-A" if len(code) == 12 else "EAN-13" if len(code) == 13 else "ITF-14"
    return Gtin(kind, code, code)


def expand_upc_e(code: str) -> str | None:
    """Return the UPC-A of eight UPC-E digits.

    None without a leading 0 or a right check digit, and for digits that no article bears
    because its UPC-A is written shorter in another way.
    """
    upc_a = _expand(code)
    return upc_a if upc_a is not None and compress_upc_a(upc_a) == code else None


def _expand(code: str) -> str | None:
    if code[0] != "0":
        return None
    layout = next(layout for lasts, layout in _UPC_E_LAYOUTS if code[6] in lasts)
    upc_a = "0" + "".join("0" if place == "-" else code[int(place)] for place in layout) + code[7]
    return upc_a if has_check_digit(upc_a) else None


def compress_upc_a(code: str) -> str | None:
    """Return the eight UPC-E digits of a UPC-A, or None when it has too few zeros for that."""
    if code[0] != "0":
        return None
    for lasts, layout in _UPC_E_LAYOUTS:
        six = ["0"] * 6
        for digit, place in zip(code[1:11], layout, strict=True):
            if place != "-":
                six[int(place) - 1] = digit
        if "6" not in layout:
            six[5] = lasts
        short = f"0{''.join(six)}{code[11]}"
        if six[5] in lasts and _expand(short) == code:
            return short
    return None


def lookup_keys(text: str) -> tuple[str, ...]:
    """Return the codes under which a scanned article may be known, the scanned one first.

    A UPC-A is the EAN-13 with a 0 before it, and some are printed as UPC-E;
    scanners are set to send any of the three.
    """
    code = normalise(text)
    if len(code) == 13 and code[0] != "0":
        return (code,)
    gtin = parse_gtin(code)
    if gtin is None or gtin.kind in ("EAN-8", "ITF-14"):
        return (code,)
    upc_a = gtin.expanded[-12:]
    same = (code, upc_a, "0" + upc_a, compress_upc_a(upc_a))
    return tuple(dict.fromkeys(key for key in same if key is not None))


def make_receipt_code(till: int, series: int, number: int) -> str:
    """Write a receipt number as 16 digits for a barcode: 99, till, series, number, check digit.

    Raises ValueError when a part does not fit its 3, 3 and 7 digits.
    """
    if not (0 <= till < 1_000 and 0 <= series < 1_000 and 0 <= number < 10_000_000):
        raise ValueError(f"no receipt code for {till}-{series}-{number}")
    digits = f"99{till:03}{series:03}{number:07}"
    return digits + check_digit(digits)


def parse_receipt_code(text: str) -> tuple[int, int, int] | None:
    """Read till, series and number from a receipt's barcode; None when it is not one."""
    match = _RECEIPT.fullmatch(normalise(text))
    if match is None or not has_check_digit(match[0]):
        return None
    till, series, number = match.groups()
    return int(till), int(series), int(number)


def looks_like_payment_code(text: str) -> bool:
    """Say whether a code is one that a customer pays with: WeChat, Alipay or UnionPay."""
    return _PAYMENT.fullmatch(normalise(text)) is not None


def mask(text: str) -> str:
    """Hide what could be paid with: such codes keep their first two digits and their length.

    For everything that is shown or logged. Other codes stay readable; a run of
    digits longer than any code of ours is hidden too, since it may be two scans in one.
    """
    return _LONG_RUN.sub(_masked, text)


def _masked(run: re.Match[str]) -> str:
    digits = normalise(run[0])
    if len(digits) <= _PAYMENT_LENGTH_MAX and not looks_like_payment_code(digits):
        return run[0]
    return digits[:_SHOWN_DIGITS] + "*" * (len(digits) - _SHOWN_DIGITS)


def _parse_eight(code: str) -> Gtin | None:
    upc_a = expand_upc_e(code)
    if upc_a is not None:
        return Gtin("UPC-E", code, upc_a)
    return Gtin("EAN-8", code, code) if has_check_digit(code) else None
