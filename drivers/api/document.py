"""A printable document: parts from top to bottom, for any width of paper.

A document says what is meant; the driver knows columns, dots and bytes.
"""

from dataclasses import dataclass
from enum import StrEnum

BARCODE_CHARS_MAX = 48
QR_BYTES_MAX = 1000
FEED_LINES_MAX = 20
PICTURE_WIDTH_MAX = 576
PICTURE_HEIGHT_MAX = 4096


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. It wraps at the paper's width; each ``\\n`` begins a new line.

    ``wide`` and ``tall`` double the characters; a wide one takes two columns, a
    wide Chinese one four.
    """

    text: str
    align: Align = Align.LEFT
    bold: bool = False
    wide: bool = False
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Something at the left edge and something at the right, such as a word and its amount.

    The right side is never cut. The left one wraps, and where both do not fit on
    its last line, the right one gets the next line to itself.
    """

    left: str
    right: str
    bold: bool = False
    wide: bool = False
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a table: its width in half-width columns.

    Cells with no width share what the others leave, so that one table fits 58 and
    80 mm.
    """

    text: str
    columns: int | None = None
    align: Align = Align.LEFT

    def __post_init__(self) -> None:
        if self.columns is not None and self.columns < 1:
            raise ValueError(f"a cell is at least one column wide: {self.columns}")


@dataclass(frozen=True, slots=True)
class Columns:
    """One line of a table; a cell that is too narrow for its text wraps within itself."""

    cells: tuple[Cell, ...]
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""

    char: str = "-"


@dataclass(frozen=True, slots=True)
class Barcode:
    """Code 128, centred, with its text below it. Only printable ASCII can be encoded."""

    data: str
    height_dots: int = 64

    def __post_init__(self) -> None:
        if not (0 < len(self.data) <= BARCODE_CHARS_MAX):
            raise ValueError(f"a barcode has 1 to {BARCODE_CHARS_MAX} characters")
        if not all(" " <= char <= "~" for char in self.data):
            raise ValueError("a barcode holds printable ASCII only")
        if not 1 <= self.height_dots <= 255:
            raise ValueError(f"a barcode is 1 to 255 dots high: {self.height_dots}")


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code, centred, error correction M; a lone surrogate in it is written as ``?``."""

    data: str
    module_dots: int = 6

    def __post_init__(self) -> None:
        if not 0 < len(self.data.encode("utf-8", "replace")) <= QR_BYTES_MAX:
            raise ValueError(f"a QR code has 1 to {QR_BYTES_MAX} bytes")
        if not 1 <= self.module_dots <= 16:
            raise ValueError(f"a module is 1 to 16 dots: {self.module_dots}")


@dataclass(frozen=True, slots=True)
class Picture:
    """Black dots on paper, centred: rows from the top, each padded to whole bytes.

    The most significant bit is the leftmost dot; 1 is black. Wider than the paper,
    it is scaled down.
    """

    width_dots: int
    height_dots: int
    rows: bytes

    def __post_init__(self) -> None:
        if not (
            0 < self.width_dots <= PICTURE_WIDTH_MAX and 0 < self.height_dots <= PICTURE_HEIGHT_MAX
        ):
            raise ValueError(f"no picture for paper: {self.width_dots} × {self.height_dots}")
        if len(self.rows) != (self.width_dots + 7) // 8 * self.height_dots:
            raise ValueError(f"{len(self.rows)} bytes are not its dots")


@dataclass(frozen=True, slots=True)
class Feed:
    """Empty lines."""

    lines: int = 1

    def __post_init__(self) -> None:
        if not 0 <= self.lines <= FEED_LINES_MAX:
            raise ValueError(f"0 to {FEED_LINES_MAX} lines: {self.lines}")


@dataclass(frozen=True, slots=True)
class Cut:
    """The end of a strip: fed past the blade and cut, or past the tear bar."""


@dataclass(frozen=True, slots=True)
class OpenDrawer:
    """The pulse that opens the cash drawer wired to the printer.

    Send it as a document of its own, ahead of the receipt: paper trouble must not
    hold the drawer shut.
    """


Part = Text | Row | Columns | Rule | Barcode | QrCode | Picture | Feed | Cut | OpenDrawer
Document = tuple[Part, ...]
