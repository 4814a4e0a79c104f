"""Power cuts at every moment of selling: no promised sale is lost and no file is damaged."""

import os
import random
import secrets
import shutil
from collections import Counter as Counts
from contextlib import closing
from pathlib import Path

import pytest

from pos_app.store import engine
from pos_app.store.ids import new_id
from pos_app.store.shop_file import open_shop
from pos_app.store.troubles import Damaged, NotAShop
from tests.fakes import StandingClock
from tests.store.crash_books import audit, read_books
from tests.store.crash_day import (
    BREAD,
    COLA,
    GUM,
    NO_RESERVE,
    Counter,
    Step,
    Verb,
    make_shop,
    scans,
)
from tests.store.powerloss.disk import SECTOR, Disk
from tests.store.powerloss.session import (
    Promise,
    Replay,
    Session,
    cut_points,
    record,
    replay,
)
from tests.store.powerloss.verdict import Fate, Verdict, judge

IMAGES_QUICK, IMAGES_LONG, IMAGES_PROOF = 150, 2_000, 60

ONE_SALE = (
    *scans(COLA, BREAD, COLA, GUM), Step(Verb.REMOVE), Step(Verb.SELL), Step(Verb.PRINT),
    *scans(BREAD), Step(Verb.CONFIRM), Step(Verb.ACKNOWLEDGE), *scans(GUM, GUM),
)  # fmt: skip
HOUR = (
    *ONE_SALE, Step(Verb.SELL), Step(Verb.CHECKPOINT), *ONE_SALE, Step(Verb.VOID),
    Step(Verb.REPRINT), Step(Verb.UPKEEP), *ONE_SALE, Step(Verb.SELL), Step(Verb.CHECKPOINT),
)  # fmt: skip
DAY = HOUR * 3


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return record(tmp_path_factory.mktemp("session"), DAY)


def cut_the_power(replayed: Replay, folder: Path, images: int, seed: int) -> list[Verdict]:
    """Return what became of the shop in so many power cuts; each verdict says how to see it
    again."""
    chance = random.Random(seed)
    disk, done = Disk(replayed.files), 0
    verdicts = []
    for point in cut_points(replayed, images, chance):
        for operation in replayed.operations[done:point]:
            disk.take(operation)
        done = point
        files, befell = disk.after_power_cut(chance)
        verdict = judge(folder, files, replayed, point)
        where = f"CRASH_SEED={seed}, after operation {point}, {befell}"
        verdicts.append(verdict._replace(why=f"{where}: {verdict.fate}; {verdict.why}"))
    return verdicts


def a_seed() -> int:
    return int(os.environ.get("CRASH_SEED", secrets.randbits(32)))


def assert_all_whole(verdicts: list[Verdict]) -> None:
    bad = [verdict.why for verdict in verdicts if verdict.fate is not Fate.WHOLE]
    assert not bad, f"{len(bad)} of {len(verdicts)}, among them:\n" + "\n".join(bad[:5])


def test_the_replay_does_to_the_file_what_the_till_did(session: Session, tmp_path: Path) -> None:
    replayed = replay(session, tmp_path / "replay")

    assert replayed.commits[-1].contents == session.contents_after
    assert len(replayed.promises) == sum(isinstance(word, Promise) for word in session.words)


def test_a_power_cut_takes_no_promised_sale(session: Session, tmp_path: Path) -> None:
    replayed = replay(session, tmp_path / "replay")
    verdicts = cut_the_power(replayed, tmp_path, IMAGES_QUICK, a_seed())

    assert_all_whole(verdicts)


@pytest.mark.long
@pytest.mark.timeout(600)
def test_many_power_cuts_take_no_promised_sale(session: Session, tmp_path: Path) -> None:
    replayed = replay(session, tmp_path / "replay")
    verdicts = cut_the_power(replayed, tmp_path, IMAGES_LONG, a_seed())

    assert_all_whole(verdicts)
    assert any(verdict.gone for verdict in verdicts), "last scans are what a power cut may take"


def test_a_first_page_that_the_log_still_holds_is_no_loss(tmp_path: Path) -> None:
    """As a power cut may leave it while the log is moved into the file."""
    make_shop(tmp_path / "open")
    clock = StandingClock()
    shop = open_shop(tmp_path / "open", clock, new_id, reserve_bytes=NO_RESERVE)
    for step in ONE_SALE * 3:  # the file grows, and with that its first page changes
        Counter(shop, clock).do(step)
    shutil.copytree(tmp_path / "open", tmp_path / "spoilt")
    shop.close()
    with (tmp_path / "spoilt" / engine.SHOP_FILE).open("r+b") as file:
        file.write(bytes(SECTOR))

    shop = open_shop(tmp_path / "spoilt", clock, new_id, reserve_bytes=NO_RESERVE)

    assert len(read_books(shop).sales) == 3
    audit(shop)
    shop.close()


def test_a_log_beside_another_file_makes_it_no_shop(tmp_path: Path) -> None:
    path = tmp_path / engine.SHOP_FILE
    path.touch()
    with closing(engine.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE theirs (n INTEGER)")
        with pytest.raises(NotAShop):
            open_shop(tmp_path, StandingClock(), new_id)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE journal SET head = x'7b' WHERE seq = (SELECT max(seq) FROM journal)",
        "DELETE FROM stream",
    ],
)
def test_what_makes_no_sense_when_opening_is_damage(tmp_path: Path, damage: str) -> None:
    make_shop(tmp_path)
    with closing(engine.connect(tmp_path / engine.SHOP_FILE)) as database:
        database.execute("DROP TRIGGER journal_keeps")
        database.execute(damage)

    with pytest.raises(Damaged):
        open_shop(tmp_path, StandingClock(), new_id)


@pytest.mark.parametrize(("synchronous", "found"), [("NORMAL", Fate.LOST), ("OFF", Fate.CORRUPT)])
def test_less_than_full_is_found_out(
    session: Session, tmp_path: Path, synchronous: str, found: Fate
) -> None:
    """The check itself can fail: the same session with a weaker promise from SQLite."""
    replayed = replay(session, tmp_path / "replay", synchronous)
    verdicts = cut_the_power(replayed, tmp_path, IMAGES_PROOF, seed=1)

    fates = Counts(verdict.fate for verdict in verdicts)
    assert fates[found] > IMAGES_PROOF // 10, fates
