"""What the running till takes of memory after a long day."""

from pathlib import Path

from tests.bench import shops
from tests.bench.results import Result, against_aim
from tests.bench.sizes import Size
from tests.bench.starting import said

AIM_MB = 200
_KIB = 1_024


def after_a_day(work: Path, shop: Path, size: Size) -> list[Result]:
    """Make the sales of a day through the screens, printing as it goes, and look.

    Only where the system says what a process takes.
    """
    if not Path("/proc/self/status").exists():
        return []
    shops.opened(shop).close()
    figures = (str(size.products), str(size.day_sales))
    (till_kib,) = said("tests.bench.day_child", str(shop), *figures)
    _, empty_kib = said("tests.bench.empty_window")
    name = f"memory after a day of {size.day_sales:,} sales"
    return [against_aim(name, int(till_kib) / _KIB, "MB", int(empty_kib) / _KIB, AIM_MB)]
