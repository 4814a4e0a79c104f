"""What can go wrong with a device, and whether trying again is safe.

* DeviceError
  + Missing         nothing answers at that address
  + Silent          it does not answer, or takes no more bytes
  + Vanished        the connection broke
  + PaperOut, CoverOpen, Faulty     it says what is wrong

``bytes_accepted`` counts the bytes of the document that left this program. Only
when it is 0 may a job be sent again without asking: otherwise nobody knows what
is on the paper.
"""

from typing import ClassVar


def mark(text: str) -> str:
    """Mark a text for the translators; it is translated later, where it is shown."""
    return text


class DeviceError(Exception):
    """Base of every failure of a device.

    ``words`` is the English source text of a message in the catalogue, ``values``
    what its named places are filled with. The exception's own text is for the log.
    """

    words: ClassVar[str]

    def __init__(self, device: str, *, bytes_accepted: int = 0, cause: str = "") -> None:
        detail = f": {cause}" if cause else ""
        super().__init__(f"{type(self).__name__} {device}, {bytes_accepted} bytes accepted{detail}")
        self.device = device
        self.bytes_accepted = bytes_accepted
        self.cause = cause

    @property
    def values(self) -> dict[str, object]:
        return {"device": self.device}

    @property
    def may_retry(self) -> bool:
        """Whether sending again cannot print anything twice."""
        return self.bytes_accepted == 0


class Missing(DeviceError):
    """Nothing is there: refused, no route, no such name."""

    words = mark("{device} cannot be reached. Check that it is switched on and connected.")


class Silent(DeviceError):
    """It is there, but does not answer or takes no more bytes."""

    words = mark("{device} does not answer. Switch it off and on again.")


class Vanished(DeviceError):
    """The connection broke while it was in use."""

    words = mark("The connection to {device} broke. Check its cable, then look at the paper.")


class PaperOut(DeviceError):
    """The roll is empty."""

    words = mark("{device} is out of paper. Put in a new roll.")


class CoverOpen(DeviceError):
    """The lid is up."""

    words = mark("The cover of {device} is open. Close it.")


class Faulty(DeviceError):
    """It reports an error of its own: cutter jam, overheated head."""

    words = mark("{device} reports a fault. Check for a paper jam, then switch it off and on.")
