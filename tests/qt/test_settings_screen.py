"""The settings page: every declared setting changes and refuses; pairing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pos_app.domain.people import Role
from pos_app.settings import (
    DAY_START,
    DECLARED,
    LANGUAGE,
    PRINTER_HOST,
    PRINTER_KIND,
    PRINTER_PORT,
    RECEIPT_FOOTER,
    SERVER_URL,
    SHOP_ADDRESS,
    SHOP_NAME,
    SHOP_PHONE,
    SOUND,
    THEME,
    TILL_NAME,
)
from pos_app.ui import theme
from pos_app.ui.components.field import Field
from pos_app.ui.components.form import Switch
from pos_app.ui.components.pad import PadKey
from pos_app.ui.presenters.ports import Screen
from pos_app.ui.views.pairing import PairingSheet
from pos_app.usecases.pair_till import Paired, PairingRefused
from tests.qt.counter import COLA, Shop

K = Qt.Key
LONG = "长" * 100
TYPED = [
    (SHOP_NAME, "好运来超市", LONG),
    (SHOP_ADDRESS, "中山路 1 号", LONG),
    (SHOP_PHONE, "010-5555", LONG),
    (RECEIPT_FOOTER, "多谢惠顾", LONG),
    (DAY_START, "5", "25"),
    (TILL_NAME, "2 号机", LONG),
    (PRINTER_HOST, "192.168.1.9", "a b"),
    (PRINTER_PORT, "9101", "0"),
]
PLAIN = [each for each in DECLARED if each is not SERVER_URL]
CHOSEN = [setting for setting in DECLARED if setting.choices]


@pytest.fixture
def page(shop):
    shop.go(Screen.SETTINGS)
    return shop


def named(part) -> str:
    """A test is named after its setting."""
    return getattr(part, "key", "")


def control(shop, setting):
    return shop.settings_page._controls[setting.key]


def leave(shop, field: Field, text: str) -> None:
    """Type something in and go elsewhere."""
    field.select_all()
    field.set_text(text)
    shop.settings_page.search.select_all()
    QApplication.processEvents()


def test_every_declared_setting_is_tried_here():
    assert {setting for setting, _, _ in TYPED} | set(CHOSEN) == set(PLAIN)


@pytest.mark.parametrize(("setting", "good", "bad"), TYPED, ids=named)
def test_a_typed_setting_is_kept_when_left_and_refused_where_it_stands(page, setting, good, bad):
    field = control(page, setting)
    leave(page, field, good)
    assert page.settings.get(setting) == good
    assert page.file.settings.values()[setting.key] == good

    leave(page, field, bad)
    assert field.error()
    assert page.settings.get(setting) == good

    field.select_all()
    field.set_text(good)
    assert not field.error()


def test_enter_keeps_a_typed_setting(page):
    field = control(page, TILL_NAME)
    field.select_all()
    page.type("7\r")
    assert page.settings.get(TILL_NAME) == "7"


@pytest.mark.parametrize("setting", CHOSEN, ids=lambda each: each.key)
def test_each_choice_can_be_chosen(page, setting):
    part = control(page, setting)
    for choice in (*setting.choices[1:], setting.choices[0]):
        if isinstance(part, Switch):
            part.click()
            assert part.isChecked() == page.settings.is_on(setting)
        else:
            page.settings_page.area.ensureWidgetVisible(part)
            page.qtbot.mouseClick(
                part, Qt.MouseButton.LeftButton, pos=part.place_of(choice.value).center()
            )
            assert page.settings.get(setting) == choice.value
        QApplication.processEvents()


def test_a_new_theme_is_seen_at_once(page):
    chips = control(page, THEME)
    page.qtbot.mouseClick(chips, Qt.MouseButton.LeftButton, pos=chips.place_of("dark").center())
    assert theme.current().name == "dark"


def test_a_new_language_speaks_at_once_and_leaves_what_was_typed(page):
    leave(page, control(page, SHOP_NAME), "好运来超市")
    chips = control(page, LANGUAGE)
    page.qtbot.mouseClick(chips, Qt.MouseButton.LeftButton, pos=chips.place_of("zh_CN").center())

    assert page.settings_page.search.edit.placeholderText() == "找设置"
    assert control(page, SHOP_NAME).text() == "好运来超市"


def test_the_search_leaves_only_what_was_meant(page):
    page.settings_page.search.select_all()
    page.type("port")

    seen = {key for key, part in page.settings_page._controls.items() if part.isVisible()}
    assert PRINTER_PORT.key in seen
    assert SHOP_NAME.key not in seen
    page.press(K.Key_Escape)
    assert all(part.isVisible() for part in page.settings_page._controls.values())


def test_a_search_for_nothing_says_so(page):
    page.settings_page.search.set_text("zzzz")
    assert page.settings_page._nothing.isVisible()


def test_a_scan_changes_no_setting_whatever_has_the_focus(page):
    before = {setting.key: page.settings.get(setting) for setting in DECLARED}
    pressed = page.pressed()
    stops = page.stops()
    assert len(stops) > len(PLAIN)

    for stop in stops:
        stop.setFocus()
        page.scan(COLA)
        assert page.screen is Screen.SETTINGS
    fields = [part for part in page.settings_page._controls.values() if isinstance(part, Field)]
    assert not any(COLA in field.text() for field in fields)
    assert {setting.key: page.settings.get(setting) for setting in DECLARED} == before
    assert pressed == []


@pytest.fixture
def cashier(qtbot, looks, no_leaks, tmp_path):
    """A till at which someone stands who may not change its settings; the page is up."""
    shop = Shop(qtbot, tmp_path / "shop", role=Role.CASHIER)
    shop.go(Screen.SETTINGS)
    yield shop
    shop.close()


def test_who_may_not_change_a_setting_sees_so_before_trying(cashier):
    for setting in (PRINTER_KIND, SOUND, TILL_NAME):
        assert not control(cashier, setting).isEnabled()
    assert cashier.settings_page.reason.isVisible()
    assert "owner" in cashier.settings_page.pair.reason()


def test_an_owner_is_told_of_no_right_missing(page):
    assert not page.settings_page.reason.isVisible()
    assert page.settings_page.pair.reason() == ""


def test_a_search_hides_each_rule_with_its_row(page):
    page.settings_page.search.set_text("port")

    for _, rule, line in page.settings_page._rows:
        assert rule.isHidden() == line.isHidden()


def test_a_test_page_is_printed_and_said(page):
    settings = page.settings_page
    settings.test.click()
    page.answered()
    assert settings.outcome.text() == "No printer is set up."

    page.settings.took(PRINTER_KIND, "virtual")
    settings.test.click()
    page.answered()
    assert "took the page" in settings.outcome.text()
    assert settings.test.reason() == ""


def test_the_server_is_named_once_paired(page):
    assert page.settings_page.server.text().startswith("Not paired")
    open_pairing(page)
    page.type("127.0.0.1:8750\r")
    page.type("ABCDE12345\r")
    assert page.settings_page.server.text() == "Paired with 幸福商贸 · 中山路店, till 3."


def test_a_cashier_may_still_choose_language_and_colours(cashier):
    chips = control(cashier, THEME)
    cashier.qtbot.mouseClick(
        chips, Qt.MouseButton.LeftButton, pos=chips.place_of("contrast").center()
    )
    assert cashier.settings.get(THEME) == "contrast"


# Pairing --------------------------------------------------------------------------------


def open_pairing(shop):
    shop.press(K.Key_B, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert isinstance(shop.layer, PairingSheet)
    return shop.layer


def test_address_and_code_are_sent_and_the_new_name_is_shown(page):
    sheet = open_pairing(page)
    page.type("http://127.0.0.1:8750\r")
    page.type("abcde 12345\r")

    assert page.paired_with == [("http://127.0.0.1:8750", "ABCDE12345")]
    assert "中山路店" in sheet.outcome.text()
    assert page.settings.get(SERVER_URL) == "http://127.0.0.1:8750"

    page.press(K.Key_F12)
    assert page.layer is None
    assert len(page.paired_with) == 1


def test_a_refused_code_is_said_and_can_be_typed_again(page):
    page.enrol_fails = PairingRefused()
    sheet = open_pairing(page)
    page.type("http://127.0.0.1:8750\r")
    page.type("ABCDE12345\r")
    assert "code" in sheet.outcome.text()
    assert not sheet.pair.reason()

    page.enrol_fails = None
    page.press(K.Key_F12)
    assert "中山路店" in sheet.outcome.text()


@pytest.mark.parametrize(
    ("url", "code"),
    [("", "ABCDE12345"), ("ftp://x", "ABCDE12345"), ("http://127.0.0.1:8750", "ABC")],
)
def test_what_cannot_be_asked_is_not_asked(page, url, code):
    sheet = open_pairing(page)
    sheet.address.set_text(url)
    sheet.code.set_text(code)
    page.press(K.Key_F12)

    assert page.paired_with == []
    assert sheet.outcome.text()
    assert page.settings.get(SERVER_URL) == ""


def test_a_scanned_code_lands_in_the_field_for_it(page):
    sheet = open_pairing(page)
    pressed = page.pressed()
    for stop in page.stops():
        stop.setFocus()
        page.scan("ABCDE12345")
        assert sheet.code.text() == "ABCDE12345", stop
        sheet.code.clear()
    assert sheet.address.text() == ""
    assert pressed == []
    assert page.paired_with == []


def test_the_answer_speaks_the_new_language(page, speak):
    page.enrol_fails = PairingRefused()
    sheet = open_pairing(page)
    page.type("http://127.0.0.1:8750\r")
    page.type("ABCDE12345\r")
    speak("zh_CN")

    assert "配对码" in sheet.outcome.text()


def test_the_pad_types_an_address_where_the_cursor_stands(page):
    sheet = open_pairing(page)
    keys = {key.text(): key for key in sheet.pad.findChildren(PadKey)}
    sheet.address.select_all()
    for sign in "10.0.0.5:87/-":
        page.qtbot.mouseClick(keys[sign], Qt.MouseButton.LeftButton)
    sheet.code.select_all()
    page.qtbot.mouseClick(keys["7"], Qt.MouseButton.LeftButton)

    assert (sheet.address.text(), sheet.code.text()) == ("10.0.0.5:87/-", "7")


def test_a_shop_named_like_its_merchant_is_named_once(page):
    sheet = open_pairing(page)
    sheet.show_paired(Paired("李记", "李记", 2))

    assert sheet.outcome.text().count("李记") == 1
