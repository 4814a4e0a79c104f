"""One journal entry as its two stored byte strings."""

from typing import NamedTuple


class Entry(NamedTuple):
    """A fact at its place in a stream; its bytes are hashed, kept and sent as they are."""

    seq: int
    head: bytes
    body: bytes
