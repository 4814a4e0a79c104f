"""Barcodes, QR codes and pictures as a printer's own firmware draws them.

Everything is drawn in mode L, black (255) on nothing (0); None means that a real
printer would print nothing.
"""

import barcode  # type: ignore[import-untyped]
import qrcode  # type: ignore[import-untyped]
from barcode.errors import BarcodeError  # type: ignore[import-untyped]
from PIL import Image
from qrcode.exceptions import DataOverflowError  # type: ignore[import-untyped]

from drivers.printer import glyphs
from drivers.printer.profile import LINE_DOTS
from drivers.virtual import code128
from drivers.virtual.operations import Bars, Dots, InlineDots, Matrix, Symbology

_CORRECTION = {
    "L": qrcode.constants.ERROR_CORRECT_L,
    "M": qrcode.constants.ERROR_CORRECT_M,
    "Q": qrcode.constants.ERROR_CORRECT_Q,
    "H": qrcode.constants.ERROR_CORRECT_H,
}
_ROWS_MAX = 4096
_TEXT_GAP_DOTS = 4


def draw_bars(bars: Bars) -> Image.Image | None:
    modules = _modules(bars)
    if not modules:
        return None
    row = Image.new("L", (len(modules), 1))
    row.putdata([255 if module == "1" else 0 for module in modules])
    size = len(modules) * bars.module_dots, bars.height_dots
    drawn = row.resize(size, Image.Resampling.NEAREST)
    return _with_text(drawn, bars.data) if bars.text_below else drawn


def draw_matrix(matrix: Matrix) -> Image.Image | None:
    code = qrcode.QRCode(error_correction=_CORRECTION[matrix.correction], border=0)
    code.add_data(matrix.data)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        return None
    rows = code.get_matrix()
    image = Image.new("L", (len(rows), len(rows)))
    image.putdata([255 if dark else 0 for row in rows for dark in row])
    side = len(rows) * matrix.module_dots
    return image.resize((side, side), Image.Resampling.NEAREST)


def draw_dots(picture: Dots | InlineDots, dots_max: int) -> Image.Image | None:
    """Draw a picture; what is beyond the edge of the paper is cut off."""
    image = _from_columns(picture) if isinstance(picture, InlineDots) else _from_rows(picture)
    if image is None:
        return None
    image = image.crop((0, 0, min(image.width, dots_max), image.height)).convert("L")
    if (picture.across, picture.down) == (1, 1):
        return image
    size = image.width * picture.across, image.height * picture.down
    doubled = image.resize(size, Image.Resampling.NEAREST)
    return doubled.crop((0, 0, min(doubled.width, dots_max), doubled.height))


def _from_rows(picture: Dots) -> Image.Image | None:
    rows = min(picture.rows, _ROWS_MAX)
    if not rows or not picture.row_bytes:
        return None
    data = picture.data[: picture.row_bytes * rows].ljust(picture.row_bytes * rows, b"\0")
    return Image.frombytes("1", (picture.row_bytes * 8, rows), data)


def _from_columns(picture: InlineDots) -> Image.Image | None:
    if not picture.columns:
        return None
    # A column is a row of the picture lying on its side.
    size = picture.column_bytes * 8, picture.columns
    lying = Image.frombytes("1", size, picture.data.ljust(size[0] // 8 * size[1], b"\0"))
    return lying.transpose(Image.Transpose.TRANSPOSE)


def _modules(bars: Bars) -> str:
    """Return the bars as ``1`` and the gaps as ``0``; nothing for what cannot be encoded."""
    if bars.symbology is Symbology.CODE128:
        return code128.modules(bars.symbols) if bars.symbols else ""
    if bars.symbology is Symbology.OTHER:
        return ""
    try:
        built = barcode.get(str(bars.symbology), bars.data).build()
    except (BarcodeError, KeyError, ValueError):
        return ""
    return str(built[0]).replace("G", "1")


def _with_text(drawn: Image.Image, text: str) -> Image.Image:
    words = glyphs.line(text)
    paper = Image.new(
        "L", (max(drawn.width, words.width), drawn.height + _TEXT_GAP_DOTS + LINE_DOTS)
    )
    paper.paste(drawn, ((paper.width - drawn.width) // 2, 0))
    left = (paper.width - words.width) // 2
    paper.paste(words, (left, drawn.height + _TEXT_GAP_DOTS))
    return paper
