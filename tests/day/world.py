"""Everything that one scenario has: a counter with a till, a printer, a cable, some files."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from drivers.printer.profile import profile
from drivers.virtual.printer import Faults, VirtualPrinter
from drivers.virtual.server import VirtualPrinterServer
from pos_app import words
from pos_app.bootstrap import opening
from pos_app.bootstrap.folders import DEMO_FILES
from pos_app.settings import (
    DECLARED,
    FULL_SCREEN,
    PRINTER_HOST,
    PRINTER_KIND,
    PRINTER_PORT,
    PRINTER_PROFILE,
    Setting,
)
from pos_app.store.ballast import BALLAST_BYTES, BALLAST_FILE
from pos_app.store.troubles import StoreTrouble
from pos_app.words import mark
from tests.day.cable import Cable
from tests.day.clock import DayClock, moment_ms
from tests.day.far_till import ROOT, FarTill
from tests.day.server import Server
from tests.day.till import Till, titles

MORNING = "2026-11-23 09:00"
COMMAND_S = 60
_TOTAL = mark("Total")

StartServer = Callable[[], Server]


class Day:
    """One scenario's world. Steps talk to nothing else."""

    def __init__(self, folder: Path, demo: Path, start_server: StartServer) -> None:
        self.folder = folder / "shop"
        self.files = folder / "files"
        self.files.mkdir(parents=True)
        self.now_ms = moment_ms(MORNING)
        self.codes = titles(DEMO_FILES)
        self.presets: dict[Setting, str] = {FULL_SCREEN: "0"}
        self.cable: Cable | None = None
        self.shop_on_server = folder.name
        self.said = ""
        self.noted = b""
        self.exit_code = 0
        self.expects_bugs = False
        self._demo = demo
        self._start_server = start_server
        self._server: Server | None = None
        self._till: Till | FarTill | None = None
        self._kind: type[Till] | type[FarTill] = Till
        self._desk: VirtualPrinter | None = None
        self._elsewhere: FarTill | None = None
        self._ends = ExitStack()

    def end(self) -> None:
        """Switch everything off. A bug that the program met fails the scenario."""
        bugs = self.bugs()
        try:
            self.switch_off()
            bugs = bugs or self.bugs()
        finally:
            self._ends.close()
            shutil.rmtree(self.folder, ignore_errors=True)
        assert self.expects_bugs or not bugs, bugs

    def bugs(self) -> str:
        """What stands in the crash log."""
        path = self.folder / "crash.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    # The till ---------------------------------------------------------------------------------

    @property
    def till(self) -> Any:
        """The till that is switched on."""
        assert self._till is not None, "no till is switched on"
        return self._till

    @property
    def is_on(self) -> bool:
        return self._till is not None

    def use_far_till(self) -> None:
        """Let the till be a process of its own from now on."""
        self._kind = FarTill

    def lay_demo(self, *, of_its_own: bool = False) -> None:
        """Put a demo shop into the folder; one of its own where a server is to know it."""
        if of_its_own:
            clock = DayClock(self.now_ms)
            opening.make_demo(self.folder, clock, lambda done, total: None).close()
        else:
            shutil.copytree(self._demo, self.folder)

    def switch_on(self) -> None:
        """Start the program on the folder."""
        self.folder.mkdir(exist_ok=True)
        if self._elsewhere is None:
            self.keep_presets()
        spare_the_disk(self.folder)
        self._till = self._kind(self.folder, self.now_ms)
        self._till.start()

    def switch_off(self) -> None:
        """Close the program in order."""
        till, self._till = self._till, None
        if till is not None:
            till.stop()

    def pull_the_plug(self) -> None:
        """Kill the till's process."""
        assert isinstance(self._till, FarTill), "only a till in its own process can be killed"
        self._till.kill()
        self._till = None

    @property
    def elsewhere(self) -> FarTill:
        """The other window on the same shop."""
        assert self._elsewhere is not None, "no other window is open"
        return self._elsewhere

    def open_elsewhere(self) -> None:
        """Open the shop in another process first."""
        self.keep_presets()
        spare_the_disk(self.folder)
        self._elsewhere = FarTill(self.folder, self.now_ms)
        self._ends.callback(self._elsewhere.stop)
        self._elsewhere.start()
        self._elsewhere.sign_in_as("店主")

    def set_time(self, now_ms: int) -> None:
        self.now_ms = now_ms
        if self._till is not None:
            self._till.set_time(now_ms)

    def expect(self, wanted: Any, probe: str, *arguments: Any) -> None:
        """Wait until the till says what is wanted; fail with what it says instead."""
        said = self.till.becomes(probe, list(arguments), wanted)
        assert said == wanted, f"{said!r}; the screen says: {self.till.all_texts()}"

    def rest(self) -> None:
        """Wait until nothing is under way."""
        self.expect(True, "rest")

    def code_of(self, title: str) -> str:
        assert title in self.codes, f"the demo shop has no “{title}”"
        return self.codes[title]

    def preset(self, name: str, value: str) -> None:
        """Let a setting of this machine have a value when the till is switched on next."""
        say = words.in_language("zh_CN").text
        setting = next(each for each in DECLARED if say(each.words) == name)
        chosen = [each.value for each in setting.choices if say(each.words) == value]
        self.presets[setting] = chosen[0] if chosen else value

    # The printer ------------------------------------------------------------------------------

    def connect_printer(self) -> None:
        """Put a network printer on the counter."""
        self._desk = VirtualPrinter(profile("80mm"))
        server = self._ends.enter_context(VirtualPrinterServer(self._desk))
        host, port = server.address
        self.presets |= {
            PRINTER_KIND: "tcp", PRINTER_HOST: host, PRINTER_PORT: str(port),
            PRINTER_PROFILE: "80mm",
        }  # fmt: skip

    def break_printer(self, **faults: Any) -> None:
        """Break the printer, or mend it with nothing."""
        if self._desk is not None:
            self._desk.faults = Faults(**faults)
        else:
            self.till.break_printer(faults)

    def receipts(self) -> list[str]:
        """What came out of the printer: the text of each strip."""
        if self._desk is not None:
            return [strip.text for strip in self._desk.strips]
        return list(self.till.receipts())

    def pulses(self) -> int:
        return self._desk.drawer_pulses if self._desk is not None else self.till.pulses()

    def totals_on_paper_fen(self) -> int:
        """Add up what the receipts say is to pay."""
        total = words.in_language("zh_CN").text(_TOTAL)
        pattern = re.compile(rf"^{total}\s+[¥￥]([\d,]+\.\d\d)$", re.MULTILINE)
        sums = [found for text in self.receipts() for found in pattern.findall(text)]
        return sum(int(each.replace(",", "").replace(".", "")) for each in sums)

    # The server -------------------------------------------------------------------------------

    @property
    def server(self) -> Server:
        if self._server is None:
            self._server = self._start_server()
        return self._server

    def lay_cable(self) -> Cable:
        """Connect the counter with the server."""
        if self.cable is None:
            self.cable = self._ends.enter_context(Cable(self.server.port))
        return self.cable

    # Files and commands -----------------------------------------------------------------------

    def command(self, *arguments: str) -> None:
        """Run a command of the till and keep what it said."""
        done = subprocess.run(
            [sys.executable, "-m", "pos_app", *arguments, "--data", str(self.folder)],
            capture_output=True, encoding="utf-8", timeout=COMMAND_S, cwd=ROOT,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip
        self.exit_code, self.said = done.returncode, done.stdout + done.stderr

    # ------------------------------------------------------------------------------------------

    def keep_presets(self) -> None:
        """Write the settings of this machine into a shop that is closed and can be opened."""
        if not self.presets:
            return
        try:
            shop = opening.open_or_upgrade(self.folder, DayClock(self.now_ms))
        except StoreTrouble:
            return
        if shop is None:
            return
        try:
            for setting, value in self.presets.items():
                shop.settings.put_local(setting.key, value)
        finally:
            shop.close()
        self.presets = {}


def spare_the_disk(folder: Path) -> None:
    """The reserve that a till keeps on its disk: here a file with a hole in it."""
    path = folder / BALLAST_FILE
    path.touch()
    os.truncate(path, BALLAST_BYTES)
