"""What the settings page does. No Qt here."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from pos_app.domain.errors import AppError
from pos_app.domain.people import Permission
from pos_app.settings import DECLARED, SERVER_URL, Setting, Settings
from pos_app.ui.presenters.ports import Asker, Notices
from pos_app.usecases.change_setting import FREE
from pos_app.usecases.pair_till import Paired, PairTill, server_address
from pos_app.usecases.till import Session, Till

PAIR_TOPIC = "settings.pair"
TEST_TOPIC = "settings.test_page"


class SettingRow(NamedTuple):
    """One setting, the value in force, and whether whoever is here may change it."""

    setting: Setting
    value: str
    is_allowed: bool = True


class SettingsView(Protocol):
    """What the settings page can show."""

    def show_rows(self, rows: Sequence[SettingRow]) -> None:
        """Show the settings in groups, as they were declared."""
        ...

    def show_refusal(self, setting: Setting, error: AppError) -> None:
        """Say at a setting that is typed why its new value does not do."""
        ...

    def show_kept(self, setting: Setting) -> None:
        """Show that a value was kept."""
        ...

    def show_server(self, paired: Paired | None, *, may_pair: bool) -> None:
        """Show what the till is called on its server, or that it has none."""
        ...

    def show_test_busy(self) -> None:
        """Show that the printer is being tried."""
        ...

    def show_test_outcome(self, wrong: str) -> None:
        """Show what is wrong with the printer; nothing is when the message is empty."""
        ...

    def show_pairing(self, server_url: str) -> None:
        """Offer to pair: the server's address is filled in."""
        ...

    def show_pairing_busy(self) -> None:
        """Show that the server is being asked."""
        ...

    def show_paired(self, paired: Paired) -> None:
        """Show what the till is now called on the server."""
        ...

    def show_pairing_failed(self, error: AppError) -> None:
        """Say why it was not paired and what to do."""
        ...


class SettingsPresenter:
    """Shows the declared settings, changes them one by one, pairs the till, tries the printer.

    ``paired`` tells what the till is called on its server. ``try_printer`` prints a test page,
    on another thread, and returns what is wrong as a message, empty when nothing is.
    """

    def __init__(
        self,
        view: SettingsView,
        till: Till,
        session: Session,
        asker: Asker,
        notices: Notices,
        pair_till: PairTill,
        paired: Callable[[], Paired | None],
        try_printer: Callable[[], str],
    ) -> None:
        self._view = view
        self._till = till
        self._session = session
        self._asker = asker
        self._notices = notices
        self._pair_till = pair_till
        self._paired_as = paired
        self._try_printer = try_printer

    def shown(self) -> None:
        """Show everything; called when the screen comes up."""
        settings: Settings = self._till.settings
        may = self._may(Permission.CHANGE_SETTINGS)
        self._view.show_rows(
            [
                SettingRow(each, settings.get(each), may or each in FREE)
                for each in DECLARED
                if each is not SERVER_URL  # changed by pairing alone
            ]
        )
        self._show_server()

    def changed(self, setting: Setting, value: str) -> None:
        """A new value was typed or chosen. One that is in force already asks for no right."""
        if value.strip() != self._till.settings.get(setting):
            try:
                self._till.change_setting(setting, value, self._session.authority)
            except AppError as error:
                self._refused(setting, error)
                return
        self._view.show_kept(setting)

    def wants_test_page(self) -> None:
        """The cashier wants to see the printer print."""
        self._view.show_test_busy()
        self._asker.ask(
            TEST_TOPIC, lambda queries: self._try_printer(), self._view.show_test_outcome
        )

    def wants_pairing(self) -> None:
        """The cashier wants to pair the till."""
        self._view.show_pairing(self._till.settings.get(SERVER_URL))

    def typed_code(self, server_url: str, code: str) -> None:
        """Address and code were typed."""
        try:
            authority = self._session.authority
        except AppError as error:
            self._view.show_pairing_failed(error)
            return
        self._view.show_pairing_busy()
        self._asker.ask(
            PAIR_TOPIC,
            lambda queries: self._pair_till(server_url, code, authority),
            lambda paired: self._paired(server_url, paired),
            self._view.show_pairing_failed,
        )

    def _refused(self, setting: Setting, error: AppError) -> None:
        """Say it where it was typed; a choice springs back, and a message says why."""
        if setting.choices:
            self._notices.tell(error)
            self.shown()
        else:
            self._view.show_refusal(setting, error)

    def _paired(self, server_url: str, paired: Paired) -> None:
        self.changed(SERVER_URL, server_address(server_url))
        self._view.show_paired(paired)
        self._show_server()

    def _show_server(self) -> None:
        self._view.show_server(self._paired_as(), may_pair=self._may(Permission.PAIR))

    def _may(self, permission: Permission) -> bool:
        return self._session.staff is not None and permission in self._session.authority.permissions
