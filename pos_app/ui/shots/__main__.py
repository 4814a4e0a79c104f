"""Takes the pictures: `python -m pos_app.ui.shots [NAME ...] [--one] [--out FOLDER]`.

Prints a line for each screen and each finding; exits with 1 when anything was found.
"""

import argparse
import os
import sys
from collections import Counter
from pathlib import Path

from PySide6.QtWidgets import QApplication

from pos_app.ui.shots.camera import Shot, photograph, variants
from pos_app.ui.shots.screens import SCREENS


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m pos_app.ui.shots")
    parser.add_argument("names", nargs="*", help="screens; all when none is named")
    parser.add_argument("--one", action="store_true", help="only Chinese, light, 1366×768")
    parser.add_argument("--out", type=Path, default=Path("build/shots"))
    asked = parser.parse_args()
    known = {screen.name: screen for screen in SCREENS}
    assert len(known) == len(SCREENS), "two screens have the same name"
    unknown = [name for name in asked.names if name not in known]
    if unknown:
        parser.error(f"no such screen: {', '.join(unknown)}; there are: {', '.join(known)}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    failed = False
    for name in asked.names or known:
        shots = photograph(known[name], variants(one=asked.one), asked.out)
        failed = _report(name, shots) or failed
    print(f"pictures: {asked.out}")
    del app
    return 1 if failed else 0


def _report(name: str, shots: list[Shot]) -> bool:
    """Print what was found, the same finding of many variants once; true when there was any."""
    found = Counter((repr(finding)) for shot in shots for finding in shot.found)
    where = {repr(f): str(shot.variant) for shot in reversed(shots) for f in shot.found}
    print(f"{name:<24} {len(shots):>3} pictures  {sum(found.values()):>3} findings")
    for finding, times in found.items():
        print(f"    {finding}  ({times}×, first in {where[finding]})")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
