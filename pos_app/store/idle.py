"""The thread that uses the moments in which nobody waits."""

import logging
from collections.abc import Callable
from threading import Event, Thread

from pos_app.store.shop_file import ShopFile
from pos_app.store.troubles import StoreTrouble
from pos_app.usecases.ports import Clock

PAUSE_S = 1.0
BUSY_PAUSE_S = 0.002
STOP_DEADLINE_S = 5.0

_log = logging.getLogger("store")


class IdleThread:
    """Checkpoints, indexes, sweeps, checks and backs up an open shop.

    ``look`` is called on this thread about once a second.
    """

    def __init__(self, shop: ShopFile, clock: Clock, look: Callable[[], None]) -> None:
        self._shop = shop
        self._clock = clock
        self._look = look
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="idle", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the slice under way; within a deadline."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(STOP_DEADLINE_S)

    def _run(self) -> None:
        looked_ms = 0
        while not self._stopping.is_set():
            has_more = self._step()
            now_ms = self._clock.monotonic_ms()
            if now_ms - looked_ms >= PAUSE_S * 1_000:
                looked_ms = now_ms
                self._look()
            self._stopping.wait(BUSY_PAUSE_S if has_more else PAUSE_S)
        self._shop.readers.leave()

    def _step(self) -> bool:
        try:
            return self._shop.idle(self._clock.monotonic_ms())
        except StoreTrouble:
            _log.exception("idle work failed; it is tried again")
            self._stopping.wait(PAUSE_S * 10)
            return False
