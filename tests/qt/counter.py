"""The whole counter and its pages in a shown window, over a real shop file."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from drivers.scanner.wedge import WedgeClassifier
from pos_app.bootstrap.counter import Counter, build_till
from pos_app.bootstrap.devices import ChosenPrinter
from pos_app.bootstrap.pages import Pages
from pos_app.bootstrap.parts import Parts
from pos_app.domain.people import SYSTEM, Role
from pos_app.settings import FULL_SCREEN, LANGUAGE, SHOP_NAME, Settings
from pos_app.ui.bridge import Board, ThreadAsker
from pos_app.ui.components.layers import top_layer
from pos_app.ui.look import Look
from pos_app.ui.presenters.ports import Screen
from pos_app.ui.scan_router import ScanRouter
from pos_app.ui.views.day import DayScreen
from pos_app.ui.views.sales import SalesScreen
from pos_app.ui.views.settings import SettingsScreen
from pos_app.ui.window import Window
from pos_app.usecases.bulletin import Bulletin
from pos_app.usecases.pair_till import Paired
from pos_app.usecases.till import Session
from sync.protocol.facts.catalogue import CategoriesPut, CategoryState
from tests.qt.keys import Keyboard
from tests.qt.shell import Played
from tests.store.shop_kit import Till as ShopKit

COLA, WATER, BREAD, EGGS = "6928804011173", "6921168509256", "6923555240117", "6901234567892"
UNKNOWN = "6901028075763"
ENTER = Qt.Key.Key_Return


class Shop:
    """A till in use: its parts are those of the program, only its clock stands still."""

    def __init__(self, qtbot, folder: Path, *, role: Role = Role.OWNER) -> None:
        self.qtbot = qtbot
        self.kit = ShopKit(folder)
        self.file = self.kit.shop
        self._fill()
        self.clock = self.kit.clock
        self.settings = Settings(
            {SHOP_NAME.key: "幸福便利店", LANGUAGE.key: "en", FULL_SCREEN.key: "0"}
        )
        self.session = Session()
        self.session.staff = self.kit.hire("1001", "小王", role=role)
        self.sounds = Played()
        self.bulletin = Bulletin()
        self.board = Board(self.bulletin)
        self.window = Window(self.settings, self.session, self.clock, self.sounds)
        self.till = build_till(self.file, self.settings, self.clock, lambda: True)
        self.asker = ThreadAsker(self._queries, self.window.notices.tell)
        self.counter = Counter(self.window, self.till, self.session, self.asker, "")
        self.paired_with: list[tuple[str, str]] = []
        self.paired: Paired | None = None
        self.enrol_fails: Exception | None = None
        self._add_pages(folder)
        self.look = Look(self.window, self.settings)
        self.router = ScanRouter(WedgeClassifier(), self.window.scanned, self.window.unreadable)
        self.keys = Keyboard(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitActive(self.window)
        self.go(Screen.SELL)

    def close(self) -> None:
        """End everything, as the program does."""
        self.router.close()
        self.router.deleteLater()
        self.board.close()
        assert self.asker.close()
        self.window.close()
        self.window.deleteLater()
        self.file.close()

    # What is there --------------------------------------------------------------------

    @property
    def sell(self):
        return self.counter.sell_view

    @property
    def pay(self):
        return self.counter.pay_view

    @property
    def change(self):
        return self.counter.change_view

    @property
    def sales(self) -> SalesScreen:
        return self._page(SalesScreen)

    @property
    def day(self) -> DayScreen:
        return self._page(DayScreen)

    @property
    def settings_page(self) -> SettingsScreen:
        return self._page(SettingsScreen)

    @property
    def cart(self):
        return self.counter.sell.cart

    @property
    def screen(self) -> Screen | None:
        return self.window.screen_shown

    @property
    def layer(self):
        """The sheet or dialog that is open."""
        return top_layer(self.window)

    @property
    def message(self) -> str:
        """What the toast says; nothing when there is none."""
        toast = self.window.notices.toast
        return toast.text() if toast.isVisible() else ""

    def in_cart(self) -> list[tuple[str, int]]:
        """Name and thousandths of each line."""
        return [(line.name, line.qty_milli) for line in self.cart.lines]

    def on_disk(self) -> list[tuple[str, int]]:
        """The same of the draft on the disk."""
        carts = [cart for cart in self.file.drafts.open_carts() if cart.lines]
        return [(line.name, line.qty_milli) for line in carts[-1].lines] if carts else []

    def sold(self):
        """Every sale, newest first."""
        return self.file.queries.sales(0, 99999999, "", None, 1_000)

    # What people do -------------------------------------------------------------------

    def go(self, screen: Screen) -> None:
        """Show a screen and wait until it has all its answers."""
        self.window.go(screen)
        self.answered()

    def scan(self, code: str) -> None:
        self.keys.scan(code)
        self.answered()

    def press(self, key: Qt.Key, text: str = "", modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        self.keys.press(key, modifiers, text=text)
        self.answered()

    def type(self, text: str) -> None:
        self.keys.type(text)
        self.answered()

    def wait_out(self) -> None:
        """Let the time pass in which an Enter belongs to the screen before."""
        self.clock.wait(1)

    def to_pay(self, *codes: str) -> None:
        """Scan, and go to the payment."""
        for code in codes:
            self.scan(code)
        self.press(Qt.Key.Key_F12)
        self.wait_out()

    def sell_for_cash(self, *codes: str) -> None:
        """One sale, paid exactly, up to its change."""
        self.to_pay(*codes)
        self.press(ENTER, "\r")
        assert self.screen is Screen.CHANGE

    def answered(self) -> None:
        """Wait until every question was answered and told."""
        self.qtbot.waitUntil(lambda: self.asker.is_idle)
        QApplication.processEvents()

    def stops(self) -> list[QWidget]:
        """Every part that can have the focus now."""
        ground = self.layer or self.window
        return [
            part
            for part in ground.findChildren(QWidget)
            if part.focusPolicy() != Qt.FocusPolicy.NoFocus
            and part.focusProxy() is None
            and part.isVisible()
            and part.isEnabled()
        ]

    def pressed(self) -> list[str]:
        """A list that will name each button that is pressed from now on."""
        heard: list[str] = []
        for button in self.window.findChildren(QAbstractButton):
            button.clicked.connect(lambda *_, button=button: heard.append(button.accessibleName()))
        return heard

    def _fill(self) -> None:
        self.kit.found()
        shelf = CategoryState(category_id=self.kit.new_id(), rev=1, name="饮料", position=1)
        with self.file.writer.urgent() as work:
            work.record(CategoriesPut(categories=(shelf,)), SYSTEM)
        drinks = {"category_id": shelf.category_id}
        self.kit.stock(
            self.kit.product("可口可乐", COLA, price_fen=350, unit="瓶", **drinks),
            self.kit.product("农夫山泉", WATER, price_fen=200, unit="瓶", **drinks),
            self.kit.product("面包", BREAD, price_fen=890, unit="袋"),
            self.kit.product(
                "鸡蛋", EGGS, price_fen=580, unit="斤", is_weighed=True, price_per_milli=500
            ),
        )
        self.kit.rest()

    def _add_pages(self, folder: Path) -> None:
        printer = ChosenPrinter(self.settings, self.bulletin)
        parts = Parts(
            folder=folder,
            clock=self.clock,
            settings=self.settings,
            session=self.session,
            bulletin=self.bulletin,
            board=self.board,
            window=self.window,
            printer=printer,
            asker=self.asker,
        )
        for build in Pages(parts, self.counter, self._enrol, lambda: self.paired).steps():
            build()

    def _enrol(self, server_url: str, code: str) -> Paired:
        self.paired_with.append((server_url, code))
        if self.enrol_fails is not None:
            raise self.enrol_fails
        self.paired = Paired("幸福商贸", "中山路店", 3)
        return self.paired

    def _queries(self):
        return _Here(self.file)

    def _page(self, kind):
        return self.window.findChild(kind)


class _Here:
    """The shop's queries on the thread that opens them."""

    def __init__(self, file) -> None:
        self._file = file

    def __enter__(self):
        return self._file.queries

    def __exit__(self, *_) -> None:
        self._file.readers.leave()
