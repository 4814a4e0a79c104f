"""A printer that works, and every way in which it does not: what is known, and what is not."""

import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from drivers.api.device import CONDITION_WORDS, Condition, Health, Outcome
from drivers.api.document import Align, Cut, Document, OpenDrawer, Picture, Row, Text
from drivers.api.errors import (
    CoverOpen,
    DeviceError,
    Missing,
    PaperOut,
    Silent,
    Vanished,
)
from drivers.printer.escpos import encode
from drivers.printer.profile import profile
from drivers.printer.receipt import EscPosPrinter
from drivers.transport.port import PortBroken
from drivers.transport.recorded import RecordedPort, RecordingPort
from drivers.transport.tcp import TcpPort, parse_address
from drivers.virtual.printer import Faults, VirtualPrinter
from drivers.virtual.server import VirtualPrinterServer
from tests.wire.conftest import PrinterOn

RECORDINGS = Path(__file__).parent / "recordings"
RECEIPT: Document = (
    Text("幸福便利店", align=Align.CENTER),
    *(Row(f"商品 {number}", "¥1.00") for number in range(20)),
    Cut(),
)
RECEIPT_BYTES = len(encode(RECEIPT, profile("80mm")))
PREFLIGHT_BYTES = 9
# More than the sockets hold for a printer that reads nothing.
POSTER: Document = (Picture(576, 4096, b"\xaa" * 72 * 4096),) * 2


def test_a_receipt_is_confirmed(printer: EscPosPrinter, twin: VirtualPrinter) -> None:
    assert printer.print(RECEIPT) is Outcome.CONFIRMED

    assert "商品 19" in twin.strips[0].text


def test_over_tcp_as_in_memory(tcp_printer: EscPosPrinter, twin: VirtualPrinter) -> None:
    for _ in range(3):
        assert tcp_printer.print(RECEIPT) is Outcome.CONFIRMED

    assert len(twin.strips) == 3
    assert tcp_printer.health() == Health(Condition.READY)


@pytest.mark.parametrize("where", ["printer", "tcp_printer"])
@pytest.mark.parametrize(
    ("faults", "condition", "error"),
    [
        (Faults(paper_out=True), Condition.PAPER_OUT, PaperOut),
        (Faults(cover_open=True), Condition.COVER_OPEN, CoverOpen),
    ],
)
def test_what_it_says_is_wrong_before_a_byte_is_sent(
    where: str,
    faults: Faults,
    condition: Condition,
    error: type[DeviceError],
    twin: VirtualPrinter,
    request: pytest.FixtureRequest,
) -> None:
    printer: EscPosPrinter = request.getfixturevalue(where)
    twin.faults = faults

    assert printer.health() == Health(condition)
    with pytest.raises(error) as caught:
        printer.print(RECEIPT)
    assert caught.value.may_retry

    twin.faults = Faults()
    assert twin.strips == ()
    assert printer.print(RECEIPT) is Outcome.CONFIRMED
    assert len(twin.strips) == 1


def test_paper_low_is_said_and_prints(printer: EscPosPrinter, twin: VirtualPrinter) -> None:
    twin.faults = Faults(paper_low=True)

    assert printer.health() == Health(Condition.PAPER_LOW)
    assert printer.print(RECEIPT) is Outcome.CONFIRMED


@pytest.mark.parametrize("where", ["printer", "tcp_printer"])
def test_the_roll_ends_within_the_receipt(
    where: str, twin: VirtualPrinter, request: pytest.FixtureRequest
) -> None:
    printer: EscPosPrinter = request.getfixturevalue(where)
    twin.faults = Faults(lines_left=5)

    with pytest.raises(PaperOut) as caught:
        printer.print(RECEIPT)

    assert caught.value.bytes_accepted == RECEIPT_BYTES
    assert not caught.value.may_retry
    torn_off = twin.strips
    twin.faults = Faults()
    assert torn_off == ()
    (strip,) = twin.strips
    assert "商品 19" in strip.text, "what it had taken in is printed with the new roll"


def test_the_drawer_opens_without_paper(printer: EscPosPrinter, twin: VirtualPrinter) -> None:
    twin.faults = Faults(paper_out=True)

    assert printer.print((OpenDrawer(),)) is Outcome.SENT
    assert twin.drawer_pulses == 1

    twin.faults = Faults()
    assert twin.drawer_pulses == 1, "and not once more when there is paper again"
    assert printer.health().condition is Condition.READY


