"""Pieces that many statements share.

A value that is filled in at run time is written as ``value("name")``; an insert takes
its values in the order of its columns. Everything else is part of the text.
"""

from typing import Any

from sqlalchemy import ColumnClause, ColumnElement, Table, exists, insert, literal_column, select
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.sql.dml import Insert as AnyInsert
from sqlalchemy.sql.selectable import NamedFromClause

from pos_app.store import tables as t

ONE: ColumnClause[int] = literal_column("1")
ZERO: ColumnClause[int] = literal_column("0")
OWN_STREAM: ColumnClause[int] = literal_column("1")
NEXT: ColumnClause[Any] = literal_column("?")


def value(name: str) -> ColumnClause[Any]:
    """Stand for a value that is given at run time."""
    return literal_column(f":{name}")


def word(text: str) -> ColumnClause[str]:
    """Write a fixed word into the statement."""
    assert text.replace("_", "").isalpha(), "only plain words are written into statements"
    return literal_column(f"'{text}'")


def in_order(table: Table, *names: str) -> dict[str, Any]:
    """Return the values of an insert; without names, of all columns."""
    return {name: NEXT for name in names or table.c.keys()}


def add(table: Table, *names: str) -> AnyInsert:
    """Insert a row; without names, with all its columns."""
    return insert(table).values(in_order(table, *names)).inline()


def put(table: Table, *names: str) -> Insert:
    """Insert a row or replace what stands under its primary key, in place."""
    values = in_order(table, *names)
    statement = sqlite_insert(table).values(values)
    keys = [column.name for column in table.primary_key]
    kept = {name: statement.excluded[name] for name in values if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=kept).inline()


def add_missing(table: Table, *names: str) -> Insert:
    """Insert a row unless there is one with its key already."""
    statement = sqlite_insert(table).values(in_order(table, *names))
    return statement.on_conflict_do_nothing().inline()


def is_visible(version: NamedFromClause) -> ColumnElement[bool]:
    """A version is visible unless its import is still open."""
    still_open = exists().where(t.import_open.c.import_id == version.c.import_id)
    return version.c.import_id.is_(None) | ~still_open


def is_in_force(version: NamedFromClause) -> ColumnElement[bool]:
    """The visible version of a product that no later visible one has superseded."""
    later = t.product.alias("later")
    superseded = (
        select(ONE)
        .where(later.c.id == version.c.id, later.c.pk > version.c.pk, is_visible(later))
        .exists()
    )
    return is_visible(version) & ~superseded
