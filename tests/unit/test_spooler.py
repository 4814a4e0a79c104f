"""The spooler: each receipt is on paper once, or says plainly that it is not.

The queue is the store's own, the printer the virtual one with its faults.
"""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

import pytest

from drivers.api.device import Condition, DeviceInfo, Health, Outcome
from drivers.api.document import Cut, Document, OpenDrawer, Text
from drivers.api.errors import DeviceError, Missing, Vanished
from drivers.registry import VIRTUAL, open_printer
from drivers.virtual.printer import Faults, VirtualPrinter
from pos_app.domain.errors import Trouble
from pos_app.domain.people import SYSTEM
from pos_app.hardware import spooler as spooling
from pos_app.hardware.advice import CUT_OFF, NO_PRINTER
from pos_app.hardware.spooler import BROKEN, INTERRUPTED, PRINTER, STALE, Spooler
from pos_app.printing.documents import StoredDocuments
from pos_app.settings import SHOP_NAME, Settings
from pos_app.store.troubles import DiskFull
from pos_app.usecases.bulletin import Bulletin, DeviceState, DeviceStatus, Event, PrintJobChanged
from pos_app.usecases.ports import JobState, PrintJob
from pos_app.usecases.reprint import Reprint
from tests.fakes import StandingClock
from tests.store.shop_kit import Till

