"""The engine: when it sends, how long it waits, what each answer does to the watermark."""

import pytest

from sync.client.engine import (
    BACKOFF_MAX_MS,
    COALESCE_MS,
    GREET_EVERY_MS,
    RETRY_AFTER_MAX_MS,
    Send,
    Wait,
)
from sync.client.ports import Failure, Frozen, JournalTrouble, Reason, SyncState
from sync.protocol.answers import Ack, Fork, Gap
from tests.sync.kit import (
    HandClock,
    KeySigner,
    Longest,
    MemoryJournal,
    MemoryStates,
    add_sales,
    bound,
    make_engine,
)

OTHER_HASH = "ab" * 32


class Bench:
    """An engine whose server is the test itself."""

    def __init__(self, facts=0, state=None):
        self.signer = KeySigner()
        self.journal = MemoryJournal(self.signer)
        add_sales(self.journal, facts)
        self.states = MemoryStates(state or SyncState(binding=bound()))
        self.clock = HandClock()
        self.engine = make_engine(self.journal, self.states, self.signer, self.clock, Longest())

    def step(self, after_ms=0):
        self.clock.at_ms += after_ms
        return self.engine.step(self.clock.at_ms)

    def sent(self, after_ms=0):
        action = self.step(after_ms)
        assert isinstance(action, Send)
        return action.push

    def waits_ms(self):
        action = self.step()
        assert isinstance(action, Wait)
        return None if action.until_ms is None else action.until_ms - self.clock.at_ms

    def receive(self, push, outcome):
        self.engine.received(self.clock.at_ms, push, outcome)

    def ack(self, push, seq=None, **changes):
        seq = push.batch.last_seq if seq is None else seq
        ack = {
            "acked_seq": seq,
            "acked_hash": self.journal.hash_at(seq).hex(),
            "server_epoch": "e",
            "server_ms": 0,
        }
        self.receive(push, Ack(**(ack | changes)))

    def gap(self, push, seq, hash_=None):
        have = hash_ or self.journal.hash_at(seq).hex()
        self.receive(push, Gap(have_seq=seq, have_hash=have, server_epoch="e"))

    def settle(self):
        """Acknowledge until nothing is left to send."""
        while isinstance(action := self.step(), Send):
            self.ack(action.push)


def test_an_unpaired_till_waits_for_people():
    bench = Bench(facts=3, state=SyncState())
    assert bench.waits_ms() is None


def test_a_backlog_goes_out_in_full_batches_back_to_back():
    bench = Bench(facts=450)
    sizes = []
    for _ in range(3):
        push = bench.sent()
        sizes.append(push.batch.size)
        bench.ack(push)
    assert sizes == [200, 200, 50]
    assert bench.waits_ms() == GREET_EVERY_MS
    assert bench.states.state.acked_seq == 450


def test_one_batch_is_in_flight():
    bench = Bench(facts=450)
    bench.sent()
    assert bench.waits_ms() is None


def test_facts_that_follow_at_once_travel_together():
    bench = Bench()
    bench.settle()
    add_sales(bench.journal, 1)
    bench.engine.recorded(bench.clock.at_ms)
    assert bench.waits_ms() == COALESCE_MS
    bench.clock.at_ms += COALESCE_MS - 1
    add_sales(bench.journal, 1)
    bench.engine.recorded(bench.clock.at_ms)
    assert bench.sent(after_ms=1).batch.size == 2


def test_a_fact_recorded_while_a_batch_is_in_flight_goes_next():
    bench = Bench(facts=1)
    push = bench.sent()
    add_sales(bench.journal, 1)
    bench.engine.recorded(bench.clock.at_ms)
    bench.ack(push)
    assert bench.sent().batch.first_seq == 2


def test_an_idle_till_greets():
    bench = Bench(facts=2)
    bench.settle()
    push = bench.sent(after_ms=GREET_EVERY_MS)
    assert (push.batch.first_seq, push.batch.size) == (3, 0)
    saves = len(bench.states.saved)
    bench.ack(push)
    assert bench.waits_ms() == GREET_EVERY_MS
    assert len(bench.states.saved) == saves, "a greeting writes nothing"


