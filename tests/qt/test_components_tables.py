"""The painted tables: the cart's lines and the lists."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from pos_app.ui import theme
from pos_app.ui.components.button import Action
from pos_app.ui.components.chips import Chip
from pos_app.ui.components.label import Label
from pos_app.ui.components.line_table import Line, LineTable
from pos_app.ui.components.list_table import Column, ListRow, ListTable, ListWithDetail

LEFT = Qt.MouseButton.LeftButton


pytestmark = pytest.mark.usefixtures("looks")


def a_line(number, name="milk"):
    return Line(number, f"{name} {number}", "2.00", "1", "2.00", unit="x")


@pytest.fixture
def table(qtbot):
    table = LineTable(empty="Scan the first item")
    qtbot.addWidget(table)
    table.set_actions([Action("Delete", key="Delete", size="normal")])
    table.resize(600, 400)
    table.show()
    return table


@pytest.fixture
def full(table):
    table.set_lines([a_line(number) for number in range(200)])
    QApplication.processEvents()
    return table


def a_large_line(number):
    figures = "9999999.99", "9999999.99", "99999999.99"
    return Line(number, "a name that is rather long", *figures, unit="kg", price_unit="/kg")


def inked(table, place):
    """The columns in which something is drawn in this place of a table, from its left."""
    shown = table.viewport().grab(place).toImage()
    ground = shown.pixel(0, 0)
    rows = range(shown.height() - 1)  # the lowest is the line below the row
    return [x for x in range(shown.width()) if any(shown.pixel(x, y) != ground for y in rows)]


def heard(signal):
    said = []
    signal.connect(said.append)
    return said


class TestLineTable:
    def test_a_new_line_is_chosen_and_in_view(self, full):
        full.add_line(a_line(200))

        assert full.chosen() == 200
        assert full.viewport().rect().contains(full.row_rect(200))

    def test_a_new_line_flashes_and_calms_down(self, qtbot, table):
        table.add_line(a_line(0))
        flashing = table.row_tone(0)

        qtbot.waitUntil(lambda: table.row_tone(0) != flashing, timeout=5000)
        qtbot.waitUntil(lambda: table.row_tone(0) == ("accent", theme.strength("selected")))

    @pytest.mark.parametrize("wide", [560, 720, 1080])
    def test_the_largest_figures_are_shown_whole(self, table, wide):
        table.resize(wide, 400)
        table.set_lines([a_line(0)])
        table.add_line(a_large_line(1))
        table.choose(0)
        QApplication.processEvents()
        places = table._places(table.row_rect(1))

        assert table.cut_texts() == []
        assert not any(one.intersects(other) for one, other in pairwise(places))
        for place in places[2:]:
            ink = inked(table, place)
            assert ink[0] > 0, "drawn up to the edge: the first figure is cut"
            assert ink[-1] - ink[0] > 60

    def test_the_name_gives_way_only_to_figures_that_need_it(self, table):
        table.set_lines([a_line(0)])
        before = table._places(table.row_rect(0))[1].width()
        table.set_line(0, a_large_line(0))
        assert table._places(table.row_rect(0))[1].width() < before

        table.set_lines([a_line(0)])
        assert table._places(table.row_rect(0))[1].width() == before

    def test_figures_that_cannot_be_shown_are_found_in_any_line(self, full):
        full.set_line(150, Line(150, "milk", "1" * 60, "2" * 60, "3" * 60))

        assert full.cut_texts() == ["1" * 60, "2" * 60, "3" * 60]

    def test_the_chosen_line_opens_its_actions_below_itself(self, full):
        full.choose(2)
        strip = full.findChild(Action).parentWidget()

        assert strip.isVisible()
        assert strip.geometry().top() == full.row_rect(2).bottom() + 1
        assert full.row_rect(3).top() >= strip.geometry().bottom()
        full.choose(-1)
        assert not strip.isVisible()

    def test_the_actions_are_scrolled_into_view_with_the_line(self, full):
        full.choose(7)
        strip = full.findChild(Action).parentWidget()

        assert full.viewport().rect().contains(strip.geometry())

    @pytest.mark.parametrize("chosen", [-1, 0, 3, 199])
    def test_every_spot_belongs_to_one_line_or_to_the_actions(self, full, chosen):
        full.choose(chosen)
        for index in range(200):
            top = full.row_rect(index).top()
            assert full.row_at(top) == index
            assert full.row_at(top + full.row_height() - 1) == index

    def test_a_press_chooses_and_a_second_press_lets_go(self, qtbot, full):
        said = heard(full.selected)
        spot = full.row_rect(1).center()
        qtbot.mouseClick(full.viewport(), LEFT, pos=spot)
        qtbot.mouseClick(full.viewport(), LEFT, pos=spot)

        assert said == [1, -1]

    def test_keys_walk_over_the_lines(self, qtbot, full):
        for key, where in (
            (Qt.Key.Key_Down, 0),
            (Qt.Key.Key_Down, 1),
            (Qt.Key.Key_End, 199),
            (Qt.Key.Key_Down, 199),
            (Qt.Key.Key_Home, 0),
            (Qt.Key.Key_Up, 0),
        ):
            qtbot.keyClick(full, key)
            assert full.chosen() == where
        qtbot.keyClick(full, Qt.Key.Key_PageDown)
        assert full.chosen() > 2

    def test_a_drag_scrolls_and_chooses_nothing(self, qtbot, full):
        view = full.viewport()
        qtbot.mousePress(view, LEFT, pos=QPoint(200, 200))
        qtbot.mouseMove(view, QPoint(200, 100))
        qtbot.mouseRelease(view, LEFT, pos=QPoint(200, 100))

        assert full.verticalScrollBar().value() >= 100
        assert full.chosen() == -1

    def test_columns_stay_where_they_are_when_the_list_grows_long(self, table):
        table.set_lines([a_line(0)])
        QApplication.processEvents()
        before = table.row_rect(0).width()
        table.set_lines([a_line(number) for number in range(200)])
        QApplication.processEvents()

        assert table.row_rect(0).width() == before

    def test_a_drag_at_the_edge_goes_through_the_whole_list(self, qtbot, full):
        view, edge = full.viewport(), full.viewport().width() - 4
        qtbot.mousePress(view, LEFT, pos=QPoint(edge, 20))
        qtbot.mouseMove(view, QPoint(edge, view.height()))
        qtbot.mouseRelease(view, LEFT, pos=QPoint(edge, view.height()))

        assert full.verticalScrollBar().value() == full.verticalScrollBar().maximum()
        assert full.chosen() == -1

    def test_the_wheel_scrolls(self, full):
        at = QPointF(100, 100)
        turn = QWheelEvent(
            at,
            full.viewport().mapToGlobal(at),
            QPoint(0, -40),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(full.viewport(), turn)

        assert full.verticalScrollBar().value() > 0

    def test_another_content_is_painted_in_the_same_place(self, full):
        before = full.grab().toImage()
        full.set_line(0, a_line(0, "a much longer name than it was"))

        assert full.grab().toImage() != before

    def test_fewer_lines_take_the_choice_along(self, full):
        full.choose(150)
        said = heard(full.selected)
        full.set_lines([a_line(0)])

        assert full.chosen() == 0
        assert said == [0]
        full.set_lines([])
        assert full.chosen() == -1

    def test_a_long_name_is_told_whole_by_its_tip(self, table):
        long = "a name that is far longer than its column can ever be on any till " * 2
        table.set_lines([a_line(0), Line(1, long, "1.00", "1", "1.00")])

        assert table.tip(0) == ""
        assert long in table.tip(1)

    def test_large_figures_fit_their_columns(self, table):
        table.resize(560, 400)
        places = table._places(table.viewport().rect())
        measure = table.fontMetrics()
        measure = type(measure)(theme.font(theme.BODY, bold=True))

        assert measure.horizontalAdvance("99999.90") <= places[4].width()
        assert measure.horizontalAdvance("9999.99") <= places[2].width() - table._unit_room()

    def test_only_what_is_seen_is_painted(self, full, monkeypatch):
        painted = []
        paint_row = LineTable.paint_row
        monkeypatch.setattr(
            LineTable,
            "paint_row",
            lambda self, painter, index, place: (
                painted.append(index),
                paint_row(self, painter, index, place),
            ),
        )
        full.choose(100)
        painted.clear()
        full.viewport().repaint()

        assert 100 in painted
        assert len(painted) <= full.viewport().height() // full.row_height() + 2


COLUMNS = [Column("Time", 60, "muted"), Column("Receipt"), Column("Amount", 90, "strong")]


def rows(*keys):
    return [ListRow(key, ["14:32", f"1-{key}", "2.00"]) for key in keys]


class TestListTable:
    @pytest.fixture
    def table(self, qtbot):
        table = ListTable(COLUMNS, empty="No sales yet")
        qtbot.addWidget(table)
        table.resize(500, 400)
        table.show()
        return table

    def test_the_choice_stays_with_its_key(self, table):
        table.set_rows(rows(1, 2, 3))
        table.choose(1)
        table.set_rows(rows(9, 3, 2))
        assert (table.chosen(), table.key()) == (2, 2)
        table.set_rows(rows(9))
        assert (table.chosen(), table.key()) == (-1, None)

    def test_asks_for_more_near_its_end(self, table):
        table.set_rows(rows(*range(100)))
        QApplication.processEvents()
        asked = []
        table.near_end.connect(lambda: asked.append(True))
        table.choose(20)
        assert asked == []
        table.choose(95)
        assert asked
        table.add_rows(rows(100))
        assert table.count() == 101

    def test_a_head_too_long_for_its_column_is_found(self, table):
        assert table.cut_texts() == []
        narrow = ListTable([Column("Average sale", 20)])
        assert narrow.cut_texts() == ["Average sale"]


class TestListWithDetail:
    @pytest.fixture
    def page(self, qtbot):
        page = ListWithDetail(
            COLUMNS,
            search="Receipt, amount or item",
            chips=[Chip("all", "All"), Chip("cash", "Cash")],
            none_chosen="Choose a sale to see it here",
        )
        qtbot.addWidget(page)
        page.resize(1024, 600)
        page.show()
        page.set_rows(rows(1, 2, 3))
        return page

    def test_is_worked_from_the_search_field(self, qtbot, page):
        searched, selected, opened = heard(page.searched), heard(page.selected), heard(page.opened)
        qtbot.keyClicks(page.search.edit, "22")
        qtbot.keyClick(page.search.edit, Qt.Key.Key_Down)
        qtbot.keyClick(page.search.edit, Qt.Key.Key_Down)
        qtbot.keyClick(page.search.edit, Qt.Key.Key_Return)

        assert searched == ["2", "22"]
        assert selected == [1, 2]
        assert opened == [2]

    def test_filters_by_chip(self, qtbot, page):
        filtered = heard(page.filtered)
        qtbot.mouseClick(page.chips, LEFT, pos=page.chips.place_of("cash").center())

        assert filtered == ["cash"]

    def test_the_detail_comes_and_goes(self, page):
        detail = Label("Receipt")
        page.table.choose(0)
        page.set_detail(detail)
        assert detail.isVisible()
        page.set_rows(rows(7))
        assert page._pages.currentWidget() is not detail


class TestFiguresInLists:
    @pytest.fixture
    def sums(self, qtbot):
        columns = [Column("Name"), Column("Qty", 40, "figure"), Column("Sum", 60, "strong")]
        table = ListTable(columns)
        qtbot.addWidget(table)
        table.resize(400, 300)
        table.show()
        return table

    def test_a_column_is_as_wide_as_its_widest_figure(self, sums):
        sums.set_rows([ListRow(1, ["milk", "1", "2.00"])])
        before = sums._places(sums.row_rect(0))[2].width()
        sums.add_rows([ListRow(2, ["milk", "9999999.99", "¥9,999,999.99"])])
        QApplication.processEvents()
        places = sums._places(sums.row_rect(1))

        assert sums.cut_texts() == []
        assert places[2].width() > before
        for place in places[1:]:
            assert inked(sums, place)[0] > 0

    def test_a_figure_that_cannot_be_shown_is_found(self, sums):
        sums.set_rows([ListRow(1, ["milk", "9" * 90, "2.00"])])

        assert "9" * 90 in sums.cut_texts()
