"""The machine's clocks, as the till reads them."""

import time


class SystemClock:
    """The time of day, which may be wrong, and one that only runs forward."""

    def now_ms(self) -> int:
        """Return UTC milliseconds since 1970."""
        return time.time_ns() // 1_000_000

    def utc_offset_min(self) -> int:
        """Return how far local time is ahead of UTC."""
        return time.localtime().tm_gmtoff // 60

    def monotonic_ms(self) -> int:
        """Return milliseconds that never run back."""
        return time.monotonic_ns() // 1_000_000
