"""One journal entry as its two stored byte strings."""

from typing import NamedTuple


class Entry(NamedTuple):
    """A fact at its place in a stream; `head` and `body` are hashed, kept and sent as these exact bytes."""

    seq: int
    head: bytes
    body: bytes