def test_the_back_off_doubles_up_to_five_minutes_and_resets():
    bench = Bench(facts=1)
    waits = []
    for _ in range(12):
        bench.receive(bench.sent(), Failure(Reason.UNREACHABLE))
        waits.append(bench.waits_ms())
        bench.clock.at_ms += waits[-1]
    assert waits[:4] == [1_000, 2_000, 4_000, 8_000]
    assert waits[8:] == [256_000] + [BACKOFF_MAX_MS] * 3
    assert not bench.engine.is_online
    bench.ack(bench.sent())
    assert bench.engine.is_online
    bench.receive(bench.sent(after_ms=GREET_EVERY_MS), Failure(Reason.UNREACHABLE))
    assert bench.waits_ms() == 1_000


def test_new_facts_do_not_cut_a_back_off_short_but_people_do():
    bench = Bench(facts=1)
    bench.receive(bench.sent(), Failure(Reason.UNREACHABLE))
    bench.engine.recorded(bench.clock.at_ms)
    assert bench.waits_ms() == 1_000
    bench.engine.hurry(bench.clock.at_ms)
    assert bench.sent().batch.size == 1


@pytest.mark.parametrize(
    ("wished_ms", "waited_ms"),
    [(0, 1_000), (500, 1_000), (90_000, 90_000), (10**12, RETRY_AFTER_MAX_MS)],
)
def test_the_server_may_wish_for_a_longer_wait(wished_ms, waited_ms):
    bench = Bench(facts=1)
    bench.receive(bench.sent(), Failure(Reason.BUSY, wished_ms))
    assert bench.waits_ms() == waited_ms


def test_the_server_may_slow_a_backlog_down():
    bench = Bench(facts=450)
    bench.ack(bench.sent(), next_after_ms=7_000)
    assert bench.waits_ms() == 7_000
    assert bench.sent(after_ms=7_000).batch.first_seq == 201


def test_batches_shrink_to_one_fact_while_a_server_chokes():
    bench = Bench(facts=450)
    sizes = []
    for _ in range(10):
        push = bench.sent()
        sizes.append(push.batch.size)
        bench.receive(push, Failure(Reason.SERVER_TROUBLE))
        bench.clock.at_ms += bench.waits_ms()
    assert sizes == [200, 100, 50, 25, 12, 6, 3, 1, 1, 1]
    bench.ack(bench.sent())
    assert bench.sent().batch.size == 200


def test_an_unreachable_server_shrinks_nothing():
    bench = Bench(facts=450)
    bench.receive(bench.sent(), Failure(Reason.UNREACHABLE))
    assert bench.sent(after_ms=1_000).batch.size == 200


def test_an_old_acknowledgement_lowers_nothing_and_is_tried_again():
    bench = Bench(facts=300)
    bench.ack(bench.sent())
    bench.ack(bench.sent(), seq=50)
    assert bench.states.state.acked_seq == 200
    assert bench.engine.reason == Reason.STALE_ANSWER
    assert bench.states.state.frozen == Frozen.NO
    assert bench.sent(after_ms=1_000).batch.first_seq == 201


@pytest.mark.parametrize("seq", [1, 50, 200, 300])
def test_an_acknowledgement_of_other_bytes_freezes(seq):
    bench = Bench(facts=300)
    bench.ack(bench.sent())
    bench.ack(bench.sent(), seq=seq, acked_hash=OTHER_HASH)
    assert bench.states.state.frozen == Frozen.BAD_ACKNOWLEDGEMENT
    assert bench.states.state.acked_seq == 200
    assert bench.waits_ms() is None
    bench.engine.hurry(bench.clock.at_ms)
    assert bench.waits_ms() is None


def test_a_server_that_has_more_than_the_till_freezes():
    bench = Bench(facts=3)
    bench.ack(bench.sent(), acked_seq=4, acked_hash=OTHER_HASH)
    assert bench.states.state.frozen == Frozen.SERVER_AHEAD


