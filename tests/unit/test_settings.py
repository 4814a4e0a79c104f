"""Settings: each takes what fits it and refuses the rest, and listeners hear of every change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app import settings
from pos_app.settings import BY_KEY, DECLARED, BadSetting, Scope, Setting, Settings

GOOD = {
    "shop.name": ("便民超市", "A", "x" * 40),
    "shop.address": ("", "人民路 1 号", "x" * 80),
    "shop.phone": ("", "010-12345678"),
    "receipt.footer": ("", "谢谢惠顾，欢迎再来！"),
    "shop.day_start_hour": ("0", "4", "12"),
    "till.name": ("", "1号收银台"),
    "till.sound": ("0", "1"),
    "till.full_screen": ("0", "1"),
    "till.language": ("zh_CN", "en"),
    "till.theme": ("light", "dark", "contrast"),
    "receipt.language": ("zh_CN", "en"),
    "printer.kind": ("none", "virtual", "tcp"),
    "printer.host": ("", "192.168.1.100", "printer.local"),
    "printer.port": ("1", "9100", "65535"),
    "printer.profile": tuple(choice.value for choice in settings.PRINTER_PROFILE.choices),
    "server.url": ("", "http://127.0.0.1:8000", "https://pos.example.com/till"),
}
BAD = {
    "shop.name": ("", "   ", "x" * 41, "a\nb", "a\0b", "\x1b[31m"),
    "shop.address": ("x" * 81, "a\tb"),
    "shop.phone": ("x" * 31, "1\x002"),
    "receipt.footer": ("x" * 81, "a\nb"),
    "shop.day_start_hour": ("", "-1", "13", "4.5", "４", "²", "four", "1e0", "1" * 5_000),
    "till.name": ("x" * 21,),
    "till.sound": ("", "2", "on"),
    "till.full_screen": ("", "yes"),
    "till.language": ("", "fr", "zh"),
    "till.theme": ("", "blue"),
    "receipt.language": ("", "de"),
    "printer.kind": ("", "usb2"),
    "printer.host": ("192.168.1.1\0", "a\nb", "打印机", "http://printer", "a b",
                     "user@host", "x" * 201, "a\\b", "host?x", "host#x"),
    "printer.port": ("", "0", "65536", "-1", "9100.0", "９１００"),
    "printer.profile": ("", "76"),
    "server.url": ("http://", "https:///path", "http://a\0b", "http://a\tb",
                   "https://user:secret@pos.example.com", "http://pos.example.com/?key=1",
                   "ftp://a", "127.0.0.1:8000", "javascript:alert(1)", "http://a b", "http://"
                   + "x" * 200),
}  # fmt: skip


def cases(table: dict[str, tuple[str, ...]]) -> list[tuple[Setting, str]]:
    return [(BY_KEY[key], text) for key, texts in table.items() for text in texts]


def test_every_setting_is_tried() -> None:
    assert GOOD.keys() == BAD.keys() == BY_KEY.keys()
    assert len(BY_KEY) == len(DECLARED)


@pytest.mark.parametrize(("setting", "text"), cases(GOOD), ids=lambda value: ascii(value)[:24])
def test_takes_what_fits_without_the_space_around_it(setting: Setting, text: str) -> None:
    assert setting.accept(f" {text}\n") == text


@pytest.mark.parametrize(("setting", "text"), cases(BAD), ids=lambda value: ascii(value)[:24])
def test_refuses_what_does_not_fit(setting: Setting, text: str) -> None:
    with pytest.raises(BadSetting) as refusal:
        setting.accept(text)

    assert refusal.value.values["name"] == setting.words
    assert refusal.value.values["hint"] == setting.hint
    assert len(str(refusal.value.values["typed"])) <= 40


@given(st.sampled_from(DECLARED), st.text(max_size=60))
def test_arbitrary_text_is_kept_as_it_is_or_refused(setting: Setting, text: str) -> None:
    try:
        value = setting.accept(text)
    except BadSetting:
        return
    assert value == text.strip()
    assert setting.accept(value) == value


@pytest.mark.parametrize("setting", DECLARED, ids=lambda setting: setting.key)
def test_a_declaration_is_whole(setting: Setting) -> None:
    assert setting.words
    assert setting.group
    assert bool(setting.choices) != bool(setting.hint)
    assert setting is settings.SHOP_NAME or setting.accept(setting.default) == setting.default


def test_the_shop_s_and_the_till_s_own_settings() -> None:
    facts = {setting.key for setting in DECLARED if setting.scope is not Scope.LOCAL}

    assert facts == {
        "shop.name", "shop.address", "shop.phone", "receipt.footer", "shop.day_start_hour",
        "till.name", "receipt.language",
    }  # fmt: skip


def test_what_was_never_set_is_the_default() -> None:
    values = Settings({"till.theme": "dark", "unheard.of": "x"})

    assert values.get(settings.THEME) == "dark"
    assert values.get(settings.PRINTER_HOST) == ""
    assert values.number(settings.DAY_START) == 4
    assert values.is_on(settings.SOUND)


def test_listeners_hear_of_a_change_after_it_is_in_force() -> None:
    values = Settings({})
    heard: list[tuple[str, str]] = []
    values.listen(lambda setting: heard.append((setting.key, values.get(setting))))
    values.took(settings.SOUND, "0")

    assert heard == [("till.sound", "0")]
    assert not values.is_on(settings.SOUND)


def test_a_listener_may_bring_another() -> None:
    values = Settings({})
    heard: list[str] = []
    values.listen(lambda _: values.listen(lambda setting: heard.append(setting.key)))
    values.took(settings.SOUND, "0")

    assert heard == []
    values.took(settings.THEME, "dark")
    assert heard == ["till.theme"]


def test_what_was_loaded_is_in_force_and_only_what_changed_is_told() -> None:
    values = Settings({"till.theme": "dark", "till.sound": "0"})
    heard: list[str] = []
    values.listen(lambda setting: heard.append(setting.key))
    values.load({"till.theme": "light", "till.sound": "0", "unheard.of": "x"})

    assert heard == ["till.theme"]
    assert values.get(settings.THEME) == "light"
    assert not values.is_on(settings.SOUND)


@pytest.mark.parametrize("value", ["", "x", "99", "²", "1" * 5_000])
def test_a_stored_value_that_does_not_fit_counts_as_none(value: str) -> None:
    assert Settings({"shop.day_start_hour": value}).number(settings.DAY_START) == 4
