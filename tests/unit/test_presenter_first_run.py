"""The first-run presenter, without Qt."""

import pytest

from pos_app.domain.errors import MissingText, Trouble, WeakPin
from pos_app.settings import BadSetting
from pos_app.ui.presenters.first_run import (
    LOOK_MS,
    Entry,
    FirstRunPresenter,
    NewShop,
    PinsDiffer,
)
from pos_app.ui.presenters.ports import Screen
from tests.fake_shop import FakeShop
from tests.fakes_ui import ManualAsker, NavigatorLog

GOOD = NewShop("幸福便利店", "李掌柜", "2580", "2580")


class DiskFull(Trouble):
    words = "No room"


class View:
    def __init__(self):
        self.shown = []

    def __getattr__(self, name):
        return lambda *what: self.shown.append((name, *what))


class Desk:
    def __init__(self):
        self.view, self.navigator = View(), NavigatorLog()
        self.asker = ManualAsker(FakeShop().queries)
        self.done = []
        self.error = None
        self.presenter = FirstRunPresenter(
            self.view, self.asker, self.navigator, self.open_shop, self.open_demo,
            lambda: self.done.append("told"),
        )  # fmt: skip

    def open_shop(self, *typed):
        self._write(typed)

    def open_demo(self, progress):
        progress(50, 198)
        self._write("demo")

    def _write(self, what):
        if self.error is not None:
            raise self.error
        self.done.append(what)

    def names(self):
        return [shown[0] for shown in self.view.shown]


@pytest.fixture
def desk():
    return Desk()


def test_a_shop_is_opened_and_then_asks_who_is_there(desk):
    desk.presenter.entered(GOOD)
    desk.presenter.entered(GOOD)
    assert desk.done == []
    desk.asker.answer()

    assert desk.done == [("幸福便利店", "李掌柜", "2580"), "told"]
    assert desk.navigator.went == [Screen.SIGN_IN]
    assert desk.names() == ["show_busy", "forget"]


@pytest.mark.parametrize(
    ("typed", "entry", "error"),
    [
        (GOOD._replace(shop=" "), Entry.SHOP, MissingText),
        (GOOD._replace(shop="店" * 41), Entry.SHOP, BadSetting),
        (GOOD._replace(owner="\t"), Entry.OWNER, MissingText),
        (GOOD._replace(pin="123", pin_again="123"), Entry.PIN, WeakPin),
        (GOOD._replace(pin="１２３４", pin_again="１２３４"), Entry.PIN, WeakPin),
        (GOOD._replace(pin_again="2581"), Entry.PIN_AGAIN, PinsDiffer),
        (NewShop("", "", "", ""), Entry.SHOP, MissingText),
    ],
)
def test_the_first_thing_that_is_wrong_is_said(desk, typed, entry, error):
    desk.presenter.entered(typed)

    (name, refused_entry, refusal) = desk.view.shown[0]
    assert (name, refused_entry, type(refusal)) == ("refuse", entry, error)
    assert desk.asker.waiting == []


def test_the_demos_progress_is_looked_at_until_it_is_there(desk):
    desk.presenter.chose_demo()
    desk.asker.let_pass(LOOK_MS)
    desk.presenter._note(50, 198)  # what the other thread does
    desk.asker.let_pass(LOOK_MS)
    progress = [shown[1:] for shown in desk.view.shown if shown[0] == "show_progress"]
    assert progress == [(0, 0), (0, 0), (50, 198)]

    desk.asker.answer()
    desk.asker.let_pass(LOOK_MS)
    assert desk.done == ["demo", "told"]
    assert desk.asker.timers == []


@pytest.mark.parametrize("start", ["entered", "chose_demo"])
def test_after_trouble_one_may_try_again(desk, start):
    def begin():
        desk.presenter.entered(GOOD) if start == "entered" else desk.presenter.chose_demo()
        desk.asker.answer()

    desk.error = DiskFull()
    begin()
    assert desk.names()[-1] == "show_failed"
    assert desk.navigator.went == []
    assert "forget" not in desk.names()

    desk.error = None
    begin()
    assert desk.navigator.went == [Screen.SIGN_IN]


def test_while_a_shop_is_being_opened_there_is_no_way_back(desk):
    desk.presenter.chose_demo()
    before = len(desk.view.shown)
    desk.presenter.gave_up()
    desk.presenter.chose_new()
    desk.presenter.chose_demo()
    desk.presenter.entered(GOOD)

    assert len(desk.view.shown) == before
