"""What the sync thread needs from the shop file: the journal's tail, and how far it was sent."""

from typing import NamedTuple

from pos_app.store import journal
from pos_app.store.frozen import journal as journal_sql
from pos_app.store.frozen import keeping as sql
from pos_app.store.journal import Linked, Stream
from pos_app.store.readers import Readers
from pos_app.store.writer import ShopWriter
from pos_app.usecases.ports import UnsentFacts
from sync.protocol.facts.kinds import decode_head

RECEIPT_TILL_MAX = 999


class SyncRow(NamedTuple):
    """Where the stream belongs (None and empty before pairing), and how far it was sent."""

    server_url: str | None
    merchant_id: int | None
    merchant: str | None
    shop_id: int | None
    shop: str | None
    till: int | None
    acked_seq: int
    acked_hash: bytes
    server_epoch: str
    frozen: str


UNPAIRED = SyncRow(None, None, None, None, None, None, 0, b"", "", "")


class SyncKeeper:
    """The journal as the sync client reads it, and the state that outlives a restart.

    Every method may raise a StoreTrouble.
    """

    def __init__(self, writer: ShopWriter, readers: Readers) -> None:
        self._writer = writer
        self._readers = readers

    @property
    def stream(self) -> Stream:
        """The till's own stream."""
        return self._writer.stream

    def load(self) -> SyncRow:
        """Return what was kept last."""
        return SyncRow(*self._readers.read(sql.SYNC_STATE)[0])

    def save(self, row: SyncRow) -> None:
        """Keep a state, durably. The receipts of a paired till bear its number."""
        with self._writer.rows_later() as database:
            database.execute(sql.PUT_SYNC_STATE, (1, *row))
            if row.till is not None and 0 < row.till <= RECEIPT_TILL_MAX:
                database.execute(journal_sql.SET_TILL, {"till": row.till})

    def tail(self, after_seq: int, facts_max: int, bytes_max: int) -> list[Linked]:
        """Return the entries after a place: as many as fit both bounds, but at least one."""
        with self._readers.named_errors():
            return journal.tail(self._readers.here(), after_seq, facts_max, bytes_max)

    def hash_at(self, seq: int) -> bytes | None:
        """Return an entry's link: the genesis for 0, None beyond the last entry."""
        with self._readers.named_errors():
            return journal.hash_at(self._readers.here(), self.stream, seq)

    def unsent(self, after_seq: int) -> UnsentFacts:
        """Count the entries after a place and say when the first of them was made."""
        first = self._readers.read(journal_sql.HEAD_AT, {"seq": after_seq + 1})
        if not first:
            return UnsentFacts(0, None)
        # The journal has no gaps: to count a year that was never sent would mean to read it.
        fact_count = max(self._writer.tip.seq - after_seq, 1)
        return UnsentFacts(fact_count, decode_head(first[0][0]).at_ms)
