"""The main window: which screen is up, and where keys, scans and messages go."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from pos_app.domain.errors import mark
from pos_app.settings import FULL_SCREEN, Settings
from pos_app.ui import theme
from pos_app.ui.components.layers import top_layer
from pos_app.ui.components.layout import Page, column
from pos_app.ui.notices import ToastNotices
from pos_app.ui.presenters.ports import Screen, Sound, Tone
from pos_app.ui.presenters.status import StatusPresenter
from pos_app.ui.scan_target import code_field
from pos_app.ui.sounds import Sounds
from pos_app.ui.views.menu import MenuSheet
from pos_app.ui.views.top_bar import TopBar
from pos_app.usecases.ports import Clock
from pos_app.usecases.till import Session

SIZE = QSize(1366, 768)
SIZE_MIN = QSize(1024, 700)
TICK_MS = 1_000
BACK_MAX = 16

_NOT_HERE = mark("A code was scanned, but it has no place here. Go to the sell screen first.")
_UNREADABLE = mark("The scanner sent something that is no code. Scan again.")
# What one looks something up in and comes back from. The others follow from one another.
_PAGES = (Screen.SALES, Screen.DAY, Screen.SETTINGS)


@dataclass(frozen=True, slots=True)
class Place:
    """A screen's part in the window. ``shown`` is called when it comes up; without
    ``scanned`` a code goes to a field that accepts one, or nowhere."""

    view: QWidget
    shown: Callable[[], None]
    scanned: Callable[[str], None] | None


class Window(Page):
    """Top bar, screens, menu and messages. It is the Navigator, and holds the Notices.

    Nothing in it knows what a screen does; bootstrap adds the screens and the menu's lines.
    """

    def __init__(self, settings: Settings, session: Session, clock: Clock, sounds: Sounds) -> None:
        super().__init__()
        self._settings = settings
        self._session = session
        self._places: dict[Screen, Place] = {}
        self._screen: Screen | None = None
        self._before: list[Screen] = []
        self.bar = TopBar()
        self.status = StatusPresenter(self.bar, settings, session, clock)
        self.bar.driven_by(self.status)
        self._stack = QStackedWidget()
        self.setLayout(column(self.bar, (self._stack, 1), gap=0))
        self.notices = ToastNotices(self, settings, sounds, below=self.bar.height() + theme.GAP)
        self.menu = MenuSheet(self, lambda: session.staff is not None)
        self.bar.menu_asked.connect(self.menu.open)
        self._second = QTimer(self)
        self._second.timeout.connect(self.status.ticked)
        self._second.start(TICK_MS)
        self.setMinimumSize(SIZE_MIN)
        # Without a window manager nobody else keeps it within the screen.
        self.resize(SIZE.boundedTo(self.screen().availableGeometry().size()))

    def add_screen(
        self,
        screen: Screen,
        view: QWidget,
        shown: Callable[[], None],
        scanned: Callable[[str], None] | None = None,
    ) -> None:
        """Add a screen, once each; ``scanned`` takes the codes while it is up."""
        assert screen not in self._places, f"{screen} is there already"
        self._places[screen] = Place(view, shown, scanned)
        self._stack.addWidget(view)

    def has_screen(self, screen: Screen) -> bool:
        """Say whether a screen was added."""
        return screen in self._places

    def open(self) -> None:
        """Show the window as the settings say, full screen or not."""
        if self._settings.is_on(FULL_SCREEN):
            self.showFullScreen()
        else:
            self.showNormal()
        self.activateWindow()

    @property
    def screen_shown(self) -> Screen | None:
        """The screen that is up."""
        return self._screen

    def go(self, screen: Screen) -> None:
        """Show a screen; whatever lay over the one before is dismissed."""
        if self._screen in _PAGES and self._screen is not screen:
            self._before = [*self._before, self._screen][-BACK_MAX:]
        if screen not in _PAGES:
            self._before = []
        self._show(screen)

    def back(self) -> None:
        """Return from a page to the one before it, and at last to the sell screen."""
        self._show(self._before.pop() if self._before else Screen.SELL)

    def lock(self) -> None:
        """Ask for a PIN again; the open cart stays as it is."""
        if self._session.staff is not None:
            self.go(Screen.SIGN_IN)

    def scanned(self, code: str) -> None:
        """Give a code to what lies on top: a field that accepts codes, or the screen."""
        self.status.scanned()
        layer = top_layer(self)
        place = self._places[self._screen] if self._screen is not None else None
        if layer is None and place is not None and place.scanned is not None:
            place.scanned(code)
            return
        ground = layer or (place.view if place is not None else self)
        field = code_field(ground)
        if field is not None:
            field.setText(code)
            return
        self.notices.play(Sound.UNKNOWN)
        self.notices.note(_NOT_HERE, Tone.WARNING)

    def unreadable(self) -> None:
        """A burst of keys came that is no code."""
        self.notices.play(Sound.UNKNOWN)
        self.notices.note(_UNREADABLE, Tone.WARNING)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nobody wanted end here."""
        event.accept()

    def _show(self, screen: Screen) -> None:
        place = self._places[screen]
        self._dismiss_layers()
        if screen is not self._screen:
            self.notices.screen_changed()
        self._screen = screen
        self._stack.setCurrentWidget(place.view)
        place.view.setFocus()
        place.shown()
        self.status.shown()

    def _dismiss_layers(self) -> None:
        for _ in range(8):
            layer = top_layer(self)
            if layer is None:
                return
            layer.dismiss()
