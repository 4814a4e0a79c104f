"""Makes a fresh clone ready to run: `python3 -m installer.setup_environment`.

Runs on the system's Python before anything is installed, so it needs the standard library alone,
and it still reads on a Python too old for the till, in order to say so. Run again, it does only
what is missing.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "set-up.json"
OLDEST = (3, 11)
NEWEST_TRIED = 15

# What Qt and the window system need, by the file that is loaded: Debian's package for it.
SYSTEM_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
    Path.home() / ".fonts",
)
CHINESE_FONT = re.compile(
    r"NotoSans(Mono)?CJK|NotoSansSC|SourceHanSans|wqy-|DroidSansFallback|msyh|simhei", re.IGNORECASE
)
CHINESE_FONT_PACKAGE = "fonts-noto-cjk"

WORKS = "import pysqlite3, sqlalchemy, cryptography, PySide6.QtWidgets"


class SetupError(Exception):
    """Why the set-up cannot go on, in words for the person who started it."""


def say(text: str) -> None:
    """Print a line now, ahead of what a child process prints."""
    print(text, flush=True)


# Python ---------------------------------------------------------------------------------------


def newer_python() -> str | None:
    """The path of a Python on this machine that is new enough, if there is one."""
    for minor in range(OLDEST[1], NEWEST_TRIED + 1):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    return None


def insist_on_python() -> None:
    """Go on with a newer Python when this one is too old; raises SetupError if there is none."""
    if sys.version_info >= OLDEST:
        return
    other = newer_python()
    if other is None:
        have = ".".join(map(str, sys.version_info[:2]))
        raise SetupError(
            f"Python 3.{OLDEST[1]} or newer is needed; this is {have}.\n"
            "Install one (Debian, Ubuntu: apt-get install python3.11 python3.11-venv), or name\n"
            "one that is already here: make PYTHON=/path/to/python3.12"
        )
    command = [other, "-m", "installer.setup_environment", *sys.argv[1:]]
    raise SystemExit(subprocess.call(command, cwd=ROOT))


# System packages ------------------------------------------------------------------------------


def loads(library: str) -> bool:
    """Whether the system's loader finds a shared library and all that it needs."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_chinese_font() -> bool:
    """Whether one of the common Chinese fonts lies in a font folder."""
    return any(
        CHINESE_FONT.search(name)
        for folder in FONT_FOLDERS
        for _, _, names in os.walk(folder)
        for name in names
    )


def missing_packages() -> list[str]:
    """The Debian packages whose contents this machine lacks."""
    if not sys.platform.startswith("linux"):
        return []
    missing = [package for library, package in SYSTEM_LIBRARIES.items() if not loads(library)]
    if not has_chinese_font():
        missing.append(CHINESE_FONT_PACKAGE)
    if not VENV.exists() and importlib.util.find_spec("ensurepip") is None:
        missing.append(f"python3.{sys.version_info[1]}-venv")
    return missing


def apt_command() -> list[str] | None:
    """How apt may be called without asking anyone, or None when it may not."""
    apt = shutil.which("apt-get")
    if apt is None or sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return [apt]
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True).returncode == 0:
        return [sudo, "-n", "DEBIAN_FRONTEND=noninteractive", apt]
    return None


def install_packages(apt: list[str], packages: list[str]) -> bool:
    """Let apt fetch the packages; False when it could not."""
    say("Installing system packages: " + " ".join(packages))
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # A list that cannot be refreshed may still be good enough to install from.
    subprocess.run([*apt, "update", "-qq"], env=environment)
    install = [*apt, "install", "-y", "-qq", "--no-install-recommends", *packages]
    return subprocess.run(install, env=environment).returncode == 0


def prepare_system() -> None:
    """Install what the system lacks, or name it with the command that would."""
    missing = missing_packages()
    if not missing:
        return
    apt = apt_command()
    if apt and install_packages(apt, missing):
        return
    say(
        "This machine lacks: " + " ".join(missing) + "\n"
        "  Install with:  sudo apt-get install " + " ".join(missing) + "\n"
        "  (other systems name these packages differently); going on without them."
    )


