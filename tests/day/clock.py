"""The clock of a scenario: the time of day stands until a step moves it."""

import time
from datetime import datetime, timedelta, timezone

CHINA_MIN = 8 * 60
_CHINA = timezone(timedelta(minutes=CHINA_MIN))


class DayClock:
    """The time of day moves by steps alone; the other time runs, and steps may skip ahead."""

    def __init__(self, now_ms: int) -> None:
        self.time_ms = now_ms
        self._skipped_ms = 0

    def now_ms(self) -> int:
        return self.time_ms

    def utc_offset_min(self) -> int:
        return CHINA_MIN

    def monotonic_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000 + self._skipped_ms

    def skip(self, ms: int) -> None:
        """Let so much time have passed, as far as deadlines go."""
        self._skipped_ms += ms


def moment_ms(text: str) -> int:
    """Read a moment in China: 2026-11-23 09:00."""
    at = datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=_CHINA)
    return int(at.timestamp()) * 1_000
