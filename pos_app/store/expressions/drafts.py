"""Statements on open carts."""

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from pos_app.store import tables as t
from pos_app.store.expressions.parts import ONE, ZERO, add_missing, in_order, value

_line = t.draft_line
_line_names = [column.name for column in _line.c if column.name != "removed_no"]

OPEN_DRAFT = add_missing(t.draft, "cart_id", "opened_at_ms")
_put = sqlite_insert(_line).values(in_order(_line, *_line_names)).inline()
PUT_LINE = _put.on_conflict_do_update(
    index_elements=["cart_id", "line_id"],
    set_={
        name: _put.excluded[name]
        for name in _line_names
        if name not in ("cart_id", "line_id", "position")
    },
)
_other = _line.alias("other")
_next_removed = (
    select(func.coalesce(func.max(_other.c.removed_no), ZERO) + ONE)
    .where(_other.c.cart_id == value("cart_id"))
    .scalar_subquery()
)
REMOVE_LINE = (
    update(_line)
    .where(
        _line.c.cart_id == value("cart_id"),
        _line.c.line_id == value("line_id"),
        _line.c.removed_no.is_(None),
    )
    .values(removed_no=_next_removed)
)
DROP_DRAFT = delete(t.draft).where(t.draft.c.cart_id == value("cart_id"))
OPEN_LINES = (
    select(
        _line.c.cart_id, _line.c.removed_no, _line.c.line_id, _line.c.product_id, _line.c.code,
        _line.c.name, _line.c.unit, _line.c.qty_milli, _line.c.list_fen, _line.c.unit_fen,
        _line.c.price_per_milli, _line.c.category_id, _line.c.is_weighed, _line.c.tax_rate,
        _line.c.cost_fen,
    )
    .join(t.draft, t.draft.c.cart_id == _line.c.cart_id)
    .order_by(t.draft.c.no, _line.c.removed_no, _line.c.position, _line.c.line_id)
)  # fmt: skip
