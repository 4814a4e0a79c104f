"""Keys that nobody pressed: a virtual scanner's burst, brought to the window like real ones."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QWidget

from drivers.api.scan import Key, KeyKind

_ENDS = {"\r": Qt.Key.Key_Return, "\n": Qt.Key.Key_Enter, "\t": Qt.Key.Key_Tab}


def press_keys(window: QWidget, keys: Sequence[Key]) -> None:
    """Press and release keys, each with its own time, where the system would bring them."""
    handle = window.window().windowHandle()
    assert handle is not None, "keys come to a window that is shown"
    for key in keys:
        if key.kind is not KeyKind.MODIFIER:
            _stroke(handle, key)


def _stroke(window: QWindow, key: Key) -> None:
    code = _ENDS.get(key.char) or Qt.Key(ord(key.char.upper()))
    shift = Qt.KeyboardModifier.ShiftModifier
    held = shift if key.shift else Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, code, held, key.char)
        event.setTimestamp(key.at_ms)
        QCoreApplication.sendEvent(window, event)
