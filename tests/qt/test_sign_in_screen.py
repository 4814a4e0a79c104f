"""The sign-in screen by finger and by keys, over the real check of PINs."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from pos_app.domain.people import Role, Staff
from pos_app.ui import theme
from pos_app.ui.components.pad import PadKey
from pos_app.ui.presenters.ports import Screen
from pos_app.ui.views.sign_in import SignInScreen
from pos_app.usecases.sign_in import MISSES_FREE
from sync.protocol.facts.shop import StaffSignedIn
from tests.fake_shop import CASHIER, CASHIER_PIN, OWNER, OWNER_PIN

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(shell):
    shell.window.go(Screen.SIGN_IN)
    return shell.sign_in


def finger(shell, text):
    """Press keys of the pad: digits, and "\\r" for its OK."""
    for char in text:
        pad = shell.sign_in.pad
        wanted = "OK" if char == "\r" else char
        key = next(each for each in pad.findChildren(PadKey) if each.text() == wanted)
        shell.qtbot.mouseClick(key, LEFT)


def test_by_finger(shell, view):
    shell.qtbot.mouseClick(view.tiles[1], LEFT)
    assert view.title.text() == "PIN of 小王"
    finger(shell, CASHIER_PIN + "\r")
    assert view.state.text() == "Checking…"
    shell.answered()

    assert shell.session.staff == CASHIER
    assert shell.window.screen_shown is Screen.SELL
    assert shell.window.bar.staff.text() == "小王"
    assert view.pin.text() == ""


def test_by_keys_alone(shell, view):
    shell.keys.type(f"{OWNER.number}\r")
    shell.keys.type(f"{OWNER_PIN}\r")
    shell.answered()

    assert shell.session.staff == OWNER
    assert [type(kept.fact) for kept in shell.shop.rows.journal] == [StaffSignedIn]


def test_by_tab_and_enter(shell, view):
    view.tiles[0].setFocus()
    shell.keys.type("\r")
    shell.keys.type(f"{OWNER_PIN}\r")
    shell.answered()

    assert shell.session.staff == OWNER


def test_the_chosen_tile_is_marked(shell, view):
    view.tiles[1].click()
    assert [tile.isChecked() for tile in view.tiles] == [False, True]

    shell.keys.press(Qt.Key.Key_Escape, text="\x1b")
    assert [tile.isChecked() for tile in view.tiles] == [False, False]
    assert view.title.text() == "Your name or number"


def test_escape_clears_what_was_typed_first(shell, view):
    view.tiles[1].click()
    shell.keys.type("12")
    shell.keys.press(Qt.Key.Key_Escape, text="\x1b")

    assert view.pin.text() == ""
    assert view.title.text() == "PIN of 小王"


def test_backspace_takes_one_digit(shell, view):
    view.tiles[1].click()
    shell.keys.type("129")
    shell.keys.press(Qt.Key.Key_Backspace, text="\b")
    shell.keys.type("34\r")
    shell.answered()

    assert shell.session.staff == CASHIER


def test_a_wrong_pin_is_said_beside_the_field_and_gone_from_it(shell, view):
    view.tiles[1].click()
    shell.keys.type("9999\r")
    shell.answered()

    assert view.pin.error() == "Staff number or PIN is wrong. Try again."
    assert view.pin.text() == ""
    assert view.pin.edit.hasFocus()
    assert shell.session.staff is None

    shell.keys.type(f"{CASHIER_PIN}\r")
    shell.answered()
    assert shell.session.staff == CASHIER


def test_an_unknown_number_is_told_no_sooner_than_a_wrong_pin(shell, view):
    shell.keys.type("7777\r")
    assert view.title.text() == "PIN of 7777"
    shell.keys.type("1234\r")
    shell.answered()

    assert view.pin.error() == "Staff number or PIN is wrong. Try again."


def test_too_many_wrong_pins_make_it_wait_and_count_down(shell, view):
    view.tiles[1].click()
    for _ in range(MISSES_FREE):
        shell.keys.type("9999\r")
        shell.answered()
    shell.keys.type(f"{CASHIER_PIN}\r")
    shell.answered()
    assert view.pin.error() == "Too many wrong PINs. Wait 15 s."

    shell.shop.clock.wait(10)
    shell.qtbot.waitUntil(lambda: view.pin.error() == "Too many wrong PINs. Wait 5 s.")
    shell.keys.type(f"{CASHIER_PIN}\r")
    shell.answered()
    assert shell.session.staff is None

    shell.shop.clock.wait(5)
    shell.qtbot.waitUntil(lambda: view.pin.error() == "")
    shell.keys.type(f"{CASHIER_PIN}\r")
    shell.answered()
    assert shell.session.staff == CASHIER


def test_one_person_alone_is_asked_for_the_pin_at_once(shell):
    shell.shop.rows.logins = shell.shop.rows.logins[:1]
    shell.window.go(Screen.SIGN_IN)

    assert shell.sign_in.title.text() == "PIN of 李掌柜"
    assert shell.sign_in.pin.edit.hasFocus()


def test_only_a_demo_shop_gives_its_pins_away(shell, view, monkeypatch):
    assert not view.demo_pins.isVisible()

    monkeypatch.setattr(type(shell.shop.queries), "is_demo", lambda queries: True)
    shell.window.go(Screen.SIGN_IN)
    assert view.demo_pins.isVisible()
    assert view.demo_pins.text() == "1001 · 8888"


def test_a_bug_in_the_check_leaves_the_screen_usable(shell, view, monkeypatch):
    def stumble(self, name):
        raise ZeroDivisionError

    view.tiles[1].click()
    monkeypatch.setattr(type(shell.shop.queries), "login", stumble)
    with shell.qtbot.captureExceptions() as bugs:
        shell.keys.type("1234\r")
        shell.answered()
    monkeypatch.undo()  # the shop works again

    assert [kind for kind, _, _ in bugs] == [ZeroDivisionError]
    assert "fault in the program" in view.pin.error()
    shell.keys.type(f"{CASHIER_PIN}\r")
    shell.answered()
    assert shell.session.staff == CASHIER


def test_people_who_came_since_are_there(shell, view):
    assert len(view.tiles) == 2
    shell.shop.rows.logins = shell.shop.rows.logins[1:]
    shell.window.go(Screen.SIGN_IN)

    assert [tile.name() for tile in view.tiles] == ["小王"]


@pytest.mark.parametrize("count", [1, 2, 3, 12])
@pytest.mark.parametrize("wide", [1024, 1366, 1920])
def test_the_tiles_stand_at_the_left_from_the_first_paint_on(qtbot, looks, count, wide):
    view = SignInScreen()
    qtbot.addWidget(view)
    view.resize(wide, 720)
    view.show_staff(
        [Staff(str(at), f"{1001 + at}", f"店员{at}", Role.CASHIER) for at in range(count)],
        is_demo=False,
    )
    view.show()
    QApplication.processEvents()

    places = [tile.geometry() for tile in view.tiles]
    in_a_row = len({place.x() for place in places})
    assert places[0].topLeft() == QPoint(0, 0)
    for at, place in enumerate(places):
        assert place.x() == at % in_a_row * (place.width() + theme.PAD)
    view.resize(wide - 1, 720)
    QApplication.processEvents()
    assert [tile.geometry() for tile in view.tiles] == places
