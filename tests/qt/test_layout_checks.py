"""The layout checks find what is wrong, and nothing where nothing is."""

import pytest
from PIL import Image
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from pos_app import words
from pos_app.ui import theme
from pos_app.ui.components.button import Button
from pos_app.ui.components.field import Field
from pos_app.ui.components.label import Label
from pos_app.ui.components.layout import Page, Scroll, column, holding, row
from pos_app.ui.components.sheet import Dialog
from pos_app.ui.components.toast import Toast
from pos_app.ui.gallery import Gallery
from pos_app.ui.shots import camera
from pos_app.ui.shots.checks import findings, too_large
from pos_app.ui.shots.screen import Screen

pytestmark = pytest.mark.usefixtures("looks")


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    return window


def put(part, window, *geometry):
    part.setParent(window)
    part.setGeometry(*geometry)
    part.show()
    return part


def kinds(window):
    return [finding.kind for finding in findings(window)]


def test_a_tidy_window_has_no_findings(qtbot):
    window = holding(column(row(Button("Pay"), Button("Hold"), None), Field("Name"), None))
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()

    assert findings(window) == []


def test_finds_a_cut_message_of_a_part(window):
    put(Label("There is nothing to pay yet"), window, 0, 0, 60, 20)

    assert kinds(window) == ["cut"]
    assert "nothing to pay" in repr(findings(window)[0])


def test_finds_a_cut_button(window):
    put(Button("There is nothing to pay yet"), window, 0, 0, 80, 48)

    assert kinds(window) == ["cut"]


def test_finds_a_cut_message_that_wraps(window):
    put(Label("There is nothing to pay yet " * 5, wrap=True), window, 0, 0, 200, 20)

    assert kinds(window) == ["cut"]


def test_finds_a_cut_error_of_a_field(window):
    field = put(Field("Name"), window, 0, 0, 120, 90)
    field.set_error("This name is taken by another product of the shop")

    assert kinds(window) == ["cut"]


def test_finds_a_control_that_a_layout_squeezed(window):
    put(Field("Name"), window, 0, 0, 200, 60)

    found = findings(window)
    assert [finding.kind for finding in found] == ["cut"]
    assert "needs" in found[0].what


def test_finds_cut_texts_of_plain_qt_parts(window):
    put(QLabel("There is nothing to pay yet"), window, 0, 0, 40, 20)
    put(QPushButton("There is nothing to pay yet"), window, 0, 60, 60, 48)

    assert kinds(window) == ["cut", "cut"]


def test_data_may_be_longer_than_its_place(window):
    label = put(Label(), window, 0, 0, 60, 22)
    label.set_text("a very long product name")

    assert findings(window) == []
    assert label.toolTip() == "a very long product name"


def test_finds_controls_on_the_same_spot(window):
    put(Button("Pay"), window, 0, 0, 100, 48)
    put(Button("Hold"), window, 90, 0, 100, 48)

    found = findings(window)
    assert [finding.kind for finding in found] == ["overlap"]
    assert "10×48" in found[0].what


def test_controls_side_by_side_do_not_overlap(window):
    put(Button("Pay"), window, 0, 0, 100, 48)
    put(Button("Hold"), window, 100, 0, 100, 48)

    assert findings(window) == []


def test_what_floats_may_lie_over_others(window):
    put(Button("Pay"), window, 200, 330, 200, 60)
    Toast(window).show_offer("The line was deleted", "Undo")

    assert findings(window) == []


def test_finds_a_target_too_small_for_a_finger(window):
    put(Button("+"), window, 0, 0, 43, 44)
    put(Button("-"), window, 100, 0, 44, 43)
    put(Button("="), window, 200, 0, 44, 44)

    assert kinds(window) == ["small", "small"]


def test_finds_a_control_beyond_the_window(window):
    put(Button("Pay"), window, 560, 0, 100, 48)
    put(Button("Hold"), window, 0, 380, 100, 48)

    assert kinds(window) == ["outside", "outside"]


def test_what_can_be_scrolled_to_is_not_outside_but_beside_the_page_is(qtbot):
    buttons = [Button("Pay") for _ in range(30)]
    page = holding(column(*buttons))
    window = holding(column(Scroll(page)))
    qtbot.addWidget(window)
    window.resize(300, 300)
    window.show()
    assert findings(window) == []

    wide = put(Button("Hold"), page, 250, 0, 200, 48)
    page.layout().setEnabled(False)

    assert "outside" in {f.kind for f in findings(window) if repr(wide.text()) in f.where}


def test_hidden_controls_are_not_judged(window):
    put(Button("Pay"), window, 590, 0, 20, 20).hide()

    assert findings(window) == []


def test_under_a_dialog_only_the_dialog_is_judged(window):
    put(Button("Pay"), window, 0, 0, 20, 20)
    dialog = Dialog(window, "Void the sale?")
    dialog.open()
    assert findings(window) == []

    put(Button("Hold"), dialog, 0, 0, 20, 20)
    assert "small" in kinds(window)


def test_finds_a_window_that_cannot_be_as_small_as_asked(qtbot):
    window = holding(column(Button("Pay")))
    window.setMinimumSize(1100, 300)
    qtbot.addWidget(window)
    window.resize(1024, 768)
    window.show()

    assert [finding.kind for finding in too_large(window, 1024, 768)] == ["outside"]
    assert too_large(window, 1366, 768) == []


def test_every_part_is_without_findings_in_every_variant(tmp_path):
    shots = camera.photograph(Screen("gallery", Gallery), camera.variants(), tmp_path)

    assert len(shots) == 18
    assert [(str(shot.variant), shot.found) for shot in shots if shot.found] == []


def test_the_camera_shows_each_variant_as_it_is(tmp_path):
    def build():
        return holding(column(Label("Pay"), None), Page())

    shots = camera.photograph(Screen("words", build), camera.variants(), tmp_path)

    for shot in shots:
        with Image.open(shot.path) as picture:
            assert picture.size == shot.variant.size
            corner = picture.convert("RGB").getpixel((2, picture.height - 2))
        canvas = theme.load(shot.variant.theme).colours["canvas"].getRgb()[:3]
        assert corner == canvas
    assert (tmp_path / "words" / "sheet.png").exists()


def test_the_camera_opens_what_is_to_be_open_and_puts_the_language_back(tmp_path):
    opened = []

    def open_dialog(widget):
        dialog = Dialog(widget, "Void the sale?")
        dialog.open()
        opened.append(dialog)

    screen = Screen("dialog", lambda: holding(column(Field("Name"), None), Page()), open_dialog)
    shots = camera.photograph(screen, camera.variants(one=True), tmp_path)

    assert len(opened) == 1
    assert shots[0].found == []
    assert words.language() == "en"
