"""The spooler: drains the print queue, one job at a time, on a thread of its own.

A sale never waits for it. Nothing is printed twice without a mark: a job is sent
again by itself only when the printer took not one byte of it.
"""

import logging
import sys
import threading
from collections import deque
from collections.abc import Callable
from threading import Event, Thread
from typing import NamedTuple

from drivers.api.device import Outcome, Printer
from drivers.api.document import Document
from drivers.api.errors import DeviceError
from pos_app.domain.errors import Trouble, mark
from pos_app.hardware.advice import NO_PRINTER, state_of, words_for, words_of
from pos_app.hardware.ports import Documents, Printers
from pos_app.usecases.bulletin import Bulletin, DeviceState, DeviceStatus, PrintJobChanged
from pos_app.usecases.ports import Clock, JobState, PrintJob, PrintJobs

PRINTER = "printer"
BACK_OFF_S = (0.5, 1.0, 2.0, 5.0, 10.0)
IDLE_CHECK_S = 30.0
STALE_MS = 10 * 60 * 1_000
STOP_DEADLINE_S = 5.0
DRAWER_FRESH_MS = 10_000

STALE = mark("Not printed: the printer was away too long. Print it again from the list of sales.")
INTERRUPTED = mark("Perhaps printed in part: look at the paper, then print it again if needed.")
BROKEN = mark(
    "Not printed: something went wrong in the program. Try again from the list of sales, and call"
    " for help if it stays so."
)

_log = logging.getLogger("device")


class _Move(NamedTuple):
    """How far a job has got, until the store has taken it."""

    job: PrintJob
    state: JobState
    words: str


def _nothing() -> None:
    """Nobody cares that the thread ends."""


