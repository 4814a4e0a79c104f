"""The real server, as a process of its own over real HTTP: pairing, pushing, dying, coming back."""

import shutil
import signal
import socket
import threading
from random import Random

import pytest
import requests

from sync.client.enrol import Till
from sync.client.link import HttpLink
from sync.client.worker import State, SyncWorker
from sync.protocol.limits import FRAME_BYTES_MAX
from sync.server.store import streams
from tests.sync.kit import (
    STREAM,
    KeySigner,
    MemoryJournal,
    MemoryStates,
    add_opening,
    add_sales,
    wait_for,
)
from tests.sync.servers import ServerProcess, listening, read_request
from tests.sync.test_arrival import stored
from tests.sync.test_worker import RealClock


class Counter:
    """A till with a real sync thread and a real link."""

    def __init__(self):
        self.signer = KeySigner()
        self.journal = MemoryJournal(self.signer)
        self.states = MemoryStates()
        self.said = []
        add_opening(self.journal)

    def worker(self, via=None):
        """A new sync thread; ``via`` stands between it and its server."""
        clock = RealClock()
        return SyncWorker(
            journal=self.journal, states=self.states, signer=self.signer, clock=clock,
            random=Random(1), link_to=lambda url: HttpLink(via or url, clock=clock),
            post=self.said.append, till=Till("test", "0", is_demo=False),
        )  # fmt: skip

    def pair(self, server):
        worker = self.worker()
        worker.pair(server.url, server.pairing_code())

    def push_all(self, via):
        """Push until the server has everything."""
        worker = self.worker(via)
        worker.start()
        wait_for(lambda: self.said and self.said[-1].state == State.ONLINE and not self.unsent())
        worker.stop()

    def unsent(self):
        return self.said[-1].unsent_count


@pytest.fixture
def server(tmp_path):
    server = ServerProcess(tmp_path / "data").start()
    yield server
    if server.process.poll() is None:
        server.kill()


@pytest.fixture(scope="module")
def server_all(tmp_path_factory):
    """One server for the tests that leave nothing behind."""
    server = ServerProcess(tmp_path_factory.mktemp("server")).start()
    yield server
    server.kill()


@pytest.fixture
def counter(server):
    counter = Counter()
    counter.pair(server)
    return counter


def assert_all_there(server, counter):
    with server.opened() as service:
        assert stored(service) == [tuple(entry) for entry in counter.journal.entries]


def test_a_day_goes_up_and_the_server_ends_when_asked(server, counter):
    add_sales(counter.journal, 1_000)
    counter.push_all(server.url)
    assert counter.states.state.acked_seq == 1_001
    assert requests.get(server.url + "/health", timeout=30).json() == {"health": "ok"}
    assert server.stop() == 0
    assert_all_there(server, counter)


def test_a_server_killed_between_commit_and_answer_gets_nothing_twice(server, counter):
    add_sales(counter.journal, 150)
    killed = threading.Event()

    def serve(connection, stop):
        """Carry the push to the server, wait for its answer, kill it, give the till nothing."""
        asked = read_request(connection)
        host, port = server.url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as onward:
            onward.sendall(asked)
            assert onward.recv(65_536).startswith(b"HTTP/1.1 200")
            server.kill()
        killed.set()

    with listening(serve) as between:
        worker = counter.worker(between)
        worker.start()
        killed.wait()
        wait_for(lambda: counter.said and counter.said[-1].state == State.OFFLINE)
        worker.stop()
    assert counter.states.state.acked_seq == 0
    assert_all_there(server, counter)

    server.start()
    counter.push_all(server.url)
    assert counter.states.state.acked_seq == 151
    server.kill()
    assert_all_there(server, counter)


def test_what_a_killed_server_acknowledged_is_there(server, counter):
    chance = Random(7)
    for _ in range(2):
        add_sales(counter.journal, 600)
        target = counter.states.state.acked_seq + chance.randrange(1, 400)
        worker = counter.worker(server.url)
        worker.start()
        wait_for(lambda target=target: counter.states.state.acked_seq >= target)
        server.kill()
        worker.stop()
        with server.opened() as service, service.store.reading() as db:
            row = streams.stream(db, 1, STREAM)
            acked_seq = counter.states.state.acked_seq
            assert row.head_seq >= acked_seq
            assert streams.hash_at(db, row, acked_seq) == counter.states.state.acked_hash
        server.start()
    counter.push_all(server.url)
    server.kill()
    assert_all_there(server, counter)


def test_a_server_brought_back_from_an_old_copy_is_filled_up_again(server, counter, tmp_path):
    add_sales(counter.journal, 100)
    counter.push_all(server.url)
    assert server.stop(signal.SIGINT) == 0
    shutil.copytree(server.data_dir, tmp_path / "copy")
    server.start()
    add_sales(counter.journal, 300)
    counter.push_all(server.url)
    epoch = counter.states.state.server_epoch
    server.stop()
    shutil.rmtree(server.data_dir)
    shutil.copytree(tmp_path / "copy", server.data_dir)
    (server.data_dir / "server_epoch").unlink()

    server.start()
    counter.push_all(server.url)

    assert counter.states.state.server_epoch != epoch
    assert counter.states.state.acked_seq == 401
    server.stop()
    assert_all_there(server, counter)


def test_too_much_is_turned_away_unread(server_all):
    def parts():
        for _ in range(FRAME_BYTES_MAX // 65_536 + 2):
            yield bytes(65_536)

    for path, data in (
        ("/v1/push", bytes(FRAME_BYTES_MAX + 1)),
        ("/v1/push", parts()),
        ("/v1/enrol", bytes(9_000)),
    ):
        answer = requests.post(server_all.url + path, data=data, timeout=30)
        assert answer.status_code == 413
        assert answer.json()["code"] == "too_large"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-TJ-Sig": "00" * 64},
        {"X-TJ-Sig": "zz" * 64, "X-TJ-Date": "5"},
        {"X-TJ-Sig": "00" * 64, "X-TJ-Date": "9" * 30},
        {"X-TJ-Sig": "00" * 63, "X-TJ-Date": "5"},
    ],
)
def test_who_does_not_sign_is_turned_away(server_all, headers):
    answer = requests.post(server_all.url + "/v1/push", data=b"x", headers=headers, timeout=30)
    assert (answer.status_code, answer.json()["code"]) == (401, "bad_signature")


@pytest.mark.parametrize("path", ["/docs", "/openapi.json", "/nothing", "/static/../app.py"])
def test_nothing_else_is_there(server_all, path):
    assert requests.get(server_all.url + path, timeout=30).status_code == 404


def test_the_commands_work_beside_the_running_server(server_all):
    counter = Counter()
    _, words = server_all.command("pair", "--shop", "街角小店")
    counter.worker().pair(server_all.url, words.splitlines()[0].split()[-1])
    till = ("--merchant-id", "1", "--till-stream", STREAM.hex())
    assert server_all.command("revoke", *till)[0] == 0
    add_sales(counter.journal, 5)
    counter.push_all(server_all.url)
    assert counter.said[-1].reason == "revoked"
    assert server_all.command("revoke", "--merchant-id", "9", "--till-stream", "00")[0] == 1


def test_a_taken_port_is_named(server_all):
    port = server_all.url.rsplit(":", 1)[1]
    code, words = server_all.command("--port", port)
    assert code == 1
    assert f"Cannot listen on 127.0.0.1:{port}" in words