def test_a_fork_freezes_over_a_restart_until_people_have_looked():
    bench = Bench(facts=3)
    bench.receive(bench.sent(), Fork(have_seq=3, have_hash=OTHER_HASH, server_epoch="e"))
    assert bench.states.state.frozen == Frozen.FORK
    again = make_engine(bench.journal, bench.states, bench.signer, bench.clock)
    assert again.step(bench.clock.at_ms) == Wait(None)
    again.thaw(bench.clock.at_ms)
    assert isinstance(again.step(bench.clock.at_ms), Send)
    assert bench.states.state.frozen == Frozen.NO


def test_a_server_that_went_back_is_brought_up_to_date():
    bench = Bench(facts=10)
    bench.settle()
    greeting = bench.sent(after_ms=GREET_EVERY_MS)
    bench.gap(greeting, 4)
    push = bench.sent()
    assert (push.batch.first_seq, push.batch.size) == (5, 6)
    assert bench.states.state.acked_seq == 10, "the watermark stays"
    assert bench.engine.agreed_seq == 4
    bench.ack(push)
    assert bench.engine.agreed_seq == 10
    assert bench.states.state.server_epoch == "e"


def test_a_server_that_lost_everything_gets_everything():
    bench = Bench(facts=10)
    bench.settle()
    bench.gap(bench.sent(after_ms=GREET_EVERY_MS), 0)
    assert bench.sent().batch.first_seq == 1


def test_what_is_sent_anew_does_not_lower_the_watermark():
    bench = Bench(facts=450)
    bench.settle()
    bench.gap(bench.sent(after_ms=GREET_EVERY_MS), 0)
    bench.ack(bench.sent())
    assert bench.engine.agreed_seq == 200
    assert bench.states.state.acked_seq == 450
    assert bench.states.state.acked_hash == bench.journal.hash_at(450)


def test_a_gap_with_other_bytes_freezes():
    bench = Bench(facts=10)
    bench.settle()
    bench.gap(bench.sent(after_ms=GREET_EVERY_MS), 4, OTHER_HASH)
    assert bench.states.state.frozen == Frozen.FORK


def test_a_gap_that_is_none_is_tried_again():
    bench = Bench(facts=10)
    bench.gap(bench.sent(), 0)
    assert bench.engine.reason == Reason.STALE_ANSWER
    assert bench.waits_ms() == 1_000


def test_a_revoked_till_goes_on_and_says_so():
    bench = Bench(facts=3)
    bench.ack(bench.sent(), revoked=True)
    assert bench.engine.reason == Reason.REVOKED
    assert bench.states.state.acked_seq == 3


def test_a_journal_that_is_not_the_one_acknowledged_freezes():
    state = SyncState(binding=bound(), acked_seq=2, acked_hash=b"\1" * 32)
    bench = Bench(facts=3, state=state)
    assert bench.waits_ms() is None
    assert bench.states.state.frozen == Frozen.FORK


def test_a_broken_disk_changes_nothing_and_is_tried_again():
    bench = Bench(facts=3)
    push = bench.sent()
    bench.journal.is_broken = True
    with pytest.raises(JournalTrouble):
        bench.receive(push, Ack(acked_seq=3, acked_hash=OTHER_HASH, server_epoch="", server_ms=0))
    bench.engine.failed(bench.clock.at_ms, Failure(Reason.JOURNAL_TROUBLE))
    assert bench.states.saved == []
    bench.journal.is_broken = False
    bench.ack(bench.sent(after_ms=1_000))
    assert bench.states.state.acked_seq == 3


def test_an_answer_after_the_till_was_paired_anew_is_ignored():
    bench = Bench(facts=3)
    push = bench.sent()
    bench.engine.bind(bench.clock.at_ms, bound(server_url="http://other"), "f")
    bench.ack(push)
    assert bench.states.state.acked_seq == 0
    assert bench.sent().batch.first_seq == 1


def test_pairing_again_with_the_same_place_keeps_the_watermark():
    bench = Bench(facts=3)
    bench.settle()
    bench.engine.bind(bench.clock.at_ms, bound(), "f")
    assert bench.states.state.acked_seq == 3
