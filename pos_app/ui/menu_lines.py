"""What stands in the menu: the pages that are there, and what concerns the whole till."""

from collections.abc import Callable

from pos_app.domain.errors import AppError, mark
from pos_app.settings import FULL_SCREEN, LANGUAGE, THEME, Setting, Settings
from pos_app.ui.components.sheet import Dialog
from pos_app.ui.presenters.ports import Screen
from pos_app.ui.views.menu import Command
from pos_app.ui.window import Window

ChangeSetting = Callable[[Setting, str], None]

_PAGES = (
    (Screen.SELL, mark("Sell"), "Ctrl+S", "shopping-cart"),
    (Screen.SALES, mark("Sales list"), "Ctrl+R", "receipt-text"),
    (Screen.DAY, mark("Day report"), "Ctrl+D", "chart-column"),
    (Screen.SETTINGS, mark("Settings"), "Ctrl+E", "settings"),
)
_CLOSE_TITLE = mark("Close the till?")
_CLOSE_BODY = mark("What is in the cart is kept until the till is opened again.")
_CLOSE = mark("Close the till")


def fill_menu(
    window: Window,
    settings: Settings,
    change: ChangeSetting,
    reprint: Callable[[], None] | None = None,
) -> None:
    """Add the menu's lines; called once, after the screens were added.

    ``change`` keeps a setting in the name of whoever is at the till.
    """
    for screen, words, key, icon in _PAGES:
        if window.has_screen(screen):
            window.menu.add(Command(words, key, icon, lambda to=screen: window.go(to)))  # type: ignore[misc]
    if reprint is not None:
        last = mark("Print last again")
        window.menu.add(
            Command(last, "Ctrl+P", "printer", reprint, works_everywhere=False, group=True)
        )
    for command in _till_lines(window, settings, _Changer(window, settings, change)):
        window.menu.add(command)


class _Changer:
    """Turns a setting to its next choice, and says so when that is refused."""

    def __init__(self, window: Window, settings: Settings, change: ChangeSetting) -> None:
        self._window = window
        self._settings = settings
        self._change = change

    def next_of(self, setting: Setting) -> None:
        values = [choice.value for choice in setting.choices]
        at = values.index(self._settings.get(setting))
        try:
            self._change(setting, values[(at + 1) % len(values)])
        except AppError as error:
            self._window.notices.tell(error)


def _till_lines(window: Window, settings: Settings, changer: _Changer) -> tuple[Command, ...]:
    return (
        Command(mark("Lock"), "Ctrl+L", "lock", window.lock),
        Command(
            mark("Switch to Chinese 中文"), "Ctrl+G", "languages",
            lambda: changer.next_of(LANGUAGE), needs_staff=False, keeps_menu=True, group=True,
        ),
        Command(
            mark("Other colours"), "Ctrl+T", "contrast", lambda: changer.next_of(THEME),
            needs_staff=False, keeps_menu=True,
        ),
        Command(
            mark("Full screen on or off"), "Ctrl+F", "monitor",
            lambda: changer.next_of(FULL_SCREEN), needs_staff=False, keeps_menu=True,
        ),
        Command(
            _CLOSE, "Ctrl+Q", "power", lambda: _ask_close(window), needs_staff=False, group=True
        ),
    )  # fmt: skip


def _ask_close(window: Window) -> None:
    dialog = Dialog(window, _CLOSE_TITLE, _CLOSE_BODY, accept=_CLOSE)
    dialog.accepted.connect(window.close)
    dialog.rejected.connect(dialog.deleteLater)
    dialog.open()
