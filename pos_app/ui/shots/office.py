"""The pages beside the counter in made-up states: sales, day, settings, pairing, devices."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from pos_app.settings import DECLARED, SERVER_URL, SHOP_NAME, TILL_NAME, BadSetting
from pos_app.ui.presenters.day import DayPage, day_page
from pos_app.ui.presenters.ports import Screen
from pos_app.ui.presenters.settings import SettingRow
from pos_app.ui.presenters.virtual_desk import Paper
from pos_app.ui.shots import made_up
from pos_app.ui.views.day import DayScreen
from pos_app.ui.views.pairing import PairingSheet
from pos_app.ui.views.sales import SalesScreen
from pos_app.ui.views.settings import SettingsScreen
from pos_app.ui.views.virtual_desk import VirtualDeskSheet
from pos_app.usecases.pair_till import Paired, PairingRefused

_SERVER = "https://till.example.com:8750"


def sales() -> QWidget:
    """A day's sales, one of them in detail."""
    view = SalesScreen()
    window = made_up.framed(Screen.SALES, view)
    view.show_span(made_up.TODAY)
    view.show_sales(made_up.sales(), has_more=False)
    view.list.table.choose(1)
    view.show_detail(made_up.detail())
    return window


def no_sales() -> QWidget:
    """A day without sales."""
    view = SalesScreen()
    window = made_up.framed(Screen.SALES, view)
    view.show_span(made_up.TODAY)
    view.show_sales([], has_more=False)
    return window


def day() -> QWidget:
    """Half a day's figures beside those of a week before."""
    return _day(day_page(made_up.figures(), made_up.figures(93)))


def empty_day() -> QWidget:
    """A day on which nothing was sold."""
    return _day(day_page(made_up.no_figures(), made_up.no_figures()))


def settings() -> QWidget:
    """Every setting."""
    view = SettingsScreen()
    window = made_up.framed(Screen.SETTINGS, view)
    given = {SHOP_NAME.key: "幸福便利店", TILL_NAME.key: "1 号机"}
    view.show_rows(
        [
            SettingRow(each, given.get(each.key, each.default))
            for each in DECLARED
            if each is not SERVER_URL
        ]
    )
    view.show_server(Paired("幸福商贸", "中山路店", 3), may_pair=True)
    return window


def scroll_down(window: QWidget) -> None:
    """Show the end of the settings."""
    view = window.findChild(SettingsScreen)
    assert isinstance(view, SettingsScreen)
    bar = view.area.verticalScrollBar()
    bar.setValue(bar.maximum())


def refuse_settings(window: QWidget) -> None:
    """Every typed setting has something in it that will not do."""
    view = window.findChild(SettingsScreen)
    assert isinstance(view, SettingsScreen)
    for each in DECLARED:
        if not each.choices and each is not SERVER_URL:
            typed = "不行" * 20
            view.show_refusal(each, BadSetting(typed=typed, name=each.words, hint=each.hint))


def open_pairing(window: QWidget) -> None:
    """Nothing typed yet."""
    PairingSheet(window, "").open()


def open_pairing_busy(window: QWidget) -> None:
    """The server is being asked."""
    _pairing(window).show_busy()


def open_pairing_done(window: QWidget) -> None:
    """Paired."""
    _pairing(window).show_paired(Paired("幸福商贸有限公司", "幸福便利店 中山路店", 3))


def open_pairing_failed(window: QWidget) -> None:
    """The code was too old."""
    _pairing(window).show_failed(PairingRefused())


def open_virtual_desk(window: QWidget) -> None:
    """Goods, and the second of three papers."""
    sheet = VirtualDeskSheet(window)
    sheet.show_goods(made_up.goods()[:40])
    sheet.show_paper(Paper(made_up.paper(), "", 2, 3))
    sheet.open()


def open_virtual_desk_unused(window: QWidget) -> None:
    """Nothing to scan, and nothing printed."""
    sheet = VirtualDeskSheet(window)
    sheet.show_goods([])
    sheet.show_paper(None)
    sheet.open()


def _day(page: DayPage) -> QWidget:
    view = DayScreen()
    window = made_up.framed(Screen.DAY, view)
    view.show_span(made_up.TODAY, made_up.TODAY, made_up.TODAY)
    view.show_figures(page)
    return window


def _pairing(window: QWidget) -> PairingSheet:
    sheet = PairingSheet(window, _SERVER)
    sheet.open()
    sheet.code.set_text("7K3M9QX2AB")
    return sheet


BUILT: tuple[tuple[str, Callable[[], QWidget], Callable[[QWidget], None] | None], ...] = (
    ("sales", sales, None),
    ("sales-none", no_sales, None),
    ("day", day, None),
    ("day-empty", empty_day, None),
    ("settings", settings, None),
    ("settings-end", settings, scroll_down),
    ("settings-refused", settings, refuse_settings),
    ("pairing", settings, open_pairing),
    ("pairing-busy", settings, open_pairing_busy),
    ("pairing-done", settings, open_pairing_done),
    ("pairing-failed", settings, open_pairing_failed),
    ("virtual-desk", settings, open_virtual_desk),
    ("virtual-desk-unused", settings, open_virtual_desk_unused),
)
