"""Runs one measurement in a process of its own, so that none disturbs the next.

Run as a program: the name of the measurement, the size, the folder to work in, the shop.
"""

import sys
from importlib import import_module
from pathlib import Path

from tests.bench.results import write
from tests.bench.sizes import SIZES

# Each is loaded only where it is asked for.
MEASUREMENTS = {
    "scan": ("scanning", "scan_to_paint"),
    "draft": ("scanning", "draft_write"),
    "search": ("searching", "search_as_you_type"),
    "sale": ("paying", "sale_to_commit"),
    "start": ("starting", "start_to_scan"),
    "day": ("figures", "day_figures"),
    "memory": ("memory", "after_a_day"),
    "import": ("importing", "import_file"),
    "drain": ("draining", "drain"),
}


def main() -> None:
    """Measure, and leave the results in ``results.json`` of the folder to work in."""
    name, size, work, shop = sys.argv[1:]
    module, function = MEASUREMENTS[name]
    measure = getattr(import_module(f"tests.bench.{module}"), function)
    write(measure(Path(work), Path(shop), SIZES[size]), Path(work) / "results.json")


if __name__ == "__main__":
    main()
