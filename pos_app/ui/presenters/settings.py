"""What the settings page does. No Qt here."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from pos_app.domain.errors import AppError
from pos_app.settings import DECLARED, SERVER_URL, Setting, Settings
from pos_app.ui.presenters.ports import Asker, Notices
from pos_app.usecases.pair_till import Paired, PairTill
from pos_app.usecases.till import Session, Till

PAIR_TOPIC = "settings.pair"


class SettingRow(NamedTuple):
    """One setting and the value in force."""

    setting: Setting
    value: str


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
    """Shows the declared settings, changes them one by one, and pairs the till."""

    def __init__(
        self,
        view: SettingsView,
        till: Till,
        session: Session,
        asker: Asker,
        notices: Notices,
        pair_till: PairTill,
    ) -> None:
        self._view = view
        self._till = till
        self._session = session
        self._asker = asker
        self._notices = notices
        self._pair_till = pair_till

    def shown(self) -> None:
        """Show everything; called when the screen comes up."""
        settings: Settings = self._till.settings
        self._view.show_rows([SettingRow(each, settings.get(each)) for each in DECLARED])

    def changed(self, setting: Setting, value: str) -> None:
        """A new value was typed or chosen. One that is in force already asks for no right."""
        if value.strip() != self._till.settings.get(setting):
            try:
                self._till.change_setting(setting, value, self._session.authority)
            except AppError as error:
                self._refused(setting, error)
                return
        self._view.show_kept(setting)

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
        self.changed(SERVER_URL, server_url)
        self._view.show_paired(paired)
