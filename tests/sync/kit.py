"""A till without a till: a journal in memory, a key, a clock that is moved by hand; and ways
to a real server, straight ones and crooked ones."""

import threading
from random import Random

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.client.engine import Engine, Send
from sync.client.link import Reply, meaning
from sync.client.ports import (
    Binding,
    Failure,
    JournalTrouble,
    LinkedEntry,
    Reason,
    SyncState,
    Unsent,
)
from sync.protocol.chain import genesis, link
from sync.protocol.facts.head import FactHead
from sync.protocol.facts.record import dump
from sync.protocol.facts.selling import SaleCompleted, SaleLine, SaleTender
from sync.protocol.facts.shop import ShopOpened
from sync.protocol.signature import PUSH_PATH
from sync.protocol.wire import pack
from sync.server import pairing
from sync.server.app import respond
from sync.server.auth import Proof
from sync.server.service import now_ms

NOON_MS = 1_795_406_400_000  # 2026-11-23 12:00 in China
DAY = 20261123
STREAM = bytes(range(16))


class KeySigner:
    """A key made from one byte."""

    def __init__(self, seed=1):
        self._key = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
        self.public_key = self._key.public_key().public_bytes_raw()

    def sign(self, message):
        return self._key.sign(message)


class MemoryJournal:
    """A journal in memory; ``is_broken`` is a disk that does not answer."""

    def __init__(self, signer, stream_id=STREAM):
        self.stream_id = stream_id
        self.entries = []
        self.is_broken = False
        self._genesis = genesis(stream_id, signer.public_key)

    def add(self, head, body):
        seq = len(self.entries) + 1
        hash_ = link(self.stream_id, seq, self.hash_at(seq - 1), head, body)
        self.entries.append(LinkedEntry(seq, head, body, hash_))

    def tail(self, after_seq, max_facts, max_bytes):
        self._check()
        out, size = [], 0
        for entry in self.entries[after_seq : after_seq + max_facts]:
            size += len(entry.head) + len(entry.body)
            if out and size > max_bytes:
                break
            out.append(entry)
        return out

    def hash_at(self, seq):
        self._check()
        if seq == 0:
            return self._genesis
        return self.entries[seq - 1].hash if seq <= len(self.entries) else None

    def unsent(self, after_seq):
        self._check()
        left = self.entries[after_seq:]
        return Unsent(len(left), NOON_MS if left else None)

    def _check(self):
        if self.is_broken:
            raise JournalTrouble("broken")


class MemoryStates:
    """Keeps the state, and every state there was."""

    def __init__(self, state=None):
        self.state = state or SyncState()
        self.saved = []

    def load(self):
        return self.state

    def save(self, state):
        self.state = state
        self.saved.append(state)


class HandClock:
    """Stands until it is moved."""

    def __init__(self):
        self.at_ms = 1_000

    def now_ms(self):
        return NOON_MS + self.at_ms

    def monotonic_ms(self):
        return self.at_ms


class Longest:
    """Chance that always chooses the longest wait."""

    def uniform(self, a, b):
        return b


def fact_head(number, kind, day=DAY):
    at_ms = NOON_MS + number * 1_000
    return dump(
        FactHead(
            id=f"{number:032x}", kind=kind, at_ms=at_ms, utc_offset_min=480, business_day=day
        ).to_json()
    )


def sale(number, total_fen=None):
    """A small sale that adds up; its amount depends on its number."""
    amount_fen = 100 + number % 977
    line = SaleLine(
        line_id=f"l{number}", product_id=f"p{number % 50}", category_id=f"c{number % 7}",
        code="6901234567892", name="可口可乐", unit="听", qty_milli=1_000, list_fen=amount_fen,
        unit_fen=amount_fen, price_per_milli=1_000, amount_fen=amount_fen, adjustments=(),
        tax_rate=1_300, tax_fen=amount_fen * 13 // 113, cost_fen=None,
    )  # fmt: skip
    tender = SaleTender(
        tender_id=f"t{number}", kind="cash", state="paid", amount_fen=amount_fen,
        received_fen=amount_fen, change_fen=0,
    )  # fmt: skip
    return SaleCompleted(
        sale_id=f"s{number}", receipt_code="", total_fen=total_fen or amount_fen, rounding_fen=0,
        member_id=None, shift_id=None, note="", lines=(line,), removed_lines=(),
        tenders=(tender,),
    )  # fmt: skip


def add_opening(journal, is_demo=False):
    opened = ShopOpened(shop_id="s", name="街角小店", is_demo=is_demo)
    journal.add(fact_head(0, opened.kind), opened.to_bytes())


