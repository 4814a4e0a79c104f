"""A connection that is watched: what the till says to SQLite, statement by statement."""

from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple, Protocol

from pos_app.store import engine
from pos_app.store.engine import Connect, Values
from pos_app.store.frozen import (
    catalogue,
    drafts,
    journal,
    keeping,
    ledger,
    people,
    printing,
    selling,
    totals,
)


def _texts(module: ModuleType) -> dict[str, str]:
    return {text: name for name, text in vars(module).items() if isinstance(text, str)}


FROZEN = (catalogue, drafts, journal, keeping, ledger, people, printing, selling, totals)
NAMES = {text: name for module in FROZEN for text, name in _texts(module).items()}


class Statement(NamedTuple):
    """What was said on which connection; connections are counted from 0 as they are opened."""

    connection: int
    sql: str
    values: Values | Sequence[Values]
    is_many: bool

    @property
    def name(self) -> str:
        """Its name in the frozen room; the first words of what has none, such as COMMIT."""
        return NAMES.get(self.sql) or " ".join(self.sql.split()[:2])


class Watcher(Protocol):
    """Hears of every statement."""

    def before(self, statement: Statement) -> None:
        """Hear of a statement that is about to run."""
        ...

    def after(self, statement: Statement) -> None:
        """Hear of a statement that has run."""
        ...


def watched_by(watcher: Watcher) -> Connect:
    """Return a way to open a file under the eyes of a watcher."""
    connections: list[_Watched] = []

    def connect(path: Path) -> engine.Database:
        connections.append(_Watched(engine.connect(path), len(connections), watcher))
        return connections[-1]

    return connect


class _Watched:
    """Passes everything on."""

    def __init__(self, database: engine.Database, number: int, watcher: Watcher) -> None:
        self._database = database
        self._number = number
        self._watcher = watcher

    def execute(self, sql: str, values: Values = ()) -> Any:
        return self._run(Statement(self._number, sql, values, is_many=False))

    def executemany(self, sql: str, values: Sequence[Values]) -> Any:
        return self._run(Statement(self._number, sql, values, is_many=True))

    def _run(self, statement: Statement) -> Any:
        run = self._database.executemany if statement.is_many else self._database.execute
        self._watcher.before(statement)
        rows = run(statement.sql, statement.values)  # type: ignore[arg-type]
        self._watcher.after(statement)
        return rows

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)
