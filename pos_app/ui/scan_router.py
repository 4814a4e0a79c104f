"""The scan router: every key of the program passes here, and a scanner's never go further.

It stands before the windows, where keys arrive from the system. What only a person can
have typed goes on at once; what may be the beginning of a scan waits until the classifier
knows, and is then handed on in order to whoever has the focus, or is a scan. A scan
therefore never presses a button and never lands in a field that did not ask for it.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from drivers.api.scan import Key, KeyClassifier, KeyKind, Scan, Typed, Verdict

_END_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
_MODIFIER_KEYS = {Qt.Key.Key_Shift, Qt.Key.Key_CapsLock}
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_KEY_TYPES = {QEvent.Type.KeyPress, QEvent.Type.KeyRelease}


@dataclass(slots=True, eq=False)
class _Press:
    """A key that went down. ``release`` came while the key was still undecided."""

    event: QKeyEvent
    window: QWindow
    finger: int
    is_held: bool = True
    is_swallowed: bool = False
    release: QKeyEvent | None = None


class ScanRouter(QObject):
    """Tells scans from typing for the whole program, and gives each to its own.

    ``on_scan`` gets a code; ``on_unreadable`` is called for a burst that is none. Keys with
    Ctrl, Alt or Meta, function keys and whatever carries no time of its own are let through.
    A shortcut on a plain key (Enter, "/", Delete) works as ever, but only when typed.
    """

    def __init__(
        self,
        classifier: KeyClassifier,
        on_scan: Callable[[str], None],
        on_unreadable: Callable[[], None],
    ) -> None:
        app = QApplication.instance()
        super().__init__(app)
        self._classifier = classifier
        self._on_scan = on_scan
        self._on_unreadable = on_unreadable
        self._presses: dict[int, _Press] = {}
        self._own: list[QKeyEvent] = []
        self._has_waited = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._silence)
        assert app is not None, "keys arrive only where there is an application"
        app.installEventFilter(self)

    @property
    def is_holding(self) -> bool:
        """Say whether keys wait to be told apart."""
        return self._timer.isActive()

    def close(self) -> None:
        """Let every key through from now on."""
        self._timer.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._presses.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _KEY_TYPES:
            assert isinstance(event, QKeyEvent)
            if not isinstance(watched, QWindow) or self._is_own(event) or not event.timestamp():
                return False
            if kind == QEvent.Type.KeyPress:
                return self._pressed(watched, event)
            return self._released(event)
        if kind == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            return not self._is_own(event) and bool(event.timestamp()) and self._claimed(event)
        if kind == QEvent.Type.InputMethod and self.is_holding:
            self._decide_now()
        return False

    def _claimed(self, event: QKeyEvent) -> bool:
        """Keep a key that may belong to a scan from being taken for a shortcut at once, and
        a text field from taking the till's own Ctrl keys for its editing."""
        if _kind(event) in (KeyKind.CHAR, KeyKind.END):
            event.accept()
            return True
        if _kind(event) is not KeyKind.OTHER:
            return False
        self._decide_now()
        window = QApplication.activeWindow()
        return bool(event.modifiers() & _COMMANDS) and bool(window and meant_by(event, window))

    def _pressed(self, window: QWindow, event: QKeyEvent) -> bool:
        press = _Press(_copy(event), window, _finger(event))
        self._presses[press.finger] = press
        key = Key(
            kind=_kind(event),
            at_ms=event.timestamp(),
            char=event.text(),
            shift=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier),
            held=event.isAutoRepeat(),
            origin=press,
        )
        verdicts = self._classifier.feed(key)
        due_ms = self._classifier.due_ms
        if due_ms is None:
            self._timer.stop()
        else:
            self._has_waited = False
            self._timer.start(max(0, due_ms - key.at_ms))
        if verdicts == (Typed((key,)),) and key.kind in (KeyKind.OTHER, KeyKind.MODIFIER):
            press.is_held = False
            return False
        # When a scan is told apart by the key that follows it, that key alone is undecided.
        self._judged(verdicts, undecided=None if due_ms is None else press)
        return True

    def _released(self, event: QKeyEvent) -> bool:
        press = self._presses.get(_finger(event))
        if press is None:
            return False
        if press.is_held:
            press.release = _copy(event)
            return True
        if not event.isAutoRepeat():
            del self._presses[press.finger]
        return press.is_swallowed

    def _silence(self) -> None:
        """No key came for long enough. A busy program may not have read them yet, though:
        what lies in the system's queue is read before this is called again."""
        if not self._has_waited:
            self._has_waited = True
            self._timer.start(0)
            return
        self._decide_now()

    def _decide_now(self) -> None:
        self._timer.stop()
        due_ms = self._classifier.due_ms
        if due_ms is not None:
            self._judged(self._classifier.tick(due_ms))

    def _judged(self, verdicts: tuple[Verdict, ...], undecided: _Press | None = None) -> None:
        for verdict in verdicts:
            if isinstance(verdict, Typed):
                for key in verdict.keys:
                    assert isinstance(key.origin, _Press)
                    self._hand_on(key.origin)
                continue
            self._swallow_held(undecided)
            try:
                if isinstance(verdict, Scan):
                    self._on_scan(verdict.code)
                else:
                    self._on_unreadable()
            except Exception:  # noqa: BLE001  a bug must not let the scan's Enter through
                sys.excepthook(*sys.exc_info())

    def _swallow_held(self, but: _Press | None) -> None:
        for finger, press in tuple(self._presses.items()):
            if press is but or not press.is_held:
                continue
            if press.release is not None:
                del self._presses[finger]
            else:
                press.is_held, press.is_swallowed = False, True

    def _hand_on(self, press: _Press) -> None:
        """Let a typed key happen, as if it had only now been pressed."""
        press.is_held = press.is_swallowed = False
        window = QGuiApplication.focusWindow() or press.window
        is_plain = _kind(press.event) in (KeyKind.CHAR, KeyKind.END)
        if not (is_plain and self._takes_shortcut(press.event)):
            self._send(window, press.event)
        if press.release is not None:
            if self._presses.get(press.finger) is press:
                del self._presses[press.finger]
            self._send(window, press.release)

    def _takes_shortcut(self, event: QKeyEvent) -> bool:
        """Do what Qt does with a key before it is a key: offer it to the focus, then look
        for the one shortcut that can be meant."""
        focus = QApplication.focusWidget()
        if focus is not None:
            offer = _copy(event, QEvent.Type.ShortcutOverride)
            offer.ignore()
            self._send(focus, offer)
            if offer.isAccepted():
                return False
        window = QApplication.activeWindow()
        if window is None or QApplication.activePopupWidget() is not None:
            return False
        meant = meant_by(event, window)
        if len(meant) != 1:
            return False
        if meant[0].autoRepeat() or not event.isAutoRepeat():
            meant[0].activated.emit()
        return True

    def _send(self, receiver: QObject, event: QKeyEvent) -> None:
        self._own.append(event)
        try:
            QCoreApplication.sendEvent(receiver, event)
        finally:
            self._own.pop()

    def _is_own(self, event: QKeyEvent) -> bool:
        return any(each is event for each in self._own)


