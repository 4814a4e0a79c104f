"""What a till records arrives on the server once, in order, byte for byte, whatever happens."""

from collections import defaultdict
from random import Random

import pytest
from sqlalchemy import select

from sync.client.ports import Frozen
from sync.protocol.facts.kinds import decode_body, decode_head
from sync.protocol.totals import Sums, day_contributions
from sync.server.projector import catch_up
from sync.server.store import tables as t
from tests.sync.kit import Crooked, Straight, add_opening, add_sales, drive, make_engine


def stored(service):
    c = t.fact.c
    with service.store.reading() as db:
        return [
            tuple(row) for row in db.execute(select(c.seq, c.head, c.body, c.hash).order_by(c.seq))
        ]


def own_totals(journal):
    """Add up the journal as a till would."""
    sums = defaultdict(Sums)
    for entry in journal.entries:
        head = decode_head(entry.head)
        for dimension, key, part in day_contributions(head, decode_body(head.kind, entry.body)):
            at = head.business_day, dimension, key
            sums[at] = Sums(*map(sum, zip(sums[at], part, strict=True)))
    return dict(sums)


def server_totals(service):
    while catch_up(service.store, 0):
        pass
    c = t.day_total.c
    with service.store.reading() as db:
        rows = db.execute(
            select(c.business_day, c.dimension, c.key, *(c[name] for name in Sums._fields))
        )
        return {tuple(row[:3]): Sums(*row[3:]) for row in rows}


@pytest.mark.parametrize("seed", range(1, 4))
def test_ten_thousand_sales_over_a_crooked_link_arrive_as_ten_thousand(service, till, seed):
    journal, states, clock, engine = till.journal, till.states, till.clock, till.engine
    link, chance = Crooked(service, seed), Random(seed)
    add_opening(journal)
    while len(journal.entries) < 10_001:
        left = 10_001 - len(journal.entries)
        day = 20261123 + len(journal.entries) // 4_000
        add_sales(journal, min(left, chance.randrange(1, 200)), day)
        engine.recorded(clock.at_ms)
        target = min(states.state.acked_seq + chance.randrange(150), len(journal.entries))
        drive(engine, link, clock, lambda target=target: states.state.acked_seq >= target)
        clock.at_ms += chance.randrange(2_000)
    drive(engine, link, clock, lambda: states.state.acked_seq == 10_001)

    assert stored(service) == [tuple(entry) for entry in journal.entries]
    assert states.state.acked_hash == journal.entries[-1].hash
    assert states.state.frozen == Frozen.NO
    watermarks = [state.acked_seq for state in states.saved]
    assert watermarks == sorted(watermarks)
    assert server_totals(service) == own_totals(journal)
    assert len(link.faults) == 9, "every fault had its turn"


def test_a_restarted_till_goes_on_where_it_was(service, till):
    add_opening(till.journal)
    add_sales(till.journal, 300)
    drive(till.engine, till.link, till.clock, lambda: till.states.state.acked_seq >= 200)
    again = make_engine(till.journal, till.states, till.signer, till.clock)

    drive(again, till.link, till.clock, lambda: till.states.state.acked_seq == 301)

    assert stored(service) == [tuple(entry) for entry in till.journal.entries]


def test_a_batch_keeps_to_the_limits(service, till):
    for size in (60_000, 60_000, 60_000, 60_000, 60_000, 300_000, 10):
        till.journal.add(b"{}", b"x" * size)
    sizes = []

    class Measured(Straight):
        def push(self, request):
            sizes.append(len(request.body))
            return super().push(request)

    link = Measured(service)
    drive(till.engine, link, till.clock, lambda: till.states.state.acked_seq == 7)

    assert len(sizes) == 4, "four of the first, the fifth, the great one, the last"
    assert max(sizes[:2] + sizes[3:]) <= 256 * 1024 + 1024
    assert len(stored(service)) == 7
