"""A receipt printer on a wire: asks how it is, sends the job, asks whether it is done."""

import time
from collections.abc import Callable
from threading import Lock

from drivers.api.device import Condition, DeviceInfo, Health, Outcome
from drivers.api.document import Document, OpenDrawer
from drivers.api.errors import CoverOpen, DeviceError, Faulty, Missing, PaperOut, Silent, Vanished
from drivers.printer import status
from drivers.printer.escpos import encode
from drivers.printer.profile import Profile
from drivers.printer.status import Ask, Ear
from drivers.transport.port import Port, PortBroken, PortError, PortMissing, PortStuck

CHUNK_BYTES = 4096
CHUNK_S = 5.0
ANSWER_S = 0.5
# What a printer that said nothing before is given to confirm the job.
UNKNOWN_CONFIRM_S = 0.5
CONFIRM_S = 5.0
# How often a printer that is not done yet is asked whether it still can.
_LOOK_S = 1.0
_WAITED_S = 0.01
_HEARD_BYTES_MAX = 65_536
_QUESTION_S = 1.0
# ``DLE DC4``: opens the drawer of a printer that is offline, and so would keep ``ESC p`` back.
_REALTIME_PULSE = {2: b"\x10\x14\x01\x00\x01", 5: b"\x10\x14\x01\x01\x01"}
_ERRORS: dict[Condition, type[DeviceError]] = {
    Condition.PAPER_OUT: PaperOut,
    Condition.COVER_OPEN: CoverOpen,
    Condition.FAULTY: Faulty,
}


class EscPosPrinter:
    """One receipt printer. The wire is opened for each job and let go after it.

    A printer that has answered once and then says nothing counts as Silent: it is
    jammed or its cover is open. One that has never answered may not be able to, and is
    printed on unasked. Whoever calls while another's job is on the wire waits for its end.
    """

    def __init__(
        self, port: Port, profile: Profile, info: DeviceInfo, *, confirm_s: float = CONFIRM_S
    ) -> None:
        self._port = port
        self._profile = profile
        self._confirm_s = confirm_s
        self._has_answered = False
        self._turn = Lock()
        self.info = info

    @property
    def columns(self) -> int:
        return self._profile.columns

    def print(self, document: Document) -> Outcome:
        data = encode(document, self._profile)
        with self._turn:
            return self._print(document, data)

    def _print(self, document: Document, data: bytes) -> Outcome:
        self._open()
        try:
            condition = self._ask_how_it_is()
            if document and all(isinstance(part, OpenDrawer) for part in document):
                return self._pulse(data, condition)
            if error := _ERRORS.get(condition):
                raise error(self.info.name)
            self._send(data)
            return self._confirm(condition, len(data))
        finally:
            self._port.close()

    def health(self) -> Health:
        with self._turn:
            return self._health()

    def _health(self) -> Health:
        try:
            self._open()
        except Missing:
            return Health(Condition.MISSING)
        try:
            return Health(self._ask_how_it_is())
        except DeviceError:
            return Health(Condition.SILENT)
        finally:
            self._port.close()

    def _open(self) -> None:
        try:
            self._port.open()
        except PortMissing as error:
            raise Missing(self.info.name, cause=str(error)) from error

    def _ask_how_it_is(self) -> Condition:
        """Raises Silent or Vanished; none of the document has been sent then."""
        if not self._port.answers:
            return Condition.UNKNOWN
        try:
            self._drain()
            condition = status.judge(self._answers(Ear()))
        except PortError as error:
            raise self._failed(error, accepted=0) from error
        if condition is not Condition.UNKNOWN:
            self._has_answered = True
        elif self._has_answered:
            raise Silent(self.info.name, cause="no answer to a status question")
        return condition

    def _answers(self, ear: Ear) -> dict[Ask, int]:
        answers: dict[Ask, int] = {}
        for ask in Ask:
            ear.answers.clear()
            self._port.write(status.question(ask), _QUESTION_S)
            self._listen(ear, ANSWER_S, until=lambda: bool(ear.answers))
            if not ear.answers:
                break
            answers[ask] = ear.answers[0]
        return answers

    def _listen(self, ear: Ear, timeout_s: float, *, until: Callable[[], bool]) -> None:
        heard = 0
        end = time.monotonic() + timeout_s
        while not until() and heard < _HEARD_BYTES_MAX:
            came = self._port.read(64, max(0.0, end - time.monotonic()))
            if not came:
                return
            ear.hear(came)
            heard += len(came)

    def _drain(self) -> None:
        """Throw away what was said before anyone asked."""
        drained = 0
        while drained < _HEARD_BYTES_MAX and (came := self._port.read(1024, 0.0)):
            drained += len(came)

    def _send(self, data: bytes) -> None:
        for at in range(0, len(data), CHUNK_BYTES):
            try:
                self._port.write(data[at : at + CHUNK_BYTES], CHUNK_S)
            except PortError as error:
                raise self._failed(error, accepted=at + error.accepted) from error

    def _pulse(self, data: bytes, condition: Condition) -> Outcome:
        """Open the drawer, whatever the state of the paper."""
        pulse = _REALTIME_PULSE.get(self._profile.drawer_pin, b"")
        self._send(pulse if condition in _ERRORS else data)
        return Outcome.SENT

    def _confirm(self, condition: Condition, sent: int) -> Outcome:
        """Wait for the word that all of it was worked through.

        Silence is no error: SENT is true. An error that the printer reports, or a
        connection that ends, is one, and nobody knows how much is on the paper.
        """
        if not self._port.answers:
            return Outcome.SENT
        try:
            self._port.write(status.FINISHED_QUESTION, CHUNK_S)
            ear = Ear()
            if condition is Condition.UNKNOWN:
                self._listen(ear, UNKNOWN_CONFIRM_S, until=lambda: ear.finished)
            else:
                self._watch_until_finished(ear, sent)
        except PortError as error:
            raise self._failed(error, accepted=sent) from error
        return Outcome.CONFIRMED if ear.finished else Outcome.SENT

    def _watch_until_finished(self, ear: Ear, sent: int) -> None:
        """While it is not done, ask now and then whether it still can go on."""
        end = time.monotonic() + sent / self._profile.bytes_per_s + self._confirm_s
        while (left_s := end - time.monotonic()) > 0:
            started = time.monotonic()
            self._listen(ear, min(left_s, _LOOK_S), until=lambda: ear.finished)
            if ear.finished:
                return
            if error := _ERRORS.get(status.judge(self._answers(ear))):
                raise error(self.info.name, bytes_accepted=sent)
            if ear.finished or time.monotonic() - started < _WAITED_S:
                # Done meanwhile; or a wire that does not wait, and has nothing more to say.
                return

    def _failed(self, error: PortError, *, accepted: int) -> DeviceError:
        kinds: dict[type[PortError], type[DeviceError]] = {
            PortMissing: Missing,
            PortBroken: Vanished,
            PortStuck: Silent,
        }
        return kinds[type(error)](self.info.name, bytes_accepted=accepted, cause=str(error))
