"""Notices: messages that go by themselves, and the sounds beside them."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from pos_app.domain.errors import AppError, Refusal
from pos_app.settings import SOUND, Settings
from pos_app.ui import theme
from pos_app.ui.components.toast import Toast
from pos_app.ui.components.toast import Tone as ToastTone
from pos_app.ui.presenters.ports import Sound, Tone
from pos_app.ui.sounds import Sounds
from pos_app.ui.wording import error_values, written

_TONES: dict[Tone, ToastTone] = {
    Tone.INFO: "plain",
    Tone.SUCCESS: "success",
    Tone.WARNING: "warning",
    Tone.DANGER: "danger",
}


class ToastNotices:
    """Shows messages at the head of the window, one at a time, in the cashier's language."""

    def __init__(
        self, host: QWidget, settings: Settings, sounds: Sounds, *, below: int = theme.GAP
    ) -> None:
        """``below`` is how far under the window's upper edge they stand."""
        self.toast = Toast(host, below=below)
        self._is_new = False
        self._settings = settings
        self._sounds = sounds

    def tell(self, error: AppError) -> None:
        """Say what went wrong and what to do; a refusal warns, trouble alarms."""
        tone: ToastTone = "warning" if isinstance(error, Refusal) else "danger"
        self._show(error.words, tone, error_values(error))

    def note(self, words: str, tone: Tone = Tone.INFO, **values: object) -> None:
        """Say something short; ``words`` is the message's source text."""
        self._show(words, _TONES[tone], written(values))

    def screen_changed(self) -> None:
        """Take away what was said of the screen before; what is said this very turn stays."""
        if not self._is_new:
            self.toast.hide()

    def play(self, sound: Sound) -> None:
        """Make a sound, if sounds are on."""
        if self._settings.is_on(SOUND):
            self._sounds.play(sound)

    def _show(self, message: str, tone: ToastTone, values: Mapping[str, object]) -> None:
        self._is_new = True
        QTimer.singleShot(0, self.toast, self._grew_old)
        self.toast.show_message(message, tone=tone, **values)

    def _grew_old(self) -> None:
        self._is_new = False
