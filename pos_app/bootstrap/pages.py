"""The pages that one looks things up in: sales, the day, settings; and the menu to them."""

from collections.abc import Callable

from drivers.virtual.scanner import VirtualScanner
from pos_app.bootstrap.counter import Counter
from pos_app.bootstrap.parts import Parts
from pos_app.domain.errors import mark
from pos_app.settings import Setting
from pos_app.ui.menu_lines import fill_menu
from pos_app.ui.presenters.day import DayPresenter
from pos_app.ui.presenters.ports import Screen
from pos_app.ui.presenters.sales import SalesPresenter
from pos_app.ui.presenters.settings import SettingsPresenter
from pos_app.ui.presenters.virtual_desk import VirtualDeskPresenter
from pos_app.ui.views.day import DayScreen
from pos_app.ui.views.menu import Command
from pos_app.ui.views.sales import SalesScreen
from pos_app.ui.views.settings import SettingsScreen
from pos_app.ui.views.virtual_desk import VirtualDeskSheet
from pos_app.ui.virtual_keys import press_keys
from pos_app.usecases.bulletin import PaperPrinted
from pos_app.usecases.pair_till import Enrol, PairTill

PAPER_FOLDER = "paper"
_DESK = mark("Virtual devices")


def add_pages(parts: Parts, counter: Counter, enrol: Enrol) -> None:
    """Add the pages and fill the menu."""
    window, session, asker = parts.window, parts.session, parts.asker
    till, notices = counter.till, window.notices
    sales_view, day_view, settings_view = SalesScreen(), DayScreen(), SettingsScreen()
    sales = SalesPresenter(sales_view, till, session, asker, notices)
    day = DayPresenter(day_view, till, asker, notices)

    settings = SettingsPresenter(settings_view, till, session, asker, notices, PairTill(enrol))
    sales_view.driven_by(sales)
    day_view.driven_by(day)
    settings_view.driven_by(settings)
    window.add_screen(Screen.SALES, sales_view, sales.shown, sales.scanned)
    window.add_screen(Screen.DAY, day_view, day.shown)
    window.add_screen(Screen.SETTINGS, settings_view, settings.shown)
    desk = _add_virtual_desk(parts)
    settings_view.wants_paper.connect(desk)
    day_view.wants_sales.connect(lambda _: window.go(Screen.SALES))

    def change(setting: Setting, value: str) -> None:
        till.change_setting(setting, value, session.authority)

    fill_menu(window, parts.settings, change, counter.sell.wants_reprint)
    if till.queries.is_demo():
        window.menu.add(Command(_DESK, "Ctrl+Y", "scan-barcode", desk, group=True))


def _add_virtual_desk(parts: Parts) -> Callable[[], None]:
    """Add the sheet with the virtual scanner and printer; return what opens it."""
    window, clock = parts.window, parts.clock
    scanner = VirtualScanner()

    def scan(code: str) -> None:
        press_keys(window, scanner.keys(code, clock.monotonic_ms()))

    sheet = VirtualDeskSheet(window)
    presenter = VirtualDeskPresenter(
        sheet, parts.asker, window.notices, scan, parts.folder / PAPER_FOLDER
    )
    sheet.driven_by(presenter)
    parts.board.subscribe(PaperPrinted, presenter.printed)
    return sheet.open
