"""What presenters need from the window around them. No Qt here.

A presenter is given a view (its own Protocol), the till and some of these. It is
called on the UI thread only, and nothing that it calls may wait.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol, TypeVar

from pos_app.domain.errors import AppError
from pos_app.usecases.ports import Queries

T = TypeVar("T")


class Screen(StrEnum):
    """The screens of the till."""

    FIRST_RUN = "first_run"
    SIGN_IN = "sign_in"
    SELL = "sell"
    PAY = "pay"
    CHANGE = "change"
    SALES = "sales"
    DAY = "day"
    SETTINGS = "settings"


class Sound(StrEnum):
    """What the cashier hears without looking."""

    SCANNED = "scanned"
    UNKNOWN = "unknown"
    MONEY = "money"


class Tone(StrEnum):
    """How a message is meant."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"


class Asker(Protocol):
    """Work that takes longer than a frame, done on another thread."""

    def ask(
        self,
        topic: str,
        query: Callable[[Queries], T],
        then: Callable[[T], None],
        failed: Callable[[AppError], None] | None = None,
    ) -> None:
        """Run ``query`` elsewhere and bring its answer back to the UI thread.

        A newer question on the same topic makes the older answer void. Without
        ``failed`` a refusal or trouble is shown as a message.
        """
        ...

    def after(self, delay_ms: int, call: Callable[[], None]) -> None:
        """Call something on the UI thread after a while."""
        ...


class Navigator(Protocol):
    """The window, as far as a presenter may steer it."""

    def go(self, screen: Screen) -> None:
        """Show a screen."""
        ...

    def back(self) -> None:
        """Return to where the cashier came from."""
        ...


class Notices(Protocol):
    """Messages that go by themselves, and sounds."""

    def tell(self, error: AppError) -> None:
        """Say what went wrong and what to do, in the cashier's language."""
        ...

    def note(self, words: str, tone: Tone = Tone.INFO, **values: object) -> None:
        """Say something short; ``words`` is the message's source text."""
        ...

    def play(self, sound: Sound) -> None:
        """Make a sound, if sounds are on."""
        ...
