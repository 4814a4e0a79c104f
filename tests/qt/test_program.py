"""The whole program on a real shop file: what it opens with, what it survives, what it leaves."""

import shutil
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from drivers.virtual.printer import VirtualPrinter
from pos_app.bootstrap import opening
from pos_app.bootstrap.program import CRASH_LOG, Program
from pos_app.settings import FULL_SCREEN, PRINTER_KIND, PRINTER_PROFILE
from pos_app.store import engine
from pos_app.ui.presenters.ports import Screen
from pos_app.ui.views.trouble import TroubleScreen
from pos_app.usecases.bulletin import CatalogueChanged, ClockSuspect
from tests.day.clock import DayClock
from tests.fakes import MORNING_MS
from tests.qt.conftest import alive

NAME, OWNER, PIN = "老王小卖部", "王老板", "2580"
TAKES_TIME_MS = 20_000


@pytest.fixture(scope="module")
def kept_shop(tmp_path_factory) -> Path:
    """A shop with an owner and nothing to sell; tests get copies."""
    folder = tmp_path_factory.mktemp("shop") / "shop"
    shop = opening.make_shop(folder, DayClock(MORNING_MS), NAME, OWNER, PIN)
    shop.settings.put_local(FULL_SCREEN.key, "0")
    shop.settings.put_local(PRINTER_KIND.key, "virtual")
    shop.close()
    return folder


@pytest.fixture
def folder(kept_shop, tmp_path) -> Path:
    return shutil.copytree(kept_shop, tmp_path / "shop")


@pytest.fixture
def run(qtbot, looks):
    """Start programs; each is closed in the end."""
    running: list[Program] = []

    def start(folder: Path, clock: DayClock | None = None) -> Program:
        program = Program(folder, clock or DayClock(MORNING_MS))
        running.append(program)
        program.open()
        return program

    yield start
    for program in running:
        end(program)


def end(program: Program) -> None:
    """Close a program and let go of what Qt holds of it."""
    program.close()
    program.router.deleteLater()
    program.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def sign_in(program: Program) -> None:
    assert program.counter is not None
    program.session.staff = program.counter.till.queries.staff()[0]
    program.window.go(Screen.SELL)


def sell_something(program: Program) -> None:
    """Put one product on sale and sell it."""
    assert program.counter is not None
    sell = program.counter.sell
    sell.added_product("1001", "手工豆腐", "3.80")
    program.counter.pay.opened(sell.cart)
    program.counter.pay.handed_over(380)


def test_a_shop_opens_with_its_sign_in(run, folder):
    program = run(folder)

    assert program.window.screen_shown is Screen.SIGN_IN
    assert program.window.bar.place.text() == NAME


def test_what_the_first_screen_can_do_without_comes_after_it(run, folder, qtbot):
    program = run(folder)

    assert not program.window.has_screen(Screen.DAY)
    qtbot.waitUntil(lambda: program.window.has_screen(Screen.DAY), timeout=TAKES_TIME_MS)
    assert program.background is not None


def test_it_is_loaded_once_however_often_it_is_asked_for(run, folder):
    program = run(folder)
    program.finish()
    background = program.background
    program.finish()

    assert program.background is background


def test_an_empty_folder_opens_with_the_first_run(run, tmp_path):
    program = run(tmp_path / "nothing")

    assert program.window.screen_shown is Screen.FIRST_RUN
    assert program.counter is None
    program.finish()
    assert program.background is None


def test_a_shop_that_was_never_opened_is_a_first_run_again(run, tmp_path):
    folder = tmp_path / "shop"
    shop = opening._empty_shop(folder, DayClock(MORNING_MS))
    shop.close()

    assert run(folder).window.screen_shown is Screen.FIRST_RUN


def test_a_file_that_is_no_shop_is_named_and_left_alone(run, tmp_path):
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / engine.SHOP_FILE).write_bytes(b"a letter to grandmother" * 100)
    before = (folder / engine.SHOP_FILE).read_bytes()
    program = run(folder)

    (view,) = program.window.findChildren(TroubleScreen)
    assert str(folder / engine.SHOP_FILE) in view.page.body.text()
    assert (folder / engine.SHOP_FILE).read_bytes() == before


def test_the_second_window_on_a_shop_says_so_and_the_first_goes_on(run, folder):
    first = run(folder)
    second = run(folder)

    assert second.shop is None
    (view,) = second.window.findChildren(TroubleScreen)
    assert view.page.body.text()
    first.finish()
    sign_in(first)
    sell_something(first)
    assert first.window.screen_shown is Screen.CHANGE


