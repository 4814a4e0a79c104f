"""The cashier's language: gettext catalogues with the English source text as the key.

The language changes while the till runs. A text is therefore looked up when it is shown, never
when a module is imported; `mark` names one for the catalogues that is looked up later.
"""

import gettext
import os
import time

RESOURCES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "resources")
LOCALE = os.path.join(RESOURCES, "locale")
DOMAIN = "till"
SOURCE = "en"
LANGUAGES = ("zh_CN", SOURCE)

MINUS = "−"  # the sign that is as wide as a digit
YUAN = "¥"

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WEEKDAYS_ZH = "一二三四五六日"


class Language:
    """One language's texts. Where its catalogue is missing, the English source text is shown."""

    def __init__(self, code: str, locale_dir: str = LOCALE) -> None:
        self.code = code
        self._catalogue = _catalogue(code, locale_dir)

    def text(self, message: str, /, **values: object) -> str:
        """The message in this language, its named places filled."""
        found = self._catalogue.gettext(message) if message else ""
        return found.format(**values) if values else found

    def plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """The form that fits the count, which the message may name as `{count}`."""
        return self._catalogue.ngettext(one, many, count).format(count=count, **values)

    def day(self, year: int, month: int, day: int) -> str:
        """A date as a person says it: `11月23日 周一`, `Mon 23 Nov`."""
        weekday = time.gmtime(_days(year, month, day) * 86_400).tm_wday
        if self.code.startswith("zh"):
            return f"{month}月{day}日 周{_WEEKDAYS_ZH[weekday]}"
        return f"{_WEEKDAYS[weekday]} {day} {_MONTHS[month - 1]}"


def text(message: str, /, **values: object) -> str:
    """The message in the cashier's language, its named places filled."""
    return _current().text(message, **values)


def plural(one: str, many: str, count: int, /, **values: object) -> str:
    """The form that fits the count, in the cashier's language."""
    return _current().plural(one, many, count, **values)


def mark(message: str, /) -> str:
    """The message itself: it is looked up later, when it is shown."""
    return message


def set_language(code: str) -> None:
    """Speak this language from now on. Raises ValueError for one the till does not know."""
    _chosen[0] = in_language(code).code


def language() -> str:
    """The code of the cashier's language."""
    return _chosen[0]


def in_language(code: str) -> Language:
    """A language by its code, whatever the cashier's is: a receipt has its own."""
    if code not in LANGUAGES:
        raise ValueError(f"no such language: {code!r}")
    if code not in _spoken:
        _spoken[code] = Language(code)
    return _spoken[code]


def money(fen: int, *, grouped: bool = False) -> str:
    """An amount without its sign of currency: `-5` fen is `−0.05`."""
    yuan, rest = divmod(abs(fen), 100)
    digits = f"{yuan:,}" if grouped else f"{yuan}"
    return f"{MINUS if fen < 0 else ''}{digits}.{rest:02}"


def yuan(fen: int, *, grouped: bool = False) -> str:
    """An amount with its sign of currency: `¥22.39`, `−¥0.05`."""
    sign = MINUS if fen < 0 else ""
    return f"{sign}{YUAN}{money(abs(fen), grouped=grouped)}"


def quantity(qty_milli: int) -> str:
    """Thousandths as a person writes them: `2000` is `2`, `1245` is `1.245`, `500` is `0.5`."""
    whole, rest = divmod(abs(qty_milli), 1000)
    digits = f"{whole}.{rest:03}".rstrip("0") if rest else f"{whole}"
    return f"{MINUS if qty_milli < 0 else ''}{digits}"


def clock_time(at_ms: int, utc_offset_min: int) -> str:
    """The time of day where it happened: `14:32`."""
    at = time.gmtime(at_ms // 1000 + utc_offset_min * 60)
    return f"{at.tm_hour:02}:{at.tm_min:02}"


def date_and_time(at_ms: int, utc_offset_min: int) -> str:
    """Date and time where it happened: `2026-11-23 14:32`."""
    at = time.gmtime(at_ms // 1000 + utc_offset_min * 60)
    return f"{at.tm_year:04}-{at.tm_mon:02}-{at.tm_mday:02} {at.tm_hour:02}:{at.tm_min:02}"


_chosen = ["zh_CN"]
_spoken: dict[str, Language] = {}


def _current() -> Language:
    return in_language(_chosen[0])


def _catalogue(code: str, locale_dir: str) -> gettext.NullTranslations:
    path = os.path.join(locale_dir, code, "LC_MESSAGES", f"{DOMAIN}.mo")
    if not os.path.exists(path):
        return gettext.NullTranslations()
    with open(path, "rb") as file:
        return gettext.GNUTranslations(file)


def _days(year: int, month: int, day: int) -> int:
    """Days from 1970-01-01 to this date of the Gregorian calendar (years from March on)."""
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468
