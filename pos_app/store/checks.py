"""Looks for damage: after a stop that was no stop, and slowly through everything when idle."""

from pos_app.store import journal
from pos_app.store.engine import Database
from pos_app.store.frozen import journal as journal_sql
from pos_app.store.frozen import keeping as sql
from pos_app.store.frozen import selling as selling_sql
from pos_app.store.ids import stored
from pos_app.store.journal import BrokenChain, Stream, Tip
from pos_app.store.readers import Readers
from pos_app.store.troubles import Damaged
from pos_app.store.writer import ShopWriter
from pos_app.usecases.ports import Clock
from sync.protocol.facts.kinds import decode_body, decode_head
from sync.protocol.facts.selling import SaleCompleted

LINKS_A_SLICE = 200
SALES_COMPARED = 200
DAY_MS = 24 * 60 * 60 * 1_000

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name"


def check_start(database: Database, stream: Stream, tip: Tip) -> None:
    """Check the newest links; after an unclean stop, also the ledger against them.

    Raises Damaged.
    """
    if journal.verify_last(database, stream, tip) is not None:
        raise Damaged
    if not database.execute(sql.CLEAN_STOP).fetchone()[0]:
        _check_ledger(database, tip)


def _check_ledger(database: Database, tip: Tip) -> None:
    own = {"stream_no": journal.OWN_STREAM}
    if database.execute(journal_sql.APPLIED_SEQ, own).fetchone()[0] != tip.seq:
        raise Damaged
    for entry in journal.entries(database, max(tip.seq - SALES_COMPARED, 0)):
        kind = decode_head(entry.head).kind
        fact = decode_body(kind, entry.body) if kind == SaleCompleted.kind else None
        if isinstance(fact, SaleCompleted):
            values = {"id": stored(fact.sale_id)}
            kept = database.execute(selling_sql.SALE_TOTALS, values).fetchone()
            if kept != (fact.total_fen, fact.total_fen):
                raise Damaged


class Checks:
    """One walk a day through the whole chain and every table, in slices."""

    def __init__(self, writer: ShopWriter, readers: Readers, clock: Clock) -> None:
        self._writer = writer
        self._readers = readers
        self._clock = clock
        self._tables: list[str] | None = None
        self._is_over = False

    def step(self) -> bool:
        """Check one slice; False when there is nothing to check today. Raises Damaged once."""
        if self._is_over or not self._is_due():
            return False
        try:
            return self._chain() or self._table()
        except Damaged:
            self._is_over = True
            raise

    def check_all(self) -> None:
        """Check the whole chain and every table now. Raises Damaged."""
        with self._writer.rows_later() as database:
            database.execute(sql.SET_VERIFIED, {"seq": 0, "hash": None})
        while self._chain():
            pass
        while self._table() and self._tables is not None:
            pass

    def _is_due(self) -> bool:
        checked_at_ms, _ = self._readers.first(sql.CHECKED)
        now_ms = self._clock.now_ms()
        return checked_at_ms is None or not 0 <= now_ms - checked_at_ms < DAY_MS

    def _chain(self) -> bool:
        stream = self._writer.stream
        seq, kept = self._readers.first(sql.VERIFIED)
        previous = kept if kept is not None else stream.genesis
        with self._readers.named_errors():
            found = journal.verify(self._readers.here(), stream, seq, previous, LINKS_A_SLICE)
        if isinstance(found, BrokenChain):
            raise Damaged
        if found[0] == seq:
            return False
        self._note_verified(*found)
        return True

    def _table(self) -> bool:
        if self._tables is None:
            self._tables = [name for (name,) in self._readers.read(_TABLES)]
        if self._tables:
            name = self._tables.pop().replace('"', '""')
            if self._readers.read(f'PRAGMA quick_check("{name}")') != [("ok",)]:
                raise Damaged
            return True
        self._tables = None
        with self._writer.rows_later() as database:
            database.execute(sql.SET_CHECKED, {"now_ms": self._clock.now_ms()})
            database.execute(sql.SET_VERIFIED, {"seq": 0, "hash": None})
        return True

    def _note_verified(self, seq: int, newest_hash: bytes) -> None:
        with self._writer.rows_later() as database:
            database.execute(sql.SET_VERIFIED, {"seq": seq, "hash": newest_hash})
