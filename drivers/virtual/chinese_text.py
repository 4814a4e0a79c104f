"""Bytes in Chinese mode to characters, as a printer with this or that font reads them."""

from drivers.printer.profile import Charset

_GETA = "〓"


def decode(data: bytes, charset: Charset) -> tuple[str, int]:
    """Read up to the next command, or to a character whose end has not come yet.

    Returns the text and how many bytes it took. What the font lacks is 〓, what is no
    character at all is ``?``.
    """
    parts: list[str] = []
    at = 0
    while at < len(data) and data[at] >= 0x20 and data[at] != 0x7F:
        size = _size(data[at : at + 4], charset)
        if size is None:
            break
        parts.append(_char(data[at : at + size], charset))
        at += size
    return "".join(parts), at


def _size(data: bytes, charset: Charset) -> int | None:
    if not 0x81 <= data[0] <= 0xFE:
        return 1
    if len(data) < 2:
        return None
    if 0x40 <= data[1] <= 0xFE and data[1] != 0x7F:
        return 2
    if charset is not Charset.GB18030 or not 0x30 <= data[1] <= 0x39:
        return 1
    if len(data) < 4:
        # A third byte that cannot be one ends the wait.
        return None if len(data) == 2 or 0x81 <= data[2] <= 0xFE else 1
    return 4 if 0x81 <= data[2] <= 0xFE and 0x30 <= data[3] <= 0x39 else 1


def _char(data: bytes, charset: Charset) -> str:
    if len(data) == 1:
        return chr(data[0]) if data[0] < 0x80 else "?"
    if charset is Charset.GB2312 and min(data) < 0xA1:
        return _GETA
    if len(data) == 4:
        char = data.decode("gb18030", "replace")
        # GB18030-2000 adds Extension A; no printer's font has more.
        return char if "\u3400" <= char <= "\u4db5" else _GETA
    char = data.decode("gbk", "replace")
    return char if len(char) == 1 and char != "\ufffd" else _GETA
