"""Reads the journal in order and writes what follows from it: day totals and exceptions.

What is written and how far the projector has got share a transaction: a crash costs
nothing but time. A fact that makes no sense becomes an exception and holds up no other.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Sequence

from sqlalchemy.exc import SQLAlchemyError

from sync.protocol.facts.head import FactHead
from sync.protocol.facts.kinds import KINDS, BadFact, decode_body, decode_head
from sync.protocol.facts.record import Fact
from sync.protocol.facts.selling import SaleCompleted
from sync.protocol.totals import Contribution, Sums, day_contributions
from sync.server.store import projections
from sync.server.store.projections import Found, StoredFact, StreamKey, TotalKey
from sync.server.store.store import Store

SLICE_MAX = 500
# A hundred billion yuan: far above any sale, far below what would overflow a sum.
ABSURD = 10**13
# What counting with values that nobody expected can end in.
_ABSURD_VALUES = (ArithmeticError, LookupError, TypeError, ValueError)
_DAYS = range(19700101, 100_000_000)


class Projection:
    """What a slice of one stream comes to; made without touching the database."""

    def __init__(self) -> None:
        self.totals: dict[TotalKey, Sums] = defaultdict(Sums)
        self.found: list[Found] = []
        self.unknown: dict[int, str] = {}

    def take(self, fact: StoredFact) -> None:
        """Add a fact, whatever it is."""
        try:
            head = decode_head(fact.head)
        except BadFact as error:
            self._find(fact, "bad_head", str(error))
            return
        try:
            body = decode_body(head.kind, fact.body)
        except BadFact as error:
            self._find(fact, "bad_body", f"{head.kind}: {error}")
            return
        if body is None:
            self.unknown[fact.seq] = head.kind[:100]
        else:
            self._add(fact, head, body)

    def _add(self, fact: StoredFact, head: FactHead, body: Fact) -> None:
        try:
            contributions = day_contributions(head, body)
        except _ABSURD_VALUES as error:
            self._find(fact, "projection_failed", type(error).__name__)
            return
        if head.business_day not in _DAYS or not all(map(_is_sane, contributions)):
            self._find(fact, "absurd", head.kind)
            return
        for dimension, key, sums in contributions:
            total = TotalKey(head.business_day, dimension, key[:200])
            self.totals[total] = Sums(*map(sum, zip(self.totals[total], sums, strict=True)))
        if isinstance(body, SaleCompleted) and not _adds_up(body):
            self._find(fact, "sale_sum", "lines, total and tenders differ")

    def _find(self, fact: StoredFact, code: str, detail: str) -> None:
        self.found.append(Found(fact.seq, code, detail[:200]))


def _is_sane(contribution: Contribution) -> bool:
    return all(abs(value) <= ABSURD for value in contribution.sums)


def _adds_up(sale: SaleCompleted) -> bool:
    lines_fen = sum(line.amount_fen for line in sale.lines)
    tenders_fen = sum(tender.amount_fen for tender in sale.tenders)
    return lines_fen + sale.rounding_fen == sale.total_fen == tenders_fen


def project(facts: Sequence[StoredFact]) -> Projection:
    """Add up a slice of one stream."""
    projection = Projection()
    for fact in facts:
        projection.take(fact)
    return projection


def catch_up(store: Store, now_ms: int) -> int:
    """Project a slice of every stream that is behind, each in a transaction of its own.

    Returns how many facts there were; 0 means that nothing is left.
    """
    done = 0
    with store.reading() as db:
        waiting = projections.behind(db, SLICE_MAX)
    for key, seq in waiting:
        with store.reading() as db:
            facts = projections.facts_after(db, key, seq, SLICE_MAX)
        projection = project(facts)
        with store.writing() as db:
            if not projections.move_cursor(db, key, seq, facts[-1].seq):
                continue
            projections.add_totals(db, key, projection.totals)
            projections.add_exceptions(db, key, projection.found, now_ms)
            projections.park(db, key, projection.unknown)
        done += len(facts)
    return done


def catch_up_parked(store: Store, now_ms: int) -> int:
    """Project parked facts whose kind this program knows by now; returns how many."""
    with store.reading() as db:
        waiting = projections.parked(db, KINDS, SLICE_MAX)
    for key, fact in waiting:
        projection = project([fact])
        with store.writing() as db:
            if projections.unpark(db, key, fact.seq):
                projections.add_totals(db, key, projection.totals)
                projections.add_exceptions(db, key, projection.found, now_ms)
    return len(waiting)


class ProjectorThread:
    """Keeps the projections up to date, woken after each commit of the intake."""

    def __init__(
        self,
        store: Store,
        now_ms: Callable[[], int],
        report: Callable[[Exception], None],
        retry_s: float = 5.0,
    ) -> None:
        self._store = store
        self._now_ms = now_ms
        self._report = report
        self._retry_s = retry_s
        self._wake = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="projector", daemon=True)

    def start(self) -> None:
        """Begin with what is left from last time."""
        self._thread.start()

    def wake(self) -> None:
        """There are new facts."""
        self._wake.set()

    def is_alive(self) -> bool:
        """Whether it runs; a bug ends it, and then facts wait in the journal."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Finish the slice under way and end."""
        self._stopping = True
        self._wake.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping:
            self._wake.clear()
            try:
                while not self._stopping and self._turn():
                    pass
            except SQLAlchemyError as trouble:
                self._report(trouble)
                self._wake.wait(self._retry_s)
                continue
            if not self._stopping:
                self._wake.wait()

    def _turn(self) -> int:
        now_ms = self._now_ms()
        return catch_up(self._store, now_ms) + catch_up_parked(self._store, now_ms)


__all__ = ["ProjectorThread", "StreamKey", "catch_up", "catch_up_parked", "project"]
