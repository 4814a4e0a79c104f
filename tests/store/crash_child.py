"""The till that is killed: a process of its own that sells, says what is done, and dies."""

import os
import signal
from collections import Counter as Counts
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from pos_app.store.ids import new_id
from pos_app.store.shop_file import open_shop
from tests.fakes import StandingClock
from tests.store.crash_day import NO_RESERVE, Counter, Step
from tests.store.crash_watch import Statement, watched_by

OPENING = -1


class Failpoint(NamedTuple):
    """A moment within a step: right before or right after the n-th statement of a name."""

    step: int
    statement: str
    nth: int
    side: str

    def said(self, steps: tuple[Step, ...]) -> str:
        """Return it in words."""
        where = "opening" if self.step == OPENING else f"{steps[self.step].verb}"
        return f"{where}: {self.side} {self.statement} ({self.nth})"


class Moments:
    """Hears the statements of a till and says which moment it is."""

    def __init__(self) -> None:
        self.seen: list[Failpoint] = []
        self._step = OPENING
        self._counts: Counts[str] = Counts()

    def begin(self, step: int) -> None:
        """Count anew for the next step."""
        self._step = step
        self._counts.clear()

    def before(self, statement: Statement) -> None:
        self._counts[statement.name] += 1
        self._reached(statement, "before")

    def after(self, statement: Statement) -> None:
        self._reached(statement, "after")

    def _reached(self, statement: Statement, side: str) -> None:
        name = statement.name
        self.reached(Failpoint(self._step, name, self._counts[name], side))

    def reached(self, moment: Failpoint) -> None:
        """Keep it in mind."""
        self.seen.append(moment)


class LastMoments(Moments):
    """Ends the process when its moment has come."""

    def __init__(self, last: Failpoint | None) -> None:
        super().__init__()
        self._last = last

    def reached(self, moment: Failpoint) -> None:
        if moment == self._last:
            os.kill(os.getpid(), signal.SIGKILL)


def play(folder: Path, steps: tuple[Step, ...], moments: Moments, says: Connection | None) -> None:
    """Open the shop, let the steps happen, and say of each that it is done."""
    clock = StandingClock()
    shop = open_shop(folder, clock, new_id, watched_by(moments), NO_RESERVE)
    counter = Counter(shop, clock)
    for number, step in enumerate(steps):
        moments.begin(number)
        answer = counter.do(step)
        if says is not None:
            says.send((number, answer))
    shop.close()


def main(folder: Path, steps: tuple[Step, ...], last: Failpoint | None, says: Connection) -> None:
    """Be the child."""
    play(folder, steps, LastMoments(last), says)
