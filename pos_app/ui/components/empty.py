"""An empty page: says what will be here and offers the first step."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui import theme
from pos_app.ui.components import icons, paint
from pos_app.ui.components.button import Button
from pos_app.ui.components.label import Label
from pos_app.ui.components.layout import Part, column, row


class Picture(QWidget):
    """An icon that is looked at, not pressed."""

    def __init__(self, name: str, *, tone: str = "quiet", size: int = 48) -> None:
        super().__init__()
        self._name = name
        self._tone = tone
        self._edge = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, tone: str = "") -> None:
        """Show another icon, in another colour where one is given."""
        self._name, self._tone = name, tone or self._tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._edge, self._edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        icons.paint_icon(painter, self._name, theme.colour(self._tone), 0, 0, self._edge)


class EmptyPage(QWidget):
    """A picture, what will be here, how it comes here, and the button of the first step."""

    def __init__(
        self, icon: str, title: str, body: str = "", *, action: Button | None = None
    ) -> None:
        super().__init__()
        self.title = Label(title, size=theme.TITLE, bold=True, align=paint.CENTRE, wrap=True)
        self.body = Label(body, tone="ink-2", align=paint.CENTRE, wrap=True)
        if not body:
            self.body.hide()
        parts: list[Part] = [None, row(None, Picture(icon), None), theme.GAP, self.title, self.body]
        if action is not None:
            parts += [theme.PAD, row(None, action, None)]
        self.setLayout(column(*parts, None, margin=theme.LOOSE))
