"""The one writer: whose turn it is, what a failing disk means, and when the log is moved."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pos_app.domain.people import SYSTEM
from pos_app.store import engine, troubles, turns, writer
from pos_app.store.engine import Database, Values
from pos_app.store.turns import Turns
from sync.protocol.facts.shop import SettingChanged
from tests.store.shop_kit import RESERVE_BYTES, Till, limited_to

NOTE = SettingChanged(key="shop.phone", value="1")


class FailingCommit:
    """A connection whose next COMMIT reports a broken disk, before or after it took place."""

    def __init__(self, database: Any) -> None:
        self._database = database
        self.fails: str | None = None

    def execute(self, sql: str, values: Values = (), /) -> Any:
        if sql == "COMMIT" and self.fails is not None:
            when, self.fails = self.fails, None
            if when == "after":
                self._database.execute(sql)
            error = engine.OperationalError("disk I/O error")
            error.sqlite_errorname = "SQLITE_IOERR_FSYNC"  # type: ignore[attr-defined]
            raise error
        return self._database.execute(sql, values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)


def until(is_so: Callable[[], bool]) -> None:
    """Wait for another thread, but not for ever."""
    for _ in range(10_000):
        if is_so():
            return
        time.sleep(0.001)
    raise AssertionError("the other thread never came so far")


def record(till: Till) -> int:
    with till.shop.writer.urgent() as work:
        return work.record(NOTE, SYSTEM).seq


def test_the_counter_goes_before_the_background() -> None:
    lock = Turns()
    order: list[str] = []

    def take(name: str) -> None:
        with getattr(lock, name)():
            order.append(name)

    threads = [threading.Thread(target=take, args=(name,)) for name in ("later", "urgent")]
    with lock.later():
        for waiting, thread in enumerate(threads, 1):
            thread.start()
            until(lambda waiting=waiting: len(lock._changed._waiters) == waiting)  # type: ignore[misc, attr-defined]
    for thread in threads:
        thread.join(30)

    assert order == ["urgent", "later"]


def test_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "URGENT_WAIT_S", 0.01)
    monkeypatch.setattr(turns, "LATER_WAIT_S", 0.01)
    lock = Turns()
    found: list[type] = []

    def wait() -> None:
        for take in (lock.urgent, lock.later):
            try:
                with take():
                    pass
            except troubles.Busy:
                found.append(troubles.Busy)

    with lock.urgent():
        thread = threading.Thread(target=wait)
        thread.start()
        thread.join(30)

    assert found == [troubles.Busy, troubles.Busy]
    with lock.later():
        pass


def test_a_transaction_inside_a_transaction_is_a_bug(till: Till) -> None:
    with (
        pytest.raises(AssertionError),
        till.shop.writer.urgent(),
        till.shop.writer.urgent(),
    ):
        pass


def test_many_threads_write_one_chain(till: Till) -> None:
    def write(turn: str) -> None:
        for _ in range(20):
            with getattr(till.shop.writer, turn)() as work:
                work.record(NOTE, SYSTEM)

    numbers = iter(range(1, 10_000))
    guard = threading.Lock()

    def new_id() -> str:
        with guard:
            return f"{next(numbers):032x}"

    till.new_id = new_id
    till.reopen()
    threads = [threading.Thread(target=write, args=(turn,)) for turn in ("urgent", "later") * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert till.shop.writer.tip.seq == 80
    till.reopen()
    assert till.shop.writer.tip.seq == 80


@pytest.mark.parametrize("when", ["before", "after"])
def test_after_a_commit_without_an_answer_the_file_is_asked(till: Till, when: str) -> None:
    connections: list[FailingCommit] = []

    def connect(path: Path) -> Database:
        connections.append(FailingCommit(engine.connect(path)))
        return connections[-1]

    till.reopen(connect)
    assert record(till) == 1
    for each in connections:
        each.fails = when

    if when == "after":
        assert record(till) == 2
    else:
        with pytest.raises(troubles.DiskFailed):
            record(till)

    kept = 2 if when == "after" else 1
    assert till.shop.writer.tip.seq == kept
    for each in connections:
        each.fails = None
    assert record(till) == kept + 1


def test_a_full_disk_keeps_nothing_and_gives_up_the_reserve(till: Till) -> None:
    till.rest()
    reserve = till.folder / "reserve.bin"
    assert reserve.stat().st_size == RESERVE_BYTES
    till.shop.close()
    pages = till.path.stat().st_size // 4096
    till.open(limited_to(pages + 8))
    big = SettingChanged(key="shop.phone", value="1" * 60_000)

    kept = 0
    with pytest.raises(troubles.DiskFullReserve):  # noqa: PT012
        for _ in range(20):
            with till.shop.writer.urgent() as work:
                work.record(big, SYSTEM)
            kept += 1
    assert not reserve.exists()
    with pytest.raises(troubles.DiskFull), till.shop.writer.urgent() as work:
        work.record(big, SYSTEM)

    assert till.shop.queries.unsent().fact_count == till.shop.writer.tip.seq == kept
    till.reopen()
    assert record(till) == kept + 1


def test_a_disk_that_takes_no_more_bytes_is_named(till: Till) -> None:
    """A real write fails: the operating system's limit on the size of files."""
    till.shop.close()
    script = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from tests.fakes import StandingClock, counting_ids\n"
        "from pos_app.domain.people import SYSTEM\n"
        "from pos_app.store.shop_file import open_shop\n"
        "from pos_app.store.troubles import StoreTrouble\n"
        "from sync.protocol.facts.shop import SettingChanged\n"
        "shop = open_shop(Path(sys.argv[1]), StandingClock(), counting_ids())\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, -1))\n"
        "fact = SettingChanged(key='k', value='v' * 60_000)\n"
        "kept = 0\n"
        "try:\n"
        "    while True:\n"
        "        with shop.writer.urgent() as work: work.record(fact, SYSTEM)\n"
        "        kept += 1\n"
        "except StoreTrouble as trouble:\n"
        "    print(type(trouble).__name__, kept, shop.writer.tip.seq)\n"
    )
    root = Path(__file__).parents[2]
    found = subprocess.run(
        [sys.executable, "-c", script, str(till.folder)],
        check=True, timeout=60, capture_output=True, text=True, cwd=root,
    )  # fmt: skip

    name, kept, tip = found.stdout.split()
    assert name in ("DiskFull", "DiskFailed")
    assert int(kept) == int(tip) > 0
    till.open()
    assert till.shop.writer.tip.seq == int(kept)


