"""What the bar at the top says: whose till it is, who works here, and how everything stands."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

from pos_app.domain.errors import mark
from pos_app.settings import SHOP_NAME, TILL_NAME, Setting, Settings
from pos_app.usecases.bulletin import (
    ClockSuspect,
    DeviceState,
    DeviceStatus,
    LinkState,
    SyncStatus,
)
from pos_app.usecases.ports import Clock
from pos_app.usecases.till import Session

UNSENT_LATE_MS = 2 * 60_000
UNSENT_OVERDUE_MS = 24 * 3_600_000
PRINTER = "printer"
SCANNER = "scanner"

_MINUTE_MS, _HOUR_MS, _DAY_MS = 60_000, 3_600_000, 86_400_000


class Light(StrEnum):
    """How a lamp shines: all is well, wait or look, do something, nothing to say."""

    GOOD = "good"
    WAIT = "wait"
    BAD = "bad"
    OFF = "off"


class StatusView(Protocol):
    """What the bar can show. Messages are source texts."""

    def show_place(self, shop: str, till: str) -> None:
        """Show the names of shop and till, as the owner typed them."""
        ...

    def show_staff(self, name: str) -> None:
        """Show who is signed in; nothing for an empty name."""
        ...

    def show_time(self, at_ms: int, utc_offset_min: int) -> None:
        """Show the time of day."""
        ...

    def show_link(self, light: Light, message: str) -> None:
        """Show how the till and its server stand."""
        ...

    def show_unsent(self, count: int, light: Light, message: str, age: int) -> None:
        """Show how many records the server does not have yet; ``message`` may name
        the count and the age."""
        ...

    def show_device(self, device: str, light: Light, message: str) -> None:
        """Show how the printer or the scanner stands."""
        ...

    def show_clock_suspect(self, back_min: int) -> None:
        """Show that the clock stands before the last record; zero when it is right again."""
        ...


_LINKS: Mapping[LinkState, tuple[Light, str]] = {
    LinkState.UNPAIRED: (
        Light.OFF,
        mark("This till works alone. Pair it with a server in the settings."),
    ),
    LinkState.ONLINE: (Light.GOOD, mark("The server can be reached.")),
    LinkState.OFFLINE: (
        Light.WAIT,
        mark("The server cannot be reached. Selling goes on; everything is sent later."),
    ),
    LinkState.FROZEN: (
        Light.BAD,
        mark("The server knows another history of this till. Nothing is sent; call for help."),
    ),
}
_DEVICES: Mapping[DeviceState, tuple[Light, str]] = {
    DeviceState.ABSENT: (Light.OFF, mark("Not set up.")),
    DeviceState.READY: (Light.GOOD, mark("Ready.")),
    DeviceState.BUSY: (Light.GOOD, mark("Working.")),
    DeviceState.TROUBLE: (Light.BAD, mark("It does not work. Look at the device.")),
    DeviceState.UNKNOWN: (Light.OFF, mark("It does not tell its state.")),
}
_SCANNED = mark("It works: a code has come from it.")
_SCANNER_UNKNOWN = mark("It types like a keyboard, so its state shows with the first scan.")
_ALL_SENT = mark("Everything has been sent.")
_KEPT_HERE = mark("Records kept on this till: {count}.")
_WAITING = mark("Not sent yet: {count}. They go out with the next connection.")
_LATE_MIN = mark("Not sent yet: {count}. The oldest has waited {age} min.")
_LATE_H = mark("Not sent yet: {count}. The oldest has waited {age} h.")
_LATE_DAYS = mark("Not sent yet: {count}. The oldest has waited {age} days. Check the network.")


class StatusPresenter:
    """Turns events into lamps, and looks at the clock once a second."""

    def __init__(
        self, view: StatusView, settings: Settings, session: Session, clock: Clock
    ) -> None:
        self._view = view
        self._settings = settings
        self._session = session
        self._clock = clock
        self._sync = SyncStatus(LinkState.UNPAIRED, 0, None)
        settings.listen(self._setting_changed)

    def shown(self) -> None:
        """Show everything as far as it is known; called once, and again on a new screen."""
        self._show_place()
        staff = self._session.staff
        self._view.show_staff(staff.name if staff else "")
        self.ticked()

    def ticked(self) -> None:
        """A second has passed."""
        self._view.show_time(self._clock.now_ms(), self._clock.utc_offset_min())
        self._show_unsent()

    def synced(self, status: SyncStatus) -> None:
        """The sync has something to say."""
        self._sync = status
        light, words = _LINKS[status.state]
        self._view.show_link(light, status.words or words)
        self._show_unsent()

    def device_changed(self, status: DeviceStatus) -> None:
        """A device has something to say."""
        light, words = _DEVICES[status.state]
        if status.device == SCANNER and status.state is DeviceState.UNKNOWN:
            words = _SCANNER_UNKNOWN
        self._view.show_device(status.device, light, status.words or words)

    def scanned(self) -> None:
        """A code came in: whatever sent it works."""
        self._view.show_device(SCANNER, Light.GOOD, _SCANNED)

    def clock_suspect(self, event: ClockSuspect) -> None:
        """The clock of this machine was seen to run back, or is right again."""
        self._view.show_clock_suspect(-(-event.back_ms // _MINUTE_MS))

    def _show_unsent(self) -> None:
        status = self._sync
        light, words, age = self._judged(status)
        self._view.show_unsent(status.unsent_count, light, words, age)

    def _judged(self, status: SyncStatus) -> tuple[Light, str, int]:
        if status.state is LinkState.UNPAIRED:
            return Light.OFF, _KEPT_HERE, 0
        if not status.unsent_count:
            return Light.GOOD, _ALL_SENT, 0
        age_ms = max(0, self._clock.now_ms() - (status.oldest_unsent_ms or self._clock.now_ms()))
        is_late = status.state is LinkState.ONLINE and age_ms > UNSENT_LATE_MS
        light = Light.WAIT if is_late or status.state is not LinkState.ONLINE else Light.GOOD
        if age_ms > UNSENT_OVERDUE_MS:
            light = Light.BAD
        if age_ms < _MINUTE_MS:
            return light, _WAITING, 0
        if age_ms < 2 * _HOUR_MS:
            return light, _LATE_MIN, age_ms // _MINUTE_MS
        if age_ms < 2 * _DAY_MS:
            return light, _LATE_H, age_ms // _HOUR_MS
        return light, _LATE_DAYS, age_ms // _DAY_MS

    def _setting_changed(self, setting: Setting) -> None:
        if setting in (SHOP_NAME, TILL_NAME):
            self._show_place()

    def _show_place(self) -> None:
        self._view.show_place(self._settings.get(SHOP_NAME), self._settings.get(TILL_NAME))
