"""Printers of software, in the same process and on a real socket."""

from collections.abc import Callable, Iterator

import pytest

from drivers.api.device import DeviceInfo
from drivers.printer.profile import profile
from drivers.printer.receipt import EscPosPrinter
from drivers.transport.port import Port
from drivers.transport.tcp import TcpPort
from drivers.virtual.printer import VirtualPrinter
from drivers.virtual.server import VirtualPrinterServer

INFO = DeviceInfo("tcp", "", "小票打印机")

PrinterOn = Callable[..., EscPosPrinter]


@pytest.fixture
def twin() -> VirtualPrinter:
    return VirtualPrinter(profile("80mm"))


@pytest.fixture
def server(twin: VirtualPrinter) -> Iterator[VirtualPrinterServer]:
    with VirtualPrinterServer(twin) as serving:
        yield serving


@pytest.fixture
def printer_on() -> PrinterOn:
    """A printer on this wire; by default it waits for a confirmation as long as a test may."""

    def make(port: Port, *, key: str = "80mm", confirm_s: float = 30.0) -> EscPosPrinter:
        return EscPosPrinter(port, profile(key), INFO, confirm_s=confirm_s)

    return make


@pytest.fixture
def printer(twin: VirtualPrinter, printer_on: PrinterOn) -> EscPosPrinter:
    return printer_on(twin.port())


@pytest.fixture
def tcp_printer(server: VirtualPrinterServer, printer_on: PrinterOn) -> EscPosPrinter:
    return printer_on(TcpPort(*server.address))
