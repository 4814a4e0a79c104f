"""One transaction: a sale is kept whole, with everything that follows from it, or not at all."""

import pytest

from pos_app.domain import tender
from pos_app.domain.people import SYSTEM, Authority, Permission, Staff
from pos_app.domain.sale import ReceiptNumber, settle
from pos_app.domain.tender import TenderState
from pos_app.store import engine
from pos_app.usecases.checkout import sale_fact
from pos_app.usecases.open_shop import staff_fact
from pos_app.usecases.ports import JobState, PrintJob
from sync.protocol.facts.head import FactHead
from sync.protocol.facts.kinds import decode_head
from sync.protocol.facts.shop import SettingChanged
from tests.store.shop_kit import Till, rows

DAY_MS = 86_400_000


class PowerCut(Exception):
    """Something breaks in the middle of a transaction."""


@pytest.fixture
def stocked(till: Till) -> Till:
    till.found()
    till.stock(
        till.product("可口可乐", "6928804011142", cost_fen=210),
        till.product("红富士苹果", "2000", is_weighed=True, price_per_milli=500, price_fen=598),
    )
    return till


def head_of(till: Till, seq: int) -> FactHead:
    [entry] = till.shop.sync.tail(seq - 1, 1, 1)
    return decode_head(entry.head)


def test_a_sale_leaves_all_its_rows(stocked: Till) -> None:
    kept = stocked.sell("6928804011142", "6928804011142", "2000", received_fen=2_000)

    detail = stocked.shop.queries.sale(kept.sale.sale_id)
    assert detail is not None
    assert detail.row.receipt_code == "9900100100000017"
    assert (detail.row.total_fen, detail.row.line_count) == (1_298, 2)
    assert detail.row.tender_kinds == ("cash",)
    assert [(line.name, line.qty_milli, line.amount_fen) for line in detail.lines] == [
        ("可口可乐", 2_000, 700),
        ("红富士苹果", 500, 598),
    ]
    [cash] = detail.tenders
    assert (cash.state, cash.received_fen, cash.change_fen) == ("paid", 2_000, 702)
    assert (detail.print_state, detail.reprint_count) == ("queued", 0)
    reader = stocked.shop.readers.here()
    assert {row[4:] for row in rows(reader, "stock_move")} == {(-500, "sale"), (-2_000, "sale")}
    assert [row[-1] for row in rows(reader, "drawer_event")] == [1_298]
    assert stocked.shop.drafts.open_carts() == []
    assert stocked.shop.queries.last_sale_id() == kept.sale.sale_id


def test_an_error_on_the_way_leaves_nothing(stocked: Till) -> None:
    cart = stocked.ring_up("6928804011142")
    before = stocked.shop.queries.unsent()

    with pytest.raises(PowerCut), stocked.shop.writer.urgent() as work:  # noqa: PT012
        number = work.next_receipt_number()
        paid = tender.cash(stocked.new_id(), cart.total_fen, cart.total_fen)
        work.record(sale_fact(settle(cart, (paid,)), number), SYSTEM)
        work.queue_receipt(cart.cart_id, 0)
        work.drop_draft(cart.cart_id)
        raise PowerCut

    assert stocked.shop.queries.unsent() == before
    assert stocked.shop.queries.last_sale_id() is None
    assert stocked.shop.print_jobs.next_queued() is None
    assert stocked.shop.drafts.open_carts() == [cart]
    kept = stocked.sell("2000")
    assert kept.number == ReceiptNumber(1, 1, 1)
    assert kept.recorded.seq == before.fact_count + 1


def test_receipt_numbers_have_no_gap_and_start_a_new_series_when_used_up(stocked: Till) -> None:
    assert [stocked.sell("2000").number.number for _ in range(3)] == [1, 2, 3]
    with stocked.shop.writer.rows() as database:
        database.execute("UPDATE receipt_counter SET last_number = 9999998")

    assert stocked.sell("2000").number == ReceiptNumber(1, 1, 9_999_999)
    assert stocked.sell("2000").number == ReceiptNumber(1, 2, 1)


def test_a_fact_says_who_and_when(stocked: Till) -> None:
    staff = stocked.hire("1001", "小王")
    authority = Authority(staff.staff_id, frozenset(Permission), approver=staff.staff_id)

    with stocked.shop.writer.urgent() as work:
        recorded = work.record(SettingChanged(key="shop.phone", value="1"), authority)

    head = head_of(stocked, recorded.seq)
    assert (head.id, head.actor, head.approver) == (
        recorded.fact_id, staff.staff_id, staff.staff_id,
    )  # fmt: skip


def test_a_clock_set_back_is_said_and_does_not_reopen_yesterday(stocked: Till) -> None:
    today = stocked.sell("2000").recorded
    stocked.clock.time_ms -= DAY_MS

    kept = stocked.sell("2000").recorded

    assert kept.business_day == today.business_day == stocked.shop.queries.business_day()
    assert head_of(stocked, kept.seq).clock_back_ms == DAY_MS
    stocked.reopen()
    assert stocked.shop.queries.business_day() == today.business_day
    assert head_of(stocked, stocked.sell("2000").recorded.seq).clock_back_ms == 0


