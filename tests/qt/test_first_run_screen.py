"""The first screen: a shop of one's own, or a demo."""

import threading

import pytest
from PySide6.QtCore import Qt

from pos_app.domain.errors import Trouble, mark
from pos_app.ui.presenters.first_run import Entry
from pos_app.ui.presenters.ports import Screen


class DiskFull(Trouble):
    words = mark("No room")


@pytest.fixture
def view(shell):
    shell.window.go(Screen.FIRST_RUN)
    return shell.first_run


def fill(view, shop="幸福便利店", owner="李掌柜", pin="2580", again="2580"):
    for entry, text in zip(Entry, (shop, owner, pin, again), strict=True):
        view.fields[entry].set_text(text)


def test_a_shop_is_opened_by_keys_alone(shell, view):
    shell.keys.press(Qt.Key.Key_F2)
    shell.keys.type("幸福便利店\r")
    shell.keys.type("李掌柜\r")
    shell.keys.type("2580\r")
    shell.keys.type("2580\r")
    shell.answered()

    assert shell.opened == [("幸福便利店", "李掌柜", "2580")]
    assert shell.window.screen_shown is Screen.SIGN_IN
    assert [field.text() for field in view.fields.values()] == [""] * 4


def test_the_pad_types_into_the_pin_that_has_the_focus(shell, view):
    view.new.click()
    fill(view, pin="", again="")
    for entry in (Entry.PIN, Entry.PIN_AGAIN):
        view.fields[entry].edit.setFocus()
        for key in view.pad.findChildren(type(view.pad.enter)):
            if key.text() in ("2", "5"):
                key.click()

    assert view.fields[Entry.PIN].text() == view.fields[Entry.PIN_AGAIN].text() == "52"


def test_arrows_go_from_field_to_field(shell, view):
    view.new.click()
    shell.keys.press(Qt.Key.Key_Down)
    assert view.fields[Entry.OWNER].edit.hasFocus()
    shell.keys.press(Qt.Key.Key_Up)
    assert view.fields[Entry.SHOP].edit.hasFocus()


@pytest.mark.parametrize(
    ("typed", "entry", "said"),
    [
        ({"shop": "  "}, Entry.SHOP, "Shop name is empty. Fill it in."),
        ({"shop": "x" * 41}, Entry.SHOP, "1 to 40 characters"),
        ({"owner": ""}, Entry.OWNER, "Name is empty"),
        ({"pin": "12", "again": "12"}, Entry.PIN, "A PIN has 4 to 8 digits."),
        ({"again": "2581"}, Entry.PIN_AGAIN, "not the same"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_opened(shell, view, typed, entry, said):
    view.new.click()
    fill(view, **typed)
    view.open.click()

    assert said in view.fields[entry].error()
    assert view.fields[entry].edit.hasFocus()
    assert [each.error() for key, each in view.fields.items() if key is not entry] == [""] * 3
    assert shell.opened == []


def test_the_demo_shows_how_far_it_is(shell, view, monkeypatch):
    go_on = threading.Event()

    def slowly(progress):
        progress(50, 200)
        go_on.wait(10)
        shell.shop.hire()

    monkeypatch.setattr(shell.first_run._presenter, "_open_demo", slowly)
    shell.keys.press(Qt.Key.Key_F3)
    shell.qtbot.waitUntil(lambda: view.progress.percent.text() == "25 %")
    assert view.progress.title.text() == "The demo shop is being set up."
    go_on.set()
    shell.answered()

    assert shell.window.screen_shown is Screen.SIGN_IN


def test_trouble_leads_back_and_says_why(shell, view, monkeypatch):
    def fail(*typed):
        raise DiskFull

    monkeypatch.setattr(shell.first_run._presenter, "_open_demo", fail)
    monkeypatch.setattr(shell.first_run._presenter, "_open_shop", fail)
    view.demo.click()
    shell.answered()
    assert (view.failure.text(), view.demo.isVisible()) == ("No room", True)

    view.new.click()
    fill(view)
    view.open.click()
    shell.answered()
    assert (view.form_failure.text(), view.open.isVisible()) == ("No room", True)
    assert view.fields[Entry.SHOP].text() == "幸福便利店"


def test_a_shop_is_opened_once_however_often_enter_is_pressed(shell, view):
    view.new.click()
    fill(view)
    view.open.click()
    view._presenter.entered(("", "", "", ""))
    view._presenter.chose_demo()
    view._presenter.gave_up()
    shell.answered()

    assert len(shell.opened) == 1


def test_escape_leads_back_to_the_choice(shell, view):
    view.new.click()
    shell.keys.press(Qt.Key.Key_Escape, text="\x1b")

    assert view.new.isVisible()
