"""The wire to a device: bytes out, bytes in, and a name for the log."""

from typing import Protocol


class PortError(Exception):
    """The wire failed. ``accepted`` counts the bytes that the failing call still got rid of."""

    def __init__(self, reason: str, *, accepted: int = 0) -> None:
        super().__init__(reason)
        self.accepted = accepted


class PortMissing(PortError):
    """Nothing could be opened."""


class PortBroken(PortError):
    """The other end closed, or the wire was pulled."""


class PortStuck(PortError):
    """The other end took no more bytes before the deadline."""


class Port(Protocol):
    """A way to reach a device. Every call ends within its deadline.

    It is opened for one job and closed after it: many printers serve one session at
    a time. A port that is closed may be opened again.
    """

    @property
    def name(self) -> str: ...

    @property
    def answers(self) -> bool:
        """Whether the way back exists at all; a spooler has none."""

    def open(self) -> None:
        """Raises PortMissing."""

    def write(self, data: bytes, deadline_s: float) -> None:
        """Hand over all of it, or raise PortStuck or PortBroken with what was accepted."""

    def read(self, size: int, timeout_s: float) -> bytes:
        """Return what has come, at most ``size`` bytes; ``b""`` when the time is over.

        Raises PortBroken at the end of the stream: that is no empty answer.
        """

    def close(self) -> None:
        """Let go, without losing bytes already accepted. Never raises; twice is harmless."""
