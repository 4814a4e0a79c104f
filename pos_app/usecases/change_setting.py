"""Changing a setting: a fact for the shop's, a row for this machine's."""

from dataclasses import dataclass

from pos_app.domain.people import Authority, Permission
from pos_app.settings import LANGUAGE, THEME, Scope, Setting, Settings
from pos_app.usecases.ports import SettingStore, Writer
from sync.protocol.facts.shop import SettingChanged

# Language and colours are each cashier's own comfort; they need no right.
FREE = (LANGUAGE, THEME)


@dataclass(frozen=True, slots=True)
class ChangeSetting:
    """Check a value, keep it, and let it take effect."""

    settings: Settings
    store: SettingStore
    writer: Writer

    def __call__(self, setting: Setting, typed: str, authority: Authority) -> None:
        """Raises BadSetting and NotPermitted; a value that is in force already is no change."""
        if setting not in FREE:
            authority.require(Permission.CHANGE_SETTINGS)
        value = setting.accept(typed)
        if value == self.settings.get(setting):
            return
        if setting.scope is Scope.LOCAL:
            self.store.put_local(setting.key, value)
        else:
            with self.writer.urgent() as work:
                work.record(SettingChanged(key=setting.key, value=value), authority)
        self.settings.took(setting, value)
