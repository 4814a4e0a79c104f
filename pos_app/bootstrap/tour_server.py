"""The tour's own sync server: the real one, in a process and a folder of its own."""

import re
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import requests

SHOP = "幸福便利店"
START_S = 30.0
ANSWER_S = 10.0
SEEN_S = 20.0

_URL = re.compile(r"http://\S+")
_PASSWORD = re.compile(r"shown only now: (\S+)")
_CODE = re.compile(r": ([0-9A-Z]{10})\b")
_TAKINGS = re.compile(r'class="number strong">([^<]*)<')


class TourServer:
    """Runs while the ``with`` block does, on a free port of this machine alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._command = [sys.executable, "-m", "sync.server", "--data-dir", str(folder)]
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._process = subprocess.Popen(
            [*self._command, "--port", "0", "--allow-demo"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            self._password, self.url = self._await_start(self._process)
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def pairing_code(self) -> str:
        """Make a pairing code by the server's own command."""
        said = subprocess.run(
            [*self._command, "pair", "--shop", SHOP],
            capture_output=True, text=True, timeout=START_S, check=True,
        ).stdout  # fmt: skip
        found = _CODE.search(said)
        assert found is not None, f"the server names the code: {said}"
        return found[1]

    def takings_fen(self) -> int | None:
        """Read the newest day's takings off the server's page; None while it has none."""
        with requests.Session() as session:
            form = {"password": self._password}
            session.post(f"{self.url}/login", data=form, timeout=ANSWER_S).raise_for_status()
            page = session.get(f"{self.url}/", timeout=ANSWER_S)
            page.raise_for_status()
        self.page = page.text
        found = _TAKINGS.search(page.text)
        return int(re.sub(r"\D", "", found[1])) if found else None

    def await_takings_fen(self) -> int:
        """Wait until the server has added up the day, then return its takings."""
        deadline = time.monotonic() + SEEN_S
        while (takings_fen := self.takings_fen()) is None and time.monotonic() < deadline:
            time.sleep(0.2)
        return takings_fen or 0

    def _await_start(self, process: subprocess.Popen[str]) -> tuple[str, str]:
        password = ""
        deadline = time.monotonic() + START_S
        assert process.stdout is not None, "its output is piped"
        for line in process.stdout:
            if found := _PASSWORD.search(line):
                password = found[1]
            if found := _URL.search(line):
                return password, found[0]
            if time.monotonic() > deadline:
                break
        raise TimeoutError("the sync server did not start")

    def _end(self) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(ANSWER_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
