"""What the status page shows: tills and the totals of their days."""

from typing import NamedTuple

from sqlalchemy import Connection, and_, func, select

from sync.protocol.totals import ALL, ROUNDING, TENDER, TENDER_PENDING, Sums
from sync.server.store import tables as t


class TillRow(NamedTuple):
    """A till as the server knows it."""

    merchant_id: int
    shop_id: int
    till: int
    stream_id: bytes
    state: str
    is_demo: bool
    app: str
    head_seq: int
    head_hash: bytes
    contact_ms: int
    projected_seq: int
    exception_count: int
    parked_count: int


class DayRow(NamedTuple):
    """One figure of a shop's business day, over all its tills."""

    merchant_id: int
    shop_id: int
    business_day: int
    dimension: str
    key: str
    sums: Sums


_SHOWN = (ALL, TENDER, TENDER_PENDING, ROUNDING)


def tills(db: Connection) -> list[TillRow]:
    """Return all tills, shop by shop."""
    stream, cursor = t.stream.c, t.projector_cursor.c
    counts = [
        select(func.count())
        .where(table.c.merchant_id == stream.merchant_id, table.c.stream_id == stream.stream_id)
        .scalar_subquery()
        for table in (t.fact_exception, t.parked_fact)
    ]
    rows = db.execute(
        select(
            stream.merchant_id,
            stream.shop_id,
            stream.till,
            stream.stream_id,
            stream.state,
            stream.is_demo,
            stream.app,
            stream.head_seq,
            stream.head_hash,
            stream.contact_ms,
            cursor.seq,
            *counts,
        )
        .join(
            t.projector_cursor,
            and_(cursor.merchant_id == stream.merchant_id, cursor.stream_id == stream.stream_id),
        )
        .order_by(stream.merchant_id, stream.shop_id, stream.till)
    )
    return [TillRow(*tuple(row)) for row in rows]


def days(db: Connection, merchant_id: int, shop_id: int, day_count: int) -> list[DayRow]:
    """Return the figures of a shop's last business days, newest first."""
    stream, total = t.stream.c, t.day_total.c
    of_shop = and_(
        stream.merchant_id == total.merchant_id,
        stream.stream_id == total.stream_id,
        stream.merchant_id == merchant_id,
        stream.shop_id == shop_id,
    )
    newest = (
        select(total.business_day)
        .distinct()
        .join(t.stream, of_shop)
        .order_by(total.business_day.desc())
        .limit(day_count)
    )
    rows = db.execute(
        select(
            total.business_day,
            total.dimension,
            total.key,
            *(func.sum(total[name]) for name in Sums._fields),
        )
        .join(t.stream, of_shop)
        .where(total.business_day.in_(newest), total.dimension.in_(_SHOWN))
        .group_by(total.business_day, total.dimension, total.key)
        .order_by(total.business_day.desc(), total.dimension, total.key)
    )
    return [
        DayRow(merchant_id, shop_id, day, dimension, key, Sums(*sums))
        for day, dimension, key, *sums in rows
    ]
