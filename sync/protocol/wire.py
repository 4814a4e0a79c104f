"""The batch frame of TJ1: one JSON line, then for each fact a line of numbers and its raw bytes.

    {"proto":1,"merchant":7,"stream":"...","first_seq":41,"n":2,"prev_hash":"...",...}\n
    41 112 980\n<112 bytes of head><980 bytes of body>
    42 112 1003\n<112 bytes of head><1003 bytes of body>

A frame without facts is a greeting: it asks whether both ends still agree on the
entry before ``first_seq``.
"""

import zlib
from collections.abc import Sequence
from typing import NamedTuple

from sync.protocol.chain import HASH_BYTES, STREAM_ID_BYTES
from sync.protocol.entry import Entry
from sync.protocol.facts.record import BadFact, dump, parse
from sync.protocol.limits import (
    FACTS_PER_BATCH_MAX,
    FRAME_BYTES_MAX,
    HEADER_BYTES_MAX,
    SEQ_MAX,
)

PROTO = 1
APP_LENGTH_MAX = 64

_GZIP_LEVEL = 6
_GZIP = 31  # zlib's number for a gzip wrapper around the largest window
_ENTRY_LINE_MAX = 64


class BadFrame(ValueError):
    """Bytes that are no frame of TJ1."""


class TooLarge(BadFrame):
    """A frame that is, or unpacks to, more than the limit."""


class UnknownProto(BadFrame):
    """A frame of a later protocol: the server must be brought up to date first."""


class Batch(NamedTuple):
    """What the first line of a frame says of the entries that follow."""

    merchant_id: int
    stream_id: bytes
    first_seq: int
    size: int
    prev_hash: bytes
    head_hash: bytes
    app: str
    sent_ms: int

    @property
    def last_seq(self) -> int:
        """The number of the last entry; that before the first in a greeting."""
        return self.first_seq + self.size - 1


class Frame(NamedTuple):
    """A batch and its entries, numbered without a gap; the chain is not yet verified."""

    batch: Batch
    entries: tuple[Entry, ...]


def encode(batch: Batch, entries: Sequence[Entry]) -> bytes:
    """Write a frame."""
    header = {
        "proto": PROTO,
        "merchant": batch.merchant_id,
        "stream": batch.stream_id.hex(),
        "first_seq": batch.first_seq,
        "n": batch.size,
        "prev_hash": batch.prev_hash.hex(),
        "head_hash": batch.head_hash.hex(),
        "app": batch.app,
        "sent_ms": batch.sent_ms,
    }
    parts = [dump(header), b"\n"]
    for seq, head, body in entries:
        parts.append(b"%d %d %d\n" % (seq, len(head), len(body)))
        parts.append(head)
        parts.append(body)
    return b"".join(parts)


def decode(data: bytes) -> Frame:
    """Read a frame of untrusted origin. Raises BadFrame for whatever is none."""
    if len(data) > FRAME_BYTES_MAX:
        raise TooLarge(f"a frame of {len(data)} bytes")
    end = data.find(b"\n", 0, HEADER_BYTES_MAX)
    if end < 0:
        raise BadFrame("no header line")
    batch = _batch(data[:end])
    return Frame(batch, _entries(data, end + 1, batch))


def _batch(line: bytes) -> Batch:
    try:
        header = parse(line)
    except BadFact as error:
        raise BadFrame(f"header: {error}") from error
    if not isinstance(header, dict):
        raise BadFrame("the header is not an object")
    if header.get("proto") != PROTO:
        raise UnknownProto(f"protocol {str(header.get('proto'))[:20]}")
    batch = Batch(
        merchant_id=_number(header, "merchant", 1, SEQ_MAX),
        stream_id=_hex(header, "stream", STREAM_ID_BYTES),
        first_seq=_number(header, "first_seq", 1, SEQ_MAX),
        size=_number(header, "n", 0, FACTS_PER_BATCH_MAX),
        prev_hash=_hex(header, "prev_hash", HASH_BYTES),
        head_hash=_hex(header, "head_hash", HASH_BYTES),
        app=_text(header, "app", APP_LENGTH_MAX),
        sent_ms=_number(header, "sent_ms", -SEQ_MAX, SEQ_MAX),
    )
    if batch.last_seq > SEQ_MAX:
        raise BadFrame("numbers beyond 64 bits")
    return batch


def _number(header: dict[str, object], name: str, lowest: int, highest: int) -> int:
    value = header.get(name)
    if type(value) is not int or not lowest <= value <= highest:
        raise BadFrame(f"header: {name} is no number from {lowest} to {highest}")
    return value


def _hex(header: dict[str, object], name: str, size: int) -> bytes:
    value = header.get(name)
    try:
        read = bytes.fromhex(value) if isinstance(value, str) else b""
    except ValueError as error:
        raise BadFrame(f"header: {name} is not hex") from error
    if len(read) != size:
        raise BadFrame(f"header: {name} is not {size} bytes")
    return read


def _text(header: dict[str, object], name: str, longest: int) -> str:
    value = header.get(name)
    if not isinstance(value, str) or len(value) > longest or not value.isprintable():
        raise BadFrame(f"header: {name} is no short text")
    return value


def _entries(data: bytes, at: int, batch: Batch) -> tuple[Entry, ...]:
    entries = []
    for expected_seq in range(batch.first_seq, batch.first_seq + batch.size):
        end = data.find(b"\n", at, at + _ENTRY_LINE_MAX)
        if end < 0:
            raise BadFrame(f"entry {expected_seq} has no line")
        seq, head_size, body_size = _entry_line(data[at:end])
        if seq != expected_seq:
            raise BadFrame(f"entry {seq} where {expected_seq} belongs")
        body_at = end + 1 + head_size
        at = body_at + body_size
        if at > len(data):
            raise BadFrame(f"entry {seq} is cut off")
        entries.append(Entry(seq, data[end + 1 : body_at], data[body_at:at]))
    if at != len(data):
        raise BadFrame("bytes after the last entry")
    return tuple(entries)


def _entry_line(line: bytes) -> tuple[int, int, int]:
    fields = line.split(b" ")
    if len(fields) != 3 or not all(field.isdigit() for field in fields):
        raise BadFrame("an entry's line is not three numbers")
    seq, head_size, body_size = (int(field) for field in fields)
    return seq, head_size, body_size


def pack(data: bytes) -> bytes:
    """Compress with gzip; equal bytes give equal bytes."""
    packer = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _GZIP)
    return packer.compress(data) + packer.flush()


def unpack(data: bytes) -> bytes:
    """Undo ``pack`` without ever holding more than a frame may have. Raises BadFrame."""
    unpacker = zlib.decompressobj(_GZIP)
    try:
        out = unpacker.decompress(data, FRAME_BYTES_MAX + 1)
    except zlib.error as error:
        raise BadFrame("not gzip") from error
    if len(out) > FRAME_BYTES_MAX:
        raise TooLarge("more than a frame may have")
    if not unpacker.eof or unpacker.unused_data:
        raise BadFrame("gzip that is cut off or goes on after its end")
    return out
