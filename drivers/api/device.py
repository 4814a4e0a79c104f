"""Devices as a till sees them, and what they say of themselves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from drivers.api.document import Document
from drivers.api.errors import mark


@dataclass(frozen=True, slots=True)
class DeviceInfo:
    """Which device it is: ``kind`` as the registry knows it, ``name`` as people see it."""

    kind: str
    address: str
    name: str


class Condition(StrEnum):
    """What a printer's lamp shows. UNKNOWN is no answer, and never counts as READY."""

    READY = "ready"
    PAPER_LOW = "paper_low"
    UNKNOWN = "unknown"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    FAULTY = "faulty"
    SILENT = "silent"
    MISSING = "missing"


CONDITION_WORDS: Mapping[Condition, str] = {
    Condition.READY: mark("Ready"),
    Condition.PAPER_LOW: mark("Paper is running low"),
    Condition.UNKNOWN: mark("Connected; it does not tell its state"),
    Condition.PAPER_OUT: mark("Out of paper"),
    Condition.COVER_OPEN: mark("Cover open"),
    Condition.FAULTY: mark("Fault"),
    Condition.SILENT: mark("No answer"),
    Condition.MISSING: mark("Not connected"),
}


@dataclass(frozen=True, slots=True)
class Health:
    """A printer's own words about itself."""

    condition: Condition

    @property
    def can_print(self) -> bool:
        return self.condition in (Condition.READY, Condition.PAPER_LOW, Condition.UNKNOWN)


class Outcome(StrEnum):
    """CONFIRMED: the printer said that it has worked through all of it.

    SENT: every byte was taken, and that is all that is known.
    """

    CONFIRMED = "confirmed"
    SENT = "sent"


class Printer(Protocol):
    """A receipt printer. Calls block, each within a deadline; one caller at a time."""

    @property
    def info(self) -> DeviceInfo: ...

    @property
    def columns(self) -> int:
        """Half-width characters across the paper: 32 on 58 mm, 48 on 80 mm."""

    def print(self, document: Document) -> Outcome:
        """Put the document on paper.

        Raises a DeviceError; only if that says ``may_retry`` has nothing been printed.
        """

    def health(self) -> Health:
        """Ask it how it is. Raises nothing: a printer that is not there is MISSING."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of paper that left the virtual printer: as a picture and as plain text.

    ``number`` counts from 1 and is never used twice by one printer.
    """

    number: int
    png: bytes
    text: str
    barcodes: tuple[str, ...] = ()


class PaperTray(Protocol):
    """Where strips fall: the last ones, the newest at the end."""

    @property
    def strips(self) -> Sequence[Strip]: ...

    @property
    def drawer_pulses(self) -> int:
        """How often the drawer was told to open."""

    def listen(self, listener: Callable[[Strip], None]) -> Callable[[], None]:
        """Be told of each new strip, on the printer's thread. Returns how to stop."""
