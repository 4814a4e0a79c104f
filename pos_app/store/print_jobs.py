"""The print queue: a receipt is a row before it is paper, and stays one afterwards."""

from collections.abc import Sequence
from typing import Any

from pos_app.store.frozen import printing as sql
from pos_app.store.readers import Readers
from pos_app.store.writer import ShopWriter
from pos_app.usecases.ports import Clock, JobState, PrintJob

INTERRUPTED_MAX = 100


class PrintQueue:
    """Print jobs, oldest first."""

    def __init__(self, writer: ShopWriter, readers: Readers, clock: Clock) -> None:
        self._writer = writer
        self._readers = readers
        self._clock = clock

    def next_queued(self) -> PrintJob | None:
        """Return the oldest job that waits, or None."""
        jobs = self._in_state(JobState.QUEUED, 1)
        return jobs[0] if jobs else None

    def mark(self, job: int, state: JobState, words: str = "") -> None:
        """Note how far a job has got, durably; SENDING counts an attempt."""
        values = {
            "job_no": job,
            "state": state.value,
            "last_error": words or None,
            "changed_at_ms": self._clock.now_ms(),
        }
        with self._writer.rows_later() as database:
            database.execute(sql.MARK_JOB, values)

    def interrupted(self) -> Sequence[PrintJob]:
        """Return jobs that a stopped program left in SENDING."""
        return self._in_state(JobState.SENDING, INTERRUPTED_MAX)

    def _in_state(self, state: JobState, limit: int) -> list[PrintJob]:
        values = {"state": state.value, "limit": limit}
        rows = self._readers.read(sql.JOBS_IN_STATE, values)
        return [_job(row) for row in rows]


def _job(row: Any) -> PrintJob:
    job_no, sale_id, copy, queued_at_ms, attempts, opens_drawer = row
    return PrintJob(job_no, sale_id.hex(), copy, queued_at_ms, attempts, bool(opens_drawer))
