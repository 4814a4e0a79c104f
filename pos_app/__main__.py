"""The command line of the till: run, demo, tour, import, backup, restore, doctor."""

import argparse
import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path

_NO_DISPLAY = (
    "没有显示器：在后台演示一次收银。"
    " No display here: the till plays a short guided sale without a window."
)


def main(arguments: list[str] | None = None) -> int:
    """Do what was asked; return the exit code."""
    options = _parser().parse_args(arguments)
    return int(options.call(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pos_app", description=__doc__)
    parser.set_defaults(call=_run, data=None)
    commands = parser.add_subparsers(title="commands")
    _add(commands, "run", _run, "open the till on its own shop")
    _add(commands, "demo", _demo, "open the demo shop; without a display, play the tour")
    tour = _add(commands, "tour", _tour, "play a short guided sale and keep its pictures")
    tour.add_argument("--into", type=Path, default=Path("build/tour"), help="folder for pictures")
    importing = _add(commands, "import", _import, "take in a file: import products FILE")
    importing.add_argument("what", choices=["products"])
    importing.add_argument("file", type=Path)
    importing.add_argument("--report", type=Path, help="write the refused rows to this CSV")
    _add(commands, "backup", _backup, "copy the shop file now, and check the copy")
    restoring = _add(commands, "restore", _restore, "put a copy in the shop file's place")
    restoring.add_argument("file", type=Path)
    _add(commands, "doctor", _doctor, "check the whole shop file and say how it is")
    return parser


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    call: Callable[[argparse.Namespace], int],
    words: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=words, description=words)
    command.set_defaults(call=call)
    command.add_argument("--data", type=Path, help="folder of the shop's data")
    return command


def _run(options: argparse.Namespace) -> int:
    gc.disable()  # A start makes no garbage worth the search; run_window switches it on.
    from pos_app.bootstrap import folders
    from pos_app.bootstrap.window_loop import run_window

    return run_window(options.data or folders.shop_folder(folders.SHOP))


def _demo(options: argparse.Namespace) -> int:
    from pos_app.bootstrap import folders
    from pos_app.bootstrap.window_loop import run_demo

    if not _has_display():
        print(_NO_DISPLAY)
        options.into = Path("build/tour")
        return _tour(options)
    gc.disable()
    return run_demo(options.data or folders.shop_folder(folders.DEMO))


def _tour(options: argparse.Namespace) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from pos_app.bootstrap.tour import play

    return play(options.into)


def _import(options: argparse.Namespace) -> int:
    from pos_app.bootstrap import commands, folders

    folder = options.data or folders.shop_folder(folders.SHOP)
    return commands.import_products(folder, options.file, options.report)


def _backup(options: argparse.Namespace) -> int:
    from pos_app.bootstrap import commands, folders

    return commands.backup(options.data or folders.shop_folder(folders.SHOP))


def _restore(options: argparse.Namespace) -> int:
    from pos_app.bootstrap import commands, folders

    return commands.restore(options.data or folders.shop_folder(folders.SHOP), options.file)


def _doctor(options: argparse.Namespace) -> int:
    from pos_app.bootstrap import commands, folders

    return commands.doctor(options.data or folders.shop_folder(folders.SHOP))


def _has_display() -> bool:
    """Say whether a window would be seen by anybody."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform:
        return platform.split(":")[0] not in ("offscreen", "minimal")
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