def test_one_that_never_answers_is_printed_on_but_never_confirmed(
    printer: EscPosPrinter, twin: VirtualPrinter
) -> None:
    twin.faults = Faults(silent=True)

    assert printer.health() == Health(Condition.UNKNOWN)
    assert printer.print(RECEIPT) is Outcome.SENT
    assert len(twin.strips) == 1


def test_one_that_has_answered_before_and_is_silent_gets_nothing(
    printer: EscPosPrinter, twin: VirtualPrinter
) -> None:
    assert printer.print(RECEIPT) is Outcome.CONFIRMED
    twin.faults = Faults(silent=True)

    assert printer.health() == Health(Condition.SILENT)
    with pytest.raises(Silent) as caught:
        printer.print(RECEIPT)
    assert caught.value.may_retry
    assert len(twin.strips) == 1


def test_switched_off(printer: EscPosPrinter, twin: VirtualPrinter) -> None:
    twin.faults = Faults(off=True)

    assert printer.health() == Health(Condition.MISSING)
    with pytest.raises(Missing) as caught:
        printer.print(RECEIPT)
    assert caught.value.may_retry


def test_nothing_listens_there(server: VirtualPrinterServer, printer_on: PrinterOn) -> None:
    server.stop()
    printer = printer_on(TcpPort(*server.address))

    with pytest.raises(Missing) as caught:
        printer.print(RECEIPT)
    assert caught.value.may_retry
    assert caught.value.values == {"device": "小票打印机"}


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a" * 300, "x\udc80y"])
def test_a_name_that_no_host_has_is_missing(host: str, printer_on: PrinterOn) -> None:
    assert printer_on(TcpPort(host)).health() == Health(Condition.MISSING)


def test_hung_up_at_once_may_be_tried_again(
    tcp_printer: EscPosPrinter, twin: VirtualPrinter
) -> None:
    twin.faults = Faults(drop_after=0)

    # It may be gone before the connection is ready, or just after.
    with pytest.raises((Missing, Vanished)) as caught:
        tcp_printer.print(RECEIPT)
    assert caught.value.may_retry


@pytest.mark.parametrize("where", ["printer", "tcp_printer"])
@pytest.mark.parametrize("received", [1, 200, RECEIPT_BYTES - 1])
def test_vanished_within_the_receipt_is_never_retried(
    where: str, received: int, twin: VirtualPrinter, request: pytest.FixtureRequest
) -> None:
    printer: EscPosPrinter = request.getfixturevalue(where)
    twin.faults = Faults(drop_after=PREFLIGHT_BYTES + received)

    with pytest.raises(Vanished) as caught:
        printer.print(RECEIPT)

    assert caught.value.bytes_accepted >= received
    assert not caught.value.may_retry


