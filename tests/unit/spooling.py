"""A spooler on a desk: a queue in memory, a printer, and a board that a test can wait for."""

import threading
from collections.abc import Callable, Sequence

from drivers.api.device import Condition, DeviceInfo, Health, Outcome
from drivers.api.document import Cut, Document, OpenDrawer, Text
from drivers.registry import VIRTUAL, open_printer
from drivers.virtual.printer import VirtualPrinter
from pos_app.hardware.spooler import Spooler
from pos_app.usecases.bulletin import Bulletin, DeviceState, DeviceStatus, Event, PrintJobChanged
from pos_app.usecases.ports import JobState, PrintJob
from tests.fakes import StandingClock

WAIT_S = 20


class Board(Bulletin):
    """Keeps all that was posted, and lets a test wait for it."""

    def __init__(self) -> None:
        super().__init__()
        self.posted: list[Event] = []
        self._changed = threading.Condition()

    def post(self, event: Event) -> None:
        with self._changed:
            self.posted.append(event)
            self._changed.notify_all()

    def expect(self, is_so: Callable[[], object]) -> None:
        with self._changed:
            assert self._changed.wait_for(is_so, WAIT_S), self.posted

    @property
    def jobs(self) -> list[tuple[int, str, str]]:
        return [(e.job, e.state, e.words) for e in self.posted if isinstance(e, PrintJobChanged)]

    @property
    def states(self) -> list[str]:
        return [state for _, state, _ in self.jobs]

    @property
    def lamps(self) -> list[tuple[DeviceState, str]]:
        return [(e.state, e.words) for e in self.posted if isinstance(e, DeviceStatus)]


class Paper:
    """Lays out short receipts: the sale's id and the copy."""

    def receipt(self, sale_id: str, copy: int) -> Document:
        return (Text(f"{sale_id} {copy}"), Cut())

    def drawer(self) -> Document:
        return (OpenDrawer(),)


class Chosen:
    """The printer on the desk; None when the shop has none."""

    def __init__(self, printer: object) -> None:
        self.printer = printer

    def current(self):
        return self.printer


class FakeQueue:
    """Print jobs in memory. ``trouble`` is what the next marks of a state meet, once each."""

    def __init__(self, clock: StandingClock) -> None:
        self._clock = clock
        self._lock = threading.RLock()
        self.rows: dict[int, PrintJob] = {}
        self.states: dict[int, JobState] = {}
        self.words: dict[int, str] = {}
        self.trouble: dict[JobState, list[Exception]] = {}

    def add(
        self, *, copy: int = 0, opens_drawer: bool = False, state: JobState = JobState.QUEUED
    ) -> int:
        with self._lock:
            job = len(self.rows) + 1
            now_ms = self._clock.now_ms()
            self.rows[job] = PrintJob(job, f"sale-{job}", copy, now_ms, 0, opens_drawer)
            self.states[job] = state
            return job

    def next_queued(self) -> PrintJob | None:
        return next(iter(self._in(JobState.QUEUED)), None)

    def interrupted(self) -> Sequence[PrintJob]:
        return self._in(JobState.SENDING)

    def mark(self, job: int, state: JobState, words: str = "") -> None:
        with self._lock:
            if self.trouble.get(state):
                raise self.trouble[state].pop()
            self.states[job], self.words[job] = state, words
            if state is JobState.SENDING:
                row = self.rows[job]
                self.rows[job] = row._replace(attempts=row.attempts + 1)

    def _in(self, state: JobState) -> list[PrintJob]:
        with self._lock:
            return [self.rows[job] for job, each in self.states.items() if each is state]


class Desk:
    """A spooler, its queue and the printer beside it."""

    def __init__(self) -> None:
        self.clock = StandingClock()
        self.board = Board()
        self.queue = FakeQueue(self.clock)
        self.documents = Paper()
        opened = open_printer(VIRTUAL, profile="58mm")
        assert isinstance(opened.tray, VirtualPrinter)
        self.twin = opened.tray
        self.chosen = Chosen(opened.printer)
        self.ended: list[str] = []
        self.spooler = self._new()

    def _new(self) -> Spooler:
        return Spooler(
            self.queue, self.documents, self.chosen, self.board, self.clock,
            lambda: self.ended.append(threading.current_thread().name),
        )  # fmt: skip

    def start(self) -> None:
        self.spooler.start()

    def becomes(self, *states: str) -> None:
        """Wait until the jobs' events so far are these."""
        self.board.expect(lambda: len(self.board.states) >= len(states))
        assert self.board.states[: len(states)] == list(states)

    def idle(self) -> None:
        """Wait until the queue is empty and the printer was asked how it is."""
        seen = len(self.board.posted)
        self.spooler.wake()
        self.board.expect(
            lambda: any(
                isinstance(each, DeviceStatus) and each.state is not DeviceState.BUSY
                for each in self.board.posted[seen:]
            )
        )

    @property
    def paper(self) -> list[str]:
        return [strip.text.strip() for strip in self.twin.strips]


class Scripted:
    """A printer that does with each document what it is told; it keeps what it was given."""

    info = DeviceInfo("scripted", "", "desk")
    columns = 32

    def __init__(self, *outcomes: Exception | Outcome) -> None:
        self.given: list[Document] = []
        self._outcomes = list(outcomes)

    def print(self, document: Document) -> Outcome:
        self.given.append(document)
        outcome = self._outcomes.pop(0) if self._outcomes else Outcome.CONFIRMED
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def health(self) -> Health:
        return Health(Condition.READY)


class Stuck(Scripted):
    """A printer that keeps its caller until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.entered = threading.Event()
        self.let_go = threading.Event()

    def print(self, document: Document) -> Outcome:
        self.entered.set()
        assert self.let_go.wait(WAIT_S)
        return super().print(document)
