"""Every setting of the till, declared once: key, default, words, scope and check.

The settings page, the check of what is typed and the store all follow from these
declarations. A setting of the SHOP or the TILL is changed by a fact; a LOCAL one
belongs to this machine and is a plain row.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.errors import Refusal, mark


class Scope(StrEnum):
    """Whom a setting belongs to."""

    SHOP = "shop"
    TILL = "till"
    LOCAL = "local"


class BadSetting(Refusal):
    """What was typed is no value for this setting."""

    words = mark("“{typed}” does not fit {name}. {hint}")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that a setting may have, and what people call it."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. Its value is kept as text; ``check`` says whether a text will do.

    ``group`` names the heading it stands under. With ``choices`` there is nothing
    to type.
    """

    key: str
    scope: Scope
    default: str
    group: str
    words: str
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    check: Callable[[str], bool] = lambda text: True

    def accept(self, text: str) -> str:
        """Return the value to keep. Raises BadSetting."""
        value = text.strip()
        allowed = not self.choices or value in {choice.value for choice in self.choices}
        if not allowed or not self.check(value):
            raise BadSetting(typed=value[:40], name=self.words, hint=self.hint)
        return value


def _up_to(length: int) -> Callable[[str], bool]:
    return lambda text: len(text) <= length and text.isprintable()


def _filled_up_to(length: int) -> Callable[[str], bool]:
    return lambda text: 0 < len(text) <= length and text.isprintable()


def _number(lowest: int, highest: int) -> Callable[[str], bool]:
    return lambda text: (
        re.fullmatch(r"[0-9]{1,9}", text) is not None and lowest <= int(text) <= highest
    )


def _server_address(text: str) -> bool:
    return text == "" or (_SERVER.fullmatch(text) is not None and _up_to(200)(text))


def _host(text: str) -> bool:
    return re.fullmatch(r"[0-9A-Za-z.:_-]{0,200}", text) is not None


# No user and password: a setting is no place for a secret.
_SERVER = re.compile(r"https?://[^\s/?#@\\]+(/[^\s?#@\\]*)?")

_ON_OFF = (Choice("1", mark("On")), Choice("0", mark("Off")))
_LANGUAGES = (Choice("zh_CN", "中文"), Choice("en", "English"))

SHOP = mark("Shop")
TILL = mark("Till")
LOOK = mark("Language and look")
PRINTER = mark("Receipt printer")
SERVER = mark("Server")

