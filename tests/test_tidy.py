"""The house rules are kept, and each of them bites."""

import re
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests import tidy_rules as tidy
from tests.tidy_rules import ROOT

NEW = '"""A file."""\n'


@pytest.mark.parametrize("path", tidy.sources())
def test_is_tidy(path):
    assert tidy.problems(tidy.read(path)) == []


@pytest.mark.parametrize(
    ("path", "text", "finding"),
    [
        ("sync/a.py", "x = 1\n", "without saying"),
        ("sync/a.py", NEW + "x = 1\n" * 500, "501 lines"),
        ("sync/a.py", NEW + "def f():\n" + "    x = 1\n" * 80, "f has 81 lines"),
        ("sync/a.py", NEW + "def f():\n    import os\n", "f hides os"),
        ("sync/a.py", NEW + "importlib.import_module('os')\n", "no contract can see"),
        ("sync/a.py", NEW + "print(1)\n", "prints"),
        ("sync/a.py", NEW + "try:\n    f()\nexcept:\n    pass\n", "catches bugs"),
        ("sync/a.py", NEW + "try:\n    f()\nexcept (OSError, Exception):\n    pass\n", "catches"),
        ("pos_app/domain/a.py", NEW + "x = 1.5\n", "the float 1.5"),
        ("pos_app/domain/a.py", NEW + "x = a / b\n", "makes a float"),
        ("sync/protocol/a.py", NEW + "def f(x: float | None): ...\n", "declared as a float"),
        ("sync/protocol/a.py", NEW + "def f() -> float: ...\n", "returns a float"),
        ("pos_app/domain/a.py", NEW + "from time import monotonic\n", "imports time"),
        ("pos_app/domain/a.py", NEW + "day = date.today()\n", "asks the clock"),
        ("sync/__init__.py", '"""A room. It has two."""\n', "not one sentence"),
        ("sync/__init__.py", '"""A room."""\nfrom sync import app\n', "more than a sentence"),
        ("pos_app/ui/views/a.py", NEW + "button = QtWidgets.QPushButton()\n", "QPushButton"),
        ("pos_app/ui/views/a.py", NEW + "self.setStyleSheet('')\n", "setStyleSheet"),
    ],
)
def test_a_rule_bites(path, text, finding):
    (found,) = tidy.problems(tidy.Source.of(path, text))
    assert finding in found


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pos_app/bootstrap/any.py", NEW + "def f():\n    import os\n"),
        ("pos_app/__main__.py", NEW + "print(1)\n"),
        ("pos_app/a.py", NEW + "printer.print(receipt)\n"),
        ("sync/a.py", NEW + "try:\n    f()\nexcept BaseException:\n    g()\n    raise\n"),
        ("pos_app/domain/a.py", NEW + "x = a // b\n"),
        ("sync/__init__.py", '"""A room, and what is in it."""\n'),
    ],
)
def test_a_rule_lets_pass(path, text):
    assert tidy.problems(tidy.Source.of(path, text)) == []


def test_every_excuse_is_needed():
    idle = []
    for path in tidy.MAY_CATCH_ALL:
        if (ROOT / path).exists():
            source = tidy.read(path)._replace(path="pos_app/elsewhere.py")
            if not list(tidy.lets_bugs_through(source)):
                idle.append(path)
    assert idle == []


def test_no_address_of_a_registry_and_no_path_of_a_machine():
    found = {
        str(path.relative_to(ROOT)): words
        for path in tidy.repository_files()
        if (words := tidy.forbidden_words(path.read_bytes()))
    }
    assert found == {}


@pytest.mark.parametrize(
    "line",
    [
        "https://files.python" + "hosted.org/packages/a.whl",
        "--index-url https://py" + "pi.org/simple",
        "see /wo" + "rk/main/pos_app",
        "HOME=/ro" + "ot/.cache",
    ],
)
def test_a_forbidden_word_is_found(line):
    assert tidy.forbidden_words(line.encode())


def test_a_path_inside_the_repository_is_no_path_of_a_machine():
    assert tidy.forbidden_words(b"tests/work/list.txt and build/tour/") == []


def test_the_architecture_page_names_the_rooms_that_are_there():
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = tidy.rooms_in(page)
    assert [room for room in named if not (ROOT / room).exists()] == []

    there = {
        "/".join(parts[: 2 if parts[0] in tidy.PRODUCT else 1]) + "/"
        for path in tidy.sources()
        if len(parts := path.split("/")[:-1]) >= 1
    }
    assert sorted(there - set(named)) == []


def test_the_list_of_rooms_is_read_as_it_is_meant():
    page = (
        "\n## Rooms\n\n    a/     one\n      b/    two\n      c.py  three\n    d/  four\n\n## E\n"
    )
    assert tidy.rooms_in(page) == ["a/", "a/b/", "a/c.py", "d/"]


# The lock file --------------------------------------------------------------------------------


def locked() -> dict[str, list[str]]:
    """Name -> the locked versions; a package may have one for each of several Pythons."""
    found: dict[str, list[str]] = {}
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        if pin := re.match(r"([A-Za-z0-9._-]+)==([^ ;\\]+)", line):
            found.setdefault(canonicalize_name(pin.group(1)), []).append(pin.group(2))
    return found


def declared(*tables: str) -> list[Requirement]:
    """The requirements in pyproject.toml: those of the groups named, or all of them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lists = {
        "till": project["project"]["dependencies"],
        **project["project"]["optional-dependencies"],
        **project["dependency-groups"],
    }
    chosen = [items for name, items in lists.items() if not tables or name in tables]
    return [Requirement(text) for items in chosen for text in items if isinstance(text, str)]


def groups_for(path: str) -> tuple[str, ...]:
    """Whose requirements a file may import."""
    if path.startswith("tests/"):
        return ()
    if path.startswith("sync/server/"):
        return ("till", "server")
    if path.startswith("installer/"):
        return ("till", "build")
    return ("till",)


def test_what_is_imported_is_declared():
    provides = packages_distributions()
    undeclared = set()
    for path in tidy.sources():
        known = {canonicalize_name(each.name) for each in declared(*groups_for(path))}
        for name, _ in tidy.imports(tidy.read(path).tree):
            if name.partition(".")[0] in tidy.ROOMS:
                continue
            distributions = {canonicalize_name(d) for d in provides.get(name.partition(".")[0], [])}
            if distributions and not distributions & known:
                undeclared.add(f"{path} imports {name}")
    assert undeclared == set()


@pytest.mark.parametrize("requirement", declared(), ids=lambda requirement: requirement.name)
def test_the_lock_agrees_with_what_is_declared(requirement):
    versions = locked().get(canonicalize_name(requirement.name))
    assert versions, "not locked: make lock"
    assert all(version in requirement.specifier for version in versions)


def test_the_lock_has_hashes_and_no_addresses():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    blocks = re.split(r"^(?=\S+==)", text, flags=re.MULTILINE)[1:]
    assert blocks
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert not re.search(r"://|index-url|find-links", text)
