"""The bridge: the one place where other threads meet Qt.

What other threads have to say is kept in plain Python and taken up on the UI thread;
a signal only says that there is something. Everything else in this room runs on the
UI thread alone.
"""

from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from threading import Condition, Lock, Thread
from typing import NamedTuple, TypeVar, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from pos_app.domain.errors import AppError, Trouble, mark
from pos_app.ui.presenters.ports import T
from pos_app.usecases.bulletin import Bulletin, Event
from pos_app.usecases.ports import Queries

TOPICS_MAX = 64
CLOSE_WAIT_S = 3.0

E = TypeVar("E", bound=Event)
OpenQueries = Callable[[], AbstractContextManager[Queries]]


class Wake(QObject):
    """Has a function called on the UI thread soon, once for any number of calls before it.

    May be called from any thread, and after ``close`` too: then nothing happens.
    """

    _woken = Signal()

    def __init__(self, call: Callable[[], None]) -> None:
        super().__init__()
        self._call = call
        self._lock = Lock()
        self._is_due = False
        self._is_closed = False
        self._woken.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def __call__(self) -> None:
        """Ask for the call; from any thread."""
        with self._lock:
            if self._is_due or self._is_closed:
                return
            self._is_due = True
            self._woken.emit()

    def close(self) -> None:
        """Call nobody any more."""
        with self._lock:
            self._is_closed = True

    def _run(self) -> None:
        with self._lock:
            self._is_due = False
            if self._is_closed:
                return
        self._call()


class Board:
    """Reads the bulletin out on the UI thread, to whoever subscribed to a kind of event."""

    def __init__(self, bulletin: Bulletin) -> None:
        self._bulletin = bulletin
        self._readers: dict[type[object], list[Callable[[Event], None]]] = {}
        self._wake = Wake(self.read_out)
        bulletin.hang_up(self._wake)

    def subscribe(self, kind: type[E], reader: Callable[[E], None]) -> None:
        """Have a function called with each event of a kind; the board keeps it alive."""
        self._readers.setdefault(kind, []).append(cast("Callable[[Event], None]", reader))

    def read_out(self) -> None:
        """Tell everyone what was posted since, in order."""
        events = self._bulletin.drain()
        for at, event in enumerate(events):
            try:
                for reader in self._readers.get(type(event), ()):
                    reader(event)
            except BaseException:
                # A bug in one reader must not swallow what was posted after it.
                for unread in events[at + 1 :]:
                    self._bulletin.post(unread)
                raise

    def close(self) -> None:
        """Read nothing out any more; what is posted later is kept, up to its bound."""
        self._wake.close()


class Unanswered(Trouble):
    """A question met a bug. The asker hears of it, so that nobody waits for ever."""

    words = mark("That did not work because of a fault in the program. Please try again.")


class _Question(NamedTuple):
    """What to find out. ``number`` says which is the newest of its topic."""

    topic: str
    number: int
    query: Callable[[Queries], object]


class _Asked(NamedTuple):
    """Who waits for the newest question on a topic. Never leaves the UI thread: whoever
    lets go of a widget last takes it down, and that must not be another thread."""

    number: int
    then: Callable[[object], None]
    failed: Callable[[AppError], None] | None


class _Answer(NamedTuple):
    """What came of a question: a value, a failure that was to be expected, or a bug."""

    topic: str
    number: int
    value: object
    error: BaseException | None


class ThreadAsker:
    """Answers questions on one thread of its own, with queries opened on that thread.

    Of the questions on one topic only the newest counts: it takes the place of one that
    waits, and makes the answer to an older one void. A bug in a query is raised on the UI
    thread, as if it had happened there, after the asker was told Unanswered.
    """

    def __init__(self, open_queries: OpenQueries, tell: Callable[[AppError], None]) -> None:
        self._open_queries = open_queries
        self._tell = tell
        self._waiting: dict[str, _Question] = {}
        self._answers: deque[_Answer] = deque()
        self._asked: dict[str, _Asked] = {}
        self._asked_count = 0
        self._changed = Condition()
        self._is_busy = False
        self._is_closed = False
        self._timers: set[QTimer] = set()
        self._wake = Wake(self._bring_back)
        self._thread = Thread(target=self._work, name="asker", daemon=True)
        self._thread.start()

    def ask(
        self,
        topic: str,
        query: Callable[[Queries], T],
        then: Callable[[T], None],
        failed: Callable[[AppError], None] | None = None,
    ) -> None:
        """Run ``query`` on the other thread and bring its answer back to this one.

        A topic is a name in the program, never data: there may be 64 of them.
        """
        self._asked_count += 1
        answered = cast("Callable[[object], None]", then)
        self._asked[topic] = _Asked(self._asked_count, answered, failed)
        assert len(self._asked) <= TOPICS_MAX, f"too many topics: {topic!r}"
        with self._changed:
            self._waiting.pop(topic, None)
            self._waiting[topic] = _Question(topic, self._asked_count, query)
            self._changed.notify()

    def after(self, delay_ms: int, call: Callable[[], None]) -> None:
        """Call something on the UI thread after a while, unless this was closed before."""
        if self._is_closed:
            return
        timer = QTimer()
        timer.setSingleShot(True)

        def run() -> None:
            self._timers.discard(timer)
            timer.deleteLater()
            call()

        timer.timeout.connect(run)
        self._timers.add(timer)
        timer.start(delay_ms)

    @property
    def is_idle(self) -> bool:
        """Say whether every question has been answered and told."""
        with self._changed:
            return not self._waiting and not self._answers and not self._is_busy

    def close(self, wait_s: float = CLOSE_WAIT_S) -> bool:
        """Answer nothing any more and end the thread; false if it still runs after the wait."""
        with self._changed:
            self._is_closed = True
            self._waiting.clear()
            self._changed.notify()
        self._wake.close()
        for timer in self._timers:
            timer.stop()
            timer.deleteLater()
        self._timers.clear()
        self._asked.clear()
        self._thread.join(wait_s)
        return not self._thread.is_alive()

    def _work(self) -> None:
        with ExitStack() as stack:
            queries: Queries | None = None
            while (question := self._next()) is not None:
                value: object = None
                error: BaseException | None = None
                try:
                    if queries is None:
                        queries = stack.enter_context(self._open_queries())
                    value = question.query(queries)
                except BaseException as raised:  # noqa: BLE001  raised again on the UI thread
                    error = raised
                self._answered(_Answer(question.topic, question.number, value, error))
                del question, value, error

    def _next(self) -> _Question | None:
        with self._changed:
            while not self._waiting and not self._is_closed:
                self._changed.wait()
            if self._is_closed:
                return None
            self._is_busy = True
            return self._waiting.pop(next(iter(self._waiting)))

    def _answered(self, answer: _Answer) -> None:
        with self._changed:
            self._is_busy = False
            self._answers.append(answer)
        self._wake()

    def _bring_back(self) -> None:
        """Tell one answer; where there are more the next comes right after it."""
        with self._changed:
            if not self._answers:
                return
            answer = self._answers.popleft()
            has_more = bool(self._answers)
        if has_more:
            self._wake()
        self._told(answer)

    def _told(self, answer: _Answer) -> None:
        topic, number, value, error = answer
        asked = self._asked.get(topic)
        if asked is not None and asked.number == number:
            del self._asked[topic]
            if error is None:
                asked.then(value)
            elif isinstance(error, AppError):
                (asked.failed or self._tell)(error)
            elif asked.failed is not None:
                asked.failed(Unanswered())
        if error is not None and not isinstance(error, AppError):
            raise error
