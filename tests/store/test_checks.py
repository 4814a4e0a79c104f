"""Damage is found: at start, after an unclean stop, and by the daily walk through everything."""

import shutil
from pathlib import Path

import pytest

from pos_app.store import troubles
from tests.store.shop_kit import Till

DAY_S = 86_400


@pytest.fixture
def selling(till: Till) -> Till:
    till.found()
    till.stock(till.product("可乐", "1"))
    for _ in range(3):
        till.sell("1")
    return till


def harm(till: Till, *statements: str, is_clean: bool) -> None:
    """Close the shop and change it behind its back."""
    till.shop.close()
    raw = till.raw()
    for statement in statements:
        raw.execute(statement)
    raw.execute("UPDATE upkeep SET clean_stop = ?", (is_clean,))
    raw.close()


LEDGER_HARM = (
    "UPDATE sale SET total_fen = total_fen + 1 WHERE seq = 4",
    "DELETE FROM sale_line WHERE sale_id = (SELECT max(id) FROM sale)",
    "UPDATE sale_line SET amount_fen = 0",
    "UPDATE stream SET applied_seq = 1",
)


@pytest.mark.parametrize("statement", LEDGER_HARM)
def test_after_an_unclean_stop_the_ledger_is_held_against_the_journal(
    selling: Till, statement: str
) -> None:
    harm(selling, statement, is_clean=False)

    with pytest.raises(troubles.Damaged):
        selling.open()


def test_after_an_unclean_stop_a_whole_shop_opens(selling: Till, tmp_path: Path) -> None:
    """A copy of the files of a running till is what a power cut leaves."""
    copy = tmp_path / "after the power cut"
    shutil.copytree(selling.folder, copy)
    selling.shop.close()
    selling.folder, selling.path = copy, copy / "shop.db"

    selling.open()

    assert selling.shop.queries.figures(20261123, 20261123).whole.sale_count == 3
    selling.shop.close()


def test_the_daily_walk_ends_and_begins_again_the_next_day(selling: Till) -> None:
    selling.rest()
    checked = "SELECT checked_at_ms, verified_seq FROM upkeep"
    reader = selling.shop.readers.here()
    assert reader.execute(checked).fetchone() == (selling.clock.now_ms(), 0)
    first = selling.clock.now_ms()

    selling.clock.wait(DAY_S - 1)
    selling.rest()
    assert reader.execute(checked).fetchone()[0] == first
    selling.clock.wait(1)
    selling.rest()

    assert reader.execute(checked).fetchone()[0] == first + DAY_S * 1_000


def test_the_daily_walk_finds_an_old_link_that_was_changed(selling: Till) -> None:
    harm(
        selling,
        "DROP TRIGGER journal_keeps",
        "UPDATE journal SET body = x'7b7d' WHERE seq = 2",
        is_clean=True,
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pos_app.store.journal.CHECKED_AT_START", 1)
        selling.open()

    with pytest.raises(troubles.Damaged):
        selling.rest()

    selling.rest()  # said once
    selling.sell("1")


def test_the_daily_walk_finds_a_broken_table(selling: Till) -> None:
    harm(
        selling,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = 'CREATE TABLE draft (no INTEGER NOT NULL,"
        " cart_id BLOB NOT NULL, opened_at_ms INTEGER NOT NULL CHECK (opened_at_ms < 0),"
        " PRIMARY KEY (no), UNIQUE (cart_id)) STRICT' WHERE name = 'draft'",
        "PRAGMA writable_schema = OFF",
        is_clean=True,
    )
    raw = selling.raw()
    raw.execute("PRAGMA ignore_check_constraints = ON")
    raw.execute("INSERT INTO draft (cart_id, opened_at_ms) VALUES (x'00', 1)")
    raw.close()
    selling.open()

    with pytest.raises(troubles.Damaged):
        selling.rest()
