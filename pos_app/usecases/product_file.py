"""A table of products from somewhere else: a CSV file, read line by line, whatever it holds.

Nothing about the file is believed: its coding, its columns and each of its cells are
checked, and no part of it can take more memory than the limits here.
"""

import codecs
import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

from pos_app.domain.codes import mask, parse_gtin
from pos_app.domain.errors import Refusal, Trouble, mark
from pos_app.usecases.product_row import Columns, ParsedProduct, columns_of, parse_row

FILE_BYTES_MAX = 256 * 1024 * 1024
ROWS_MAX = 1_000_000
LINE_LENGTH_MAX = 10_000
RECORD_LINES_MAX = 20

BARCODE_TWICE = mark("Barcode {code} stands in line {first_line} already.")
LINE_TOO_LONG = mark("This line has more than {length_max} characters.")
QUOTE_NOT_CLOSED = mark("A quotation mark in this line is not closed.")
NO_TEXT = mark("This line holds characters that are no text.")

_ENCODINGS = ("utf-8-sig", "gb18030")
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PACKED_MARKS = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!")
_WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_DELIMITERS = (",", ";", "\t", "，", "|")
_HEADER_LINES_MAX = 10
_CHUNK_BYTES = 1024 * 1024
_PROGRESS_ROWS = 500
_EXCERPT_LENGTH = 80
_FOUND_MAX = 12

_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")

Progress = Callable[[int, int], None]


class UnreadableFile(Trouble):
    """The file cannot be opened or read."""

    words = mark("“{file}” cannot be read. Check that it is there and not open elsewhere.")


class FileTooLarge(Refusal):
    """More bytes than any shop's products take."""

    words = mark("“{file}” is larger than {mib_max} MB. Split it and import the parts.")


class WorkbookFile(Refusal):
    """A spreadsheet was given as it is."""

    words = mark("“{file}” is a spreadsheet. Save it as CSV and import that file.")


class PackedFile(Refusal):
    """A compressed file was given as it is."""

    words = mark("“{file}” is packed. Unpack it and import the file inside.")


class NotText(Refusal):
    """Neither UTF-8 nor GBK."""

    words = mark("“{file}” is not a text file. Save it as CSV in UTF-8 or GBK.")


class MissingColumns(Refusal):
    """No line looks like the header that is needed."""

    words = mark("“{file}” has no column {missing}. Columns found: {found}.")


class TooManyRows(Refusal):
    """More rows than the till takes at once."""

    words = mark("“{file}” has more than {rows_max} rows. Split it and import the parts.")


class RefusedRow(NamedTuple):
    """A row that cannot be imported: where it begins, why, and how it looks.

    ``words`` is the key of a message and ``values`` fills its places; ``excerpt`` is
    the beginning of the row, safe to show.
    """

    line_number: int
    words: str
    values: dict[str, object]
    excerpt: str