def test_nothing_lives_on_after_it_was_closed(folder, looks, qtbot):
    # The first start loads libraries that keep what they made.
    warm = Program(folder, DayClock(MORNING_MS))
    warm.open()
    warm.finish()
    end(warm)
    before = alive()
    program = Program(folder, DayClock(MORNING_MS))
    program.open()
    program.finish()
    sign_in(program)
    sell_something(program)
    program.window.go(Screen.DAY)
    qtbot.waitUntil(lambda: program.asker.is_idle, timeout=TAKES_TIME_MS)
    end(program)

    left = {kind: names - before[kind] for kind, names in alive().items()}
    assert left["threads"] == left["windows"] == set()
    # The lock is free: the shop opens again.
    opening.open_or_upgrade(folder, DayClock(MORNING_MS)).close()


def test_a_bug_is_written_down_and_said_and_the_till_goes_on(run, folder, qtbot):
    program = run(folder)
    sign_in(program)
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()

    toast = program.window.notices.toast
    qtbot.waitUntil(toast.isVisible, timeout=TAKES_TIME_MS)
    assert "ZeroDivisionError" in (folder / CRASH_LOG).read_text(encoding="utf-8")
    sell_something(program)
    assert program.window.screen_shown is Screen.CHANGE


def test_another_printer_is_used_from_the_next_receipt_on(run, folder, qtbot):
    program = run(folder)
    program.finish()
    sign_in(program)
    sell_something(program)
    qtbot.waitUntil(lambda: bool(strips(program)), timeout=TAKES_TIME_MS)
    (wide,) = strips(program)
    assert program.counter is not None
    program.counter.till.change_setting(PRINTER_PROFILE, "58mm", program.session.authority)
    program.counter.till.reprint.last(program.session.authority)

    qtbot.waitUntil(lambda: bool(strips(program)) and strips(program)[0] is not wide,
                    timeout=TAKES_TIME_MS)  # fmt: skip
    assert longest(strips(program)[0].text) < longest(wide.text)


def test_a_shop_without_printer_queues_no_receipt(run, folder):
    program = run(folder)
    program.finish()
    sign_in(program)
    assert program.counter is not None
    till = program.counter.till
    till.change_setting(PRINTER_KIND, "none", program.session.authority)
    sell_something(program)

    sale = till.queries.sale(till.queries.last_sale_id())
    assert sale.print_state == ""


def test_new_goods_appear_on_the_tiles(run, folder, qtbot):
    program = run(folder)
    program.finish()
    sign_in(program)
    assert program.counter is not None
    tiles = program.counter.sell_view.tiles
    program.counter.till.add_product("1001", "手工豆腐", "3.80", program.session.authority)

    qtbot.waitUntil(lambda: any("手工豆腐" in tile.text() for tile in tiles.tiles()),
                    timeout=TAKES_TIME_MS)  # fmt: skip


def test_news_of_goods_on_another_screen_changes_nothing_there(run, folder, qtbot):
    program = run(folder)
    program.finish()
    program.bulletin.post(CatalogueChanged())
    program.bulletin.post(ClockSuspect(90_000))

    qtbot.waitUntil(program.window.bar.suspect.isVisible, timeout=TAKES_TIME_MS)
    assert program.window.screen_shown is Screen.SIGN_IN


def test_a_clock_that_ran_back_is_noticed_while_nobody_sells(run, folder, qtbot):
    program = run(folder, DayClock(MORNING_MS - 3_600_000))
    program.finish()
    program.clock.skip(10_000)

    qtbot.waitUntil(program.window.bar.suspect.isVisible, timeout=TAKES_TIME_MS)


def test_without_its_key_it_sells_and_says_why_nothing_is_sent(run, folder, qtbot):
    (folder / "shop.key").unlink()
    program = run(folder)
    program.finish()
    sign_in(program)
    sell_something(program)

    assert program.background is not None
    assert program.background.uplink is None
    lamp = program.window.bar.link
    qtbot.waitUntil(lambda: lamp.state() == "bad", timeout=TAKES_TIME_MS)
    assert "shop.key" in lamp.detail()


def strips(program: Program):
    tray = program.printer.tray
    assert tray is None or isinstance(tray, VirtualPrinter)
    return tray.strips if tray is not None else ()


def longest(text: str) -> int:
    return max(len(line) for line in text.splitlines())