def _kind(event: QKeyEvent) -> KeyKind:
    text = event.text()
    if event.modifiers() & _COMMANDS:
        return KeyKind.OTHER
    if event.key() in _END_KEYS:
        return KeyKind.END
    if event.key() in _MODIFIER_KEYS:
        return KeyKind.MODIFIER
    return KeyKind.CHAR if len(text) == 1 and text.isprintable() else KeyKind.OTHER


def _finger(event: QKeyEvent) -> int:
    """The key as a piece of plastic: Shift may go up before the letter that it changed."""
    return event.nativeScanCode() or event.key()


def _copy(event: QKeyEvent, kind: QEvent.Type | None = None) -> QKeyEvent:
    copy = QKeyEvent(
        kind or event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    copy.setTimestamp(event.timestamp())
    return copy


def meant_by(event: QKeyEvent, window: QWidget) -> list[QShortcut]:
    """Find the shortcuts of a window that a key can be meant for: one, if all is well."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    typed = {QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key())))}
    if event.text() and modifiers == Qt.KeyboardModifier.ShiftModifier:
        typed.add(QKeySequence(event.key()))
    return [
        each
        for each in window.findChildren(QShortcut)
        if each.isEnabled() and each.key() in typed and _is_in_reach(each, window)
    ]


def _is_in_reach(shortcut: QShortcut, window: QWidget) -> bool:
    owner = shortcut.parent()
    if not isinstance(owner, QWidget) or not owner.isVisible() or not owner.isEnabled():
        return False
    return owner.window() is window
