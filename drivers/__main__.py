"""``python -m drivers``: list the kinds of device, and try one by hand."""

import argparse
import sys
import time
from pathlib import Path

from drivers.api.device import Strip
from drivers.api.errors import DeviceError
from drivers.printer.profile import profile
from drivers.printer.test_page import test_page
from drivers.registry import PRINTER_KINDS, VIRTUAL, open_printer, printer_profiles
from drivers.virtual.printer import VirtualPrinter
from drivers.virtual.server import VirtualPrinterServer


def main() -> int:
    arguments = _parser().parse_args()
    try:
        return int(arguments.run(arguments))
    except (DeviceError, ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m drivers", description=__doc__)
    parser.set_defaults(run=_list)
    commands = parser.add_subparsers(title="commands")

    listing = commands.add_parser("list", help="the kinds of printer and their profiles")
    listing.set_defaults(run=_list)

    trying = commands.add_parser("print", help="print a test page")
    trying.add_argument("kind", choices=[kind.key for kind in PRINTER_KINDS])
    trying.add_argument("address", nargs="?", default="", help="host or host:port of a tcp printer")
    trying.add_argument("--profile", default="80mm", choices=sorted(printer_profiles()))
    trying.add_argument("--out", type=Path, default=Path("build/paper"), help="for virtual paper")
    trying.add_argument("--record", type=Path, help="write the conversation to this file")
    trying.set_defaults(run=_print)

    asking = commands.add_parser("status", help="ask a printer how it is")
    asking.add_argument("address", help="host or host:port")
    asking.set_defaults(run=_status)

    serving = commands.add_parser("serve", help="be a virtual printer on 127.0.0.1")
    serving.add_argument("--port", type=int, default=9100)
    serving.add_argument("--profile", default="80mm", choices=sorted(printer_profiles()))
    serving.add_argument("--out", type=Path, default=Path("build/paper"))
    serving.set_defaults(run=_serve)
    return parser


def _list(_: argparse.Namespace) -> int:
    print("Printers:")
    for kind in PRINTER_KINDS:
        print(f"  {kind.key:10}{kind.words}")
    print("Profiles:")
    for key, name in printer_profiles().items():
        print(f"  {key:14}{name}")
    return 0


def _print(arguments: argparse.Namespace) -> int:
    opened = open_printer(
        arguments.kind,
        address=arguments.address,
        profile=arguments.profile,
        record=arguments.record,
    )
    outcome = opened.printer.print(test_page(profile(arguments.profile)))
    print(f"{opened.printer.info.name}: {outcome}")
    for strip in opened.tray.strips if opened.tray else ():
        _save(strip, arguments.out)
    return 0


def _status(arguments: argparse.Namespace) -> int:
    health = open_printer("tcp", address=arguments.address).printer.health()
    print(health.condition)
    return 0 if health.can_print else 1


def _serve(arguments: argparse.Namespace) -> int:
    twin = VirtualPrinter(profile(arguments.profile), name=VIRTUAL)
    twin.listen(lambda strip: _save(strip, arguments.out))
    with VirtualPrinterServer(twin, arguments.port) as server:
        host, port = server.address
        print(f"Printing what comes to {host}:{port} into {arguments.out}. Ctrl+C stops.")
        try:
            while True:
                time.sleep(1)
        except KeyboardInterrupt:
            return 0


def _save(strip: Strip, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    picture, text = folder / f"strip-{strip.number}.png", folder / f"strip-{strip.number}.txt"
    picture.write_bytes(strip.png)
    text.write_text(strip.text, encoding="utf-8")
    print(f"{picture}  {text}")


if __name__ == "__main__":
    sys.exit(main())