def log_of(till: Till) -> int:
    return (till.folder / "shop.db-wal").stat().st_size


def test_the_log_is_moved_when_nothing_was_written_for_two_seconds(till: Till) -> None:
    record(till)
    size_before = till.path.stat().st_size
    with till.shop.writer.rows() as database:
        database.execute("CREATE TABLE filler (data BLOB)")
        database.execute("INSERT INTO filler VALUES (zeroblob(200000))")
    now_ms = till.clock.monotonic_ms()

    till.shop.writer.idle(now_ms + writer.IDLE_MS - 1)
    assert till.path.stat().st_size == size_before
    till.shop.writer.idle(now_ms + writer.IDLE_MS)
    assert till.path.stat().st_size > size_before + 200_000


def test_the_log_is_started_over_and_stays_small(till: Till) -> None:
    for _ in range(3):
        with till.shop.writer.rows() as database:
            database.execute("CREATE TABLE IF NOT EXISTS filler (data BLOB)")
            database.execute("INSERT INTO filler VALUES (zeroblob(6000000))")
        till.clock.wait(3)
        till.shop.writer.idle(till.clock.monotonic_ms())

    assert log_of(till) <= engine.WAL_KEPT_BYTES + 8_192


def test_a_large_log_is_moved_even_while_there_is_work(till: Till) -> None:
    with till.shop.writer.rows() as database:
        database.execute("CREATE TABLE filler (data BLOB)")
    for _ in range(6):
        with till.shop.writer.rows_later() as database:
            database.execute("INSERT INTO filler VALUES (zeroblob(6000000))")

    assert till.path.stat().st_size > 12_000_000
    assert log_of(till) < writer.WAL_FORCED_BYTES + 7_000_000


def test_after_a_clean_stop_nothing_lies_beside_the_file(till: Till) -> None:
    record(till)

    till.shop.close()

    assert sorted(path.name for path in till.folder.iterdir()) == [
        "shop.db", "shop.key", "shop.lock",
    ]  # fmt: skip


def test_drafts_do_not_wait_for_the_disk_and_facts_do(till: Till) -> None:
    seen: list[tuple[str, Any]] = []

    class Watching(FailingCommit):
        def execute(self, sql: str, values: Values = (), /) -> Any:
            if sql.startswith("BEGIN"):
                seen.append((sql, self._database.execute("PRAGMA synchronous").fetchone()[0]))
            return super().execute(sql, values)

    till.stock(till.product("可乐", "1"))
    till.reopen(lambda path: Watching(engine.connect(path)))
    seen.clear()

    till.sell("1", "1")

    normal, full = 1, 2
    assert [level for _, level in seen] == [normal, normal, full]


def test_a_full_disk_does_not_keep_the_shop_open(till: Till) -> None:
    till.rest()
    (till.folder / "reserve.bin").unlink()
    connections: list[Database] = []

    def connect(path: Path) -> Database:
        connections.append(engine.connect(path))
        return connections[-1]

    till.reopen(connect)
    for each in connections:
        each.execute("PRAGMA query_only = ON")  # stands for a disk that takes nothing more

    till.shop.close()

    till.open()
    assert record(till) == 1


def test_the_background_makes_itself_small_while_the_counter_is_busy(till: Till) -> None:
    till.clock.wait(60)
    till.reopen()
    till.clock.wait(5)
    seen = [till.shop.writer.is_busy]
    record(till)
    seen.append(till.shop.writer.is_busy)
    till.clock.wait(5)
    seen.append(till.shop.writer.is_busy)

    assert seen == [False, True, False]
