"""From the start of the process to the first painted scan, beside an empty window."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.bench import goods, shops
from tests.bench.results import Result, against_floor, p50
from tests.bench.sizes import Size

FIRST_PAINT_RATIO_MAX, FIRST_SCAN_RATIO_MAX = 2.0, 2.5
CHILD_SECONDS_MAX = 600
_NEVER_COMPILED = ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")

# What a start must not wait for; the till loads it after its first screen, or never.
LATE = (
    "sqlalchemy", "alembic", "numpy", "pyqtgraph", "requests", "cryptography", "escpos",
    "pypinyin", "PIL",
)  # fmt: skip


def start_to_scan(work: Path, shop: Path, size: Size) -> list[Result]:
    """Start both, turn and turn about, and compare the medians."""
    shops.opened(shop).close()
    code = goods.barcode(size.products // 2)
    floor, first, scanned = [], [], []
    # The first of each fills the caches of the disk and of Python.
    for number in range(size.starts + 1):
        began = time.monotonic()
        painted_at, _ = said("tests.bench.empty_window")
        again = time.monotonic()
        first_at, scanned_at, modules = said("tests.bench.start_child", str(shop), code)
        assert not (loaded := _late(modules)), f"a start loads {loaded}"
        if number:
            floor.append((float(painted_at) - began) * 1_000)
            first.append((float(first_at) - again) * 1_000)
            scanned.append((float(scanned_at) - again) * 1_000)
    at_least = p50(floor)
    name = f"{size.products:,} products, {size.sales:,} sales"
    return [
        against_floor(f"start to first paint, {name}", p50(first), "ms", at_least,
                      FIRST_PAINT_RATIO_MAX),
        against_floor(f"start to first scan painted, {name}", p50(scanned), "ms", at_least,
                      FIRST_SCAN_RATIO_MAX),
    ]  # fmt: skip


def said(module: str, *arguments: str) -> list[str]:
    """Run a module as a program and return the words that it says."""
    command = [sys.executable, "-m", module, *arguments]
    # An installed program is compiled once, not at each start; the first round does it here.
    env = {name: value for name, value in os.environ.items() if name not in _NEVER_COMPILED}
    env["PYTHONPYCACHEPREFIX"] = str(shops.ROOT / "build" / "bench" / "compiled")
    done = subprocess.run(
        command, cwd=shops.ROOT, env=env, capture_output=True, text=True,
        timeout=CHILD_SECONDS_MAX, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def _late(modules: str) -> list[str]:
    return sorted({name.partition(".")[0] for name in modules.split(",")} & set(LATE))
