"""A receipt printer made of software: it takes real bytes and gives back real paper.

Whatever a real one can do wrong is a knob in ``Faults``. It is spoken to through
``port()`` in the same process, or over TCP by ``VirtualPrinterServer``.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

from drivers.api.device import Strip
from drivers.printer.profile import Profile
from drivers.transport.memory import MemoryPort, Taken
from drivers.virtual.escpos_parser import EscPosParser
from drivers.virtual.operations import (
    AskInOrder,
    AskStatus,
    Operation,
    Pulse,
    TellChanges,
)
from drivers.virtual.paper import Paper

STRIPS_MAX = 50
# What it takes in while it cannot print.
INPUT_BYTES_MAX = 65_536

_DLE_EOT = b"\x10\x04"
_REALTIME_PULSE = b"\x10\x14\x01"


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong with it. Nothing, unless set.

    ``off`` refuses callers; ``hang`` lets them in and reads nothing; ``drop_after``
    hangs up after so many bytes of a connection; ``silent`` never answers;
    ``lines_left`` is paper for so many more lines; ``bytes_per_s`` slows it down.
    """

    off: bool = False
    hang: bool = False
    drop_after: int | None = None
    silent: bool = False
    paper_low: bool = False
    paper_out: bool = False
    cover_open: bool = False
    lines_left: int | None = None
    bytes_per_s: int | None = None

    @property
    def offline(self) -> bool:
        return self.paper_out or self.cover_open


class VirtualPrinter:
    """The twin of one receipt printer, and the tray its strips fall into.

    A strip ends at a cut, or where a caller hangs up with something on the paper. May
    be used from several threads.
    """

    def __init__(self, profile: Profile, *, name: str = "virtual") -> None:
        self.name = name
        self._lock = threading.RLock()
        self._parser = EscPosParser(profile.charset)
        self._paper = Paper(profile.dots)
        self._faults = Faults()
        self._strips: deque[Strip] = deque(maxlen=STRIPS_MAX)
        self._listeners: list[Callable[[Strip], None]] = []
        self._pulses = 0
        self._waiting = bytearray()
        self._answered_early = 0
        self._tells_changes = False
        self._connected = False
        self._received = 0
        self._answer = bytearray()

    @property
    def faults(self) -> Faults:
        return self._faults

    @faults.setter
    def faults(self, faults: Faults) -> None:
        """Break it, or mend it: what it had taken in while offline is printed then."""
        with self._lock:
            changed = self._status_frame()
            self._faults = faults
            if self._tells_changes and changed != self._status_frame():
                self._answer += self._status_frame()
            self._work()

    @property
    def strips(self) -> tuple[Strip, ...]:
        with self._lock:
            return tuple(self._strips)

    @property
    def drawer_pulses(self) -> int:
        return self._pulses

    def listen(self, listener: Callable[[Strip], None]) -> Callable[[], None]:
        with self._lock:
            self._listeners.append(listener)

        def stop() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return stop

    def port(self) -> MemoryPort:
        """Make a wire to it. One at a time may be open."""
        return MemoryPort(self)

    def connect(self) -> bool:
        with self._lock:
            if self._faults.off or self._connected:
                return False
            self._connected = True
            self._received = 0
            self._answer.clear()
            return True

    def receive(self, data: bytes, deadline_s: float) -> Taken:
        data, slow_s = self._within(data, deadline_s)
        time.sleep(slow_s)
        with self._lock:
            if self._faults.off:
                return Taken(0, hung_up=True)
            if self._faults.hang:
                return Taken(0)
            hung_up = False
            if self._faults.drop_after is not None:
                room = max(0, self._faults.drop_after - self._received)
                hung_up = len(data) >= room
                data = data[:room]
            data = data[: INPUT_BYTES_MAX - len(self._waiting)]
            self._received += len(data)
            self._take(data)
            return Taken(len(data), self.answer(), hung_up)

    def answer(self) -> bytes:
        """Take what it has to say, asked or unasked."""
        with self._lock:
            said = b"" if self._faults.silent or self._faults.hang else bytes(self._answer)
            self._answer.clear()
            return said

    def disconnect(self) -> None:
        with self._lock:
            self._connected = False
            self._tells_changes = False
            if not self._faults.offline:
                self._end_of_job()

    def _within(self, data: bytes, deadline_s: float) -> tuple[bytes, float]:
        rate = self._faults.bytes_per_s
        if rate is None or not data:
            return data, 0.0
        data = data[: max(1, int(rate * deadline_s))]
        return data, min(deadline_s, len(data) / rate)

    def _take(self, data: bytes) -> None:
        if self._faults.offline:
            self._answer_at_once(data)
        self._waiting += data
        self._work()

    def _answer_at_once(self, data: bytes) -> None:
        """While offline, only questions and pulses in real time are heeded."""
        for at in range(len(data)):
            if data.startswith(_DLE_EOT, at) and at + 2 < len(data):
                self._answered_early += 1
                self._answer += self._status(data[at + 2])
            elif data.startswith(_REALTIME_PULSE, at):
                self._answered_early += 1
                self._pulses += 1

    def _work(self) -> None:
        while not self._faults.offline:
            operation = self._parser.pop()
            if operation is not None:
                self._do(operation)
            elif self._waiting:
                # In pieces: what runs out of paper within a job keeps the rest waiting.
                self._parser.push(bytes(self._waiting[:256]))
                del self._waiting[:256]
            else:
                break
        else:
            return
        # What looked like a question within a picture was none.
        self._answered_early = 0
        if not self._connected:
            self._end_of_job()

    def _end_of_job(self) -> None:
        self._parser.forget()
        self._deliver(self._paper.tear())

    def _do(self, operation: Operation) -> None:
        match operation:
            case AskStatus(which):
                if not self._was_answered_early():
                    self._answer += self._status(which)
            case Pulse(realtime):
                if not (realtime and self._was_answered_early()):
                    self._pulses += 1
            case AskInOrder(reply):
                self._answer += reply if reply is not None else self._paper_status()
            case TellChanges(enabled):
                self._tells_changes = enabled
                if enabled:
                    self._answer += self._status_frame()
            case _:
                self._print(operation)

    def _was_answered_early(self) -> bool:
        early = self._answered_early > 0
        self._answered_early -= early
        return early

    def _print(self, operation: Operation) -> None:
        before = self._paper.lines_fed
        self._deliver(self._paper.apply(operation))
        left = self._faults.lines_left
        if left is not None:
            left -= self._paper.lines_fed - before
            gone = left <= 0
            self._faults = replace(self._faults, lines_left=None if gone else left, paper_out=gone)

    def _deliver(self, strip: Strip | None) -> None:
        if strip is None:
            return
        self._strips.append(strip)
        for listener in tuple(self._listeners):
            listener(strip)

    def _status(self, which: int) -> bytes:
        faults = self._faults
        bits = {
            1: 0x08 * faults.offline,
            2: 0x04 * faults.cover_open | 0x20 * faults.paper_out,
            3: 0,
            4: 0x60 * faults.paper_out | 0x0C * (faults.paper_low or faults.paper_out),
        }.get(which)
        return b"" if bits is None else bytes([0x12 | bits])

    def _paper_status(self) -> bytes:
        return bytes([0x03 if self._faults.paper_low else 0x00])

    def _status_frame(self) -> bytes:
        faults = self._faults
        head = 0x10 | 0x08 * faults.offline | 0x20 * faults.cover_open
        paper = 0x0C * faults.paper_out | 0x03 * (faults.paper_low or faults.paper_out)
        return bytes([head, 0, paper, 0])
