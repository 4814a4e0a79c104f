"""Every icon that a screen names is there, and one that is not spoils no painting."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from pos_app.ui.components import icons
from tests.tidy_rules import ROOT

DRAWN = {path.stem for path in Path(icons.FOLDER).glob("*.svg")}
SIDE = 24

# Which argument of a call is the name of an icon; any call may also say icon=...
PLACES = {
    "Command": 2, "EmptyPage": 0, "IconButton": 0, "Picture": 0, "paint_icon": 1, "icon": 0,
    "set_icon": 0, "show_icon": 0, "_card": 0,
}  # fmt: skip


class Named:
    """The texts that a file's calls pass as icons, whether written there or in a table."""

    def __init__(self, text: str) -> None:
        self._tree = ast.parse(text)
        self._tables: dict[str, ast.expr] = {}
        self._columns: dict[str, tuple[ast.expr, int]] = {}
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                    if isinstance(target, ast.Name):
                        self._tables[target.id] = node.value
            if isinstance(node, ast.For | ast.comprehension) and isinstance(node.target, ast.Tuple):
                for at, name in enumerate(node.target.elts):
                    if isinstance(name, ast.Name):
                        self._columns[name.id] = (node.iter, at)

    def __iter__(self) -> Iterator[tuple[str, int]]:
        for node in ast.walk(self._tree):
            if not isinstance(node, ast.Call):
                continue
            given = [each.value for each in node.keywords if each.arg == "icon"]
            called = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
            if called in PLACES:
                given += node.args[PLACES[called] : PLACES[called] + 1]
            for value in given:
                yield from ((name, node.lineno) for name in self._texts(value) if name)

    def _texts(self, value: ast.expr) -> Iterator[str]:
        """What an argument may be: a text, one of two, a row of a table, a column of one."""
        match value:
            case ast.Constant(value=str(text)):
                yield text
            case ast.IfExp():
                yield from self._texts(value.body)
                yield from self._texts(value.orelse)
            case ast.Subscript(value=ast.Name(id=name)):
                table = self._tables.get(name)
                for each in table.values if isinstance(table, ast.Dict) else ():
                    yield from self._texts(each)
            case ast.Name(id=name) if name in self._columns:
                table, at = self._columns[name]
                if isinstance(table, ast.Name):
                    table = self._tables.get(table.id, table)
                for row in table.elts if isinstance(table, ast.Tuple | ast.List) else ():
                    yield from self._texts(row.elts[at] if isinstance(row, ast.Tuple) else row)
            case _:
                return


def test_every_icon_that_a_screen_names_is_there():
    named = [
        (name, f"{path.relative_to(ROOT).as_posix()}:{line}")
        for path in sorted((ROOT / "pos_app").rglob("*.py"))
        for name, line in Named(path.read_text(encoding="utf-8"))
    ]

    assert {"menu", "receipt-text", "circle-check", "chevron-right", "scan-barcode"} <= {
        name for name, _ in named
    }
    assert [each for each in named if each[0] not in DRAWN] == []


@pytest.mark.parametrize(
    "text",
    [
        'Action(_SAVE, icon="none")',
        'IconButton("none", tip)',
        'icons.paint_icon(painter, "none", ink, 0, 0)',
        'picture.show_icon("none" if is_bad else "")',
        'ICONS = {"plain": "none"}\nicons.paint_icon(painter, ICONS[tone], ink, 0, 0)',
        'for key, icon in ((1, "none"),):\n    Command(words, key, icon, call)',
        'PAGES = ((1, "none"),)\nlines = [Command(words, key, icon, do) for key, icon in PAGES]',
    ],
)
def test_a_name_is_found_wherever_it_is_written(text):
    assert [name for name, _ in Named(text)] == ["none"]


@pytest.fixture
def paper(qapp):
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    return image


def painted(image: QImage, name: str) -> bool:
    """Whether painting the icon leaves a mark."""
    blank = image.copy()
    painter = QPainter(image)
    icons.paint_icon(painter, name, QColor("black"), 0, 0, SIDE)
    painter.end()
    return image != blank


@pytest.mark.parametrize("name", sorted(DRAWN))
def test_every_icon_can_be_painted(paper, name):
    assert painted(paper, name)


def test_one_that_is_not_there_paints_nothing_and_is_told_once(paper, caplog, monkeypatch):
    monkeypatch.setattr(icons, "_missing", set())

    assert not any(painted(paper, "no-such-icon") for _ in range(2))
    icons.icon("no-such-icon", QColor("red"), 48, 2.0)

    (record,) = caplog.records
    assert "'no-such-icon'" in record.getMessage()


@pytest.mark.parametrize("data", [b"", b"\xff\xfe not text", b"<svg"])
def test_a_damaged_one_spoils_no_painting(paper, data, tmp_path, monkeypatch, caplog):
    (tmp_path / "damaged.svg").write_bytes(data)
    monkeypatch.setattr(icons, "FOLDER", str(tmp_path))
    monkeypatch.setattr(icons, "_missing", set())
    monkeypatch.setattr(icons, "_drawn", {})

    assert not painted(paper, "damaged")
