"""The running till: the window first, then the shop, then what the first screen can do without."""

import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication

from drivers.scanner.wedge import WedgeClassifier
from pos_app.bootstrap import opening
from pos_app.bootstrap.counter import Counter, build_till, fill_in
from pos_app.bootstrap.devices import ChosenPrinter
from pos_app.bootstrap.parts import Parts
from pos_app.domain.errors import AppError, mark
from pos_app.settings import THEME, Setting, Settings
from pos_app.store.shop_file import ShopFile
from pos_app.store.troubles import StoreTrouble
from pos_app.ui.app import make_application
from pos_app.ui.bridge import Board, ThreadAsker, Wake
from pos_app.ui.crash_log import CrashLog
from pos_app.ui.look import Look
from pos_app.ui.presenters.ports import Screen, Tone
from pos_app.ui.scan_router import ScanRouter
from pos_app.ui.sounds import Sounds, system_player
from pos_app.ui.window import Window
from pos_app.usecases.bulletin import (
    Bulletin,
    CatalogueChanged,
    ClockSuspect,
    DeviceState,
    DeviceStatus,
    PrintJobChanged,
    SyncStatus,
)
from pos_app.usecases.ports import Clock, Queries
from pos_app.usecases.till import Session
from sync.protocol.facts.catalogue import ImportCommitted, ProductsPut
from sync.protocol.facts.record import Fact
from sync.protocol.facts.selling import ReceiptReprinted, SaleCompleted

if TYPE_CHECKING:
    from pos_app.bootstrap.background import Background

CRASH_LOG = "crash.log"
SCANNER = "scanner"
LATE_MS = 50
BETWEEN_MS = 10

_BUG = mark("Something went wrong in the program. The cart is safe; please go on.")

_log = logging.getLogger("till")


