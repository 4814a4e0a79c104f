"""Runs one measurement in a process of its own, so that none disturbs the next.

Run as a program: the name of the measurement, the size, the folder to work in, the shop.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench.draining import drain
from tests.bench.figures import day_figures
from tests.bench.importing import import_file
from tests.bench.memory import after_a_day
from tests.bench.paying import sale_to_commit
from tests.bench.results import Result, write
from tests.bench.scanning import draft_write, scan_to_paint
from tests.bench.searching import search_as_you_type
from tests.bench.sizes import SIZES, Size
from tests.bench.starting import start_to_scan

MEASUREMENTS: dict[str, Callable[[Path, Path, Size], list[Result]]] = {
    "scan": scan_to_paint,
    "draft": draft_write,
    "search": search_as_you_type,
    "sale": sale_to_commit,
    "start": start_to_scan,
    "day": day_figures,
    "memory": after_a_day,
    "import": import_file,
    "drain": drain,
}


def main() -> None:
    """Measure, and leave the results in ``results.json`` of the folder to work in."""
    name, size, work, shop = sys.argv[1:]
    results = MEASUREMENTS[name](Path(work), Path(shop), SIZES[size])
    write(results, Path(work) / "results.json")


if __name__ == "__main__":
    main()
