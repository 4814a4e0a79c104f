"""The Qt application: made once, before any widget."""

import logging
from collections.abc import Sequence

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from pos_app.ui import theme

NAME = "jushang-pos"

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_log = logging.getLogger("qt")


def make_application(arguments: Sequence[str], theme_name: str) -> QApplication:
    """Return the application, in the till's font and colours; Qt's messages go to the log."""
    qInstallMessageHandler(_logged)
    app = QApplication([NAME, *arguments])
    app.setApplicationName(NAME)
    QGuiApplication.setDesktopFileName(NAME)
    app.setStyle("Fusion")
    theme.use(theme_name)
    return app


def _logged(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    _log.log(_LEVELS[kind], "%s", message)
