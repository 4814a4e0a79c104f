"""A bug is written down and said; the till and its cart go on."""

import sys
import threading

import pytest
from PySide6.QtCore import QTimer

from pos_app.domain.cart import Cart
from pos_app.ui import crash_log
from pos_app.ui.crash_log import CrashLog
from tests.fake_shop import BY_CASHIER
from tests.goods import COLA

PAYMENT_CODE = "134567890123456789"


@pytest.fixture
def said():
    return []


@pytest.fixture
def log(qapp, tmp_path, said):
    log = CrashLog(tmp_path / "crash.log", lambda: said.append(threading.current_thread()))
    log.install()
    yield log
    log.close()


def stumble(words="over a stone"):
    raise ZeroDivisionError(words)


def test_a_bug_in_a_slot_is_written_and_said_and_the_cart_is_as_it_was(shell, log, said, tmp_path):
    rung_up = shell.till.ring_up.add(Cart("c"), COLA, BY_CASHIER)
    timer = QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(stumble)
    timer.start(0)
    shell.qtbot.waitUntil(lambda: len(said) == 1)
    text = (tmp_path / "crash.log").read_text()

    assert "ZeroDivisionError: over a stone" in text
    assert "test_shell_crash_log.py" in text
    assert shell.till.drafts.open_carts() == [rung_up.cart]
    assert shell.window.isVisible()


def test_a_bug_on_another_thread_is_said_on_this_one(qtbot, log, said, tmp_path):
    thread = threading.Thread(target=stumble, name="spooler")
    thread.start()
    thread.join()
    assert said == []
    qtbot.waitUntil(lambda: said == [threading.main_thread()])

    assert "[spooler]" in (tmp_path / "crash.log").read_text()


def caught(log, words="over a stone"):
    try:
        stumble(words)
    except ZeroDivisionError:
        log.caught(*sys.exc_info())


def test_what_could_be_paid_with_is_not_written(log, tmp_path):
    caught(log, f"no product {PAYMENT_CODE}, nor 6901028075763")
    text = (tmp_path / "crash.log").read_text()

    assert PAYMENT_CODE not in text
    assert PAYMENT_CODE[4:14] not in text
    assert "6901028075763" in text


def test_the_same_bug_again_is_only_counted(log, tmp_path):
    for _ in range(4):
        caught(log)
    text = (tmp_path / "crash.log").read_text()

    assert (text.count("Traceback"), text.count("the same again")) == (1, 3)


def test_the_file_stays_small_and_keeps_the_newest(log, tmp_path, monkeypatch):
    monkeypatch.setattr(crash_log, "BYTES_MAX", 4_000)
    for at in range(100):
        caught(log, f"number {at}")
    sizes = {path.name: path.stat().st_size for path in tmp_path.iterdir()}

    assert set(sizes) == {"crash.log", "crash.1.log"}
    assert max(sizes.values()) < 5_000
    assert "number 99" in (tmp_path / "crash.log").read_text()


def test_an_endless_message_is_cut(log, tmp_path):
    caught(log, "x" * 1_000_000)

    assert (tmp_path / "crash.log").stat().st_size < 20_000


def test_where_nothing_can_be_written_it_is_said_all_the_same(qtbot, tmp_path, capsys, said):
    log = CrashLog(tmp_path / "no folder" / "crash.log", lambda: said.append(1))
    caught(log)
    qtbot.waitUntil(lambda: said == [1])
    log.close()

    assert "over a stone" in capsys.readouterr().err


def test_ctrl_c_is_no_bug(qapp, tmp_path, said):
    before, passed = sys.excepthook, []
    sys.excepthook = lambda *what: passed.append(what[0])
    try:
        log = CrashLog(tmp_path / "crash.log", lambda: said.append(1))
        log.install()
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
        log.close()
    finally:
        sys.excepthook = before

    assert passed == [KeyboardInterrupt]
    assert list(tmp_path.iterdir()) == []


def test_closing_gives_the_hooks_back(qapp, tmp_path):
    before = sys.excepthook, threading.excepthook
    log = CrashLog(tmp_path / "crash.log", print)
    log.install()
    log.close()

    assert (sys.excepthook, threading.excepthook) == before
