"""The spooler on the queue of a real shop file."""

from contextlib import suppress

import pytest

from drivers.virtual.printer import Faults
from pos_app.domain.errors import Trouble
from pos_app.domain.people import SYSTEM
from pos_app.hardware import spooler
from pos_app.hardware.spooler import Spooler
from pos_app.printing.documents import StoredDocuments
from pos_app.settings import SHOP_NAME, Settings
from pos_app.usecases.ports import JobState
from pos_app.usecases.reprint import Reprint
from tests.store.shop_kit import Till
from tests.unit.spooling import Desk

COLA = "6928804011142"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Wait as short as can be between two tries."""
    monkeypatch.setattr(spooler, "BACK_OFF_S", (0.01,))


@pytest.fixture
def desk():
    desk = Desk()
    yield desk
    desk.spooler.stop()


@pytest.fixture
def till(tmp_path):
    till = Till(tmp_path / "shop")
    till.found("幸福便利店")
    till.stock(till.product("可口可乐", COLA))
    yield till
    with suppress(Trouble):
        till.shop.close()


def spooler_of(till: Till, desk: Desk) -> Spooler:
    shop = till.shop
    documents = StoredDocuments(lambda: shop.queries, Settings({SHOP_NAME.key: "幸福便利店"}))
    return Spooler(
        shop.print_jobs, documents, desk.chosen, desk.board, till.clock, shop.readers.leave
    )


def test_a_sale_of_a_real_shop_comes_out_as_its_receipt(till, desk):
    kept = till.sell(COLA, received_fen=500)
    desk.spooler = spooler_of(till, desk)
    desk.start()
    desk.becomes("confirmed")
    Reprint(till.shop.queries, till.shop.writer).last(SYSTEM)
    desk.spooler.wake()
    desk.becomes("confirmed", "confirmed")
    first, second = desk.twin.strips

    assert str(kept.number) in first.text
    assert "补打" not in first.text
    assert "*** 补打 第1次 ***" in second.text
    assert second.text.replace("*** 补打 第1次 ***", "").split() == first.text.split()
    assert desk.twin.drawer_pulses == 1
    detail = till.shop.queries.sale(kept.sale.sale_id)
    assert detail.print_state == "confirmed"


def test_the_thread_leaves_no_connection_behind(till, desk):
    before = set(till.shop.readers._all)
    till.sell(COLA)
    desk.spooler = spooler_of(till, desk)
    desk.start()
    desk.becomes("confirmed")
    assert len(till.shop.readers._all) == len(before) + 1

    desk.spooler.stop()

    assert till.shop.readers._all == before


def test_a_program_that_was_killed_while_sending_leaves_it_to_people(till, desk):
    kept = till.sell(COLA)
    till.shop.print_jobs.mark(kept.print_job, JobState.SENDING)
    till.reopen()
    till.sell(COLA)
    desk.spooler = spooler_of(till, desk)
    desk.start()
    desk.becomes("unknown", "confirmed")

    assert len(desk.twin.strips) == 1
    assert till.shop.queries.sale(kept.sale.sale_id).print_state == "unknown"


def test_a_printer_that_comes_back_prints_each_receipt_of_the_shop_once(till, desk):
    desk.twin.faults = Faults(off=True)
    numbers = [str(till.sell(COLA).number) for _ in range(3)]
    desk.spooler = spooler_of(till, desk)
    desk.start()
    desk.becomes("queued", "queued")
    desk.twin.faults = Faults()
    desk.board.expect(lambda: desk.board.states.count("confirmed") == 3)
    desk.idle()

    assert [number for strip in desk.twin.strips for number in numbers if number in strip.text] == (
        numbers
    )
    assert desk.twin.drawer_pulses == 2
