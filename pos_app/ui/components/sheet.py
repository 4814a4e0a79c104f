"""Side sheets and dialogs: what lies over a screen until it is done with."""

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from pos_app.ui import theme
from pos_app.ui.components.button import Action, IconButton, Kind
from pos_app.ui.components.label import Label
from pos_app.ui.components.layers import Layer
from pos_app.ui.components.layout import Part, Rule, Surface, column, holding, row
from pos_app.words import mark

_SLIDE_MS = 120
_CLOSE = mark("Close")
_CANCEL = mark("Cancel")
_OK = mark("OK")


class SideSheet(Layer):
    """Slides over the window from the right; Esc, its cross and a press beside it close it.

    `content` fills it; `foot` holds the buttons that stay at its lower edge.
    """

    opened = Signal()
    closed = Signal()

    def __init__(
        self,
        host: QWidget,
        title: str,
        content: QWidget,
        *,
        foot: tuple[Part, ...] = (),
        width: int = 440,
    ) -> None:
        super().__init__(host)
        self._wide = width
        self.title = Label(title, size=theme.TITLE, bold=True)
        self.content = content
        cross = IconButton("x", _CLOSE, key="Esc")
        cross.clicked.connect(self.dismiss)
        head = row((self.title, 1), cross, margin=(theme.WIDE, theme.GAP, theme.GAP, theme.GAP))
        parts: list[Part] = [head, Rule(), (content, 1)]
        if foot:
            parts += [Rule(), row(*foot, margin=theme.PAD)]
        self._panel = holding(column(*parts, gap=0), Surface("surface"))
        self._panel.setParent(self)
        self._slide = QPropertyAnimation(self._panel, b"pos", self)
        self._slide.setDuration(_SLIDE_MS)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)

    def open(self) -> None:
        """Slide in and take the focus to the first part that wants it."""
        if self.isVisible():
            return
        self.raise_layer()
        if moves():
            self._slide.setStartValue(QPoint(self.width(), 0))
            self._slide.setEndValue(self._panel.pos())
            self._slide.start()
        self.opened.emit()

    def dismiss(self) -> None:
        if self.isVisible():
            self.lower_layer()
            self.closed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def _arrange(self) -> None:
        self._slide.stop()
        wide = min(self._wide, self.width())
        self._panel.setGeometry(QRect(self.width() - wide, 0, wide, self.height()))

    def _first_focus(self) -> QWidget | None:
        return first_stop(self.content) or self


class Dialog(Layer):
    """Stops the cashier for one decision: its answer under Enter, the way back under Esc.

    An answer with a key of its own (one that takes something away) is never given by Enter, which
    is then the way back as well.

    `content` is shown between the words and the answers (a PIN field, say). The dialog does not
    close itself on `accepted`: whoever asked closes it, or shows what is wrong.
    """

    accepted = Signal()
    rejected = Signal()

    def __init__(
        self,
        host: QWidget,
        title: str,
        body: str = "",
        *,
        content: QWidget | None = None,
        accept: str = _OK,
        accept_key: str = "Return",
        reject: str = _CANCEL,
        kind: Kind = "accent",
        width: int = 440,
    ) -> None:
        super().__init__(host)
        self._wide = width
        self.content = content
        self.title = Label(title, size=theme.TITLE, bold=True, wrap=True)
        self.body = Label(body, tone="ink-2", wrap=True)
        if not body:
            self.body.hide()
        is_safe = accept_key == "Return"
        self.accept = Action(accept, key=accept_key, kind=kind)
        self.reject = Action(reject, key="Escape" if is_safe else "Return")
        self._default = self.accept if is_safe else self.reject
        self.accept.clicked.connect(self.accepted)
        self.reject.clicked.connect(self.dismiss)
        parts: list[Part] = [self.title, self.body]
        if content is not None:
            parts += [theme.GRID, content]
        answers = row((self.reject, 1), (self.accept, 1), gap=theme.PAD)
        self._card = holding(
            column(*parts, theme.GAP, answers, gap=theme.GAP, margin=theme.LOOSE),
            Surface("surface", edge=True, radius=theme.PAD),
        )
        self._card.setParent(self)
        self._card.installEventFilter(self)

    def set_body(self, message: str, **values: object) -> None:
        """Say this below the title; nothing for an empty message."""
        self.body.set_message(message, **values)
        self.body.setVisible(bool(message))
        self._arrange()

    def open(self) -> None:
        """Cover the window and ask."""
        self.raise_layer()

    def close_dialog(self) -> None:
        """Go, with the question answered."""
        self.lower_layer()

    def dismiss(self) -> None:
        if self.isVisible():
            self.lower_layer()
            self.rejected.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self._card:
            self._arrange()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._default.press()
        super().keyPressEvent(event)

    def _arrange(self) -> None:
        wide = min(self._wide, self.width() - 2 * theme.WIDE)
        layout = self._card.layout()
        assert layout is not None
        high = max(layout.heightForWidth(wide), layout.minimumSize().height())
        high = min(high, self.height() - 2 * theme.WIDE)
        self._card.setGeometry((self.width() - wide) // 2, (self.height() - high) // 2, wide, high)

    def _first_focus(self) -> QWidget | None:
        return (first_stop(self.content) if self.content is not None else None) or self


def moves() -> bool:
    """Whether things slide: not where nobody looks."""
    return QGuiApplication.platformName() != "offscreen"


def first_stop(content: QWidget) -> QWidget | None:
    """The first part inside that takes text, or else that Tab reaches."""
    stops = [
        child
        for child in (content, *content.findChildren(QWidget))
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible() and child.isEnabled()
    ]
    typed = [child for child in stops if child.focusPolicy() & Qt.FocusPolicy.ClickFocus]
    found = typed or stops
    return found[0] if found else None
