"""The sign-in presenter, without Qt."""

import pytest

from pos_app.domain.errors import PinDelayed, WrongPin
from pos_app.ui.presenters.ports import Screen
from pos_app.ui.presenters.sign_in import SignInPresenter
from pos_app.usecases.till import Session
from tests.fake_shop import CASHIER, CASHIER_PIN, OWNER, FakeShop
from tests.fakes_ui import ManualAsker, NavigatorLog


class View:
    """Remembers what was shown, in order."""

    def __init__(self):
        self.shown = []

    def show_staff(self, staff, *, is_demo):
        self.shown.append(("staff", [each.number for each in staff], is_demo))

    def ask_number(self):
        self.shown.append("number")

    def ask_pin(self, number, name):
        self.shown.append(("pin", number, name))

    def show_busy(self, is_busy):
        self.shown.append("busy" if is_busy else "idle")

    def refuse(self, error):
        self.shown.append(type(error))

    def show_wait(self, wait_s):
        self.shown.append(wait_s)


class FakeTill:
    """As much of a till as the presenter needs. ``error`` is what the check raises."""

    def __init__(self, shop):
        self.queries = shop.queries
        self.clock = shop.clock
        self.checked = []
        self.error = None

    def sign_in(self, number, pin):
        self.checked.append((number, pin))
        if self.error is not None:
            raise self.error
        return CASHIER


class Desk:
    def __init__(self):
        self.shop = FakeShop()
        self.shop.hire()
        self.view, self.session = View(), Session()
        self.asker, self.navigator = ManualAsker(self.shop.queries), NavigatorLog()
        self.till = FakeTill(self.shop)
        self.presenter = SignInPresenter(
            self.view, self.till, self.session, self.asker, self.navigator
        )
        self.presenter.shown()
        self.view.shown.clear()


@pytest.fixture
def desk():
    return Desk()


def test_coming_up_signs_whoever_was_there_out():
    desk = Desk()
    desk.session.staff = OWNER
    desk.presenter.shown()

    assert desk.session.staff is None
    assert desk.view.shown == [("staff", ["1001", "1002"], False), "number"]


def test_one_pin_is_checked_at_a_time(desk):
    desk.presenter.chose("1002")
    desk.presenter.entered(CASHIER_PIN)
    desk.presenter.entered(CASHIER_PIN)
    desk.presenter.chose("1001")
    desk.presenter.gave_up()
    desk.asker.answer()

    assert desk.till.checked == [("1002", CASHIER_PIN)]
    assert desk.view.shown == [("pin", "1002", "小王"), "busy", "idle", "number"]
    assert desk.session.staff == CASHIER
    assert desk.navigator.went == [Screen.SELL]


def test_nothing_is_asked_without_a_number_or_a_pin(desk):
    desk.presenter.entered("1234")
    desk.presenter.chose("   ")
    desk.presenter.entered("1234")
    desk.presenter.chose("1002")
    desk.presenter.entered("")

    assert desk.asker.waiting == []
    assert desk.view.shown == ["number", ("pin", "1002", "小王")]


def test_an_unknown_number_looks_like_any_other(desk):
    desk.presenter.chose(" 4711 ")

    assert desk.view.shown == [("pin", "4711", "")]


def test_a_wrong_pin_may_be_followed_by_a_right_one(desk):
    desk.till.error = WrongPin()
    desk.presenter.chose("1002")
    desk.presenter.entered("1111")
    desk.asker.answer()
    desk.till.error = None
    desk.presenter.entered(CASHIER_PIN)
    desk.asker.answer()

    assert desk.view.shown[1:] == ["busy", "idle", WrongPin, "busy", "idle", "number"]
    assert desk.session.staff == CASHIER


def test_a_wait_is_counted_down_and_nothing_is_asked_meanwhile(desk):
    desk.till.error = PinDelayed(wait_s=3)
    desk.presenter.chose("1002")
    desk.presenter.entered("1111")
    desk.asker.answer()
    desk.view.shown.clear()
    for _ in range(3):
        desk.presenter.entered("1111")
        desk.shop.clock.wait(1)
        desk.asker.let_pass(1_000)

    assert desk.view.shown == [3, 2, 2, 1, 1, 0]
    assert len(desk.till.checked) == 1
    assert desk.asker.timers == []


def test_choosing_another_person_does_not_end_the_wait(desk):
    desk.till.error = PinDelayed(wait_s=15)
    desk.presenter.chose("1002")
    desk.presenter.entered("1111")
    desk.asker.answer()
    desk.view.shown.clear()
    desk.presenter.chose("1001")
    desk.presenter.entered("8888")

    assert desk.view.shown == [("pin", "1001", "李掌柜"), 15, 15]
    assert len(desk.till.checked) == 1
