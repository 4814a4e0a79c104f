"""Statements on the print queue."""

from sqlalchemy import case, select, update

from pos_app.store import tables as t
from pos_app.store.expressions.parts import ONE, ZERO, add, value, word

_j = t.print_job
_has_cash = (
    select(ONE).where(t.tender.c.sale_id == _j.c.sale_id, t.tender.c.kind == word("cash")).exists()
)
_job = (
    _j.c.job_no, _j.c.sale_id, _j.c.copy, _j.c.queued_at_ms, _j.c.attempts,
    ((_j.c.copy == ZERO) & _has_cash).label("opens_drawer"),
)  # fmt: skip

ADD_JOB = add(_j, "kind", "sale_id", "copy", "state", "queued_at_ms", "changed_at_ms").returning(
    _j.c.job_no
)
JOBS_IN_STATE = (
    select(*_job)
    .where(t.STILL_OPEN, _j.c.state == value("state"))
    .order_by(_j.c.job_no)
    .limit(value("limit"))
)
MARK_JOB = (
    update(_j)
    .where(_j.c.job_no == value("job_no"))
    .values(
        state=value("state"),
        attempts=_j.c.attempts + case((value("state") == word("sending"), ONE), else_=ZERO),
        last_error=value("last_error"),
        changed_at_ms=value("changed_at_ms"),
    )
)
# How the newest first print of a sale stands.
PRINT_STATE = (
    select(_j.c.state)
    .where(_j.c.sale_id == value("sale_id"))
    .order_by(_j.c.job_no.desc())
    .limit(ONE)
)
