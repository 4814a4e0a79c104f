"""Every key passes the scan router: a scan goes one way, what a person types the other."""

import time

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from drivers.api.scan import KeyKind, Scan, Typed
from drivers.scanner.wedge import WedgeClassifier
from pos_app.ui.components.layers import Key
from pos_app.ui.scan_router import ScanRouter
from tests.qt.keys import Keyboard

CODE = "6901028075763"
CTRL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.usefixtures("no_leaks")


class Desk(QWidget):
    """A window with one of every kind of widget, and what happened to them."""

    def __init__(self):
        super().__init__()
        self.happened = []
        self.edit = QLineEdit()
        self.text = QPlainTextEdit()
        self.spin = QSpinBox()
        self.spin.setMaximum(1_000_000)
        self.button = QPushButton("button")
        self.default = QPushButton("default")
        self.default.setAutoDefault(True)
        self.combo = QComboBox()
        self.combo.addItems(["1", "6", "9"])
        self.table = QTableWidget(3, 3)
        self.bare = QWidget()
        self.bare.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QVBoxLayout(self)
        for part in self.parts():
            layout.addWidget(part)
        for button in (self.button, self.default):
            button.pressed.connect(lambda: self.happened.append("pressed"))
        self.combo.activated.connect(lambda at: self.happened.append("chosen"))
        self.keys = [Key(name, self) for name in ("Return", "Enter", "/", "+", "Ctrl+Z", "F12")]
        for key in self.keys:
            key.activated.connect(lambda of=key: self.happened.append(of.key().toString()))

    def parts(self):
        return (
            self.edit, self.text, self.spin, self.button, self.default, self.combo, self.table,
            self.bare,
        )  # fmt: skip

    def state(self):
        return (
            self.edit.text(), self.text.toPlainText(), self.spin.value(),
            self.combo.currentText(), tuple(self.happened),
        )  # fmt: skip


class Scans(list):
    """The codes that were scanned; None for what could not be read."""


@pytest.fixture
def scans():
    return Scans()


@pytest.fixture
def router(qapp, scans):
    router = ScanRouter(WedgeClassifier(), scans.append, lambda: scans.append(None))
    yield router
    router.close()
    router.deleteLater()


@pytest.fixture
def desk(qtbot, router):
    desk = Desk()
    qtbot.addWidget(desk)
    desk.show()
    desk.activateWindow()
    qtbot.waitActive(desk)
    return desk


@pytest.fixture
def keys(desk):
    return Keyboard(desk)


PARTS = ("edit", "text", "spin", "button", "default", "combo", "table", "bare")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", "\t", ""])
def test_a_scan_is_a_scan_wherever_the_focus_is(desk, keys, scans, part, end):
    getattr(desk, part).setFocus()
    before = desk.state()

    keys.scan(CODE, end=end)

    assert scans == [CODE]
    assert desk.state() == before
    assert desk.focusWidget() is getattr(desk, part)


@pytest.mark.parametrize("code", ["ABC-12345", "aB 3/+x", "0012345678905", "11112222333344"])
def test_letters_signs_and_equal_digits_scan_too(desk, keys, scans, code):
    desk.button.setFocus()
    keys.scan(code)

    assert scans == [code]
    assert desk.happened == []


def test_full_width_digits_and_caps_lock_are_read_as_meant(desk, keys, scans):
    keys.scan("６９０１０２８")
    keys.now_ms += 500
    for char in "Ab12":  # Caps Lock turns the letters round, and Shift turns them back
        shift = Qt.KeyboardModifier.ShiftModifier if char.isupper() else CTRL & ~CTRL
        keys.stroke(Qt.Key(ord(char.upper())), char.swapcase(), shift)
        keys.now_ms += 4
    keys.stroke(Qt.Key.Key_Return, "\r")
    keys.settle()

    assert scans == ["6901028", "Ab12"]


def test_a_popup_list_is_neither_moved_nor_closed_by_a_scan(qapp, desk, keys, scans):
    desk.combo.setFocus()
    desk.combo.showPopup()
    qapp.processEvents()
    keys.scan(CODE)

    assert scans == [CODE]
    assert desk.combo.view().isVisible()
    assert desk.combo.currentText() == "1"

    keys.type("9\r")
    assert desk.combo.currentText() == "9"
    assert desk.happened == ["chosen"]


def test_what_is_typed_into_a_popup_fires_no_key_of_the_window(qtbot, desk, keys):
    popup = QWidget(desk, Qt.WindowType.Popup)
    popup.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    popup.show()
    popup.setFocus()
    qtbot.waitExposed(popup)
    keys.type("\r")
    assert desk.happened == []

    popup.close()
    desk.bare.setFocus()
    keys.type("\r")
    assert desk.happened == ["Return"]


