"""Decides what to send and when: no thread, socket, sleep or chance of its own.

``step`` says what to do now; whoever runs the engine does it and tells the outcome.
One batch is in flight at a time. Times are monotonic milliseconds.
"""

from typing import NamedTuple

from sync.client.ports import (
    Binding,
    Clock,
    Failure,
    Frozen,
    Journal,
    Outcome,
    Random,
    Reason,
    Signer,
    SyncState,
    SyncStates,
)
from sync.client.push import (
    Freeze,
    Place,
    Progress,
    Push,
    Retry,
    Rewind,
    Sender,
    judge,
    make_push,
    read_tail,
)

COALESCE_MS = 50
GREET_EVERY_MS = 60_000
BACKOFF_MAX_MS = 300_000
RETRY_AFTER_MAX_MS = 3_600_000

_HALVED_BY = frozenset(
    {Reason.TOO_SLOW, Reason.BAD_ANSWER, Reason.SERVER_TROUBLE, Reason.NOT_ACCEPTED}
)
_HALVINGS_MAX = 8
_DOUBLINGS_MAX = 9


class Send(NamedTuple):
    """Send this now and tell the engine what came of it."""

    push: Push


class Wait(NamedTuple):
    """Nothing to do before ``until_ms``; until told otherwise when it is None."""

    until_ms: int | None


