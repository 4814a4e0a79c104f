"""The pages that one looks things up in: sales, the day, settings; and the menu to them."""

from pos_app.bootstrap.counter import Counter
from pos_app.bootstrap.parts import Parts
from pos_app.settings import Setting
from pos_app.ui.menu_lines import fill_menu
from pos_app.ui.presenters.day import DayPresenter
from pos_app.ui.presenters.ports import Screen
from pos_app.ui.presenters.sales import SalesPresenter
from pos_app.ui.presenters.settings import SettingsPresenter
from pos_app.ui.views.day import DayScreen
from pos_app.ui.views.sales import SalesScreen
from pos_app.ui.views.settings import SettingsScreen
from pos_app.usecases.pair_till import Enrol, PairTill


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
    day_view.wants_sales.connect(lambda _: window.go(Screen.SALES))

    def change(setting: Setting, value: str) -> None:
        till.change_setting(setting, value, session.authority)

    fill_menu(window, parts.settings, change, counter.sell.wants_reprint)