class Program:
    """One till, from its first window to its last. ``open`` shows it, ``close`` ends it.

    What is imported late is imported after the first screen was painted. An application that
    runs already is used as it is: there can be one in a process.
    """

    def __init__(self, folder: Path, clock: Clock, arguments: Sequence[str] = ()) -> None:
        self.folder = folder
        self.clock = clock
        self.settings = Settings({})
        self.session = Session()
        self.bulletin = Bulletin()
        self.shop: ShopFile | None = None
        self.counter: Counter | None = None
        self.background: Background | None = None
        self._trouble: StoreTrouble | None = None
        self._steps: deque[Callable[[], None]] = deque()
        self._open_shop()
        running = QApplication.instance()
        self.app = (
            running
            if isinstance(running, QApplication)
            else make_application(arguments, self.settings.get(THEME))
        )
        self.sounds = Sounds(system_player())
        self.window = Window(self.settings, self.session, clock, self.sounds)
        self.board = Board(self.bulletin)
        self.printer = ChosenPrinter(self.settings, self.bulletin)
        self.parts = Parts(
            folder, clock, self.settings, self.session, self.bulletin, self.board, self.window,
            self.printer, self._new_asker(),
        )  # fmt: skip
        self.router: ScanRouter | None = None
        self.look = Look(self.window, self.settings)
        folder.mkdir(parents=True, exist_ok=True)
        self._crash_log = CrashLog(folder / CRASH_LOG, self._say_bug)
        self._crash_log.install()
        self._loaded = Wake(self._build_next)
        self._subscribe()

    @property
    def asker(self) -> ThreadAsker:
        """The one that asks the shop that is open."""
        return self.parts.asker

    def open(self) -> None:
        """Show the window with the screen that fits: sign-in, first run, or what is wrong."""
        if self.shop is not None:
            self._build_counter(self.shop)
            first = Screen.SIGN_IN
        else:
            first = self._build_beginning()
        self.window.open()
        self.window.go(first)
        # It looks at every event: those of building the screens are not for it.
        self.router = ScanRouter(WedgeClassifier(), self.window.scanned, self.window.unreadable)
        if self.shop is not None:
            self.asker.after(LATE_MS, self._load_rest)

    def finish(self) -> None:
        """Take up all that the first screen could do without; at once when asked for."""
        self._take_up()
        while self._steps:
            self._steps.popleft()()

    def _take_up(self) -> None:
        """Start what works behind the screens, once, and note which pages are to be built."""
        if self.background is not None or self.shop is None or self.counter is None:
            return
        from pos_app.bootstrap.background import Background
        from pos_app.bootstrap.pages import Pages

        self.background = Background(self.parts, self.shop)
        self.shop.writer.committed = self._committed
        self.background.start()
        self._steps.extend(
            Pages(self.parts, self.counter, self.background.enrol, self.background.paired).steps()
        )

    def _build_next(self) -> None:
        """Build one page; whoever presses a key meanwhile comes before the next one."""
        self._take_up()
        if self._steps:
            self._steps.popleft()()
            self.asker.after(BETWEEN_MS, self._build_next)

    def _load_rest(self) -> None:
        """Import on another thread what takes longer than a frame, then finish on this one."""
        Thread(target=self._import_rest, name="loader", daemon=True).start()

    def _import_rest(self) -> None:
        from pos_app.bootstrap import background, pages  # noqa: F401  loaded for their own sake

        self._loaded()

    def close(self) -> None:
        """End every thread and close the shop in order; within deadlines."""
        if self.router is not None:
            self.router.close()
        if self.background is not None:
            self.background.stop()
        self.asker.close()
        self.sounds.close()
        self.board.close()
        self._loaded.close()
        if self.shop is not None:
            self.shop.close()
        self.window.close()
        self._crash_log.close()

    def begin_with(self, shop: ShopFile) -> None:
        """A shop was opened for the first time: take it up and go to its sign-in."""
        self.shop = shop
        fill_in(self.settings, shop)
        self.asker.close()
        self.parts.asker = self._new_asker()
        self._build_counter(shop)
        self.asker.after(LATE_MS, self._load_rest)

    def _open_shop(self) -> None:
        try:
            self.shop = opening.open_or_upgrade(self.folder, self.clock)
        except StoreTrouble as trouble:
            _log.error("the shop cannot be opened: %s", trouble)
            self._trouble = trouble
        if self.shop is not None:
            fill_in(self.settings, self.shop)

    def _build_counter(self, shop: ShopFile) -> None:
        till = build_till(shop, self.settings, self.clock, lambda: self.printer.is_wanted)
        self.counter = Counter(self.window, till, self.session, self.asker, self._demo_pins(shop))

    def _build_beginning(self) -> Screen:
        from pos_app.bootstrap.beginning import add_first_run, add_trouble

        if self._trouble is not None:
            add_trouble(self.window, self._trouble, self.app.quit)
        else:
            add_first_run(self.parts, self.begin_with)
        return Screen.FIRST_RUN

    def _demo_pins(self, shop: ShopFile) -> str:
        if not shop.queries.is_demo():
            return ""
        from pos_app.bootstrap.beginning import demo_pins

        return demo_pins()

    def _new_asker(self) -> ThreadAsker:
        return ThreadAsker(self._queries_here, self._tell)

    @contextmanager
    def _queries_here(self) -> Iterator[Queries]:
        """Give a thread its own reading connection for as long as it lives."""
        shop = self.shop
        if shop is None:
            yield cast("Queries", None)
            return
        try:
            yield shop.queries
        finally:
            shop.readers.leave()

    def _tell(self, error: AppError) -> None:
        self.window.notices.tell(error)

    def _say_bug(self) -> None:
        self.window.notices.note(_BUG, Tone.DANGER)

    def _subscribe(self) -> None:
        status = self.window.status
        self.board.subscribe(SyncStatus, status.synced)
        self.board.subscribe(DeviceStatus, status.device_changed)
        self.board.subscribe(ClockSuspect, status.clock_suspect)
        self.board.subscribe(PrintJobChanged, self._print_job_changed)
        self.board.subscribe(CatalogueChanged, self._catalogue_changed)
        self.bulletin.post(DeviceStatus(SCANNER, DeviceState.UNKNOWN))
        self.settings.listen(self._setting_changed)

    def _print_job_changed(self, event: PrintJobChanged) -> None:
        if self.counter is not None:
            self.counter.change_view.show_print_job(event)

    def _catalogue_changed(self, event: CatalogueChanged) -> None:
        if self.counter is not None and self.window.screen_shown is Screen.SELL:
            self.counter.sell.catalogue_changed()

    def _setting_changed(self, setting: Setting) -> None:
        if self.background is not None and self.printer.concerns(setting):
            self.background.spooler.wake()

    def _committed(self, facts: Sequence[Fact]) -> None:
        """Called after each transaction, on the thread that wrote it."""
        if self.background is None:
            return
        kinds = {type(fact) for fact in facts}
        if kinds & {SaleCompleted, ReceiptReprinted}:
            self.background.spooler.wake()
        if ImportCommitted in kinds or any(
            isinstance(fact, ProductsPut) and fact.import_id is None for fact in facts
        ):
            self.bulletin.post(CatalogueChanged())
        if facts:
            self.background.recorded()
