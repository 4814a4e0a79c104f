"""The parts of the screens, pressed by a finger and by keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

from pos_app import words
from pos_app.ui import theme
from pos_app.ui.components import icons
from pos_app.ui.components.button import Action, Button, IconButton
from pos_app.ui.components.chips import Chip, Chips
from pos_app.ui.components.field import Field
from pos_app.ui.components.form import Figure, FormRow, Switch
from pos_app.ui.components.hint import Hint
from pos_app.ui.components.label import Label, MoneyLabel
from pos_app.ui.components.lamp import Lamp
from pos_app.ui.components.layout import column, holding, row
from pos_app.ui.components.pad import PadKey
from pos_app.ui.components.progress import Progress
from pos_app.ui.components.speech import say_all
from pos_app.ui.components.tile import StaffTile, TileData, initials
from pos_app.ui.components.tile_grid import TileGrid

LEFT = Qt.MouseButton.LeftButton


pytestmark = pytest.mark.usefixtures("looks")


@pytest.fixture
def shown(qtbot):
    """Shows parts below each other in a window that lives as long as the test."""
    kept = []

    def show(*parts, size=(800, 600)):
        window = holding(column(*parts))
        kept.append(window)
        qtbot.addWidget(window)
        window.resize(*size)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return show


def key_of(pad, text):
    return next(key for key in pad.findChildren(PadKey) if key.text() == text)


class Heard:
    """What a signal carried, one entry for each time."""

    def __init__(self, signal):
        self.said = []
        signal.connect(lambda *what: self.said.append(what[0] if what else None))


class TestButton:
    def test_is_pressed_by_finger_space_and_enter(self, qtbot, shown):
        button = Button("Pay")
        shown(button)
        heard = Heard(button.clicked)

        qtbot.mouseClick(button, LEFT)
        qtbot.keyClick(button, Qt.Key.Key_Space)
        qtbot.keyClick(button, Qt.Key.Key_Enter)

        assert len(heard.said) == 3

    def test_leaves_the_focus_where_the_cashier_types(self, qtbot, shown):
        field, button = Field("Name"), Button("Pay")
        shown(field, button)
        field.edit.setFocus()

        qtbot.mouseClick(button, LEFT)

        assert QApplication.focusWidget() is field.edit

    def test_with_a_reason_it_says_why_not(self, qtbot, shown):
        button = Action("Pay", key="F12")
        window = shown(button)
        button.set_reason("There is nothing to pay yet")
        clicked, refused = Heard(button.clicked), Heard(button.refused)

        qtbot.mouseClick(button, LEFT)
        qtbot.keyClick(window, Qt.Key.Key_F12)

        assert clicked.said == []
        assert refused.said == ["There is nothing to pay yet"] * 2
        assert window.findChild(Hint).text() == "There is nothing to pay yet"

        button.set_reason()
        qtbot.mouseClick(button, LEFT)
        assert len(clicked.said) == 1

    def test_an_action_answers_to_its_key_wherever_the_focus_is(self, qtbot, shown):
        field, action = Field("Name"), Action("Hold", key="F4")
        shown(field, action)
        heard = Heard(action.clicked)

        qtbot.keyClick(field.edit, Qt.Key.Key_F4)

        assert len(heard.said) == 1

    def test_a_hidden_action_does_not_answer(self, qtbot, shown):
        action = Action("Hold", key="F4")
        window = shown(Field("Name"), action)
        heard = Heard(action.clicked)
        action.hide()

        qtbot.keyClick(window, Qt.Key.Key_F4)

        assert heard.said == []

    @pytest.mark.parametrize("kind", ["accent", "plain", "quiet", "danger", "remove"])
    def test_every_kind_is_at_least_as_high_as_a_finger(self, kind):
        for size in ("normal", "large", "huge"):
            assert Button("Pay", kind=kind, size=size).sizeHint().height() >= theme.TARGET

    def test_an_icon_button_names_itself(self):
        button = IconButton("settings", "Settings")

        assert button.accessibleName() == "Settings"
        assert button.text() == ""


class TestTileGrid:
    @pytest.fixture
    def grid(self, shown):
        grid = TileGrid(empty="No products here yet")
        shown(grid, size=(600, 500))
        grid.set_tiles([TileData(at, f"item {at}", "1.00") for at in range(30)])
        return grid

    def test_fits_columns_and_rows_to_its_place(self, grid):
        assert (grid.columns(), grid.rows()) == (4, 4)
        grid.parentWidget().resize(420, 500)
        QApplication.processEvents()
        assert grid.columns() == 3

    def test_pages_hold_every_tile_once(self, grid):
        seen = []
        for page in range(grid.pages()):
            assert grid.page() == page
            seen += [tile.data.key for tile in grid.tiles()]
            grid.turn(1)

        assert seen == list(range(30))

    def test_tiles_stay_where_they_are_from_page_to_page(self, grid):
        before = grid.tiles()[3].geometry()
        grid.turn(1)

        assert grid.tiles()[3].geometry() == before

    def test_reports_the_tile_pressed(self, qtbot, grid):
        heard = Heard(grid.chosen)
        qtbot.mouseClick(grid.tiles()[5], LEFT)
        grid.turn(1)
        qtbot.mouseClick(grid.tiles()[5], LEFT)

        assert heard.said == [5, 21]

    def test_arrows_walk_over_the_tiles_and_pages_turn_by_key(self, qtbot, grid):
        grid.tiles()[0].setFocus()
        qtbot.keyClick(grid.tiles()[0], Qt.Key.Key_Down)
        assert grid.tiles()[4].hasFocus()
        qtbot.keyClick(grid.tiles()[4], Qt.Key.Key_Right)
        assert grid.tiles()[5].hasFocus()
        qtbot.keyClick(grid, Qt.Key.Key_PageDown)
        assert grid.page() == 1

    def test_fewer_tiles_leave_no_old_one_behind(self, grid):
        grid.turn(1)
        grid.set_tiles([TileData("only", "only")])

        assert [tile.data.key for tile in grid.tiles()] == ["only"]
        assert grid.page() == 0


class TestChips:
    @pytest.fixture
    def chips(self, shown):
        chips = Chips([Chip(at, text=f"group {at}") for at in range(12)])
        shown(chips, size=(400, 60))
        return chips

    def test_a_press_and_the_arrows_choose(self, qtbot, chips):
        heard = Heard(chips.chosen)
        qtbot.mouseClick(chips, LEFT, pos=chips.place_of(1).center())
        qtbot.mouseClick(chips, LEFT, pos=chips.place_of(1).center())
        qtbot.keyClick(chips, Qt.Key.Key_Right)
        qtbot.keyClick(chips, Qt.Key.Key_End)

        assert heard.said == [1, 2, 11]

    def test_the_chosen_one_is_brought_into_view(self, chips):
        assert chips.place_of(11).left() > chips.width()
        chips.choose(11)

        assert chips.rect().contains(chips.place_of(11))

    def test_a_drag_moves_the_row_and_chooses_nothing(self, qtbot, chips):
        heard = Heard(chips.chosen)
        before = chips.place_of(0).left()
        qtbot.mousePress(chips, LEFT, pos=QPoint(200, 20))
        qtbot.mouseMove(chips, QPoint(120, 20))
        qtbot.mouseRelease(chips, LEFT, pos=QPoint(120, 20))

        assert chips.place_of(0).left() == before - 80
        assert heard.said == []

    def test_new_chips_keep_the_choice_by_key(self, chips):
        chips.choose(3)
        chips.set_chips([Chip(3, text="three"), Chip(4, text="four")])

        assert chips.key() == 3


class TestFigures:
    def test_an_amount_shrinks_before_it_is_cut(self, shown):
        label = MoneyLabel(size=theme.CHANGE)
        label.set_fen(999_999_999)
        shown(row(label), size=(260, 120))

        assert label.text() == "¥9,999,999.99"
        assert label.cut_texts() == []

    def test_a_total_is_grouped_where_it_is_hard_to_read_otherwise(self):
        label = MoneyLabel()

        label.set_fen(999_999)
        assert label.text() == "¥9999.99"
        label.set_fen(-1_000_000)
        assert label.text() == "−¥10,000.00"

    def test_no_amount_is_not_an_amount_of_nothing(self):
        label = MoneyLabel()
        label.set_fen(None)

        assert (label.fen(), label.text()) == (None, "—")

    def test_a_figure_tells_its_value(self):
        figure = Figure("Takings")
        figure.set_value("¥3,482.50", "▲ 12 %", "success")

        assert figure.value() == "¥3,482.50"
        assert "12 %" in figure.accessibleDescription()

    def test_a_message_wraps_and_its_place_grows(self, shown):
        label = Label("A longer text breaks into lines where it must", wrap=True)
        shown(label, None, size=(120, 300))

        assert label.height() > label.minimumSizeHint().height()
        assert label.cut_texts() == []


class TestSmallParts:
    def test_a_lamp_says_its_last_words(self, qtbot, shown):
        lamp = Lamp("Printer")
        window = shown(lamp)
        lamp.set_state("bad", "The printer has no paper. Put in a new roll.")

        qtbot.mouseClick(lamp, LEFT)

        assert window.findChild(Hint).text() == "The printer has no paper. Put in a new roll."

    def test_progress_asks_to_stop_and_says_how_it_went(self, qtbot, shown):
        progress = Progress("Reading products")
        shown(progress)
        heard = Heard(progress.stop_asked)

        progress.set_progress(1, 4, "{done} of {total} read", done=1, total=4)
        assert (progress.percent.text(), progress.note.text()) == ("25 %", "1 of 4 read")
        qtbot.mouseClick(progress.stop, LEFT)
        assert len(heard.said) == 1
        progress.finish("Everything has been sent")
        assert not progress.stop.isVisible()

    def test_a_switch_switches(self, qtbot, shown):
        switch = Switch("Print every receipt")
        shown(FormRow("Print every receipt", switch))

        qtbot.mouseClick(switch, LEFT)

        assert switch.isChecked()

    @pytest.mark.parametrize(
        ("name", "letters"),
        [("王小明", "小明"), ("陈静", "陈静"), ("Li Na", "LN"), ("ann", "A"), ("", "?")],
    )
    def test_initials(self, name, letters):
        assert initials(name) == letters

    def test_an_icon_has_the_colour_asked_for(self, qapp):
        image = icons.icon("square", QColor("#FF0000"), 24).toImage()
        painted = [
            image.pixelColor(x, y)
            for x in range(24)
            for y in range(24)
            if image.pixelColor(x, y).alpha() > 200
        ]

        assert painted
        assert all(pixel.red() > 200 and pixel.green() < 40 for pixel in painted)


class TestSpeech:
    def test_a_switch_of_language_reaches_every_part(self, shown):
        button, label, tile = (
            Button("Pay {amount}", amount=1),
            Label("Change"),
            StaffTile("a", "Owner"),
        )
        chips = Chips([Chip(1, "All"), Chip(2, text="饮料")])
        data = Label()
        data.set_text("Change")
        window = shown(button, label, tile, chips, data)
        english = button.text(), label.text(), tile.text()

        words.set_language("zh_CN")
        say_all(window)
        words.set_language("en")
        assert data.text() == "Change"
        say_all(window)

        assert (button.text(), label.text(), tile.text()) == english

    def test_what_is_said_is_the_chosen_language(self, monkeypatch, shown):
        button = Button("Pay")
        window = shown(button)
        monkeypatch.setattr(words, "text", lambda message, **values: f"<{message}>")

        say_all(window)

        assert button.text() == "<Pay>"


class TestTheme:
    @pytest.mark.parametrize("name", theme.THEMES)
    def test_one_call_changes_the_whole_look(self, qapp, name):
        theme.use(name)

        assert theme.current().name == name
        assert qapp.palette().window().color() == theme.colour("canvas")
        assert theme.colour("ink").name() in qapp.styleSheet()

    def test_a_change_repaints_what_is_shown(self, shown):
        window = shown(Button("Pay", kind="accent"))
        before = window.grab().toImage()
        theme.use("dark")

        assert window.grab().toImage() != before

    def test_an_unknown_theme_changes_nothing(self):
        with pytest.raises(ValueError, match="pink"):
            theme.use("pink")
        assert theme.current().name == "light"

    def test_figures_are_all_equally_wide(self, qapp):
        wide = {
            theme.font(theme.BODY) and QWidget().fontMetrics().horizontalAdvance(d)
            for d in "0123456789"
        }

        assert len(wide) == 1
