"""The first screen of a new till: a shop of one's own, or a demo of one."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from pos_app.domain.errors import AppError
from pos_app.ui import theme
from pos_app.ui.components import paint
from pos_app.ui.components.button import Action
from pos_app.ui.components.empty import Picture
from pos_app.ui.components.field import Field, PinField
from pos_app.ui.components.label import Label
from pos_app.ui.components.layout import Card, Page, column, holding, row
from pos_app.ui.components.pad import NumberPad
from pos_app.ui.components.progress import Progress
from pos_app.ui.presenters.first_run import Entry, FirstRunPresenter, NewShop
from pos_app.ui.wording import error_values
from pos_app.words import mark

_WELCOME = mark("Welcome to Jushang POS")
_NEW = mark("New shop")
_NEW_SAYS = mark("A name, an owner and a PIN, then you sell.")
_NEW_DO = mark("Open a shop")
_DEMO = mark("Demo")
_DEMO_SAYS = mark("A corner shop with goods in it, to look around. Nothing in it is real.")
_DEMO_DO = mark("Look around")
_FORM = mark("Open a shop")
_SHOP = mark("Shop name")
_OWNER = mark("Your name")
_PIN = mark("PIN, 4 to 8 digits")
_AGAIN = mark("The same PIN again")
_OPEN = mark("Open the shop")
_BACK = mark("Back")
_NEXT = mark("Next")
_CARD_WIDE, _BAR_WIDE = 400, 640


class FirstRunScreen(Page):
    """Two cards, then a form or a progress bar. It decides nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.new = Action(_NEW_DO, key="F2", kind="accent", size="huge", icon="store")
        self.demo = Action(_DEMO_DO, key="F3", size="huge", icon="play")
        self.fields = {
            Entry.SHOP: Field(_SHOP, chinese=True),
            Entry.OWNER: Field(_OWNER, chinese=True),
            Entry.PIN: PinField(_PIN),
            Entry.PIN_AGAIN: PinField(_AGAIN),
        }
        self.pad = NumberPad("pin", enter=_NEXT)
        self.failure = Label(tone="danger", wrap=True)
        self.form_failure = Label(tone="danger", wrap=True)
        self.open = Action(_OPEN, key="F12", kind="accent", icon="check")
        self.back = Action(_BACK, key="Escape", icon="arrow-left")
        self.progress = Progress()
        self.progress.stop.hide()
        self._pages = QStackedWidget()
        self._choice, self._form, self._busy = self._lay_choice(), self._lay_form(), QWidget()
        self.progress.setFixedWidth(_BAR_WIDE)
        self._busy.setLayout(column(None, row(None, self.progress, None), None))
        for page in (self._choice, self._form, self._busy):
            self._pages.addWidget(page)
        self.setLayout(column((self._pages, 1), margin=theme.LOOSE))
        self.pad.type_into(self.fields[Entry.PIN])

    def driven_by(self, presenter: FirstRunPresenter) -> None:
        """Send every press to this presenter, and keep it alive."""
        self._presenter = presenter
        self.new.clicked.connect(presenter.chose_new)
        self.demo.clicked.connect(presenter.chose_demo)
        self.back.clicked.connect(presenter.gave_up)
        self.open.clicked.connect(self._entered)
        order = list(self.fields.values())
        for field, following in pairwise(order):
            field.entered.connect(following.select_all)
        order[-1].entered.connect(self._entered)
        for field in order:
            field.edit.installEventFilter(self)

    def show_choice(self) -> None:
        """Offer a new shop or a demo."""
        self.failure.set_message("")
        self._pages.setCurrentWidget(self._choice)
        self.new.setFocus()

    def show_form(self) -> None:
        """Ask for what a new shop needs."""
        self.form_failure.set_message("")
        self._pages.setCurrentWidget(self._form)
        self.fields[Entry.SHOP].edit.setFocus()

    def refuse(self, entry: Entry, error: AppError) -> None:
        """Say near a field why it will not do, and go there."""
        field = self.fields[entry]
        if entry in (Entry.PIN, Entry.PIN_AGAIN):
            field.clear()
        field.set_error(error.words, **error_values(error))
        field.edit.setFocus()

    def show_failed(self, error: AppError) -> None:
        """Say that nothing was opened, and why."""
        label = self.form_failure if self._pages.currentWidget() is self._form else self.failure
        label.set_message(error.words, **error_values(error))

    def show_busy(self, message: str) -> None:
        """Show that something is being made ready."""
        self.progress.title.set_message(message)
        self.progress.set_progress(0, 0)
        self._pages.setCurrentWidget(self._busy)

    def forget(self) -> None:
        """Empty every field: there are PINs in them."""
        for field in self.fields.values():
            field.clear()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        self.progress.set_progress(done, total)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            pins = (self.fields[Entry.PIN], self.fields[Entry.PIN_AGAIN])
            for field in pins:
                if watched is field.edit:
                    self.pad.type_into(field)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            order = list(self.fields.values())
            at = next(n for n, field in enumerate(order) if field.edit is watched)
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and 0 <= at + step < len(order):
                order[at + step].select_all()
                return True
        return super().eventFilter(watched, event)

    def _entered(self) -> None:
        shop, owner, pin, again = (field.text() for field in self.fields.values())
        self._presenter.entered(NewShop(shop, owner, pin, again))

    def _lay_choice(self) -> QWidget:
        cards = row(
            None,
            _card("store", _NEW, _NEW_SAYS, self.new),
            _card("play", _DEMO, _DEMO_SAYS, self.demo),
            None,
            gap=theme.LOOSE,
        )
        welcome = Label(_WELCOME, size=theme.FIGURE, bold=True, align=paint.CENTRE)
        return holding(column(None, welcome, theme.LOOSE, cards, theme.PAD, self.failure, None))

    def _lay_form(self) -> QWidget:
        fields = column(
            *self.fields.values(),
            self.form_failure,
            None,
            row(self.back, (self.open, 1), gap=theme.PAD),
            gap=theme.GAP,
        )
        title = Label(_FORM, size=theme.FIGURE, bold=True)
        inner = column(title, theme.GAP, row((fields, 1), (self.pad, 1), gap=40), margin=32)
        card = holding(inner, Card())
        card.setMaximumWidth(920)
        return holding(column(None, row(None, (card, 8), None), None))


def _card(icon: str, title: str, says: str, action: Action) -> QWidget:
    inner = column(
        row(None, Picture(icon, tone="accent", size=64), None),
        theme.GAP,
        Label(title, size=theme.FIGURE, bold=True, align=paint.CENTRE),
        Label(says, tone="ink-2", align=paint.CENTRE, wrap=True),
        None,
        action,
        margin=32,
    )
    card = holding(inner, Card())
    card.setFixedSize(_CARD_WIDE, 340)
    return card