class Engine:
    """The till's side of the protocol, as a state machine.

    The watermark that is kept, ``acked_seq``, only rises. Where the next batch begins
    is a place of its own, which goes back when the server turns out to have less.
    """

    def __init__(
        self,
        *,
        journal: Journal,
        states: SyncStates,
        signer: Signer,
        clock: Clock,
        random: Random,
        app: str,
    ) -> None:
        self._journal = journal
        self._states = states
        self._signer = signer
        self._clock = clock
        self._random = random
        self._app = app
        self._state = states.load()
        self._reason = Reason.NONE
        self._agreed: Place | None = None
        self._in_flight: Push | None = None
        self._failures = 0
        self._halvings = 0
        self._is_online = False
        self._not_before_ms = 0
        self._due_ms: int | None = 0
        self._greet_ms = 0

    @property
    def state(self) -> SyncState:
        """What is kept."""
        return self._state

    @property
    def is_online(self) -> bool:
        """Whether the last attempt was answered as it should be."""
        return self._is_online

    @property
    def reason(self) -> Reason:
        """Why the last attempt brought nothing, or what else people should know."""
        return self._reason

    @property
    def agreed_seq(self) -> int:
        """How far the server has the journal, as far as is known."""
        return self._state.acked_seq if self._agreed is None else self._agreed.seq

    def step(self, now_ms: int) -> Send | Wait:
        """Say what to do now. Raises JournalTrouble; ``failed`` then puts it off."""
        binding = self._state.binding
        if binding is None or self._state.frozen or self._in_flight is not None:
            return Wait(None)
        due_ms = self._greet_ms if self._due_ms is None else min(self._due_ms, self._greet_ms)
        due_ms = max(due_ms, self._not_before_ms)
        if now_ms < due_ms:
            return Wait(due_ms)
        place = self._place()
        if place is None:
            self._freeze(Frozen.FORK)
            return Wait(None)
        tail = read_tail(self._journal, place.seq, self._halvings)
        self._due_ms = None
        if not tail and now_ms < self._greet_ms:
            return Wait(self._greet_ms)
        sender = Sender(binding.merchant_id, self._app, self._clock.now_ms())
        self._in_flight = make_push(self._journal, self._signer, sender, place, tail)
        return Send(self._in_flight)

    def received(self, now_ms: int, push: Push, outcome: Outcome) -> None:
        """Take the outcome of a push; one that is no longer in flight changes nothing.

        Raises JournalTrouble before anything has changed: the push is then as good as
        unanswered, and ``failed`` puts the next one off.
        """
        if push is not self._in_flight:
            return
        verdict = judge(push, outcome, self._journal)
        if isinstance(verdict, Progress):
            self._progress(now_ms, push, verdict)
        elif isinstance(verdict, Rewind):
            self._keep(self._state._replace(server_epoch=verdict.server_epoch))
            self._agreed = verdict.place
            self._succeeded(now_ms, Reason.NONE)
            self._due_ms = now_ms
        elif isinstance(verdict, Freeze):
            self._freeze(verdict.why)
        elif isinstance(verdict, Retry):
            self.failed(now_ms, verdict.failure)

    def failed(self, now_ms: int, failure: Failure) -> None:
        """Put the next attempt off: full jitter, but no sooner than the server wishes."""
        self._in_flight = None
        self._is_online = False
        self._reason = failure.reason
        ceiling_ms = min(BACKOFF_MAX_MS, 1_000 << min(self._failures, _DOUBLINGS_MAX))
        wait_ms = int(self._random.uniform(0, ceiling_ms))
        wished_ms = min(failure.retry_after_ms, RETRY_AFTER_MAX_MS)
        self._failures += 1
        if failure.reason in _HALVED_BY:
            self._halvings = min(self._halvings + 1, _HALVINGS_MAX)
        self._not_before_ms = now_ms + max(wait_ms, wished_ms)
        self._due_ms = self._not_before_ms

    def recorded(self, now_ms: int) -> None:
        """A fact was recorded: send it soon, together with those that follow at once."""
        if self._due_ms is None:
            self._due_ms = now_ms + COALESCE_MS

    def hurry(self, now_ms: int) -> None:
        """Someone wants it now: no more waiting for a back-off or a greeting."""
        self._not_before_ms = self._due_ms = self._greet_ms = now_ms

    def bind(self, now_ms: int, binding: Binding, server_epoch: str) -> None:
        """The stream belongs here from now on. On another server, or as another till of
        the same one, everything is sent anew."""
        if binding == self._state.binding:
            self._keep(self._state._replace(server_epoch=server_epoch, frozen=Frozen.NO))
        else:
            self._keep(SyncState(binding=binding, server_epoch=server_epoch))
        self._start_anew(now_ms)

    def thaw(self, now_ms: int) -> None:
        """People have looked: compare with the server again, and freeze again if need be."""
        self._keep(self._state._replace(frozen=Frozen.NO))
        self._start_anew(now_ms)

    def _start_anew(self, now_ms: int) -> None:
        self._agreed = None
        self._in_flight = None
        self._failures = self._halvings = 0
        self._reason = Reason.NONE
        self.hurry(now_ms)

    def _place(self) -> Place | None:
        """Where the next batch begins; None when the journal is not the one acknowledged."""
        if self._agreed is None:
            acked_seq = self._state.acked_seq
            own = self._journal.hash_at(acked_seq)
            if own is None or (acked_seq and own != self._state.acked_hash):
                return None
            self._agreed = Place(acked_seq, own)
        return self._agreed

    def _progress(self, now_ms: int, push: Push, progress: Progress) -> None:
        state = self._state._replace(server_epoch=progress.server_epoch)
        if progress.place.seq > state.acked_seq:
            acked_seq, acked_hash = progress.place
            state = state._replace(acked_seq=acked_seq, acked_hash=acked_hash)
        self._keep(state)
        self._agreed = progress.place
        self._succeeded(now_ms, Reason.REVOKED if progress.is_revoked else Reason.NONE)
        self._not_before_ms = now_ms + min(progress.wait_ms, RETRY_AFTER_MAX_MS)
        if push.batch.size:
            self._due_ms = now_ms

    def _succeeded(self, now_ms: int, reason: Reason) -> None:
        self._in_flight = None
        self._is_online = True
        self._reason = reason
        self._failures = self._halvings = 0
        self._not_before_ms = now_ms
        self._greet_ms = now_ms + GREET_EVERY_MS

    def _freeze(self, why: Frozen) -> None:
        self._keep(self._state._replace(frozen=why))
        self._in_flight = None
        self._is_online = False

    def _keep(self, state: SyncState) -> None:
        if state != self._state:
            self._states.save(state)
            self._state = state
