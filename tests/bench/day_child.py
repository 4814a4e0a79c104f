"""A long day at the counter, in a process that holds the till and nothing else.

Run as a program: the folder of the shop, how many products it has, how many sales to
make. It says how much memory it has at the end.
"""

import random
import sys
from pathlib import Path

from pos_app.bootstrap.program import Program
from pos_app.ui.presenters.ports import Screen
from tests.bench import goods
from tests.bench.till import flush, running, settle

LINES_A_SALE = 3
RECEIVED_FEN = 100_000
_SETTLE_EVERY = 20


def main() -> None:
    """Sell, look at the day page, report."""
    folder, products, sales = sys.argv[1:]
    chance = random.Random(5)
    with running(Path(folder)) as program:
        for number in range(int(sales)):
            codes = (goods.barcode(chance.randrange(int(products))) for _ in range(LINES_A_SALE))
            _sell(program, *codes)
            if number % _SETTLE_EVERY == 0:
                settle(program)
        program.window.go(Screen.DAY)
        settle(program)
        sys.stdout.write(f"{_rss_kib()}\n")


def _sell(program: Program, *codes: str) -> None:
    assert program.counter is not None
    for code in codes:
        program.window.scanned(code)
        flush()
    program.counter.sell.wants_pay()
    flush()
    program.counter.pay.handed_over(RECEIVED_FEN)
    flush()
    assert program.window.screen_shown is Screen.CHANGE
    program.window.go(Screen.SELL)
    flush()


def _rss_kib() -> int:
    with Path("/proc/self/status").open(encoding="ascii") as status:
        words = next(line for line in status if line.startswith("VmRSS")).split()
    return int(words[1])


if __name__ == "__main__":
    main()
