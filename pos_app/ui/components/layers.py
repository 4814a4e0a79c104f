"""Layers: a sheet or dialog covers its window, and what it covers is out of reach of keys."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.ui import theme


class Key(QShortcut):
    """A key of a part: works where the part can be seen and nothing covers it."""

    def __init__(self, sequence: str, owner: QWidget) -> None:
        super().__init__(sequence, owner)
        self.setContext(Qt.ShortcutContext.WindowShortcut)
        self.setAutoRepeat(False)
        self._owner = owner

    def find_reach(self) -> None:
        """Switch on or off, by what covers the part now."""
        top = top_layer(self._owner.window())
        self.setEnabled(top is None or top is self._owner or top.isAncestorOf(self._owner))


class Layer(QWidget):
    """Covers its window with a scrim, holds the focus, and gives it back when it goes.

    Esc calls `dismiss`; a layer that must not go so lightly overrides it.
    """

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        host.installEventFilter(self)

    def raise_layer(self) -> None:
        """Cover the window and take the focus."""
        if not self.isHidden():
            return
        self._before = QApplication.focusWidget()
        self.setGeometry(self._host().rect())
        self._arrange()
        self.show()
        self.raise_()
        _find_reach(self.window())
        first = self._first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def lower_layer(self) -> None:
        """Uncover the window; the focus goes back to where it was."""
        if self.isHidden():
            return
        self.hide()
        _find_reach(self.window())
        before, self._before = self._before, None
        if before is not None and before.isVisible() and not self.isAncestorOf(before):
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Esc was pressed."""
        self.lower_layer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent() and self.isVisible():
            self.setGeometry(self._host().rect())
            self._arrange()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), QColor(0, 0, 0, theme.strength("scrim") * 255 // 100))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside the layer."""
        stops = [
            child
            for child in self.findChildren(QWidget)
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus
            and child.isVisible()
            and child.isEnabled()
        ]
        if not stops:
            return False
        now = QApplication.focusWidget()
        at = stops.index(now) if now in stops else -1
        step = 1 if forward else -1
        stops[(at + step) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _arrange(self) -> None:
        """Place what the layer holds; its own size is set."""

    def _first_focus(self) -> QWidget | None:
        return self

    def _host(self) -> QWidget:
        host = self.parentWidget()
        assert host is not None
        return host


def top_layer(window: QWidget) -> Layer | None:
    """The layer that covers the window now, if any does."""
    # A layer is a child of its window: there is no need to go through every part at each scan.
    shown = [
        child for child in window.children() if isinstance(child, Layer) and not child.isHidden()
    ]
    return shown[-1] if shown else None


def _find_reach(window: QWidget) -> None:
    for key in window.findChildren(QShortcut):
        if isinstance(key, Key):
            key.find_reach()
