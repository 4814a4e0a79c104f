"""Which kinds of device there are, and how one of each is made; imported on demand."""

from dataclasses import dataclass
from pathlib import Path

from drivers.api.device import DeviceInfo, PaperTray, Printer
from drivers.api.errors import mark

VIRTUAL, TCP = "virtual", "tcp"


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to reach a printer. ``words`` is its name for people, by key."""

    key: str
    words: str
    needs_address: bool


PRINTER_KINDS = (
    Kind(VIRTUAL, mark("Virtual printer (on the screen)"), needs_address=False),
    Kind(TCP, mark("Network printer"), needs_address=True),
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A printer, and where its paper falls if it has no paper of its own."""

    printer: Printer
    tray: PaperTray | None = None


def printer_profiles() -> dict[str, str]:
    """List what ``profile`` may be, with the names for people."""
    from drivers.printer.profile import profile, profile_keys

    return {key: profile(key).name for key in profile_keys()}


def open_printer(
    kind: str,
    *,
    address: str = "",
    profile: str = "80mm",
    name: str = "",
    record: Path | None = None,
) -> Opened:
    """Make a printer; nothing is connected yet.

    ``record`` is a file that the conversation is written to, job by job. Raises
    ValueError for a kind, profile or address that is none.
    """
    from drivers.printer.profile import profile as read_profile
    from drivers.printer.receipt import EscPosPrinter
    from drivers.transport.port import Port
    from drivers.transport.recorded import RecordingPort

    sort = read_profile(profile)
    port: Port
    tray: PaperTray | None = None
    if kind == TCP:
        from drivers.transport.tcp import TcpPort, parse_address

        port = TcpPort(*parse_address(address))
    elif kind == VIRTUAL:
        from drivers.virtual.printer import VirtualPrinter

        twin = VirtualPrinter(sort)
        port, tray = twin.port(), twin
    else:
        raise ValueError(f"no kind of printer: {kind!r}")
    if record is not None:
        port = RecordingPort(port, record)
    info = DeviceInfo(kind, address, name or port.name)
    return Opened(EscPosPrinter(port, sort, info), tray)
