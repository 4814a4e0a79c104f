"""What a table paints piece by piece is what it would have painted as a whole."""

import random

import pytest
from PySide6.QtCore import QCoreApplication

from pos_app.ui.components.button import Action
from pos_app.ui.components.line_table import Line, LineTable

LINES_MAX = 40


def line(number: int, quantity: int = 1) -> Line:
    return Line(
        number, f"可口可乐 {number}", "3.50", str(quantity), f"{quantity * 3.5:.2f}", unit="听"
    )


@pytest.fixture
def table(qtbot, looks):
    table = LineTable()
    qtbot.addWidget(table)
    table.set_actions([Action("", key="+", size="normal", icon="plus")])
    table.resize(620, 420)
    table.show()
    qtbot.waitExposed(table)
    return table


def seen(table: LineTable):
    """What is on the screen, without painting it again."""
    QCoreApplication.sendPostedEvents()
    QCoreApplication.sendPostedEvents()
    return table.screen().grabWindow(table.winId()).toImage()


@pytest.mark.parametrize("seed", range(4))
def test_pieces_make_the_whole(table, seed):
    chance = random.Random(seed)
    bar = table.verticalScrollBar()
    for step in range(60):
        act = chance.random()
        if act < 0.5 and table.count() < LINES_MAX:
            table.add_line(line(step))
        elif act < 0.6 and table.count():
            at = chance.randrange(table.count())
            table.set_line(at, line(step, 2))
            table.choose(at)
        elif act < 0.75:
            table.choose(chance.randrange(-1, table.count()))
        elif act < 0.9:
            bar.setValue(chance.randrange(bar.maximum() + 1))
        else:
            table.set_lines(table.lines()[1:])
        pieces = seen(table)
        table.viewport().repaint()
        assert seen(table) == pieces, f"after step {step}"
