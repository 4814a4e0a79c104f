"""Ids: 32 hex digits above the store, 16 bytes inside it."""

from uuid_utils import uuid7


def new_id() -> str:
    """Return a new id: a UUIDv7, so that ids made later sort later."""
    return uuid7().hex


def stored(entity_id: str) -> bytes:
    """Return an id as it stands in a row."""
    return bytes.fromhex(entity_id)


def maybe_stored(entity_id: str | None) -> bytes | None:
    """Return an id, or None, as it stands in a row."""
    return None if entity_id is None else bytes.fromhex(entity_id)


def maybe_shown(blob: bytes | None) -> str | None:
    """Return an id of a row, or None, as the rest of the program knows it."""
    return None if blob is None else blob.hex()
