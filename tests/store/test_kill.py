"""kill -9 at every step of a sale: the shop is as after the last step that was acknowledged,
or as after the one that was under way, and nothing else."""

import multiprocessing
import os
import random
import secrets
import shutil
import signal
import sys
import time
from functools import partial
from itertools import cycle
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from pos_app.store.ids import new_id
from pos_app.store.shop_file import open_shop
from tests.fakes import StandingClock
from tests.store import crash_child
from tests.store.crash_books import Books, after, assert_holds, audit, read_books
from tests.store.crash_child import Failpoint, Moments
from tests.store.crash_day import (
    BREAD,
    COLA,
    GUM,
    NO_RESERVE,
    Sold,
    Step,
    Verb,
    make_shop,
    scans,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")

# One sale with everything that follows from it, and a cart that is left open.
STEPS = (
    Step(Verb.SETTLE), *scans(COLA, BREAD, COLA, GUM), Step(Verb.REMOVE), Step(Verb.SELL),
    Step(Verb.PRINT), Step(Verb.CONFIRM), Step(Verb.ACKNOWLEDGE), Step(Verb.CHECKPOINT),
    *scans(BREAD, COLA),
)  # fmt: skip
ROUNDS_QUICK, ROUNDS_LONG = 20, 200
ONE_IN = 8  # of so many kills, one comes from outside, at any time of several sales
STEPS_AT_RANDOM = (*STEPS, Step(Verb.UPKEEP)) * 6
DEADLINE_S = 30
PAUSE_MAX_S = 0.002
NO_MATTER = tuple(
    f"PRAGMA {name}" for name in (
        "busy_timeout", "foreign_keys", "recursive_triggers", "temp_store", "cache_size",
        "trusted_schema", "query_only", "wal_autocheckpoint", "journal_size_limit", "fullfsync",
    )
)  # fmt: skip

# Forks of a process that has loaded the till: a round takes hundredths of a second.
forks = multiprocessing.get_context(None if sys.platform == "win32" else "forkserver")
if sys.platform != "win32":
    forks.set_forkserver_preload([crash_child.__name__, "pytest"])


class Shop:
    """A shop whose till is killed again and again, and what it has acknowledged so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sold: list[Sold] = []
        self.books = self.look()

    def look(self) -> Books:
        """Open the shop, audit it, and return its books. The lock must be free."""
        shop = open_shop(self.folder, StandingClock(), new_id, reserve_bytes=NO_RESERVE)
        try:
            audit(shop)
            assert_holds(shop, self.sold)
            return read_books(shop)
        finally:
            shop.close()

    def kill_at(self, last: Failpoint) -> None:
        """Kill the till at a moment of its steps, then check what is left."""
        child, hears = self._start(STEPS, last)
        done = self._hear(hears)
        child.join(DEADLINE_S)
        assert child.exitcode == -signal.SIGKILL, "the moment never came"
        self._check(STEPS, done)

    def kill_after(self, answers: int, chance: random.Random) -> None:
        """Kill the till from outside, a while after so many answers, then check."""
        child, hears = self._start(STEPS_AT_RANDOM, None)
        done = self._hear(hears, answers)
        time.sleep(chance.random() * PAUSE_MAX_S)
        child.kill()
        done += self._hear(hears)
        child.join(DEADLINE_S)
        self._check(STEPS_AT_RANDOM, done)

    def _start(
        self, steps: tuple[Step, ...], last: Failpoint | None
    ) -> tuple[BaseProcess, Connection]:
        hears, says = forks.Pipe(duplex=False)
        child = forks.Process(target=crash_child.main, args=(self.folder, steps, last, says))
        child.start()
        says.close()
        return child, hears

    def _hear(self, hears: Connection, answers: int | None = None) -> int:
        """Listen until so many answers or the end; return how many steps were acknowledged."""
        count = 0
        while answers is None or count < answers:
            assert hears.poll(DEADLINE_S), "the till hangs"
            try:
                _, answer = hears.recv()
            except (EOFError, OSError):
                break
            count += 1
            if answer is not None:
                self.sold.append(answer)
        return count

    def _check(self, steps: tuple[Step, ...], done: int) -> None:
        expected = self.books
        for step in steps[:done]:
            expected = after(expected, step)
        may_be = [expected, *(after(expected, step) for step in steps[done : done + 1])]
        self.books = self.look()
        assert self.books in may_be, f"{done} steps were acknowledged"


def moments_of_a_sale(folder: Path) -> list[Failpoint]:
    """Play the steps undisturbed; return every moment that can matter to the file."""
    moments = Moments()
    crash_child.play(folder, STEPS, moments, None)
    return [each for each in moments.seen if not each.statement.startswith(NO_MATTER)]


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    make_shop(tmp_path / "shop")
    return Shop(tmp_path / "shop")


@pytest.fixture
def moments(shop: Shop, tmp_path: Path) -> list[Failpoint]:
    shutil.copytree(shop.folder, tmp_path / "undisturbed")
    return moments_of_a_sale(tmp_path / "undisturbed")


def test_the_moments_are_those_of_a_sale(moments: list[Failpoint]) -> None:
    selling = [each.statement for each in moments if each.step == STEPS.index(Step(Verb.SELL))]
    writes = ["TAKE_NUMBER", "APPEND", "ADD_SALE", "ADD_LINE", "ADD_MOVE", "ADD_TENDER",
              "ADD_DRAWER_EVENT", "ADD_TOTAL", "ADD_JOB", "DROP_DRAFT"]  # fmt: skip
    in_order = [name for name in dict.fromkeys(selling) if name in writes]
    assert in_order == writes
    assert (selling[0], selling[-1]) == ("PRAGMA synchronous", "COMMIT")


def kill(shop: Shop, moments: list[Failpoint], rounds: int) -> None:
    """Kill at the moments in any order, now and then at random instead."""
    seed = int(os.environ.get("CRASH_SEED", secrets.randbits(32)))
    chance = random.Random(seed)
    coming = cycle(chance.sample(moments, len(moments)))
    for number in range(rounds):
        if number % ONE_IN == ONE_IN - 1:
            answers = chance.randrange(len(STEPS_AT_RANDOM) - 10)
            what, act = f"after {answers} answers", partial(shop.kill_after, answers, chance)
        else:
            last = next(coming)
            what, act = last.said(STEPS), partial(shop.kill_at, last)
        try:
            act()
        except BaseException as error:
            error.add_note(f"CRASH_SEED={seed}, round {number}, killed {what}")
            raise


def test_a_killed_till_keeps_its_word(shop: Shop, moments: list[Failpoint]) -> None:
    kill(shop, moments, ROUNDS_QUICK)


@pytest.mark.long
@pytest.mark.timeout(600)
def test_a_till_that_is_killed_often_keeps_its_word(shop: Shop, moments: list[Failpoint]) -> None:
    assert len(moments) <= ROUNDS_LONG * (ONE_IN - 1) // ONE_IN, "each moment has its turn"
    kill(shop, moments, ROUNDS_LONG)


def test_a_till_that_speaks_too_soon_is_found_out(
    shop: Shop, moments: list[Failpoint], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check itself can fail: here an answer is taken for given before it came."""
    hear = Shop._hear
    monkeypatch.setattr(Shop, "_hear", lambda self, hears: hear(self, hears) + 1)
    selling = STEPS.index(Step(Verb.SELL))
    before_commit = Failpoint(selling, "COMMIT", 1, "before")
    assert before_commit in moments

    with pytest.raises(AssertionError, match="steps were acknowledged"):
        shop.kill_at(before_commit)
