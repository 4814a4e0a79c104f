"""Where a fact stands."""

from typing import NamedTuple

from sync.protocol.facts.head import FactHead


class Place(NamedTuple):
    """A fact's stream (1 is the till's own), its number there, and its head."""

    stream_no: int
    seq: int
    head: FactHead
