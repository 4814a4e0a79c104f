"""Statements on the state of the file itself: sync, idle work, checks."""

from sqlalchemy import select, update

from pos_app.store import tables as t
from pos_app.store.expressions.parts import ONE, add, value

ADD_UPKEEP = add(t.upkeep, "only")
CLEAN_STOP = select(t.upkeep.c.clean_stop)
SET_CLEAN_STOP = update(t.upkeep).values(clean_stop=value("clean_stop"))
PRIME = update(t.upkeep).values(clean_stop=t.upkeep.c.clean_stop)
VERIFIED = select(t.upkeep.c.verified_seq, t.upkeep.c.verified_hash)
SET_VERIFIED = update(t.upkeep).values(verified_seq=value("seq"), verified_hash=value("hash"))

ADD_SYNC_STATE = add(t.sync_state, "only")
ACKED_SEQ = select(t.sync_state.c.acked_seq)
TILL_NO = select(t.sync_state.c.till_no).limit(ONE)
