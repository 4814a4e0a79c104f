"""The window: screens, menu, messages, lamps, language and colours."""

import re

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from pos_app import words
from pos_app.domain.errors import EmptyCart, MissingText, Trouble, Underpaid, mark
from pos_app.settings import FULL_SCREEN, LANGUAGE, SHOP_NAME, SOUND, THEME, TILL_NAME
from pos_app.ui import theme
from pos_app.ui.components.button import Action, Button
from pos_app.ui.components.field import Field
from pos_app.ui.components.lamp import Lamp
from pos_app.ui.components.layout import Page, column, holding
from pos_app.ui.components.sheet import Dialog, SideSheet
from pos_app.ui.presenters.ports import Screen, Sound, Tone
from pos_app.ui.window import SIZE, SIZE_MIN, Window
from pos_app.usecases.bulletin import (
    ClockSuspect,
    DeviceState,
    DeviceStatus,
    LinkState,
    SyncStatus,
)
from tests.fake_shop import CASHIER, OWNER

CODE = "6901028075763"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def signed_in(shell):
    shell.session.staff = OWNER
    shell.window.go(Screen.SELL)
    return shell


def press(shell, letter):
    shell.keys.press(getattr(Qt.Key, f"Key_{letter}"), CTRL)


def lines(shell):
    return [each for each in shell.window.menu.findChildren(Action) if each.isVisible()]


def test_each_screen_is_told_when_it_comes_up(shell):
    told = []
    view = Page()
    shell.window.add_screen(Screen.SALES, view, lambda: told.append(view.isVisible()))
    shell.window.go(Screen.SALES)

    assert told == [True]
    assert shell.window.screen_shown is Screen.SALES
    assert view.hasFocus()


def test_back_leads_to_where_one_came_from(signed_in):
    window = signed_in.window
    window.add_screen(Screen.SALES, Page(), lambda: None)
    for screen in (Screen.SALES, Screen.DAY, Screen.SALES):
        window.go(screen)
    seen = []
    for _ in range(4):
        window.back()
        seen.append(window.screen_shown)

    assert seen == [Screen.DAY, Screen.SALES, Screen.SELL, Screen.SELL]


def test_back_does_not_lead_past_a_lock(signed_in):
    signed_in.window.go(Screen.DAY)
    signed_in.window.lock()
    signed_in.session.staff = OWNER
    signed_in.window.go(Screen.SELL)
    signed_in.window.back()

    assert signed_in.window.screen_shown is Screen.SELL


def test_lock_asks_for_a_pin_and_touches_no_cart(signed_in):
    before = len(signed_in.shop.rows.journal)
    press(signed_in, "L")

    assert signed_in.window.screen_shown is Screen.SIGN_IN
    assert signed_in.session.staff is None
    assert len(signed_in.shop.rows.journal) == before
    assert signed_in.window.bar.staff.text() == ""


def test_the_menu_shows_only_what_is_there_and_each_line_has_its_key(signed_in):
    signed_in.keys.press(Qt.Key.Key_F10)
    shown = [action.text() for action in lines(signed_in)]

    assert shown == [
        "Sell", "Day report", "Print last again", "Lock", "Switch to Chinese 中文",
        "Other colours", "Full screen on or off", "Close the till",
    ]  # fmt: skip


def test_a_locked_till_offers_nothing_that_needs_a_person(shell):
    shell.window.go(Screen.SIGN_IN)
    shell.window.bar.menu.click()
    shown = [action.text() for action in lines(shell)]
    shell.window.menu.dismiss()
    for letter in ("S", "D", "P", "L"):
        press(shell, letter)

    assert shown == [
        "Switch to Chinese 中文", "Other colours", "Full screen on or off", "Close the till",
    ]  # fmt: skip
    assert shell.window.screen_shown is Screen.SIGN_IN
    assert shell.reprints == 0


def test_menu_lines_go_where_they_say(signed_in):
    signed_in.window.menu.open()
    next(each for each in lines(signed_in) if each.text() == "Day report").click()

    assert signed_in.window.screen_shown is Screen.DAY
    assert not signed_in.window.menu.isVisible()

    press(signed_in, "S")
    assert signed_in.window.screen_shown is Screen.SELL


def test_a_key_that_screens_use_too_works_in_the_open_menu_alone(signed_in):
    press(signed_in, "P")
    assert signed_in.reprints == 0

    signed_in.window.menu.open()
    press(signed_in, "P")
    assert signed_in.reprints == 1


def test_closing_the_till_is_asked_first(signed_in):
    press(signed_in, "Q")
    dialog = signed_in.window.findChild(Dialog)
    assert dialog.isVisible()
    signed_in.keys.press(Qt.Key.Key_Escape, text="\x1b")
    assert signed_in.window.isVisible()

    press(signed_in, "Q")
    signed_in.keys.type("\r")
    assert not signed_in.window.isVisible()


def test_going_elsewhere_closes_what_lay_over_the_screen(signed_in):
    sheet = SideSheet(signed_in.window, "Menu", holding(column(Field("Name"))))
    sheet.open()
    signed_in.window.go(Screen.DAY)

    assert not sheet.isVisible()


