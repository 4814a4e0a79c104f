"""The counter of an open shop: what the cashier sees from sign-in to change."""

from collections.abc import Callable

from pos_app.settings import SHOP_NAME, Settings
from pos_app.store.ids import new_id
from pos_app.store.shop_file import ShopFile
from pos_app.ui.bridge import ThreadAsker
from pos_app.ui.presenters.pay import PayPresenter
from pos_app.ui.presenters.ports import Screen
from pos_app.ui.presenters.sell import SellPresenter
from pos_app.ui.presenters.sign_in import SignInPresenter
from pos_app.ui.views.change import ChangeScreen
from pos_app.ui.views.pay import PayScreen
from pos_app.ui.views.sell import SellScreen
from pos_app.ui.views.sign_in import SignInScreen
from pos_app.ui.window import Window
from pos_app.usecases.add_product import AddProduct
from pos_app.usecases.change_setting import ChangeSetting
from pos_app.usecases.checkout import Checkout
from pos_app.usecases.ports import Clock
from pos_app.usecases.reprint import Reprint
from pos_app.usecases.ring_up import RingUp
from pos_app.usecases.sign_in import SignIn
from pos_app.usecases.till import Session, Till
from pos_app.usecases.void_cart import VoidCart


def build_till(
    shop: ShopFile, settings: Settings, clock: Clock, wants_receipt: Callable[[], bool]
) -> Till:
    """Return everything that can be done at the till of an open shop."""
    queries, writer = shop.queries, shop.writer
    return Till(
        queries=queries,
        drafts=shop.drafts,
        settings=settings,
        clock=clock,
        new_id=new_id,
        sign_in=SignIn(queries, writer, shop.settings, clock),
        ring_up=RingUp(queries, shop.drafts, new_id),
        checkout=Checkout(writer, new_id, wants_receipt),
        void_cart=VoidCart(writer),
        reprint=Reprint(queries, writer),
        add_product=AddProduct(queries, writer, new_id),
        change_setting=ChangeSetting(settings, shop.settings, writer),
    )


class Counter:
    """The screens from sign-in to change, in a window."""

    def __init__(
        self, window: Window, till: Till, session: Session, asker: ThreadAsker, demo_pins: str
    ) -> None:
        self._window = window
        self.till = till
        notices = window.notices
        self.sign_in_view = SignInScreen(demo_pins)
        self.sell_view = SellScreen()
        self.pay_view = PayScreen()
        self.change_view = ChangeScreen()
        self.sign_in = SignInPresenter(self.sign_in_view, till, session, asker, window)
        self.sell = SellPresenter(self.sell_view, till, session, asker, window, notices)
        self.pay = PayPresenter(self.pay_view, self.change_view, till, session, window, notices)
        self.sign_in_view.driven_by(self.sign_in)
        self.sell_view.driven_by(self.sell)
        self.pay_view.driven_by(self.pay)
        self.change_view.next_customer.connect(lambda: window.go(Screen.SELL))
        self.change_view.reprint.connect(self.sell.wants_reprint)
        self._add_screens()

    def _add_screens(self) -> None:
        add = self._window.add_screen
        add(Screen.SIGN_IN, self.sign_in_view, self.sign_in.shown)
        add(Screen.SELL, self.sell_view, self.sell.shown, self.sell.scanned)
        add(
            Screen.PAY,
            self.pay_view,
            lambda: self.pay.opened(self.sell.cart),
            self.pay.scanned,
        )
        add(Screen.CHANGE, self.change_view, self.sell.start_anew, self._scanned_on_change)

    def _scanned_on_change(self, code: str) -> None:
        """The next customer's first scan: the sale before is over."""
        self._window.go(Screen.SELL)
        self.sell.scanned(code)


def fill_in(settings: Settings, shop: ShopFile) -> None:
    """Bring the settings of an open shop into force."""
    settings.load(shop.settings.values())
    assert settings.get(SHOP_NAME), "an open shop has a name"
