"""The house rules a formatter cannot see, each a function from a parsed file to what it finds.

Run as a program it names what is within the limits but deserves a second look.
"""

import ast
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PRODUCT = ("pos_app", "drivers", "sync")
ROOMS = (*PRODUCT, "installer", "tests")

FILE_LINES_MAX, FILE_LINES_LOOK = 500, 300
FUNCTION_LINES_MAX, FUNCTION_LINES_LOOK = 80, 40

# What is loaded after the first paint is imported where it is first needed, and only there.
MAY_IMPORT_LATE = {"pos_app/__main__.py", "drivers/registry.py"}
MAY_IMPORT_LATE_ROOM = "pos_app/bootstrap/"

# Reads the statements that the till's frozen text is made from; runs at build time only.
MAY_IMPORT_BY_NAME = {*MAY_IMPORT_LATE, "pos_app/store/freeze.py"}

# Programs that talk to the person who typed their name.
MAY_PRINT = re.compile(r"(^|/)__main__\.py$|^installer/|^tests/(bench/|tidy_rules\.py)")

# The ends of a thread's or an event's way, where a bug has nobody left to raise to: file -> why.
MAY_CATCH_ALL = {
    "pos_app/hardware/spooler.py": "a bug costs one receipt and is told; the queue goes on",
    "pos_app/ui/bridge.py": "a question's error is raised again on the UI thread",
    "pos_app/ui/scan_router.py": "a bug must not let a scan's Enter through to a button",
}

# The domain is told the time and its data; it asks no machine.
NOT_FOR_DOMAIN = {
    "asyncio", "io", "logging", "multiprocessing", "os", "pathlib", "random", "secrets",
    "shutil", "socket", "sqlite3", "subprocess", "tempfile", "threading", "time", "urllib",
}  # fmt: skip
ASKS_THE_CLOCK = {"now", "today", "utcnow"}
NO_FLOATS = ("pos_app/domain/", "sync/protocol/")

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Source(NamedTuple):
    """A file to judge: its path from the root, with forward slashes, and its text as a tree."""

    path: str
    text: str
    tree: ast.Module

    @classmethod
    def of(cls, path: str, text: str) -> "Source":
        """Parse a text as if it stood at the path."""
        return cls(path, text, ast.parse(text))

    def within(self, *folders: str) -> bool:
        """Whether the file lies below one of the folders."""
        return self.path.startswith(tuple(f"{folder.rstrip('/')}/" for folder in folders))


Rule = Callable[[Source], Iterator[str]]


def sources() -> list[str]:
    """Every Python file of ours, as a path from the root."""
    return [
        path.relative_to(ROOT).as_posix() for room in ROOMS for path in (ROOT / room).rglob("*.py")
    ]


def read(path: str) -> Source:
    """The file at a path from the root."""
    return Source.of(path, (ROOT / path).read_text(encoding="utf-8"))


def problems(source: Source) -> list[str]:
    """All that the rules find in one file."""
    return [found for rule in RULES for found in rule(source)]


def functions(source: Source) -> Iterator[tuple[str, int, int]]:
    """Each function's name, first line and number of lines."""
    for node in ast.walk(source.tree):
        if isinstance(node, FUNCTIONS):
            yield node.name, node.lineno, (node.end_lineno or node.lineno) - node.lineno + 1


def calls(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """The bare name of whatever is called, and where."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id, node.lineno
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr, node.lineno


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """The dotted name of each module that is imported, and where."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", node.lineno


def is_float(annotation: ast.AST | None) -> bool:
    """Whether a type says float anywhere."""
    return annotation is not None and any(
        isinstance(node, ast.Name) and node.id == "float" for node in ast.walk(annotation)
    )


# The rules ------------------------------------------------------------------------------------


def says_what_it_is(source: Source) -> Iterator[str]:
    """A file begins with a docstring."""
    if not ast.get_docstring(source.tree):
        yield "1: begins without saying what it is"


def keeps_its_size(source: Source) -> Iterator[str]:
    """Files and functions stay within the limits."""
    lines = source.text.count("\n")
    if lines > FILE_LINES_MAX:
        yield f"1: {lines} lines; a file has at most {FILE_LINES_MAX}"
    for name, line, length in functions(source):
        if length > FUNCTION_LINES_MAX:
            yield f"{line}: {name} has {length} lines; a function has at most {FUNCTION_LINES_MAX}"


def shows_its_imports(source: Source) -> Iterator[str]:
    """No import hides in a function."""
    if source.within("tests"):
        return
    may_be_late = source.path in MAY_IMPORT_LATE or source.path.startswith(MAY_IMPORT_LATE_ROOM)
    if not may_be_late:
        for function in ast.walk(source.tree):
            if isinstance(function, FUNCTIONS):
                yield from (f"{n}: {function.name} hides {m}" for m, n in imports(function))
    if source.path not in MAY_IMPORT_BY_NAME:
        for name, line in calls(source.tree):
            if name in {"import_module", "__import__"}:
                yield f"{line}: imports by a name that no contract can see"


def leaves_printing_to_programs(source: Source) -> Iterator[str]:
    """Only programs write to the terminal."""
    if source.within(*PRODUCT, "installer") and not MAY_PRINT.search(source.path):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Name) and node.id == "print":
                yield f"{node.lineno}: prints"


