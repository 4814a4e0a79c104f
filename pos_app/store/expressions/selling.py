"""Statements on sales and what follows from them."""

from sqlalchemy import func, literal_column, select

from pos_app.store import tables as t
from pos_app.store.expressions.parts import ONE, OWN_STREAM, add, add_missing, value

_s = t.sale
_line = t.sale_line

ADD_SALE = add(_s)
ADD_LINE = add(_line)
ADD_TENDER = add_missing(t.tender)
ADD_MOVE = add(t.stock_move)
ADD_DRAWER_EVENT = add(t.drawer_event)
ADD_VOID = add(t.cart_void)
ADD_REPRINT = add(t.reprint)

REPRINT_COUNT = select(func.count()).where(t.reprint.c.sale_id == value("sale_id"))

_kinds = (
    select(func.group_concat(t.tender.c.kind, literal_column("','")))
    .where(t.tender.c.sale_id == _s.c.id)
    .scalar_subquery()
)
# A name is wherever the card of the person is.
_row = (
    _s.c.id, _s.c.seq, _s.c.receipt_code, _s.c.at_ms, _s.c.utc_offset_min, _s.c.business_day,
    t.person_card.c.bytes, _s.c.line_count, _s.c.total_fen, _kinds,
)  # fmt: skip
_with_staff = _s.outerjoin(t.person_card, t.person_card.c.person_id == _s.c.actor)
# Of the 16 digits the last is a check digit that nobody reads out.
_number = func.substr(_s.c.receipt_code, literal_column("3"), literal_column("13"))

SALES = (
    select(*_row)
    .select_from(_with_staff)
    .where(
        _s.c.stream_no == OWN_STREAM,
        _s.c.business_day >= value("first_day"),
        _s.c.business_day <= value("last_day"),
        _s.c.seq < value("before_seq"),
    )
    .order_by(_s.c.business_day.desc(), _s.c.seq.desc())
    .limit(value("limit"))
)
SALES_BY_TAIL = SALES.where(func.substr(_number, -func.length(value("tail"))) == value("tail"))
SALES_BY_RECEIPT = SALES.where(_s.c.receipt_code == value("receipt_code"))
SALE = select(*_row, _s.c.rounding_fen).select_from(_with_staff).where(_s.c.id == value("id"))
LINES = (
    select(
        _line.c.name, _line.c.code, _line.c.unit, _line.c.qty_milli, _line.c.unit_fen,
        _line.c.price_per_milli, _line.c.amount_fen,
    )
    .where(_line.c.sale_id == value("sale_id"))
    .order_by(_line.c.position)
)  # fmt: skip
TENDERS = (
    select(
        t.tender.c.kind, t.tender.c.state, t.tender.c.amount_fen, t.tender.c.received_fen,
        t.tender.c.change_fen,
    )
    .where(t.tender.c.sale_id == value("sale_id"))
    .order_by(t.tender.c.tender_id)
)  # fmt: skip
LAST_SALE = (
    select(_s.c.id)
    .where(_s.c.stream_no == OWN_STREAM)
    .order_by(_s.c.business_day.desc(), _s.c.seq.desc())
    .limit(ONE)
)
# What the check after an unclean stop compares with the journal.
_lines_fen = (
    select(func.sum(_line.c.amount_fen)).where(_line.c.sale_id == _s.c.id).scalar_subquery()
)
SALE_TOTALS = select(_s.c.total_fen, _s.c.rounding_fen + _lines_fen).where(_s.c.id == value("id"))
