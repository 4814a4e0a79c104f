"""Measures the till against its budgets: a table on the screen, and build/bench.json."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.bench import results, shops
from tests.bench.measure import MEASUREMENTS
from tests.bench.results import Result
from tests.bench.sizes import SIZES, Size

NAMES = tuple(MEASUREMENTS)
BUILD = shops.ROOT / "build"


def main() -> int:
    """Measure what was asked for; 0 when every budget is kept, 1 when one is not, 2 on failures."""
    options = _parser().parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = options.into / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    found, broken = _measured(options.only or list(NAMES), options.size, folder)
    print()
    print(results.table(found))
    file = options.into / "bench.json"
    results.write(found, file)
    print(f"\n{file}")
    _say_how_busy()
    missed = [each.name for each in found if each.ok is False]
    if missed:
        print(f"{len(missed)} of {len(found)} exceed their budget.")
    if broken:
        print(f"Not measured, because something failed: {', '.join(broken)}.")
    return 2 if broken else 1 if missed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--full", dest="size", action="store_const", const="full", default="quick",
        help="a million products and sales; the first run makes them",
    )  # fmt: skip
    parser.add_argument("--tiny", dest="size", action="store_const", const="tiny",
                        help="only to see whether the measurements run")  # fmt: skip
    parser.add_argument("--only", action="append", choices=NAMES, help="may be given repeatedly")
    parser.add_argument("--into", type=Path, default=BUILD, help="folder of results and shops")
    return parser


def _measured(names: list[str], size: str, folder: Path) -> tuple[list[Result], list[str]]:
    """Return the results, and which measurements failed."""
    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    shop = _shop(SIZES[size], folder)
    found: list[Result] = []
    broken = []
    try:
        copy = shops.copied(shop, work / "shop")
        for name in names:
            _say(f"measuring {name} ...")
            command = [sys.executable, "-m", "tests.bench.measure", name, size, work, copy]
            if subprocess.run(command, cwd=shops.ROOT, check=False).returncode:
                broken.append(name)
                continue
            found.extend(results.read((work / "results.json").read_text(encoding="utf-8")))
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return found, broken


def _say_how_busy() -> None:
    """Figures in milliseconds are only worth something where the machine had time."""
    if hasattr(os, "getloadavg"):
        load, cores = os.getloadavg()[1], os.cpu_count() or 1
        if load > cores:
            print(
                f"The machine was busy (load {load:.1f} on {cores} cores): expect less elsewhere."
            )


def _shop(size: Size, folder: Path) -> Path:
    return shops.prepared(folder.absolute(), size.products, size.sales, _say)


def _say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main())
