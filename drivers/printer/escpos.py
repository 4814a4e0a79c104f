"""A document as ESC/POS bytes: a pure function of the document and the printer's profile.

The printer is put into Chinese mode once and stays there: no code page is ever chosen,
since in Chinese mode the bytes of that command's text would be read as hanzi.
"""

import qrcode  # type: ignore[import-untyped]
from PIL import Image, ImageChops

from drivers.api import columns
from drivers.api.document import (
    Align,
    Barcode,
    Columns,
    Cut,
    Document,
    Feed,
    OpenDrawer,
    Part,
    Picture,
    QrCode,
    Row,
    Rule,
    Text,
)
from drivers.printer import glyphs, library
from drivers.printer.chinese import encode as encode_text
from drivers.printer.chinese import printable
from drivers.printer.profile import Cutter, Profile

_START = b"\x1b@\x1c&"
_ALIGN = {Align.LEFT: b"\x1ba\x00", Align.CENTER: b"\x1ba\x01", Align.RIGHT: b"\x1ba\x02"}
_BOLD_ON, _BOLD_OFF = b"\x1bE\x01", b"\x1bE\x00"
_WIDE, _TALL = 0x10, 0x01
_CHINESE_WIDE, _CHINESE_TALL = 0x04, 0x08
_FEED_PAST_TEAR_BAR = 4
# Above and below a drawn line, so that it stands as far from its neighbours as a printed one.
_LEADING_DOTS = 3
_QR_QUIET_MODULES = 4
_BARCODE_QUIET_MODULES = 20


def encode(document: Document, profile: Profile) -> bytes:
    """Write a whole job. Holds for every document: what cannot be printed is drawn."""
    return _START + b"".join(_encode_part(part, profile) for part in document)


def _encode_part(part: Part, profile: Profile) -> bytes:
    match part:
        case Text() | Row() | Columns() | Rule():
            return _lines(part, profile)
        case Barcode():
            return _barcode(part, profile)
        case QrCode():
            return _qr(part, profile)
        case Picture():
            return _picture(_fit(_image(part), profile.dots), profile)
        case Feed():
            return b"\x1bd" + bytes([part.lines]) if part.lines else b""
        case Cut():
            return _cut(profile.cutter)
        case OpenDrawer():
            return library.drawer(profile.drawer_pin) if profile.drawer_pin else b""


def _lines(part: Text | Row | Columns | Rule, profile: Profile) -> bytes:
    style = _Style.of(part)
    set_lines = columns.lines(part, profile.columns)
    return style.on() + b"".join(_line(line, style, profile) for line in set_lines) + style.off()


class _Style:
    """How a part's characters look, and the bytes that say so. Normal text needs none."""

    def __init__(self, *, align: Align, bold: bool, wide: bool, tall: bool) -> None:
        self.align, self.bold, self.wide, self.tall = align, bold, wide, tall

    @classmethod
    def of(cls, part: Text | Row | Columns | Rule) -> "_Style":
        match part:
            case Text():
                return cls(align=part.align, bold=part.bold, wide=part.wide, tall=part.tall)
            case Row():
                return cls(align=Align.LEFT, bold=part.bold, wide=part.wide, tall=part.tall)
            case Columns():
                return cls(align=Align.LEFT, bold=part.bold, wide=False, tall=False)
            case Rule():
                return cls(align=Align.LEFT, bold=False, wide=False, tall=False)

    def on(self) -> bytes:
        align = _ALIGN[self.align] if self.align is not Align.LEFT else b""
        return align + (_BOLD_ON if self.bold else b"") + self._size(self.wide, self.tall)

    def off(self) -> bytes:
        align = _ALIGN[Align.LEFT] if self.align is not Align.LEFT else b""
        sized = self.wide or self.tall
        # Both off, even if only one was on: they share their bytes.
        size = b"\x1d!\x00\x1c!\x00" if sized else b""
        return size + (_BOLD_OFF if self.bold else b"") + align

    def _size(self, wide: bool, tall: bool) -> bytes:
        """``GS !`` sizes everything on most printers; the others want ``FS !`` for hanzi."""
        if not (wide or tall):
            return b""
        every = _WIDE * wide | _TALL * tall
        chinese = _CHINESE_WIDE * wide | _CHINESE_TALL * tall
        return b"\x1d!" + bytes([every]) + b"\x1c!" + bytes([chinese])


