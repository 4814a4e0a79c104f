"""Who may write next: a lock with two doors. The person at the counter goes first."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, get_ident

from pos_app.store.troubles import Busy

URGENT_WAIT_S = 5.0
LATER_WAIT_S = 60.0


class Turns:
    """One holder at a time; LATER callers stand back while an urgent one waits."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._holder: int | None = None
        self._urgent_waiting = 0

    @contextmanager
    def urgent(self) -> Iterator[None]:
        """Hold the lock for someone who waits. Raises Busy after five seconds."""
        with self._changed:
            self._not_twice()
            self._urgent_waiting += 1
            try:
                if not self._changed.wait_for(self._is_free, URGENT_WAIT_S):
                    raise Busy
                self._holder = get_ident()
            finally:
                self._urgent_waiting -= 1
        try:
            yield
        finally:
            self._release()

    @contextmanager
    def later(self) -> Iterator[None]:
        """Hold the lock for the background. Raises Busy after a minute."""
        with self._changed:
            self._not_twice()
            if not self._changed.wait_for(self._is_quiet, LATER_WAIT_S):
                raise Busy
            self._holder = get_ident()
        try:
            yield
        finally:
            self._release()

    def _is_free(self) -> bool:
        return self._holder is None

    def _is_quiet(self) -> bool:
        return self._holder is None and self._urgent_waiting == 0

    def _not_twice(self) -> None:
        assert self._holder != get_ident(), "a transaction inside a transaction"

    def _release(self) -> None:
        with self._changed:
            self._holder = None
            self._changed.notify_all()
