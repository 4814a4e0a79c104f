"""Text as bytes for a printer in Chinese mode, where each hanzi is two bytes.

python-escpos leaves Chinese mode for any text without a hanzi and sends ``¥`` in four
bytes that most printers show as ``?0?6``; hence bytes of our own. A text that the
printer's font cannot show has no bytes here: the caller draws it.
"""

import unicodedata
from functools import lru_cache

from drivers.api.columns import char_columns
from drivers.printer.profile import Charset

# What people type, and the character of the same meaning and width that the printers have.
_SUBSTITUTES = str.maketrans(
    {
        "\t": " ",
        "\xa0": " ",
        "¥": "￥",
        "£": "￡",
        "¢": "￠",
        "•": "·",
        "⋅": "·",
        "〜": "～",
        "−": "－",
        "–": "—",
        "✓": "√",
        "✔": "√",
        "✕": "×",
        "✖": "×",
    }
)


def printable(text: str) -> str:
    """Replace look-alikes and drop what prints nothing; the width in columns stays the same."""
    kept = (char for char in text.translate(_SUBSTITUTES) if char_columns(char))
    return "".join("　" if unicodedata.category(c) == "Zs" and c != " " else c for c in kept)


def encode(text: str, charset: Charset) -> bytes | None:
    """Encode one line, or return None if the printer lacks one of its characters.

    Holds for any string. Expects what ``printable`` returns.
    """
    parts = [_encode_char(char, charset) for char in text]
    return None if None in parts else b"".join(part for part in parts if part)


@lru_cache(maxsize=4096)
def _encode_char(char: str, charset: Charset) -> bytes | None:
    own = _in_font(char, charset)
    if own is not None:
        return own
    plain = unicodedata.normalize("NFKC", char)
    if plain == char or sum(map(char_columns, plain)) != char_columns(char):
        return None
    parts = [_in_font(each, charset) for each in plain]
    return None if None in parts else b"".join(part for part in parts if part)


def _in_font(char: str, charset: Charset) -> bytes | None:
    if " " <= char <= "~":
        return char.encode("ascii")
    try:
        data = char.encode("gbk")
    except UnicodeEncodeError:
        return _four_bytes(char) if charset is Charset.GB18030 else None
    return data if charset is not Charset.GB2312 or _in_gb2312(data) else None


def _four_bytes(char: str) -> bytes | None:
    """CJK Extension A is what GB18030-2000 adds in four bytes; no printer font has more."""
    return char.encode("gb18030") if "\u3400" <= char <= "\u4db5" else None


def _in_gb2312(data: bytes) -> bool:
    if len(data) != 2 or min(data) < 0xA1:
        return False
    try:
        data.decode("gb2312")
    except UnicodeDecodeError:
        return False
    return True
