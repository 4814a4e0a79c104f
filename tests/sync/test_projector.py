"""The projector: totals from the facts, exceptions for what makes no sense, nothing twice."""

import pytest
from sqlalchemy import select

from sync.protocol.facts.head import FactHead
from sync.protocol.facts.kinds import KINDS
from sync.protocol.facts.record import dump
from sync.protocol.facts.selling import SaleCompleted
from sync.protocol.totals import ALL
from sync.server import projector
from sync.server.projector import SLICE_MAX, ProjectorThread, catch_up, catch_up_parked, project
from sync.server.store import overview, projections
from sync.server.store import tables as t
from sync.server.store.projections import StoredFact
from tests.sync.kit import DAY, NOON_MS, add_opening, add_sales, drive, fact_head, sale, wait_for


def arrive(till):
    till.engine.hurry(till.clock.at_ms)
    count = len(till.journal.entries)
    drive(till.engine, till.link, till.clock, lambda: till.states.state.acked_seq == count)


def rows(service, *columns):
    with service.store.reading() as db:
        return [tuple(row) for row in db.execute(select(*columns).order_by(*columns))]


def whole_day(service):
    c = t.day_total.c
    return [
        row[1:]
        for row in rows(service, c.dimension, c.business_day, c.sale_count, c.amount_fen)
        if row[0] == ALL
    ]


def exceptions(service):
    return rows(service, t.fact_exception.c.seq, t.fact_exception.c.code)


def test_day_totals_are_added_up_slice_by_slice(service, till):
    add_opening(till.journal)
    add_sales(till.journal, SLICE_MAX + 10)
    arrive(till)
    assert catch_up(service.store, 0) == SLICE_MAX
    assert catch_up(service.store, 0) == 11
    assert catch_up(service.store, 0) == 0
    takings_fen = sum(sale(number).total_fen for number in range(2, SLICE_MAX + 12))
    assert whole_day(service) == [(DAY, SLICE_MAX + 10, takings_fen)]


def test_a_crash_in_mid_slice_adds_nothing_twice(service, till, monkeypatch):
    add_sales(till.journal, 20)
    arrive(till)
    with monkeypatch.context() as crash:
        crash.setattr(projections, "park", lambda *_: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            catch_up(service.store, 0)
    assert whole_day(service) == []
    catch_up(service.store, 0)
    assert whole_day(service)[0][1] == 20


def test_two_projectors_add_nothing_twice(service, till, monkeypatch):
    add_sales(till.journal, 20)
    arrive(till)
    real = projector.project

    def overtaken(facts):
        monkeypatch.setattr(projector, "project", real)
        catch_up(service.store, 0)
        return real(facts)

    monkeypatch.setattr(projector, "project", overtaken)
    catch_up(service.store, 0)
    assert whole_day(service)[0][1] == 20


def sale_bytes(**changes):
    return dump(sale(1).to_json() | changes)


@pytest.mark.parametrize(
    ("head", "body", "code"),
    [
        (b"\xff", b"{}", "bad_head"),
        (b"{}", b"{}", "bad_head"),
        (fact_head(1, SaleCompleted.kind), b"{}", "bad_body"),
        (fact_head(1, SaleCompleted.kind), b"[" * 10_000, "bad_body"),
        (fact_head(1, SaleCompleted.kind), sale_bytes(total_fen=1.5), "bad_body"),
        (fact_head(1, SaleCompleted.kind), sale_bytes(total_fen=2**63), "bad_body"),
        (fact_head(1, SaleCompleted.kind), sale_bytes(total_fen=2**62), "absurd"),
        (fact_head(1, SaleCompleted.kind, day=-5), sale_bytes(), "absurd"),
        (fact_head(1, SaleCompleted.kind), sale_bytes(total_fen=1), "sale_sum"),
        (fact_head(1, SaleCompleted.kind), sale_bytes(tenders=[]), "sale_sum"),
    ],
)
def test_a_fact_that_makes_no_sense_is_an_exception_and_holds_up_nothing(
    service, till, head, body, code
):
    till.journal.add(head, body)
    add_sales(till.journal, 1)
    arrive(till)
    catch_up(service.store, 0)
    assert exceptions(service) == [(1, code)]
    assert whole_day(service)[0][1] >= 1


def test_a_fact_of_a_later_program_is_parked_until_that_program_comes(service, till, monkeypatch):
    later = "sale.completed.v2"
    till.journal.add(fact_head(1, later), sale(1).to_bytes())
    add_sales(till.journal, 1)
    arrive(till)
    catch_up(service.store, 0)
    assert whole_day(service)[0][1] == 1
    assert rows(service, t.parked_fact.c.seq, t.parked_fact.c.kind) == [(1, later)]
    assert catch_up_parked(service.store, 0) == 0

    monkeypatch.setitem(KINDS, later, SaleCompleted)
    assert catch_up_parked(service.store, 0) == 1
    assert whole_day(service)[0][1] == 2
    assert rows(service, t.parked_fact.c.seq) == []
    assert catch_up_parked(service.store, 0) == 0


def test_counting_that_fails_is_an_exception_too(monkeypatch):
    monkeypatch.setattr(projector, "day_contributions", lambda head, body: 1 // 0)
    fact = StoredFact(1, fact_head(1, SaleCompleted.kind), sale(1).to_bytes())
    assert [found.code for found in project([fact]).found] == ["projection_failed"]


def test_the_thread_projects_what_it_is_woken_for(service, till):
    thread = ProjectorThread(service.store, lambda: 0, pytest.fail)
    add_sales(till.journal, 5)
    arrive(till)
    thread.start()
    wait_for(lambda: whole_day(service) and whole_day(service)[0][1] == 5)
    add_sales(till.journal, 2)
    arrive(till)
    thread.wake()
    wait_for(lambda: whole_day(service)[0][1] == 7)
    assert thread.is_alive()
    thread.stop()
    assert not thread.is_alive()


def test_the_page_sees_tills_and_days(service, till):
    add_opening(till.journal)
    add_sales(till.journal, 3)
    arrive(till)
    catch_up(service.store, 0)
    with service.store.reading() as db:
        (row,) = overview.tills(db)
        days = overview.days(db, 1, 1, 7)
    assert (row.till, row.head_seq, row.projected_seq, row.state) == (1, 4, 4, "active")
    assert {(day.dimension, day.key): day.sums.sale_count for day in days} == {
        ("all", ""): 3,
        ("tender", "cash"): 3,
    }


def test_the_head_may_carry_what_this_program_does_not_know():
    head = FactHead(
        id="1", kind=SaleCompleted.kind, at_ms=NOON_MS, utc_offset_min=480, business_day=DAY
    )
    fact = StoredFact(1, dump(head.to_json() | {"weather": "rain"}), sale(1).to_bytes())
    assert project([fact]).totals