class Spooler:
    """Prints what is queued as soon as the printer takes it.

    ``wake`` may be called from any thread, after each new job and whenever the
    printer's settings changed. ``on_end`` is called last, on the spooler's thread. A bug
    on the way costs the job that met it, is told to ``threading.excepthook``, and the
    queue goes on; a store in trouble is tried again.
    """

    def __init__(
        self,
        jobs: PrintJobs,
        documents: Documents,
        printers: Printers,
        bulletin: Bulletin,
        clock: Clock,
        on_end: Callable[[], None] = _nothing,
    ) -> None:
        self._jobs = jobs
        self._documents = documents
        self._printers = printers
        self._bulletin = bulletin
        self._clock = clock
        self._on_end = on_end
        self._awake = Event()
        self._stopping = Event()
        self._is_left_behind = False
        # What follows belongs to the spooler's own thread.
        self._failures = 0
        self._lamp: DeviceState | None = None
        self._has_looked_back = False
        self._owed: deque[_Move] = deque()
        self._thread = Thread(target=self._run, name="spooler", daemon=True)

    def start(self) -> None:
        """Begin; jobs that a stopped program left half sent are for people to judge."""
        self._thread.start()

    def wake(self) -> None:
        """Look at the queue now."""
        self._awake.set()

    def stop(self) -> None:
        """Finish the job under way and end; within a deadline.

        A job that takes longer stays SENDING, for the next start to find: the store may be
        closed when this returns, and is not touched any more.
        """
        self._stopping.set()
        self._awake.set()
        if self._thread.is_alive():
            self._thread.join(STOP_DEADLINE_S)
            self._is_left_behind = self._thread.is_alive()

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                if self._awake.wait(self._work()):
                    self._failures = 0
                self._awake.clear()
        finally:
            self._on_end()

    def _work(self) -> float:
        """Do what there is to do and return how long to wait; whatever goes wrong, go on."""
        try:
            return self._drain()
        except Trouble as trouble:
            _log.warning("the print queue cannot be read or kept: %s", trouble)
        except Exception:  # noqa: BLE001  told to the crash log
            _tell_bug()
        return self._failed_again_s()

    def _drain(self) -> float:
        """Print until the queue is empty or the printer fails; return how long to wait."""
        self._look_back()
        while not self._stopping.is_set():
            self._settle()
            job = self._jobs.next_queued()
            # Read after the job: whoever queued it may have chosen another printer before.
            printer = self._printers.current()
            if job is None:
                self._report(printer)
                return IDLE_CHECK_S
            if self._clock.now_ms() - job.created_ms > STALE_MS:
                self._moved(job, JobState.FAILED, STALE)
            elif printer is None:
                self._moved(job, JobState.FAILED, NO_PRINTER)
            elif not self._print(printer, job):
                return self._failed_again_s()
        return 0.0

    def _look_back(self) -> None:
        """Find, once, what a stopped program left half sent."""
        if not self._has_looked_back:
            left = self._jobs.interrupted()
            self._has_looked_back = True
            self._owed.extend(_Move(job, JobState.UNKNOWN, INTERRUPTED) for job in left)

    def _print(self, printer: Printer, job: PrintJob) -> bool:
        """Try one job; False when the printer cannot take it now."""
        document = self._laid_out(job)
        if document is None:
            self._moved(job, JobState.FAILED, BROKEN)
            return True
        self._jobs.mark(job.job, JobState.SENDING)
        if self._lamp is not DeviceState.TROUBLE:
            self._show(DeviceState.BUSY)
        try:
            self._open_drawer(printer, job)
            state, words = self._send(printer, document)
        except DeviceError as error:
            state, words = JobState.QUEUED, self._told(error)
        except Exception:  # noqa: BLE001  told to the crash log
            _tell_bug()
            state, words = JobState.UNKNOWN, INTERRUPTED
        self._moved(job, state, words)
        return state is not JobState.QUEUED

    def _laid_out(self, job: PrintJob) -> Document | None:
        """Lay a receipt out; None if a bug stands between it and the paper."""
        try:
            return self._documents.receipt(job.sale_id, job.copy)
        except Trouble:
            raise
        except Exception:  # noqa: BLE001  told to the crash log
            _tell_bug()
            return None

    def _open_drawer(self, printer: Printer, job: PrintJob) -> None:
        """Open the drawer with the sale or not at all: never later, to nobody's hand."""
        is_fresh = abs(self._clock.now_ms() - job.created_ms) < DRAWER_FRESH_MS
        if job.opens_drawer and job.attempts == 0 and is_fresh:
            printer.print(self._documents.drawer())

    def _send(self, printer: Printer, document: Document) -> tuple[JobState, str]:
        """Return what became of the paper. Raises a DeviceError if not one byte was taken."""
        try:
            outcome = printer.print(document)
        except DeviceError as error:
            if error.may_retry:
                raise
            self._told(error)
            return JobState.UNKNOWN, INTERRUPTED
        self._failures = 0
        if self._lamp is DeviceState.TROUBLE:
            self._show(DeviceState.BUSY)
        return (JobState.CONFIRMED if outcome is Outcome.CONFIRMED else JobState.SENT), ""

    def _told(self, error: DeviceError) -> str:
        """Say what is wrong, in the log and by the lamp, and return the words."""
        _log.warning("%s", error)
        words = words_for(error)
        self._show(DeviceState.TROUBLE, words)
        return words

    def _moved(self, job: PrintJob, state: JobState, words: str = "") -> None:
        self._owed.append(_Move(job, state, words))
        self._settle()

    def _settle(self) -> None:
        """Keep what became of the jobs, in order. What the store did not take stays owed."""
        while self._owed and not self._is_left_behind:
            job, state, words = self._owed[0]
            self._jobs.mark(job.job, state, words)
            self._owed.popleft()
            self._bulletin.post(PrintJobChanged(job.job, job.sale_id, state.value, words))

    def _failed_again_s(self) -> float:
        self._failures += 1
        return BACK_OFF_S[min(self._failures, len(BACK_OFF_S)) - 1]

    def _report(self, printer: Printer | None) -> None:
        if printer is None:
            self._show(DeviceState.ABSENT, NO_PRINTER)
            return
        condition = printer.health().condition
        self._show(state_of(condition), words_of(condition))

    def _show(self, state: DeviceState, words: str = "") -> None:
        self._lamp = state
        self._bulletin.post(DeviceStatus(PRINTER, state, words))


def _tell_bug() -> None:
    """Hand the bug at hand to whoever writes the crash log."""
    kind, error, trace = sys.exc_info()
    threading.excepthook(threading.ExceptHookArgs((kind, error, trace, threading.current_thread())))
