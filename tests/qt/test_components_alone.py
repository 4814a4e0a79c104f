"""Screens are made of the components alone."""

import ast
from pathlib import Path

import pytest

VIEWS = Path(__file__).parents[2] / "pos_app" / "ui" / "views"

# What has a component in its place. Frames and layouts without a look of their own may be used.
RAW = {
    "QAbstractButton",
    "QCheckBox",
    "QComboBox",
    "QDialog",
    "QLabel",
    "QLineEdit",
    "QListView",
    "QListWidget",
    "QMessageBox",
    "QPlainTextEdit",
    "QProgressBar",
    "QPushButton",
    "QRadioButton",
    "QScrollArea",
    "QTableView",
    "QTableWidget",
    "QTabWidget",
    "QTextEdit",
    "QToolButton",
    "QTreeView",
}
CALLS = {"setStyleSheet", "setPalette", "setFont"}


def raw_parts(source):
    """(line, name) of everything a view may not use."""
    out = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6"):
            out += [(node.lineno, alias.name) for alias in node.names if alias.name in RAW]
        elif isinstance(node, ast.Attribute) and node.attr in RAW | CALLS:
            out.append((node.lineno, node.attr))
    return out


@pytest.mark.parametrize("path", sorted(VIEWS.rglob("*.py")), ids=lambda path: path.name)
def test_a_view_is_made_of_components(path):
    assert raw_parts(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "from PySide6.QtWidgets import QPushButton",
        "from PySide6 import QtWidgets\nQtWidgets.QPushButton('Pay')",
        "button.setStyleSheet('color: red')",
        "label.setFont(font)",
    ],
)
def test_a_planted_raw_part_is_found(source):
    assert raw_parts(source)


def test_what_a_view_needs_beside_components_is_allowed():
    source = "from PySide6.QtCore import Signal\nfrom PySide6.QtWidgets import QWidget\n"
    assert raw_parts(source) == []
