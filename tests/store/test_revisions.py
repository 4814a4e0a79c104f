"""The shape of the file: the steps lead to the tables, and files of every past version open."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from pos_app.store import engine, migrate, revisions, tables, troubles
from pos_app.store.search import index
from pos_app.store.shop_file import MustMigrate, open_shop
from tests.fakes import StandingClock
from tests.store.shop_kit import Till

SHOPS = sorted((Path(__file__).parent / "shops").glob("*.db.gz"))
SCHEMA = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'alembic_version'"


def plain(sql: str) -> str:
    return re.sub(r"\s*([(),])\s*", r"\1", " ".join(sql.split()))


def schema_of(database: Any) -> set[str]:
    return {plain(sql) for (sql,) in database.execute(SCHEMA).fetchall()}


def test_the_steps_lead_to_the_tables(till: Till, tmp_path: Path) -> None:
    path = tmp_path / "wanted.db"
    path.touch()
    wanted = engine.connect(path)
    dialect = SQLiteDialect_pysqlite()
    for table in tables.metadata.sorted_tables:
        wanted.execute(str(CreateTable(table).compile(dialect=dialect)))
        for each in table.indexes:
            wanted.execute(str(CreateIndex(each).compile(dialect=dialect)))
    for statement in (*index.SCHEMA, *tables.EXTRAS):
        wanted.execute(statement)

    assert schema_of(till.shop.readers.here()) == schema_of(wanted)
    wanted.close()


def test_the_start_knows_the_same_revisions_as_the_steps() -> None:
    steps = ScriptDirectory.from_config(migrate.config()).walk_revisions()

    assert tuple(step.revision for step in steps)[::-1] == revisions.KNOWN


def test_an_older_file_must_be_upgraded(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    till.shop.close()
    monkeypatch.setattr(revisions, "NEWEST", "0002")

    with pytest.raises(MustMigrate):
        till.open()


@pytest.mark.parametrize("harm", ["DROP TABLE alembic_version", "DELETE FROM alembic_version"])
def test_a_file_without_a_revision_is_damaged(till: Till, harm: str) -> None:
    till.shop.close()
    raw = till.raw()
    raw.execute(harm)
    raw.close()

    with pytest.raises(troubles.Damaged):
        till.open()


def test_a_failing_step_leaves_the_file_as_it_was(till: Till) -> None:
    till.found()
    till.shop.close()
    raw = till.raw()
    engine.prepare_writer(raw)
    before = schema_of(raw)
    raw.execute("DELETE FROM alembic_version")

    with pytest.raises(engine.OperationalError, match="already exists"):
        migrate.upgrade(raw)

    assert schema_of(raw) == before
    assert raw.execute("SELECT count(*) FROM alembic_version").fetchone() == (0,)
    raw.close()


@pytest.mark.parametrize("packed", SHOPS, ids=lambda path: path.name)
def test_a_file_of_every_past_version_opens_with_all_in_it(packed: Path, tmp_path: Path) -> None:
    """Made by `python -m tests.store.make_shop`; a file that was released never changes."""
    clock = StandingClock()
    (tmp_path / engine.SHOP_FILE).write_bytes(gzip.decompress(packed.read_bytes()))
    numbers = iter(range(1_000_000, 2_000_000))

    def new_id() -> str:
        return f"{next(numbers):032x}"

    try:
        shop = open_shop(tmp_path, clock, new_id)
    except MustMigrate:
        migrate.upgrade_shop(tmp_path, clock)
        shop = open_shop(tmp_path, clock, new_id)

    figures = shop.queries.figures(20261123, 20261123)
    assert (figures.whole.sale_count, figures.whole.amount_fen) == (3, 2_830)
    assert [staff.name for staff in shop.queries.staff()] == ["王师傅", "小李"]
    assert shop.queries.product_count() == 3
    assert len(shop.drafts.open_carts()) == 1
    assert shop.queries.is_demo()
    shop.close()


def test_there_is_a_file_of_every_past_version() -> None:
    assert {path.name.partition(".")[0] for path in SHOPS} == set(revisions.KNOWN)