def test_the_day_begins_at_the_hour_that_is_set(stocked: Till) -> None:
    stocked.clock.time_ms += DAY_MS - 5 * 3_600_000 - 1  # 03:59 of the next day
    assert stocked.shop.queries.business_day() == 20261123

    with stocked.shop.writer.urgent() as work:
        work.record(SettingChanged(key="shop.day_start_hour", value="3"), SYSTEM)

    assert stocked.shop.queries.business_day() == 20261124
    assert stocked.reopen().queries.business_day() == 20261124
    with stocked.shop.writer.urgent() as work:
        work.record(SettingChanged(key="shop.day_start_hour", value="noon"), SYSTEM)
    assert stocked.shop.writer.day_start_min == 4 * 60


def test_who_listens_hears_of_facts_that_are_kept_and_of_no_others(stocked: Till) -> None:
    heard: list[str] = []
    stocked.shop.writer.committed = lambda facts: heard.extend(fact.kind for fact in facts)

    with pytest.raises(PowerCut), stocked.shop.writer.urgent() as work:  # noqa: PT012
        work.record(SettingChanged(key="shop.phone", value="1"), SYSTEM)
        raise PowerCut
    stocked.sell("2000")

    assert heard == ["sale.completed.v1"]


def test_a_print_job_goes_its_way(stocked: Till) -> None:
    first, second = stocked.sell("2000"), stocked.sell("2000")
    jobs = stocked.shop.print_jobs
    assert first.print_job is not None

    assert jobs.next_queued() == PrintJob(
        first.print_job, first.sale.sale_id, 0, stocked.clock.now_ms(), 0, True
    )
    jobs.mark(first.print_job, JobState.SENDING)
    assert [each.job for each in jobs.interrupted()] == [first.print_job]
    jobs.mark(first.print_job, JobState.QUEUED, "no paper")
    assert jobs.interrupted() == []
    again = jobs.next_queued()
    assert again is not None
    assert again.attempts == 1
    jobs.mark(first.print_job, JobState.CONFIRMED)
    following = jobs.next_queued()
    assert following is not None
    assert following.sale_id == second.sale.sale_id
    detail = stocked.shop.queries.sale(first.sale.sale_id)
    assert detail is not None
    assert detail.print_state == "confirmed"


def test_a_copy_does_not_open_the_drawer(stocked: Till) -> None:
    kept = stocked.sell("2000")
    assert kept.print_job is not None
    stocked.shop.print_jobs.mark(kept.print_job, JobState.SENT)
    with stocked.shop.writer.urgent() as work:
        work.queue_receipt(kept.sale.sale_id, 1)

    job = stocked.shop.print_jobs.next_queued()

    assert job is not None
    assert (job.copy, job.opens_drawer) == (1, False)


def test_names_and_pins_are_not_in_the_journal(stocked: Till) -> None:
    staff = stocked.hire("1001", "王小明", verifier="$argon2id$")
    everything = b"".join(each.head + each.body for each in stocked.shop.sync.tail(0, 99, 1 << 20))

    assert "王小明".encode() not in everything
    assert b"argon2" not in everything
    login = stocked.shop.queries.login("1001")
    assert login == (staff, "$argon2id$")


def test_people_who_left_cannot_sign_in(stocked: Till) -> None:
    stocked.hire("1001", "小王")
    stocked.hire("1002", "小李", is_active=False)

    assert [each.number for each in stocked.shop.queries.staff()] == ["1001"]
    assert stocked.shop.queries.login("1002") is None
    assert stocked.shop.queries.login("9") is None


def test_a_state_that_is_none_is_refused_by_the_table(stocked: Till) -> None:
    assert {"paid", "refund_unknown"} <= {state.value for state in TenderState}
    with (
        pytest.raises(engine.DatabaseError, match="CHECK"),
        stocked.shop.writer.rows() as database,
    ):
        database.execute("INSERT INTO tender VALUES (x'00', x'01', 'cash', 'perhaps', 1, 1, 0)")


def test_no_float_gets_into_a_table(stocked: Till) -> None:
    with (
        pytest.raises(engine.DatabaseError, match="cannot store REAL"),
        stocked.shop.writer.rows() as database,
    ):
        database.execute("INSERT INTO tender VALUES (x'00', x'01', 'cash', 'paid', 1.5, 1, 0)")


def test_the_shop_says_whether_it_is_a_demo(till: Till) -> None:
    assert till.shop.queries.shop_id() is None
    assert not till.shop.queries.is_demo()

    shop_id = till.found(is_demo=True)

    assert till.shop.queries.shop_id() == shop_id
    assert till.shop.queries.is_demo()
    assert till.shop.settings.values()["shop.name"] == "幸福便利店"


def test_settings_are_the_shops_the_tills_and_this_machines(till: Till) -> None:
    till.found()
    with till.shop.writer.urgent() as work:
        work.record(SettingChanged(key="shop.name", value="新名"), SYSTEM)
        work.record(SettingChanged(key="till.name", value="一号"), SYSTEM)
        work.record(SettingChanged(key="from.tomorrow", value="1"), SYSTEM)
    till.shop.settings.put_local("till.theme", "dark")
    till.shop.settings.put_local("till.theme", "contrast")

    assert till.reopen().settings.values() == {
        "shop.name": "新名", "till.name": "一号", "from.tomorrow": "1", "till.theme": "contrast",
    }  # fmt: skip


def test_a_person_can_be_changed(till: Till) -> None:
    staff = till.hire("1001", "小王")
    changed = Staff(staff.staff_id, "1003", "王师傅", staff.role, rev=2)
    with till.shop.writer.urgent() as work:
        work.put_staff_secret(changed, "new")
        work.record(staff_fact(changed, "00"), SYSTEM)

    assert till.shop.queries.login("1003") == (changed, "new")
    assert till.shop.queries.login("1001") is None
