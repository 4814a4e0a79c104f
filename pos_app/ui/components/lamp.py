"""A lamp: one device or link, how it is, and its last words when it is pressed."""

from typing import Literal

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPaintEvent

from pos_app import words
from pos_app.ui import theme
from pos_app.ui.components import paint
from pos_app.ui.components.button import Button
from pos_app.ui.components.hint import show_hint

LampState = Literal["good", "wait", "bad", "off"]

_TONES: dict[str, str] = {"good": "success", "wait": "warning", "bad": "danger", "off": "quiet"}


class Lamp(Button):
    """A coloured dot with a word beside it; a dot that is not good is drawn as a ring or a bar too.

    `clicked` is emitted as well, for a screen that has more to show than the last words.
    """

    def __init__(self, message: str) -> None:
        self._state: LampState = "off"
        self._detail = ""
        self._detail_values: dict[str, object] = {}
        super().__init__(message, kind="quiet")
        self.clicked.connect(self._tell)

    def set_state(self, state: LampState, detail: str = "", **values: object) -> None:
        """How it is now, and the message that a press shows."""
        self._state = state
        self._detail, self._detail_values = detail, values
        self.setAccessibleDescription(self.detail())
        self.update()

    def state(self) -> LampState:
        """How it is now."""
        return self._state

    def detail(self) -> str:
        """Its last words, in the cashier's language."""
        return words.text(self._detail, **self._detail_values) if self._detail else ""

    def cut_texts(self) -> list[str]:
        """Its word, if it does not fit."""
        return [] if paint.width(self.text(), theme.SMALL) + 30 <= self.width() else [self.text()]

    def sizeHint(self) -> QSize:
        wide = paint.width(self.text(), theme.SMALL) + 34
        return QSize(max(wide, theme.TARGET), theme.TARGET)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        ink = self._ground(painter)
        tone = theme.colour(_TONES[self._state])
        dot = QRect(10, self.height() // 2 - 5, 10, 10)
        if self._state in ("good", "wait"):
            paint.box(painter, dot, tone, None, 5)
        if self._state == "bad":
            paint.box(painter, dot.adjusted(-1, 0, 1, 0), tone, None, 2)
        if self._state == "off":
            paint.box(painter, dot, None, tone, 5)
        if self._state == "wait":
            paint.box(painter, dot.adjusted(3, 3, -3, -3), theme.colour("surface"), None, 2)
        place = QRect(26, 0, self.width() - 28, self.height())
        paint.line_of_text(painter, place, self.text(), ink, theme.SMALL)
        if self.hasFocus():
            paint.ring(painter, self.rect())

    def _tell(self) -> None:
        if self._detail:
            show_hint(self, self.detail())
