"""A wire to a device in the same process."""

from dataclasses import dataclass
from typing import Protocol

from drivers.transport.port import PortBroken, PortMissing, PortStuck


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of bytes: how many were accepted, what was answered, and whether it hung up."""

    accepted: int
    answer: bytes = b""
    hung_up: bool = False


class Twin(Protocol):
    """The far end: a software device that works while it is being spoken to."""

    @property
    def name(self) -> str: ...

    def connect(self) -> bool:
        """Whether it lets a caller in."""

    def receive(self, data: bytes, deadline_s: float) -> Taken:
        """Take bytes; fewer than given when it takes no more within the deadline."""

    def disconnect(self) -> None: ...


class MemoryPort:
    """Hands bytes straight to a twin: what it answers is there before the call returns."""

    answers = True

    def __init__(self, twin: Twin) -> None:
        self.name = twin.name
        self._twin = twin
        self._answers = bytearray()
        self._open = False

    def open(self) -> None:
        assert not self._open, "a port is opened once per job"
        if not self._twin.connect():
            raise PortMissing("it is switched off")
        self._answers.clear()
        self._open = True

    def write(self, data: bytes, deadline_s: float) -> None:
        assert self._open, "a port is opened before it is used"
        taken = self._twin.receive(data, deadline_s)
        self._answers += taken.answer
        if taken.hung_up:
            raise PortBroken("it hung up", accepted=taken.accepted)
        if taken.accepted < len(data):
            raise PortStuck("it takes no more bytes", accepted=taken.accepted)

    def read(self, size: int, timeout_s: float) -> bytes:
        del timeout_s
        assert self._open, "a port is opened before it is used"
        taken = bytes(self._answers[:size])
        del self._answers[:size]
        return taken

    def close(self) -> None:
        if self._open:
            self._open = False
            self._twin.disconnect()
