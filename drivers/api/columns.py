"""Text in half-width columns, as a Chinese receipt printer counts them.

Printable ASCII takes one column. Everything else takes two, whatever Unicode says
of it: in the printer's own font ``×``, ``·`` and ``“`` are as wide as a hanzi.
What prints nothing (controls, combining marks, joiners) takes none.
"""

import unicodedata
from collections.abc import Iterator, Sequence

from drivers.api.document import Align, Cell, Columns, Row, Rule, Text

_NOTHING = {"Cc", "Cf", "Mn", "Me"}
_GAP = 1


def char_columns(char: str) -> int:
    if " " <= char <= "~" or char in "\t\xa0":
        return 1
    return 0 if unicodedata.category(char) in _NOTHING else 2


def width(text: str) -> int:
    """Count the columns of a text on one line."""
    return sum(map(char_columns, text))


def clip(text: str, columns: int) -> str:
    """Keep what fits, from the left; a character is never split."""
    used = 0
    for at, char in enumerate(text):
        used += char_columns(char)
        if used > columns:
            return text[:at]
    return text


def pad(text: str, columns: int, align: Align = Align.LEFT) -> str:
    """Fill up with spaces to exactly ``columns``; what is too long is clipped."""
    text = clip(text, columns)
    spare = columns - width(text)
    left = {Align.LEFT: 0, Align.CENTER: spare // 2, Align.RIGHT: spare}[align]
    return " " * left + text + " " * (spare - left)


def wrap(text: str, columns: int) -> tuple[str, ...]:
    """Break into lines of at most ``columns``; an empty text is one empty line.

    Breaks at spaces and between Chinese characters; a word longer than a line is
    broken anywhere. Where a character does not fit at all, it gets a line alone.
    """
    return tuple(
        line for paragraph in text.splitlines() or [""] for line in _wrap_line(paragraph, columns)
    )


def lines(part: Text | Row | Columns | Rule, columns: int) -> tuple[str, ...]:
    """Set a part in lines of at most ``columns``; alignment of a Text is left to the driver."""
    match part:
        case Text():
            return wrap(part.text, columns // 2 if part.wide else columns)
        case Row():
            return _row(part.left, part.right, columns // 2 if part.wide else columns)
        case Columns():
            return _table_line(part.cells, columns)
        case Rule():
            return (_rule(part.char, columns),)


def _rule(char: str, columns: int) -> str:
    each = width(char)
    return char * (columns // each) if each else ""


def _row(left: str, right: str, columns: int) -> tuple[str, ...]:
    right_lines = wrap(right, columns)
    if not left:
        return tuple(pad(line, columns, Align.RIGHT) for line in right_lines)
    *above, last = wrap(left, columns)
    if len(right_lines) == 1 and width(last) + _GAP + width(right) <= columns:
        return (*above, last + pad(right, columns - width(last), Align.RIGHT))
    return (*above, last, *(pad(line, columns, Align.RIGHT) for line in right_lines))


def _table_line(cells: Sequence[Cell], columns: int) -> tuple[str, ...]:
    widths = _cell_widths(cells, columns)
    stacks = [
        wrap(cell.text, each) if each else () for cell, each in zip(cells, widths, strict=True)
    ]
    return tuple(
        "".join(
            pad(stack[at] if at < len(stack) else "", each, cell.align)
            for cell, each, stack in zip(cells, widths, stacks, strict=True)
        ).rstrip(" ")
        for at in range(max(map(len, stacks), default=0))
    )


def _cell_widths(cells: Sequence[Cell], columns: int) -> list[int]:
    """Give the fixed cells what they ask for, from the left, and the others equal shares."""
    left = columns
    widths: list[int] = []
    for cell in cells:
        widths.append(min(cell.columns or 0, left))
        left -= widths[-1]
    sharing = [at for at, cell in enumerate(cells) if cell.columns is None]
    for nth, at in enumerate(sharing):
        widths[at] = left // (len(sharing) - nth)
        left -= widths[at]
    return widths


def _wrap_line(text: str, columns: int) -> Iterator[str]:
    line, used = "", 0
    for word in _words(text):
        wide = width(word)
        if used + wide <= columns:
            line, used = line + word, used + wide
            continue
        if line.strip(" "):
            yield line.rstrip(" ")
        line, used = "", 0
        for piece in _pieces(word.lstrip(" "), columns):
            if line:
                yield line
            line, used = piece, width(piece)
    yield line.rstrip(" ")


def _words(text: str) -> Iterator[str]:
    """Split where a line may break: each space and each wide character stands alone."""
    word = ""
    for char in text:
        if char == " " or char_columns(char) == 2:
            if word:
                yield word
            yield char
            word = ""
        else:
            word += char
    if word:
        yield word


def _pieces(word: str, columns: int) -> Iterator[str]:
    while word:
        piece = clip(word, columns) or word[0]
        yield piece
        word = word[len(piece) :]
