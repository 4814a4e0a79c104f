"""The first shop file: journal, ledger, print queue, carts, search.

Written out in full, so that it stays what it was when the tables change.
"""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    """
    CREATE TABLE cart_void (cart_id BLOB NOT NULL, stream_no INTEGER NOT NULL, seq INTEGER
    NOT NULL, at_ms INTEGER NOT NULL, business_day INTEGER NOT NULL, actor BLOB, total_fen
    INTEGER NOT NULL, reason TEXT NOT NULL, lines TEXT NOT NULL, PRIMARY KEY (cart_id))
    WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE category (id BLOB NOT NULL, rev INTEGER NOT NULL, name TEXT NOT NULL,
    position INTEGER NOT NULL, unknown TEXT, PRIMARY KEY (id)) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE day_total (stream_no INTEGER NOT NULL, business_day INTEGER NOT NULL,
    dimension TEXT NOT NULL, "key" TEXT NOT NULL, sale_count INTEGER NOT NULL, qty_milli
    INTEGER NOT NULL, amount_fen INTEGER NOT NULL, cost_fen INTEGER NOT NULL, costed_fen
    INTEGER NOT NULL, PRIMARY KEY (stream_no, business_day, dimension, "key")) WITHOUT
    ROWID, STRICT
    """,
    """
    CREATE TABLE draft (no INTEGER NOT NULL, cart_id BLOB NOT NULL, opened_at_ms INTEGER NOT
    NULL, PRIMARY KEY (no), UNIQUE (cart_id)) STRICT
    """,
    """
    CREATE TABLE drawer_event (stream_no INTEGER NOT NULL, seq INTEGER NOT NULL, reason TEXT
    NOT NULL, business_day INTEGER NOT NULL, amount_fen INTEGER NOT NULL, PRIMARY KEY
    (stream_no, seq)) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE import_open (import_id BLOB NOT NULL, PRIMARY KEY (import_id)) WITHOUT
    ROWID, STRICT
    """,
    """
    CREATE TABLE journal (seq INTEGER NOT NULL, id BLOB NOT NULL, kind TEXT NOT NULL, head
    BLOB NOT NULL, body BLOB NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (seq), UNIQUE (id))
    STRICT
    """,
    """
    CREATE TABLE local_setting ("key" TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY
    ("key")) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE person_card (person_id BLOB NOT NULL, rev INTEGER NOT NULL, salt BLOB NOT
    NULL, bytes BLOB NOT NULL, PRIMARY KEY (person_id)) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE print_job (job_no INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, kind TEXT NOT
    NULL, sale_id BLOB NOT NULL, copy INTEGER NOT NULL, state TEXT NOT NULL, attempts
    INTEGER DEFAULT 0 NOT NULL, last_error TEXT, queued_at_ms INTEGER NOT NULL,
    changed_at_ms INTEGER NOT NULL, CHECK (state IN ('queued', 'sending', 'sent',
    'confirmed', 'failed', 'unknown'))) STRICT
    """,
    """
    CREATE INDEX print_job_by_sale ON print_job (sale_id)
    """,
    """
    CREATE INDEX print_job_open ON print_job (job_no) WHERE state IN ('queued', 'sending')
    """,
    """
    CREATE TABLE product (pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL,
    rev INTEGER NOT NULL, name TEXT NOT NULL, spec TEXT NOT NULL, unit TEXT NOT NULL,
    category_id BLOB, barcodes TEXT NOT NULL, is_weighed INTEGER NOT NULL, price_fen INTEGER
    NOT NULL, price_per_milli INTEGER NOT NULL, cost_fen INTEGER, tax_rate INTEGER NOT NULL,
    is_active INTEGER NOT NULL, import_id BLOB, unknown TEXT) STRICT
    """,
    """
    CREATE INDEX product_by_category ON product (category_id)
    """,
    """
    CREATE INDEX product_by_id ON product (id)
    """,
    """
    CREATE INDEX product_by_import ON product (import_id) WHERE import_id IS NOT NULL
    """,
    """
    CREATE TABLE product_barcode (code TEXT NOT NULL, product_pk INTEGER NOT NULL, PRIMARY
    KEY (code, product_pk)) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE receipt_counter (only INTEGER NOT NULL CHECK (only = 1), till INTEGER NOT
    NULL, series INTEGER NOT NULL, last_number INTEGER NOT NULL, PRIMARY KEY (only)) STRICT
    """,
    """
    CREATE TABLE reprint (sale_id BLOB NOT NULL, stream_no INTEGER NOT NULL, seq INTEGER NOT
    NULL, copy INTEGER NOT NULL, at_ms INTEGER NOT NULL, actor BLOB, PRIMARY KEY (sale_id,
    stream_no, seq)) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE sale (id BLOB NOT NULL, stream_no INTEGER NOT NULL, seq INTEGER NOT NULL,
    receipt_code TEXT NOT NULL, at_ms INTEGER NOT NULL, utc_offset_min INTEGER NOT NULL,
    business_day INTEGER NOT NULL, actor BLOB, member_id BLOB, shift_id BLOB, line_count
    INTEGER NOT NULL, total_fen INTEGER NOT NULL, rounding_fen INTEGER NOT NULL, note TEXT
    NOT NULL, PRIMARY KEY (id)) WITHOUT ROWID, STRICT
    """,
    """
    CREATE INDEX sale_by_day ON sale (business_day, seq)
    """,
    """
    CREATE INDEX sale_by_receipt ON sale (receipt_code)
    """,
    """
    CREATE TABLE setting ("key" TEXT NOT NULL, stream_no INTEGER NOT NULL, value TEXT NOT
    NULL, PRIMARY KEY ("key", stream_no)) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE shop (shop_id BLOB NOT NULL, name TEXT NOT NULL, is_demo INTEGER NOT NULL,
    currency TEXT NOT NULL, PRIMARY KEY (shop_id)) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE staff (staff_id BLOB NOT NULL, rev INTEGER NOT NULL, number TEXT NOT NULL,
    role TEXT NOT NULL, is_active INTEGER NOT NULL, card_hash TEXT NOT NULL, unknown TEXT,
    PRIMARY KEY (staff_id)) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE staff_secret (staff_id BLOB NOT NULL, pin_verifier TEXT NOT NULL, PRIMARY
    KEY (staff_id)) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE stock_move (product_id BLOB NOT NULL, stream_no INTEGER NOT NULL, seq
    INTEGER NOT NULL, n INTEGER NOT NULL, qty_milli INTEGER NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (product_id, stream_no, seq, n)) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE stream (stream_no INTEGER NOT NULL, stream_id BLOB NOT NULL, public_key
    BLOB NOT NULL, is_own INTEGER NOT NULL, applied_seq INTEGER DEFAULT 0 NOT NULL, PRIMARY
    KEY (stream_no), UNIQUE (stream_id)) STRICT
    """,
    """
    CREATE TABLE sync_state (only INTEGER NOT NULL CHECK (only = 1), server_url TEXT,
    merchant_id INTEGER, merchant TEXT, shop_id INTEGER, shop TEXT, till INTEGER, acked_seq
    INTEGER DEFAULT 0 NOT NULL, acked_hash BLOB NOT NULL, server_epoch TEXT NOT NULL, frozen
    TEXT NOT NULL, PRIMARY KEY (only)) STRICT
    """,
    """
    CREATE TABLE tender (sale_id BLOB NOT NULL, tender_id BLOB NOT NULL, kind TEXT NOT NULL,
    state TEXT NOT NULL, amount_fen INTEGER NOT NULL, received_fen INTEGER NOT NULL,
    change_fen INTEGER NOT NULL, PRIMARY KEY (sale_id, tender_id), CHECK (state IN
    ('created', 'pending', 'unknown', 'paid', 'failed', 'failed_provisional', 'cancelling',
    'reversed', 'refunding', 'partial_refunded', 'refunded', 'refund_unknown', 'review')))
    WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE upkeep (only INTEGER NOT NULL CHECK (only = 1), clean_stop INTEGER DEFAULT
    1 NOT NULL, primed INTEGER DEFAULT 0 NOT NULL, verified_seq INTEGER DEFAULT 0 NOT NULL,
    verified_hash BLOB, tidied_pk INTEGER DEFAULT 0 NOT NULL, ranked_seq INTEGER DEFAULT 0
    NOT NULL, checked_at_ms INTEGER, backed_up_at_ms INTEGER, PRIMARY KEY (only)) STRICT
    """,
    """
    CREATE TABLE draft_line (cart_id BLOB NOT NULL, line_id BLOB NOT NULL, position INTEGER
    NOT NULL, removed_no INTEGER, product_id BLOB NOT NULL, code TEXT NOT NULL, name TEXT
    NOT NULL, unit TEXT NOT NULL, qty_milli INTEGER NOT NULL, list_fen INTEGER NOT NULL,
    unit_fen INTEGER NOT NULL, price_per_milli INTEGER NOT NULL, category_id BLOB,
    is_weighed INTEGER NOT NULL, tax_rate INTEGER NOT NULL, cost_fen INTEGER, PRIMARY KEY
    (cart_id, line_id), FOREIGN KEY(cart_id) REFERENCES draft (cart_id) ON DELETE CASCADE)
    WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE sale_line (sale_id BLOB NOT NULL, position INTEGER NOT NULL, line_id BLOB
    NOT NULL, product_id BLOB, category_id BLOB, code TEXT NOT NULL, name TEXT NOT NULL,
    unit TEXT NOT NULL, qty_milli INTEGER NOT NULL, list_fen INTEGER NOT NULL, unit_fen
    INTEGER NOT NULL, price_per_milli INTEGER NOT NULL, amount_fen INTEGER NOT NULL,
    adjustments TEXT, tax_rate INTEGER NOT NULL, tax_fen INTEGER NOT NULL, cost_fen INTEGER,
    PRIMARY KEY (sale_id, position), FOREIGN KEY(sale_id) REFERENCES sale (id)) WITHOUT
    ROWID, STRICT
    """,
)

