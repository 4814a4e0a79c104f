"""Statements on the state of the file itself: sync, idle work, checks."""

from sqlalchemy import select, update

from pos_app.store import tables as t
from pos_app.store.expressions.parts import ONE, add, put, value

ADD_UPKEEP = add(t.upkeep, "only")
CLEAN_STOP = select(t.upkeep.c.clean_stop)
SET_CLEAN_STOP = update(t.upkeep).values(clean_stop=value("clean_stop"))
# SQLite writes nothing where nothing changes.
PRIME = update(t.upkeep).values(primed=ONE - t.upkeep.c.primed)
VERIFIED = select(t.upkeep.c.verified_seq, t.upkeep.c.verified_hash)
SET_VERIFIED = update(t.upkeep).values(verified_seq=value("seq"), verified_hash=value("hash"))

CHECKED = select(t.upkeep.c.checked_at_ms, t.upkeep.c.backed_up_at_ms)
SET_CHECKED = update(t.upkeep).values(checked_at_ms=value("now_ms"))
SET_BACKED_UP = update(t.upkeep).values(backed_up_at_ms=value("now_ms"))

_sync = [column for column in t.sync_state.c if column.name != "only"]
PUT_SYNC_STATE = put(t.sync_state)
SYNC_STATE = select(*_sync)
ACKED_SEQ = select(t.sync_state.c.acked_seq)
