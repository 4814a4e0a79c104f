"""The window's own screens in made-up states: first run, sign-in, menu, message, lamps."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from pos_app.domain.errors import WrongPin
from pos_app.domain.people import Role, Staff
from pos_app.settings import SHOP_NAME, TILL_NAME, Settings
from pos_app.ui.components.layout import Page
from pos_app.ui.menu_lines import fill_menu
from pos_app.ui.presenters.first_run import Entry, PinsDiffer
from pos_app.ui.presenters.ports import Screen
from pos_app.ui.sounds import Sounds
from pos_app.ui.views.first_run import FirstRunScreen
from pos_app.ui.views.sign_in import SignInScreen
from pos_app.ui.window import Window
from pos_app.usecases.bulletin import (
    ClockSuspect,
    DeviceState,
    DeviceStatus,
    LinkState,
    SyncStatus,
)
from pos_app.usecases.till import Session
from pos_app.words import mark

_NOW_MS = 1_795_415_520_000
_PEOPLE = (
    Staff("1", "1001", "王小明", Role.OWNER),
    Staff("2", "1002", "李芳", Role.CASHIER),
    Staff("3", "1003", "欧阳娜娜", Role.SENIOR),
    Staff("4", "1004", "Anna Smith", Role.CASHIER),
)


class _Clock:
    def now_ms(self) -> int:
        return _NOW_MS

    def utc_offset_min(self) -> int:
        return 480

    def monotonic_ms(self) -> int:
        return 0


def choice() -> QWidget:
    """The two cards."""
    view = FirstRunScreen()
    window = _window(Screen.FIRST_RUN, view, settings=Settings({}))
    view.show_choice()
    return window


def form() -> QWidget:
    """The form, with something wrong in it."""
    view = FirstRunScreen()
    window = _window(Screen.FIRST_RUN, view, settings=Settings({}))
    view.show_form()
    view.fields[Entry.SHOP].set_text("幸福便利店")
    view.fields[Entry.OWNER].set_text("王小明")
    view.fields[Entry.PIN].set_text("2580")
    view.refuse(Entry.PIN_AGAIN, PinsDiffer())
    return window


def demo_on_its_way() -> QWidget:
    """The demo shop, half made."""
    view = FirstRunScreen()
    window = _window(Screen.FIRST_RUN, view, settings=Settings({}))
    view.show_busy(mark("The demo shop is being set up."))
    view.show_progress(80, 198)
    return window


def people() -> QWidget:
    """Nobody chosen, in a demo shop, with every lamp alight."""
    view = SignInScreen("1001 · 1234    1002 · 1234    1003 · 1234    1004 · 1234")
    window = _window(Screen.SIGN_IN, view)
    view.show_staff(_PEOPLE, is_demo=True)
    view.ask_number()
    window.status.clock_suspect(ClockSuspect(180_000))
    window.status.synced(SyncStatus(LinkState.ONLINE, 12, _NOW_MS - 300_000))
    window.status.device_changed(DeviceStatus("printer", DeviceState.TROUBLE))
    window.status.scanned()
    return window


def wrong_pin() -> QWidget:
    """Somebody chosen, and a PIN that was wrong."""
    view = SignInScreen()
    window = _window(Screen.SIGN_IN, view)
    view.show_staff(_PEOPLE, is_demo=False)
    view.ask_pin("1002", "李芳")
    view.refuse(WrongPin())
    return window


def menu() -> QWidget:
    """A signed-in owner's menu."""
    window = _window(Screen.SELL, Page(), staff=_PEOPLE[0])
    for page in (Screen.SALES, Screen.DAY, Screen.SETTINGS):
        window.add_screen(page, Page(), _nothing)
    fill_menu(window, Settings({}), lambda setting, value: None, _nothing)
    return window


def message() -> QWidget:
    """A message at the foot of the window."""
    return _window(Screen.SELL, Page(), staff=_PEOPLE[0])


def open_menu(window: QWidget) -> None:
    """Open the menu of a window."""
    assert isinstance(window, Window)
    window.menu.open()


def show_message(window: QWidget) -> None:
    """Show the longest message that the window itself has."""
    assert isinstance(window, Window)
    window.scanned("6901028075763")


def _window(
    screen: Screen, view: QWidget, *, settings: Settings | None = None, staff: Staff | None = None
) -> Window:
    shop = {SHOP_NAME.key: "幸福便利店", TILL_NAME.key: "1 号机"}
    session = Session()
    session.staff = staff
    window = Window(settings or Settings(shop), session, _Clock(), Sounds(None))
    window.add_screen(screen, view, _nothing)
    window.go(screen)
    return window


def _nothing() -> None:
    """What a made-up screen does."""


BUILT: tuple[tuple[str, Callable[[], QWidget], Callable[[QWidget], None] | None], ...] = (
    ("first-run", choice, None),
    ("first-run-form", form, None),
    ("first-run-demo", demo_on_its_way, None),
    ("sign-in", people, None),
    ("sign-in-wrong-pin", wrong_pin, None),
    ("menu", menu, open_menu),
    ("message", message, show_message),
)
