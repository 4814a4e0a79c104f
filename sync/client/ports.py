"""What the client needs from the till: its journal, its sync state, a key, clocks, chance.

The till implements these; tests bring others. All may be called from the sync thread.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol

from sync.protocol.answers import Ack, Enrolled, Fork, Gap


class JournalTrouble(Exception):
    """The journal or the sync state cannot be read or written just now; tried again later."""


class LinkedEntry(NamedTuple):
    """A journal entry and its own link in the chain."""

    seq: int
    head: bytes
    body: bytes
    hash: bytes


class Unsent(NamedTuple):
    """How much of the journal the server does not have."""

    fact_count: int
    oldest_at_ms: int | None


class Journal(Protocol):
    """The till's journal, read only. Its methods may raise JournalTrouble."""

    @property
    def stream_id(self) -> bytes:
        """The 16 bytes that name this journal."""
        ...

    def tail(self, after_seq: int, max_facts: int, max_bytes: int) -> Sequence[LinkedEntry]:
        """Return entries from ``after_seq + 1`` on, in order: as many as fit both limits,
        but at least one where there is one, however large. ``max_bytes`` bounds the sum
        of head and body lengths."""
        ...

    def hash_at(self, seq: int) -> bytes | None:
        """Return an entry's link: the genesis for 0, None beyond the last entry."""
        ...

    def unsent(self, after_seq: int) -> Unsent:
        """Count the entries after ``after_seq`` and say when the first of them was made."""
        ...


class Frozen(StrEnum):
    """Why a till stopped pushing until people have looked."""

    NO = ""
    FORK = "fork"
    BAD_ACKNOWLEDGEMENT = "bad_acknowledgement"
    SERVER_AHEAD = "server_ahead"


class Binding(NamedTuple):
    """Where this stream belongs, as the server said when it was paired."""

    server_url: str
    merchant_id: int
    merchant: str
    shop_id: int
    shop: str
    till: int


class SyncState(NamedTuple):
    """What outlives a restart. ``acked_seq`` never goes down while the binding stays."""

    binding: Binding | None = None
    acked_seq: int = 0
    acked_hash: bytes = b""
    server_epoch: str = ""
    frozen: Frozen = Frozen.NO


class SyncStates(Protocol):
    """Keeps the sync state, durably before each call returns. May raise JournalTrouble."""

    def load(self) -> SyncState:
        """Return what was kept last; an empty state before the first pairing."""
        ...

    def save(self, state: SyncState) -> None:
        """Keep this state in place of the last one."""
        ...


class Signer(Protocol):
    """The till's Ed25519 key."""

    @property
    def public_key(self) -> bytes:
        """The raw 32 bytes of the public key."""
        ...

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of a signature."""
        ...


class Clock(Protocol):
    """The time of day, which may be wrong, and a time that only runs forward."""

    def now_ms(self) -> int:
        """Return UTC milliseconds since 1970."""
        ...

    def monotonic_ms(self) -> int:
        """Return milliseconds that never run back."""
        ...


class Random(Protocol):
    """Chance for the back-off; ``random.Random`` fits."""

    def uniform(self, a: float, b: float, /) -> float:
        """Return a number between the two."""
        ...


class Reason(StrEnum):
    """Why the last attempt brought nothing; what a lamp explains."""

    NONE = ""
    UNREACHABLE = "unreachable"
    TOO_SLOW = "too_slow"
    NOT_OUR_SERVER = "not_our_server"
    BAD_ANSWER = "bad_answer"
    STALE_ANSWER = "stale_answer"
    UNTRUSTED = "untrusted"
    BUSY = "busy"
    SERVER_TROUBLE = "server_trouble"
    UNKNOWN_TILL = "unknown_till"
    DEMO_REFUSED = "demo_refused"
    NOT_ACCEPTED = "not_accepted"
    REVOKED = "revoked"
    PAIRING_REFUSED = "pairing_refused"
    TOO_MANY_TRIES = "too_many_tries"
    JOURNAL_TROUBLE = "journal_trouble"
    STOPPED = "stopped"


class Failure(NamedTuple):
    """No usable answer. ``retry_after_ms`` is the server's wish, ``code`` its word for logs."""

    reason: Reason
    retry_after_ms: int = 0
    code: str = ""


Outcome = Ack | Gap | Fork | Failure


class SignedRequest(NamedTuple):
    """A request as it goes out: body before compression, and the headers that prove it."""

    path: str
    body: bytes
    signature: bytes
    date_ms: int


class Link(Protocol):
    """A way to one server."""

    def push(self, request: SignedRequest) -> Outcome:
        """Send a batch and wait for the answer, with a deadline. Never raises for what
        networks and servers do."""
        ...

    def enrol(self, request: SignedRequest) -> Enrolled | Failure:
        """Send a pairing request; as ``push``."""
        ...

    def close(self) -> None:
        """Give up what is under way, from any thread, and drop connections."""
        ...
