"""Tells a scanner's burst of keys from a person's typing, by the times in the events.

A scanner that pretends to be a keyboard sends a key every few milliseconds; a person
needs a hundred. Everything else here is for the cases between: two fingers that land
together, a key held down, a scanner without an end key, one that sends two.
"""

from drivers.api.scan import Key, KeyKind, Scan, Typed, Unreadable, Verdict

GAP_MS = 35
GAP_MS_MAX = 120
# A key is undecided this much longer than the gap; the two must not be confused by one tick.
_GRACE_MS = 5
# Codes with an end key, and without one; a person's fingers may land together, but not so many.
LENGTH_MIN, BARE_LENGTH_MIN = 4, 6
LENGTH_MAX = 128
# An end key so soon after a scan belongs to it: CR LF, or a scanner slow to end.
TAIL_MS = 250
# No keyboard repeats a held key faster; X11 flags the equal digits of a burst as repeats.
_REPEAT_FASTEST_MS = 15

# What a Chinese input method makes of the keys: full-width forms, ideographic space and stop.
_HALF_WIDTH = {0xFF01 + at: 0x21 + at for at in range(94)} | {0x3000: " ", 0x3002: "."}


class WedgeClassifier:
    """A KeyClassifier for the keyboards and scanners of one till.

    ``gap_ms`` is the longest time between two keys of a scanner: a slow one is taught
    by raising it. Keys are held for 5 ms more than that, and no longer.
    """

    def __init__(
        self,
        *,
        gap_ms: int = GAP_MS,
        length_min: int = LENGTH_MIN,
        bare_length_min: int = BARE_LENGTH_MIN,
        length_max: int = LENGTH_MAX,
    ) -> None:
        if not 1 <= gap_ms <= GAP_MS_MAX:
            raise ValueError(f"a gap of 1 to {GAP_MS_MAX} ms: {gap_ms}")
        if not 2 <= length_min <= bare_length_min <= length_max:
            raise ValueError("lengths that no code can have")
        self._gap_ms = gap_ms
        self._length_min = length_min
        self._bare_length_min = bare_length_min
        self._length_max = length_max
        self._held: list[Key] = []
        # Keys of a burst that has grown too long to keep, counted only.
        self._lost = 0
        self._last_ms = 0
        self._scanned_ms: int | None = None

    @property
    def due_ms(self) -> int | None:
        waiting = self._held or self._lost
        return self._last_ms + self._gap_ms + _GRACE_MS if waiting else None

    def feed(self, key: Key) -> tuple[Verdict, ...]:
        verdicts: list[Verdict] = []
        gap_ms = key.at_ms - self._last_ms
        if (self._held or self._lost) and not 0 <= gap_ms <= self._gap_ms:
            verdicts += self._settle(self._bare_length_min)
        verdicts += self._take(key, gap_ms)
        self._last_ms = key.at_ms
        return tuple(verdicts)

    def tick(self, now_ms: int) -> tuple[Verdict, ...]:
        if self.due_ms is None or now_ms < self.due_ms:
            return ()
        return tuple(self._settle(self._bare_length_min))

    def _take(self, key: Key, gap_ms: int) -> list[Verdict]:
        if key.held and gap_ms >= _REPEAT_FASTEST_MS:
            return [*self._settle(self._bare_length_min), Typed((key,))]
        if key.kind is KeyKind.END:
            return self._end(key)
        if self._lost:
            self._lost += 1
            return []
        if key.kind is KeyKind.CHAR or self._held:
            self._held.append(key)
            return self._bounded()
        return [Typed((key,))]

    def _end(self, key: Key) -> list[Verdict]:
        if self._lost or self._held:
            length_min = self._length_min
            if not self._lost and not self._is_burst(length_min):
                self._held.append(key)
            self._last_ms = key.at_ms
            return self._settle(length_min)
        if self._scanned_ms is not None and 0 <= key.at_ms - self._scanned_ms <= TAIL_MS:
            return []
        return [Typed((key,))]

    def _bounded(self) -> list[Verdict]:
        """Let go of what no longer fits: a burst is lost but for its length, typing is typed."""
        if len(self._held) < 2 * self._length_max:
            return []
        if not self._is_burst(self._bare_length_min):
            return self._release()
        self._lost = len(self._held)
        self._held = []
        return []

    def _settle(self, length_min: int) -> list[Verdict]:
        """Decide about all that is held, and hold nothing."""
        if self._lost:
            lost, self._lost = self._lost, 0
            self._scanned_ms = self._last_ms
            return [Unreadable(lost)]
        if not self._is_burst(length_min):
            return self._release()
        code = self._code()
        self._held = []
        self._scanned_ms = self._last_ms
        return [Scan(code) if len(code) <= self._length_max else Unreadable(len(code))]

    def _release(self) -> list[Verdict]:
        held, self._held = tuple(self._held), []
        return [Typed(held)] if held else []

    def _is_burst(self, length_min: int) -> bool:
        """Whether the held keys are a code. One and the same character is a key held down."""
        code = self._code()
        return len(code) >= length_min and code.isascii() and len(set(code)) > 1

    def _code(self) -> str:
        keys = [key for key in self._held if key.kind is KeyKind.CHAR]
        code = "".join(key.char for key in keys).translate(_HALF_WIDTH)
        # Shift and yet a small letter: Caps Lock is on, and has turned them all round.
        if any(key.shift and key.char.isascii() and key.char.islower() for key in keys):
            code = code.swapcase()
        return code.strip(" ")
