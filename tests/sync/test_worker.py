"""The sync thread: says how things stand, wakes, stops at once, survives a broken disk."""

import threading
import time
from contextlib import contextmanager
from random import Random

import pytest

from sync.client.enrol import PairingFailed, Till
from sync.client.link import HttpLink
from sync.client.ports import Failure, Frozen, Reason
from sync.client.worker import State, Status, SyncWorker
from sync.protocol.answers import Fork
from tests.sync.kit import (
    NOON_MS,
    KeySigner,
    MemoryJournal,
    MemoryStates,
    Straight,
    add_sales,
    code_for,
    wait_for,
)
from tests.sync.servers import listening


class RealClock:
    """The machine's own clocks."""

    def now_ms(self):
        return time.time_ns() // 1_000_000

    def monotonic_ms(self):
        return time.monotonic_ns() // 1_000_000


class Switch(Straight):
    """A straight way that can be switched off, or made to give one answer."""

    def __init__(self, service):
        super().__init__(service)
        self.outcome = None

    def push(self, request):
        return super().push(request) if self.outcome is None else self.outcome


class Desk:
    """A worker, what it stands on, and what it has said."""

    def __init__(self, service):
        self.signer = KeySigner()
        self.journal = MemoryJournal(self.signer)
        self.states = MemoryStates()
        self.link = Switch(service)
        self.said = []
        self.worker = self.worker_over(lambda url: self.link)

    def worker_over(self, link_to):
        """A worker on this desk's journal and state, over another way."""
        return SyncWorker(
            journal=self.journal, states=self.states, signer=self.signer, clock=RealClock(),
            random=Random(1), link_to=link_to, post=self.said.append,
            till=Till("test", "0", is_demo=False),
        )  # fmt: skip

    def says(self, status):
        wait_for(lambda: self.said and self.said[-1] == status)


@pytest.fixture
def desk(service):
    desk = Desk(service)
    yield desk
    desk.worker.stop()
    assert "sync" not in [thread.name for thread in threading.enumerate()]


ALL_SENT = Status(State.ONLINE, 0, None, "")


def test_an_unpaired_till_says_so_with_its_count(desk):
    add_sales(desk.journal, 3)
    desk.worker.start()
    desk.says(Status(State.UNPAIRED, 3, NOON_MS, ""))


def test_once_paired_everything_goes_up_and_later_facts_follow(desk, service):
    add_sales(desk.journal, 3)
    desk.worker.start()
    binding = desk.worker.pair("http://server", code_for(service))
    assert (binding.till, desk.worker.binding) == (1, binding)
    desk.says(ALL_SENT)
    add_sales(desk.journal, 2)
    desk.worker.recorded()
    wait_for(lambda: desk.states.state.acked_seq == 5)
    desk.says(ALL_SENT)


def test_a_refused_code_changes_nothing(desk):
    desk.worker.start()
    with pytest.raises(PairingFailed) as failed:
        desk.worker.pair("http://server", "0000000000")
    assert failed.value.failure.reason == Reason.PAIRING_REFUSED
    assert desk.states.saved == []
    desk.says(Status(State.UNPAIRED, 0, None, ""))


def test_offline_is_said_and_sync_now_ends_the_wait(desk, service):
    desk.worker.pair("http://server", code_for(service))
    desk.link.outcome = Failure(Reason.UNREACHABLE, retry_after_ms=3_600_000)
    add_sales(desk.journal, 2)
    desk.worker.start()
    desk.says(Status(State.OFFLINE, 2, NOON_MS, "unreachable"))
    desk.link.outcome = None
    desk.worker.sync_now()
    desk.says(ALL_SENT)


def test_a_freeze_is_said_and_thawed_by_people(desk, service):
    desk.worker.pair("http://server", code_for(service))
    desk.link.outcome = Fork(have_seq=0, have_hash="ab" * 32, server_epoch="e")
    add_sales(desk.journal, 2)
    desk.worker.start()
    desk.says(Status(State.FROZEN, 2, NOON_MS, "fork"))
    assert desk.states.state.frozen == Frozen.FORK
    desk.link.outcome = None
    desk.worker.thaw()
    desk.says(ALL_SENT)


def test_a_broken_disk_is_said_and_survived(desk, service, monkeypatch):
    monkeypatch.setattr("sync.client.worker._TROUBLE_WAIT_S", 0.01)
    desk.worker.pair("http://server", code_for(service))
    add_sales(desk.journal, 2)
    desk.journal.is_broken = True
    desk.worker.start()
    desk.says(Status(State.OFFLINE, 0, None, "journal_trouble"))
    desk.journal.is_broken = False
    desk.worker.sync_now()
    desk.says(ALL_SENT)


def test_stopping_does_not_wait_for_a_silent_server(desk, service):
    desk.worker.pair("http://server", code_for(service))
    add_sales(desk.journal, 1)
    with silent_server() as (url, asked):
        worker = desk.worker_over(lambda _: HttpLink(url, clock=RealClock()))
        worker.start()
        asked.wait()
        worker.stop()
        wait_for(lambda: "sync-http" not in [thread.name for thread in threading.enumerate()])


@contextmanager
def silent_server():
    asked = threading.Event()

    def serve(connection, stop):
        connection.recv(1)
        asked.set()
        stop.wait()

    with listening(serve) as url:
        yield url, asked
