"""What lies over a screen: sheets, dialogs, toasts; and what they keep out of reach."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from pos_app.ui.components.button import Action, Button
from pos_app.ui.components.field import Field, PinField
from pos_app.ui.components.layers import top_layer
from pos_app.ui.components.layout import column, holding
from pos_app.ui.components.sheet import Dialog, SideSheet
from pos_app.ui.components.toast import Toast

LEFT = Qt.MouseButton.LeftButton


pytestmark = pytest.mark.usefixtures("looks")


class Screen:
    """A window with a field and an action that counts its presses."""

    def __init__(self, qtbot):
        self.field = Field("Name")
        self.hold = Action("Hold", key="F4")
        self.window = holding(column(self.field, self.hold, None))
        self.pressed = []
        self.hold.clicked.connect(lambda: self.pressed.append(True))
        qtbot.addWidget(self.window)
        self.window.resize(800, 600)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.field.edit.setFocus()


@pytest.fixture
def screen(qtbot):
    return Screen(qtbot)


@pytest.fixture
def sheet(screen):
    inside = holding(column(Field("Name"), Button("Print"), None))
    return SideSheet(screen.window, "Held carts", inside, foot=(Action("Save", key="F4"),))


@pytest.fixture
def dialog(screen):
    return Dialog(screen.window, "Void the sale?", "Someone must agree.", content=PinField("PIN"))


def counted(signal):
    said = []
    signal.connect(lambda *_: said.append(True))
    return said


class TestSideSheet:
    def test_takes_the_focus_and_gives_it_back(self, qtbot, screen, sheet):
        sheet.open()
        assert sheet.isAncestorOf(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

        assert not sheet.isVisible()
        assert QApplication.focusWidget() is screen.field.edit

    def test_the_same_key_belongs_to_what_is_on_top(self, qtbot, screen, sheet):
        saved = counted(sheet.findChild(Action).clicked)
        sheet.open()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F4)
        assert (len(saved), len(screen.pressed)) == (1, 0)
        sheet.dismiss()
        qtbot.keyClick(screen.field.edit, Qt.Key.Key_F4)
        assert (len(saved), len(screen.pressed)) == (1, 1)

    def test_a_press_beside_it_closes_it_and_one_inside_does_not(self, qtbot, sheet):
        closed = counted(sheet.closed)
        sheet.open()
        qtbot.mouseClick(sheet, LEFT, pos=QPoint(sheet.width() - 20, 300))
        assert closed == []
        qtbot.mouseClick(sheet, LEFT, pos=QPoint(20, 300))
        assert closed == [True]

    def test_tab_goes_round_inside(self, qtbot, sheet):
        sheet.open()
        for _ in range(8):
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            assert sheet.isAncestorOf(QApplication.focusWidget())

    def test_follows_the_size_of_its_window(self, screen, sheet):
        sheet.open()
        screen.window.resize(700, 650)
        QApplication.processEvents()

        assert sheet.size() == screen.window.size()

    def test_an_action_made_below_an_open_sheet_does_not_answer(self, qtbot, screen, sheet):
        sheet.open()
        late = Action("Recall", key="F5")
        heard = counted(late.clicked)
        screen.window.layout().addWidget(late)
        late.show()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F5)

        assert heard == []


class TestDialog:
    def test_enter_accepts_and_stays_for_the_answer(self, qtbot, dialog):
        accepted = counted(dialog.accepted)
        dialog.open()
        qtbot.keyClicks(QApplication.focusWidget(), "1234")
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

        assert accepted == [True]
        assert dialog.isVisible()
        assert dialog.content.text() == "1234"

    def test_escape_is_the_way_back(self, qtbot, dialog):
        rejected = counted(dialog.rejected)
        dialog.open()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

        assert rejected == [True]
        assert not dialog.isVisible()

    def test_a_press_beside_it_decides_nothing(self, qtbot, dialog):
        rejected = counted(dialog.rejected)
        dialog.open()
        qtbot.mouseClick(dialog, LEFT, pos=QPoint(5, 5))

        assert rejected == []
        assert dialog.isVisible()

    def test_grows_with_its_words_while_it_is_open(self, dialog):
        dialog.open()
        before = dialog._card.height()
        dialog.set_body("Someone with the right must agree to give the money back. " * 4)
        QApplication.processEvents()

        assert dialog._card.height() > before
        assert dialog.content.height() >= dialog.content.minimumSizeHint().height()

    def test_lies_over_an_open_sheet(self, qtbot, sheet, dialog):
        sheet.open()
        dialog.open()
        assert top_layer(sheet.window()) is dialog
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

        assert top_layer(sheet.window()) is sheet


class TestToast:
    def test_a_new_message_takes_the_place_of_the_old(self, screen):
        toast = Toast(screen.window)
        toast.show_message("The line was deleted")
        toast.show_message("Only {count} are in stock", tone="warning", count=24)

        assert toast.isVisible()
        assert toast.text() == "Only 24 are in stock"

    def test_its_offer_can_be_taken(self, qtbot, screen):
        toast = Toast(screen.window)
        taken = counted(toast.taken)
        toast.show_offer("The line was deleted", "Undo", tone="success")
        qtbot.mouseClick(toast.findChild(Button), LEFT)

        assert taken == [True]
        assert not toast.isVisible()

    def test_stays_inside_its_host(self, screen):
        toast = Toast(screen.window)
        toast.show_message("a text of many words " * 12)

        assert screen.window.rect().contains(toast.geometry())
        screen.window.resize(400, 600)
        QApplication.processEvents()
        assert screen.window.rect().contains(toast.geometry())

    def test_takes_no_focus(self, screen):
        Toast(screen.window).show_message("The line was deleted")

        assert QApplication.focusWidget() is screen.field.edit
