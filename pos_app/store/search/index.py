"""The search index of the shop file: two contentless FTS5 tables.

``search_hot`` holds what this shop sells and answers first, by how much of it was sold;
``search_find`` holds everything and is filled in the order of the products. Both know a
product by the key of its row alone. What a key stands for, and whether it may be shown,
is known elsewhere; everything here can be made again from there.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

from pos_app.store.search.terms import match_expression, terms_of

FOUND_MAX = 50
SLICE_ROWS_MAX = 100


def _fts(table: str) -> str:
    return (
        f"CREATE VIRTUAL TABLE {table} USING fts5(terms, content='', contentless_delete=1, "
        "detail=none, tokenize=\"ascii tokenchars '#'\", prefix='1 2 3')"
    )


SCHEMA = (
    _fts("search_hot"),
    _fts("search_find"),
    "CREATE TABLE search_sold (product_pk INTEGER PRIMARY KEY, sold INTEGER NOT NULL) STRICT",
    "CREATE TABLE search_cursor ("
    "only INTEGER PRIMARY KEY CHECK (only = 1), indexed_pk INTEGER NOT NULL) STRICT",
    "INSERT INTO search_cursor (only, indexed_pk) VALUES (1, 0)",
)

_PUT_HOT = "INSERT OR REPLACE INTO search_hot (rowid, terms) VALUES (?, ?)"
_PUT_FIND = "INSERT OR REPLACE INTO search_find (rowid, terms) VALUES (?, ?)"
_DROP_HOT = "DELETE FROM search_hot WHERE rowid = ?"
_DROP_FIND = "DELETE FROM search_find WHERE rowid = ?"
_SOLD = "SELECT sold FROM search_sold WHERE product_pk = ?"
_PUT_SOLD = (
    "INSERT INTO search_sold (product_pk, sold) VALUES (?, ?) "
    "ON CONFLICT (product_pk) DO UPDATE SET sold = excluded.sold"
)
_DROP_SOLD = "DELETE FROM search_sold WHERE product_pk = ?"
_CURSOR = "SELECT indexed_pk FROM search_cursor"
_MOVE_CURSOR = "UPDATE search_cursor SET indexed_pk = ?"
_FIND_HOT = (
    "SELECT search_hot.rowid FROM search_hot "
    "JOIN search_sold ON search_sold.product_pk = search_hot.rowid "
    "WHERE search_hot MATCH ? ORDER BY search_sold.sold DESC, search_hot.rowid LIMIT ?"
)
_FIND_ALL = "SELECT rowid FROM search_find WHERE search_find MATCH ? ORDER BY rowid LIMIT ?"

_CLEAR = (
    "INSERT INTO search_hot (search_hot) VALUES ('delete-all')",
    "INSERT INTO search_find (search_find) VALUES ('delete-all')",
    "DELETE FROM search_sold",
    "UPDATE search_cursor SET indexed_pk = 0",
)


class Entry(NamedTuple):
    """What the index must know of a product."""

    pk: int
    name: str
    spec: str
    codes: Sequence[str]


Fetch = Callable[[int, int], Sequence[Entry]]


class Cursor(Protocol):
    """The part of a DB-API cursor that is needed here."""

    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...


class Connection(Protocol):
    """A SQLite connection; transactions are the caller's."""

    def execute(self, sql: str, parameters: Sequence[object] = ..., /) -> Cursor: ...


def find(connection: Connection, text: str, limit: int = FOUND_MAX) -> list[int]:
    """Return the keys of the products that fit what was typed, none twice, at most ``limit``.

    What this shop sells most comes first, then the others in the order in which they
    came. Nothing that can be typed is an error.
    """
    query = match_expression(text)
    if query is None or limit <= 0:
        return []
    found = dict.fromkeys(pk for (pk,) in connection.execute(_FIND_HOT, (query, limit)).fetchall())
    if len(found) < limit:
        others = connection.execute(_FIND_ALL, (query, limit)).fetchall()
        found.update(dict.fromkeys(pk for (pk,) in others))
    return list(found)[:limit]


def put(connection: Connection, entry: Entry) -> None:
    """Index a new or changed product; it stays among the sold ones if it was there."""
    terms = _terms(entry)
    connection.execute(_PUT_FIND, (entry.pk, terms))
    if connection.execute(_SOLD, (entry.pk,)).fetchone() is not None:
        connection.execute(_PUT_HOT, (entry.pk, terms))


def remove(connection: Connection, pk: int) -> None:
    """Take a product out of the index; nothing happens if it is not there."""
    connection.execute(_DROP_FIND, (pk,))
    if connection.execute(_SOLD, (pk,)).fetchone() is not None:
        connection.execute(_DROP_HOT, (pk,))
        connection.execute(_DROP_SOLD, (pk,))


def succeed(connection: Connection, old_pk: int, entry: Entry) -> None:
    """Let a new version of a product take the place, and the sales, of the one before."""
    sold = connection.execute(_SOLD, (old_pk,)).fetchone()
    remove(connection, old_pk)
    if sold is not None:
        connection.execute(_PUT_SOLD, (entry.pk, sold[0]))
    put(connection, entry)


def rank(connection: Connection, entry: Entry, sold: int) -> None:
    """Say how much of a product this shop has sold; from the first time on it answers first."""
    if connection.execute(_SOLD, (entry.pk,)).fetchone() is None:
        connection.execute(_PUT_HOT, (entry.pk, _terms(entry)))
    connection.execute(_PUT_SOLD, (entry.pk, sold))


def index_next(connection: Connection, fetch: Fetch, limit: int) -> int:
    """Index the next products that have not been yet, and return how many there were.

    ``fetch(after_pk, limit)`` returns the products above a key, in the order of their
    keys and without leaving any out: the index does not look back. One slice is one
    transaction of the caller's, of at most SLICE_ROWS_MAX products.
    """
    (indexed_pk,) = connection.execute(_CURSOR).fetchone()
    entries = fetch(indexed_pk, min(limit, SLICE_ROWS_MAX))
    for entry in entries:
        put(connection, entry)
    if entries:
        connection.execute(_MOVE_CURSOR, (entries[-1].pk,))
    return len(entries)


def clear(connection: Connection) -> None:
    """Forget everything, before the products get new keys; indexing starts again from the first."""
    for statement in _CLEAR:
        connection.execute(statement)


def _terms(entry: Entry) -> str:
    return terms_of(entry.name, entry.spec, entry.codes)
