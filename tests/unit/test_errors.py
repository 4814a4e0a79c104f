"""Errors: every refusal has words, and whoever raises it fills every place in them."""

import ast
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from string import Formatter

import pytest

import pos_app.domain
import pos_app.usecases
from pos_app.domain import errors
from pos_app.domain.errors import AppError, Refusal, Trouble, mark

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "pos_app").rglob("*.py"))

for package in (pos_app.domain, pos_app.usecases):
    for module in walk_packages(package.__path__, f"{package.__name__}."):
        import_module(module.name)
import_module("pos_app.settings")


def subclasses(cls: type[AppError]) -> list[type[AppError]]:
    return [each for child in cls.__subclasses__() for each in (child, *subclasses(child))]


ROOMS = ("pos_app.domain.", "pos_app.usecases.", "pos_app.settings")
FAILURES = {
    cls.__name__: cls
    for cls in subclasses(AppError)
    if cls.__module__.startswith(ROOMS) and hasattr(cls, "words")
}
OWN_RAISERS = {name for name, cls in FAILURES.items() if "__init__" in vars(cls)}


def places(words: str) -> set[str]:
    """The named places that a message fills in."""
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


def raised_in(source: Path) -> list[tuple[str, set[str], int]]:
    """Each ``raise`` of one of ours: its name, the values it is given, its line."""
    found = []
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Raise) or node.exc is None:
            continue
        call = node.exc if isinstance(node.exc, ast.Call) else None
        name = call.func if call else node.exc
        if isinstance(name, ast.Name) and name.id in FAILURES.keys() - OWN_RAISERS:
            values = {each.arg for each in call.keywords if each.arg} if call else set()
            found.append((name.id, values, node.lineno))
    return found


def test_the_sources_do_raise() -> None:
    assert sum(len(raised_in(source)) for source in SOURCES) > 10


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_whoever_raises_fills_every_place(source: Path) -> None:
    for name, values, line in raised_in(source):
        missing = places(FAILURES[name].words) - values
        assert not missing, f"{source.name}:{line} raises {name} without {missing}"


@pytest.mark.parametrize("cls", FAILURES.values(), ids=FAILURES)
def test_a_message_says_something_and_ends(cls: type[AppError]) -> None:
    assert cls.__doc__
    assert issubclass(cls, Refusal | Trouble)
    assert cls.words.endswith((".", ")", "}"))
    assert all(name.isidentifier() for name in places(cls.words))


def test_the_tree_at_the_head_of_the_file_names_what_is_there() -> None:
    tree = errors.__doc__ or ""
    named = set(tree.replace(",", " ").split()) & {name for name in vars(errors) if name[0] != "_"}

    assert {"AppError", "Refusal", "Trouble"} <= named
    for name, cls in vars(errors).items():
        if isinstance(cls, type) and issubclass(cls, AppError):
            assert name in named, f"{name} is missing from the tree"


def test_values_go_to_the_log_and_words_to_the_screen() -> None:
    refusal = errors.Underpaid(missing_fen=120)

    assert refusal.values == {"missing_fen": 120}
    assert str(refusal) == "Underpaid {'missing_fen': 120}"
    assert str(errors.EmptyCart()) == "EmptyCart"


def test_marking_changes_nothing() -> None:
    assert mark("The cart is empty.") == "The cart is empty."
