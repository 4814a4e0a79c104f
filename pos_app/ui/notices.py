"""Notices: messages that go by themselves, and the sounds beside them."""

from PySide6.QtWidgets import QWidget

from pos_app.domain.errors import AppError, Refusal
from pos_app.settings import SOUND, Settings
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
    """Shows messages over the foot of the window, one at a time, in the cashier's language."""

    def __init__(self, host: QWidget, settings: Settings, sounds: Sounds) -> None:
        self.toast = Toast(host)
        self._settings = settings
        self._sounds = sounds

    def tell(self, error: AppError) -> None:
        """Say what went wrong and what to do; a refusal warns, trouble alarms."""
        tone: ToastTone = "warning" if isinstance(error, Refusal) else "danger"
        self.toast.show_message(error.words, tone=tone, **error_values(error))

    def note(self, words: str, tone: Tone = Tone.INFO, **values: object) -> None:
        """Say something short; ``words`` is the message's source text."""
        self.toast.show_message(words, tone=_TONES[tone], **written(values))

    def play(self, sound: Sound) -> None:
        """Make a sound, if sounds are on."""
        if self._settings.is_on(SOUND):
            self._sounds.play(sound)