def test_one_that_hangs_is_given_up_at_the_deadline(
    tcp_printer: EscPosPrinter, twin: VirtualPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drivers.printer.receipt.CHUNK_S", 0.3)
    twin.faults = Faults(hang=True)

    with pytest.raises(Silent) as caught:
        tcp_printer.print(POSTER)

    assert 0 < caught.value.bytes_accepted < len(encode(POSTER, profile("80mm")))


def test_hanging_in_memory_takes_nothing(printer: EscPosPrinter, twin: VirtualPrinter) -> None:
    twin.faults = Faults(hang=True)

    with pytest.raises(Silent) as caught:
        printer.print(RECEIPT)
    assert caught.value.may_retry


def test_a_slow_one_is_waited_for(tcp_printer: EscPosPrinter, twin: VirtualPrinter) -> None:
    twin.faults = Faults(bytes_per_s=2000)

    assert tcp_printer.print(RECEIPT) is Outcome.CONFIRMED
    assert len(twin.strips) == 1


def test_one_caller_at_a_time(twin: VirtualPrinter, printer: EscPosPrinter) -> None:
    other = twin.port()
    other.open()

    with pytest.raises(Missing):
        printer.print(RECEIPT)
    other.close()
    assert printer.print(RECEIPT) is Outcome.CONFIRMED


@contextmanager
def peer(behave: Callable[[socket.socket], None]) -> Iterator[TcpPort]:
    """A far end that does one odd thing with its first caller."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(10)

    def serve() -> None:
        caller, _ = listener.accept()
        with caller:
            caller.settimeout(10)
            behave(caller)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield TcpPort(*listener.getsockname()[:2])
    finally:
        thread.join(10)
        listener.close()


def drink(caller: socket.socket) -> None:
    while caller.recv(4096):
        pass


def test_a_half_closed_connection_is_never_good_news(printer_on: PrinterOn) -> None:
    def half_close(caller: socket.socket) -> None:
        caller.shutdown(socket.SHUT_WR)
        drink(caller)

    with peer(half_close) as port, pytest.raises(Vanished) as caught:
        printer_on(port).print(RECEIPT)
    assert caught.value.may_retry


def test_half_closed_after_the_receipt_is_not_confirmed(printer_on: PrinterOn) -> None:
    def answer_then_half_close(caller: socket.socket) -> None:
        for _ in range(3):
            caller.recv(3)
            caller.sendall(b"\x12")
        caller.recv(1)
        caller.shutdown(socket.SHUT_WR)
        drink(caller)

    with peer(answer_then_half_close) as port, pytest.raises(Vanished) as caught:
        printer_on(port).print(RECEIPT)
    assert caught.value.bytes_accepted == RECEIPT_BYTES


def test_old_bytes_are_no_answer(printer_on: PrinterOn) -> None:
    def chatter(caller: socket.socket) -> None:
        caller.sendall(b"\x12\x12\x12\x00" * 50)
        drink(caller)

    with peer(chatter) as port:
        opened = TcpPort(*parse_address(port.name))
        opened.open()
        try:
            # All of it has come before the question is asked.
            first = opened.read(1, 5.0)
            while len(first) < 200:
                first += opened.read(200, 5.0)
            opened.write(b"\x10\x04\x01", 1.0)
            assert opened.read(64, 0.05) == b""
        finally:
            opened.close()


def test_the_end_of_the_stream_is_no_silence(server: VirtualPrinterServer) -> None:
    port = TcpPort(*server.address)
    port.open()
    assert port.read(1, 0.01) == b""
    server.stop()
    with pytest.raises(PortBroken):
        port.read(1, 5.0)
    port.close()
    port.close()


def test_as_it_was_recorded(printer_on: PrinterOn) -> None:
    port = RecordedPort(RECORDINGS / "receipt_58mm.txt")
    document = (
        Text("幸福便利店", align=Align.CENTER),
        Row("合计", "¥4.00", bold=True, wide=True, tall=True),
        Cut(),
    )

    assert printer_on(port, key="58mm").print(document) is Outcome.CONFIRMED
    assert port.finished


def test_recorded_paper_end(printer_on: PrinterOn) -> None:
    port = RecordedPort(RECORDINGS / "paper_ends.txt")

    with pytest.raises(PaperOut) as caught:
        printer_on(port).print((Text("1"),))
    assert caught.value.bytes_accepted == 6
    assert port.finished


def test_recorded_chatter_is_not_taken_for_answers(printer_on: PrinterOn) -> None:
    port = RecordedPort(RECORDINGS / "chatty.txt")

    assert printer_on(port).print((Text("1"),)) is Outcome.CONFIRMED
    assert port.finished


def test_a_recording_replays_what_was_said(
    twin: VirtualPrinter, printer_on: PrinterOn, tmp_path: Path
) -> None:
    path = tmp_path / "talk.txt"
    printer_on(RecordingPort(twin.port(), path)).print(RECEIPT)

    replay = RecordedPort(path)
    assert printer_on(replay).print(RECEIPT) is Outcome.CONFIRMED
    assert replay.finished
    with pytest.raises(AssertionError, match="recorded"):
        printer_on(RecordedPort(path)).print((Text("something else"),))


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("192.168.1.50", ("192.168.1.50", 9100)),
        (" printer.local:9101 ", ("printer.local", 9101)),
        ("[fe80::1]:9100", ("fe80::1", 9100)),
        ("[fe80::1]", ("fe80::1", 9100)),
        ("fe80::1", ("fe80::1", 9100)),
    ],
)
def test_reads_addresses(address: str, meant: tuple[str, int]) -> None:
    assert parse_address(address) == meant


@pytest.mark.parametrize("address", ["", ":9100", "host:0", "host:70000", "host:x", "[::1", "a b"])
def test_refuses_what_is_no_address(address: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        parse_address(address)


def test_every_condition_has_words() -> None:
    assert set(CONDITION_WORDS) == set(Condition)
    assert not Health(Condition.SILENT).can_print
    assert Health(Condition.UNKNOWN).can_print


def test_two_callers_take_turns(printer: EscPosPrinter, twin: VirtualPrinter) -> None:
    """A test page never lands in the middle of a receipt."""
    pages = [(*(Text(f"{name} {line}") for line in range(30)), Cut()) for name in "ab"]
    with ThreadPoolExecutor(2) as callers:
        list(callers.map(printer.print, pages * 5))

    assert len(twin.strips) == 10
    assert all(
        len({line[0] for line in strip.text.split("\n") if line}) == 1 for strip in twin.strips
    )
