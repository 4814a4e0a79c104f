"""What the pay screen and the change that follows it do. No Qt here."""

from collections.abc import Sequence
from typing import Protocol

from pos_app.domain.cart import Cart
from pos_app.domain.errors import AppError, NotAnAmount, Refusal, mark
from pos_app.domain.money import parse_yuan, quick_notes
from pos_app.ui.presenters.ports import Navigator, Notices, Screen, Sound, Tone
from pos_app.usecases.ports import Clock, SaleKept
from pos_app.usecases.till import Session, Till

ENTER_IGNORED_MS = 300
SCAN_ENTER_IGNORED_MS = 800

NOT_NOW = mark("Take the money first, or go back to the cart; then scan.")


class PayView(Protocol):
    """What the pay screen can show."""

    def show_due(self, cart: Cart, notes_fen: Sequence[int]) -> None:
        """Show what is to pay and the sums likely to be handed over; the field is empty."""
        ...

    def show_received(self, received_fen: int | None, change_fen: int | None) -> None:
        """Show what was typed so far and the change it would give; None for not enough."""
        ...

    def show_unread(self) -> None:
        """Show neither sum nor change: what was typed so far is no amount."""
        ...

    def show_refusal(self, error: AppError) -> None:
        """Say near the field why this does not do."""
        ...


class ChangeView(Protocol):
    """What the screen after a sale can show."""

    def show_sale(self, kept: SaleKept) -> None:
        """Show the change as the largest thing, with total, received and receipt number."""
        ...


class PayPresenter:
    """Takes cash for the open cart: once, however often Enter is pressed.

    Enter on an empty field is the exact sum. An Enter that repeats by itself, or comes
    within 300 ms of the screen's opening, is the tail of the press that opened it.
    """

    def __init__(
        self,
        view: PayView,
        change_view: ChangeView,
        till: Till,
        session: Session,
        navigator: Navigator,
        notices: Notices,
    ) -> None:
        self._view = view
        self._change_view = change_view
        self._till = till
        self._clock: Clock = till.clock
        self._session = session
        self._navigator = navigator
        self._notices = notices
        self._cart: Cart | None = None
        self._ignored_until_ms = 0

    def opened(self, cart: Cart) -> None:
        """Start taking money for a cart."""
        self._cart = cart
        self._ignored_until_ms = self._clock.monotonic_ms() + ENTER_IGNORED_MS
        self._view.show_due(cart, quick_notes(cart.total_fen))

    def typed(self, text: str) -> None:
        """The amount field changed."""
        if self._cart is None:
            return
        if not text.strip():
            self._view.show_received(None, None)
            return
        try:
            received_fen = _handed(text)
        except Refusal:
            self._view.show_unread()
            return
        change_fen = received_fen - self._cart.total_fen
        self._view.show_received(received_fen, change_fen if change_fen >= 0 else None)

    def entered(self, text: str, *, is_repeat: bool) -> None:
        """Enter was pressed: the typed amount, or exactly what is due."""
        too_soon = self._clock.monotonic_ms() < self._ignored_until_ms
        if is_repeat or too_soon or self._cart is None:
            return
        try:
            received_fen = _handed(text) if text.strip() else self._cart.total_fen
        except Refusal as refusal:
            self._view.show_refusal(refusal)
            return
        self.handed_over(received_fen)

    def handed_over(self, received_fen: int) -> None:
        """A sum was handed over in cash."""
        cart, self._cart = self._cart, None
        if cart is None:
            return
        try:
            kept = self._till.checkout.cash(cart, received_fen, self._session.authority)
        except AppError as error:
            self._cart = cart
            self._view.show_refusal(error)
            return
        self._notices.play(Sound.MONEY)
        self._change_view.show_sale(kept)
        self._navigator.go(Screen.CHANGE)

    def scanned(self, code: str) -> None:
        """Something was scanned where money is taken: it is sold to the next customer, not now.

        What was typed is void, as the beginning of the burst may be in it, and Enter is
        ignored for a moment, as the scanner's own may come late.
        """
        self._notices.play(Sound.UNKNOWN)
        self._notices.note(NOT_NOW, Tone.WARNING)
        if self._cart is not None:
            self._ignored_until_ms = self._clock.monotonic_ms() + SCAN_ENTER_IGNORED_MS
            self._view.show_due(self._cart, quick_notes(self._cart.total_fen))

    def gave_up(self) -> None:
        """Back to the cart, which nothing has changed."""
        self._cart = None
        self._navigator.go(Screen.SELL)


def _handed(text: str) -> int:
    """Read a sum that was handed over; raises NotAnAmount (below zero too) and TooLarge."""
    received_fen = parse_yuan(text)
    if received_fen < 0:
        raise NotAnAmount(typed=text.strip()[:24])
    return received_fen
