"""Every table of the shop file.

Ids are 16 bytes here and 32 hex digits everywhere else. Tables are STRICT, so
that no float and no text can stand where a whole number belongs. What belongs to
the LEDGER follows from facts alone and can be rebuilt; the rest is this
machine's own.
"""

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    column,
    table,
    text,
)
from sqlalchemy.sql.elements import conv

from pos_app.domain.tender import TenderState
from pos_app.usecases.ports import JobState

metadata = MetaData()


def _table(name: str, *parts: Any, rowid: bool = True, numbers_for_ever: bool = False) -> Table:
    return Table(
        name, metadata, *parts, sqlite_strict=True, sqlite_with_rowid=rowid,
        sqlite_autoincrement=numbers_for_ever,
    )  # fmt: skip


def _id(name: str, **options: Any) -> "Column[bytes]":
    return Column(name, LargeBinary, nullable=options.pop("nullable", False), **options)


def _maybe_id(name: str) -> "Column[bytes]":
    return _id(name, nullable=True)


def _int(name: str, default: int | None = None, **options: Any) -> "Column[int]":
    options.setdefault("nullable", False)
    shown = None if default is None else text(str(default))
    return Column(name, Integer, server_default=shown, **options)


def _maybe_int(name: str) -> "Column[int]":
    return _int(name, nullable=True)


def _text(name: str, **options: Any) -> "Column[str]":
    options.setdefault("nullable", False)
    return Column(name, Text, **options)


def _pk(name: str) -> "Column[int]":
    return Column(name, Integer, primary_key=True)


def _one_row() -> "Column[int]":
    return Column("only", Integer, CheckConstraint(conv("only = 1")), primary_key=True)


def _one_of(column: str, values: type[TenderState] | type[JobState]) -> CheckConstraint:
    listed = ", ".join(f"'{each.value}'" for each in values)
    return CheckConstraint(conv(f"{column} IN ({listed})"))


# --- The journal, and whose it is -------------------------------------------------

# The till's own stream is number 1 and the only one with a journal here.
stream = _table(
    "stream", _pk("stream_no"), _id("stream_id", unique=True), _id("public_key"),
    _int("is_own"), _int("applied_seq", 0),
)  # fmt: skip
journal = _table(
    "journal", _pk("seq"), _id("id", unique=True), _text("kind"),
    _id("head"), _id("body"), _id("hash"),
)  # fmt: skip
# Where the stream belongs, as the server said, and how far the server has it.
sync_state = _table(
    "sync_state",
    _one_row(),
    _text("server_url", nullable=True),
    _maybe_int("merchant_id"),
    _text("merchant", nullable=True),
    _maybe_int("shop_id"),
    _text("shop", nullable=True),
    _maybe_int("till"),
    _int("acked_seq", 0),
    _id("acked_hash"),
    _text("server_epoch"),
    _text("frozen"),
)
receipt_counter = _table(
    "receipt_counter", _one_row(), _int("till"), _int("series"), _int("last_number"),
)  # fmt: skip
# How far the idle work has come, and whether the till was shut down in order.
upkeep = _table(
    "upkeep", _one_row(), _int("clean_stop", 1), _int("primed", 0), _int("verified_seq", 0),
    _maybe_id("verified_hash"), _int("tidied_pk", 0), _int("ranked_seq", 0),
    _maybe_int("checked_at_ms"), _maybe_int("backed_up_at_ms"),
)  # fmt: skip

# --- LEDGER: the shop, its settings and people ---------------------------------------

shop = _table(
    "shop", _id("shop_id", primary_key=True), _text("name"), _int("is_demo"), _text("currency"),
    rowid=False,
)  # fmt: skip
# Stream 0 stands for the whole shop.
setting = _table(
    "setting", _text("key", primary_key=True), _int("stream_no", primary_key=True), _text("value"),
    rowid=False,
)  # fmt: skip
staff = _table(
    "staff", _id("staff_id", primary_key=True), _int("rev"), _text("number"), _text("role"),
    _int("is_active"), _text("card_hash"), _text("unknown", nullable=True), rowid=False,
)  # fmt: skip

# --- LEDGER: the catalogue ------------------------------------------------------------

category = _table(
    "category", _id("id", primary_key=True), _int("rev"), _text("name"), _int("position"),
    _text("unknown", nullable=True), rowid=False,
)  # fmt: skip
# A row is one version of a product; the visible one with the highest pk is in force.
# A version is invisible while its import stands in import_open.
product = _table(
    "product", _pk("pk"), _id("id"), _int("rev"), _text("name"), _text("spec"), _text("unit"),
    _maybe_id("category_id"), _text("barcodes"), _int("is_weighed"), _int("price_fen"),
    _int("price_per_milli"), _maybe_int("cost_fen"), _int("tax_rate"), _int("is_active"),
    _maybe_id("import_id"), _text("unknown", nullable=True), numbers_for_ever=True,
)  # fmt: skip
Index("product_by_id", product.c.id)
Index("product_by_category", product.c.category_id)
Index("product_by_import", product.c.import_id, sqlite_where=product.c.import_id.is_not(None))
product_barcode = _table(
    "product_barcode", _text("code", primary_key=True), _int("product_pk", primary_key=True),
    rowid=False,
)  # fmt: skip
import_open = _table("import_open", _id("import_id", primary_key=True), rowid=False)

# --- LEDGER: sales and what follows from them -------------------------------------------

