"""Keys for tests: a scanner's burst or a person's typing, with times of their own.

Keys go where the system would bring them: to the window that has the focus, after the
shortcuts had their turn. Their times are made up, so that a slow machine changes nothing;
only the silence after the last key is real, and is waited out.
"""

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.ui.scan_router import ScanRouter, meant_by

SCANNER_GAP_MS = 4
PERSON_GAP_MS = 300
WAIT_MAX_MS = 5_000

_NAMED = {
    "\r": (Qt.Key.Key_Return, "\r"),
    "\n": (Qt.Key.Key_Enter, "\r"),
    "\t": (Qt.Key.Key_Tab, "\t"),
    " ": (Qt.Key.Key_Space, " "),
}


class Keyboard:
    """What is plugged into the till: each method presses keys and waits until they are decided.

    Without a window given, keys go to the one that has the focus.
    """

    def __init__(self, window: QWidget | None = None, start_ms: int = 1_000_000) -> None:
        self._window = window
        self.now_ms = start_ms

    def scan(self, code: str, *, end: str = "\r", gap_ms: int = SCANNER_GAP_MS) -> None:
        """Send a scanner's burst, which ends with Enter unless told otherwise."""
        self.burst(code + end, gap_ms=gap_ms)
        self.settle()

    def type(self, text: str, *, gap_ms: int = PERSON_GAP_MS) -> None:
        """Type like a person; "\\r" is Enter, "\\t" is Tab."""
        self.burst(text, gap_ms=gap_ms)
        self.settle()

    def press(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        text: str = "",
        is_repeat: bool = False,
    ) -> None:
        """Press and release one key, long after the one before."""
        self.now_ms += PERSON_GAP_MS
        self.stroke(key, text, modifiers, is_repeat=is_repeat)
        self.settle()

    def burst(self, text: str, *, gap_ms: int) -> None:
        """Send keys at a fixed distance, and wait for nothing."""
        self.now_ms += max(gap_ms, PERSON_GAP_MS)
        for at, char in enumerate(text):
            self.now_ms += gap_ms if at else 0
            key, typed = _NAMED.get(char, (Qt.Key(ord(char.upper())), char))
            shift = char.isascii() and char.isupper()
            held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
            self.stroke(key, typed, held)

    def stroke(
        self,
        key: Qt.Key,
        text: str,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        is_repeat: bool = False,
    ) -> None:
        """Press and release one key now, as the system would bring it."""
        if not self._is_shortcut(key, text, modifiers, is_repeat):
            self._send(self._target(), QEvent.Type.KeyPress, key, text, modifiers, is_repeat)
        self._send(self._target(), QEvent.Type.KeyRelease, key, text, modifiers, is_repeat)

    def settle(self) -> None:
        """Run the event loop until every key has been told apart and handed on."""
        deadline = QDeadlineTimer(WAIT_MAX_MS)
        while _is_holding() and not deadline.hasExpired():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        QCoreApplication.processEvents()

    def _is_shortcut(
        self, key: Qt.Key, text: str, modifiers: Qt.KeyboardModifier, is_repeat: bool
    ) -> bool:
        """Do as Qt does with a key that the system brings: the focus may claim it, then the
        shortcut that is meant takes it."""
        focus = QGuiApplication.focusObject() or self._target()
        offer = self._event(QEvent.Type.ShortcutOverride, key, text, modifiers, is_repeat)
        offer.ignore()
        QCoreApplication.sendEvent(focus, offer)
        window = QApplication.activeWindow()
        if offer.isAccepted() or window is None or QApplication.activePopupWidget():
            return False
        meant = meant_by(offer, window)
        if len(meant) == 1 and (not is_repeat or meant[0].autoRepeat()):
            meant[0].activated.emit()
        return len(meant) == 1

    def _send(
        self,
        window: QWindow,
        kind: QEvent.Type,
        key: Qt.Key,
        text: str,
        modifiers: Qt.KeyboardModifier,
        is_repeat: bool,
    ) -> None:
        QCoreApplication.sendEvent(window, self._event(kind, key, text, modifiers, is_repeat))

    def _event(
        self,
        kind: QEvent.Type,
        key: Qt.Key,
        text: str,
        modifiers: Qt.KeyboardModifier,
        is_repeat: bool,
    ) -> QKeyEvent:
        event = QKeyEvent(kind, key, modifiers, text, is_repeat)
        event.setTimestamp(self.now_ms)
        return event

    def _target(self) -> QWindow:
        if self._window is not None:
            handle = self._window.window().windowHandle()
        else:
            handle = QGuiApplication.focusWindow()
        assert handle is not None, "show and activate the window first"
        return handle


def _is_holding() -> bool:
    app = QApplication.instance()
    assert app is not None
    return any(router.is_holding for router in app.findChildren(ScanRouter))
