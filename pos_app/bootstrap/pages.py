"""The pages that one looks things up in: sales, the day, settings; and the menu to them."""

from collections.abc import Callable

from drivers.virtual.scanner import VirtualScanner
from pos_app import words
from pos_app.bootstrap.counter import Counter
from pos_app.bootstrap.parts import Parts
from pos_app.domain.errors import mark
from pos_app.hardware.try_printer import try_printer
from pos_app.printing.test_page import test_page
from pos_app.settings import RECEIPT_LANGUAGE, SHOP_NAME, Setting
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
from pos_app.usecases.pair_till import Enrol, Paired, PairTill

PAPER_FOLDER = "paper"
_DESK = mark("Virtual devices")


class Pages:
    """The pages, built one after the other: each step is short enough for the UI thread."""

    def __init__(
        self, parts: Parts, counter: Counter, enrol: Enrol, paired: Callable[[], Paired | None]
    ) -> None:
        self._parts = parts
        self._counter = counter
        self._enrol = enrol
        self._paired = paired

    def steps(self) -> list[Callable[[], None]]:
        """Return what is to be called, in order, once each."""
        return [self._add_sales, self._add_settings, self._add_desk, self._add_day, self._add_menu]

    def _add_sales(self) -> None:
        parts = self._parts
        view = SalesScreen()
        self._sales = SalesPresenter(
            view, self._counter.till, parts.session, parts.asker, parts.window.notices
        )
        view.driven_by(self._sales)
        parts.window.add_screen(Screen.SALES, view, self._sales.shown, self._sales.scanned)

    def _add_settings(self) -> None:
        parts = self._parts
        self._settings_view = SettingsScreen()
        presenter = SettingsPresenter(
            self._settings_view,
            self._counter.till,
            parts.session,
            parts.asker,
            parts.window.notices,
            PairTill(self._enrol),
            self._paired,
            self._try_printer,
        )
        self._settings_view.driven_by(presenter)
        parts.window.add_screen(Screen.SETTINGS, self._settings_view, presenter.shown)

    def _try_printer(self) -> str:
        get = self._parts.settings.get
        page = test_page(get(SHOP_NAME), words.in_language(get(RECEIPT_LANGUAGE)))
        return try_printer(self._parts.printer, page)

    def _add_desk(self) -> None:
        self._open_desk = _add_virtual_desk(self._parts)
        self._settings_view.wants_paper.connect(self._open_desk)

    def _add_day(self) -> None:
        parts = self._parts
        view = DayScreen()
        presenter = DayPresenter(view, self._counter.till, parts.asker, parts.window.notices)
        view.driven_by(presenter)
        view.wants_sales.connect(self._show_sales_of)
        parts.window.add_screen(Screen.DAY, view, presenter.shown)

    def _add_menu(self) -> None:
        window, till = self._parts.window, self._counter.till

        def change(setting: Setting, value: str) -> None:
            till.change_setting(setting, value, self._parts.session.authority)

        fill_menu(window, self._parts.settings, change, self._counter.sell.wants_reprint)
        if till.queries.is_demo():
            window.menu.add(Command(_DESK, "Ctrl+Y", "scan-barcode", self._open_desk, group=True))

    def _show_sales_of(self, day: int) -> None:
        """Show the sales behind a figure of the day page."""
        self._parts.window.go(Screen.SALES)
        self._sales.chose_days(day, day)


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