def _line(text: str, style: _Style, profile: Profile) -> bytes:
    text = printable(text)
    data = encode_text(text, profile.charset)
    if data is not None:
        return data + b"\n"
    if not glyphs.has_font():
        parts = (encode_text(char, profile.charset) or b"\xa1\xfe" for char in text)
        return b"".join(parts) + b"\n"
    return _drawn_line(text, style, profile)


def _drawn_line(text: str, style: _Style, profile: Profile) -> bytes:
    drawn = glyphs.line(text, bold=style.bold, wide=style.wide, tall=style.tall)
    spare = max(0, profile.dots - drawn.width)
    left = {Align.LEFT: 0, Align.CENTER: spare // 2, Align.RIGHT: spare}[style.align]
    paper = Image.new("L", (profile.dots, drawn.height + 2 * _LEADING_DOTS))
    paper.paste(drawn, (left, _LEADING_DOTS))
    # The picture is as wide as the paper: aligning it once more would do nothing.
    return library.raster(ImageChops.invert(paper), profile.raster_rows_max)


def _barcode(barcode: Barcode, profile: Profile) -> bytes:
    """Code 128 drawn by the printer, as wide as fits; where it does not fit, its text alone.

    python-escpos prints on standard output here and never turns centring off again.
    """
    data, symbols = _code128(barcode.data)
    modules = 11 * (symbols + 2) + 13 + _BARCODE_QUIET_MODULES
    module_dots = next((dots for dots in (3, 2) if modules * dots <= profile.dots), None)
    if module_dots is None:
        return _lines(Text(barcode.data, align=Align.CENTER), profile)
    head = b"\x1dh%c\x1dw%c\x1df\x00\x1dH\x02" % (barcode.height_dots, module_dots)
    code = b"\x1dk\x49%c" % len(data) + data
    return _ALIGN[Align.CENTER] + head + code + _ALIGN[Align.LEFT]


def _code128(text: str) -> tuple[bytes, int]:
    """Pick the code sets: C for digits (two a symbol), B for the rest. Returns bytes, symbols."""
    if text.isdigit() and len(text) >= 4:
        odd = len(text) % 2
        pairs = bytes(int(text[at : at + 2]) for at in range(odd, len(text), 2))
        if odd:
            return b"{B" + text[:1].encode("ascii") + b"{C" + pairs, len(pairs) + 2
        return b"{C" + pairs, len(pairs)
    return b"{B" + text.encode("ascii").replace(b"{", b"{{"), len(text)


def _qr(code: QrCode, profile: Profile) -> bytes:
    data = code.data.encode("utf-8", "replace").decode("utf-8")
    matrix = qr_matrix(data)
    modules = len(matrix) + 2 * _QR_QUIET_MODULES
    dots = max(1, min(code.module_dots, profile.dots // modules))
    if profile.native_qr:
        return _ALIGN[Align.CENTER] + library.qr(data, dots) + _ALIGN[Align.LEFT]
    side = len(matrix)
    image = Image.new("1", (side, side), 1)
    image.putdata([0 if dark else 1 for row in matrix for dark in row])
    sized = image.resize((side * dots, side * dots), Image.Resampling.NEAREST)
    return _picture(sized, profile)


def qr_matrix(data: str) -> list[list[bool]]:
    """Lay out a QR code: error correction M, no quiet zone, True is dark."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(data.encode("utf-8"))
    code.make(fit=True)
    return [[bool(dark) for dark in row] for row in code.get_matrix()]


def _image(picture: Picture) -> Image.Image:
    size = (picture.width_dots, picture.height_dots)
    return ImageChops.invert(Image.frombytes("1", size, picture.rows).convert("L"))


def _fit(image: Image.Image, dots: int) -> Image.Image:
    if image.width <= dots:
        return image
    return image.resize((dots, max(1, image.height * dots // image.width)))


def _picture(image: Image.Image, profile: Profile) -> bytes:
    """Centre by white dots: not every printer aligns pictures."""
    paper = Image.new("L", (profile.dots, image.height), 255)
    paper.paste(image.convert("L"), ((profile.dots - image.width) // 2, 0))
    return library.raster(paper, profile.raster_rows_max)


def _cut(cutter: Cutter) -> bytes:
    match cutter:
        case Cutter.NONE:
            return b"\x1bd%c" % _FEED_PAST_TEAR_BAR
        case Cutter.PARTIAL:
            return library.cut_partial()
        case Cutter.FULL:
            return library.cut_full()
