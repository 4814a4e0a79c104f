"""Changing a setting: checked, kept where it belongs, and then in force."""

import pytest

from pos_app.domain.errors import NotPermitted
from pos_app.settings import (
    DECLARED,
    LANGUAGE,
    PRINTER_PORT,
    RECEIPT_LANGUAGE,
    SHOP_NAME,
    THEME,
    BadSetting,
    Setting,
    Settings,
)
from pos_app.usecases.change_setting import FREE, ChangeSetting
from sync.protocol.facts.shop import SettingChanged
from tests.fake_shop import BY_CASHIER, BY_NOBODY, BY_OWNER, FakeShop


@pytest.fixture
def settings() -> Settings:
    return Settings({})


@pytest.fixture
def change(shop: FakeShop, settings: Settings) -> ChangeSetting:
    return ChangeSetting(settings, shop.settings, shop.writer)


@pytest.mark.parametrize(("setting", "value"), [(SHOP_NAME, "便民超市"), (RECEIPT_LANGUAGE, "en")])
def test_what_others_must_know_is_a_fact(
    shop: FakeShop, settings: Settings, change: ChangeSetting, setting: Setting, value: str
) -> None:
    change(setting, f" {value} ", BY_OWNER)

    assert shop.last.fact == SettingChanged(key=setting.key, value=value)
    assert shop.settings.kept == {}
    assert settings.get(setting) == value


def test_what_concerns_this_machine_is_a_row(
    shop: FakeShop, settings: Settings, change: ChangeSetting
) -> None:
    change(PRINTER_PORT, "9101", BY_OWNER)

    assert shop.rows.journal == ()
    assert shop.settings.kept == {"printer.port": "9101"}
    assert settings.number(PRINTER_PORT) == 9101


def test_a_value_in_force_is_no_change(shop: FakeShop, change: ChangeSetting) -> None:
    change(SHOP_NAME, "便民超市", BY_OWNER)
    change(SHOP_NAME, "便民超市", BY_OWNER)
    change(PRINTER_PORT, "9100", BY_OWNER)

    assert len(shop.rows.journal) == 1
    assert shop.settings.kept == {}


def test_what_does_not_fit_changes_nothing(
    shop: FakeShop, settings: Settings, change: ChangeSetting
) -> None:
    with pytest.raises(BadSetting):
        change(PRINTER_PORT, "0", BY_OWNER)

    assert shop.settings.kept == {}
    assert settings.number(PRINTER_PORT) == 9100


def test_a_power_cut_leaves_the_old_value_in_force(
    shop: FakeShop, settings: Settings, change: ChangeSetting
) -> None:
    heard: list[Setting] = []
    settings.listen(heard.append)
    shop.writer.power_cut = OSError("power")
    with pytest.raises(OSError, match="power"):
        change(SHOP_NAME, "便民超市", BY_OWNER)

    assert settings.get(SHOP_NAME) == ""
    assert heard == []


@pytest.mark.parametrize("setting", DECLARED, ids=lambda setting: setting.key)
def test_only_comfort_is_free(shop: FakeShop, change: ChangeSetting, setting: Setting) -> None:
    if setting in FREE:
        change(setting, setting.choices[-1].value, BY_NOBODY)
        assert shop.settings.kept == {setting.key: setting.choices[-1].value}
        return
    for authority in (BY_NOBODY, BY_CASHIER):
        with pytest.raises(NotPermitted):
            change(setting, setting.default or "x", authority)
    assert shop.settings.kept == {}


def test_language_and_colours_are_free() -> None:
    assert FREE == (LANGUAGE, THEME)
