"""What the store does when nobody waits: index, tidy, learn what sells, check, back up.

Work is cut into slices, each one short transaction of the background, so that
whoever stands at the counter waits for a few milliseconds at most.
"""

import json
import logging
from collections import Counter
from collections.abc import Callable
from typing import Any

from pos_app.store import journal
from pos_app.store.backup import Backups
from pos_app.store.ballast import Ballast
from pos_app.store.checks import Checks
from pos_app.store.engine import Database
from pos_app.store.frozen import catalogue as sql
from pos_app.store.frozen import keeping as keeping_sql
from pos_app.store.ids import stored
from pos_app.store.readers import Readers
from pos_app.store.search import index
from pos_app.store.search.index import Entry
from pos_app.store.troubles import StoreTrouble
from pos_app.store.writer import ShopWriter
from pos_app.usecases.ports import Clock
from sync.protocol.facts.kinds import decode_body, decode_head
from sync.protocol.facts.selling import SaleCompleted

SLICE_ROWS = 25
SLICE_ROWS_WHEN_BUSY = 5
RANK_BYTES_MAX = 1024 * 1024
DAY_MS = 24 * 60 * 60 * 1_000

_log = logging.getLogger("store")


class Upkeep:
    """The idle work of an open shop. ``step`` is called from one background thread."""

    def __init__(
        self, writer: ShopWriter, readers: Readers, ballast: Ballast, backups: Backups, clock: Clock
    ) -> None:
        self._writer = writer
        self._readers = readers
        self._ballast = ballast
        self._backups = backups
        self._clock = clock
        self._checks = Checks(writer, readers, clock)
        # No import can still be going on when the shop has just been opened.
        rows = readers.read(sql.OPEN_IMPORTS)
        self._abandoned: set[bytes] = {import_id for (import_id,) in rows}
        self._jobs: tuple[Callable[[], bool], ...] = (
            self._index, self._tidy, self._sweep, self._rank, self._back_up, self._reserve,
            self._checks.step,
        )  # fmt: skip

    def abandon(self, import_id: str) -> None:
        """Have the products of an import that was given up cleared away."""
        self._abandoned.add(stored(import_id))

    def step(self) -> bool:
        """Do one slice of the first thing there is to do; False when all is done for now.

        Raises a StoreTrouble when the disk fails or a check finds damage.
        """
        return any(job() for job in self._jobs)

    @property
    def is_indexed(self) -> bool:
        """Say whether search finds everything that was put on sale."""
        return self._readers.first(sql.TO_INDEX) is None

    def index_all(self) -> None:
        """Have search find everything now; for a shop in which nobody sells yet."""
        while self._index():
            pass

    @property
    def _slice(self) -> int:
        """How many rows to touch before the counter gets its turn: about 5 ms, or one."""
        return SLICE_ROWS_WHEN_BUSY if self._writer.is_busy else SLICE_ROWS

    def _index(self) -> bool:
        if self.is_indexed:
            return False
        with self._writer.rows_later() as database:
            return index.index_next(database, _entries_of(database), self._slice) > 0

    def _tidy(self) -> bool:
        """Clear away the versions before those that came into force."""
        tidied_pk = self._readers.first(sql.TIDIED_PK)[0]
        values = {"pk": tidied_pk, "limit": self._slice}
        if not self._readers.read(sql.VERSIONS_AFTER, values):
            return False
        with self._writer.rows_later() as database:
            versions = database.execute(sql.VERSIONS_AFTER, values).fetchall()
            for *entry, product_id, is_active, is_in_force in versions:
                if is_in_force:
                    _take_over(database, _entry(entry), product_id, is_active)
            database.execute(sql.SET_TIDIED, {"pk": versions[-1][0]})
        return True

    def _sweep(self) -> bool:
        """Clear away what an import left that never came to its end."""
        if not self._abandoned:
            return False
        import_id = next(iter(self._abandoned))
        with self._writer.rows_later() as database:
            values = {"import_id": import_id, "limit": self._slice}
            is_open = (import_id,) in database.execute(sql.OPEN_IMPORTS).fetchall()
            rows = database.execute(sql.OF_IMPORT, values).fetchall() if is_open else []
            for product_pk, barcodes in rows:
                _drop(database, product_pk, barcodes)
            if not rows:
                database.execute(sql.CLOSE_IMPORT, {"import_id": import_id})
                self._abandoned.discard(import_id)
        return True

    def _rank(self) -> bool:
        """Count what was sold since the last time."""
        ranked_seq = self._readers.first(sql.RANKED_SEQ)[0]
        with self._readers.named_errors():
            entries = journal.tail(self._readers.here(), ranked_seq, SLICE_ROWS, RANK_BYTES_MAX)
        if not entries:
            return False
        sold: Counter[str] = Counter()
        for entry in entries:
            kind = decode_head(entry.head).kind
            if kind == SaleCompleted.kind:
                fact = decode_body(kind, entry.body)
                assert isinstance(fact, SaleCompleted)
                sold.update({line.product_id for line in fact.lines if line.product_id})
        with self._writer.rows_later() as database:
            for product_id, count in sold.items():
                _raise_rank(database, product_id, count)
            database.execute(sql.SET_RANKED, {"seq": entries[-1].seq})
        return True

    def _reserve(self) -> bool:
        return self._ballast.take_up()

    def _back_up(self) -> bool:
        """Make the daily copy."""
        _, backed_up_at_ms = self._readers.first(keeping_sql.CHECKED)
        now_ms = self._clock.now_ms()
        if backed_up_at_ms is not None and 0 <= now_ms - backed_up_at_ms < DAY_MS:
            return False
        if self._writer.tip.seq == 0 or self._ballast.is_low():
            return False
        try:
            self._backups.make(self._readers.here())
        except StoreTrouble:
            _log.exception("the daily backup failed")
        with self._writer.rows_later() as database:
            database.execute(keeping_sql.SET_BACKED_UP, {"now_ms": now_ms})
        return True


def _entries_of(database: Database) -> index.Fetch:
    def fetch(after_pk: int, limit: int) -> list[Entry]:
        values = {"pk": after_pk, "limit": limit}
        return [_entry(row) for row in database.execute(sql.ENTRIES_AFTER, values)]

    return fetch


def _entry(row: Any) -> Entry:
    product_pk, name, spec, barcodes = row
    return Entry(product_pk, name, spec, json.loads(barcodes))


def _take_over(database: Database, entry: Entry, product_id: bytes, is_active: bool) -> None:
    """Let a version in force take the place of those before it."""
    values = {"id": product_id, "pk": entry.pk}
    for old_pk, barcodes in database.execute(sql.SUPERSEDED_BY, values).fetchall():
        index.succeed(database, old_pk, entry)
        _drop(database, old_pk, barcodes)
    if not is_active:
        index.remove(database, entry.pk)


def _drop(database: Database, product_pk: int, barcodes: str) -> None:
    index.remove(database, product_pk)
    for code in json.loads(barcodes):
        database.execute(sql.DROP_BARCODE, {"code": code, "product_pk": product_pk})
    database.execute(sql.DROP_PRODUCT, {"pk": product_pk})


def _raise_rank(database: Database, product_id: str, count: int) -> None:
    row = database.execute(sql.ENTRY_IN_FORCE, {"id": stored(product_id)}).fetchone()
    if row is not None:
        before = database.execute(sql.SOLD_OF, {"pk": row[0]}).fetchone()
        index.rank(database, _entry(row), count + (before[0] if before else 0))