SEARCH = (
    """
    CREATE VIRTUAL TABLE search_hot USING fts5(terms, content='', contentless_delete=1,
    detail=none, tokenize="ascii tokenchars '#'", prefix='1 2 3')
    """,
    """
    CREATE VIRTUAL TABLE search_find USING fts5(terms, content='', contentless_delete=1,
    detail=none, tokenize="ascii tokenchars '#'", prefix='1 2 3')
    """,
    """
    CREATE TABLE search_sold (product_pk INTEGER PRIMARY KEY, sold INTEGER NOT NULL) STRICT
    """,
    """
    CREATE TABLE search_cursor (only INTEGER PRIMARY KEY CHECK (only = 1), indexed_pk
    INTEGER NOT NULL) STRICT
    """,
    """
    INSERT INTO search_cursor (only, indexed_pk) VALUES (1, 0)
    """,
)

EXTRAS = (
    "CREATE TRIGGER journal_appends BEFORE INSERT ON journal WHEN NEW.seq <> (SELECT "
    "coalesce(max(seq), 0) + 1 FROM journal) BEGIN SELECT RAISE(ABORT, 'the journal has no "
    "gaps'); END",
    "CREATE TRIGGER journal_keeps BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the "
    "journal is never changed'); END",
    "CREATE TRIGGER journal_stays BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the "
    "journal is never shortened'); END",
    """
    CREATE INDEX search_sold_most ON search_sold (sold)
    """,
)


def upgrade() -> None:
    """Make everything."""
    for statement in (*TABLES, *SEARCH, *EXTRAS):
        op.execute(statement)
