"""Opening a shop file: what is refused, by which name, and what every connection is told."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from pos_app.store import engine, lock, troubles
from pos_app.store.create import create_shop
from pos_app.store.shop_file import open_shop
from tests.fakes import StandingClock, counting_ids
from tests.store.shop_kit import Till, limited_to


def opened(folder: Path) -> None:
    open_shop(folder, StandingClock(), counting_ids()).close()


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2), (3, 50, 6), (3, 44, 5), (3, 45, 0)])
def test_a_sqlite_that_can_lose_its_log_is_refused(version: tuple[int, ...]) -> None:
    with pytest.raises(troubles.OldSqlite):
        engine.require_safe_sqlite(version)


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 53, 0), (3, 50, 7), (3, 44, 6), (4, 0, 0)])
def test_a_safe_sqlite_is_taken(version: tuple[int, ...]) -> None:
    engine.require_safe_sqlite(version)


def test_an_empty_folder_has_no_shop(tmp_path: Path) -> None:
    with pytest.raises(troubles.NoShopHere):
        opened(tmp_path)


@pytest.mark.parametrize("content", [b"", b"name;price\n", b"SQLite format 3\0", bytes(4096)])
def test_another_file_is_named_as_such(tmp_path: Path, content: bytes) -> None:
    (tmp_path / engine.SHOP_FILE).write_bytes(content)

    with pytest.raises(troubles.NotAShop):
        opened(tmp_path)

    assert (tmp_path / engine.SHOP_FILE).read_bytes() == content


def test_another_programs_database_is_no_shop(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / engine.SHOP_FILE)
    other.execute("CREATE TABLE notes (text)")
    other.close()

    with pytest.raises(troubles.NotAShop):
        opened(tmp_path)


def test_a_file_from_a_newer_program_is_refused_and_left_alone(till: Till) -> None:
    till.shop.close()
    raw = till.raw()
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    before = till.path.read_bytes()

    with pytest.raises(troubles.NewerShop):
        till.open()

    assert till.path.read_bytes() == before


def test_a_second_window_is_told_so(till: Till) -> None:
    with pytest.raises(troubles.AlreadyOpen):
        opened(till.folder)
    with pytest.raises(troubles.AlreadyOpen):
        create_shop(till.folder)


def test_a_second_program_is_told_so(till: Till) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from pos_app.store.lock import ShopLock\n"
        "from pos_app.store.troubles import AlreadyOpen\n"
        "try: ShopLock(Path(sys.argv[1]))\n"
        "except AlreadyOpen: sys.exit(7)\n"
    )
    found = subprocess.run([sys.executable, "-c", script, till.folder], check=False, timeout=60)

    assert found.returncode == 7


def test_the_lock_is_not_the_shop_file(till: Till) -> None:
    assert (till.folder / lock.LOCK_FILE).exists()
    assert not (till.folder / lock.LOCK_FILE).samefile(till.path)


def test_after_a_refusal_the_shop_can_be_opened(till: Till) -> None:
    till.shop.close()
    saved = till.path.read_bytes()
    till.path.write_bytes(b"not a shop")
    with pytest.raises(troubles.NotAShop):
        till.open()
    till.path.write_bytes(saved)

    assert till.open().queries.shop_id() is None


def test_a_damaged_file_is_named(till: Till) -> None:
    till.found()
    till.shop.close()
    data = bytearray(till.path.read_bytes())
    data[100:] = b"\xa5" * (len(data) - 100)
    till.path.write_bytes(data)

    with pytest.raises(troubles.Damaged):
        till.open()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(troubles.ReadOnly):
        create_shop(tmp_path / "file" / "shop")


def test_a_lock_that_cannot_be_made_is_named(till: Till) -> None:
    till.shop.close()
    (till.folder / lock.LOCK_FILE).unlink()
    (till.folder / lock.LOCK_FILE).mkdir()

    with pytest.raises(troubles.ReadOnly):
        till.open()


def test_a_file_that_cannot_be_written_is_named(till: Till) -> None:
    def read_only(path: Path) -> engine.Database:
        database: engine.Database = engine.DRIVER.connect(
            f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False
        )
        return database

    till.shop.close()

    with pytest.raises(troubles.ReadOnly):
        till.open(read_only)


def test_every_connection_is_told_the_same(till: Till) -> None:
    reader = till.shop.readers.here()
    with till.shop.writer.rows() as writer:
        for database, wanted in (
            (writer, {"journal_mode": "wal", "synchronous": 2, "wal_autocheckpoint": 0}),
            (reader, {"query_only": 1}),
        ):
            wanted |= {"foreign_keys": 1, "recursive_triggers": 1, "temp_store": 2,
                       "busy_timeout": engine.BUSY_TIMEOUT_MS, "trusted_schema": 0}  # fmt: skip
            for pragma, value in wanted.items():
                assert database.execute(f"PRAGMA {pragma}").fetchone() == (value,), pragma


def test_a_reader_cannot_write(till: Till) -> None:
    with pytest.raises(engine.OperationalError, match="readonly"):
        till.shop.readers.here().execute("DELETE FROM draft")


def test_a_crash_in_the_making_leaves_no_half_shop(tmp_path: Path) -> None:
    """Whatever a crash left beside is made anew."""
    folder = tmp_path / "shop"
    folder.mkdir()
    for leftover in ("shop.db.new", "shop.db.new-wal", "shop.key", "shop.key.new"):
        (folder / leftover).write_bytes(b"half")

    create_shop(folder)
    opened(folder)

    assert sorted(path.name for path in folder.iterdir()) == ["shop.db", "shop.key", "shop.lock"]


def test_a_full_disk_in_the_making_is_named_and_leaves_no_shop(
    tmp_path: Path,
) -> None:
    with pytest.raises(troubles.DiskFull):
        create_shop(tmp_path, limited_to(20))

    assert not (tmp_path / engine.SHOP_FILE).exists()
    create_shop(tmp_path)
    opened(tmp_path)


def test_two_shops_have_nothing_in_common(tmp_path: Path) -> None:
    first, second = Till(tmp_path / "a"), Till(tmp_path / "b")

    assert first.shop.sync.stream.stream_id != second.shop.sync.stream.stream_id
    assert first.shop.sync.stream.public_key != second.shop.sync.stream.public_key
    first.shop.close()
    second.shop.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_only_the_owner_reads_key_and_shop(till: Till) -> None:
    for name in ("shop.key", "shop.db", "shop.lock"):
        assert (till.folder / name).stat().st_mode & 0o077 == 0, name


def test_a_copied_folder_is_the_same_shop(till: Till, tmp_path: Path) -> None:
    shop_id = till.found()
    till.shop.close()
    shutil.copytree(till.folder, tmp_path / "copy")

    copy = open_shop(tmp_path / "copy", StandingClock(), counting_ids())

    assert copy.queries.shop_id() == shop_id
    copy.close()


def test_a_folder_that_is_not_there_holds_no_shop(tmp_path):
    with pytest.raises(troubles.NoShopHere):
        lock.ShopLock(tmp_path / "new")
