"""The first schema: places, journal, projections; facts can be neither changed nor removed.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_UNCHANGEABLE = ("fact", "quarantined_fact")


def upgrade() -> None:
    """Create everything."""
    _create_places()
    _create_journal()
    _create_projections()
    for table in _UNCHANGEABLE:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END"
            )


def _create_places() -> None:
    op.create_table(
        "merchant",
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id"),
    )
    op.create_table(
        "shop",
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id"],
            ["merchant.merchant_id"],
        ),
        sa.PrimaryKeyConstraint("merchant_id", "shop_id"),
    )
    op.create_table(
        "stream",
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("stream_id", sa.LargeBinary(), nullable=False),
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("till", sa.Integer(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("head_seq", sa.BigInteger(), nullable=False),
        sa.Column("head_hash", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("hardware", sa.Text(), nullable=False),
        sa.Column("app", sa.Text(), nullable=False),
        sa.Column("enrolled_ms", sa.BigInteger(), nullable=False),
        sa.Column("contact_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id", "shop_id"],
            ["shop.merchant_id", "shop.shop_id"],
        ),
        sa.PrimaryKeyConstraint("merchant_id", "stream_id"),
        sa.UniqueConstraint("merchant_id", "shop_id", "till"),
    )
    op.create_table(
        "stream_owner",
        sa.Column("stream_id", sa.LargeBinary(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("stream_id"),
    )
    op.create_table(
        "pairing_code",
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_by", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["merchant_id", "shop_id"],
            ["shop.merchant_id", "shop.shop_id"],
        ),
        sa.PrimaryKeyConstraint("merchant_id", "code_hash"),
        sa.UniqueConstraint("code_hash"),
    )
    op.create_table(
        "admin",
        sa.Column("admin_id", sa.Integer(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("admin_id"),
    )


def _create_journal() -> None:
    op.create_table(
        "fact",
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("stream_id", sa.LargeBinary(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("received_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id", "stream_id"],
            ["stream.merchant_id", "stream.stream_id"],
        ),
        sa.PrimaryKeyConstraint("merchant_id", "stream_id", "seq"),
    )
    op.create_table(
        "quarantined_fact",
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("stream_id", sa.LargeBinary(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("received_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id", "stream_id"],
            ["stream.merchant_id", "stream.stream_id"],
        ),
        sa.PrimaryKeyConstraint("merchant_id", "stream_id", "seq"),
    )


def _create_projections() -> None:
    op.create_table(
        "projector_cursor",
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("stream_id", sa.LargeBinary(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "stream_id"),
    )
    op.create_table(
        "day_total",
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("stream_id", sa.LargeBinary(), nullable=False),
        sa.Column("business_day", sa.Integer(), nullable=False),
        sa.Column("dimension", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("sale_count", sa.BigInteger(), nullable=False),
        sa.Column("qty_milli", sa.BigInteger(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("cost_fen", sa.BigInteger(), nullable=False),
        sa.Column("costed_fen", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "stream_id", "business_day", "dimension", "key"),
    )
    op.create_table(
        "fact_exception",
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("stream_id", sa.LargeBinary(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("found_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "stream_id", "seq", "code"),
    )
    op.create_table(
        "parked_fact",
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("stream_id", sa.LargeBinary(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "stream_id", "seq"),
    )
    op.create_index(op.f("ix_parked_fact_kind"), "parked_fact", ["kind"], unique=False)
