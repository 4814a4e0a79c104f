"""What is shown when the shop cannot be opened: what happened and what to do."""

from PySide6.QtCore import Signal

from pos_app import words
from pos_app.domain.errors import AppError
from pos_app.ui.components.button import Action
from pos_app.ui.components.empty import EmptyPage
from pos_app.ui.components.layout import Page, column
from pos_app.ui.wording import error_text
from pos_app.words import mark

_TITLE = mark("The shop cannot be opened")
_CLOSE = mark("Close")


class TroubleScreen(Page):
    """One message and one way out. Nothing was changed on the disk."""

    leave = Signal()

    def __init__(self, error: AppError) -> None:
        super().__init__()
        self._error = error
        close = Action(_CLOSE, key="Return", kind="accent")
        close.clicked.connect(self.leave)
        self.page = EmptyPage("triangle-alert", _TITLE, _CLOSE, action=close)
        self.setLayout(column((self.page, 1)))
        self.say()

    def say(self) -> None:
        """Say it in the language of the moment."""
        self.page.body.set_text(error_text(self._error))
        self.page.title.set_text(words.text(_TITLE))
