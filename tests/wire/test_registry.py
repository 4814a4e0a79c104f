"""Kinds and profiles by name, loaded when asked for, and the command line that tries them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from drivers.api.device import Outcome
from drivers.api.document import Cut, Text
from drivers.printer.profile import profile
from drivers.registry import PRINTER_KINDS, open_printer, printer_profiles
from drivers.virtual.printer import VirtualPrinter
from drivers.virtual.server import VirtualPrinterServer

ROOT = Path(__file__).parents[2]


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_a_virtual_printer_shows_its_paper() -> None:
    opened = open_printer("virtual", profile="58mm")

    assert opened.printer.columns == 32
    assert opened.printer.print((Text("你好"), Cut())) is Outcome.CONFIRMED
    assert opened.tray is not None
    assert [strip.text for strip in opened.tray.strips] == ["你好\n"]


def test_a_network_printer_has_paper_of_its_own(
    server: VirtualPrinterServer, twin: VirtualPrinter
) -> None:
    host, port = server.address
    opened = open_printer("tcp", address=f"{host}:{port}", name="前台")

    assert opened.tray is None
    assert opened.printer.info.name == "前台"
    assert opened.printer.print((Text("你好"), Cut())) is Outcome.CONFIRMED
    assert len(twin.strips) == 1


@pytest.mark.parametrize(
    ("kind", "address", "key"),
    [("fax", "", "80mm"), ("tcp", "", "80mm"), ("virtual", "", "../80mm"), ("virtual", "", "")],
)
def test_what_is_not_there_is_refused(kind: str, address: str, key: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        open_printer(kind, address=address, profile=key)


def test_profiles_have_names_and_hold_together() -> None:
    assert {"58mm", "80mm"} <= set(printer_profiles())
    for key in printer_profiles():
        assert profile(key).columns in (32, 48)


def test_the_registry_alone_loads_no_driver() -> None:
    done = python(
        "-c",
        "import sys, json, drivers.registry, drivers.scanner.wedge;"
        "print(json.dumps([name for name in ('escpos', 'PIL', 'qrcode', 'socket')"
        " if name in sys.modules]))",
    )

    assert json.loads(done.stdout) == []


def test_loading_the_encoder_leaves_nothing_behind(tmp_path: Path) -> None:
    pickles = tmp_path / "pickles"
    pickles.mkdir()
    done = python(
        "-c",
        "import logging, os; import drivers.printer.library;"
        "print(logging.root.handlers, sorted(name for name in os.environ if 'ESCPOS' in name))",
        TMPDIR=str(tmp_path),
        TEMP=str(tmp_path),
        ESCPOS_CAPABILITIES_PICKLE_DIR=str(pickles),
    )

    assert done.stderr == ""
    assert done.stdout.strip() == "[] ['ESCPOS_CAPABILITIES_PICKLE_DIR']"
    assert list(tmp_path.rglob("*")) == [pickles]


def test_the_command_line_lists_the_kinds() -> None:
    done = python("-m", "drivers")

    assert done.returncode == 0
    assert all(kind.key in done.stdout for kind in PRINTER_KINDS)


def test_the_command_line_prints_a_page_and_keeps_the_picture(tmp_path: Path) -> None:
    done = python("-m", "drivers", "print", "virtual", "--out", str(tmp_path / "paper"))

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "paper" / "strip-1.png").read_bytes().startswith(b"\x89PNG")
    assert "谢谢惠顾" in (tmp_path / "paper" / "strip-1.txt").read_text(encoding="utf-8")


def test_the_command_line_says_what_failed(server: VirtualPrinterServer) -> None:
    server.stop()
    host, port = server.address
    done = python("-m", "drivers", "print", "tcp", f"{host}:{port}")

    assert done.returncode == 1
    assert "Missing" in done.stderr
    assert "Traceback" not in done.stderr
