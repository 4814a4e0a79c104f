"""Where a till keeps its data."""

import os
import sys
from pathlib import Path

from pos_app.words import RESOURCES

DEMO = "demo"
SHOP = "shop"
DEMO_FILES = Path(RESOURCES) / "demo"


def home() -> Path:
    """Return the folder that holds this user's shops, by the system's custom."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    else:
        base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "jushang-pos"


def shop_folder(name: str) -> Path:
    """Return the folder of the real shop or of the demo."""
    return home() / name
