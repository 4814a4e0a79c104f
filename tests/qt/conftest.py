"""What the tests of screens share: language and colours as they were, and nothing left over."""

import gc
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from pos_app import words
from pos_app.settings import LANGUAGE
from pos_app.ui import theme
from tests.fake_shop import FakeShop
from tests.qt.counter import Shop
from tests.qt.shell import Shell


@pytest.fixture
def looks(qapp):
    """English and light, and whatever was before afterwards."""
    before = words.language(), theme.current().name
    words.set_language("en")
    theme.use("light")
    yield
    words.set_language(before[0])
    theme.use(before[1])


@pytest.fixture
def no_leaks(qapp):
    """Nothing that the test began may still live when it is over."""
    before = alive()
    yield
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()
        gc.collect()
    left = {kind: names - before[kind] for kind, names in alive().items()}
    assert left == {kind: set() for kind in left}


@pytest.fixture
def shell(qtbot, looks, no_leaks):
    """The window with its screens over a shop of an owner and a cashier; nobody signed in."""
    shop = FakeShop()
    shop.hire()
    shell = Shell(qtbot, shop)
    yield shell
    shell.close()


@pytest.fixture
def shop(qtbot, looks, no_leaks, tmp_path):
    """The counter and its pages over a real shop file; the owner is signed in, the cart empty."""
    shop = Shop(qtbot, tmp_path / "shop")
    yield shop
    shop.close()


@pytest.fixture
def speak(shop):
    """Switch the language of the till, as the menu does."""

    def switch(code: str) -> None:
        shop.till.change_setting(LANGUAGE, code, shop.session.authority)
        QApplication.processEvents()

    return switch


def alive() -> dict[str, set[str]]:
    """Threads, running timers and windows, by name."""
    timers = (each for each in gc.get_objects() if isinstance(each, QTimer))
    return {
        "threads": {thread.name for thread in threading.enumerate()},
        "timers": {f"{timer!r}" for timer in timers if is_running(timer)},
        "windows": {f"{widget!r}" for widget in QApplication.topLevelWidgets()},
    }


def is_running(timer: QTimer) -> bool:
    """A timer whose Qt half is gone does not run."""
    try:
        return timer.isActive()
    except RuntimeError:
        return False
