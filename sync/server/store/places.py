"""Merchants, their shops, and the codes that let a till in."""

from typing import NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update

from sync.server.store import tables as t


class Shop(NamedTuple):
    """A shop and whose it is."""

    merchant_id: int
    merchant: str
    shop_id: int
    name: str


class PairingCode(NamedTuple):
    """A code that was made for a shop; ``used_by`` is the stream that came in with it."""

    merchant_id: int
    shop_id: int
    expires_ms: int
    tries: int
    used_by: bytes | None


_SHOP = select(t.shop.c.merchant_id, t.merchant.c.name, t.shop.c.shop_id, t.shop.c.name).join(
    t.merchant, t.merchant.c.merchant_id == t.shop.c.merchant_id
)


def shop(db: Connection, merchant_id: int, shop_id: int) -> Shop | None:
    """Return a shop."""
    c = t.shop.c
    row = db.execute(_SHOP.where(c.merchant_id == merchant_id, c.shop_id == shop_id)).one_or_none()
    return None if row is None else Shop(*row)


def shops(db: Connection) -> list[Shop]:
    """Return all shops, merchant by merchant."""
    rows = db.execute(_SHOP.order_by(t.shop.c.merchant_id, t.shop.c.shop_id))
    return [Shop(*row) for row in rows]


def find_or_add_shop(db: Connection, merchant: str, name: str, now_ms: int) -> Shop:
    """Return the shop of this name of the merchant of that name, both made when new."""
    found = db.execute(_SHOP.where(t.merchant.c.name == merchant, t.shop.c.name == name)).first()
    if found is not None:
        return Shop(*found)
    merchant_id = db.scalar(
        select(t.merchant.c.merchant_id).where(t.merchant.c.name == merchant).limit(1)
    )
    if merchant_id is None:
        merchant_id = 1 + (db.scalar(select(func.max(t.merchant.c.merchant_id))) or 0)
        db.execute(
            insert(t.merchant).values(merchant_id=merchant_id, name=merchant, created_ms=now_ms)
        )
    c = t.shop.c
    highest = db.scalar(select(func.max(c.shop_id)).where(c.merchant_id == merchant_id)) or 0
    made = Shop(merchant_id, merchant, highest + 1, name)
    db.execute(
        insert(t.shop).values(
            merchant_id=merchant_id, shop_id=made.shop_id, name=name, created_ms=now_ms
        )
    )
    return made


def next_till(db: Connection, merchant_id: int, shop_id: int) -> int:
    """Return the next free till number of a shop."""
    c = t.stream.c
    highest = db.scalar(
        select(func.max(c.till)).where(c.merchant_id == merchant_id, c.shop_id == shop_id)
    )
    return 1 + (highest or 0)


def add_code(db: Connection, place: Shop, code_hash: bytes, expires_ms: int, now_ms: int) -> None:
    """Keep a new code, and forget those that ran out unused."""
    c = t.pairing_code.c
    db.execute(delete(t.pairing_code).where(c.expires_ms < now_ms, c.used_by.is_(None)))
    db.execute(
        insert(t.pairing_code).values(
            merchant_id=place.merchant_id,
            shop_id=place.shop_id,
            code_hash=code_hash,
            expires_ms=expires_ms,
            tries=0,
            used_by=None,
        )
    )


def code(db: Connection, code_hash: bytes) -> PairingCode | None:
    """Find a code."""
    c = t.pairing_code.c
    row = db.execute(
        select(c.merchant_id, c.shop_id, c.expires_ms, c.tries, c.used_by).where(
            c.code_hash == code_hash
        )
    ).one_or_none()
    return None if row is None else PairingCode(*row)


def note_try(db: Connection, code_hash: bytes) -> None:
    """Count an attempt with a code."""
    c = t.pairing_code.c
    db.execute(update(t.pairing_code).where(c.code_hash == code_hash).values(tries=c.tries + 1))


def use_code(db: Connection, code_hash: bytes, stream_id: bytes) -> None:
    """Note who came in with a code."""
    c = t.pairing_code.c
    db.execute(update(t.pairing_code).where(c.code_hash == code_hash).values(used_by=stream_id))


def password_hash(db: Connection) -> str | None:
    """Return what is kept of the administrator's password."""
    found: str | None = db.scalar(select(t.admin.c.password_hash))
    return found


def set_password_hash(db: Connection, kept: str) -> None:
    """Set the administrator's password."""
    db.execute(delete(t.admin))
    db.execute(insert(t.admin).values(admin_id=1, password_hash=kept))
