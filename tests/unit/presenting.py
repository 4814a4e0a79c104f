"""What presenters are tested with: a till over a shop in memory, and a window made of lists."""

from collections.abc import Callable
from typing import Any

from pos_app.domain.errors import AppError
from pos_app.settings import Settings
from pos_app.ui.presenters.ports import Screen, Sound, Tone
from pos_app.usecases.add_product import AddProduct
from pos_app.usecases.change_setting import ChangeSetting
from pos_app.usecases.checkout import Checkout
from pos_app.usecases.reprint import Reprint
from pos_app.usecases.ring_up import RingUp
from pos_app.usecases.sign_in import SignIn
from pos_app.usecases.till import Session, Till
from pos_app.usecases.void_cart import VoidCart
from tests.fake_shop import CASHIER, FakeShop


class View:
    """Remembers what it was told to show, whatever that is."""

    def __init__(self) -> None:
        self.told: list[tuple[str, tuple[Any, ...]]] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name.startswith("_"):
            raise AttributeError(name)

        def note(*values: Any, **named: Any) -> None:
            self.told.append((name, (*values, *named.values())))

        return note

    def last(self, name: str) -> Any:
        """The first value of the newest call of that name."""
        return self.all(name)[-1][0]

    def all(self, name: str) -> list[tuple[Any, ...]]:
        """The values of every call of that name."""
        return [values for told, values in self.told if told == name]

    def names(self) -> list[str]:
        """What was called, oldest first."""
        return [name for name, _ in self.told]


class Desk:
    """Everything around a presenter. Questions wait until ``answer`` is called."""

    def __init__(self) -> None:
        self.shop = FakeShop()
        self.settings = Settings({})
        self.session = Session()
        self.session.staff = CASHIER
        self.errors: list[AppError] = []
        self.notes: list[str] = []
        self.sounds: list[Sound] = []
        self.screens: list[Screen] = []
        self.questions: dict[str, tuple[Any, Any, Any]] = {}
        shop = self.shop
        self.till = Till(
            queries=shop.queries,
            drafts=shop.drafts,
            settings=self.settings,
            clock=shop.clock,
            new_id=shop.new_id,
            sign_in=SignIn(shop.queries, shop.writer, shop.settings, shop.clock),
            ring_up=RingUp(shop.queries, shop.drafts, shop.new_id),
            checkout=Checkout(shop.writer, shop.new_id, lambda: True),
            void_cart=VoidCart(shop.writer),
            reprint=Reprint(shop.queries, shop.writer),
            add_product=AddProduct(shop.queries, shop.writer, shop.new_id),
            change_setting=ChangeSetting(self.settings, shop.settings, shop.writer),
        )

    def answer(self) -> None:
        """Answer what was asked last on each topic."""
        questions, self.questions = self.questions, {}
        for query, then, failed in questions.values():
            try:
                value = query(self.shop.queries)
            except AppError as error:
                (failed or self.tell)(error)
            else:
                then(value)

    # Asker ------------------------------------------------------------------------------

    def ask(self, topic: str, query: Any, then: Any, failed: Any = None) -> None:
        self.questions[topic] = (query, then, failed)

    def after(self, delay_ms: int, call: Callable[[], None]) -> None:
        raise AssertionError("none of these presenters waits")

    # Navigator --------------------------------------------------------------------------

    def go(self, screen: Screen) -> None:
        self.screens.append(screen)

    def back(self) -> None:
        raise AssertionError("none of these presenters goes back by itself")

    # Notices ----------------------------------------------------------------------------

    def tell(self, error: AppError) -> None:
        self.errors.append(error)

    def note(self, words: str, tone: Tone = Tone.INFO, **values: object) -> None:
        self.notes.append(words)

    def play(self, sound: Sound) -> None:
        self.sounds.append(sound)
