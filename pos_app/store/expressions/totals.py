"""Statements on the totals of days and months.

The page asks for some days and months of one dimension; `days` is a JSON list of
numbers such as 20261123, or 20261100 for a whole month.
"""

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from pos_app.store import tables as t
from pos_app.store.expressions.parts import in_order, value

_d = t.day_total
_sums = ("sale_count", "qty_milli", "amount_fen", "cost_fen", "costed_fen")

_added = sqlite_insert(_d).values(in_order(_d)).inline()
ADD_TOTAL = _added.on_conflict_do_update(
    index_elements=["stream_no", "business_day", "dimension", "key"],
    set_={name: _d.c[name] + _added.excluded[name] for name in _sums},
)

# Lists to look up in the primary key. Written as a join, SQLite goes through the whole table.
_days = func.json_each(value("days")).table_valued("value").alias("days")
_totals = [func.sum(_d.c[name]).label(name) for name in _sums]
FIGURES = (
    select(_d.c.key, *_totals)
    .where(
        _d.c.stream_no.in_(select(t.stream.c.stream_no)),
        _d.c.business_day.in_(select(_days.c.value)),
        _d.c.dimension == value("dimension"),
    )
    .group_by(_d.c.key)
    .order_by(_d.c.key)
)
BEST = (
    FIGURES.order_by(None)
    .order_by(func.sum(_d.c.amount_fen).desc(), _d.c.key)
    .limit(value("limit"))
)
