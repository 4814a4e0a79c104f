"""The paper of a virtual printer: operations become dots and plain text."""

import io
from dataclasses import dataclass, field

from PIL import Image, ImageChops, ImageDraw

from drivers.api.columns import char_columns, width
from drivers.api.device import Strip
from drivers.api.document import Align
from drivers.printer import glyphs
from drivers.printer.profile import COLUMN_DOTS, LINE_DOTS
from drivers.virtual import codes
from drivers.virtual.operations import (
    Bars,
    Characters,
    CutPaper,
    Dots,
    EndLine,
    FeedDots,
    FeedLines,
    InlineDots,
    LineSpacing,
    Matrix,
    MoveTo,
    NextTab,
    Operation,
    Style,
)

# Some two metres; longer without a cut, and the paper tears.
STRIP_DOTS_MAX = 16_000
_SPACING = 30
_TAB_DOTS = 8 * COLUMN_DOTS
_EDGE_DOTS = 24


@dataclass
class _Line:
    """What is set but not printed yet: dots, and the same as text."""

    dots: Image.Image
    used: int = 0
    height: int = 0
    text: str = ""
    align: Align = Align.LEFT


@dataclass
class _Roll:
    """What has come out since the last cut."""

    # Dots, and how far below the top they are; what is between is blank.
    pieces: list[tuple[int, Image.Image]] = field(default_factory=list)
    height: int = 0
    inked: bool = False
    text: list[str] = field(default_factory=list)
    barcodes: list[str] = field(default_factory=list)


