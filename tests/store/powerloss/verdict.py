"""What a power cut has done to a shop: opened by the real till, audited, and compared."""

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from pos_app.store import engine
from pos_app.store.ids import new_id
from pos_app.store.shop_file import open_shop
from pos_app.store.troubles import StoreTrouble
from tests.fakes import StandingClock
from tests.store.crash_books import audit
from tests.store.crash_day import NO_RESERVE
from tests.store.powerloss.session import Replay, contents_of

# All that opening and auditing raise for a file in which anything at all may stand.
OUT_OF_ORDER = (
    StoreTrouble, engine.DatabaseError, AssertionError,
    ValueError, TypeError, AttributeError, LookupError,
)  # fmt: skip


class Fate(StrEnum):
    """What became of a shop."""

    WHOLE = "all that was promised is there"
    LOST = "whole, but something is gone that was promised"
    CORRUPT = "damaged"


class Verdict(NamedTuple):
    """A fate; how many commits are gone that had returned, promised or not; and why."""

    fate: Fate
    gone: int
    why: str = ""


def judge(folder: Path, files: dict[str, bytes], replayed: Replay, point: int) -> Verdict:
    """Open what a power cut after so many operations has left.

    Whole means: the file holds, to the last row, what it held after one of the session's
    commits, none that was promised is missing, and the books are in order.
    """
    for name in (engine.SHOP_FILE, f"{engine.SHOP_FILE}-wal", f"{engine.SHOP_FILE}-shm"):
        (folder / name).unlink(missing_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    try:
        contents = _contents_when_open(folder)
    except OUT_OF_ORDER as error:
        return Verdict(Fate.CORRUPT, 0, repr(error))
    return _compared(contents, replayed, point)


def _contents_when_open(folder: Path) -> bytes:
    shop = open_shop(folder, StandingClock(), new_id, reserve_bytes=NO_RESERVE)
    try:
        contents = contents_of(shop.readers.here())
        audit(shop)
    finally:
        shop.close()
    return contents


def _compared(contents: bytes, replayed: Replay, point: int) -> Verdict:
    returned = sum(commit.operations <= point for commit in replayed.commits)
    promised = max(kept.commits for kept in replayed.promises if kept.operations <= point)
    states = [commit.contents for commit in replayed.commits[: returned + 1]]
    if contents not in states:
        return Verdict(Fate.CORRUPT, 0, "it holds what it never held")
    # Some commits change no row: the newest state that fits is meant.
    survived = len(states) - states[::-1].index(contents)
    fate = Fate.WHOLE if survived >= promised else Fate.LOST
    return Verdict(fate, max(returned - survived, 0))
