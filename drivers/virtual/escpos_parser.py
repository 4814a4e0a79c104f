"""ESC/POS bytes to operations, as a printer with a Chinese font reads them.

For any bytes whatever, in any pieces: it never raises, never loses step within a
command it knows, and holds a bounded number of bytes.
"""

from collections.abc import Callable
from dataclasses import replace

from drivers.api.document import Align
from drivers.printer.profile import Charset
from drivers.virtual import chinese_text, code128
from drivers.virtual.command_lengths import length
from drivers.virtual.operations import (
    AskInOrder,
    AskStatus,
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
    Pulse,
    Style,
    Symbology,
    TellChanges,
    Unknown,
)

TEXT_BYTES_MAX = 4096
# Longer commands are passed over, not kept: no paper has such a picture.
COMMAND_BYTES_MAX = 2 * 1024 * 1024
DEFAULT_SPACING = 30
_LEADS = b"\x1b\x1d\x1c\x10"
_CODE_PAGES = {
    0: "cp437",
    2: "cp850",
    3: "cp860",
    4: "cp863",
    5: "cp865",
    16: "cp1252",
    17: "cp866",
    18: "cp852",
    19: "cp858",
}
_ALIGN = {0: Align.LEFT, 1: Align.CENTER, 2: Align.RIGHT}
_CORRECTION = {48: "L", 49: "M", 50: "Q", 51: "H"}
_SYMBOLOGY = {
    2: Symbology.EAN13,
    3: Symbology.EAN8,
    67: Symbology.EAN13,
    68: Symbology.EAN8,
    73: Symbology.CODE128,
}
_IDENTITY = {65: b"_1.00\0", 66: b"_Jushang\0", 67: b"_Virtual\0", 68: b"_1\0", 69: b"_GB18030\0"}
_QR_BYTES_MAX = 7089
_NO_TEXT = bytes(range(0x20)) + b"\x7f"


