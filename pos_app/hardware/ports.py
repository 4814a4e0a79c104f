"""What the devices' side needs from the store, the printing room and the drivers."""

from enum import StrEnum
from typing import NamedTuple, Protocol

from drivers.api.device import Printer
from drivers.api.document import Document


class JobState(StrEnum):
    """How far a print job has got. UNKNOWN is never printed again by itself."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    UNKNOWN = "unknown"


class PrintJob(NamedTuple):
    """One receipt to print; copy 0 is the first print, the others are marked.

    ``opens_drawer`` is true for the first print of a sale with cash in it.
    """

    job: int
    sale_id: str
    copy: int
    created_ms: int
    attempts: int
    opens_drawer: bool


class PrintJobs(Protocol):
    """The print queue, as rows that outlive the program."""

    def next_queued(self) -> PrintJob | None:
        """Return the oldest job that waits, or None."""
        ...

    def mark(self, job: int, state: JobState, words: str = "") -> None:
        """Note how far a job has got, durably; SENDING counts an attempt."""
        ...

    def interrupted(self) -> list[PrintJob]:
        """Return jobs that a stopped program left in SENDING."""
        ...


class Documents(Protocol):
    """Who turns a job into what stands on the paper."""

    def receipt(self, sale_id: str, copy: int) -> Document:
        """Lay out the receipt of a sale, marked as a copy unless copy is 0."""
        ...

    def drawer(self) -> Document:
        """Return the pulse that opens the drawer, as a job of its own."""
        ...


class Printers(Protocol):
    """Who knows which printer is chosen in the settings at this moment."""

    def current(self) -> Printer | None:
        """Return the printer to use; None when the shop has none."""
        ...
