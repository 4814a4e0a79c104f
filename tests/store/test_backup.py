"""Copies of the shop: made while it sells, proved, seven kept, and put back."""

from pathlib import Path

import pytest

from pos_app.domain.sale import ReceiptNumber
from pos_app.store import engine, troubles
from pos_app.store.backup import KEPT, restore
from pos_app.store.migrate import upgrade_shop
from pos_app.store.shop_file import open_shop
from tests.fakes import StandingClock, counting_ids
from tests.store.shop_kit import Till

DAY_S = 86_400


@pytest.fixture
def selling(till: Till) -> Till:
    till.found()
    till.stock(till.product("可乐", "1"))
    till.sell("1")
    return till


def make(till: Till) -> Path:
    return till.shop.backups.make(till.shop.readers.here())


def test_a_copy_is_a_shop_of_its_own(selling: Till, tmp_path: Path) -> None:
    copy = make(selling)
    selling.sell("1")

    (tmp_path / "elsewhere").mkdir()
    copy.rename(tmp_path / "elsewhere" / engine.SHOP_FILE)
    opened = open_shop(tmp_path / "elsewhere", StandingClock(), counting_ids())

    assert opened.queries.figures(20261123, 20261123).whole.sale_count == 1
    assert opened.writer.tip.seq == selling.shop.writer.tip.seq - 1
    opened.close()


def test_a_copy_is_one_file_and_leaves_the_shop_as_it_was(selling: Till) -> None:
    copy = make(selling)

    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    assert copy.name == "shop-20261123-090000-000.db"
    selling.sell("1")
    with selling.shop.writer.rows() as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_one_a_day_and_seven_are_kept(selling: Till) -> None:
    selling.rest()
    assert len(selling.shop.backups.list()) == 1
    selling.rest()
    assert len(selling.shop.backups.list()) == 1
    for _ in range(KEPT + 2):
        selling.clock.wait(DAY_S)
        selling.rest()

    found = selling.shop.backups.list()

    assert len(found) == KEPT
    assert found[-1].name.startswith("shop-20261202-")
    assert found[0].name.startswith("shop-20261126-")


def test_a_restored_shop_goes_on_in_a_new_series(selling: Till) -> None:
    copy = make(selling)
    lost = selling.sell("1")
    selling.shop.close()

    replaced = restore(selling.folder, copy, selling.clock)

    selling.open()
    assert selling.shop.queries.sale(lost.sale.sale_id) is None
    assert selling.sell("1").number == ReceiptNumber(1, 2, 1)
    assert (replaced / engine.SHOP_FILE).exists()
    assert copy.exists()


def test_a_restored_copy_replaces_a_damaged_shop(selling: Till) -> None:
    copy = make(selling)
    selling.shop.close()
    selling.path.write_bytes(b"\xff" * 8_192)

    restore(selling.folder, copy, selling.clock)

    selling.open()
    assert selling.shop.queries.figures(20261123, 20261123).whole.sale_count == 1


@pytest.mark.parametrize("harm", ["cut", "flip", "text", "missing"])
def test_a_bad_copy_is_refused_and_the_shop_stays(selling: Till, harm: str) -> None:
    copy = make(selling)
    selling.shop.close()
    data = bytearray(copy.read_bytes())
    if harm == "cut":
        copy.write_bytes(data[: len(data) // 2])
    elif harm == "flip":
        place = data.rindex(b"sale.completed.v1")
        data[place] ^= 1
        copy.write_bytes(data)
    elif harm == "text":
        copy.write_text("no shop", encoding="utf-8")
    else:
        copy.unlink()

    with pytest.raises((troubles.BadBackup, troubles.ReadOnly)):
        restore(selling.folder, copy, selling.clock)

    selling.open()
    assert selling.shop.queries.figures(20261123, 20261123).whole.sale_count == 1


def test_nothing_is_restored_under_an_open_shop(selling: Till) -> None:
    copy = make(selling)

    with pytest.raises(troubles.AlreadyOpen):
        restore(selling.folder, copy, selling.clock)


def test_an_upgrade_makes_a_copy_first(selling: Till) -> None:
    selling.shop.close()

    copy = upgrade_shop(selling.folder, selling.clock)

    assert copy.exists()
    selling.open()
    assert selling.shop.queries.figures(20261123, 20261123).whole.sale_count == 1


def test_a_disk_that_cannot_take_the_copy_is_said(selling: Till) -> None:
    (selling.folder / "backups").write_bytes(b"in the way")

    with pytest.raises(troubles.DiskFailed):
        make(selling)

    selling.rest()  # the daily copy fails in the log, not at the counter
    selling.sell("1")