def lets_bugs_through(source: Source) -> Iterator[str]:
    """A bug is never caught on the way, unless it is raised again."""
    if source.path in MAY_CATCH_ALL or not source.within(*PRODUCT):
        return
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.ExceptHandler):
            continue
        named = [] if node.type is None else list(ast.walk(node.type))
        is_broad = node.type is None or any(
            isinstance(name, ast.Name) and name.id in {"Exception", "BaseException"}
            for name in named
        )
        last = node.body[-1]
        if is_broad and not (isinstance(last, ast.Raise) and last.exc is None):
            yield f"{node.lineno}: catches bugs; name the errors, or see MAY_CATCH_ALL"


def counts_in_integers(source: Source) -> Iterator[str]:
    """No float in the domain and on the wire, and no division that makes one."""
    if not source.path.startswith(NO_FLOATS):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield f"{node.lineno}: the float {node.value}"
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            yield f"{node.lineno}: / makes a float; // does not"
        elif isinstance(node, ast.arg | ast.AnnAssign) and is_float(node.annotation):
            yield f"{node.lineno}: is declared as a float"
        elif isinstance(node, FUNCTIONS) and is_float(node.returns):
            yield f"{node.lineno}: returns a float"


def asks_no_machine(source: Source) -> Iterator[str]:
    """The domain imports nothing that has a clock, a disk, chance or a network."""
    if not source.within("pos_app/domain"):
        return
    for name, line in imports(source.tree):
        if name.partition(".")[0] in NOT_FOR_DOMAIN:
            yield f"{line}: imports {name}"
    for name, line in calls(source.tree):
        if name in ASKS_THE_CLOCK:
            yield f"{line}: asks the clock; be told the time"


def names_its_room(source: Source) -> Iterator[str]:
    """`__init__.py` holds one sentence and nothing else."""
    if not source.path.endswith("__init__.py"):
        return
    words = ast.get_docstring(source.tree) or ""
    if len(source.tree.body) != 1:
        yield "1: holds more than a sentence"
    if "\n\n" in words or not words.endswith(".") or re.search(r"[.!?] [A-Z]", words):
        yield "1: is not one sentence"


def takes_looks_from_components(source: Source) -> Iterator[str]:
    """A view is made of components; it has no buttons and style sheets of its own."""
    if not source.within("pos_app/ui/views"):
        return
    for node in ast.walk(source.tree):
        name = getattr(node, "id", None) or getattr(node, "attr", None)
        if name in {"QPushButton", "QToolButton", "setStyleSheet"}:
            yield f"{node.lineno}: {name} belongs in pos_app/ui/components"


RULES: tuple[Rule, ...] = (
    says_what_it_is,
    keeps_its_size,
    shows_its_imports,
    leaves_printing_to_programs,
    lets_bugs_through,
    counts_in_integers,
    asks_no_machine,
    names_its_room,
    takes_looks_from_components,
)


# The whole repository -------------------------------------------------------------------------

# Put together here, so that this file does not hold what it looks for.
_HOSTS = ("py" + "pi", "files.python" + "hosted", "npm" + "js", "registry.npm" + "js")
FORBIDDEN = re.compile(
    "|".join(
        [
            *(re.escape(host) + r"\.org" for host in _HOSTS),
            r"deb\.deb" + r"ian\.org",
            r"(?<![\w./])/(?:wo" + r"rk|fa" + r"rm)/",
            r"/ro" + r"ot/\.",
            r"(?<![\w./])/tmp/te" + r"am",
            r"\.\./sha" + r"red/",
        ]
    )
)


def repository_files() -> list[Path]:
    """All that is or would be committed; outside a clone, all that is not made by a tool."""
    git = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=30,
    )
    if git.returncode == 0:
        named = (ROOT / name for name in git.stdout.decode().split("\0") if name)
        return [path for path in named if path.is_file()]
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [f for f in folders if f not in {".venv", ".git", "build", "__pycache__"}]
        found += [Path(folder, name) for name in names]
    return found


def forbidden_words(data: bytes) -> list[str]:
    """What must not stand in a file of this repository, by line; nothing in a binary file."""
    if b"\0" in data:
        return []
    lines = data.decode("utf-8", "replace").splitlines()
    return [
        f"{number}: {found.group()}"
        for number, line in enumerate(lines, 1)
        if (found := FORBIDDEN.search(line))
    ]


def rooms_in(page: str) -> list[str]:
    """The folders and files that the page's list of rooms names, as paths from the root.

    The list is the first indented block under the heading "Rooms": a name, two blanks or more,
    what it is; what lies in a folder is indented below it.
    """
    section = page.partition("\n## Rooms\n")[2].partition("\n## ")[0]
    path: list[tuple[int, str]] = []
    rooms = []
    for line in section.splitlines():
        entry = re.match(r"^(\s{4,})([\w.]+/?)\s{2,}\S", line)
        if not entry:
            continue
        depth, name = len(entry.group(1)), entry.group(2)
        path = [(d, n) for d, n in path if d < depth]
        rooms.append("".join(n for _, n in path) + name)
        if name.endswith("/"):
            path.append((depth, name))
    return rooms


def worth_a_look() -> Iterator[str]:
    """Files and functions within the limits that are long all the same."""
    for path in sorted(sources()):
        source = read(path)
        if (lines := source.text.count("\n")) > FILE_LINES_LOOK:
            yield f"{path}: {lines} lines"
        for name, line, length in functions(source):
            if length > FUNCTION_LINES_LOOK:
                yield f"{path}:{line}: {name} has {length} lines"


def main() -> None:
    """Print what deserves a second look."""
    for found in worth_a_look():
        print(f"long: {found}")


if __name__ == "__main__":
    main()
