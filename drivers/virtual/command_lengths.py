"""How many bytes each ESC/POS command has: the knowledge that keeps a parser in step.

Written from the public command references of Epson and its clones. A command not
listed here is taken to have no arguments.
"""

from collections.abc import Callable
from typing import Final

# Given the command's bytes so far, its whole length; None if more bytes must come to tell.
Head = bytes | bytearray
Measure = Callable[[Head], int | None]

_TABS_MAX: Final = 32
_BARCODE_MAX: Final = 255

_ARGUMENTS: Final = {
    b"\x1b": {
        0: b"@2<iLSmv\x0c",
        1: b" !-3=?%EGJKMRTUVadrtu{e",
        2: b"$\\Bc",
        3: b"p",
        8: b"W",
    },
    b"\x1d": {0: b":c", 1: b"!/BEHITabfhjrw", 2: b"$LPW\\", 3: b"^z"},
    b"\x1c": {0: b"&.", 1: b"!-CW", 2: b"S?p"},
    b"\x10": {1: b"\x05"},
}
FIXED: Final = {
    lead + bytes([letter]): 2 + count
    for lead, by_count in _ARGUMENTS.items()
    for count, letters in by_count.items()
    for letter in letters
}


def _u16(data: Head, at: int) -> int:
    return data[at] | data[at + 1] << 8


def _with_counted_tail(head: Head) -> int | None:
    """``( X pL pH``: the count follows the letter."""
    return 5 + _u16(head, 3) if len(head) >= 5 else None


def _with_long_tail(head: Head) -> int | None:
    """``GS 8 L p1 p2 p3 p4``."""
    if len(head) < 3:
        return None
    if head[2:3] != b"L":
        return 3
    return 7 + int.from_bytes(head[3:7], "little") if len(head) >= 7 else None


def _raster(head: Head) -> int | None:
    """``GS v 0 m xL xH yL yH`` and ``GS Q 0`` alike."""
    if len(head) < 3:
        return None
    if head[2:3] != b"0":
        return 3
    return 8 + _u16(head, 4) * _u16(head, 6) if len(head) >= 8 else None


def _columns(head: Head) -> int | None:
    """``ESC * m nL nH``."""
    return 5 + _u16(head, 3) * (3 if head[2] in (32, 33) else 1) if len(head) >= 5 else None


def _stored_picture(head: Head) -> int | None:
    """``GS * x y``."""
    return 4 + head[2] * head[3] * 8 if len(head) >= 4 else None


def _cut(head: Head) -> int | None:
    """``GS V m``, with a feed for some m."""
    if len(head) < 3:
        return None
    return 4 if head[2] in b"ABabgh" else 3


def _barcode(head: Head) -> int | None:
    """``GS k m``: ended by NUL in its old form, counted in the new one."""
    if len(head) < 4:
        return None
    if head[2] >= 65:
        return 4 + head[3]
    end = head.find(b"\0", 3, 3 + _BARCODE_MAX)
    if end >= 0:
        return end + 1
    return 3 if len(head) >= 3 + _BARCODE_MAX else None


def _tabs(head: Head) -> int | None:
    """``ESC D n ... NUL``."""
    end = head.find(b"\0", 2, 3 + _TABS_MAX)
    if end >= 0:
        return end + 1
    return 2 + _TABS_MAX if len(head) >= 3 + _TABS_MAX else None


def _own_characters(head: Head) -> int | None:
    """``ESC & y c1 c2 [x d...]...``."""
    if len(head) < 5:
        return None
    at = 5
    for _ in range(head[3], head[4] + 1):
        if at >= len(head):
            return None
        at += 1 + head[at] * head[2]
    return at


def _counter(head: Head) -> int | None:
    """``GS C``."""
    return {0x30: 5, 0x31: 9, 0x32: 5}.get(head[2], 3) if len(head) >= 3 else None


def _flash_pictures(head: Head) -> int | None:
    """``FS q n [xL xH yL yH d...]...``."""
    at = 3
    for _ in range(head[2] if len(head) >= 3 else 1):
        if len(head) < at + 4:
            return None
        at += 4 + _u16(head, at) * _u16(head, at + 2) * 8
    return at


def _memory(head: Head) -> int | None:
    """``FS g 1`` writes, ``FS g 2`` reads."""
    if len(head) < 10:
        return None
    return 10 + _u16(head, 8) if head[2:3] == b"1" else 10


def _status(head: Head) -> int | None:
    """``DLE EOT n [a]``."""
    if len(head) < 3:
        return None
    return 4 if head[2] in (7, 8, 18) else 3


def _realtime(head: Head) -> int | None:
    """``DLE DC4 fn``."""
    return {1: 5, 2: 5, 7: 4, 8: 10}.get(head[2], 3) if len(head) >= 3 else None


def _one_own_hanzi(head: Head) -> int | None:
    """``FS 2 c1 c2`` and 24 × 24 dots."""
    del head
    return 4 + 72


def _maintenance(head: Head) -> int | None:
    """``GS g 0`` and ``GS g 2``."""
    del head
    return 6


MEASURED: Final[dict[bytes, Measure]] = {
    b"\x1b(": _with_counted_tail,
    b"\x1d(": _with_counted_tail,
    b"\x1c(": _with_counted_tail,
    b"\x1d8": _with_long_tail,
    b"\x1dv": _raster,
    b"\x1dQ": _raster,
    b"\x1b*": _columns,
    b"\x1d*": _stored_picture,
    b"\x1dV": _cut,
    b"\x1dk": _barcode,
    b"\x1bD": _tabs,
    b"\x1b&": _own_characters,
    b"\x1dC": _counter,
    b"\x1cq": _flash_pictures,
    b"\x1cg": _memory,
    b"\x1dg": _maintenance,
    b"\x1c2": _one_own_hanzi,
    b"\x10\x04": _status,
    b"\x10\x14": _realtime,
}


def length(data: Head) -> int | None:
    """Measure the command at the head of ``data``, which has at least two bytes.

    None: more bytes are needed to tell. The answer may be beyond the end of ``data``.
    """
    key = bytes(data[:2])
    fixed = FIXED.get(key)
    if fixed is not None:
        return fixed
    measure = MEASURED.get(key)
    return measure(data) if measure else 2
