"""Intake: each case of a batch meeting a head, and that only a commit acknowledges."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError, OperationalError

from sync.client.ports import Failure, Reason
from sync.client.push import Place, Sender, make_push
from sync.protocol.answers import Ack, Fork, Gap, Problem
from sync.protocol.chain import link
from sync.protocol.entry import Entry
from sync.protocol.wire import decode, encode, pack
from sync.server.auth import Proof
from sync.server.intake import Terms, accept
from sync.server.service import Service
from sync.server.store import streams
from sync.server.store import tables as t
from sync.server.store.streams import StreamState
from tests.sync.kit import STREAM, KeySigner, MemoryJournal, Straight, add_opening, add_sales

TERMS = Terms("epoch", takes_demo=False, now_ms=5)


@pytest.fixture
def journal(till):
    add_opening(till.journal)
    add_sales(till.journal, 9)
    return till.journal


def push_of(journal, first_seq, last_seq, signer=None):
    place = Place(first_seq - 1, journal.hash_at(first_seq - 1))
    tail = journal.entries[first_seq - 1 : last_seq]
    return make_push(journal, signer or KeySigner(), Sender(1, "test", 5), place, tail)


def send(service, push):
    request = push.request
    proof = Proof(request.signature, request.date_ms)
    return service.push(pack(request.body), True, proof)


def count(service, table):
    with service.store.reading() as db:
        return db.scalar(select(func.count()).select_from(table))


def stream_of(service):
    with service.store.reading() as db:
        return streams.stream(db, 1, STREAM)


def set_state(service, state):
    with service.store.writing() as db:
        streams.set_state(db, 1, STREAM, state)


def assert_ack(answer, journal, seq):
    assert isinstance(answer, Ack)
    assert (answer.acked_seq, answer.acked_hash) == (seq, journal.hash_at(seq).hex())


def test_what_follows_the_head_is_stored_and_acknowledged(service, journal):
    assert_ack(send(service, push_of(journal, 1, 4)), journal, 4)
    assert_ack(send(service, push_of(journal, 5, 10)), journal, 10)
    assert count(service, t.fact) == 10


def test_a_duplicate_is_answered_with_the_current_head(service, journal):
    send(service, push_of(journal, 1, 8))
    assert_ack(send(service, push_of(journal, 2, 5)), journal, 8)
    assert count(service, t.fact) == 8


def test_of_an_overlap_only_the_new_is_stored(service, journal):
    send(service, push_of(journal, 1, 6))
    assert_ack(send(service, push_of(journal, 4, 10)), journal, 10)
    assert count(service, t.fact) == 10


@pytest.mark.parametrize("have", [0, 3])
def test_a_gap_is_named_with_what_is_here(service, journal, have):
    if have:
        send(service, push_of(journal, 1, have))
    answer = send(service, push_of(journal, have + 2, 10))
    assert isinstance(answer, Gap)
    assert (answer.have_seq, answer.have_hash) == (have, journal.hash_at(have).hex())
    assert count(service, t.fact) == have


def test_a_greeting_is_answered_and_stores_nothing(service, journal):
    assert_ack(send(service, push_of(journal, 1, 0)), journal, 0)
    send(service, push_of(journal, 1, 3))
    assert_ack(send(service, push_of(journal, 4, 3)), journal, 3)
    assert_ack(send(service, push_of(journal, 3, 2)), journal, 3)
    assert isinstance(send(service, push_of(journal, 9, 8)), Gap)


def forked(journal, at):
    """A copy of the journal that has another sale at one place and goes on from there."""
    other = MemoryJournal(KeySigner())
    for entry in journal.entries:
        other.add(entry.head, entry.body + (b" " if entry.seq == at else b""))
    return other


@pytest.mark.parametrize(("first", "last"), [(1, 5), (3, 5), (4, 10), (6, 10), (6, 5)])
def test_other_bytes_under_known_numbers_freeze_the_stream(service, journal, first, last):
    send(service, push_of(journal, 1, 5))

    answer = send(service, push_of(forked(journal, min(first, 5)), first, last))

    assert isinstance(answer, Fork)
    assert (answer.have_seq, answer.have_hash) == (5, journal.hash_at(5).hex())
    assert stream_of(service).state == StreamState.FROZEN
    assert count(service, t.fact) == 5
    assert isinstance(send(service, push_of(journal, 6, 10)), Fork), "until people have looked"


def test_a_restored_stream_goes_on(service, journal):
    send(service, push_of(journal, 1, 5))
    send(service, push_of(forked(journal, 5), 5, 6))
    set_state(service, StreamState.ACTIVE)
    assert_ack(send(service, push_of(journal, 6, 10)), journal, 10)


def test_a_revoked_till_is_acknowledged_but_put_aside(service, journal):
    send(service, push_of(journal, 1, 5))
    set_state(service, StreamState.REVOKED)

    answer = send(service, push_of(journal, 4, 10))

    assert_ack(answer, journal, 10)
    assert answer.revoked
    assert count(service, t.fact) == 5
    assert count(service, t.quarantined_fact) == 5
    assert_ack(send(service, push_of(journal, 7, 8)), journal, 10)
    assert isinstance(send(service, push_of(forked(journal, 7), 7, 8)), Fork)


def test_a_signature_of_another_key_is_refused(service, journal):
    answer = send(service, push_of(journal, 1, 5, KeySigner(2)))
    assert answer == Problem(code="bad_signature")
    assert count(service, t.fact) == 0


def test_a_signature_of_another_batch_is_refused(service, journal):
    first, second = push_of(journal, 1, 5), push_of(journal, 1, 6)
    moved = second._replace(request=second.request._replace(signature=first.request.signature))
    assert send(service, moved) == Problem(code="bad_signature")


def test_an_unknown_stream_is_refused(service, journal):
    push = push_of(journal, 1, 5)
    frame = decode(push.request.body)
    for other in (
        frame.batch._replace(stream_id=b"x" * 16),
        frame.batch._replace(merchant_id=2),
    ):
        request = push.request._replace(body=encode(other, frame.entries))
        assert send(service, push._replace(request=request)) == Problem(code="unknown_stream")


def test_every_byte_counts(service, journal):
    body = push_of(journal, 1, 2).request.body
    proof = Proof(push_of(journal, 1, 2).request.signature, 5)
    for at in range(len(body)):
        changed = body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]
        assert isinstance(service.push(changed, False, proof), Problem)
    assert count(service, t.fact) == 0


def test_entries_that_do_not_make_the_head_hash_are_refused(service, journal):
    frame = decode(push_of(journal, 1, 3).request.body)
    entries = (*frame.entries[:2], Entry(3, b"other", b"other"))
    answer = accept(frame._replace(entries=entries), service.store, TERMS)
    assert isinstance(answer, Problem)
    assert answer.code == "bad_chain"


def test_a_demo_shop_is_taken_only_when_allowed(tmp_path, service, till):
    add_opening(till.journal, is_demo=True)
    push = push_of(till.journal, 1, 1)
    assert send(service, push) == Problem(code="demo_refused")
    assert count(service, t.fact) == 0
    allowing = Service(tmp_path / "server", takes_demo=True)
    assert_ack(send(allowing, push), till.journal, 1)
    allowing.close()


@pytest.mark.parametrize("first", [(b"", b""), (b"{}", b"[]"), (b'{"kind":1}', b"\xff")])
def test_a_fact_is_never_refused_for_what_it_says(service, till, first):
    till.journal.add(*first)
    assert_ack(send(service, push_of(till.journal, 1, 1)), till.journal, 1)


def test_a_full_disk_acknowledges_nothing_and_loses_nothing(service, till, journal):
    send(service, push_of(journal, 1, 5))
    with service.store.writing() as db:
        pages = db.exec_driver_sql("PRAGMA page_count").scalar()
        db.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    till.journal.add(b"h", b"b" * 50_000)
    push = push_of(journal, 6, 11)

    with pytest.raises(OperationalError, match="full"):
        send(service, push)

    assert stream_of(service).head_seq == 5
    assert count(service, t.fact) == 5
    with service.store.writing() as db:
        db.exec_driver_sql("PRAGMA max_page_count=1000000")
    assert_ack(send(service, push), journal, 11)


def test_a_head_that_moved_meanwhile_gives_the_transaction_up(service, journal):
    send(service, push_of(journal, 1, 5))
    stale = stream_of(service)._replace(head_seq=4, head_hash=journal.hash_at(4))
    entry = Entry(6, b"h", b"b")
    hash_ = link(STREAM, 6, journal.hash_at(5), b"h", b"b")
    with pytest.raises(streams.LostRace), service.store.writing() as db:
        streams.append(db, stale, [entry], [hash_], 5)
    assert count(service, t.fact) == 5


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE fact SET body = x'00' WHERE seq = 1",
        "DELETE FROM fact WHERE seq = 1",
        "INSERT OR REPLACE INTO fact SELECT merchant_id, stream_id, seq, head, x'00', hash, "
        "received_ms FROM fact WHERE seq = 1",
    ],
)
def test_a_stored_fact_cannot_be_changed(service, journal, sql):
    send(service, push_of(journal, 1, 3))
    with pytest.raises(IntegrityError, match="never changed"), service.store.writing() as db:
        db.exec_driver_sql(sql)
    with service.store.reading() as db:
        body = db.scalar(select(t.fact.c.body).where(t.fact.c.seq == 1))
    assert body == journal.entries[0].body


def test_what_is_no_gzip_is_refused(service, journal):
    way = Straight(service)
    reply = way.carry(push_of(journal, 1, 1).request, b"no gzip")
    assert way.read(reply) == Failure(Reason.NOT_ACCEPTED, 0, "bad_frame")