# Scans


def test_the_screen_takes_the_code(signed_in):
    signed_in.sell.search.edit.setFocus()
    signed_in.keys.scan(CODE)

    assert signed_in.sell.codes == [CODE]
    assert signed_in.sell.search.text() == ""
    assert signed_in.message == ""


def test_a_sheets_field_for_codes_takes_it_whatever_has_the_focus(signed_in):
    name, code = Field("Name"), Field("Code", accepts_code=True)
    sheet = SideSheet(signed_in.window, "Menu", holding(column(name, code)))
    sheet.open()
    name.edit.setFocus()
    signed_in.keys.scan(CODE)

    assert (name.text(), code.text()) == ("", CODE)
    assert signed_in.sell.codes == []


def test_of_two_fields_for_codes_the_one_with_the_focus_takes_it(signed_in):
    first, second = Field("A", accepts_code=True), Field("B", accepts_code=True)
    sheet = SideSheet(signed_in.window, "Menu", holding(column(first, second)))
    sheet.open()
    second.edit.setFocus()
    signed_in.keys.scan(CODE)

    assert (first.text(), second.text()) == ("", CODE)


def test_where_a_code_has_no_place_it_sounds_different_and_is_said(signed_in):
    signed_in.window.menu.open()
    signed_in.keys.scan(CODE)
    assert "no place here" in signed_in.message
    assert signed_in.window.menu.isVisible()

    signed_in.window.go(Screen.DAY)
    signed_in.keys.scan(CODE)
    assert signed_in.sounds.heard == [Sound.UNKNOWN, Sound.UNKNOWN]
    assert signed_in.sell.codes == []


def test_what_is_no_code_is_said(signed_in):
    signed_in.keys.scan("x1" * 100, gap_ms=1)

    assert "no code" in signed_in.message
    assert signed_in.sounds.heard == [Sound.UNKNOWN]


# Messages and sounds


class DiskFull(Trouble):
    words = mark("No room")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (EmptyCart(), "The cart is empty. Scan something first."),
        (Underpaid(missing_fen=123_450), "¥1234.50 is still to pay."),
        (MissingText(field=SHOP_NAME.words), "Shop name is empty. Fill it in."),
        (DiskFull(), "No room"),
    ],
)
def test_an_error_is_told_with_its_values_written_out(shell, error, said):
    shell.notices.tell(error)

    assert shell.message == said


def test_a_message_speaks_the_new_language_too_and_so_do_its_parts(shell):
    shell.notices.tell(MissingText(field=SHOP_NAME.words))
    shell.settings.took(LANGUAGE, "zh_CN")

    assert shell.message == words.text(MissingText.words, field=words.text(SHOP_NAME.words))
    assert not re.search("[a-z]", shell.message)


def test_a_note_writes_amounts_and_quantities(shell):
    shell.notices.note("{total_fen} {weight_milli}", Tone.SUCCESS, total_fen=5, weight_milli=1_245)

    assert shell.message == "0.05 1.245"


def test_no_sound_when_sounds_are_off(shell):
    shell.notices.play(Sound.MONEY)
    shell.settings.took(SOUND, "0")
    shell.notices.play(Sound.MONEY)

    assert shell.sounds.heard == [Sound.MONEY]


# Lamps


def test_lamps_show_what_the_bulletin_says(shell):
    bar, now_ms = shell.window.bar, shell.shop.clock.now_ms()
    shell.board.subscribe(SyncStatus, shell.window.status.synced)
    shell.board.subscribe(DeviceStatus, shell.window.status.device_changed)
    shell.board.subscribe(ClockSuspect, shell.window.status.clock_suspect)
    shell.bulletin.post(SyncStatus(LinkState.ONLINE, 12, now_ms - 300_000))
    shell.bulletin.post(DeviceStatus("printer", DeviceState.TROUBLE, "Out of paper"))
    shell.bulletin.post(ClockSuspect(61_000))
    shell.qtbot.waitUntil(bar.suspect.isVisible)

    assert (bar.link.state(), bar.unsent.state(), bar.printer.state()) == ("good", "wait", "bad")
    assert bar.unsent.text() == "Not sent 12"
    assert bar.unsent.detail() == "Not sent yet: 12. The oldest has waited 5 min."
    assert bar.printer.detail() == "Out of paper"
    assert "2 min" in bar.suspect.detail()

    shell.bulletin.post(ClockSuspect(0))
    shell.qtbot.waitUntil(lambda: not bar.suspect.isVisible())


def test_a_scan_proves_the_scanner(signed_in):
    status, lamp = signed_in.window.status, signed_in.window.bar.scanner
    status.device_changed(DeviceStatus("scanner", DeviceState.UNKNOWN))
    assert (lamp.state(), "keyboard" in lamp.detail()) == ("off", True)

    signed_in.keys.scan(CODE)
    assert lamp.state() == "good"


def test_lamps_stay_where_they_are_whatever_they_count(shell):
    bar = shell.window.bar
    before = bar.link.x()
    for count in (7, 4_321):
        shell.window.status.synced(SyncStatus(LinkState.OFFLINE, count, 0))
        bar.layout().activate()
        assert bar.link.x() == before


