"""Language, colours and full screen: settings that take effect while the till runs."""

from collections.abc import Callable

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from pos_app import words
from pos_app.settings import FULL_SCREEN, LANGUAGE, THEME, Setting, Settings
from pos_app.ui import theme
from pos_app.ui.components.speech import say_all

_TITLE = words.mark("Jushang POS")


class Look:
    """Makes one window look and speak as the settings say, now and after each change."""

    def __init__(self, window: QWidget, settings: Settings) -> None:
        self._window = window
        self._settings = settings
        self._qt_words: QTranslator | None = None
        self._effects: dict[str, Callable[[], None]] = {
            LANGUAGE.key: self._speak,
            THEME.key: self._paint,
            FULL_SCREEN.key: self._fit,
        }
        settings.listen(self._changed)
        self._paint()
        self._speak()

    def _changed(self, setting: Setting) -> None:
        effect = self._effects.get(setting.key)
        if effect is not None:
            effect()

    def _speak(self) -> None:
        code = self._settings.get(LANGUAGE)
        words.set_language(code)
        self._speak_qt(code)
        self._window.setWindowTitle(words.text(_TITLE))
        say_all(self._window)

    def _speak_qt(self, code: str) -> None:
        """Let Qt's own dialogs speak it too; Qt itself is English."""
        app = QApplication.instance()
        assert app is not None
        if self._qt_words is not None:
            app.removeTranslator(self._qt_words)
            self._qt_words.deleteLater()
            self._qt_words = None
        translator = QTranslator(self._window)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(QLocale(code), "qtbase", "_", folder):
            app.installTranslator(translator)
            self._qt_words = translator

    def _paint(self) -> None:
        theme.use(self._settings.get(THEME))
        self._window.update()

    def _fit(self) -> None:
        if not self._window.isVisible():
            return
        if self._settings.is_on(FULL_SCREEN):
            self._window.showFullScreen()
        else:
            self._window.showNormal()
