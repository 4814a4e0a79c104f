"""Stand-ins for everything the use cases need: a shop in memory, and a clock that stands.

They keep the promises of ``pos_app/usecases/ports.py``: a transaction is kept whole or
not at all, and what is read follows from the facts that were kept.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from itertools import count
from typing import NamedTuple, TypeVar

from argon2 import PasswordHasher

from pos_app.domain.business_day import DAY_START_MIN, business_day, clock_back_ms
from pos_app.domain.cart import Cart, Line
from pos_app.domain.people import Authority, Staff
from pos_app.domain.sale import ReceiptNumber
from pos_app.usecases.ports import (
    Clock,
    Drafts,
    NewId,
    Recorded,
    SettingStore,
    StaffLogin,
    Work,
    Writer,
)
from sync.protocol.facts.head import FactHead
from sync.protocol.facts.record import Fact
from sync.protocol.facts.selling import ReceiptReprinted

MORNING_MS = 1_795_395_600_000  # 2026-11-23 09:00 in China
QUICK_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def counting_ids() -> NewId:
    """Make ids of 32 hex digits that count: 000...1, 000...2."""
    numbers = count(1)
    return lambda: f"{next(numbers):032x}"


class StandingClock:
    """A clock that moves when it is told to."""

    def __init__(self, now_ms: int = MORNING_MS, utc_offset_min: int = 480) -> None:
        self.time_ms = now_ms
        self.offset_min = utc_offset_min
        self.running_ms = 0

    def now_ms(self) -> int:
        return self.time_ms

    def utc_offset_min(self) -> int:
        return self.offset_min

    def monotonic_ms(self) -> int:
        return self.running_ms

    def wait(self, seconds: int) -> None:
        """Let time pass."""
        self.time_ms += seconds * 1_000
        self.running_ms += seconds * 1_000


class Kept(NamedTuple):
    """A fact as it stands in the journal."""

    seq: int
    head: FactHead
    fact: Fact


class Job(NamedTuple):
    """A receipt that waits for the printer."""

    sale_id: str
    copy: int


FactT = TypeVar("FactT", bound=Fact)


@dataclass
class Rows:
    """All that a till keeps."""

    journal: tuple[Kept, ...] = ()
    receipts: int = 0
    jobs: tuple[Job, ...] = ()
    logins: tuple[StaffLogin, ...] = ()
    dropped: tuple[str, ...] = ()

    def facts(self, cls: type[FactT]) -> list[FactT]:
        """Return the kept facts of one kind, oldest first."""
        return [kept.fact for kept in self.journal if isinstance(kept.fact, cls)]


class FakeWork:
    """A transaction: it changes a copy of the rows."""

    def __init__(self, rows: Rows, clock: Clock, new_id: NewId) -> None:
        self.rows = rows
        self._clock = clock
        self._new_id = new_id

    def record(self, fact: Fact, authority: Authority) -> Recorded:
        last = self.rows.journal[-1].head if self.rows.journal else None
        now_ms, offset_min = self._clock.now_ms(), self._clock.utc_offset_min()
        last_day = last.business_day if last else 0
        head = FactHead(
            id=self._new_id(),
            kind=fact.kind,
            at_ms=now_ms,
            utc_offset_min=offset_min,
            business_day=business_day(now_ms, offset_min, DAY_START_MIN, last_day),
            actor=authority.actor,
            approver=authority.approver,
            clock_back_ms=clock_back_ms(now_ms, last.at_ms if last else 0),
        )
        seq = len(self.rows.journal) + 1
        self.rows.journal += (Kept(seq, head, fact),)
        return Recorded(seq, head.id, head.at_ms, head.business_day)

    def next_receipt_number(self) -> ReceiptNumber:
        self.rows.receipts += 1
        return ReceiptNumber(1, 1, self.rows.receipts)

    def queue_receipt(self, sale_id: str, copy: int) -> int:
        self.rows.jobs += (Job(sale_id, copy),)
        return len(self.rows.jobs)

    def reprint_count(self, sale_id: str) -> int:
        return sum(fact.sale_id == sale_id for fact in self.rows.facts(ReceiptReprinted))

    def drop_draft(self, cart_id: str) -> None:
        self.rows.dropped += (cart_id,)

    def put_staff_secret(self, staff: Staff, pin_verifier: str) -> str:
        others = tuple(
            login for login in self.rows.logins if login.staff.staff_id != staff.staff_id
        )
        self.rows.logins = (*others, StaffLogin(staff, pin_verifier))
        return hashlib.sha256(staff.name.encode()).hexdigest()


class FakeWriter:
    """Keeps what a transaction did when it ends well. ``power_cut`` ends the next one badly."""

    def __init__(self, rows: Rows, clock: Clock, new_id: NewId) -> None:
        self.rows = rows
        self.power_cut: Exception | None = None
        self._clock = clock
        self._new_id = new_id
        self._is_open = False

    def urgent(self) -> AbstractContextManager[Work]:
        return self._transaction()

    def later(self) -> AbstractContextManager[Work]:
        return self._transaction()

    @contextmanager
    def _transaction(self) -> Iterator[Work]:
        assert not self._is_open, "one transaction at a time"
        self._is_open = True
        work = FakeWork(replace(self.rows), self._clock, self._new_id)
        try:
            yield work
            if self.power_cut is not None:
                raise self.power_cut
            vars(self.rows).update(vars(work.rows))
        finally:
            self._is_open = False


class Draft(NamedTuple):
    """A line of an open cart at its place; ``removed_no`` counts those taken out."""

    cart_id: str
    line: Line
    position: int
    removed_no: int | None = None


class FakeDrafts:
    """Open carts, line by line. Carts that became a sale are gone."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._drafts: dict[tuple[str, str], Draft] = {}

    def put_line(self, cart_id: str, line: Line, position: int) -> None:
        known = self._drafts.get((cart_id, line.line_id))
        place = known.position if known else position
        places = [each.position for each in self._of(cart_id)]
        assert known or place not in places, "two lines at one place"
        self._drafts[cart_id, line.line_id] = Draft(cart_id, line, place)

    def remove_line(self, cart_id: str, line_id: str) -> None:
        removed_no = sum(each.removed_no is not None for each in self._of(cart_id))
        gone = self._drafts[cart_id, line_id]._replace(removed_no=removed_no)
        self._drafts[cart_id, line_id] = gone

    def open_carts(self) -> Sequence[Cart]:
        carts = dict.fromkeys(cart_id for cart_id, _ in self._drafts)
        return [self._cart(each) for each in carts if each not in self._rows.dropped]

    def _of(self, cart_id: str) -> list[Draft]:
        return [each for each in self._drafts.values() if each.cart_id == cart_id]

    def _cart(self, cart_id: str) -> Cart:
        drafts = sorted(self._of(cart_id), key=lambda each: (each.removed_no or 0, each.position))
        return Cart(
            cart_id,
            lines=tuple(each.line for each in drafts if each.removed_no is None),
            removed=tuple(each.line for each in drafts if each.removed_no is not None),
        )


class FakeSettingStore:
    """Values by key."""

    def __init__(self, values: dict[str, str] | None = None) -> None:
        self.kept = dict(values or {})

    def values(self) -> dict[str, str]:
        return dict(self.kept)

    def put_local(self, key: str, value: str) -> None:
        self.kept[key] = value


def _keep_the_promises(rows: Rows, clock: StandingClock, new_id: NewId) -> None:
    """Shows the type checker that each stand-in fits its port; nobody calls it."""
    _: tuple[Clock, Work, Writer, Drafts, SettingStore] = (
        clock,
        FakeWork(rows, clock, new_id),
        FakeWriter(rows, clock, new_id),
        FakeDrafts(rows),
        FakeSettingStore(),
    )
