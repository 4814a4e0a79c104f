"""Nothing of the window outlives it, however often it is made and used."""

import gc
import threading
import weakref
from collections import Counter

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from pos_app.ui.presenters.ports import Screen
from pos_app.usecases.sign_in import SignIn
from tests.fake_shop import CASHIER_PIN, OWNER, FakeShop
from tests.qt.shell import Shell

pytestmark = pytest.mark.usefixtures("looks", "no_leaks")


def gone():
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()
        gc.collect()


def used(qtbot):
    """A window that somebody worked with; returns what watches it die."""
    shop = FakeShop()
    shop.hire()
    shell = Shell(qtbot, shop)
    shell.window.go(Screen.SIGN_IN)
    shell.keys.type("1002\r")
    shell.keys.type(f"{CASHIER_PIN}\r")
    shell.answered()
    shell.keys.scan("6901028075763")
    shell.window.menu.open()
    shell.keys.scan("6901028075763")
    shell.session.staff = OWNER
    shell.window.go(Screen.DAY)
    shell.close()
    return weakref.ref(shell.sign_in._presenter)


def ours():
    """How many objects there are of each class of the till."""
    return Counter(
        type(each).__name__
        for each in gc.get_objects()
        if str(type(each).__module__).startswith("pos_app")
    )


def test_windows_come_and_go_and_leave_nothing(qtbot):
    used(qtbot)
    gone()
    objects, widgets = ours(), len(QApplication.allWidgets())
    watched = [used(qtbot) for _ in range(3)]
    gone()

    assert len(QApplication.allWidgets()) <= widgets
    assert ours() - objects == Counter()
    assert [presenter() for presenter in watched] == [None] * 3


def test_a_window_closed_in_the_middle_of_a_question_is_closed(qtbot, monkeypatch):
    shop, go_on = FakeShop(), threading.Event()
    shop.hire()
    shell = Shell(qtbot, shop)
    shell.window.go(Screen.SIGN_IN)
    check = SignIn.__call__
    monkeypatch.setattr(SignIn, "__call__", lambda *typed: go_on.wait(10) and check(*typed))
    shell.keys.type("1002\r")
    shell.keys.type(f"{CASHIER_PIN}\r")
    closing = threading.Timer(0.05, go_on.set)
    closing.start()
    shell.close()
    closing.join()
    gone()

    assert shell.session.staff is None
