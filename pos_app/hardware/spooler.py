"""The spooler: drains the print queue, one job at a time, on a thread of its own.

A sale never waits for it. Nothing is printed twice without a mark: a job is sent
again by itself only when the printer took not one byte of it.
"""

import logging
from threading import Event, Thread

from drivers.api.device import CONDITION_WORDS, Condition, Outcome, Printer
from drivers.api.errors import DeviceError
from pos_app.domain.errors import mark
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
NO_PRINTER = mark("No printer is set up.")

_log = logging.getLogger("device")

_TROUBLE = {Condition.PAPER_OUT, Condition.COVER_OPEN, Condition.FAULTY}
_ABSENT = {Condition.SILENT, Condition.MISSING}


class Spooler:
    """Prints what is queued as soon as the printer takes it.

    ``wake`` may be called from any thread, after each new job and whenever the
    printer's settings changed.
    """

    def __init__(
        self,
        jobs: PrintJobs,
        documents: Documents,
        printers: Printers,
        bulletin: Bulletin,
        clock: Clock,
    ) -> None:
        self._jobs = jobs
        self._documents = documents
        self._printers = printers
        self._bulletin = bulletin
        self._clock = clock
        self._awake = Event()
        self._stopping = Event()
        self._failures = 0
        self._thread = Thread(target=self._run, name="spooler", daemon=True)

    def start(self) -> None:
        """Begin; jobs that a stopped program left half sent are for people to judge."""
        self._thread.start()

    def wake(self) -> None:
        """Look at the queue now."""
        self._failures = 0
        self._awake.set()

    def stop(self) -> None:
        """Finish the job under way and end; within a deadline."""
        self._stopping.set()
        self._awake.set()
        if self._thread.is_alive():
            self._thread.join(STOP_DEADLINE_S)

    def _run(self) -> None:
        for job in self._jobs.interrupted():
            self._moved(job, JobState.UNKNOWN, INTERRUPTED)
        while not self._stopping.is_set():
            wait_s = self._drain()
            self._awake.wait(wait_s)
            self._awake.clear()

    def _drain(self) -> float:
        """Print until the queue is empty or the printer fails; return how long to wait."""
        while not self._stopping.is_set():
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
                return self._back_off_s()
        return 0.0

    def _print(self, printer: Printer, job: PrintJob) -> bool:
        """Try one job; False when the printer cannot take it now."""
        document = self._documents.receipt(job.sale_id, job.copy)
        self._jobs.mark(job.job, JobState.SENDING)
        self._bulletin.post(DeviceStatus(PRINTER, DeviceState.BUSY))
        try:
            self._open_drawer(printer, job)
            outcome = printer.print(document)
        except DeviceError as error:
            return self._failed(job, error)
        self._failures = 0
        done = JobState.CONFIRMED if outcome is Outcome.CONFIRMED else JobState.SENT
        self._moved(job, done)
        return True

    def _open_drawer(self, printer: Printer, job: PrintJob) -> None:
        """Open the drawer with the sale or not at all: never later, to nobody's hand."""
        is_fresh = self._clock.now_ms() - job.created_ms < DRAWER_FRESH_MS
        if job.opens_drawer and job.attempts == 0 and is_fresh:
            printer.print(self._documents.drawer())

    def _failed(self, job: PrintJob, error: DeviceError) -> bool:
        _log.warning("print job %s: %s", job.job, error)
        self._bulletin.post(DeviceStatus(PRINTER, DeviceState.TROUBLE, error.words))
        if error.may_retry:
            self._moved(job, JobState.QUEUED, error.words)
            self._failures += 1
            return False
        self._moved(job, JobState.UNKNOWN, INTERRUPTED)
        return True

    def _moved(self, job: PrintJob, state: JobState, words: str = "") -> None:
        self._jobs.mark(job.job, state, words)
        self._bulletin.post(PrintJobChanged(job.job, job.sale_id, state.value, words))

    def _back_off_s(self) -> float:
        return BACK_OFF_S[min(self._failures, len(BACK_OFF_S)) - 1]

    def _report(self, printer: Printer | None) -> None:
        if printer is None:
            self._bulletin.post(DeviceStatus(PRINTER, DeviceState.ABSENT, NO_PRINTER))
            return
        health = printer.health()
        words = CONDITION_WORDS[health.condition]
        self._bulletin.post(DeviceStatus(PRINTER, _state(health.condition), words))


def _state(condition: Condition) -> DeviceState:
    if condition in _TROUBLE:
        return DeviceState.TROUBLE
    if condition in _ABSENT:
        return DeviceState.ABSENT
    return DeviceState.UNKNOWN if condition is Condition.UNKNOWN else DeviceState.READY
