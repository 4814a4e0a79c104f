"""Keys, and what they turn out to be: a scanner's burst or a person's typing."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class KeyKind(StrEnum):
    """CHAR types one character; END is Enter, Return, Line Feed or Tab.

    MODIFIER is Shift or Caps Lock by itself; OTHER is every other key, and any
    character typed with Ctrl, Alt or Meta.
    """

    CHAR = "char"
    END = "end"
    MODIFIER = "modifier"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Key:
    """One press of a key.

    ``at_ms`` is the time in the event itself, not the time of reading it: a busy
    program reads late. ``held`` marks the auto-repeat of a key that stays down.
    ``origin`` is the caller's own, handed back untouched.
    """

    kind: KeyKind
    at_ms: int
    char: str = ""
    shift: bool = False
    held: bool = False
    origin: object = None


@dataclass(frozen=True, slots=True)
class Scan:
    """A code, as the scanner meant it: half-width, without its end key."""

    code: str


@dataclass(frozen=True, slots=True)
class Typed:
    """Keys that a person pressed, oldest first: hand them on as if nothing had happened."""

    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A burst that is no code of ours, being too long. None of it was typed."""

    length: int


Verdict = Scan | Typed | Unreadable


class KeyClassifier(Protocol):
    """Tells bursts from typing. Every key fed comes out once, in order, in one verdict."""

    @property
    def due_ms(self) -> int | None:
        """When ``tick`` will decide, if no key comes before; None while nothing is held.

        Counted on the clock of the keys: after feeding the last key wait
        ``due_ms - key.at_ms``, then call ``tick(due_ms)``.
        """

    def feed(self, key: Key) -> tuple[Verdict, ...]:
        """Take a key; return what is now decided, often nothing."""

    def tick(self, now_ms: int) -> tuple[Verdict, ...]:
        """Decide about held keys if the silence has lasted long enough."""