SHOP_NAME = Setting(
    "shop.name", Scope.SHOP, "", SHOP, mark("Shop name"), mark("1 to 40 characters."), (),
    _filled_up_to(40),
)  # fmt: skip
SHOP_ADDRESS = Setting(
    "shop.address", Scope.SHOP, "", SHOP, mark("Address on the receipt"),
    mark("Up to 80 characters."), (), _up_to(80),
)  # fmt: skip
SHOP_PHONE = Setting(
    "shop.phone", Scope.SHOP, "", SHOP, mark("Phone on the receipt"), mark("Up to 30 characters."),
    (), _up_to(30),
)  # fmt: skip
RECEIPT_FOOTER = Setting(
    "receipt.footer", Scope.SHOP, "", SHOP, mark("Last line of the receipt"),
    mark("Up to 80 characters."), (), _up_to(80),
)  # fmt: skip
DAY_START = Setting(
    "shop.day_start_hour", Scope.SHOP, "4", SHOP, mark("The business day starts at hour"),
    mark("An hour from 0 to 12."), (), _number(0, 12),
)  # fmt: skip
TILL_NAME = Setting(
    "till.name", Scope.TILL, "", TILL, mark("Till name"), mark("Up to 20 characters."), (),
    _up_to(20),
)  # fmt: skip
SOUND = Setting("till.sound", Scope.LOCAL, "1", TILL, mark("Sounds"), "", _ON_OFF)
FULL_SCREEN = Setting("till.full_screen", Scope.LOCAL, "1", TILL, mark("Full screen"), "", _ON_OFF)
LANGUAGE = Setting("till.language", Scope.LOCAL, "zh_CN", LOOK, mark("Language"), "", _LANGUAGES)
THEME = Setting(
    "till.theme", Scope.LOCAL, "light", LOOK, mark("Colours"), "",
    (
        Choice("light", mark("Light")),
        Choice("dark", mark("Dark")),
        Choice("contrast", mark("High contrast")),
    ),
)  # fmt: skip
RECEIPT_LANGUAGE = Setting(
    "receipt.language", Scope.TILL, "zh_CN", PRINTER, mark("Language of the receipt"), "",
    _LANGUAGES,
)  # fmt: skip
PRINTER_KIND = Setting(
    "printer.kind", Scope.LOCAL, "none", PRINTER, mark("Printer"), "",
    (
        Choice("none", mark("No printer")),
        Choice("virtual", mark("Virtual printer (shown on the screen)")),
        Choice("tcp", mark("Network printer")),
    ),
)  # fmt: skip
PRINTER_HOST = Setting(
    "printer.host", Scope.LOCAL, "", PRINTER, mark("Printer's network address"),
    mark("Such as 192.168.1.100."), (), _host,
)  # fmt: skip
PRINTER_PORT = Setting(
    "printer.port", Scope.LOCAL, "9100", PRINTER, mark("Printer's port"),
    mark("A number from 1 to 65535; nearly always 9100."), (), _number(1, 65_535),
)  # fmt: skip
PRINTER_PROFILE = Setting(
    "printer.profile", Scope.LOCAL, "80mm", PRINTER, mark("Paper width"), "",
    (Choice("58mm", mark("58 mm")), Choice("80mm", mark("80 mm"))),
)  # fmt: skip
SERVER_URL = Setting(
    "server.url", Scope.LOCAL, "", SERVER, mark("Server address"),
    mark("Starts with http:// or https://."), (), _server_address,
)  # fmt: skip

DECLARED: tuple[Setting, ...] = (
    SHOP_NAME, SHOP_ADDRESS, SHOP_PHONE, RECEIPT_FOOTER, DAY_START,
    TILL_NAME, SOUND, FULL_SCREEN,
    LANGUAGE, THEME,
    RECEIPT_LANGUAGE, PRINTER_KIND, PRINTER_HOST, PRINTER_PORT, PRINTER_PROFILE,
    SERVER_URL,
)  # fmt: skip
BY_KEY: Mapping[str, Setting] = {setting.key: setting for setting in DECLARED}


def _fits(key: str, value: str) -> bool:
    """Say whether a stored value will do: another version may have written another one."""
    try:
        return key in BY_KEY and BY_KEY[key].accept(value) == value
    except BadSetting:
        return False


class Settings:
    """The values in force: what was set and fits, or else the default. Reads cost nothing.

    One of these is shared by everyone on the UI thread; ``changed`` is called with
    the setting after each change.
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values: dict[str, str] = {}
        self._listeners: list[Callable[[Setting], None]] = []
        self.load(values)

    def get(self, setting: Setting) -> str:
        """Return the value in force as text."""
        return self._values.get(setting.key, setting.default)

    def number(self, setting: Setting) -> int:
        """Return the value in force of a setting that is a number."""
        return int(self.get(setting))

    def is_on(self, setting: Setting) -> bool:
        """Return the value in force of a setting that is on or off."""
        return self.get(setting) == "1"

    def load(self, values: Mapping[str, str]) -> None:
        """Take up everything that was ever set, and tell who listens of what changed."""
        before = self._values
        self._values = {key: value for key, value in values.items() if _fits(key, value)}
        for setting in DECLARED:
            if before.get(setting.key) != self._values.get(setting.key):
                self._tell(setting)

    def took(self, setting: Setting, value: str) -> None:
        """Note a value that has been kept, and tell who listens."""
        self._values[setting.key] = value
        self._tell(setting)

    def listen(self, listener: Callable[[Setting], None]) -> None:
        """Have a function called after each change."""
        self._listeners.append(listener)

    def _tell(self, setting: Setting) -> None:
        for listener in tuple(self._listeners):
            listener(setting)
