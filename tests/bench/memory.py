"""What the running till takes of memory after a long day."""

import random
from pathlib import Path

from pos_app.ui.presenters.ports import Screen
from tests.bench import goods
from tests.bench.results import Result, against_aim
from tests.bench.sizes import Size
from tests.bench.starting import empty_window_rss_kib
from tests.bench.till import flush, running, settle

AIM_MB = 200
LINES_A_SALE = 3
RECEIVED_FEN = 100_000
_SETTLE_EVERY = 20


def after_a_day(work: Path, shop: Path, size: Size) -> list[Result]:
    """Make the sales of a day through the screens, printing as it goes, and look."""
    if not Path("/proc/self/status").exists():
        return []
    chance = random.Random(5)
    with running(shop) as program:
        assert program.counter is not None
        for number in range(size.day_sales):
            for _ in range(LINES_A_SALE):
                program.window.scanned(goods.barcode(chance.randrange(size.products)))
                flush()
            program.counter.sell.wants_pay()
            flush()
            program.counter.pay.handed_over(RECEIVED_FEN)
            flush()
            assert program.window.screen_shown is Screen.CHANGE
            program.window.go(Screen.SELL)
            flush()
            if number % _SETTLE_EVERY == 0:
                settle(program)
        program.window.go(Screen.DAY)
        settle(program)
        mb = _rss_kib() / 1_024
    name = f"memory after a day of {size.day_sales:,} sales"
    return [against_aim(name, mb, "MB", empty_window_rss_kib() / 1_024, AIM_MB)]


def _rss_kib() -> int:
    with Path("/proc/self/status").open(encoding="ascii") as status:
        words = next(line for line in status if line.startswith("VmRSS")).split()
    return int(words[1])
