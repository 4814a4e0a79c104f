"""A window with everything around it that the program has, over a shop in memory."""

from contextlib import nullcontext

from drivers.scanner.wedge import WedgeClassifier
from pos_app.domain.errors import AppError
from pos_app.settings import FULL_SCREEN, LANGUAGE, SHOP_NAME, Settings
from pos_app.ui.bridge import Board, ThreadAsker
from pos_app.ui.components.field import Field
from pos_app.ui.components.layout import Page, column
from pos_app.ui.look import Look
from pos_app.ui.menu_lines import fill_menu
from pos_app.ui.notices import ToastNotices
from pos_app.ui.presenters.first_run import FirstRunPresenter
from pos_app.ui.presenters.ports import Screen
from pos_app.ui.presenters.sign_in import SignInPresenter
from pos_app.ui.scan_router import ScanRouter
from pos_app.ui.sounds import Sounds
from pos_app.ui.views.first_run import FirstRunScreen
from pos_app.ui.views.sign_in import SignInScreen
from pos_app.ui.window import Window
from pos_app.usecases.add_product import AddProduct
from pos_app.usecases.bulletin import Bulletin
from pos_app.usecases.change_setting import ChangeSetting
from pos_app.usecases.checkout import Checkout
from pos_app.usecases.reprint import Reprint
from pos_app.usecases.ring_up import RingUp
from pos_app.usecases.sign_in import SignIn
from pos_app.usecases.till import Session, Till
from pos_app.usecases.void_cart import VoidCart
from tests.fake_shop import BY_OWNER, FakeShop
from tests.qt.keys import Keyboard


def till_of(shop: FakeShop, settings: Settings) -> Till:
    """All use cases over a shop in memory."""
    return Till(
        queries=shop.queries,
        drafts=shop.drafts,
        settings=settings,
        clock=shop.clock,
        new_id=shop.new_id,
        sign_in=SignIn(shop.queries, shop.writer, shop.settings, shop.clock),
        ring_up=RingUp(shop.queries, shop.drafts, shop.new_id),
        checkout=Checkout(shop.writer, shop.new_id, lambda: True),
        void_cart=VoidCart(shop.writer),
        reprint=Reprint(shop.queries, shop.writer),
        add_product=AddProduct(shop.queries, shop.writer, shop.new_id),
        change_setting=ChangeSetting(settings, shop.settings, shop.writer),
    )


class Played(Sounds):
    """Remembers what would have been heard."""

    def __init__(self) -> None:
        super().__init__(None)
        self.heard: list[str] = []

    def play(self, sound) -> None:
        self.heard.append(sound.value)


class SellPage(Page):
    """Stands where the sell screen does: takes codes, and has a field of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.search = Field("", accepts_code=True)
        self.setLayout(column(self.search, None))
        self.codes: list[str] = []


class Shell:
    """The shown window with its screens, keyboard and threads; ``close`` ends all of it."""

    def __init__(self, qtbot, shop: FakeShop | None = None, language: str = "en") -> None:
        self.shop = shop or FakeShop()
        self.qtbot = qtbot
        self.settings = Settings(
            {SHOP_NAME.key: "幸福便利店", LANGUAGE.key: language, FULL_SCREEN.key: "0"}
        )
        self.session = Session()
        self.sounds = Played()
        self.bulletin = Bulletin()
        self.window = Window(self.settings, self.session, self.shop.clock, self.sounds)
        self.notices: ToastNotices = self.window.notices
        self.till = till_of(self.shop, self.settings)
        self.asker = ThreadAsker(lambda: nullcontext(self.shop.queries), self.notices.tell)
        self.board = Board(self.bulletin)
        self.opened: list[tuple[str, ...]] = []
        self._add_screens()
        self.reprints = 0
        self.refusal: AppError | None = None
        fill_menu(self.window, self.settings, self._change, self._reprint)
        self.look = Look(self.window, self.settings)
        self.router = ScanRouter(WedgeClassifier(), self.window.scanned, self.window.unreadable)
        self.keys = Keyboard(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitActive(self.window)

    def close(self) -> None:
        """End threads and windows, as the program does."""
        self.router.close()
        self.router.deleteLater()
        self.board.close()
        assert self.asker.close()
        self.window.close()
        self.window.deleteLater()

    def answered(self) -> None:
        """Wait until every question has been answered and told."""
        self.qtbot.waitUntil(lambda: self.asker.is_idle)

    @property
    def message(self) -> str:
        """What the toast says now; nothing when there is none."""
        toast = self.notices.toast
        return toast.text() if toast.isVisible() else ""

    def _add_screens(self) -> None:
        self.first_run = FirstRunScreen()
        first_run = FirstRunPresenter(
            self.first_run, self.asker, self.window, self._open, self._open_demo, lambda: None
        )
        self.first_run.driven_by(first_run)
        self.sign_in = SignInScreen("1001 · 8888")
        sign_in = SignInPresenter(self.sign_in, self.till, self.session, self.asker, self.window)
        self.sign_in.driven_by(sign_in)
        self.sell, self.day = SellPage(), Page()
        self.window.add_screen(Screen.FIRST_RUN, self.first_run, first_run.shown)
        self.window.add_screen(Screen.SIGN_IN, self.sign_in, sign_in.shown)
        self.window.add_screen(
            Screen.SELL, self.sell, lambda: None, lambda code: self.sell.codes.append(code)
        )
        self.window.add_screen(Screen.DAY, self.day, lambda: None)

    def _open(self, shop: str, owner: str, pin: str) -> None:
        self.opened.append((shop, owner, pin))
        self.shop.hire()

    def _open_demo(self, progress) -> None:
        progress(99, 198)
        self.opened.append(("demo",))
        self.shop.hire()

    def _change(self, setting, value: str) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.till.change_setting(setting, value, BY_OWNER)

    def _reprint(self) -> None:
        self.reprints += 1
