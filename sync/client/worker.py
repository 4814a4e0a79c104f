"""The sync thread: runs the engine on real time and says how things stand."""

import threading
from collections import deque
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from sync.client.engine import Engine, Send, Wait
from sync.client.enrol import Till, enrol
from sync.client.ports import (
    Binding,
    Clock,
    Failure,
    Journal,
    JournalTrouble,
    Link,
    Random,
    Reason,
    Signer,
    SyncStates,
)

_ASKED_MAX = 100
_CLOSE_S = 5.0
_TROUBLE_WAIT_S = 5.0


class State(StrEnum):
    """How till and server stand."""

    UNPAIRED = "unpaired"
    ONLINE = "online"
    OFFLINE = "offline"
    FROZEN = "frozen"


class Status(NamedTuple):
    """One look at the sync: ``reason`` is a ``Reason``, or a ``Frozen`` when frozen;
    ``oldest_at_ms`` is when the oldest fact that the server lacks was recorded."""

    state: State
    unsent_count: int
    oldest_at_ms: int | None
    reason: str


class SyncWorker:
    """Runs the engine on a thread of its own from ``start`` to ``stop``.

    ``post`` is called on the sync thread with every new status and must be quick. All
    methods may be called from any thread.
    """

    def __init__(
        self,
        *,
        journal: Journal,
        states: SyncStates,
        signer: Signer,
        clock: Clock,
        random: Random,
        link_to: Callable[[str], Link],
        post: Callable[[Status], None],
        till: Till,
    ) -> None:
        """Raises JournalTrouble when the sync state cannot be read."""
        self._journal = journal
        self._signer = signer
        self._clock = clock
        self._link_to = link_to
        self._post = post
        self._till = till
        self._engine = Engine(
            journal=journal,
            states=states,
            signer=signer,
            clock=clock,
            random=random,
            app=till.app,
        )
        # Guards the engine; never held while waiting for the network.
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._asked: deque[Callable[[int], None]] = deque(maxlen=_ASKED_MAX)
        self._stopping = False
        self._thread: threading.Thread | None = None
        self._link: Link | None = None
        self._link_url = ""
        self._posted: Status | None = None

    def start(self) -> None:
        """Start the thread; once in a worker's life."""
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread; what is under way is cut off and sent again next time."""
        self._stopping = True
        self._wake.set()
        link = self._link
        if link is not None:
            link.close()
        if self._thread is not None:
            self._thread.join(_CLOSE_S)

    def recorded(self) -> None:
        """A fact was recorded: send it soon. Waits for nothing."""
        self._asked.append(self._engine.recorded)
        self._wake.set()

    def sync_now(self) -> None:
        """Try at once, whatever the back-off says. Waits for nothing."""
        self._asked.append(self._engine.hurry)
        self._wake.set()

    def thaw(self) -> None:
        """Compare with the server again after a freeze. Waits for nothing."""
        self._asked.append(self._engine.thaw)
        self._wake.set()

    def pair(self, server_url: str, code: str) -> Binding:
        """Pair with a server and begin to push. Waits for the network, with a deadline.

        Raises PairingFailed and JournalTrouble.
        """
        link = self._link_to(server_url)
        try:
            binding, server_epoch = enrol(
                link,
                server_url,
                code,
                self._till,
                journal=self._journal,
                signer=self._signer,
                clock=self._clock,
            )
        finally:
            link.close()
        with self._lock:
            self._engine.bind(self._clock.monotonic_ms(), binding, server_epoch)
        self._wake.set()
        return binding

    @property
    def binding(self) -> Binding | None:
        """Where the till is paired, if it is."""
        return self._engine.state.binding

    def _run(self) -> None:
        reason: Reason = Reason.STOPPED
        try:
            while not self._stopping:
                self._turn()
            reason = Reason.NONE
        finally:
            if reason:
                self._post(Status(State.OFFLINE, 0, None, reason))

    def _turn(self) -> None:
        """One step: send and tell, or wait."""
        self._wake.clear()
        try:
            with self._lock:
                while self._asked:
                    self._asked.popleft()(self._clock.monotonic_ms())
                action = self._engine.step(self._clock.monotonic_ms())
            if isinstance(action, Send):
                self._send(action)
            self._tell()
        except JournalTrouble:
            failure = Failure(Reason.JOURNAL_TROUBLE)
            with self._lock:
                self._engine.failed(self._clock.monotonic_ms(), failure)
            self._say(Status(State.OFFLINE, self._posted_count(), None, failure.reason))
            self._wake.wait(_TROUBLE_WAIT_S)
            return
        if isinstance(action, Wait) and not self._stopping:
            self._wait(action)

    def _send(self, action: Send) -> None:
        binding = self._engine.state.binding
        if binding is None:
            return
        if self._link is None or self._link_url != binding.server_url:
            if self._link is not None:
                self._link.close()
            self._link = self._link_to(binding.server_url)
            self._link_url = binding.server_url
        if self._stopping:
            return
        outcome = self._link.push(action.push.request)
        with self._lock:
            self._engine.received(self._clock.monotonic_ms(), action.push, outcome)

    def _wait(self, action: Wait) -> None:
        if action.until_ms is None:
            self._wake.wait()
        else:
            self._wake.wait(max(0, action.until_ms - self._clock.monotonic_ms()) / 1_000)

    def _tell(self) -> None:
        with self._lock:
            engine = self._engine
            unsent = self._journal.unsent(engine.agreed_seq)
            if engine.state.binding is None:
                state, reason = State.UNPAIRED, str(engine.reason)
            elif engine.state.frozen:
                state, reason = State.FROZEN, str(engine.state.frozen)
            else:
                state = State.ONLINE if engine.is_online else State.OFFLINE
                reason = str(engine.reason)
        self._say(Status(state, unsent.fact_count, unsent.oldest_at_ms, reason))

    def _say(self, status: Status) -> None:
        if status != self._posted:
            self._posted = status
            self._post(status)

    def _posted_count(self) -> int:
        return 0 if self._posted is None else self._posted.unsent_count
