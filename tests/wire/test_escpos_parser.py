"""The virtual printer's reader: any bytes, in any pieces, and never out of step."""

import io
import itertools
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from drivers.api.device import Strip
from drivers.printer.escpos import encode
from drivers.printer.profile import Charset, profile
from drivers.printer.test_page import test_page as sample_page
from drivers.virtual.command_lengths import FIXED, MEASURED
from drivers.virtual.escpos_parser import COMMAND_BYTES_MAX, EscPosParser
from drivers.virtual.operations import (
    AskInOrder,
    AskStatus,
    Characters,
    Operation,
    Pulse,
    Unknown,
)
from drivers.virtual.paper import Paper
from drivers.virtual.printer import Faults, VirtualPrinter

COMMANDS = sorted({*FIXED, *MEASURED})
STREAMS = st.lists(
    st.one_of(
        st.sampled_from(COMMANDS),
        st.binary(max_size=12),
        st.sampled_from(["合计\n".encode("gbk"), b"abc\n"]),
    ),
    max_size=40,
).map(b"".join)


def operations(data: bytes, charset: Charset = Charset.GB18030) -> list[Operation]:
    parser = EscPosParser(charset)
    parser.push(data)
    return list(drained(parser))


def drained(parser: EscPosParser) -> Iterable[Operation]:
    while (operation := parser.pop()) is not None:
        yield operation


def text(found: Iterable[Operation]) -> str:
    return "".join(each.text for each in found if isinstance(each, Characters))


@given(STREAMS)
def test_never_raises_and_always_comes_to_an_end(data: bytes) -> None:
    operations(data)


@given(STREAMS, st.lists(st.integers(0, 200), max_size=8))
def test_pieces_make_no_difference(data: bytes, cuts: list[int]) -> None:
    whole = EscPosParser()
    whole.push(data)
    at_once = list(drained(whole))
    parser = EscPosParser()
    in_pieces: list[Operation] = []
    edges = [0, *sorted(cuts), len(data)]
    for start, end in itertools.pairwise(edges):
        parser.push(data[start:end])
        in_pieces += drained(parser)

    assert joined(in_pieces) == joined(at_once)


def joined(found: list[Operation]) -> list[Operation]:
    """Text may come in runs of any length."""
    merged: list[Operation] = []
    for each in found:
        last = merged[-1] if merged else None
        if (
            isinstance(each, Characters)
            and isinstance(last, Characters)
            and (each.style, each.align) == (last.style, last.align)
        ):
            merged[-1] = Characters(last.text + each.text, each.style, each.align)
        else:
            merged.append(each)
    return merged


@given(STREAMS)
@example(b"\x1dv0\x00\xff\xff\xff\xff")
@example(b"\x1b*\x21\xff\xff" + b"\xff" * 200_000 + b"\n")
@example(b"\x1dk\x49\x03{A{" + b"\x1dk\x02\x00")
@example(b"\x1d(k\x03\x00\x31\x50\x30\x1d(k\x03\x00\x31\x51\x30")
def test_any_stream_can_be_put_on_paper(data: bytes) -> None:
    paper = Paper(384)
    for operation in operations(data):
        paper.apply(operation)
    paper.tear()


def test_random_bytes_and_broken_jobs_do_no_harm() -> None:
    rng = random.Random(6901028)
    job = encode(sample_page(profile("80mm")), profile("80mm"))
    twin = VirtualPrinter(profile("80mm"))
    for round_ in range(30):
        twin.connect()
        twin.receive(rng.randbytes(500), 1.0)
        twin.receive(job[: rng.randrange(len(job))], 1.0)
        twin.disconnect()
        twin.faults = Faults(paper_out=round_ % 3 == 0)
    twin.faults = Faults()
    twin.connect()
    taken = twin.receive(job + b"\x1dr\x01", 1.0)
    twin.disconnect()

    assert taken.accepted == len(job) + 3
    assert "谢谢惠顾" in twin.strips[-1].text


