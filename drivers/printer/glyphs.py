"""Characters as dots, 12 × 24 for a half-width and 24 × 24 for a full-width one.

The font comes from the system. Where it has no Chinese, or not this character, the
dots are those of the geta mark 〓, drawn without a font: never an exception, never nothing.
"""

from functools import cache, lru_cache

from PIL import Image, ImageDraw, ImageFont

from drivers.api.columns import char_columns
from drivers.printer.profile import COLUMN_DOTS, LINE_DOTS

# File names, looked up in the system's font folders; then the face within a collection.
_FONTS = (
    ("NotoSansCJK-Regular.ttc", "Noto Sans Mono CJK SC"),
    ("NotoSansCJKsc-Regular.otf", ""),
    ("SourceHanSansSC-Regular.otf", ""),
    ("simsun.ttc", "SimSun"),
    ("msyh.ttc", "Microsoft YaHei"),
    ("simhei.ttf", ""),
    ("wqy-microhei.ttc", "WenQuanYi Micro Hei Mono"),
    ("wqy-zenhei.ttc", "WenQuanYi Zen Hei Mono"),
    ("DroidSansFallbackFull.ttf", ""),
    ("PingFang.ttc", "PingFang SC"),
)
_FACES_MAX = 12
_NO_CHARACTER = "\U0010ffff"
_BLACK_FROM = 112
_BLACK_OR_WHITE = [255 if shade >= _BLACK_FROM else 0 for shade in range(256)]


@cache
def _font() -> ImageFont.FreeTypeFont | None:
    for file, face in _FONTS:
        for index in range(_FACES_MAX if face else 1):
            try:
                font = ImageFont.truetype(file, LINE_DOTS - 1, index=index)
            except OSError:
                break
            if not face or font.getname()[0] == face:
                return font
    return None


def has_font() -> bool:
    """Whether this machine can draw Chinese at all."""
    return _font() is not None


@lru_cache(maxsize=4096)
def cell(char: str, *, bold: bool = False) -> Image.Image:
    """Draw one character, black (255) on nothing (0), mode L. Do not change what you get."""
    wide = char_columns(char) == 2
    box = Image.new("L", (COLUMN_DOTS * (2 if wide else 1), LINE_DOTS))
    if char == " " or char == "　":
        return box
    glyph = _glyph(char)
    if glyph is None:
        _draw_geta(box)
        return box
    if glyph.width > box.width:
        glyph = glyph.resize((box.width, LINE_DOTS))
    left = (box.width - glyph.width) // 2
    box.paste(glyph, (left, 0))
    if bold:
        box.paste(255, (left + 1, 0), glyph)
    return box.point(_BLACK_OR_WHITE)


def line(text: str, *, bold: bool = False, wide: bool = False, tall: bool = False) -> Image.Image:
    """Draw one line, as wide as its columns; doubled as a printer doubles, dot by dot."""
    cells = [cell(char, bold=bold) for char in text if char_columns(char)]
    strip = Image.new("L", (sum(each.width for each in cells) or 1, LINE_DOTS))
    left = 0
    for each in cells:
        strip.paste(each, (left, 0))
        left += each.width
    size = strip.width * (1 + wide), strip.height * (1 + tall)
    return strip if size == strip.size else strip.resize(size, Image.Resampling.NEAREST)


def _glyph(char: str) -> Image.Image | None:
    """Draw with the font, on the baseline that all characters share; None if it has none."""
    font = _font()
    if font is None or "\ud800" <= char <= "\udfff" or _looks_missing(font, char):
        return None
    width = max(1, round(font.getlength(char)))
    image = Image.new("L", (width, LINE_DOTS))
    ImageDraw.Draw(image).text((0, LINE_DOTS - 4), char, fill=255, font=font, anchor="ls")
    return image


def _looks_missing(font: ImageFont.FreeTypeFont, char: str) -> bool:
    return bytes(font.getmask(char)) == _missing_mask(font)


@cache
def _missing_mask(font: ImageFont.FreeTypeFont) -> bytes:
    return bytes(font.getmask(_NO_CHARACTER))


def _draw_geta(box: Image.Image) -> None:
    pen = ImageDraw.Draw(box)
    for top in (5, 15):
        pen.rectangle((1, top, box.width - 2, top + 3), fill=255)
