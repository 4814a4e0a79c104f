"""Sign-in: a staff number and a PIN become a person with rights."""

import re
from dataclasses import dataclass, field

from pos_app.domain.errors import PinDelayed, WrongPin
from pos_app.domain.people import Staff, authority_of
from pos_app.usecases import pins
from pos_app.usecases.ports import Clock, Queries, SettingStore, Writer
from sync.protocol.facts.shop import StaffSignedIn

MISSES_FREE = 5
DELAY_FIRST_S = 15
DELAY_MAX_S = 300

_KEY = "sign_in.misses"
_KEPT = re.compile(r"\d{1,9}:\d{1,15}", re.ASCII)
# A verifier that no PIN of four to eight digits matches: it costs the same time.
_NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$8wLYVNi04ck81qs7d9Lk/A$0V+Gc/"
    "8UjeFe0DzFSmti34VAAPIaSq/A9zmgld2Y+n4"
)


@dataclass(slots=True)
class SignIn:
    """Check a PIN and note who is at the till.

    From the fifth wrong PIN in a row on, each further one makes the till wait: 15 s,
    then twice as long, never above five minutes, and the wait outlives a restart. An
    unknown number takes as long as a known one. Slow on purpose: not for the UI thread.
    """

    queries: Queries
    writer: Writer
    settings: SettingStore
    clock: Clock
    _misses: int = field(default=0, init=False)
    _until_ms: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        count, _, until = self.settings.values().get(_KEY, "").partition(":")
        if _KEPT.fullmatch(f"{count}:{until}"):
            self._misses, self._until_ms = int(count), int(until)

    def __call__(self, number: str, pin: str) -> Staff:
        """Return who it is. Raises PinDelayed and WrongPin."""
        self._wait_over()
        login = self.queries.login(number)
        is_right = pins.matches(login.pin_verifier if login else _NOBODY, pin)
        if login is None or not is_right:
            self._missed()
            raise WrongPin
        self._note(0, 0)
        with self.writer.urgent() as work:
            work.record(StaffSignedIn(staff_id=login.staff.staff_id), authority_of(login.staff))
        return login.staff

    def _wait_over(self) -> None:
        left_ms = min(self._until_ms - self.clock.now_ms(), DELAY_MAX_S * 1_000)
        if left_ms > 0:
            raise PinDelayed(wait_s=-(-left_ms // 1_000))

    def _missed(self) -> None:
        misses = self._misses + 1
        if misses < MISSES_FREE:
            self._note(misses, 0)
            return
        delay_s = min(DELAY_FIRST_S << min(misses - MISSES_FREE, 8), DELAY_MAX_S)
        self._note(misses, self.clock.now_ms() + delay_s * 1_000)

    def _note(self, misses: int, until_ms: int) -> None:
        if (misses, until_ms) != (self._misses, self._until_ms):
            self._misses, self._until_ms = misses, until_ms
            self.settings.put_local(_KEY, f"{misses}:{until_ms}")
