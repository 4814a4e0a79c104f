"""The tour: a short guided sale through the real program with the virtual devices.

It signs in, scans three goods, takes cash, prints, looks at the day and syncs to a
server of its own, and keeps a picture of each step. Whatever does not happen within
its deadline ends the tour with a failure.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop

from drivers.scanner.wedge import GAP_MS
from drivers.virtual.scanner import VirtualScanner
from pos_app import words
from pos_app.bootstrap import opening
from pos_app.bootstrap.counter import Counter
from pos_app.bootstrap.folders import DEMO_FILES
from pos_app.bootstrap.program import Program
from pos_app.bootstrap.tour_server import TourServer
from pos_app.domain.money import yuan
from pos_app.hardware.clock import SystemClock
from pos_app.settings import FULL_SCREEN
from pos_app.ui.presenters.ports import Screen
from pos_app.ui.virtual_keys import press_keys
from pos_app.ui.window import SIZE
from pos_app.usecases.demo_shop import read_people
from pos_app.usecases.ports import SaleDetail
from pos_app.words import mark

CODES = ("6921168509256", "6928804011173", "6921168509256")
RECEIVED_FEN = 1_000
DEADLINE_S = 30.0
_PAUSE_MS = 20

_SOLD = mark("Sold in the demo shop:")
_PAID = mark("Total ¥{total}, received ¥{received}, change ¥{change}")
_SYNCED = mark("Takings of the day: ¥{here} on the till, ¥{there} on the server")
_PICTURES = mark("Pictures of each step and the receipt are in {folder}:")


class TourFailed(Exception):
    """A step did not happen within its deadline."""


def play(into: Path) -> int:
    """Play the tour and keep its pictures in a folder; return the exit code."""
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="jushang-tour-") as temporary:
        folder = Path(temporary)
        shop = opening.make_demo(folder / "shop", SystemClock(), lambda done, total: None)
        shop.settings.put_local(FULL_SCREEN.key, "0")
        shop.close()
        with TourServer(folder / "server") as server:
            tour = Tour(Program(folder / "shop", SystemClock()), server, into)
            try:
                tour.run()
            except TourFailed as failure:
                sys.stderr.write(f"{failure}\n")
                return 1
            finally:
                tour.program.close()
    return 0


class Tour:
    """One playing of the tour."""

    def __init__(self, program: Program, server: TourServer, into: Path) -> None:
        self.program = program
        self._server = server
        self._into = into
        self._step = 0
        self._scanner = VirtualScanner()

    def run(self) -> None:
        """Play all steps. Raises TourFailed."""
        self.program.open()
        self.program.window.resize(SIZE)
        self.program.finish()
        self._sign_in()
        self._scan()
        sale = self._pay()
        self._receipt()
        self._look_at_day()
        self._sync()
        self._report(sale)

    def _sign_in(self) -> None:
        self._until("the sign-in screen", lambda: self._shown(Screen.SIGN_IN))
        self._until("the staff", lambda: bool(self._counter.sign_in_view.tiles))
        self._wait(0.3)
        self._picture("sign-in")
        _, people = read_people(DEMO_FILES)
        self._counter.sign_in.chose(people[0].number)
        self._type(people[0].pin + "\r")
        self._until("the sell screen", lambda: self._shown(Screen.SELL))
        tiles = self._counter.sell_view.tiles
        self._until("the tiles", lambda: bool(tiles.tiles()))
        self._picture("sell")

    def _scan(self) -> None:
        for count, code in enumerate(CODES, start=1):
            now_ms = self.program.clock.monotonic_ms()
            press_keys(self.program.window, self._scanner.keys(code, now_ms))
            self._until(f"scan {count}", lambda count=count: self._pieces() == count)  # type: ignore[misc]
        self._picture("scanned")

    def _pay(self) -> SaleDetail:
        self._counter.sell.wants_pay()
        self._until("the pay screen", lambda: self._shown(Screen.PAY))
        self._type(yuan(RECEIVED_FEN))
        self._wait(0.4)
        self._picture("pay")
        self._type("\r")
        self._until("the change", lambda: self._shown(Screen.CHANGE))
        self._wait(0.3)
        self._picture("change")
        queries = self._counter.till.queries
        sale_id = queries.last_sale_id()
        detail = queries.sale(sale_id) if sale_id else None
        if detail is None:
            raise TourFailed("the sale is not in the store")
        return detail

    def _receipt(self) -> None:
        printer = self.program.printer
        self._until("the receipt", lambda: bool(printer.tray and printer.tray.strips))
        assert printer.tray is not None, "the demo shop prints on the virtual printer"
        strip = printer.tray.strips[-1]
        (self._into / "receipt.png").write_bytes(strip.png)
        (self._into / "receipt.txt").write_text(strip.text, encoding="utf-8")

    def _look_at_day(self) -> None:
        self.program.window.go(Screen.DAY)
        self._until("the day page", lambda: self.program.asker.is_idle)
        self._wait(0.3)
        self._picture("day")
        self.program.window.go(Screen.SALES)
        self._until("the list of sales", lambda: self.program.asker.is_idle)
        self._wait(0.2)
        self._picture("sales")

    def _sync(self) -> None:
        background = self.program.background
        assert background is not None, "the tour loads everything"
        background.enrol(self._server.url, self._server.pairing_code())
        unsent = self._counter.till.queries.unsent
        self._until("everything sent", lambda: unsent().fact_count == 0)
        self.program.window.go(Screen.SELL)
        self._wait(0.3)
        self._picture("synced")

    def _report(self, sale: SaleDetail) -> None:
        day = sale.row.business_day
        here = self._counter.till.queries.figures(day, day).whole.amount_fen
        there = self._server.await_takings_fen()
        (self._into / "server.html").write_text(self._server.page, encoding="utf-8")
        if here != there:
            raise TourFailed(f"takings differ: {yuan(here)} here, {yuan(there)} on the server")
        sold = [
            f"  {each.name}  {words.quantity(each.qty_milli)} × {yuan(each.unit_fen)}"
            f" = {yuan(each.amount_fen)}"
            for each in sale.lines
        ]
        total, taken = yuan(sale.row.total_fen), yuan(RECEIVED_FEN)
        change = yuan(RECEIVED_FEN - sale.row.total_fen)
        said = [
            words.text(_SOLD),
            *sold,
            words.text(_PAID, total=total, received=taken, change=change),
            words.text(_SYNCED, here=yuan(here), there=yuan(there)),
            words.text(_PICTURES, folder=self._into.resolve()),
            *(f"  {path.name}" for path in sorted(self._into.iterdir())),
        ]
        sys.stdout.write("\n".join(said) + "\n")

    @property
    def _counter(self) -> Counter:
        assert self.program.counter is not None, "the tour's shop is open"
        return self.program.counter

    def _shown(self, screen: Screen) -> bool:
        return self.program.window.screen_shown is screen

    def _pieces(self) -> int:
        return self._counter.sell.cart.piece_count_milli // 1_000

    def _type(self, text: str) -> None:
        """Type like a person: slower than any scanner."""
        typist = VirtualScanner(gap_ms=4 * GAP_MS, end="")
        now_ms = self.program.clock.monotonic_ms()
        press_keys(self.program.window, typist.keys(text.rstrip("\r"), now_ms))
        self._wait(0.2)
        if text.endswith("\r"):
            later_ms = self.program.clock.monotonic_ms() + len(text) * 4 * GAP_MS
            press_keys(self.program.window, VirtualScanner(end="\r").keys("", later_ms))

    def _picture(self, name: str) -> None:
        self._step += 1
        self.program.window.grab().save(str(self._into / f"{self._step:02}-{name}.png"))

    def _until(self, what: str, is_so: Callable[[], bool]) -> None:
        deadline = time.monotonic() + DEADLINE_S
        while not is_so():
            if time.monotonic() > deadline:
                raise TourFailed(f"the tour waited in vain for {what}")
            _run_events()

    def _wait(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            _run_events()


def _run_events() -> None:
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _PAUSE_MS)
    time.sleep(_PAUSE_MS / 4_000)
