"""The bar at the top of every screen: whose till it is, who works here, how everything stands."""

from PySide6.QtCore import Signal

from pos_app import words
from pos_app.ui import theme
from pos_app.ui.components import paint
from pos_app.ui.components.button import IconButton
from pos_app.ui.components.label import Label
from pos_app.ui.components.lamp import Lamp
from pos_app.ui.components.layers import Key
from pos_app.ui.components.layout import Rule, Surface, column, holding, row
from pos_app.ui.presenters.status import PRINTER, SCANNER, Light, StatusPresenter
from pos_app.words import mark

HIGH = 48
MENU_KEY = "F10"

_PRODUCT = mark("Jushang POS")
_LINK = mark("Network")
_UNSENT = mark("Not sent {count}")
_PRINTER = mark("Printer")
_SCANNER = mark("Scanner")
_CLOCK = mark("Clock")
_CLOCK_BACK = mark(
    "The clock of this computer stands {minutes} min before the last record. "
    "Set it right; selling goes on."
)
_MENU = mark("Menu (F10)")
_COUNT_ROOM = 9_999  # a count of so many digits moves nothing


class TopBar(Surface):
    """Shows names, lamps and the time, and opens the menu. It decides nothing."""

    menu_asked = Signal()

    def __init__(self) -> None:
        super().__init__("surface")
        self.place = Label(bold=True)
        self.staff = Label(tone="ink-2")
        self.link = Lamp(_LINK)
        self.unsent = Lamp("")
        self.printer = Lamp(_PRINTER)
        self.scanner = Lamp(_SCANNER)
        self.suspect = Lamp(_CLOCK)
        self.suspect.hide()
        self.time = Label(bold=True, align=paint.RIGHT)
        self.menu = IconButton("menu", _MENU)
        self.menu.clicked.connect(self.menu_asked)
        self._key = Key(MENU_KEY, self)
        self._key.activated.connect(self.menu_asked)
        bar = row(
            self.place,
            theme.GAP,
            self.staff,
            None,
            self.suspect,
            self.link,
            self.unsent,
            self.printer,
            self.scanner,
            theme.GAP,
            self.time,
            self.menu,
            gap=0,
            margin=(theme.WIDE, 0, theme.GRID, 0),
        )
        self.setLayout(column((holding(bar), 1), Rule(), gap=0))
        self.setFixedHeight(HIGH)
        self.say()

    def driven_by(self, presenter: StatusPresenter) -> None:
        """Keep the presenter alive; nothing here is pressed that it must know of."""
        self._presenter = presenter

    def say(self) -> None:
        """Keep room for a long count, so that the lamps stay where they are."""
        widest = words.text(_UNSENT, count=_COUNT_ROOM)
        self.unsent.setMinimumWidth(paint.width(widest, theme.SMALL) + 34)

    def show_place(self, shop: str, till: str) -> None:
        """Show the names of shop and till, as the owner typed them; our own before."""
        names = " · ".join(name for name in (shop, till) if name)
        if names:
            self.place.set_text(names)
        else:
            self.place.set_message(_PRODUCT)

    def show_staff(self, name: str) -> None:
        """Show who is signed in; nothing for an empty name."""
        self.staff.set_text(name)

    def show_time(self, at_ms: int, utc_offset_min: int) -> None:
        """Show the time of day."""
        self.time.set_text(words.clock_time(at_ms, utc_offset_min))

    def show_link(self, light: Light, message: str) -> None:
        """Show how the till and its server stand."""
        self.link.set_state(light.value, message)

    def show_unsent(self, count: int, light: Light, message: str, age: int) -> None:
        """Show how many records the server does not have yet."""
        self.unsent.set_message(_UNSENT, count=count)
        self.unsent.set_state(light.value, message, count=count, age=age)

    def show_device(self, device: str, light: Light, message: str) -> None:
        """Show how the printer or the scanner stands; other devices have no lamp yet."""
        lamp = {PRINTER: self.printer, SCANNER: self.scanner}.get(device)
        if lamp is not None:
            lamp.set_state(light.value, message)

    def show_clock_suspect(self, back_min: int) -> None:
        """Show that the clock stands before the last record; zero when it is right again."""
        self.suspect.setVisible(back_min > 0)
        self.suspect.set_state("wait" if back_min else "off", _CLOCK_BACK, minutes=back_min)
