"""The shop's server: the real one, in a process of its own, seen through its web page."""

import re
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import requests

ROOT = Path(__file__).parents[2]
START_S, ANSWER_S, END_S = 60.0, 10.0, 10.0

_URL = re.compile(r"http://127\.0\.0\.1:(\d+)")
_PASSWORD = re.compile(r"shown only now: (\S+)")
_TOKEN = re.compile(r'name="token" value="([0-9a-f]+)"')
_CODE = re.compile(r"<output>([0-9A-Z ]+)</output>")
_CARD = re.compile(r'<section class="card">.*?</section>', re.DOTALL)
_DAY = re.compile(
    r'<td>(\d{4}-\d\d-\d\d)</td>\s*<td class="number">([\d,]+)</td>'
    r'\s*<td class="number strong">(-?¥[\d,.]+)</td>'
)


class ShopDay(NamedTuple):
    """One line of a shop's days on the page."""

    day: str
    sale_count: int
    takings: str


class Server:
    """Runs from ``start`` to ``stop`` on a free port, and serves any number of scenarios:
    each has a shop of its own there."""

    def __init__(self, folder: Path) -> None:
        self._command = [
            sys.executable, "-m", "sync.server", "--data-dir", str(folder), "--port", "0",
            "--allow-demo",
        ]  # fmt: skip
        self._process: subprocess.Popen[str] | None = None
        self._session = requests.Session()
        self.port = 0

    def start(self) -> None:
        """Start it and sign in to its page."""
        self._process = subprocess.Popen(
            self._command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT
        )
        assert self._process.stdout is not None, "its output was asked for"
        password = ""
        for line in self._process.stdout:
            if found := _PASSWORD.search(line):
                password = found[1]
            if found := _URL.search(line):
                self.port = int(found[1])
                break
        assert self.port, "the server did not start"
        self._post("/login", {"password": password})

    def stop(self) -> None:
        """End it in order."""
        self._session.close()
        if self._process is not None:
            self._process.terminate()
            self._process.wait(END_S)
            assert self._process.stdout is not None, "its output was asked for"
            self._process.stdout.close()

    def pairing_code(self, shop: str) -> str:
        """Press the page's button; the shop is made with the first code."""
        token = _TOKEN.search(self.page())
        assert token is not None, "the page has a form"
        page = self._post("/pairing-codes", {"token": token[1], "shop": shop, "merchant": shop})
        code = _CODE.search(page)
        assert code is not None, "the page shows the code"
        return code[1]

    def days(self, shop: str) -> list[ShopDay]:
        """What the page says of a shop's days."""
        cards = [card for card in _CARD.findall(self.page()) if f"<h2>{shop}</h2>" in card]
        days = _DAY.findall(cards[0]) if cards else []
        return [ShopDay(day, int(count.replace(",", "")), sums) for day, count, sums in days]

    def await_days(self, shop: str, wanted: list[ShopDay]) -> list[ShopDay]:
        """Wait until the page says this; return what it says at last."""
        deadline = time.monotonic() + START_S
        while (days := self.days(shop)) != wanted and time.monotonic() < deadline:
            time.sleep(0.05)
        return days

    def page(self) -> str:
        """The page as a browser gets it."""
        answer = self._session.get(self._address("/"), timeout=ANSWER_S)
        answer.raise_for_status()
        return answer.text

    def _post(self, path: str, form: dict[str, str]) -> str:
        answer = self._session.post(self._address(path), data=form, timeout=ANSWER_S)
        answer.raise_for_status()
        return answer.text

    def _address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"
