"""What the bytes of a print job mean, one operation at a time."""

from dataclasses import dataclass
from enum import StrEnum

from drivers.api.document import Align


@dataclass(frozen=True, slots=True)
class Style:
    """How characters look: sizes are factors from 1 to 8, hanzi have their own."""

    bold: bool = False
    underline: bool = False
    inverse: bool = False
    width: int = 1
    height: int = 1
    chinese_width: int = 1
    chinese_height: int = 1


@dataclass(frozen=True, slots=True)
class Characters:
    text: str
    style: Style
    align: Align


@dataclass(frozen=True, slots=True)
class EndLine:
    """Prints the line, or moves on by one if it is empty."""

    align: Align


@dataclass(frozen=True, slots=True)
class FeedDots:
    dots: int


@dataclass(frozen=True, slots=True)
class FeedLines:
    lines: int


@dataclass(frozen=True, slots=True)
class LineSpacing:
    dots: int


@dataclass(frozen=True, slots=True)
class MoveTo:
    """Where the next character begins, in dots from the left edge."""

    dots: int


@dataclass(frozen=True, slots=True)
class NextTab:
    pass


@dataclass(frozen=True, slots=True)
class Dots:
    """A picture in rows from the top, 1 is black, each dot drawn ``across`` × ``down`` times."""

    row_bytes: int
    rows: int
    data: bytes
    align: Align
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class InlineDots:
    """A picture in columns from the left, set in the line like a character."""

    columns: int
    column_bytes: int
    data: bytes
    align: Align
    across: int = 1
    down: int = 1


class Symbology(StrEnum):
    CODE128 = "code128"
    EAN13 = "ean13"
    EAN8 = "ean8"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Bars:
    """A barcode; Code 128 comes with the symbols that the sender chose."""

    symbology: Symbology
    data: str
    height_dots: int
    module_dots: int
    text_below: bool
    align: Align
    symbols: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """A QR code; ``correction`` is L, M, Q or H."""

    data: bytes
    module_dots: int
    correction: str
    align: Align


@dataclass(frozen=True, slots=True)
class CutPaper:
    feed_dots: int = 0


@dataclass(frozen=True, slots=True)
class Pulse:
    """Opens a drawer; ``realtime`` does so even while offline."""

    realtime: bool = False


@dataclass(frozen=True, slots=True)
class AskStatus:
    """``DLE EOT``: answered at once, whatever the printer is doing."""

    which: int


@dataclass(frozen=True, slots=True)
class AskInOrder:
    """Answered when everything before it has been worked off; ``reply`` if it is fixed."""

    reply: bytes | None = None


@dataclass(frozen=True, slots=True)
class TellChanges:
    """``GS a``: speak unasked when the status changes."""

    enabled: bool


@dataclass(frozen=True, slots=True)
class Unknown:
    """Bytes that mean nothing here; ``count`` of them were passed over."""

    head: bytes
    count: int


Operation = (
    Characters
    | EndLine
    | FeedDots
    | FeedLines
    | LineSpacing
    | MoveTo
    | NextTab
    | Dots
    | InlineDots
    | Bars
    | Matrix
    | CutPaper
    | Pulse
    | AskStatus
    | AskInOrder
    | TellChanges
    | Unknown
)