sale = _table(
    "sale", _id("id", primary_key=True), _int("stream_no"), _int("seq"), _text("receipt_code"),
    _int("at_ms"), _int("utc_offset_min"), _int("business_day"), _maybe_id("actor"),
    _maybe_id("member_id"), _maybe_id("shift_id"), _int("line_count"), _int("total_fen"),
    _int("rounding_fen"), _text("note"), rowid=False,
)  # fmt: skip
Index("sale_by_day", sale.c.business_day, sale.c.seq)
Index("sale_by_receipt", sale.c.receipt_code)
sale_line = _table(
    "sale_line", Column("sale_id", LargeBinary, ForeignKey("sale.id"), primary_key=True),
    _int("position", primary_key=True), _id("line_id"), _maybe_id("product_id"),
    _maybe_id("category_id"), _text("code"), _text("name"), _text("unit"), _int("qty_milli"),
    _int("list_fen"), _int("unit_fen"), _int("price_per_milli"), _int("amount_fen"),
    _text("adjustments", nullable=True), _int("tax_rate"), _int("tax_fen"), _maybe_int("cost_fen"),
    rowid=False,
)  # fmt: skip
# No reference to the sale: what a tender's own facts say may come before it.
tender = _table(
    "tender", _id("sale_id", primary_key=True), _id("tender_id", primary_key=True), _text("kind"),
    _text("state"), _int("amount_fen"), _int("received_fen"), _int("change_fen"),
    _one_of("state", TenderState), rowid=False,
)  # fmt: skip
stock_move = _table(
    "stock_move", _id("product_id", primary_key=True), _int("stream_no", primary_key=True),
    _int("seq", primary_key=True), _int("n", primary_key=True), _int("qty_milli"), _text("reason"),
    rowid=False,
)  # fmt: skip
drawer_event = _table(
    "drawer_event", _int("stream_no", primary_key=True), _int("seq", primary_key=True),
    _text("reason"), _int("business_day"), _int("amount_fen"), rowid=False,
)  # fmt: skip
cart_void = _table(
    "cart_void", _id("cart_id", primary_key=True), _int("stream_no"), _int("seq"), _int("at_ms"),
    _int("business_day"), _maybe_id("actor"), _int("total_fen"), _text("reason"), _text("lines"),
    rowid=False,
)  # fmt: skip
reprint = _table(
    "reprint", _id("sale_id", primary_key=True), _int("stream_no", primary_key=True),
    _int("seq", primary_key=True), _int("copy"), _int("at_ms"), _maybe_id("actor"), rowid=False,
)  # fmt: skip
# A whole month stands under its day 00, so that a year is twelve rows a key.
day_total = _table(
    "day_total", _int("stream_no", primary_key=True), _int("business_day", primary_key=True),
    _text("dimension", primary_key=True), _text("key", primary_key=True), _int("sale_count"),
    _int("qty_milli"), _int("amount_fen"), _int("cost_fen"), _int("costed_fen"), rowid=False,
)  # fmt: skip

LEDGER = (
    shop, setting, staff, category, product, product_barcode, import_open, sale_line, sale, tender,
    stock_move, drawer_event, cart_void, reprint, day_total,
)  # fmt: skip

# --- This machine's own -----------------------------------------------------------------

local_setting = _table("local_setting", _text("key", primary_key=True), _text("value"), rowid=False)
person_card = _table(
    "person_card", _id("person_id", primary_key=True), _int("rev"), _id("salt"), _id("bytes"),
    rowid=False,
)  # fmt: skip
staff_secret = _table(
    "staff_secret", _id("staff_id", primary_key=True), _text("pin_verifier"), rowid=False
)
print_job = _table(
    "print_job", _pk("job_no"), _text("kind"), _id("sale_id"), _int("copy"), _text("state"),
    _int("attempts", 0), _text("last_error", nullable=True), _int("queued_at_ms"),
    _int("changed_at_ms"), _one_of("state", JobState), numbers_for_ever=True,
)  # fmt: skip
# Word for word what a query must ask for to be answered from the index.
STILL_OPEN = text("state IN ('queued', 'sending')")
Index("print_job_open", print_job.c.job_no, sqlite_where=STILL_OPEN)
Index("print_job_by_sale", print_job.c.sale_id)
draft = _table("draft", _pk("no"), _id("cart_id", unique=True), _int("opened_at_ms"))
draft_line = _table(
    "draft_line",
    Column("cart_id", LargeBinary, ForeignKey("draft.cart_id", ondelete="CASCADE"),
           primary_key=True),
    _id("line_id", primary_key=True), _int("position"), _maybe_int("removed_no"),
    _id("product_id"), _text("code"), _text("name"), _text("unit"), _int("qty_milli"),
    _int("list_fen"), _int("unit_fen"), _int("price_per_milli"), _maybe_id("category_id"),
    _int("is_weighed"), _int("tax_rate"), _maybe_int("cost_fen"), rowid=False,
)  # fmt: skip
# Made by the search room, like the two full-text tables; read here for the tiles.
search_cursor = table("search_cursor", column("indexed_pk", Integer))
search_sold = table("search_sold", column("product_pk", Integer), column("sold", Integer))

# What the tables alone do not say; made after them and after those of the search room.
EXTRAS = (
    "CREATE TRIGGER journal_appends BEFORE INSERT ON journal "
    "WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal) "
    "BEGIN SELECT RAISE(ABORT, 'the journal has no gaps'); END",
    "CREATE TRIGGER journal_keeps BEFORE UPDATE ON journal "
    "BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END",
    "CREATE TRIGGER journal_stays BEFORE DELETE ON journal "
    "BEGIN SELECT RAISE(ABORT, 'the journal is never shortened'); END",
    "CREATE INDEX search_sold_most ON search_sold (sold)",
)
