"""The hash chain of a journal: the same bytes give the same link on till and server.

A link covers the digests of head and body, not their bytes, so that a chain can be
checked where a body has been erased.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from sync.protocol.entry import Entry

STREAM_ID_BYTES = 16
PUBLIC_KEY_BYTES = 32
HASH_BYTES = 32

_GENESIS_TAG = b"TJ1 genesis"
_LINK_TAG = b"TJ1\0"


@dataclass(frozen=True)
class Broken:
    """Entries that do not follow one another: ``seq`` came where ``expected_seq`` belongs."""

    seq: int
    expected_seq: int


def genesis(stream_id: bytes, public_key: bytes) -> bytes:
    """Return the ``prev_hash`` of entry 1, which binds a stream to its raw Ed25519 key.

    It is SHA-256("TJ1 genesis" ‖ stream_id ‖ public_key). Raises ValueError unless
    ``stream_id`` has 16 bytes and ``public_key`` 32.
    """
    if len(stream_id) != STREAM_ID_BYTES:
        raise ValueError(f"stream_id has {len(stream_id)} bytes, not {STREAM_ID_BYTES}")
    if len(public_key) != PUBLIC_KEY_BYTES:
        raise ValueError(f"public_key has {len(public_key)} bytes, not {PUBLIC_KEY_BYTES}")
    return sha256(_GENESIS_TAG + stream_id + public_key).digest()


def link(stream_id: bytes, seq: int, prev_hash: bytes, head: bytes, body: bytes) -> bytes:
    """Return the hash of entry ``seq``.

    It is SHA-256("TJ1\\0" ‖ stream_id ‖ u64be seq ‖ prev_hash ‖ SHA-256(head) ‖
    SHA-256(body)). Raises OverflowError when ``seq`` does not fit 64 bits unsigned.
    """
    return sha256(
        _LINK_TAG
        + stream_id
        + seq.to_bytes(8, "big")
        + prev_hash
        + sha256(head).digest()
        + sha256(body).digest()
    ).digest()


def verify(stream_id: bytes, prev_hash: bytes, entries: Iterable[Entry]) -> list[bytes] | Broken:
    """Return the hash of each entry in order, or where the numbering breaks.

    ``prev_hash`` is that of the entry before the first. A changed byte shows as a
    different hash: the caller compares the last one with the head hash it was told.
    """
    hashes: list[bytes] = []
    expected_seq: int | None = None
    for seq, head, body in entries:
        if expected_seq is not None and seq != expected_seq:
            return Broken(seq=seq, expected_seq=expected_seq)
        prev_hash = link(stream_id, seq, prev_hash, head, body)
        hashes.append(prev_hash)
        expected_seq = seq + 1
    return hashes
