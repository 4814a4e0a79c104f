"""The journal: it only grows, and every byte in it is held by the next hash."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.people import SYSTEM
from pos_app.store import engine, journal, troubles
from pos_app.store.journal import BrokenChain
from sync.protocol import chain
from sync.protocol.entry import Entry
from sync.protocol.facts.kinds import decode_body, decode_head
from sync.protocol.facts.shop import SettingChanged, ShopOpened
from tests.store.shop_kit import Till

REFUSED = (
    "UPDATE journal SET body = x'7b7d' WHERE seq = 1",
    "UPDATE journal SET seq = 99 WHERE seq = 1",
    "DELETE FROM journal WHERE seq = 1",
    "DELETE FROM journal",
    "INSERT OR REPLACE INTO journal SELECT seq, id, kind, head, x'7b7d', hash FROM journal"
    " WHERE seq = 1",
    "REPLACE INTO journal SELECT 4, id, kind, head, x'7b7d', hash FROM journal WHERE seq = 1",
    "UPDATE OR REPLACE journal SET seq = 2 WHERE seq = 1",
    "INSERT INTO journal SELECT 9, x'00', kind, head, body, hash FROM journal WHERE seq = 1",
    "INSERT INTO journal SELECT seq, id, kind, head, x'7b7d', hash FROM journal WHERE seq = 1"
    " ON CONFLICT DO UPDATE SET body = excluded.body",
)


@pytest.fixture
def three_facts(till: Till) -> Till:
    till.found()
    for name in ("甲", "乙"):
        with till.shop.writer.urgent() as work:
            work.record(SettingChanged(key="shop.address", value=name), SYSTEM)
    return till


@pytest.mark.parametrize("statement", REFUSED)
def test_what_stands_in_the_journal_stays(three_facts: Till, statement: str) -> None:
    before = list(journal.entries(three_facts.shop.readers.here()))

    with (
        pytest.raises(engine.DatabaseError, match="the journal"),
        three_facts.shop.writer.rows() as database,
    ):
        database.execute(statement)

    assert list(journal.entries(three_facts.shop.readers.here())) == before


def test_replace_is_caught_even_where_the_numbers_fit(three_facts: Till) -> None:
    """Only recursive triggers see the row that REPLACE takes away."""
    with three_facts.shop.writer.rows() as database:
        database.execute("DROP TRIGGER journal_appends")

    with (
        pytest.raises(engine.DatabaseError, match="never shortened"),
        three_facts.shop.writer.rows() as database,
    ):
        database.execute(REFUSED[4])


def test_the_chain_is_the_one_of_the_protocol(three_facts: Till) -> None:
    sync = three_facts.shop.sync
    found = sync.tail(0, 10, 1 << 20)
    start = chain.genesis(sync.stream.stream_id, sync.stream.public_key)

    hashes = chain.verify(
        sync.stream.stream_id, start, [Entry(each.seq, each.head, each.body) for each in found]
    )

    assert hashes == [each.hash for each in found]
    assert [sync.hash_at(seq) for seq in range(5)] == [start, *hashes, None]


def test_a_fact_is_kept_as_it_was_said(till: Till) -> None:
    shop_id = till.found("老王杂货")
    [entry] = till.shop.sync.tail(0, 10, 1 << 20)
    head = decode_head(entry.head)

    assert decode_body(head.kind, entry.body) == ShopOpened(
        shop_id=shop_id, name="老王杂货", is_demo=False
    )
    assert head.at_ms == till.clock.now_ms()
    assert head.business_day == 20261123
    assert json.loads(entry.head)["actor"] is None


def test_facts_go_on_after_a_restart(three_facts: Till) -> None:
    three_facts.reopen()

    with three_facts.shop.writer.urgent() as work:
        recorded = work.record(SettingChanged(key="shop.phone", value="1"), SYSTEM)

    assert recorded.seq == 4
    sync = three_facts.shop.sync
    stream = sync.stream
    checked = journal.verify(three_facts.shop.readers.here(), stream, 0, stream.genesis, 10)
    assert checked == (4, sync.hash_at(4))


@given(seq=st.integers(1, 3), column=st.sampled_from(["head", "body", "hash"]))
def test_a_changed_byte_is_found(tmp_path_factory: pytest.TempPathFactory, seq: int,
                                 column: str) -> None:  # fmt: skip
    till = Till(tmp_path_factory.mktemp("shop"))
    till.found()
    for name in ("甲", "乙"):
        with till.shop.writer.urgent() as work:
            work.record(SettingChanged(key="shop.address", value=name), SYSTEM)
    till.shop.close()
    raw = till.raw()
    raw.execute("DROP TRIGGER journal_keeps")
    raw.execute(
        f"UPDATE journal SET {column} = CAST({column} || x'20' AS BLOB) WHERE seq = ?", (seq,)
    )
    raw.close()

    with pytest.raises(troubles.Damaged):
        till.open()


def test_a_missing_fact_is_found(three_facts: Till) -> None:
    three_facts.shop.close()
    raw = three_facts.raw()
    raw.execute("DROP TRIGGER journal_stays")
    raw.execute("DELETE FROM journal WHERE seq = 2")
    stream = journal.own_stream(raw)

    assert journal.verify(raw, stream, 0, stream.genesis, 10) == BrokenChain(2)
    raw.close()


def test_the_tail_keeps_to_both_bounds_but_gives_one(three_facts: Till) -> None:
    sync = three_facts.shop.sync
    sizes = [len(each.head) + len(each.body) for each in sync.tail(0, 10, 1 << 20)]

    assert [each.seq for each in sync.tail(0, 2, 1 << 20)] == [1, 2]
    assert [each.seq for each in sync.tail(0, 10, sizes[0] + sizes[1])] == [1, 2]
    assert [each.seq for each in sync.tail(1, 10, 1)] == [2]
    assert sync.tail(3, 10, 1 << 20) == []


def test_the_unsent_are_counted_from_the_acknowledged_one(three_facts: Till) -> None:
    assert three_facts.shop.queries.unsent() == (3, three_facts.clock.now_ms())

    row = three_facts.shop.sync.load()
    three_facts.shop.sync.save(row._replace(acked_seq=3))

    assert three_facts.shop.queries.unsent() == (0, None)
    assert three_facts.shop.sync.unsent(1) == (2, three_facts.clock.now_ms())
