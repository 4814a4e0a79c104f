"""What the first screen of a new till does: open a shop, or a demo of one. No Qt here."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple, Protocol

from pos_app.domain.errors import AppError, MissingText, Refusal, mark
from pos_app.settings import SHOP_NAME
from pos_app.ui.presenters.ports import Asker, Navigator, Screen
from pos_app.usecases.open_shop import PERSON
from pos_app.usecases.pins import check_pin

TOPIC = "first_run"
LOOK_MS = 100

Progress = Callable[[int, int], None]


class PinsDiffer(Refusal):
    """The PIN was not typed the same way twice."""

    words = mark("The two PINs are not the same. Type them again.")


class Entry(StrEnum):
    """The fields of the form."""

    SHOP = "shop"
    OWNER = "owner"
    PIN = "pin"
    PIN_AGAIN = "pin_again"


class NewShop(NamedTuple):
    """What was typed into the form."""

    shop: str
    owner: str
    pin: str
    pin_again: str


class FirstRunView(Protocol):
    """What the first screen can show."""

    def show_choice(self) -> None:
        """Offer a new shop or a demo."""
        ...

    def show_form(self) -> None:
        """Ask for what a new shop needs."""
        ...

    def refuse(self, entry: Entry, error: AppError) -> None:
        """Say near a field why it will not do, and go there."""
        ...

    def show_failed(self, error: AppError) -> None:
        """Say that nothing was opened, and why."""
        ...

    def show_busy(self, message: str) -> None:
        """Show that something is being made ready; ``message`` is the message's source text."""
        ...

    def forget(self) -> None:
        """Empty every field: there are PINs in them."""
        ...

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        ...


class FirstRunPresenter:
    """Opens a shop, once. What was typed is checked before anything is written.

    ``open_shop`` and ``open_demo`` run on the asker's thread; ``opened`` on this one, when
    the shop is on the disk.
    """

    def __init__(
        self,
        view: FirstRunView,
        asker: Asker,
        navigator: Navigator,
        open_shop: Callable[[str, str, str], object],
        open_demo: Callable[[Progress], object],
        opened: Callable[[], None],
    ) -> None:
        self._view = view
        self._asker = asker
        self._navigator = navigator
        self._open_shop = open_shop
        self._open_demo = open_demo
        self._opened = opened
        self._is_busy = False
        self._progress = (0, 0)

    def shown(self) -> None:
        """Offer the choice; called when the screen comes up."""
        self._view.show_choice()

    def chose_new(self) -> None:
        """A shop of one's own."""
        if not self._is_busy:
            self._view.show_form()

    def gave_up(self) -> None:
        """Back to the choice."""
        if not self._is_busy:
            self._view.show_choice()

    def chose_demo(self) -> None:
        """A demo shop, with goods and people in it."""
        if self._is_busy:
            return
        self._start(mark("The demo shop is being set up."))
        self._asker.ask(
            TOPIC, lambda queries: self._open_demo(self._note), self._done, self._failed_demo
        )
        self._look()

    def entered(self, typed: NewShop) -> None:
        """The form was filled in."""
        if self._is_busy:
            return
        checks: tuple[tuple[Entry, Callable[[], object]], ...] = (
            (Entry.SHOP, lambda: _named(typed.shop)),
            (Entry.OWNER, lambda: _filled(typed.owner)),
            (Entry.PIN, lambda: check_pin(typed.pin)),
            (Entry.PIN_AGAIN, lambda: _same(typed.pin, typed.pin_again)),
        )
        for entry, check in checks:
            try:
                check()
            except Refusal as refusal:
                self._view.refuse(entry, refusal)
                return
        self._start(mark("Your shop is being opened."))
        self._asker.ask(
            TOPIC,
            lambda queries: self._open_shop(typed.shop, typed.owner, typed.pin),
            self._done,
            self._failed_new,
        )

    def _start(self, words: str) -> None:
        self._is_busy = True
        self._progress = (0, 0)
        self._view.show_busy(words)

    def _note(self, done: int, total: int) -> None:
        """Called on the other thread: leaves a note that this one looks at."""
        self._progress = (done, total)

    def _look(self) -> None:
        if self._is_busy:
            self._view.show_progress(*self._progress)
            self._asker.after(LOOK_MS, self._look)

    def _done(self, result: object) -> None:
        self._is_busy = False
        self._view.forget()
        self._opened()
        self._navigator.go(Screen.SIGN_IN)

    def _failed_new(self, error: AppError) -> None:
        self._is_busy = False
        self._view.show_form()
        self._view.show_failed(error)

    def _failed_demo(self, error: AppError) -> None:
        self._is_busy = False
        self._view.show_choice()
        self._view.show_failed(error)


def _named(shop: str) -> None:
    if not shop.strip():
        raise MissingText(field=SHOP_NAME.words)
    SHOP_NAME.accept(shop)


def _filled(owner: str) -> None:
    if not owner.strip():
        raise MissingText(field=PERSON)


def _same(pin: str, again: str) -> None:
    if pin != again:
        raise PinsDiffer