def test_a_command_too_long_is_passed_over_to_its_end() -> None:
    parser = EscPosParser()
    size = 0xFFFF * 0x0100
    parser.push(b"\x1dv0\x00\xff\xff\x00\x01")
    (unknown,) = drained(parser)
    assert isinstance(unknown, Unknown)
    assert unknown.count == size + 8 > COMMAND_BYTES_MAX

    for _ in range(size // 65_536):
        parser.push(b"\x1b" * 65_536)
        assert parser.pop() is None
    parser.push(b"\x1b" * (size % 65_536) + b"after\n")

    assert text(drained(parser)) == "after"


@pytest.mark.parametrize("key", sorted(FIXED))
def test_arguments_never_leak_as_text(key: bytes) -> None:
    arguments = b"0" * (FIXED[key] - 2)

    assert text(operations(key + arguments + b"AFTER")) == "AFTER"


@pytest.mark.parametrize(
    "command",
    [
        b"\x1b(A\x04\x000000",
        b"\x1d(E\x03\x00abc",
        b"\x1c(A\x02\x00ab",
        b"\x1d8L\x04\x00\x00\x000p00",
        b"\x1dv0\x00\x01\x00\x02\x00ab",
        b"\x1b*\x00\x02\x00ab",
        b"\x1b*\x21\x01\x00abc",
        b"\x1d*\x01\x01abcdefgh",
        b"\x1dVA\x20",
        b"\x1dV0",
        b"\x1dk\x04CODE39\x00",
        b"\x1dk\x49\x04{Bab",
        b"\x1bD\x08\x10\x00",
        b"\x1b&\x03AB\x01abc\x02abcdef",
        b"\x1cq\x01\x01\x00\x01\x00abcdefgh",
        b"\x1cg1\x000000\x02\x00ab",
        b"\x1cg2\x000000\x02\x00",
        b"\x1c2\xfe\xa1" + b"x" * 72,
        b"\x10\x14\x01\x00\x01",
        b"\x10\x04\x07\x01",
        b"\x1dC0AB",
        b"\x1dg0\x00ab",
    ],
)
def test_measured_commands_never_leak_either(command: bytes) -> None:
    assert text(operations(command + b"AFTER")) == "AFTER"


def test_a_gbk_font_shows_four_byte_characters_as_real_ones_do() -> None:
    data = "¥12".encode("gb18030")

    assert text(operations(data, Charset.GBK)) == "?0?612"
    assert text(operations(data, Charset.GB18030)) == "〓12"


def test_text_outside_chinese_mode_is_read_by_its_code_page() -> None:
    assert text(operations(b"\x1c.\x1bt\x10\xe9\x80\n")) == "é€"
    assert text(operations(b"\x1c.\xb0\xa1\x1c&\xb0\xa1\n")) == "░í啊"


def test_questions_are_found() -> None:
    found = operations(b"\x10\x04\x01\x1dr\x01\x1dI\x43\x1bp\x00\x19\xfa")

    assert found == [AskStatus(1), AskInOrder(), AskInOrder(b"_Virtual\0"), Pulse()]


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Streams of python-escpos as anyone uses it: its own text, its own database.

    In a process of its own, since the program uses that library without its database.
    """
    home = tmp_path_factory.mktemp("foreign")
    script = Path(__file__).parent / "foreign_streams.py"
    done = subprocess.run(
        [sys.executable, script],
        env={**os.environ, "TMPDIR": str(home), "TEMP": str(home)},
        capture_output=True,
        check=True,
        timeout=60,
    )
    streams: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return {name: bytes.fromhex(stream) for name, stream in streams.items()}


def strips(data: bytes) -> tuple[Strip, ...]:
    twin = VirtualPrinter(profile("80mm"))
    port = twin.port()
    port.open()
    port.write(data, 1.0)
    port.close()
    return twin.strips


def test_a_foreign_receipt_is_read(foreign: dict[str, bytes]) -> None:
    (strip,) = strips(foreign["receipt"])

    assert strip.text.split() == ["Receipt", "12.00", "[6901028075763]", "[No.1]", "[foreign]"]
    assert strip.barcodes == ("6901028075763", "No.1", "foreign")
    read = zxingcpp.read_barcodes(Image.open(io.BytesIO(strip.png)).convert("L"))
    assert {found.text for found in read} == set(strip.barcodes)


def test_foreign_chinese_is_read(foreign: dict[str, bytes]) -> None:
    (strip,) = strips(foreign["chinese"])

    assert strip.text.splitlines() == ["幸福超市 贵州茅台酒53度", "繁體合計", "AFTER"]


@pytest.mark.parametrize("name", ["raster", "graphics", "columns"])
def test_foreign_pictures_are_read(foreign: dict[str, bytes], name: str) -> None:
    (strip,) = strips(foreign[name])

    assert "AFTER" in strip.text
    image = Image.open(io.BytesIO(strip.png)).convert("L")
    # Two bars, 8 dots wide each, 24 high, at the left edge.
    marks = [image.getpixel((left, 30)) for left in (4, 12, 20, 28)]
    assert marks == [255, 0, 255, 0]


def test_every_foreign_stream_ends_in_step(foreign: dict[str, bytes]) -> None:
    for name, stream in foreign.items():
        assert text(operations(stream + b"\n\x1b@AFTER")).endswith("AFTER"), name
