"""Makes the text of every statement from its expression: `python -m pos_app.store.freeze`.

What the first scan and the sale need runs on this text, so that SQLAlchemy is not
imported while someone waits. A test compares the text with the expressions.
"""

import importlib
import pkgutil
import textwrap
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from pos_app.store import expressions, frozen

WIDTH = 92

_dialect = SQLiteDialect_pysqlite(paramstyle="named")


def statement_text(statement: Any) -> str:
    """Return the text of one statement, with `:name` where a value goes."""
    compiled = statement.compile(dialect=_dialect, compile_kwargs={"literal_binds": True})
    assert not compiled.params, f"a value is missing its name: {compiled.params}"
    return " ".join(str(compiled).split())


def module_text(module: ModuleType) -> str:
    """Return the source of the frozen twin of one module of expressions."""
    room = module.__name__.rpartition(".")[2]
    parts = [f'"""The text of the statements in expressions/{room}.py; made by freeze.py."""\n']
    for name, found in vars(module).items():
        if name.isupper() and isinstance(found, tuple):
            texts = "".join(f"    {_wrapped(each)},\n" for each in found)
            parts.append(f"{name} = (\n{texts})")
        elif name.isupper() and isinstance(found, Executable):
            parts.append(f"{name} = {_wrapped(found)}")
    return "\n".join(parts) + "\n"


def _wrapped(statement: Executable) -> str:
    lines = textwrap.wrap(
        statement_text(statement), WIDTH, break_long_words=False, break_on_hyphens=False
    )
    return '"""\n{}\n"""'.format("\n".join(lines))


def frozen_files() -> dict[Path, str]:
    """Return path and text of every file that belongs into the folder of frozen text."""
    folder = Path(frozen.__path__[0])
    files = {}
    for found in pkgutil.iter_modules(expressions.__path__):
        if found.name != "parts":
            module = importlib.import_module(f"{expressions.__name__}.{found.name}")
            files[folder / f"{found.name}.py"] = module_text(module)
    return files


def main() -> None:
    """Write all files."""
    for path, text in frozen_files().items():
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
