"""Streams and their facts: the journal of every till, as it arrived."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update

from sync.protocol.chain import genesis
from sync.protocol.entry import Entry
from sync.server.store import tables as t


class StreamState(StrEnum):
    """What the server does with what a till sends: take it, put it aside, or nothing."""

    ACTIVE = "active"
    REVOKED = "revoked"
    FROZEN = "frozen"


class StreamRow(NamedTuple):
    """A till's stream and how far the server has it."""

    merchant_id: int
    stream_id: bytes
    shop_id: int
    till: int
    public_key: bytes
    head_seq: int
    head_hash: bytes
    state: str
    is_demo: bool


class LostRace(Exception):
    """Another writer moved the head: the transaction must be given up."""


_STREAM = select(
    t.stream.c.merchant_id,
    t.stream.c.stream_id,
    t.stream.c.shop_id,
    t.stream.c.till,
    t.stream.c.public_key,
    t.stream.c.head_seq,
    t.stream.c.head_hash,
    t.stream.c.state,
    t.stream.c.is_demo,
)


def stream(db: Connection, merchant_id: int, stream_id: bytes) -> StreamRow | None:
    """Return a merchant's stream."""
    c = t.stream.c
    found = db.execute(_STREAM.where(c.merchant_id == merchant_id, c.stream_id == stream_id))
    row = found.one_or_none()
    return None if row is None else StreamRow(*row)


def owner(db: Connection, stream_id: bytes) -> int | None:
    """Return the merchant that a stream belongs to."""
    c = t.stream_owner.c
    found: int | None = db.scalar(select(c.merchant_id).where(c.stream_id == stream_id))
    return found


def hash_at(db: Connection, row: StreamRow, seq: int) -> bytes | None:
    """Return the link of an entry of the stream: the genesis for 0, None beyond the head."""
    if seq == row.head_seq:
        return row.head_hash
    if seq == 0:
        return genesis(row.stream_id, row.public_key)
    for table in (t.fact, t.quarantined_fact):
        c = table.c
        found: bytes | None = db.scalar(
            select(c.hash).where(
                c.merchant_id == row.merchant_id, c.stream_id == row.stream_id, c.seq == seq
            )
        )
        if found is not None:
            return found
    return None


def append(
    db: Connection, row: StreamRow, entries: Sequence[Entry], hashes: Sequence[bytes], now_ms: int
) -> None:
    """Add entries after the head and move it. Raises LostRace when it is no longer there.

    A revoked till's entries go to the quarantine.
    """
    table = t.quarantined_fact if row.state == StreamState.REVOKED else t.fact
    rows = [
        {
            "merchant_id": row.merchant_id,
            "stream_id": row.stream_id,
            "seq": entry.seq,
            "head": entry.head,
            "body": entry.body,
            "hash": link,
            "received_ms": now_ms,
        }
        for entry, link in zip(entries, hashes, strict=True)
    ]
    inserted = db.execute(insert(table), rows).rowcount
    c = t.stream.c
    moved = db.execute(
        update(t.stream)
        .where(c.merchant_id == row.merchant_id, c.stream_id == row.stream_id)
        .where(c.head_seq == row.head_seq, c.head_hash == row.head_hash)
        .values(head_seq=entries[-1].seq, head_hash=hashes[-1])
    ).rowcount
    if inserted != len(rows) or moved != 1:
        raise LostRace


def note_contact(db: Connection, row: StreamRow, app: str, now_ms: int) -> None:
    """Note that a till spoke, and which version of the program it runs."""
    c = t.stream.c
    db.execute(
        update(t.stream)
        .where(c.merchant_id == row.merchant_id, c.stream_id == row.stream_id)
        .values(contact_ms=now_ms, app=app)
    )


def set_state(db: Connection, merchant_id: int, stream_id: bytes, state: StreamState) -> None:
    """Shut a till out, freeze it, or take it in again."""
    c = t.stream.c
    db.execute(
        update(t.stream)
        .where(c.merchant_id == merchant_id, c.stream_id == stream_id)
        .values(state=state.value)
    )


def add(db: Connection, row: StreamRow, hardware: str, app: str, now_ms: int) -> None:
    """Take in a new stream."""
    db.execute(insert(t.stream_owner).values(stream_id=row.stream_id, merchant_id=row.merchant_id))
    db.execute(
        insert(t.stream).values(
            **row._asdict(), hardware=hardware, app=app, enrolled_ms=now_ms, contact_ms=now_ms
        )
    )
    db.execute(
        insert(t.projector_cursor).values(
            merchant_id=row.merchant_id, stream_id=row.stream_id, seq=0
        )
    )
