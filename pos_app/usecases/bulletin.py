"""The bulletin: what happened on other threads, told to the UI thread in order.

Anyone may post from any thread. Whoever owns the UI thread hangs up ``wake``,
which must be safe to call from anywhere, and drains when it can.
"""

from collections import deque
from collections.abc import Callable
from enum import StrEnum
from threading import Lock
from typing import NamedTuple

POSTED_MAX = 1_000


class LinkState(StrEnum):
    """How the till and its server stand."""

    UNPAIRED = "unpaired"
    ONLINE = "online"
    OFFLINE = "offline"
    FROZEN = "frozen"


class DeviceState(StrEnum):
    """How a device stands. UNKNOWN is said where nobody can know, never READY instead."""

    ABSENT = "absent"
    READY = "ready"
    BUSY = "busy"
    TROUBLE = "trouble"
    UNKNOWN = "unknown"


class SyncStatus(NamedTuple):
    """How far the journal has got. ``words`` is a message's source text, or empty."""

    state: LinkState
    unsent_count: int
    oldest_unsent_ms: int | None
    words: str = ""


class DeviceStatus(NamedTuple):
    """How one device is; ``words`` is the reason's source text, or empty."""

    device: str
    state: DeviceState
    words: str = ""


class PrintJobChanged(NamedTuple):
    """A print job moved on."""

    job: int
    sale_id: str
    state: str
    words: str = ""


class CatalogueChanged(NamedTuple):
    """Products or categories changed; what is shown of them is stale."""


class ClockSuspect(NamedTuple):
    """The clock stands before the last fact by this much; zero when it is right again."""

    back_ms: int


class PaperPrinted(NamedTuple):
    """The virtual printer finished a strip: its picture (PNG) and its text."""

    png: bytes
    text: str


Event = SyncStatus | DeviceStatus | PrintJobChanged | CatalogueChanged | ClockSuspect | PaperPrinted


class Bulletin:
    """A bounded queue of events. When it is full the oldest is dropped: every event
    says how things stand, so that a later one makes up for it."""

    def __init__(self) -> None:
        self._events: deque[Event] = deque(maxlen=POSTED_MAX)
        self._lock = Lock()
        self._wake: Callable[[], None] = _nobody

    def hang_up(self, wake: Callable[[], None]) -> None:
        """Set who is woken after a post."""
        self._wake = wake

    def post(self, event: Event) -> None:
        """Add an event; from any thread."""
        with self._lock:
            self._events.append(event)
        self._wake()

    def drain(self) -> list[Event]:
        """Take all events, oldest first."""
        with self._lock:
            events = list(self._events)
            self._events.clear()
        return events


def _nobody() -> None:
    """Until a screen is there nobody needs waking."""