def test_a_dialog_of_its_own_is_not_answered_by_a_scan(qtbot, desk, scans):
    dialog = QDialog(desk)
    qtbot.addWidget(dialog)
    ok = QPushButton("OK", dialog)
    ok.setDefault(True)
    ok.clicked.connect(dialog.accept)
    dialog.open()
    qtbot.waitActive(dialog)
    Keyboard(dialog).scan(CODE)

    assert scans == [CODE]
    assert dialog.isVisible()

    Keyboard(dialog, start_ms=2_000_000).type("\r")
    assert not dialog.isVisible()


@pytest.mark.parametrize("text", ["3", "12.50", "hello world", "Ä中文", "１２"])
def test_typing_arrives_unchanged_and_in_order(desk, keys, scans, text):
    desk.edit.setFocus()
    keys.type(text)

    assert desk.edit.text() == text
    assert scans == []


@pytest.mark.parametrize("gap_ms", [36, 60, 120, 400])
def test_quick_typists_are_still_people(desk, keys, scans, gap_ms):
    desk.edit.setFocus()
    keys.type("1234567890", gap_ms=gap_ms)

    assert desk.edit.text() == "1234567890"
    assert scans == []


def test_two_keys_at_once_are_typing(desk, keys, scans):
    desk.edit.setFocus()
    keys.type("99", gap_ms=2)

    assert desk.edit.text() == "99"
    assert scans == []


def test_a_person_presses_buttons_with_enter_and_space(desk, keys):
    for key in desk.keys:
        key.setEnabled(False)
    desk.button.setFocus()
    keys.type(" ")
    desk.default.setFocus()
    keys.type(" ")

    assert desk.happened == ["pressed", "pressed"]
    assert not desk.button.isDown()
    assert not desk.default.isDown()


def test_plain_keys_still_work_as_shortcuts_when_typed(desk, keys):
    desk.bare.setFocus()
    keys.type("\r")
    keys.type("/")
    keys.type("+")

    assert desk.happened == ["Return", "/", "+"]


def test_a_text_field_keeps_the_plain_keys_to_itself(desk, keys):
    desk.edit.setFocus()
    keys.type("1/2+3")

    assert desk.edit.text() == "1/2+3"
    assert desk.happened == []


def test_what_was_typed_comes_before_the_function_key_after_it(desk, keys):
    seen = []
    desk.edit.setFocus()
    desk.keys[-1].activated.connect(lambda: seen.append(desk.edit.text()))
    keys.now_ms += 500
    keys.stroke(Qt.Key.Key_7, "7")
    keys.now_ms += 5
    keys.stroke(Qt.Key.Key_F12, "")
    keys.settle()

    assert seen == ["7"]


def test_the_tills_own_ctrl_keys_win_over_a_text_field(desk, keys):
    desk.edit.setFocus()
    keys.type("water")
    keys.press(Qt.Key.Key_Z, CTRL, text="\x1a")
    keys.press(Qt.Key.Key_A, CTRL, text="\x01")

    assert desk.happened == ["Ctrl+Z"]
    assert desk.edit.selectedText() == "water"


def test_a_key_held_down_repeats_and_is_no_scan(desk, keys, scans):
    desk.edit.setFocus()
    keys.now_ms += 500
    for at in range(12):
        keys.stroke(Qt.Key.Key_1, "1", is_repeat=at > 0)
        keys.now_ms += 33
    keys.settle()

    assert desk.edit.text() == "1" * 12
    assert scans == []


def test_a_held_enter_does_not_fire_a_key_again(desk, keys):
    desk.bare.setFocus()
    keys.type("\r")
    for _ in range(3):
        keys.press(Qt.Key.Key_Return, text="\r", is_repeat=True)

    assert desk.happened == ["Return"]


def test_what_an_input_method_commits_is_not_touched(desk, keys, scans):
    desk.edit.setFocus()
    keys.now_ms += 500
    keys.stroke(Qt.Key.Key_N, "n")
    commit = QInputMethodEvent()
    commit.setCommitString("农夫山泉")
    QCoreApplication.sendEvent(desk.edit, commit)
    keys.settle()

    assert desk.edit.text() == "n农夫山泉"
    assert scans == []


def test_a_key_goes_up_once_for_each_time_it_went_down(desk, keys):
    strokes = []

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if isinstance(event, QKeyEvent) and event.type() != QEvent.Type.ShortcutOverride:
                strokes.append((event.type() == QEvent.Type.KeyPress, event.text()))
            return False

    watch = Watch()
    desk.edit.installEventFilter(watch)
    desk.edit.setFocus()
    keys.type("ab")
    keys.type("cc", gap_ms=1)
    keys.scan(CODE)
    keys.burst(CODE, gap_ms=4)  # without an end key: the next key of a person ends it
    keys.type("d")

    assert strokes == [(down, char) for char in "abccd" for down in (True, False)]


