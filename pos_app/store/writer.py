"""The one connection that writes.

Everything that changes the shop file goes through a transaction of this writer, in
turn: the person at the counter first. A fact is on the disk before its transaction
is left (synchronous=FULL); open carts are safe from a killed program (NORMAL).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from pos_app.settings import DAY_START
from pos_app.store import engine, journal, troubles
from pos_app.store.ballast import Ballast
from pos_app.store.engine import Database, DatabaseError
from pos_app.store.frozen import keeping as keeping_sql
from pos_app.store.frozen import people as people_sql
from pos_app.store.journal import Stream, Tip
from pos_app.store.turns import Turns
from pos_app.store.work import FactWork
from pos_app.usecases.ports import Clock, NewId, Work
from sync.protocol.facts.record import Fact

IDLE_MS = 2_000
BUSY_MS = 5_000
WAL_FORCED_BYTES = 16 * 1024 * 1024

# Tells, of a fact's id, whether a COMMIT whose answer was lost took place.
Witness = Callable[[], str | None]


def _no_witness() -> str | None:
    return None


def _nobody(_facts: Sequence[Fact]) -> None:
    """Until somebody listens."""


class ShopWriter:
    """Writes for all threads. ``committed`` is called after each transaction with the
    facts that it recorded, on the thread that recorded them."""

    def __init__(
        self,
        path: Path,
        stream: Stream,
        clock: Clock,
        new_id: NewId,
        ballast: Ballast,
        connect: engine.Connect = engine.connect,
    ) -> None:
        self._path = path
        self._wal = path.with_name(path.name + "-wal")
        self._clock = clock
        self._new_id = new_id
        self._ballast = ballast
        self._connect = connect
        self._turns = Turns()
        self._is_durable = True
        self._written_ms: int | None = None
        self._urgent_ms: int | None = None
        self._database: Database | None = None
        self.stream = stream
        self.committed: Callable[[Sequence[Fact]], None] = _nobody
        database = self._open()
        self.tip: Tip = journal.read_tip(database, stream)
        self.day_start_min = _day_start_min(database)

    @contextmanager
    def urgent(self) -> Iterator[Work]:
        """Open a transaction for someone who waits: durable once it has left."""
        with self._turns.urgent(), self._work() as work:
            self._urgent_ms = self._clock.monotonic_ms()
            yield work
        self._tell(work)

    @contextmanager
    def later(self) -> Iterator[Work]:
        """Open a transaction for the background; it lets urgent ones go first."""
        with self._turns.later():
            with self._work() as work:
                yield work
            self._checkpoint_if_large()
        self._tell(work)

    @contextmanager
    def rows(self, *, is_durable: bool = True) -> Iterator[Database]:
        """Open an urgent transaction for rows that are no facts."""
        with self._turns.urgent(), self._transaction(is_durable) as database:
            self._urgent_ms = self._clock.monotonic_ms()
            yield database

    @property
    def is_busy(self) -> bool:
        """Whether somebody at the counter wrote something in the last five seconds."""
        urgent_ms = self._urgent_ms
        return urgent_ms is not None and self._clock.monotonic_ms() - urgent_ms < BUSY_MS

    @contextmanager
    def rows_later(self) -> Iterator[Database]:
        """Open a background transaction for rows that are no facts."""
        with self._turns.later():
            with self._transaction(is_durable=True) as database:
                yield database
            self._checkpoint_if_large()

    def idle(self, now_ms: int) -> None:
        """Move the write-ahead log into the file when nothing was written for two seconds.

        ``now_ms`` is the clock's monotonic time. Afterwards one small write starts the
        log over, so that the next scan does not wait for that.
        """
        is_due = self._written_ms is not None and now_ms - self._written_ms >= IDLE_MS
        if not is_due and self._wal_bytes() < WAL_FORCED_BYTES:
            return
        with self._turns.later():
            if self._checkpoint():
                with self._transaction(is_durable=False) as database:
                    database.execute(keeping_sql.PRIME)
                self._written_ms = None

    def close(self) -> None:
        """Close the connection; SQLite then clears the log away."""
        with self._turns.urgent():
            if self._database is not None:
                self._database.close()
                self._database = None

    @contextmanager
    def _work(self) -> Iterator[FactWork]:
        work: FactWork | None = None
        with self._transaction(True, lambda: work.newest_id if work else None) as database:
            work = FactWork(
                database, self.stream, self.tip, self.day_start_min, self._clock, self._new_id
            )
            yield work
        self.tip = work.tip
        if any(getattr(fact, "key", None) == DAY_START.key for fact in work.facts):
            self.day_start_min = _day_start_min(self._open())

    @contextmanager
    def _transaction(self, is_durable: bool, witness: Witness = _no_witness) -> Iterator[Database]:
        database = self._open()
        try:
            with engine.named_errors(self._path.parent):
                self._set_durable(database, is_durable)
                database.execute("BEGIN IMMEDIATE")
                yield database
        except BaseException as error:
            self._roll_back(database)
            if isinstance(error, troubles.DiskFull) and self._ballast.give_up():
                raise troubles.DiskFullReserve from error
            raise
        self._commit(database, witness)
        self._written_ms = self._clock.monotonic_ms()

    def _commit(self, database: Database, witness: Witness) -> None:
        """Commit, and find out what happened when the answer was an error."""
        try:
            database.execute("COMMIT")
        except DatabaseError as error:
            trouble = engine.trouble_of(error, self._path.parent)
            if trouble is None:
                self._roll_back(database)
                raise
            if isinstance(trouble, troubles.DiskFull):
                self._roll_back(database)
                raise self._full() from error
            if not self._took_place(witness()):
                raise trouble from error

    def _full(self) -> troubles.DiskFull:
        return troubles.DiskFullReserve() if self._ballast.give_up() else troubles.DiskFull()

    def _took_place(self, fact_id: str | None) -> bool:
        """Open the file again and look: what the log holds after a failed sync decides."""
        self._drop()
        return fact_id is not None and journal.seq_of(self._open(), fact_id) is not None

    def _roll_back(self, database: Database) -> None:
        if database.in_transaction:
            try:
                database.execute("ROLLBACK")
            except DatabaseError:
                self._drop()

    def _drop(self) -> None:
        if self._database is not None:
            with suppress(DatabaseError):
                self._database.close()
            self._database = None

    def _open(self) -> Database:
        """Return the connection; after a failure, a new one."""
        if self._database is None:
            with engine.named_errors(self._path.parent):
                database = self._connect(self._path)
                engine.prepare_writer(database)
            self._database = database
            self._is_durable = True
        return self._database

    def _set_durable(self, database: Database, is_durable: bool) -> None:
        if is_durable != self._is_durable:
            database.execute(f"PRAGMA synchronous = {'FULL' if is_durable else 'NORMAL'}")
            self._is_durable = is_durable

    def _checkpoint_if_large(self) -> None:
        if self._wal_bytes() >= WAL_FORCED_BYTES:
            self._checkpoint()

    def _checkpoint(self) -> bool:
        """Move what readers let go into the file; True when the log can start over."""
        database = self._open()
        with engine.named_errors(self._path.parent):
            self._set_durable(database, is_durable=True)
            _, in_log, moved = database.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        return bool(in_log == moved)

    def _wal_bytes(self) -> int:
        try:
            return self._wal.stat().st_size
        except OSError:
            return 0

    def _tell(self, work: Work) -> None:
        assert isinstance(work, FactWork)
        if work.facts:
            self.committed(work.facts)


def _day_start_min(database: Database) -> int:
    row = database.execute(people_sql.SETTING, {"key": DAY_START.key}).fetchone()
    text = DAY_START.default if row is None or not DAY_START.check(row[0]) else row[0]
    return int(text) * 60
