"""What follows from the facts: day totals, exceptions, and how far the projector has got."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, and_, delete, exists, select, update
from sqlalchemy.dialects.sqlite import insert

from sync.protocol.totals import Sums
from sync.server.store import tables as t


class StreamKey(NamedTuple):
    """Whose stream, and which."""

    merchant_id: int
    stream_id: bytes


class StoredFact(NamedTuple):
    """A fact as it stands in the journal."""

    seq: int
    head: bytes
    body: bytes


class TotalKey(NamedTuple):
    """Where a day total stands within its stream."""

    business_day: int
    dimension: str
    key: str


class Found(NamedTuple):
    """Something wrong with a fact, for people to look at."""

    seq: int
    code: str
    detail: str


def behind(db: Connection, limit: int) -> list[tuple[StreamKey, int]]:
    """Return streams with facts that are not projected, and where each cursor stands."""
    cursor, fact = t.projector_cursor.c, t.fact.c
    next_fact = and_(
        fact.merchant_id == cursor.merchant_id,
        fact.stream_id == cursor.stream_id,
        fact.seq == cursor.seq + 1,
    )
    rows = db.execute(
        select(cursor.merchant_id, cursor.stream_id, cursor.seq)
        .where(exists().where(next_fact))
        .limit(limit)
    )
    return [(StreamKey(merchant_id, stream_id), seq) for merchant_id, stream_id, seq in rows]


def facts_after(db: Connection, key: StreamKey, seq: int, limit: int) -> list[StoredFact]:
    """Return the facts of a stream that follow ``seq``, in order."""
    c = t.fact.c
    rows = db.execute(
        select(c.seq, c.head, c.body)
        .where(c.merchant_id == key.merchant_id, c.stream_id == key.stream_id, c.seq > seq)
        .order_by(c.seq)
        .limit(limit)
    )
    return [StoredFact(*row) for row in rows]


def move_cursor(db: Connection, key: StreamKey, seq: int, to_seq: int) -> bool:
    """Move the cursor on; False when someone else has moved it."""
    c = t.projector_cursor.c
    moved = db.execute(
        update(t.projector_cursor)
        .where(c.merchant_id == key.merchant_id, c.stream_id == key.stream_id, c.seq == seq)
        .values(seq=to_seq)
    )
    return moved.rowcount == 1


def add_totals(db: Connection, key: StreamKey, totals: Mapping[TotalKey, Sums]) -> None:
    """Add to the day totals of a stream."""
    if not totals:
        return
    statement = insert(t.day_total)
    statement = statement.on_conflict_do_update(
        index_elements=["merchant_id", "stream_id", "business_day", "dimension", "key"],
        set_={name: t.day_total.c[name] + statement.excluded[name] for name in Sums._fields},
    )
    rows = [
        {**key._asdict(), **total._asdict(), **sums._asdict()} for total, sums in totals.items()
    ]
    db.execute(statement, rows)


def add_exceptions(db: Connection, key: StreamKey, found: Sequence[Found], now_ms: int) -> None:
    """Keep what is wrong with facts, once for each fact and code."""
    if found:
        rows = [
            {**key._asdict(), **each._asdict(), "state": "open", "found_ms": now_ms}
            for each in found
        ]
        db.execute(insert(t.fact_exception).on_conflict_do_nothing(), rows)


def park(db: Connection, key: StreamKey, kinds: Mapping[int, str]) -> None:
    """Note facts, by number, of kinds that this program does not know."""
    if kinds:
        rows = [{**key._asdict(), "seq": seq, "kind": kind} for seq, kind in kinds.items()]
        db.execute(insert(t.parked_fact).on_conflict_do_nothing(), rows)


def parked(db: Connection, known: Iterable[str], limit: int) -> list[tuple[StreamKey, StoredFact]]:
    """Return parked facts of kinds that are known by now."""
    fact, parked_fact = t.fact.c, t.parked_fact.c
    rows = db.execute(
        select(fact.merchant_id, fact.stream_id, fact.seq, fact.head, fact.body)
        .join(
            t.parked_fact,
            and_(
                fact.merchant_id == parked_fact.merchant_id,
                fact.stream_id == parked_fact.stream_id,
                fact.seq == parked_fact.seq,
            ),
        )
        .where(parked_fact.kind.in_(list(known)))
        .limit(limit)
    )
    return [
        (StreamKey(merchant_id, stream_id), StoredFact(seq, head, body))
        for merchant_id, stream_id, seq, head, body in rows
    ]


def unpark(db: Connection, key: StreamKey, seq: int) -> bool:
    """Take a fact out of the car park; False when someone else has."""
    c = t.parked_fact.c
    taken = db.execute(
        delete(t.parked_fact).where(
            c.merchant_id == key.merchant_id, c.stream_id == key.stream_id, c.seq == seq
        )
    )
    return taken.rowcount == 1