# The virtual environment ----------------------------------------------------------------------


def venv_python() -> Path:
    """The interpreter inside the virtual environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def venv_version() -> tuple[int, ...] | None:
    """The Python version that the virtual environment was made with, or None without one."""
    config = VENV / "pyvenv.cfg"
    if not config.is_file() or not venv_python().exists():
        return None
    found = re.search(r"^version(?:_info)?\s*=\s*(\d+)\.(\d+)", config.read_text("utf-8"), re.M)
    return tuple(map(int, found.groups())) if found else None


def prepare_venv(use_this_python: bool) -> None:
    """Make the virtual environment unless a usable one stands."""
    have = venv_version()
    if have and have >= OLDEST and (not use_this_python or have == sys.version_info[:2]):
        return
    if VENV.exists() and any(VENV.iterdir()):
        if not (VENV / "pyvenv.cfg").is_file():
            raise SetupError(f"{VENV} is no virtual environment; move it away and run again.")
        say("Removing the virtual environment of another Python")
        shutil.rmtree(VENV)
    say(f"Making .venv with Python {sys.version.split()[0]}")
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)])
    if made.returncode != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetupError(
            "This Python cannot make a virtual environment. Debian and Ubuntu keep that part in a\n"
            f"package of its own:  sudo apt-get install python3.{sys.version_info[1]}-venv"
        )


def install_locked() -> None:
    """Install the locked packages, checking each file against its hash."""
    say("Installing the locked Python packages (some minutes the first time)")
    pip = [str(venv_python()), "-m", "pip", "install", "--quiet", "--no-input"]
    safe = ["--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
    if subprocess.run([*pip, *safe, "--requirement", str(LOCK)], cwd=ROOT).returncode != 0:
        raise SetupError(
            "The Python packages could not be installed; the lines above say why.\n"
            "Nothing is half-done: run the same command again once the cause is gone."
        )
    if subprocess.run([str(venv_python()), "-c", WORKS], cwd=ROOT).returncode != 0:
        raise SetupError(
            "The packages are installed but do not load. A line above that names a .so file means\n"
            "a missing system library:  sudo apt-get install "
            + " ".join(missing_packages() or SYSTEM_LIBRARIES.values())
        )


# Generated resources --------------------------------------------------------------------------


def resources_fingerprint() -> str:
    """Changes when a source under resources/ or a file made from one changes or goes."""
    files = [*(ROOT / "resources").rglob("*"), *(ROOT / "installer").glob("*.py")]
    lines = []
    for path in sorted(files):
        if path.is_file():
            stat = path.stat()
            lines.append(f"{path.relative_to(ROOT)} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def build_resources() -> None:
    """Turn the sources under resources/ into the files the till loads."""
    say("Building the resources")
    build = [str(venv_python()), "-m", "installer.resources"]
    if subprocess.run(build, cwd=ROOT, stdout=subprocess.DEVNULL).returncode != 0:
        raise SetupError("The resources could not be built; the lines above say why.")


# All of it ------------------------------------------------------------------------------------


def read_stamp() -> dict[str, str]:
    """What the last complete run left behind."""
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def set_up(use_this_python: bool) -> None:
    """Bring the clone from whatever state it is in to ready."""
    insist_on_python()
    prepare_system()
    prepare_venv(use_this_python)
    stamp = read_stamp()
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.get("lock") != lock:
        install_locked()
        stamp["lock"] = lock
        STAMP.write_text(json.dumps(stamp), "utf-8")
    if stamp.get("resources") != resources_fingerprint():
        build_resources()
        stamp["resources"] = resources_fingerprint()
        STAMP.write_text(json.dumps(stamp), "utf-8")


def main() -> int:
    """Run the set-up from the command line; the exit status says whether all is ready."""
    parser = argparse.ArgumentParser(prog="installer.setup_environment", description=__doc__)
    parser.add_argument(
        "--use-this-python",
        action="store_true",
        help="remake .venv when it was made with another Python version",
    )
    options = parser.parse_args()
    try:
        set_up(options.use_this_python)
    except SetupError as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
