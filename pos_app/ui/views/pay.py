"""The pay screen: what is due at the left, what is handed over at the right."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from pos_app.domain.cart import Cart
from pos_app.domain.errors import AppError
from pos_app.ui import theme
from pos_app.ui.components import paint
from pos_app.ui.components.button import Action, Button
from pos_app.ui.components.field import MoneyField
from pos_app.ui.components.label import Label, MoneyLabel, SectionHeader, total_text
from pos_app.ui.components.layers import Key
from pos_app.ui.components.layout import Card, Page, Rule, column, holding, row
from pos_app.ui.components.pad import NumberPad
from pos_app.ui.presenters.pay import PayPresenter
from pos_app.ui.views import phrases
from pos_app.ui.wording import error_values
from pos_app.words import mark

_NOTE_COLUMNS = 3
_NOTES_SHOWN = 6

_DUE = mark("To pay")
_RECEIVED = mark("Received")
_CHANGE = mark("Change")
_CASH = mark("Cash")
_HINT = mark("Enter takes the exact sum. Type an amount for change.")
_TAKE = mark("Take payment")
_BACK = mark("Back to the cart")


class PayScreen(Page):
    """Shows what is due and reports what was handed over. It decides nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.due = MoneyLabel(size=theme.CHANGE, align=paint.LEFT)
        self.goods = Label("", tone="ink-2")
        self.received = MoneyLabel(size=theme.FIGURE, align=paint.RIGHT)
        self.change = MoneyLabel(size=theme.TOTAL, tone="success", align=paint.RIGHT)
        self.message = Label("", tone="danger", wrap=True)
        self.field = MoneyField(large=True, errors=False)
        self.notes = [Button(size="huge") for _ in range(_NOTES_SHOWN)]
        self.pad = NumberPad("money")
        self.pad.type_into(self.field)
        self.take = Action(_TAKE, key="Return", kind="accent", size="huge", icon="banknote")
        self.back = Button(_BACK, key="Escape", size="large", icon="arrow-left")
        self._escape = Key("Escape", self)
        self._notes_fen: list[int] = []
        self._cart: Cart | None = None
        self.setFocusProxy(self.field)
        sides = row((self._left(), 5), (self._right(), 8), gap=theme.WIDE, margin=theme.WIDE)
        self.setLayout(sides)

    def driven_by(self, presenter: PayPresenter) -> None:
        """Send every press to this presenter, and keep it alive."""
        self._presenter = presenter
        self.field.changed.connect(presenter.typed)
        self.take.clicked.connect(self._enter)
        self.pad.entered.connect(self._enter)
        self.back.clicked.connect(presenter.gave_up)
        self._escape.activated.connect(self._press_escape)
        for at, note in enumerate(self.notes):
            note.clicked.connect(lambda _=False, at=at: self._press_note(at))

    def show_due(self, cart: Cart, notes_fen: Sequence[int]) -> None:
        """Show what is to pay and the sums likely to be handed over."""
        self.due.set_fen(cart.total_fen)
        self._cart = cart
        self.goods.set_text(phrases.goods(cart))
        self.message.set_message("")
        self._notes_fen = list(notes_fen)
        for at, note in enumerate(self.notes):
            note.setVisible(at < len(notes_fen))
            if at < len(notes_fen):
                note.set_text(total_text(notes_fen[at]))
        self.field.clear()
        self.show_received(None, None)
        self.field.setFocus()

    def show_received(self, received_fen: int | None, change_fen: int | None) -> None:
        """Show what was typed so far and the change that it would give."""
        self.received.set_fen(received_fen if received_fen is not None else self.due.fen())
        self.change.set_fen(change_fen or 0)
        self.change.set_tone("success" if change_fen else "ink-2")
        self.message.set_message("" if received_fen is not None else _HINT)
        self.message.set_tone("ink-2")

    def show_unread(self) -> None:
        """Show neither sum nor change: what was typed so far is no amount."""
        self.received.set_fen(None)
        self.change.set_fen(None)
        self.change.set_tone("ink-2")
        self.message.set_message("")

    def show_refusal(self, error: AppError) -> None:
        """Say near the field why this does not do."""
        self.message.set_message(error.words, **error_values(error))
        self.message.set_tone("danger")
        self.field.select_all()

    def say(self) -> None:
        """Write again what holds a language and is not a part's own message."""
        if self._cart is not None:
            self.goods.set_text(phrases.goods(self._cart))

    def _enter(self) -> None:
        self._presenter.entered(self.field.text(), is_repeat=False)

    def _press_escape(self) -> None:
        """Esc takes back what was typed, and only then the whole payment."""
        if self.field.text():
            self.field.clear()
        else:
            self.back.press()

    def _press_note(self, at: int) -> None:
        self._presenter.handed_over(self._notes_fen[at])

    def _left(self) -> QWidget:
        card = Card()
        inner = column(
            SectionHeader(_DUE),
            self.due,
            self.goods,
            theme.GAP,
            Rule(),
            theme.GAP,
            row(Label(_RECEIVED, size=theme.TITLE, tone="ink-2"), (self.received, 1)),
            row(Label(_CHANGE, size=theme.TITLE, tone="ink-2"), (self.change, 1)),
            theme.GAP,
            self.message,
            None,
            self.back,
            margin=theme.LOOSE,
        )
        holding(inner, card)
        card.setMinimumWidth(380)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        return card

    def _right(self) -> QWidget:
        grid = QGridLayout()
        grid.setSpacing(theme.GAP)
        for at, note in enumerate(self.notes):
            policy = note.sizePolicy()
            policy.setRetainSizeWhenHidden(True)  # nothing jumps, however many notes fit
            note.setSizePolicy(policy)
            grid.addWidget(note, at // _NOTE_COLUMNS, at % _NOTE_COLUMNS)
        for at in range(_NOTE_COLUMNS):
            grid.setColumnStretch(at, 1)
        inner = column(
            SectionHeader(_CASH), self.field, grid, (self.pad, 1), self.take, gap=theme.PAD
        )
        return holding(inner)