class Paper:
    """A roll of the given width. ``apply`` returns a strip when one has been cut off."""

    def __init__(self, dots: int) -> None:
        self._dots = dots
        self._spacing = _SPACING
        self._roll = _Roll()
        self._line = self._empty_line()
        self._number = 0
        self.lines_fed = 0

    def apply(self, operation: Operation) -> Strip | None:
        match operation:
            case Characters():
                self._set_characters(operation)
            case EndLine() | FeedLines() | FeedDots() | LineSpacing():
                self._advance(operation)
            case MoveTo() | NextTab():
                self._move(operation)
            case Dots() | InlineDots():
                self._picture(operation)
            case Bars() | Matrix():
                self._code(operation)
            case CutPaper(feed):
                self._flush()
                self._feed(feed)
                return self.tear()
            case _:
                pass
        return self.tear() if self._roll.height >= STRIP_DOTS_MAX else None

    def tear(self) -> Strip | None:
        """Take what has come out; None if it is blank."""
        self._flush()
        roll, self._roll = self._roll, _Roll()
        if not roll.inked:
            return None
        self._number += 1
        return Strip(
            number=self._number,
            png=_png(roll, self._dots),
            text="\n".join(roll.text).rstrip() + "\n",
            barcodes=tuple(roll.barcodes),
        )

    def _empty_line(self) -> _Line:
        return _Line(Image.new("L", (self._dots, LINE_DOTS * 8)))

    def _advance(self, operation: EndLine | FeedLines | FeedDots | LineSpacing) -> None:
        match operation:
            case EndLine(align):
                self._end_line(align)
            case FeedLines(lines):
                self._flush()
                self._feed(lines * self._spacing)
            case FeedDots(dots):
                self._flush()
                self._feed(dots)
            case LineSpacing(dots):
                self._spacing = dots

    def _set_characters(self, run: Characters) -> None:
        for char in run.text:
            if char_columns(char):
                self._set(_draw(char, run.style), char, run.align)

    def _set(self, dots: Image.Image, text: str, align: Align) -> None:
        """Put something at the end of the line, or of the next one if this is full."""
        if self._line.used + dots.width > self._dots:
            self._flush()
        line = self._line
        line.align = align
        # Characters of different heights stand on the same ground: the line's own bottom.
        line.dots.paste(dots, (line.used, line.dots.height - dots.height))
        line.used += dots.width
        line.height = max(line.height, dots.height)
        line.text += text

    def _move(self, operation: MoveTo | NextTab) -> None:
        line = self._line
        if isinstance(operation, NextTab):
            to = (line.used // _TAB_DOTS + 1) * _TAB_DOTS
        else:
            to = operation.dots
        if line.used <= to < self._dots:
            line.text += " " * ((to - line.used) // COLUMN_DOTS)
            line.used = to

    def _end_line(self, align: Align) -> None:
        if self._line.used:
            self._flush()
            return
        self._line.align = align
        self._roll.text.append("")
        self._feed(self._spacing)

    def _flush(self) -> None:
        line = self._line
        if not line.used:
            return
        self._line = self._empty_line()
        top = line.dots.height - line.height
        drawn = line.dots.crop((0, top, line.used, line.dots.height))
        self._roll.text.append(self._placed(line))
        self._print(drawn, line.align, max(self._spacing, line.height))

    def _placed(self, line: _Line) -> str:
        spare = max(0, self._dots - line.used) // COLUMN_DOTS
        left = {Align.LEFT: 0, Align.CENTER: spare // 2, Align.RIGHT: spare}[line.align]
        return (" " * left + line.text).rstrip()

    def _print(self, dots: Image.Image, align: Align, height: int) -> None:
        """Bring dots to paper on a band of this height."""
        band = Image.new("1", (self._dots, dots.height))
        spare = self._dots - dots.width
        left = {Align.LEFT: 0, Align.CENTER: spare // 2, Align.RIGHT: spare}[align]
        band.paste(dots.convert("1", dither=Image.Dither.NONE), (max(0, left), 0))
        self._roll.pieces.append((self._roll.height + (height - dots.height) // 2, band))
        self._roll.inked = self._roll.inked or dots.getbbox() is not None
        self._feed(height)

    def _feed(self, dots: int) -> None:
        if dots:
            self._roll.height += min(dots, STRIP_DOTS_MAX)
            self.lines_fed += 1

    def _picture(self, picture: Dots | InlineDots) -> None:
        drawn = codes.draw_dots(picture, self._dots)
        if drawn is None:
            return
        if isinstance(picture, InlineDots):
            self._set(drawn, " " * (drawn.width // COLUMN_DOTS), picture.align)
            return
        self._flush()
        self._roll.text.append(f"[{drawn.width} × {drawn.height}]")
        self._print(drawn, picture.align, drawn.height)

    def _code(self, code: Bars | Matrix) -> None:
        self._flush()
        drawn = codes.draw_bars(code) if isinstance(code, Bars) else codes.draw_matrix(code)
        data = code.data if isinstance(code, Bars) else code.data.decode("utf-8", "replace")
        # A real printer prints nothing where the code is too wide or cannot be.
        if drawn is None or drawn.width > self._dots:
            return
        self._roll.barcodes.append(data)
        self._roll.text.append(self._centred_text(f"[{data}]", code.align))
        self._print(drawn, code.align, drawn.height)

    def _centred_text(self, text: str, align: Align) -> str:
        spare = max(0, self._dots // COLUMN_DOTS - width(text))
        left = {Align.LEFT: 0, Align.CENTER: spare // 2, Align.RIGHT: spare}[align]
        return " " * left + text


def _draw(char: str, style: Style) -> Image.Image:
    dots = glyphs.cell(char, bold=style.bold)
    chinese = char_columns(char) == 2
    across = style.chinese_width if chinese else style.width
    down = style.chinese_height if chinese else style.height
    if (across, down) != (1, 1):
        size = dots.width * across, dots.height * down
        dots = dots.resize(size, Image.Resampling.NEAREST)
    if style.inverse:
        dots = ImageChops.invert(dots)
    if style.underline:
        dots = dots.copy()
        ImageDraw.Draw(dots).line((0, dots.height - 1, dots.width, dots.height - 1), fill=255)
    return dots


def _png(roll: _Roll, dots: int) -> bytes:
    paper = Image.new("1", (dots, roll.height + 2 * _EDGE_DOTS))
    for top, piece in roll.pieces:
        paper.paste(piece, (0, _EDGE_DOTS + top))
    file = io.BytesIO()
    ImageChops.invert(paper.convert("L")).convert("1").save(file, "PNG")
    return file.getvalue()
