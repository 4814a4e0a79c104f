"""The sign-in screen: who is at the till, by tile or staff number, and their PIN."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from pos_app.domain.errors import AppError
from pos_app.domain.people import Role, Staff
from pos_app.ui import theme
from pos_app.ui.components import paint
from pos_app.ui.components.field import Field, PinField
from pos_app.ui.components.label import Label
from pos_app.ui.components.layout import Card, Page, Scroll, column, holding, row
from pos_app.ui.components.pad import NumberPad
from pos_app.ui.components.tile import StaffTile
from pos_app.ui.presenters.sign_in import SignInPresenter
from pos_app.ui.wording import error_values
from pos_app.words import mark

_WHO = mark("Who is at the till?")
_NUMBER = mark("Staff number")
_OR_NUMBER = mark("Your name or number")
_PIN = mark("PIN")
_PIN_OF = mark("PIN of {name}")
_CHECKING = mark("Checking…")
_WAIT = mark("Too many wrong PINs. Wait {wait_s} s.")
_DEMO = mark("Demo shop: the numbers and PINs are made up and stand here.")
_ENTER = mark("OK")
_ROLES = {
    Role.CASHIER: mark("Cashier"),
    Role.SENIOR: mark("Senior cashier"),
    Role.OWNER: mark("Owner"),
}
_TILE_WIDE = 172
_CARD_WIDE, _CARD_HIGH = 400, 608
_WIDE_MAX, _ALL = 1360, 100


class SignInScreen(Page):
    """Tiles of people at the left, one field with its pad at the right. It decides nothing.

    ``demo_pins`` is what a demo shop gives away, as data: "1001 · 1234".
    """

    def __init__(self, demo_pins: str = "") -> None:
        super().__init__()
        self._demo_pins = demo_pins
        self.tiles: list[StaffTile] = []
        self.number = Field(_NUMBER, large=True)
        self.pin = PinField(_PIN)
        self.title = Label(_OR_NUMBER, size=theme.TITLE, bold=True, wrap=True)
        self.state = Label(tone="ink-2", align=paint.CENTRE)
        self.pad = NumberPad("pin", enter=_ENTER, enter_kind="accent")
        self.demo = Label(_DEMO, tone="ink-2", wrap=True)
        self.demo_pins = Label(bold=True, wrap=True)
        self.demo_pins.set_text(demo_pins)
        self._fields = QStackedWidget()
        self._people = QWidget()
        self._grid = QGridLayout(self._people)
        self._lay_out()
        for field in (self.number, self.pin):
            field.edit.installEventFilter(self)

    def driven_by(self, presenter: SignInPresenter) -> None:
        """Send every press to this presenter, and keep it alive."""
        self._presenter = presenter
        self.number.entered.connect(lambda: presenter.chose(self.number.text()))
        self.pin.entered.connect(lambda: presenter.entered(self.pin.text()))

    def show_staff(self, staff: Sequence[Staff], *, is_demo: bool) -> None:
        """Show who may sign in; a demo shop gives its PINs away."""
        for tile in self.tiles:
            self._grid.removeWidget(tile)
            tile.deleteLater()
        self.tiles = [StaffTile(each.name, _ROLES[each.role]) for each in staff]
        for tile, each in zip(self.tiles, staff, strict=True):
            tile.setCheckable(True)
            tile.setFixedWidth(_TILE_WIDE)
            tile.clicked.connect(lambda *, number=each.number: self._presenter.chose(number))
            tile.setProperty("number", each.number)
        self._arrange()
        for label in (self.demo, self.demo_pins):
            label.setVisible(is_demo and bool(self._demo_pins))

    def ask_number(self) -> None:
        """Nobody is chosen: wait for a tile to be pressed or a staff number to be typed."""
        self.title.set_message(_OR_NUMBER)
        self._turn_to(self.number, "")

    def ask_pin(self, number: str, name: str) -> None:
        """Somebody is chosen: wait for the PIN. The name is empty for an unknown number."""
        self.title.set_message(_PIN_OF, name=name or number)
        self._turn_to(self.pin, number)

    def show_busy(self, is_busy: bool) -> None:
        """Show, without fuss, that the PIN is being checked."""
        self.state.set_message(_CHECKING if is_busy else "")
        self.pin.edit.setReadOnly(is_busy)

    def refuse(self, error: AppError) -> None:
        """Say near the field what is wrong; what was typed is gone."""
        self.pin.clear()
        self.pin.set_error(error.words, **error_values(error))
        self.pin.edit.setFocus()

    def show_wait(self, wait_s: int) -> None:
        """Show for how long no PIN is taken; zero when the wait is over."""
        if wait_s:
            self.pin.clear()
        self.pin.set_error(_WAIT if wait_s else "", wait_s=wait_s)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_pin = watched is self.pin.edit
            if event.key() == Qt.Key.Key_Escape and is_pin and not self.pin.text():
                self._presenter.gave_up()
                return True
        return super().eventFilter(watched, event)

    def _turn_to(self, field: Field, number: str) -> None:
        self.number.clear()
        self.pin.clear()
        self.pin.set_error()
        for tile in self.tiles:
            tile.setChecked(bool(number) and tile.property("number") == number)
        self._fields.setCurrentWidget(field)
        self.pad.type_into(field)
        field.edit.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put as many tiles beside each other as there is room for, from the left."""
        room = min(self.width(), _WIDE_MAX) - _CARD_WIDE - 3 * theme.LOOSE
        beside = max(2, (room + theme.PAD) // (_TILE_WIDE + theme.PAD))
        for at, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, at // beside, at % beside)
        for at in range(max(self._grid.columnCount(), beside + 1)):
            self._grid.setColumnStretch(at, 1 if at == beside else 0)

    def _lay_out(self) -> None:
        self._grid.setSpacing(theme.PAD)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._fields.addWidget(self.number)
        self._fields.addWidget(self.pin)
        self._fields.setFixedHeight(self.pin.sizeHint().height())
        card = holding(
            column(self.title, self._fields, (self.pad, 1), self.state, margin=theme.LOOSE), Card()
        )
        card.setFixedSize(_CARD_WIDE, _CARD_HIGH)
        people = holding(
            column(
                Label(_WHO, size=theme.FIGURE, bold=True),
                theme.PAD,
                (Scroll(holding(column(self._people, None))), 1),
                theme.GAP,
                self.demo,
                self.demo_pins,
            )
        )
        people.setFixedHeight(_CARD_HIGH)
        both = holding(row((people, 1), theme.LOOSE, card))
        both.setMaximumWidth(_WIDE_MAX)
        self.setLayout(column(None, row(None, (both, _ALL), None), None, margin=theme.LOOSE))
