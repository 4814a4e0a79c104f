"""Statements on the journal and the stream it belongs to."""

from sqlalchemy import func, select, update

from pos_app.store import tables as t
from pos_app.store.expressions.parts import ONE, OWN_STREAM, ZERO, add, value

_seq = t.journal.c.seq

APPEND = add(t.journal)
TIP = select(_seq, t.journal.c.head, t.journal.c.hash).order_by(_seq.desc()).limit(ONE)
HASH_AT = select(t.journal.c.hash).where(_seq == value("seq"))
SEQ_OF = select(_seq).where(t.journal.c.id == value("id"))
HEAD_AT = select(t.journal.c.head).where(_seq == value("seq"))
LINKS_AFTER = (
    select(_seq, t.journal.c.head, t.journal.c.body, t.journal.c.hash)
    .where(_seq > value("seq"))
    .order_by(_seq)
    .limit(value("limit"))
)

ADD_STREAM = add(t.stream)
OWN = select(t.stream.c.stream_id, t.stream.c.public_key, t.stream.c.applied_seq).where(
    t.stream.c.stream_no == OWN_STREAM
)
APPLIED = (
    update(t.stream)
    .where(t.stream.c.stream_no == value("stream_no"), t.stream.c.applied_seq < value("seq"))
    .values(applied_seq=value("seq"))
)
FORGET_APPLIED = update(t.stream).where(t.stream.c.stream_no == OWN_STREAM).values(applied_seq=ZERO)
APPLIED_SEQ = select(t.stream.c.applied_seq).where(t.stream.c.stream_no == value("stream_no"))

ADD_COUNTER = add(t.receipt_counter)
TAKE_NUMBER = (
    update(t.receipt_counter)
    .values(last_number=t.receipt_counter.c.last_number + ONE)
    .returning(
        t.receipt_counter.c.till, t.receipt_counter.c.series, t.receipt_counter.c.last_number
    )
)
NEXT_SERIES = update(t.receipt_counter).values(
    series=t.receipt_counter.c.series + ONE, last_number=ZERO
)
SERIES = select(t.receipt_counter.c.series)
SET_TILL = update(t.receipt_counter).values(till=value("till"))

# What a copy of the file is compared by.
SUMS = select(
    select(func.count()).select_from(t.journal).scalar_subquery(),
    select(func.coalesce(func.max(_seq), ZERO)).scalar_subquery(),
    select(func.count()).select_from(t.sale).scalar_subquery(),
    select(func.coalesce(func.sum(t.sale.c.total_fen), ZERO)).scalar_subquery(),
    select(func.count()).select_from(t.product).scalar_subquery(),
    select(func.coalesce(func.sum(t.day_total.c.amount_fen), ZERO)).scalar_subquery(),
)
