"""Statements that empty the ledger before it is made anew."""

from sqlalchemy import delete, update

from pos_app.store import tables as t
from pos_app.store.expressions.journal import FORGET_APPLIED
from pos_app.store.expressions.parts import ZERO

EMPTY = (
    *(delete(table) for table in t.LEDGER),
    FORGET_APPLIED,
    update(t.upkeep).values(tidied_pk=ZERO),
)
