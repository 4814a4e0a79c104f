"""A disk that is full or read-only while the till sells: refused in words, and nothing is lost."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pos_app.store import engine
from pos_app.store.engine import Database
from pos_app.store.ids import new_id
from pos_app.store.shop_file import open_shop
from pos_app.store.troubles import ReadOnly
from tests.fakes import StandingClock
from tests.store import crash_full_disk
from tests.store.crash_books import audit, read_books
from tests.store.crash_day import BREAD, COLA, NO_RESERVE, Counter, Step, Verb, make_shop, scans

# A process of its own that may mount, without any right over this machine.
ALONE = ("unshare", "--map-root-user", "--mount")
DEADLINE_S = 100


def may_mount() -> bool:
    if shutil.which(ALONE[0]) is None:
        return False
    tried = (*ALONE, "mount", "-t", "tmpfs", "none", "/mnt")
    return subprocess.run(tried, check=False, capture_output=True).returncode == 0


@pytest.mark.skipif(not may_mount(), reason="this system lets nobody mount")
def test_a_disk_that_fills_up_loses_no_sale(tmp_path: Path) -> None:
    program = (sys.executable, "-m", crash_full_disk.__name__, str(tmp_path))
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        (*ALONE, *program), check=False, capture_output=True, text=True, cwd=root,
        timeout=DEADLINE_S,
    )  # fmt: skip

    assert ended.returncode == 0, ended.stderr


def test_a_disk_that_turns_read_only_refuses_the_sale_and_keeps_the_cart(tmp_path: Path) -> None:
    connections: list[Database] = []

    def connect(path: Path) -> Database:
        connections.append(engine.connect(path))
        return connections[-1]

    make_shop(tmp_path / "shop")
    clock = StandingClock()
    shop = open_shop(tmp_path / "shop", clock, new_id, connect, NO_RESERVE)
    writer = connections[-1]
    counter = Counter(shop, clock)
    for step in scans(COLA, BREAD):
        counter.do(step)
    before = read_books(shop)

    writer.execute("PRAGMA query_only = ON")
    for step in (Step(Verb.SELL), *scans(COLA)):
        with pytest.raises(ReadOnly):
            counter.do(step)
    assert read_books(shop) == before

    writer.execute("PRAGMA query_only = OFF")
    counter.do(Step(Verb.SELL))
    assert read_books(shop).sales == (before.cart,)
    audit(shop)
    shop.close()