WAIT_S = 20
COLA = "6928804011142"
PAPERLESS = "The printer has no paper. Put in a new roll."
AWAY = "The printer cannot be reached. Check that it is switched on and connected."


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


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Wait as short as can be between two tries."""
    monkeypatch.setattr(spooling, "BACK_OFF_S", (0.01,))


@pytest.fixture
def desk():
    desk = Desk()
    yield desk
    desk.spooler.stop()


@pytest.fixture
def bugs(monkeypatch):
    """What the crash log is told."""
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(
        threading,
        "excepthook",
        lambda caught: told.append((repr(caught.exc_value), caught.thread.name)),
    )
    return told


# What is printed ------------------------------------------------------------------------------


def test_jobs_are_printed_once_in_order_and_confirmed(desk):
    desk.queue.add()
    desk.queue.add(copy=2)
    desk.start()
    desk.becomes("confirmed", "confirmed")
    desk.idle()

    assert desk.paper == ["sale-1 0", "sale-2 2"]
    assert desk.board.jobs == [(1, "confirmed", ""), (2, "confirmed", "")]


def test_a_wake_brings_what_was_queued_meanwhile(desk):
    desk.start()
    desk.idle()
    desk.queue.add()
    desk.spooler.wake()
    desk.becomes("confirmed")

    assert desk.paper == ["sale-1 0"]


def test_a_printer_that_does_not_answer_gets_the_receipt_all_the_same(desk):
    desk.twin.faults = Faults(silent=True)
    desk.queue.add()
    desk.start()
    desk.becomes("sent")

    assert desk.paper == ["sale-1 0"]


def test_the_lamp_says_working_then_ready_and_the_job_moves_between(desk):
    desk.queue.add()
    desk.start()
    desk.board.expect(lambda: len(desk.board.posted) >= 3)

    assert desk.board.posted[:3] == [
        DeviceStatus(PRINTER, DeviceState.BUSY),
        PrintJobChanged(1, "sale-1", "confirmed"),
        DeviceStatus(PRINTER, DeviceState.READY, "Ready"),
    ]


# A printer that cannot ------------------------------------------------------------------------


def test_off_the_receipt_waits_and_is_printed_once_when_it_is_back(desk):
    desk.twin.faults = Faults(off=True)
    desk.queue.add()
    desk.start()
    desk.becomes("queued", "queued", "queued")
    assert desk.paper == []

    desk.twin.faults = Faults()
    desk.board.expect(lambda: "confirmed" in desk.board.states)
    desk.idle()

    assert desk.paper == ["sale-1 0"]
    assert set(desk.board.states) == {"queued", "confirmed"}
    assert desk.queue.rows[1].attempts == len(desk.board.states)


@pytest.mark.parametrize(
    ("faults", "words"),
    [
        (Faults(off=True), AWAY),
        (Faults(paper_out=True), PAPERLESS),
        (Faults(cover_open=True), "The printer's cover is open. Close it."),
        (Faults(hang=True), "The printer does not answer. Switch it off and on again."),
    ],
)
def test_the_lamp_and_the_job_say_what_to_do(desk, faults, words):
    desk.twin.faults = faults
    desk.queue.add()
    desk.start()
    desk.becomes("queued")

    assert desk.board.posted[:3] == [
        DeviceStatus(PRINTER, DeviceState.BUSY),
        DeviceStatus(PRINTER, DeviceState.TROUBLE, words),
        PrintJobChanged(1, "sale-1", "queued", words),
    ]
    assert desk.queue.words[1] == words


def test_no_words_have_a_place_that_nobody_fills(desk):
    kinds = [DeviceError, *DeviceError.__subclasses__()]
    said = [spooling.words_for(kind("desk")) for kind in kinds if kind is not DeviceError]
    said += [spooling.words_of(condition) for condition in Condition]

    assert CUT_OFF in said
    assert not [words for words in said if "{" in words or not words]


def test_the_lamp_stays_red_from_try_to_try_until_one_succeeds(desk):
    desk.twin.faults = Faults(off=True)
    desk.queue.add()
    desk.start()
    desk.becomes("queued", "queued", "queued")
    desk.twin.faults = Faults()
    desk.board.expect(lambda: (DeviceState.READY, "Ready") in desk.board.lamps)
    lamps = [state for state, _ in desk.board.lamps]

    assert lamps.count(DeviceState.BUSY) == 2
    assert lamps[0] is lamps[-2] is DeviceState.BUSY
    assert set(lamps[1:-2]) == {DeviceState.TROUBLE}


@pytest.mark.parametrize(
    ("faults", "lamp"),
    [
        (Faults(off=True), (DeviceState.TROUBLE, AWAY)),
        (Faults(paper_out=True), (DeviceState.TROUBLE, PAPERLESS)),
        (Faults(paper_low=True), (DeviceState.READY, "Paper is running low")),
        (Faults(silent=True), (DeviceState.UNKNOWN, "Connected; it does not tell its state")),
    ],
)
def test_with_nothing_to_print_the_lamp_shows_how_the_printer_is(desk, faults, lamp):
    desk.twin.faults = faults
    desk.start()
    desk.board.expect(lambda: desk.board.lamps)

    assert desk.board.lamps[0] == lamp


def test_what_was_cut_off_is_never_printed_again_by_itself(desk):
    desk.twin.faults = Faults(drop_after=20)
    desk.queue.add()
    desk.start()
    desk.becomes("unknown")
    assert desk.board.jobs == [(1, "unknown", INTERRUPTED)]
    assert (DeviceState.TROUBLE, CUT_OFF) in desk.board.lamps

    desk.twin.faults = Faults()
    desk.queue.add()
    desk.spooler.wake()
    desk.becomes("unknown", "confirmed")
    desk.idle()

    assert desk.paper[-1] == "sale-2 0"
    assert len([strip for strip in desk.paper if "sale-1" in strip]) <= 1
    assert desk.queue.rows[1].attempts == 1


def test_what_waited_too_long_is_not_printed_any_more_and_says_so(desk):
    desk.queue.add()
    desk.clock.wait(seconds=601)
    desk.queue.add()
    desk.start()
    desk.becomes("failed", "confirmed")

    assert desk.board.jobs[0] == (1, "failed", STALE)
    assert desk.paper == ["sale-2 0"]


def test_ten_minutes_are_not_too_long(desk):
    desk.queue.add()
    desk.clock.wait(seconds=600)
    desk.start()
    desk.becomes("confirmed")


def test_without_a_printer_the_job_fails_and_says_why(desk):
    desk.chosen.printer = None
    desk.queue.add()
    desk.start()
    desk.becomes("failed")
    desk.idle()

    assert desk.board.jobs == [(1, "failed", NO_PRINTER)]
    assert desk.board.lamps[-1] == (DeviceState.ABSENT, NO_PRINTER)


def test_jobs_of_a_stopped_program_are_left_to_people(desk):
    desk.queue.add(state=JobState.SENDING)
    desk.queue.add()
    desk.start()
    desk.becomes("unknown", "confirmed")
    desk.idle()

    assert desk.board.jobs[0] == (1, "unknown", INTERRUPTED)
    assert desk.paper == ["sale-2 0"]


# The drawer -----------------------------------------------------------------------------------


def test_the_drawer_opens_once_with_a_fresh_first_print(desk):
    desk.queue.add(opens_drawer=True)
    desk.queue.add(copy=1, opens_drawer=False)
    desk.start()
    desk.becomes("confirmed", "confirmed")

    assert desk.twin.drawer_pulses == 1


def test_the_drawer_opens_although_the_paper_is_out_and_not_again_later(desk):
    desk.twin.faults = Faults(paper_out=True)
    desk.queue.add(opens_drawer=True)
    desk.start()
    desk.becomes("queued", "queued")
    assert desk.twin.drawer_pulses == 1

    desk.twin.faults = Faults()
    desk.board.expect(lambda: "confirmed" in desk.board.states)

    assert desk.paper == ["sale-1 0"]
    assert desk.twin.drawer_pulses == 1


def test_a_drawer_that_could_not_open_with_the_sale_stays_shut(desk):
    desk.twin.faults = Faults(off=True)
    desk.queue.add(opens_drawer=True)
    desk.start()
    desk.becomes("queued")
    desk.twin.faults = Faults()
    desk.board.expect(lambda: "confirmed" in desk.board.states)

    assert desk.twin.drawer_pulses == 0


@pytest.mark.parametrize("seconds", [10, 300, -3_600])
def test_the_drawer_stays_shut_once_the_customer_is_gone(desk, seconds):
    desk.queue.add(opens_drawer=True)
    desk.clock.wait(seconds=seconds)
    desk.start()
    desk.becomes("confirmed")

    assert desk.twin.drawer_pulses == 0


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


def test_a_pulse_that_was_cut_off_does_not_cost_the_receipt(desk):
    pulse_lost = Vanished("desk", bytes_accepted=2)
    desk.chosen.printer = printer = Scripted(pulse_lost)
    desk.queue.add(opens_drawer=True)
    desk.start()
    desk.becomes("queued", "confirmed")

    receipt = desk.documents.receipt("sale-1", 0)
    assert printer.given == [desk.documents.drawer(), receipt]


# Waiting --------------------------------------------------------------------------------------


class Waits:
    """Stands where the spooler waits: notes how long, and is woken as told."""

    def __init__(self, spooler: Spooler, *woken: bool) -> None:
        self.seconds: list[float] = []
        self._spooler = spooler
        self._woken = list(woken)

    def wait(self, seconds: float) -> bool:
        self.seconds.append(seconds)
        if not self._woken:
            self._spooler._stopping.set()
            return True
        return self._woken.pop(0)

    def set(self) -> None:
        pass

    def clear(self) -> None:
        pass


def waited(desk: Desk, *woken: bool) -> list[float]:
    """How long the spooler waits each time, on this thread, woken or not."""
    waits = Waits(desk.spooler, *woken)
    desk.spooler._awake = waits  # type: ignore[assignment]
    desk.spooler._run()
    return waits.seconds


def test_it_tries_less_and_less_often(desk, monkeypatch):
    monkeypatch.setattr(spooling, "BACK_OFF_S", (0.5, 1.0, 2.0))
    desk.twin.faults = Faults(off=True)
    desk.queue.add()

    assert waited(desk, False, False, False, False) == [0.5, 1.0, 2.0, 2.0, 2.0]


def test_a_wake_begins_anew(desk, monkeypatch):
    monkeypatch.setattr(spooling, "BACK_OFF_S", (0.5, 1.0, 2.0))
    desk.twin.faults = Faults(off=True)
    desk.queue.add()

    assert waited(desk, False, True, False) == [0.5, 1.0, 0.5, 1.0]


def test_a_success_begins_anew_and_an_empty_queue_is_looked_at_rarely(desk, monkeypatch):
    monkeypatch.setattr(spooling, "BACK_OFF_S", (0.5, 1.0, 2.0))
    away, printed = Missing("desk"), Outcome.CONFIRMED
    desk.chosen.printer = Scripted(away, away, printed, away)
    desk.queue.add()
    desk.queue.add()

    assert waited(desk, False, False, False) == [0.5, 1.0, 0.5, spooling.IDLE_CHECK_S]


# The end --------------------------------------------------------------------------------------


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


def test_stopping_lets_the_job_under_way_finish_and_no_other_begin(desk):
    desk.chosen.printer = printer = Stuck()
    desk.queue.add()
    desk.queue.add()
    desk.start()
    assert printer.entered.wait(WAIT_S)
    stopping = threading.Thread(target=desk.spooler.stop)
    stopping.start()
    desk.spooler._stopping.wait(WAIT_S)
    printer.let_go.set()
    stopping.join(WAIT_S)

    assert desk.queue.states == {1: JobState.CONFIRMED, 2: JobState.QUEUED}
    assert desk.ended == ["spooler"]


def test_a_printer_that_hangs_does_not_hold_the_program(desk, monkeypatch):
    monkeypatch.setattr(spooling, "STOP_DEADLINE_S", 0.05)
    desk.chosen.printer = printer = Stuck()
    desk.queue.add()
    desk.start()
    assert printer.entered.wait(WAIT_S)
    desk.spooler.stop()
    assert desk.spooler._thread.is_alive()

    printer.let_go.set()
    desk.spooler._thread.join(WAIT_S)

    # The store may be closed by then; the next start finds the job half sent.
    assert not desk.spooler._thread.is_alive()
    assert desk.queue.states == {1: JobState.SENDING}
    assert desk.board.jobs == []
    assert desk.ended == ["spooler"]


def test_one_that_was_never_started_can_be_stopped(desk):
    desk.spooler.stop()

    assert desk.ended == []


# Bugs and troubles ----------------------------------------------------------------------------


class Torn(Paper):
    """Stumbles over the first sale, once for each error."""

    def __init__(self, *errors: Exception) -> None:
        self._errors = list(errors)

    def receipt(self, sale_id: str, copy: int) -> Document:
        if sale_id == "sale-1" and self._errors:
            raise self._errors.pop()
        return super().receipt(sale_id, copy)


def test_a_receipt_that_cannot_be_laid_out_fails_and_the_next_is_printed(desk, bugs):
    desk.documents = Torn(ZeroDivisionError("over a stone"))
    desk.spooler = desk._new()
    desk.queue.add(opens_drawer=True)
    desk.queue.add()
    desk.start()
    desk.becomes("failed", "confirmed")

    assert desk.board.jobs[0] == (1, "failed", BROKEN)
    assert bugs == [("ZeroDivisionError('over a stone')", "spooler")]
    assert desk.paper == ["sale-2 0"]
    assert desk.queue.rows[1].attempts == 0
    assert desk.twin.drawer_pulses == 0


def test_a_bug_in_a_driver_leaves_the_paper_to_people(desk, bugs):
    desk.chosen.printer = printer = Scripted(IndexError("off the roll"))
    desk.queue.add()
    desk.queue.add()
    desk.start()
    desk.becomes("unknown", "confirmed")

    assert desk.board.jobs[0] == (1, "unknown", INTERRUPTED)
    assert [each[0] for each in bugs] == ["IndexError('off the roll')"]
    assert len(printer.given) == 2


def test_a_bug_elsewhere_does_not_end_the_thread(desk, bugs):
    real, calls = desk.chosen.current, []

    def stumbles():
        calls.append(1)
        if len(calls) < 3:
            raise KeyError("no such printer")
        return real()

    desk.chosen.current = stumbles
    desk.queue.add()
    desk.start()
    desk.becomes("confirmed")

    assert len(bugs) == 2


def test_a_store_that_cannot_be_read_leaves_the_job_for_later(desk, bugs):
    desk.documents = Torn(DiskFull(), DiskFull())
    desk.spooler = desk._new()
    desk.queue.add(opens_drawer=True)
    desk.start()
    desk.becomes("confirmed")

    assert desk.board.states == ["confirmed"]
    assert desk.paper == ["sale-1 0"]
    assert desk.twin.drawer_pulses == 1
    assert bugs == []


@pytest.mark.parametrize("state", [JobState.SENDING, JobState.CONFIRMED])
def test_a_full_disk_while_marking_prints_once_and_is_made_up_for(desk, state):
    desk.queue.trouble[state] = [DiskFull(), DiskFull(), DiskFull()]
    desk.queue.add()
    desk.queue.add()
    desk.start()
    desk.becomes("confirmed", "confirmed")

    assert desk.paper == ["sale-1 0", "sale-2 0"]
    assert set(desk.queue.states.values()) == {JobState.CONFIRMED}


def test_a_full_disk_while_a_job_goes_back_to_the_queue_does_not_strand_it(desk):
    desk.queue.trouble[JobState.QUEUED] = [DiskFull()]
    desk.chosen.printer = printer = Scripted(Missing("desk"))
    desk.queue.add()
    desk.start()
    desk.becomes("queued", "confirmed")

    assert len(printer.given) == 2


def test_a_full_disk_at_the_start_does_not_lose_what_was_interrupted(desk):
    desk.queue.trouble[JobState.UNKNOWN] = [DiskFull(), DiskFull()]
    desk.queue.add(state=JobState.SENDING)
    desk.start()
    desk.becomes("unknown")
    desk.idle()

    assert desk.paper == []


def test_a_trouble_is_none_of_the_crash_logs_business(desk, bugs, monkeypatch):
    class Flooded(Trouble):
        pass

    troubles: list[Exception] = [Flooded(), Flooded()]
    real = desk.queue.next_queued

    def floods():
        if troubles:
            raise troubles.pop()
        return real()

    monkeypatch.setattr(desk.queue, "next_queued", floods)
    desk.queue.add()
    desk.start()
    desk.becomes("confirmed")

    assert bugs == []


# With the store's own queue -------------------------------------------------------------------


@pytest.fixture
def till(tmp_path):
    till = Till(tmp_path / "shop")
    till.found("幸福便利店")
    till.stock(till.product("可口可乐", COLA))
    yield till
    with suppress(Trouble):
        till.shop.close()


def spooler_of(till: Till, desk: Desk) -> Spooler:
    shop = till.shop
    documents = StoredDocuments(lambda: shop.queries, Settings({SHOP_NAME.key: "幸福便利店"}))
    return Spooler(
        shop.print_jobs, documents, desk.chosen, desk.board, till.clock, shop.readers.leave
    )


def test_a_sale_of_a_real_shop_comes_out_as_its_receipt(till, desk):
    kept = till.sell(COLA, received_fen=500)
    desk.spooler = spooler_of(till, desk)
    desk.start()
    desk.becomes("confirmed")
    Reprint(till.shop.queries, till.shop.writer).last(SYSTEM)
    desk.spooler.wake()
    desk.becomes("confirmed", "confirmed")
    first, second = desk.twin.strips

    assert str(kept.number) in first.text
    assert "补打" not in first.text
    assert "*** 补打 第1次 ***" in second.text
    assert second.text.replace("*** 补打 第1次 ***", "").split() == first.text.split()
    assert desk.twin.drawer_pulses == 1
    detail = till.shop.queries.sale(kept.sale.sale_id)
    assert detail.print_state == "confirmed"


def test_the_thread_leaves_no_connection_behind(till, desk):
    before = set(till.shop.readers._all)
    till.sell(COLA)
    desk.spooler = spooler_of(till, desk)
    desk.start()
    desk.becomes("confirmed")
    assert len(till.shop.readers._all) == len(before) + 1

    desk.spooler.stop()

    assert till.shop.readers._all == before


def test_a_program_that_was_killed_while_sending_leaves_it_to_people(till, desk):
    kept = till.sell(COLA)
    till.shop.print_jobs.mark(kept.print_job, JobState.SENDING)
    till.reopen()
    till.sell(COLA)
    desk.spooler = spooler_of(till, desk)
    desk.start()
    desk.becomes("unknown", "confirmed")

    assert len(desk.twin.strips) == 1
    assert till.shop.queries.sale(kept.sale.sale_id).print_state == "unknown"


def test_a_printer_that_comes_back_prints_each_receipt_of_the_shop_once(till, desk):
    desk.twin.faults = Faults(off=True)
    numbers = [str(till.sell(COLA).number) for _ in range(3)]
    desk.spooler = spooler_of(till, desk)
    desk.start()
    desk.becomes("queued", "queued")
    desk.twin.faults = Faults()
    desk.board.expect(lambda: desk.board.states.count("confirmed") == 3)
    desk.idle()

    assert [number for strip in desk.twin.strips for number in numbers if number in strip.text] == (
        numbers
    )
    assert desk.twin.drawer_pulses == 2