class ProductFile:
    """A CSV file whose coding and columns have been recognised; ``rows`` reads it."""

    def __init__(self, path: Path) -> None:
        """Look at the file, without keeping it open.

        Raises UnreadableFile, FileTooLarge, WorkbookFile, PackedFile, NotText and MissingColumns.
        """
        self._path = path
        try:
            self.size_bytes = path.stat().st_size
            if self.size_bytes > FILE_BYTES_MAX:
                raise FileTooLarge(file=path.name, mib_max=FILE_BYTES_MAX // 1024**2)
            self.encoding = _encoding_of(path)
            with self._open() as text:
                self.header_line, self.delimiter, self.columns = _header_of(path, text)
        except OSError as error:
            raise UnreadableFile(file=path.name) from error

    def rows(self, on_progress: Progress | None = None) -> Iterator[ParsedProduct | RefusedRow]:
        """Read every row below the header; empty ones are passed over.

        ``on_progress(bytes_read, bytes_in_all)`` is called now and then, and at the
        end. Raises UnreadableFile, NotText and TooManyRows.
        """
        try:
            with self._open() as text:
                yield from self._checked(text, on_progress)
        except OSError as error:
            raise UnreadableFile(file=self._path.name) from error
        except UnicodeError as error:
            raise NotText(file=self._path.name) from error
        if on_progress is not None:
            on_progress(self.size_bytes, self.size_bytes)

    def _open(self) -> TextIO:
        return self._path.open(encoding=self.encoding, newline="")

    def _checked(
        self, text: TextIO, on_progress: Progress | None
    ) -> Iterator[ParsedProduct | RefusedRow]:
        first_lines: dict[str, int] = {}
        records = _Records(text, self.delimiter)
        records.skip(self.header_line)
        for count, record in enumerate(records):
            if count >= ROWS_MAX:
                raise TooManyRows(file=self._path.name, rows_max=ROWS_MAX)
            if on_progress is not None and count % _PROGRESS_ROWS == 0:
                on_progress(min(text.buffer.tell(), self.size_bytes), self.size_bytes)
            yield _row_of(record, self.columns, first_lines)


class _Record(NamedTuple):
    line_number: int
    raw: str
    cells: list[str]
    wrong: str | None = None


class _Records:
    """The records of a CSV text, none of them longer than its limits.

    A quotation mark that is never closed would swallow the rest of the file; such a
    line is refused alone, and reading goes on with the next one.
    """

    def __init__(self, text: TextIO, delimiter: str) -> None:
        self._text = text
        self._delimiter = delimiter
        self._waiting: list[str] = []
        self._line_number = 0

    def skip(self, line_count: int) -> None:
        for _ in range(line_count):
            self._next_line()

    def __iter__(self) -> Iterator[_Record]:
        while line := self._next_line():
            if line.strip(f"{self._delimiter} \r\n\t\ufeff"):
                yield self._record(line)

    def _next_line(self) -> str:
        """Return a line with its end, cut off if it is too long; empty at the end."""
        line = self._waiting.pop(0) if self._waiting else _bounded_line(self._text)
        self._line_number += bool(line)
        return line

    def _record(self, line: str) -> _Record:
        number = self._line_number
        if len(line) > LINE_LENGTH_MAX:
            return _Record(number, line, [], LINE_TOO_LONG)
        if "\0" in line:
            return _Record(number, line, [], NO_TEXT)
        if '"' not in line:
            return _Record(number, line, line.rstrip("\r\n").split(self._delimiter))
        return self._quoted(number, line)

    def _quoted(self, number: int, line: str) -> _Record:
        taken = [line]
        is_open = False

        def lines() -> Iterator[str]:
            nonlocal is_open
            yield line
            while len(taken) < RECORD_LINES_MAX and (following := self._next_line()):
                taken.append(following)
                if len(following) > LINE_LENGTH_MAX or "\0" in following:
                    break
                yield following
            is_open = True

        try:
            cells = next(csv.reader(lines(), delimiter=self._delimiter))
        except csv.Error:
            is_open = True
        if not is_open:
            return _Record(number, "".join(taken), cells)
        self._waiting[:0] = taken[1:]
        self._line_number = number
        return _Record(number, line, [], QUOTE_NOT_CLOSED)


def _bounded_line(text: TextIO) -> str:
    """Read a line; of one that is too long only the beginning is kept."""
    line = text.readline(LINE_LENGTH_MAX + 1)
    if len(line) > LINE_LENGTH_MAX and not line.endswith(("\r", "\n")):
        rest = line
        while rest and not rest.endswith(("\r", "\n")):
            rest = text.readline(LINE_LENGTH_MAX)
    return line


def _row_of(
    record: _Record, columns: Columns, first_lines: dict[str, int]
) -> ParsedProduct | RefusedRow:
    if record.wrong is not None:
        return _refused(record, record.wrong, {"length_max": LINE_LENGTH_MAX})
    row = parse_row(record.cells, columns, record.line_number)
    if not isinstance(row, ParsedProduct):
        return _refused(record, row.words, row.values)
    keys = [_same_article(code) for code in row.codes]
    for key, code in zip(keys, row.codes, strict=True):
        if key in first_lines:
            return _refused(record, BARCODE_TWICE, {"code": code, "first_line": first_lines[key]})
    first_lines.update(dict.fromkeys(keys, record.line_number))
    return row


def _same_article(code: str) -> str:
    """Write a UPC-A as the EAN-13 that it is, so that either is found to be the other."""
    gtin = parse_gtin(code) if len(code) == 12 else None
    return code if gtin is None else "0" + code


def _refused(record: _Record, words: str, values: dict[str, object]) -> RefusedRow:
    excerpt = mask(_UNSEEN.sub(" ", record.raw[: 2 * _EXCERPT_LENGTH])).strip()
    return RefusedRow(record.line_number, words, values, excerpt[:_EXCERPT_LENGTH])


def _encoding_of(path: Path) -> str:
    """Find the coding that the whole file fits. Raises WorkbookFile and NotText."""
    with path.open("rb") as file:
        head = file.read(8 * 1024)
    if head.startswith(_PACKED_MARKS):
        raise PackedFile(file=path.name)
    if head.startswith(_WORKBOOK_MARKS):
        raise WorkbookFile(file=path.name)
    if head.startswith(_UTF_16_MARKS):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in head.partition(b"\n")[0]:
        raise NotText(file=path.name)
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        if _fits(path, encoding):
            return encoding
    raise NotText(file=path.name)


def _fits(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK_BYTES):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeError:
            return False
    return True


def _header_of(path: Path, text: TextIO) -> tuple[int, str, Columns]:
    """Find the header among the first lines, and what stands between its columns."""
    best, found = Columns(), ""
    for line_number in range(1, _HEADER_LINES_MAX + 1):
        line = _bounded_line(text)[:LINE_LENGTH_MAX].strip("\ufeff\r\n")
        for delimiter in _DELIMITERS:
            titles = next(csv.reader([line], delimiter=delimiter), [])
            columns = columns_of(titles)
            if not columns.missing:
                return line_number, delimiter, columns
            if columns.known_count > best.known_count or not found:
                best, found = columns, ", ".join(filter(None, titles[:_FOUND_MAX]))
    shown = mask(_UNSEEN.sub(" ", found))[:_EXCERPT_LENGTH]
    raise MissingColumns(file=path.name, missing=", ".join(best.missing), found=shown or "-")
