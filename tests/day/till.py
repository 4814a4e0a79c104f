"""One till of a scenario: the whole program, with hands that press and eyes that read.

Every method takes and returns plain values, so that a till in a process of its own
(``far_till.py``) has the same ones.
"""

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from drivers.virtual.printer import Faults, VirtualPrinter
from pos_app import words
from pos_app.bootstrap.program import CRASH_LOG, Program
from pos_app.printing.receipt import readable_number
from pos_app.settings import BY_KEY
from pos_app.store.shop_file import ShopFile
from pos_app.ui.components.chips import Chips
from pos_app.ui.components.field import Field
from pos_app.ui.components.form import Switch
from pos_app.ui.presenters.ports import Screen
from pos_app.ui.theme import current as current_theme
from pos_app.ui.window import SIZE
from pos_app.usecases.demo_shop import PRODUCTS_FILE
from pos_app.usecases.ports import SaleRow
from tests.day import screen
from tests.day.clock import DayClock
from tests.qt.keys import Keyboard

DEADLINE_S = 20.0
STEP_MS = 1_000
HAMMER_MS = 20
EVER = (19700101, 99991231)
PAGE = 1_000
PAGE_BYTES = 4_096


class Till:
    """A till on a folder. ``start`` opens the program, ``stop`` closes it in order."""

    def __init__(self, folder: Path, now_ms: int) -> None:
        self._folder = folder
        self._clock = DayClock(now_ms)
        self._heard: list[str] = []
        self._program: Program | None = None
        self._keys = Keyboard()

    # Switching on and off -------------------------------------------------------------------

    def start(self) -> None:
        """Open the program on the folder, as it opens on a counter."""
        self._program = program = Program(self._folder, self._clock)
        program.sounds.play = lambda sound: self._heard.append(sound.value)  # type: ignore[method-assign]
        program.open()
        program.window.showNormal()
        program.window.resize(SIZE)
        self._keys = Keyboard(program.window)
        self._until(program.window.isActiveWindow)
        program.finish()

    def stop(self) -> None:
        """Close the program, and let go of its windows."""
        program, self._program = self._program, None
        if program is None:
            return
        program.close()
        program.router.deleteLater()
        program.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()

    def bugs(self) -> str:
        """What the crash log holds: nothing, if all is well."""
        path = self._folder / CRASH_LOG
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def set_time(self, now_ms: int) -> None:
        """Let it be another time of day."""
        self._clock.time_ms = now_ms

    def wait(self, seconds: int) -> None:
        """Let time pass, for the time of day and for deadlines."""
        self._clock.time_ms += seconds * 1_000
        self._clock.skip(seconds * 1_000)

    def sign_in_as(self, name: str) -> None:
        """Have somebody signed in, without their PIN."""
        staff = {each.name: each for each in self._shop.queries.staff()}
        self._open.session.staff = staff[name]
        self._open.window.go(Screen.SELL)

    # Hands ------------------------------------------------------------------------------------

    def press(self, says: str) -> None:
        """Press a button, tile or chip with the mouse."""
        self._until(lambda: self._is_there(says))
        self._click(*screen.pressable(self._window, says))

    def choose_row(self, says: str) -> None:
        """Press the row of a table in which this stands."""
        self._until(lambda: self._finds(screen.row, says))
        self._click(*screen.row(self._window, says))

    def press_key(self, name: str, times: int = 1) -> None:
        """Press a key so often, a person's pause before each."""
        for _ in range(times):
            self._moment(STEP_MS)
            self._stroke(name)

    def hammer(self, name: str, times: int) -> None:
        """Press a key so often within a second."""
        for _ in range(times):
            self._clock.skip(HAMMER_MS)
            self._stroke(name)

    def type(self, text: str) -> None:
        """Type on the keyboard, wherever the cursor is."""
        self._moment(STEP_MS)
        self._keys.type(text)

    def type_into(self, label: str, text: str) -> None:
        """Press a field by its label and type over what is there."""
        self._until(lambda: self._finds(screen.field, label))
        edit = screen.field(self._window, label)
        self._click(edit, edit.rect().center())
        edit.selectAll()
        self._keys.type(text)

    def focus(self, label: str) -> None:
        """Put the cursor into a field by its label."""
        edit = screen.field(self._window, label)
        self._click(edit, edit.rect().center())

    def focus_button(self, says: str) -> None:
        """Bring the focus to a button, as Tab does."""
        part, _ = screen.pressable(self._window, says)
        part.setFocus(Qt.FocusReason.TabFocusReason)

    def scan(self, code: str) -> None:
        """Scan a code."""
        self._moment(STEP_MS)
        self._keys.scan(code)

    def scan_at_once(self, codes: list[str]) -> None:
        """Scan codes one right after the other, and only then let the program work."""
        for code in codes:
            self._keys.burst(code + "\r", gap_ms=5)
        self._keys.settle()

    def change_setting(self, name: str, value: str) -> None:
        """Change a setting on the settings page, as its kind wants it."""
        control = screen.form_control(self._window, name)
        screen.bring_into_view(control)
        if isinstance(control, Switch):
            if control.isChecked() != (value == words.text("On")):
                self._click(control, control.rect().center())
        elif isinstance(control, Chips):
            place = screen.chip_place(control, value)
            assert place is not None, f"“{name}” has no choice “{value}”"
            self._click(control, place.center())
        else:
            assert isinstance(control, Field), "a setting is switched, chosen or typed"
            self._click(control.edit, control.edit.rect().center())
            control.edit.selectAll()
            self._keys.type(value + "\r")

    # Eyes and ears ----------------------------------------------------------------------------

    def becomes(self, probe: str, arguments: list[Any], wanted: Any) -> Any:
        """Wait until a probe says what is wanted; return what it says at last."""
        read = getattr(self, probe)
        self._until(lambda: read(*arguments) == wanted, quietly=True)
        return read(*arguments)

    def screen(self) -> str:
        shown = self._open.window.screen_shown
        return shown.value if shown is not None else ""

    def says(self, text: str) -> bool:
        return any(text in each for each in screen.texts(self._window))

    def all_texts(self) -> list[str]:
        return screen.texts(self._window)

    def cart(self) -> list[list[str]]:
        return screen.cart_lines(self._window)

    def cart_size(self) -> int:
        return len(self.cart())

    def typed(self, label: str) -> str:
        return screen.field(self._window, label).text()

    def amount(self, label: str) -> str:
        try:
            return screen.amount(self._window, label)
        except screen.NotOnScreen as missing:
            return str(missing)

    def yuan(self, label: str) -> str:
        """The same without ¥ and commas."""
        return self.amount(label).replace(words.YUAN, "").replace(",", "")

    def shares(self) -> list[str]:
        return screen.shares(self._window)

    def hours(self) -> list[str]:
        return screen.hours(self._window)

    def lamp(self, says: str) -> str:
        """How a lamp shines, or "dark" for one that is not shown."""
        lamp = screen.lamp(self._window, says)
        return lamp.state() if lamp is not None else "dark"

    def lamp_says(self, says: str) -> str:
        lamp = screen.lamp(self._window, says)
        return lamp.detail() if lamp is not None else ""

    def heard(self) -> list[str]:
        return list(self._heard)

    def forget_sounds(self) -> None:
        self._heard.clear()

    def language(self) -> str:
        return words.language()

    def colours(self) -> str:
        return current_theme().name

    def rest(self) -> bool:
        """Say whether nothing is under way: no question, no key, no receipt on its way."""
        program = self._open
        jobs = program.shop.print_jobs if program.shop is not None else None
        prints = jobs is not None and (jobs.next_queued() is not None or bool(jobs.interrupted()))
        return program.asker.is_idle and not program.router.is_holding and not prints

    # Paper ------------------------------------------------------------------------------------

    def break_printer(self, faults: dict[str, Any]) -> None:
        """Break the virtual printer, or mend it with nothing."""
        self._until(lambda: self._open.printer.tray is not None)
        self._twin().faults = replace(Faults(), **faults)

    def receipts(self) -> list[str]:
        tray = self._open.printer.tray
        return [strip.text for strip in tray.strips] if tray is not None else []

    def pulses(self) -> int:
        return self._twin().drawer_pulses if self._open.printer.tray is not None else 0

    # Books ------------------------------------------------------------------------------------

    def takings(self) -> list[int]:
        """How many sales there are, and what they add up to in fen."""
        rows = self._sales()
        return [len(rows), sum(each.total_fen for each in rows)]

    def day_takings(self, day: int) -> list[int]:
        """The same of one business day, from the day totals."""
        whole = self._shop.queries.figures(day, day).whole
        return [whole.sale_count, whole.amount_fen]

    def receipt_numbers(self) -> list[str]:
        """The readable numbers, oldest first."""
        return [readable_number(each.receipt_code) for each in reversed(self._sales())]

    def print_states(self) -> list[str]:
        """What became of each sale's receipt, oldest first."""
        queries = self._shop.queries
        details = [queries.sale(each.sale_id) for each in reversed(self._sales())]
        return [detail.print_state for detail in details if detail is not None]

    def business_day(self) -> int:
        return self._shop.queries.business_day()

    def unsent(self) -> int:
        return self._shop.queries.unsent().fact_count

    def product_price_fen(self, code: str) -> int:
        """What a product costs; -1 for a code that nobody knows."""
        product = self._shop.queries.product_by_code([code])
        return product.price_fen if product is not None else -1

    def product_count(self) -> int:
        return self._shop.queries.product_count()

    def setting(self, key: str) -> str:
        return self._open.settings.get(BY_KEY[key])

    # Faults -----------------------------------------------------------------------------------

    def fill_disk(self) -> None:
        """Let the shop file have no page to spare."""
        with self._shop.writer.rows() as database:
            spare = database.execute("PRAGMA freelist_count").fetchone()[0]
        self._shop.settings.put_local("filled", "x" * spare * PAGE_BYTES)
        with self._shop.writer.rows() as database:
            database.execute("PRAGMA max_page_count = 1")

    def free_disk(self) -> None:
        """Let there be room again."""
        with self._shop.writer.rows() as database:
            database.execute("PRAGMA max_page_count = 1000000")

    # ------------------------------------------------------------------------------------------

    @property
    def _open(self) -> Program:
        assert self._program is not None, "the till is switched off"
        return self._program

    @property
    def _window(self) -> QWidget:
        return self._open.window

    @property
    def _shop(self) -> ShopFile:
        assert self._open.shop is not None, "no shop is open"
        return self._open.shop

    def _twin(self) -> VirtualPrinter:
        tray = self._open.printer.tray
        assert isinstance(tray, VirtualPrinter), "the printer is a virtual one"
        return tray

    def _sales(self) -> list[SaleRow]:
        return list(self._shop.queries.sales(*EVER, "", None, PAGE))

    def _is_there(self, says: str) -> bool:
        return self._finds(screen.pressable, says)

    def _finds(self, look: Any, says: str) -> bool:
        try:
            look(self._window, says)
        except screen.NotOnScreen:
            return False
        return True

    def _click(self, part: QWidget, at: QPoint) -> None:
        """Press with the mouse where the part is, whatever lies over it."""
        self._moment(STEP_MS)
        screen.bring_into_view(part)
        handle = self._window.windowHandle()
        place = part.mapTo(self._window, at)
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(handle, left, none, place)
        _run_events()

    def _stroke(self, name: str) -> None:
        *held, last = name.split("+") if len(name) > 1 else [name]
        modifiers = Qt.KeyboardModifier.NoModifier
        for each in held:
            modifiers |= _MODIFIERS[each]
        if last in _KEYS:
            key, text = _KEYS[last]
        else:
            key = getattr(Qt.Key, f"Key_{last}") if last.isalnum() else Qt.Key(ord(last))
            text = last if len(last) == 1 and not held else ""
        self._keys.press(key, modifiers, text=text)
        _run_events()

    def _moment(self, ms: int) -> None:
        """A person is no machine: some time lies before whatever they do."""
        self._clock.skip(ms)

    def _until(self, is_so: Any, *, quietly: bool = False) -> None:
        deadline = time.monotonic() + DEADLINE_S
        while not is_so():
            if time.monotonic() > deadline:
                assert quietly, (
                    f"in vain; the screen says {json.dumps(self.all_texts(), ensure_ascii=False)}"
                )
                return
            _run_events()


def titles(demo: Path) -> dict[str, str]:
    """The demo's goods: barcodes by name and size, as they stand on the shelf."""
    lines = (demo / PRODUCTS_FILE).read_text(encoding="utf-8-sig").splitlines()
    cells = [line.split(",") for line in lines[1:]]
    return {f"{name} {spec}".strip(): code for code, name, spec, *_ in cells}


def _run_events() -> None:
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    time.sleep(0.001)


_MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}
_KEYS = {
    "回车": (Qt.Key.Key_Return, "\r"),
    "Enter": (Qt.Key.Key_Return, "\r"),
    "Esc": (Qt.Key.Key_Escape, ""),
    "Del": (Qt.Key.Key_Delete, ""),
    "Tab": (Qt.Key.Key_Tab, "\t"),
    "空格": (Qt.Key.Key_Space, " "),
}
