"""What the sign-in screen does. No Qt here."""

from collections.abc import Sequence
from typing import Protocol

from pos_app.domain.errors import AppError, PinDelayed
from pos_app.domain.people import Staff
from pos_app.ui.presenters.ports import Asker, Navigator, Screen
from pos_app.usecases.till import Session, Till

TOPIC = "sign_in"
NUMBER_LENGTH_MAX = 12
TICK_MS = 1_000


class SignInView(Protocol):
    """What the sign-in screen can show."""

    def show_staff(self, staff: Sequence[Staff], *, is_demo: bool) -> None:
        """Show who may sign in; a demo shop gives its PINs away."""
        ...

    def ask_number(self) -> None:
        """Nobody is chosen: wait for a tile to be pressed or a staff number to be typed.
        What was typed before is forgotten."""
        ...

    def ask_pin(self, number: str, name: str) -> None:
        """Somebody is chosen: wait for the PIN. The name is empty for an unknown number."""
        ...

    def show_busy(self, is_busy: bool) -> None:
        """Show, without fuss, that the PIN is being checked."""
        ...

    def refuse(self, error: AppError) -> None:
        """Say near the field what is wrong; what was typed is gone."""
        ...

    def show_wait(self, wait_s: int) -> None:
        """Show for how long no PIN is taken, and forget what was typed; zero when the wait
        is over."""
        ...


class SignInPresenter:
    """Finds out who is at the till. The open cart is none of its business and stays.

    One PIN is checked at a time. During a wait after wrong PINs nothing is asked at all.
    """

    def __init__(
        self, view: SignInView, till: Till, session: Session, asker: Asker, navigator: Navigator
    ) -> None:
        self._view = view
        self._till = till
        self._session = session
        self._asker = asker
        self._navigator = navigator
        self._staff: Sequence[Staff] = ()
        self._number = ""
        self._is_busy = False
        self._wait_until_ms = 0

    def shown(self) -> None:
        """Nobody is at the till any more; called when the screen comes up."""
        self._session.staff = None
        self._staff = self._till.queries.staff()
        self._view.show_staff(self._staff, is_demo=self._till.queries.is_demo())
        if len(self._staff) == 1:
            self.chose(self._staff[0].number)
        else:
            self.gave_up()

    def chose(self, number: str) -> None:
        """A tile was pressed or a staff number was typed."""
        if self._is_busy:
            return
        self._number = number.strip()[:NUMBER_LENGTH_MAX]
        if not self._number:
            self._view.ask_number()
            return
        names = {staff.number: staff.name for staff in self._staff}
        self._view.ask_pin(self._number, names.get(self._number, ""))
        self._show_wait()

    def gave_up(self) -> None:
        """Back to the choice of people, if there is one."""
        if self._is_busy:
            return
        self._number = ""
        self._view.ask_number()

    def entered(self, pin: str) -> None:
        """A PIN was typed."""
        number = self._number
        if self._is_busy or not number or not pin:
            return
        if self._wait_s() > 0:
            self._show_wait()
            return
        self._is_busy = True
        self._view.show_busy(True)
        self._asker.ask(
            TOPIC, lambda queries: self._till.sign_in(number, pin), self._signed_in, self._refused
        )

    def _signed_in(self, staff: Staff) -> None:
        self._rest()
        self.gave_up()
        self._session.staff = staff
        self._navigator.go(Screen.SELL)

    def _refused(self, error: AppError) -> None:
        self._rest()
        if isinstance(error, PinDelayed):
            wait_s = error.values["wait_s"]
            assert isinstance(wait_s, int)
            self._wait_until_ms = self._till.clock.monotonic_ms() + wait_s * 1_000
            self._count_down()
        else:
            self._view.refuse(error)

    def _rest(self) -> None:
        self._is_busy = False
        self._view.show_busy(False)

    def _count_down(self) -> None:
        self._view.show_wait(self._wait_s())
        if self._wait_s() > 0:
            self._asker.after(TICK_MS, self._count_down)

    def _show_wait(self) -> None:
        if self._wait_s() > 0:
            self._view.show_wait(self._wait_s())

    def _wait_s(self) -> int:
        left_ms = self._wait_until_ms - self._till.clock.monotonic_ms()
        return max(0, -(-left_ms // 1_000))
