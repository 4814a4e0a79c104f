"""A session at the till: recorded as the real one plays it, and replayed on a disk that is watched.

The store has its own SQLite, which lets nobody between itself and the disk. So the
statements and their values are taken down at the connection that ``open_shop`` is
given, and run again through apsw on a copy of the same file, with the till's own
pragmas, which are among the statements. One pragma is added: a write-ahead log needs
``locking_mode=exclusive`` where a file system offers no shared memory.
"""

import shutil
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import apsw

from pos_app.store import engine
from pos_app.store.ids import new_id
from pos_app.store.shop_file import open_shop
from tests.fakes import StandingClock
from tests.store.crash_day import NO_RESERVE, NOT_PROMISED, Counter, Step, make_shop
from tests.store.crash_watch import Statement, watched_by
from tests.store.powerloss.disk import Operation
from tests.store.powerloss.logging_vfs import NAME, LoggingVfs

TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name"


class Promise(NamedTuple):
    """A call of the till has returned, and what it wrote is for good."""


class Session(NamedTuple):
    """What the one connection that writes was told, what was promised in between, and what
    the file held before and after."""

    before: Path
    words: tuple[Statement | Promise, ...]
    contents_after: bytes


class Commit(NamedTuple):
    """A transaction: how many operations the disk had seen when COMMIT returned, and
    what the file then held."""

    operations: int
    contents: bytes


class Kept(NamedTuple):
    """From this operation on, so many commits must outlive a power cut."""

    operations: int
    commits: int


class Replay(NamedTuple):
    """A session as the disk saw it. Cuts may fall from ``start`` on: the shop is open then."""

    files: dict[str, bytes]
    operations: tuple[Operation, ...]
    start: int
    commits: tuple[Commit, ...]
    promises: tuple[Kept, ...]


class _Taker:
    """Takes down what each connection is told."""

    def __init__(self) -> None:
        self.words: list[Statement | Promise] = []

    def before(self, statement: Statement) -> None:
        """Nothing yet."""

    def after(self, statement: Statement) -> None:
        self.words.append(statement)

    def of_writer(self) -> tuple[Statement | Promise, ...]:
        """Return what the connection was told that keeps a write-ahead log."""
        statements = [each for each in self.words if isinstance(each, Statement)]
        [writer] = {each.connection for each in statements if "journal_mode" in each.sql}
        return tuple(
            each for each in self.words
            if isinstance(each, Promise) or each.connection == writer
        )  # fmt: skip


def record(folder: Path, steps: Iterable[Step]) -> Session:
    """Make a shop, play the steps, and return what was said. The till is not shut down."""
    make_shop(folder / "shop")
    before = folder / "before.db"
    shutil.copyfile(folder / "shop" / engine.SHOP_FILE, before)
    taker, clock = _Taker(), StandingClock()
    shop = open_shop(folder / "shop", clock, new_id, watched_by(taker), NO_RESERVE)
    counter = Counter(shop, clock)
    taker.words.append(Promise())
    for step in steps:
        counter.do(step)
        if step.verb not in NOT_PROMISED:
            taker.words.append(Promise())
    words, contents = taker.of_writer(), contents_of(shop.readers.here())
    shop.close()
    return Session(before, words, contents)


def contents_of(database: Any) -> bytes:
    """Return a hash of every row of every table."""
    found = sha256()
    for (name,) in database.execute(TABLES).fetchall():
        rows = database.execute(f'SELECT * FROM "{name}"').fetchall()
        found.update(repr((name, rows)).encode())
    return found.digest()


def replay(session: Session, folder: Path, synchronous: str | None = None) -> Replay:
    """Run a session again; ``synchronous`` replaces what the till asks for."""
    folder.mkdir()
    path = folder / engine.SHOP_FILE
    shutil.copyfile(session.before, path)
    vfs = LoggingVfs()
    database = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE, vfs=NAME)
    database.execute("PRAGMA locking_mode = EXCLUSIVE")
    commits: list[Commit] = []
    promises: list[Kept] = []
    for word in session.words:
        if isinstance(word, Promise):
            promises.append(Kept(len(vfs.operations), len(commits)))
            continue
        _run(database, word, synchronous)
        if word.sql == "COMMIT":
            commits.append(Commit(len(vfs.operations), contents_of(database)))
    operations = tuple(vfs.operations)
    database.close()
    vfs.unregister()
    files = {engine.SHOP_FILE: session.before.read_bytes()}
    return Replay(files, operations, promises[0].operations, tuple(commits), tuple(promises))


def _run(database: apsw.Connection, statement: Statement, synchronous: str | None) -> None:
    sql: str = statement.sql
    values: Any = statement.values
    if synchronous is not None and statement.name == "PRAGMA synchronous":
        sql = f"PRAGMA synchronous = {synchronous}"
    if statement.is_many:
        database.executemany(sql, values).fetchall()
    else:
        database.execute(sql, values).fetchall()


def cut_points(replayed: Replay, count: int, chance: Random) -> list[int]:
    """Return operations after which the power goes, in order, spread over the session."""
    span = range(replayed.start, len(replayed.operations) + 1)
    whole, rest = divmod(count, len(span))
    return sorted([*span] * whole + chance.sample(span, rest))
