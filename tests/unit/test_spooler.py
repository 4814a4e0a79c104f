"""The spooler: each receipt is on paper once, or says plainly that it is not."""

import pytest

from drivers.api.device import Condition
from drivers.api.errors import DeviceError, Vanished
from drivers.virtual.printer import Faults
from pos_app.hardware import spooler
from pos_app.hardware.advice import CUT_OFF, NO_PRINTER, words_for, words_of
from pos_app.hardware.spooler import INTERRUPTED, PRINTER, STALE
from pos_app.usecases.bulletin import DeviceState, DeviceStatus, PrintJobChanged
from pos_app.usecases.ports import JobState
from tests.unit.spooling import Desk, Scripted

PAPERLESS = "The printer has no paper. Put in a new roll."
AWAY = "The printer cannot be reached. Check that it is switched on and connected."


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Wait as short as can be between two tries."""
    monkeypatch.setattr(spooler, "BACK_OFF_S", (0.01,))


@pytest.fixture
def desk():
    desk = Desk()
    yield desk
    desk.spooler.stop()


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
    said = [words_for(kind("desk")) for kind in kinds if kind is not DeviceError]
    said += [words_of(condition) for condition in Condition]

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


def test_a_pulse_that_was_cut_off_does_not_cost_the_receipt(desk):
    pulse_lost = Vanished("desk", bytes_accepted=2)
    desk.chosen.printer = printer = Scripted(pulse_lost)
    desk.queue.add(opens_drawer=True)
    desk.start()
    desk.becomes("queued", "confirmed")

    receipt = desk.documents.receipt("sale-1", 0)
    assert printer.given == [desk.documents.drawer(), receipt]