def add_sales(journal, count, day=DAY):
    for _ in range(count):
        number = len(journal.entries) + 1
        journal.add(fact_head(number, SaleCompleted.kind, day), sale(number).to_bytes())


class Straight:
    """A way to a service in this process, over the bytes that HTTP would carry."""

    def __init__(self, service, address="127.0.0.1"):
        self.service = service
        self.address = address

    def push(self, request):
        return self.read(self.carry(request))

    def enrol(self, request):
        return self.read(self.carry(request))

    def carry(self, request, body=None):
        """Bring a request to the server and its reply back, as bytes."""
        packed = pack(request.body) if body is None else body
        proof = Proof(request.signature, request.date_ms)
        if request.path == PUSH_PATH:
            answer = self.service.push(packed, True, proof)
        else:
            answer = self.service.enrol(packed, True, proof, self.address)
        response = respond(answer)
        return Reply(
            response.status_code,
            response.headers["Content-Type"],
            response.headers.get("Retry-After", ""),
            response.body,
        )

    def read(self, reply):
        return meaning(reply, NOON_MS)

    def close(self):
        pass


class Crooked(Straight):
    """A way on which everything goes wrong that can, by a seed."""

    def __init__(self, service, seed, trouble=0.5):
        super().__init__(service)
        self._chance = Random(seed)
        self._trouble = trouble
        self._requests = []
        self._replies = []
        self.faults = {}

    def push(self, request):
        self._requests.append(request)
        if self._chance.random() > self._trouble:
            reply = self._carried(request)
            return self.read(reply)
        fault = self._chance.choice(
            [
                self.lost_on_the_way,
                self.answer_lost_after_commit,
                self.sent_twice,
                self.an_older_request_arrives_late,
                self.an_older_answer_comes_back,
                self.answer_cut_short,
                self.byte_changed,
                self.html,
                self.proxy_error,
            ]
        )
        self.faults[fault.__name__] = self.faults.get(fault.__name__, 0) + 1
        return fault(request)

    def _carried(self, request):
        reply = self.carry(request)
        self._replies.append(reply)
        return reply

    def lost_on_the_way(self, request):
        return Failure(Reason.UNREACHABLE)

    def answer_lost_after_commit(self, request):
        self.carry(request)
        return Failure(Reason.TOO_SLOW)

    def sent_twice(self, request):
        self.carry(request)
        return self.read(self._carried(request))

    def an_older_request_arrives_late(self, request):
        self.carry(self._chance.choice(self._requests))
        return self.read(self._carried(request))

    def an_older_answer_comes_back(self, request):
        if not self._replies:
            return self.lost_on_the_way(request)
        self.carry(request)
        return self.read(self._chance.choice(self._replies))

    def answer_cut_short(self, request):
        reply = self.carry(request)
        return self.read(reply._replace(body=reply.body[: self._chance.randrange(len(reply.body))]))

    def byte_changed(self, request):
        body = bytearray(pack(request.body))
        body[self._chance.randrange(len(body))] ^= 1 << self._chance.randrange(8)
        return self.read(self.carry(request, bytes(body)))

    def html(self, request):
        return self.read(Reply(200, "text/html", "", b"<html>Please sign in to the Wi-Fi</html>"))

    def proxy_error(self, request):
        self.carry(request)
        return self.read(Reply(502, "text/html", "", b"<h1>Bad Gateway</h1>"))


def make_engine(journal, states, signer, clock, random=None):
    return Engine(
        journal=journal, states=states, signer=signer, clock=clock, random=random or Random(1),
        app="test",
    )  # fmt: skip


def drive(engine, link, clock, until, steps_max=5_000):
    """Run an engine on a clock that jumps to the next moment, until something is so."""
    for _ in range(steps_max):
        if until():
            return
        action = engine.step(clock.at_ms)
        if isinstance(action, Send):
            engine.received(clock.at_ms, action.push, link.push(action.push.request))
        elif action.until_ms is None:
            return
        else:
            clock.at_ms = max(clock.at_ms + 1, action.until_ms)
    raise AssertionError("it goes on for ever")


def code_for(service, shop="街角小店"):
    _, code = pairing.make_code(service.store, shop, shop, now_ms())
    return code


def bound(merchant_id=1, server_url="http://server"):
    return Binding(server_url, merchant_id, "街角小店", 1, "街角小店", 1)


def wait_for(is_so):
    """Wait as long as it takes; the test's own time limit ends it."""
    pause = threading.Event()
    while not is_so():
        pause.wait(0.005)
