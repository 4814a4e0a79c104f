"""The journal of the till's own stream: facts as the bytes they came in, chained by hash."""

from collections.abc import Iterator
from typing import NamedTuple

from pos_app.store.engine import Database
from pos_app.store.frozen import journal as sql
from pos_app.store.ids import stored
from pos_app.store.troubles import Damaged
from sync.protocol import chain
from sync.protocol.facts.head import FactHead
from sync.protocol.facts.kinds import BadFact, decode_head

OWN_STREAM = 1
CHECKED_AT_START = 1_000
SLICE_BYTES_MAX = 4 * 1024 * 1024


class Stream(NamedTuple):
    """Whose journal it is."""

    stream_id: bytes
    public_key: bytes

    @property
    def genesis(self) -> bytes:
        """The hash before the first fact."""
        return chain.genesis(self.stream_id, self.public_key)


class Tip(NamedTuple):
    """The newest fact: what the next one is chained to, and what its clock is held against."""

    seq: int
    hash: bytes
    at_ms: int
    business_day: int


class Linked(NamedTuple):
    """A fact as it is stored, with its link in the chain."""

    seq: int
    head: bytes
    body: bytes
    hash: bytes


class BrokenChain(NamedTuple):
    """The first fact whose hash does not follow from the one before."""

    seq: int


def own_stream(database: Database) -> Stream:
    """Return the till's own stream. Raises Damaged."""
    row = database.execute(sql.OWN).fetchone()
    if row is None:
        raise Damaged
    stream_id, public_key, _ = row
    return Stream(stream_id, public_key)


def read_tip(database: Database, stream: Stream) -> Tip:
    """Return the newest fact, or the place before the first. Raises Damaged."""
    row = database.execute(sql.TIP).fetchone()
    if row is None:
        return Tip(0, stream.genesis, 0, 0)
    seq, head_bytes, newest_hash = row
    try:
        head = decode_head(head_bytes)
    except BadFact as error:
        raise Damaged from error
    return Tip(seq, newest_hash, head.at_ms, head.business_day)


def append(
    database: Database, stream_id: bytes, tip: Tip, head: FactHead, head_bytes: bytes, body: bytes
) -> Tip:
    """Write the next fact and return the new tip."""
    seq = tip.seq + 1
    linked = chain.link(stream_id, seq, tip.hash, head_bytes, body)
    row = (seq, stored(head.id), head.kind, head_bytes, body, linked)
    database.execute(sql.APPEND, row)
    return Tip(seq, linked, head.at_ms, head.business_day)


def seq_of(database: Database, fact_id: str) -> int | None:
    """Say where a fact is, or None when it was never written."""
    row = database.execute(sql.SEQ_OF, {"id": stored(fact_id)}).fetchone()
    return None if row is None else int(row[0])


def hash_at(database: Database, stream: Stream, seq: int) -> bytes | None:
    """Return the hash of a fact, the genesis for 0, None beyond the tip."""
    if seq == 0:
        return stream.genesis
    row = database.execute(sql.HASH_AT, {"seq": seq}).fetchone()
    return None if row is None else bytes(row[0])


def tail(database: Database, after_seq: int, facts_max: int, bytes_max: int) -> list[Linked]:
    """Return what follows a place, as much as fits both bounds but always one fact."""
    found: list[Linked] = []
    size = 0
    for row in database.execute(sql.LINKS_AFTER, {"seq": after_seq, "limit": facts_max}):
        entry = Linked(*row)
        size += len(entry.head) + len(entry.body)
        if found and size > bytes_max:
            break
        found.append(entry)
    return found


def entries(database: Database, after_seq: int = 0, slice_size: int = 500) -> Iterator[Linked]:
    """Go through the whole journal in slices."""
    while True:
        found = tail(database, after_seq, slice_size, SLICE_BYTES_MAX)
        if not found:
            return
        yield from found
        after_seq = found[-1].seq


def verify(
    database: Database, stream: Stream, after_seq: int, previous: bytes, limit: int
) -> tuple[int, bytes] | BrokenChain:
    """Check up to ``limit`` links after a place; return the new place and its hash."""
    rows = database.execute(sql.LINKS_AFTER, {"seq": after_seq, "limit": limit})
    for seq, head, body, kept in rows:
        previous = chain.link(stream.stream_id, seq, previous, head, body)
        if seq != after_seq + 1 or previous != kept:
            return BrokenChain(after_seq + 1)
        after_seq = seq
    return after_seq, previous


def verify_last(database: Database, stream: Stream, tip: Tip) -> BrokenChain | None:
    """Check the newest links against each other."""
    after_seq = max(tip.seq - CHECKED_AT_START, 0)
    previous = hash_at(database, stream, after_seq)
    if previous is None:
        return BrokenChain(after_seq)
    found = verify(database, stream, after_seq, previous, CHECKED_AT_START)
    return found if isinstance(found, BrokenChain) else None
