"""The spooler's thread: how long it waits, how it ends, and that nothing ends it before."""

import threading

import pytest

from drivers.api.device import Outcome
from drivers.api.document import Document
from drivers.api.errors import Missing
from drivers.virtual.printer import Faults
from pos_app.domain.errors import Trouble
from pos_app.hardware import spooler
from pos_app.hardware.spooler import BROKEN, INTERRUPTED, Spooler
from pos_app.store.troubles import DiskFull
from pos_app.usecases.ports import JobState
from tests.unit.spooling import WAIT_S, Desk, Paper, Scripted, Stuck


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Wait as short as can be between two tries."""
    monkeypatch.setattr(spooler, "BACK_OFF_S", (0.01,))


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
    monkeypatch.setattr(spooler, "BACK_OFF_S", (0.5, 1.0, 2.0))
    desk.twin.faults = Faults(off=True)
    desk.queue.add()

    assert waited(desk, False, False, False, False) == [0.5, 1.0, 2.0, 2.0, 2.0]


def test_a_wake_begins_anew(desk, monkeypatch):
    monkeypatch.setattr(spooler, "BACK_OFF_S", (0.5, 1.0, 2.0))
    desk.twin.faults = Faults(off=True)
    desk.queue.add()

    assert waited(desk, False, True, False) == [0.5, 1.0, 0.5, 1.0]


def test_a_success_begins_anew_and_an_empty_queue_is_looked_at_rarely(desk, monkeypatch):
    monkeypatch.setattr(spooler, "BACK_OFF_S", (0.5, 1.0, 2.0))
    away, printed = Missing("desk"), Outcome.CONFIRMED
    desk.chosen.printer = Scripted(away, away, printed, away)
    desk.queue.add()
    desk.queue.add()

    assert waited(desk, False, False, False) == [0.5, 1.0, 0.5, spooler.IDLE_CHECK_S]


# The end --------------------------------------------------------------------------------------


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
    monkeypatch.setattr(spooler, "STOP_DEADLINE_S", 0.05)
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
