"""Who may import whom: the contracts in pyproject.toml hold, and each of them bites."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("pos_app", "drivers", "sync")
LINT = shutil.which("lint-imports", path=str(Path(sys.executable).parent))


def lint(tree, cache):
    """Run the contracts on a tree; returns the names of the broken ones and all that was said."""
    ran = subprocess.run(
        [LINT, "--cache-dir", str(cache), "--no-logo"],
        cwd=tree,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200", "PYTHONIOENCODING": "utf-8"},
    )
    said = ran.stdout + ran.stderr
    assert re.search(r"\d+ kept, \d+ broken", said), said
    return re.findall(r"^(.+?) BROKEN", said, re.MULTILINE), said


def test_the_contracts_hold(tmp_path):
    broken, said = lint(ROOT, tmp_path)
    assert broken == [], said


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    """What the linter learned of the tree, so that each broken copy is read but once."""
    return tmp_path_factory.mktemp("imports")


@pytest.fixture
def copy(tmp_path):
    """A copy of the code that may be broken."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for room in ROOMS:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / room, tmp_path / room, ignore=ignored)
    return tmp_path


@pytest.mark.parametrize(
    ("path", "line", "contract"),
    [
        ("pos_app/usecases/a.py", "import pos_app.store.a", "The till is built in layers"),
        ("pos_app/a.py", "", "The till is built in layers"),
        ("pos_app/ui/presenters/a.py", "import pos_app.ui.views.a", "Screens"),
        ("pos_app/hardware/a.py", "import PySide6.QtCore", "Qt stays in the screens"),
        ("pos_app/ui/a.py", "import sqlalchemy", "SQL stays in the stores"),
        ("pos_app/hardware/a.py", "import drivers.printer.a", "The till knows devices"),
        ("sync/client/a.py", "import drivers.api.a", "Drivers and sync stand alone"),
        ("sync/server/a.py", "import pos_app.domain.a", "Drivers and sync do not know the till"),
        ("drivers/api/a.py", "import drivers.transport.a", "Devices stand on transports"),
        ("sync/server/a.py", "import sync.client.a", "Client and server share only the protocol"),
    ],
)
def test_a_contract_bites(copy, cache, path, line, contract):
    imported = copy / (line.removeprefix("import ").replace(".", "/") + ".py")
    if imported.stem == "a":
        imported.write_text("")
    (copy / path).write_text(line + "\n")
    broken, said = lint(copy, cache)
    assert any(name.startswith(contract) for name in broken), said


def test_a_ring_is_found(copy, cache):
    room = copy / "pos_app/ui/components"
    (room / "a.py").write_text("import pos_app.ui.components.b\n")
    (room / "b.py").write_text("import pos_app.ui.components.a\n")
    broken, said = lint(copy, cache)
    assert broken == ["No import rings"], said