def test_typing_right_after_a_scan_is_typing(desk, keys, scans):
    desk.edit.setFocus()
    keys.burst(CODE + "\r", gap_ms=4)
    keys.burst("5", gap_ms=0)
    keys.settle()

    assert scans == [CODE]
    assert desk.edit.text() == "5"


def test_a_scan_without_an_end_is_over_when_a_person_types(desk, keys, scans):
    desk.edit.setFocus()
    keys.burst(CODE, gap_ms=4)
    keys.burst("x", gap_ms=0)
    keys.settle()
    keys.press(Qt.Key.Key_Backspace, text="\b")

    assert scans == [CODE]
    assert desk.edit.text() == ""


def test_two_scans_in_a_row_are_two(desk, keys, scans):
    keys.scan(CODE)
    keys.scan("6921168509256")

    assert scans == [CODE, "6921168509256"]


def test_a_burst_that_is_no_code_is_lost_and_said(desk, keys, scans):
    desk.edit.setFocus()
    keys.scan("ab" * 200, gap_ms=1)

    assert scans == [None]
    assert desk.edit.text() == ""


def test_a_program_that_was_busy_reads_the_rest_of_the_burst_first(desk, keys, scans):
    """Silence is judged only after what came meanwhile was read."""

    def rest():
        for char in CODE[6:] + "\r":
            keys.now_ms += 4
            keys.stroke(Qt.Key.Key_Return if char == "\r" else Qt.Key(ord(char)), char)

    desk.edit.setFocus()
    keys.burst(CODE[:6], gap_ms=4)
    arrival = QTimer()
    arrival.setSingleShot(True)
    arrival.setTimerType(Qt.TimerType.PreciseTimer)
    arrival.timeout.connect(rest)
    arrival.start(45)
    time.sleep(0.07)  # both the end of the silence and the rest are due now, in this order
    keys.settle()

    assert scans == [CODE]
    assert desk.edit.text() == ""


def test_a_bug_behind_a_scan_lets_no_key_through(qtbot, qapp, desk):
    def stumble(code):
        raise ZeroDivisionError

    app_router = qapp.findChild(ScanRouter)
    app_router.close()
    router = ScanRouter(WedgeClassifier(), stumble, print)
    keys = Keyboard(desk)
    desk.edit.setFocus()
    with qtbot.captureExceptions() as bugs:
        keys.scan(CODE)
        keys.burst(CODE, gap_ms=4)
        keys.type("x")  # ends the scan before it, and is typed once
    router.close()
    router.deleteLater()

    assert [kind for kind, _, _ in bugs] == [ZeroDivisionError] * 2
    assert (desk.edit.text(), desk.happened) == ("x", [])


def test_keys_without_a_time_are_nobodys_scan(desk, scans):
    desk.edit.setFocus()
    for char in CODE:
        QTest.keyClick(desk.edit, char)

    assert desk.edit.text() == CODE
    assert scans == []


class Patient:
    """A classifier that needs no clock: three keys and an end are a scan, however slow."""

    def __init__(self):
        self.held = []

    @property
    def due_ms(self):
        return self.held[-1].at_ms + 1 if len(self.held) == 1 else None

    def feed(self, key):
        if key.kind is KeyKind.CHAR:
            self.held.append(key)
            return ()
        held, self.held = self.held, []
        if len(held) >= 3:
            return (Scan("".join(each.char for each in held)),)
        return (Typed((*held, key)),)

    def tick(self, now_ms):
        held, self.held = self.held, []
        return (Typed(tuple(held)),)


def test_keys_that_the_platform_brings_go_the_same_way(qtbot, qapp, desk, router):
    """Qt's own way of a key: shortcuts first, times of the platform."""
    router.close()
    scans = []
    patient = ScanRouter(Patient(), scans.append, print)
    handle = desk.windowHandle()
    desk.edit.setFocus()
    for char in CODE:
        QTest.keyClick(handle, char)
    QTest.keyClick(handle, Qt.Key.Key_Return)
    assert (scans, desk.edit.text(), desk.happened) == ([CODE], "", [])

    QTest.keyClick(handle, Qt.Key.Key_5)
    qtbot.waitUntil(lambda: desk.edit.text() == "5")
    QTest.keyClick(handle, Qt.Key.Key_Return)
    assert desk.happened == ["Return"]
    patient.close()
    patient.deleteLater()


def test_a_closed_router_lets_everything_through(desk, router, scans):
    desk.edit.setFocus()
    router.close()
    Keyboard(desk).burst(CODE, gap_ms=4)

    assert desk.edit.text() == CODE
    assert scans == []
