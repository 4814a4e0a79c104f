"""The server's file: which SQLite, which pragmas, which version."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from sync.server.service import Service
from sync.server.store.engine import UnsafeSqlite, check_sqlite, open_writer
from sync.server.store.migrate import NewerDatabase, migrate
from sync.server.store.tables import metadata


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2), (3, 50, 6), (3, 44, 5)])
def test_a_sqlite_that_can_corrupt_its_file_is_refused(version):
    with pytest.raises(UnsafeSqlite):
        check_sqlite(version)


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 53, 0), (3, 50, 7), (3, 44, 6), (4, 0, 0)])
def test_a_sound_sqlite_is_taken(version):
    check_sqlite(version)


def test_the_steps_make_the_tables_that_the_program_uses(tmp_path):
    path = tmp_path / "server.db"
    engine = open_writer(path)
    migrate(engine, path)
    migrate(engine, path)
    with engine.connect() as db:
        assert compare_metadata(MigrationContext.configure(db), metadata) == []
    for table in metadata.sorted_tables:
        columns = [column.name for column in table.primary_key.columns]
        assert columns[0] == "merchant_id" or table.name in {"stream_owner", "admin"}
    assert "alembic_version" in inspect(engine).get_table_names()
    engine.dispose()


def test_a_database_of_a_newer_program_is_refused_untouched(tmp_path):
    path = tmp_path / "server.db"
    engine = open_writer(path)
    migrate(engine, path)
    with engine.begin() as db:
        db.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    before = path.read_bytes()
    engine = open_writer(path)
    with pytest.raises(NewerDatabase, match="9999"):
        migrate(engine, path)
    engine.dispose()
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["server.db"]


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("recursive_triggers", 1)],
)
def test_what_is_committed_is_on_the_disk(service, pragma, value):
    with service.store.writing() as db:
        assert db.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_a_reader_cannot_write(service):
    with pytest.raises(Exception, match="readonly"), service.store.reading() as db:
        db.exec_driver_sql("DELETE FROM shop")


def test_the_password_is_shown_once_and_can_be_replaced(tmp_path):
    service = Service(tmp_path, takes_demo=False)
    first = service.first_password()
    assert first
    assert service.first_password() is None
    assert service.replace_password() != first
    service.close()
    for file in tmp_path.iterdir():
        assert first.encode() not in file.read_bytes()


def test_the_epoch_outlives_a_restart_but_not_its_file(tmp_path):
    epochs = []
    for _ in range(2):
        service = Service(tmp_path, takes_demo=False)
        epochs.append(service._terms().server_epoch)
        service.close()
    (tmp_path / "server_epoch").unlink()
    service = Service(tmp_path, takes_demo=False)
    epochs.append(service._terms().server_epoch)
    service.close()
    assert epochs[0] == epochs[1] != epochs[2]