class EscPosParser:
    """Bytes go in by ``push``; ``pop`` gives one operation after the other."""

    def __init__(self, charset: Charset = Charset.GB18030) -> None:
        self._charset = charset
        self._buffer = bytearray()
        self._passing_over = 0
        self._handlers = self._table()
        self._reset()

    def _reset(self) -> None:
        self._style = Style()
        self._align = Align.LEFT
        self._chinese = True
        self._code_page = "cp437"
        self._bar_height, self._bar_module, self._bar_text = 162, 3, False
        self._qr_module, self._qr_correction, self._qr_data = 3, "L", b""
        self._graphic: Dots | None = None

    def push(self, data: bytes) -> None:
        passed = min(self._passing_over, len(data))
        self._passing_over -= passed
        self._buffer += data[passed:]

    def forget(self) -> None:
        """Drop a command that was begun and will not be finished."""
        self._buffer.clear()
        self._passing_over = 0

    def pop(self) -> Operation | None:
        """Return the next operation; None until more bytes come."""
        while self._buffer:
            before = len(self._buffer)
            operation = self._step()
            if operation is not None:
                return operation
            if len(self._buffer) == before:
                return None
        return None

    def _step(self) -> Operation | None:
        first = self._buffer[0]
        if first in _LEADS:
            return self._command()
        if first < 0x20 or first == 0x7F:
            del self._buffer[0]
            return self._control(first)
        return self._text()

    def _control(self, byte: int) -> Operation | None:
        if byte in (0x0A, 0x0C):
            return EndLine(self._align)
        return NextTab() if byte == 0x09 else None

    def _text(self) -> Operation | None:
        data = bytes(self._buffer[:TEXT_BYTES_MAX])
        if self._chinese:
            text, used = chinese_text.decode(data, self._charset)
        else:
            used = next((at for at, byte in enumerate(data) if byte in _NO_TEXT), len(data))
            text = data[:used].decode(self._code_page, "replace")
        del self._buffer[:used]
        return Characters(text, self._style, self._align) if text else None

    def _command(self) -> Operation | None:
        if len(self._buffer) < 2:
            return None
        whole = length(self._buffer)
        if whole is None:
            return self._pass_over(len(self._buffer)) if self._too_long() else None
        if whole > COMMAND_BYTES_MAX:
            return self._pass_over(whole)
        if len(self._buffer) < whole:
            return None
        command = bytes(self._buffer[:whole])
        del self._buffer[:whole]
        handler = self._handlers.get(command[:2])
        return handler(command[2:]) if handler else Unknown(command[:8], whole)

    def _too_long(self) -> bool:
        return len(self._buffer) >= COMMAND_BYTES_MAX

    def _pass_over(self, whole: int) -> Operation:
        head = bytes(self._buffer[:8])
        self._passing_over = max(0, whole - len(self._buffer))
        del self._buffer[:whole]
        return Unknown(head, whole)

    # Each handler takes the bytes after the command's two; the lengths are right already.

    def _table(self) -> dict[bytes, Callable[[bytes], Operation | None]]:
        return {
            b"\x1b@": self._initialise,
            b"\x1b!": self._mode,
            b"\x1bE": lambda a: self._restyle(bold=bool(a[0] & 1)),
            b"\x1bG": lambda a: self._restyle(bold=bool(a[0] & 1)),
            b"\x1b-": lambda a: self._restyle(underline=a[0] in b"\x01\x0212"),
            b"\x1dB": lambda a: self._restyle(inverse=bool(a[0] & 1)),
            b"\x1d!": self._size,
            b"\x1c!": self._chinese_mode,
            b"\x1c-": lambda a: self._restyle(underline=a[0] in b"\x01\x0212"),
            b"\x1ba": self._justify,
            b"\x1bd": lambda a: FeedLines(a[0]),
            b"\x1bJ": lambda a: FeedDots(a[0]),
            b"\x1b2": lambda _: LineSpacing(DEFAULT_SPACING),
            b"\x1b3": lambda a: LineSpacing(a[0]),
            b"\x1b$": lambda a: MoveTo(a[0] | a[1] << 8),
            b"\x1bt": self._choose_code_page,
            b"\x1c&": lambda _: self._set_chinese(True),
            b"\x1c.": lambda _: self._set_chinese(False),
            b"\x1bp": lambda _: Pulse(),
            b"\x1b*": self._inline_picture,
            b"\x1bi": lambda _: CutPaper(),
            b"\x1bm": lambda _: CutPaper(),
            b"\x1dV": lambda a: CutPaper(a[1] if len(a) > 1 else 0),
            b"\x1dv": self._raster,
            b"\x1d(": self._function,
            b"\x1d8": lambda a: self._graphics(a[5:]) if a[:1] == b"L" else None,
            b"\x1dk": self._barcode,
            b"\x1dh": self._barcode_height,
            b"\x1dw": self._barcode_module,
            b"\x1dH": self._barcode_text,
            b"\x1dr": lambda a: AskInOrder() if a[0] in b"\x01\x0212" else None,
            b"\x1da": lambda a: TellChanges(bool(a[0])),
            b"\x1dI": lambda a: AskInOrder(_IDENTITY.get(a[0], b"\x02")),
            b"\x10\x04": lambda a: AskStatus(a[0]),
            b"\x10\x14": lambda a: Pulse(realtime=True) if a[0] == 1 else None,
        }

    def _initialise(self, _: bytes) -> Operation:
        self._reset()
        return LineSpacing(DEFAULT_SPACING)

    def _restyle(self, **changes: bool) -> None:
        self._style = replace(self._style, **changes)

    def _mode(self, arguments: bytes) -> None:
        bits = arguments[0]
        self._style = replace(
            self._style,
            bold=bool(bits & 0x08),
            underline=bool(bits & 0x80),
            width=2 if bits & 0x20 else 1,
            height=2 if bits & 0x10 else 1,
        )

    def _chinese_mode(self, arguments: bytes) -> None:
        bits = arguments[0]
        self._style = replace(
            self._style,
            chinese_width=2 if bits & 0x04 else 1,
            chinese_height=2 if bits & 0x08 else 1,
        )

    def _size(self, arguments: bytes) -> None:
        width, height = (arguments[0] >> 4 & 7) + 1, (arguments[0] & 7) + 1
        self._style = replace(
            self._style, width=width, height=height, chinese_width=width, chinese_height=height
        )

    def _justify(self, arguments: bytes) -> None:
        self._align = _ALIGN.get(arguments[0] & 0x0F, self._align)

    def _choose_code_page(self, arguments: bytes) -> None:
        self._code_page = _CODE_PAGES.get(arguments[0], "cp437")

    def _set_chinese(self, on: bool) -> None:
        self._chinese = on

    def _inline_picture(self, arguments: bytes) -> Operation:
        tall = arguments[0] in (32, 33)
        return InlineDots(
            columns=arguments[1] | arguments[2] << 8,
            column_bytes=3 if tall else 1,
            data=arguments[3:],
            align=self._align,
            across=1 if arguments[0] & 1 else 2,
            down=1 if tall else 3,
        )

    def _raster(self, arguments: bytes) -> Operation | None:
        if arguments[:1] != b"0":
            return None
        row_bytes, rows = (
            arguments[2] | arguments[3] << 8,
            arguments[4] | arguments[5] << 8,
        )
        across, down = 1 + (arguments[1] & 1), 1 + (arguments[1] >> 1 & 1)
        return Dots(row_bytes, rows, arguments[6:], self._align, across, down)

    def _function(self, arguments: bytes) -> Operation | None:
        """``GS ( X``: QR codes, graphics and process ids among them."""
        name, tail = arguments[:1], arguments[3:]
        if name == b"k" and len(tail) >= 2 and tail[0] == 49:
            return self._qr(tail[1], tail[2:])
        if name == b"L":
            return self._graphics(tail)
        if name == b"H" and tail[:2] == b"00" and len(tail) == 6:
            return AskInOrder(b"\x37\x22" + tail[2:] + b"\0")
        return None

    def _qr(self, function: int, tail: bytes) -> Operation | None:
        value = tail[0] if tail else 0
        if function == 67:
            self._qr_module = min(max(value, 1), 16)
        elif function == 69:
            self._qr_correction = _CORRECTION.get(value, "L")
        elif function == 80:
            self._qr_data = tail[1 : 1 + _QR_BYTES_MAX]
        elif function == 81 and self._qr_data:
            return Matrix(self._qr_data, self._qr_module, self._qr_correction, self._align)
        return None

    def _graphics(self, tail: bytes) -> Operation | None:
        if tail[:2] in (b"0p", b"0\x70") and len(tail) >= 10:
            columns, rows = tail[6] | tail[7] << 8, tail[8] | tail[9] << 8
            row_bytes = (columns + 7) // 8
            across, down = min(tail[3], 2) or 1, min(tail[4], 2) or 1
            self._graphic = Dots(row_bytes, rows, tail[10:], self._align, across, down)
        elif tail[:2] in (b"02", b"0\x02") and self._graphic:
            graphic, self._graphic = self._graphic, None
            return replace(graphic, align=self._align)
        return None

    def _barcode(self, arguments: bytes) -> Operation:
        kind = arguments[0]
        raw = arguments[2:] if kind >= 65 else arguments[1:-1]
        symbology = _SYMBOLOGY.get(kind, Symbology.OTHER)
        code = code128.read(raw) if symbology is Symbology.CODE128 else None
        return Bars(
            symbology,
            code.text if code else raw.decode("latin-1"),
            self._bar_height,
            self._bar_module,
            self._bar_text,
            self._align,
            code.symbols if code else (),
        )

    def _barcode_height(self, arguments: bytes) -> None:
        self._bar_height = arguments[0] or 1

    def _barcode_module(self, arguments: bytes) -> None:
        self._bar_module = min(max(arguments[0], 1), 6)

    def _barcode_text(self, arguments: bytes) -> None:
        self._bar_text = arguments[0] & 0x0F in (2, 3)