def test_names_and_time_are_those_of_the_shop(signed_in):
    bar = signed_in.window.bar
    assert (bar.place.text(), bar.staff.text()) == ("幸福便利店", "李掌柜")
    assert bar.time.text() == "09:00"

    signed_in.settings.took(TILL_NAME, "2 号机")
    signed_in.session.staff = CASHIER
    signed_in.window.go(Screen.DAY)
    signed_in.shop.clock.wait(60)
    signed_in.qtbot.waitUntil(lambda: bar.time.text() == "09:01")
    assert (bar.place.text(), bar.staff.text()) == ("幸福便利店 · 2 号机", "小王")


# Language and look


def said(window):
    """Every text in the window that is not what somebody typed or a name."""
    found = {window.windowTitle()}
    for part in window.findChildren(QWidget):
        if isinstance(part, QLineEdit):
            found |= {part.accessibleName(), part.placeholderText()}
        else:
            found |= {part.accessibleName(), part.toolTip()}
        text = getattr(part, "text", None)
        if isinstance(part, Button) and callable(text):
            found.add(text())
        if isinstance(part, Lamp):
            found.add(part.detail())
    return {each for each in found if each}


NAMES = {"李掌柜", "小王", "幸福便利店"}
DATA = NAMES | {"1001 · 8888", "Switch to Chinese 中文", "切换到英文 English"}


def test_a_new_language_changes_every_text_at_once(signed_in):
    for screen in (Screen.FIRST_RUN, Screen.SIGN_IN):
        signed_in.window.go(screen)
    press(signed_in, "G")
    chinese = said(signed_in.window) - DATA
    assert [each for each in chinese if re.search(r"[A-Za-z]{3}", each)] == []

    press(signed_in, "G")
    english = said(signed_in.window) - DATA
    assert [each for each in english if re.search("[一-鿿]", each)] == []
    assert len(english) > 40
    assert signed_in.settings.get(LANGUAGE) == "en"


def test_the_choice_of_language_is_kept(shell):
    shell.window.go(Screen.SIGN_IN)
    press(shell, "G")

    assert shell.shop.settings.kept[LANGUAGE.key] == "zh_CN"
    assert words.language() == "zh_CN"


def test_colours_change_at_once(shell):
    shell.window.go(Screen.SIGN_IN)
    for name in ("dark", "contrast", "light"):
        press(shell, "T")
        picture = shell.window.grab().toImage()
        assert theme.current().name == shell.settings.get(THEME) == name
        assert picture.pixelColor(5, shell.window.height() - 5) == theme.colour("canvas")


def test_full_screen_follows_its_setting(shell):
    shell.settings.took(FULL_SCREEN, "1")
    assert shell.window.isFullScreen()
    shell.settings.took(FULL_SCREEN, "0")
    assert not shell.window.isFullScreen()


def test_a_refused_setting_is_said_and_changes_nothing(shell):
    shell.refusal = EmptyCart()
    press(shell, "T")

    assert shell.message == "The cart is empty. Scan something first."
    assert theme.current().name == "light"


def test_the_input_method_is_off_except_for_names(shell):
    wanted = {"Shop name", "Your name"}
    on = {
        edit.accessibleName()
        for edit in shell.window.findChildren(QLineEdit)
        if edit.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    }
    assert on == wanted


def test_qt_speaks_the_language_too(shell, qapp):
    shell.settings.took(LANGUAGE, "zh_CN")
    assert qapp.translate("QPlatformTheme", "Cancel") == "取消"
    shell.settings.took(LANGUAGE, "en")
    assert qapp.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_a_hundred_switches_leave_nothing_behind(shell):
    def count():
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return len(shell.window.findChildren(QObject))

    before = count()
    for _ in range(50):
        shell.settings.took(LANGUAGE, "zh_CN")
        shell.settings.took(LANGUAGE, "en")

    assert count() <= before


def test_a_message_stands_under_the_bar_and_goes_with_its_screen(signed_in):
    window = signed_in.window
    signed_in.notices.note("The line was deleted")
    toast = signed_in.notices.toast
    assert toast.geometry().top() >= window.bar.geometry().bottom()
    assert toast.geometry().bottom() < window.height() // 4
    QApplication.processEvents()

    window.go(window.screen_shown)
    assert toast.isVisible()
    window.go(Screen.DAY)
    assert not toast.isVisible()


def test_a_message_said_on_the_way_to_a_screen_stays(signed_in):
    signed_in.notices.note("The line was deleted")
    signed_in.window.go(Screen.DAY)
    QApplication.processEvents()

    assert signed_in.message == "The line was deleted"
    signed_in.window.go(Screen.SELL)
    assert signed_in.message == ""


def test_the_window_opens_no_larger_than_the_screen(qtbot, shell):
    window = Window(shell.settings, shell.session, shell.shop.clock, shell.sounds)
    qtbot.addWidget(window)
    room = window.screen().availableGeometry().size()

    assert window.size() == SIZE.boundedTo(room).expandedTo(SIZE_MIN)
