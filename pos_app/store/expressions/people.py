"""Statements on staff, the shop itself and its settings."""

from sqlalchemy import select

from pos_app.store import tables as t
from pos_app.store.expressions.parts import ONE, OWN_STREAM, ZERO, add_missing, put, value

_s = t.staff
_person = (_s.c.staff_id, _s.c.number, t.person_card.c.bytes, _s.c.role, _s.c.is_active, _s.c.rev)
_with_card = _s.outerjoin(t.person_card, t.person_card.c.person_id == _s.c.staff_id)

PUT_STAFF = put(_s)
PUT_CARD = put(t.person_card)
PUT_SECRET = put(t.staff_secret)
STAFF = (
    select(*_person)
    .select_from(_with_card)
    .where(_s.c.is_active == ONE)
    .order_by(_s.c.number, _s.c.staff_id)
)
LOGIN = (
    select(*_person, t.staff_secret.c.pin_verifier)
    .select_from(_with_card.join(t.staff_secret, t.staff_secret.c.staff_id == _s.c.staff_id))
    .where(_s.c.number == value("number"), _s.c.is_active == ONE)
    .order_by(_s.c.staff_id)
    .limit(ONE)
)
CARDS = select(t.person_card.c.salt, t.person_card.c.bytes, t.person_card.c.rev).where(
    t.person_card.c.person_id == value("person_id")
)

ADD_SHOP = add_missing(t.shop)
SHOP = select(t.shop.c.shop_id, t.shop.c.is_demo).limit(ONE)
PUT_SETTING = put(t.setting)
ADD_SETTING = add_missing(t.setting)
SETTINGS = select(t.setting.c.key, t.setting.c.value).where(
    t.setting.c.stream_no.in_([ZERO, OWN_STREAM])
)
SETTING = select(t.setting.c.value).where(
    t.setting.c.key == value("key"), t.setting.c.stream_no == ZERO
)
PUT_LOCAL = put(t.local_setting)
LOCAL_SETTINGS = select(t.local_setting.c.key, t.local_setting.c.value)
