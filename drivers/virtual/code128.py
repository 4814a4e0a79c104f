"""Code 128 from the argument of ``GS k 73``, where the sender chooses the code sets.

python-barcode would choose them itself and drops a leading 99, with which every
receipt number begins; only its table of patterns is used.
"""

import re
from dataclasses import dataclass

from barcode.charsets.code128 import CODES  # type: ignore[import-untyped]

_START = {b"A": 103, b"B": 104, b"C": 105}
_SWITCH = {b"A": 101, b"B": 100, b"C": 99}
_FUNCTION = {b"1": 102, b"2": 97, b"3": 96}
# A brace and what it does, or one byte.
_TOKEN = re.compile(rb"\{[ABC123{]|.", re.DOTALL)
_STOP = "1100011101011"


@dataclass(frozen=True, slots=True)
class Code128:
    """What a reader reads, and the symbols from the start on, without check and stop."""

    text: str
    symbols: tuple[int, ...]


def read(data: bytes) -> Code128:
    """Read braces as a printer does: ``{A {B {C`` choose the set, ``{{`` is a brace.

    Holds for any bytes; what the current set lacks is passed over. No symbols: nothing
    that can be printed.
    """
    text, symbols, code_set = "", list[int](), b""
    for token in _TOKEN.findall(data):
        letter = token[1:] if len(token) == 2 else b""
        if letter in _START:
            symbols.append(_SWITCH[letter] if symbols else _START[letter])
            code_set = letter
        elif letter in _FUNCTION and code_set:
            symbols.append(_FUNCTION[letter])
        elif (value := _value(token[0], code_set)) is not None:
            symbols.append(value)
            text += f"{value:02}" if code_set == b"C" else chr(token[0])
    return Code128(text, tuple(symbols) if text else ())


def modules(symbols: tuple[int, ...]) -> str:
    """Add check symbol and stop, and write bars as ``1``, gaps as ``0``."""
    check = (symbols[0] + sum(at * value for at, value in enumerate(symbols))) % 103
    return "".join(CODES[value] for value in (*symbols, check)) + _STOP


def _value(byte: int, code_set: bytes) -> int | None:
    match code_set:
        case b"A" if byte < 96:
            return byte - 32 if byte >= 32 else byte + 64
        case b"B" if 32 <= byte < 128:
            return byte - 32
        case b"C" if byte < 100:
            return byte
    return None
