"""The server's tables. ``merchant_id`` leads every key, so that merchants can be moved apart.

``stream_owner`` is the exception: it says which merchant a stream belongs to, and is
the directory that stays in one place.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

merchant = Table(
    "merchant",
    metadata,
    Column("merchant_id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
)

shop = Table(
    "shop",
    metadata,
    Column("merchant_id", Integer, primary_key=True),
    Column("shop_id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    ForeignKeyConstraint(["merchant_id"], ["merchant.merchant_id"]),
)

stream = Table(
    "stream",
    metadata,
    Column("merchant_id", Integer, primary_key=True),
    Column("stream_id", LargeBinary, primary_key=True),
    Column("shop_id", Integer, nullable=False),
    Column("till", Integer, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("head_seq", BigInteger, nullable=False),
    Column("head_hash", LargeBinary, nullable=False),
    Column("state", Text, nullable=False),
    Column("is_demo", Boolean, nullable=False),
    Column("hardware", Text, nullable=False),
    Column("app", Text, nullable=False),
    Column("enrolled_ms", BigInteger, nullable=False),
    Column("contact_ms", BigInteger, nullable=False),
    UniqueConstraint("merchant_id", "shop_id", "till"),
    ForeignKeyConstraint(["merchant_id", "shop_id"], ["shop.merchant_id", "shop.shop_id"]),
)

stream_owner = Table(
    "stream_owner",
    metadata,
    Column("stream_id", LargeBinary, primary_key=True),
    Column("merchant_id", Integer, nullable=False),
)


def _facts(name: str) -> Table:
    return Table(
        name,
        metadata,
        Column("merchant_id", Integer, primary_key=True),
        Column("stream_id", LargeBinary, primary_key=True),
        Column("seq", BigInteger, primary_key=True),
        Column("head", LargeBinary, nullable=False),
        Column("body", LargeBinary, nullable=False),
        Column("hash", LargeBinary, nullable=False),
        Column("received_ms", BigInteger, nullable=False),
        ForeignKeyConstraint(
            ["merchant_id", "stream_id"], ["stream.merchant_id", "stream.stream_id"]
        ),
    )


fact = _facts("fact")
# What a till sent after it was shut out: kept, but not counted.
quarantined_fact = _facts("quarantined_fact")

projector_cursor = Table(
    "projector_cursor",
    metadata,
    Column("merchant_id", Integer, primary_key=True),
    Column("stream_id", LargeBinary, primary_key=True),
    Column("seq", BigInteger, nullable=False),
)

day_total = Table(
    "day_total",
    metadata,
    Column("merchant_id", Integer, primary_key=True),
    Column("stream_id", LargeBinary, primary_key=True),
    Column("business_day", Integer, primary_key=True),
    Column("dimension", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("sale_count", BigInteger, nullable=False),
    Column("qty_milli", BigInteger, nullable=False),
    Column("amount_fen", BigInteger, nullable=False),
    Column("cost_fen", BigInteger, nullable=False),
    Column("costed_fen", BigInteger, nullable=False),
)

fact_exception = Table(
    "fact_exception",
    metadata,
    Column("merchant_id", Integer, primary_key=True),
    Column("stream_id", LargeBinary, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("detail", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("found_ms", BigInteger, nullable=False),
)

parked_fact = Table(
    "parked_fact",
    metadata,
    Column("merchant_id", Integer, primary_key=True),
    Column("stream_id", LargeBinary, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("kind", Text, nullable=False, index=True),
)

pairing_code = Table(
    "pairing_code",
    metadata,
    Column("merchant_id", Integer, primary_key=True),
    Column("code_hash", LargeBinary, primary_key=True),
    Column("shop_id", Integer, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("used_by", LargeBinary, nullable=True),
    UniqueConstraint("code_hash"),
    ForeignKeyConstraint(["merchant_id", "shop_id"], ["shop.merchant_id", "shop.shop_id"]),
)

admin = Table(
    "admin",
    metadata,
    Column("admin_id", Integer, primary_key=True),
    Column("password_hash", Text, nullable=False),
)
