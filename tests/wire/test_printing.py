"""From a document to the paper and back: what was meant is what can be read."""

import io
import itertools

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from drivers.api import document as parts
from drivers.api.columns import width
from drivers.api.device import Outcome, Strip
from drivers.api.document import (
    Align,
    Barcode,
    Cell,
    Columns,
    Cut,
    Document,
    Feed,
    OpenDrawer,
    Picture,
    QrCode,
    Row,
    Rule,
    Text,
)
from drivers.printer.escpos import encode
from drivers.printer.profile import profile, profile_keys
from drivers.printer.receipt import EscPosPrinter
from drivers.printer.test_page import test_page as sample_page
from drivers.virtual.printer import VirtualPrinter
from tests.wire.conftest import PrinterOn

ANY_TEXT = st.text(alphabet=st.characters(), max_size=40)
IN_EVERY_FONT = st.text(
    alphabet="农夫山泉饮用天然水合计现金找零，。：￥×℃①abcXYZ0123456789.-", max_size=60
)
PROFILES = st.sampled_from(profile_keys())
STYLES = {"bold": st.booleans(), "wide": st.booleans(), "tall": st.booleans()}
PARTS = st.one_of(
    st.builds(Text, ANY_TEXT, st.sampled_from(list(Align)), **STYLES),
    st.builds(Row, ANY_TEXT, ANY_TEXT, **STYLES),
    st.builds(
        Columns,
        st.lists(st.builds(Cell, ANY_TEXT, st.none() | st.integers(1, 20)), max_size=4).map(tuple),
    ),
    st.builds(Rule, st.characters()),
    st.builds(Feed, st.integers(0, 5)),
    st.just(Cut()),
    st.just(OpenDrawer()),
)


def printed(document: Document, key: str) -> Strip:
    twin = VirtualPrinter(profile(key))
    port = twin.port()
    port.open()
    port.write(encode(document, profile(key)), 1.0)
    port.close()
    (strip,) = twin.strips
    return strip


def picture(strip: Strip) -> Image.Image:
    return Image.open(io.BytesIO(strip.png)).convert("L")


def codes_in(strip: Strip) -> list[str]:
    return sorted(found.text for found in zxingcpp.read_barcodes(picture(strip)))


def test_a_receipt_on_80_mm() -> None:
    document = (
        Text("幸福便利店", align=Align.CENTER),
        Row("农夫山泉 550ml ×2", "¥4.00"),
        Rule(),
        Row("合计", "¥4.00", bold=True),
        Cut(),
    )

    assert printed(document, "80mm").text.splitlines() == [
        " " * 19 + "幸福便利店",
        "农夫山泉 550ml ×2" + " " * 24 + "￥4.00",
        "-" * 48,
        "合计" + " " * 38 + "￥4.00",
    ]


@pytest.mark.parametrize(("key", "dots"), [("80mm", 576), ("58mm", 384)])
def test_the_picture_is_as_wide_as_the_paper(key: str, dots: int) -> None:
    image = picture(printed(sample_page(profile(key)), key))

    assert image.width == dots
    assert set(image.tobytes()) == {0, 255}


@pytest.mark.parametrize("key", profile_keys())
def test_codes_on_the_paper_can_be_scanned(key: str) -> None:
    document = (
        Barcode("9900100100000013"),
        Feed(),
        QrCode("https://example.com/小票?n=1"),
        Cut(),
    )

    assert codes_in(printed(document, key)) == [
        "9900100100000013",
        "https://example.com/小票?n=1",
    ]


@pytest.mark.parametrize("data", ["6901028075763", "1234567", "No.{7}", "A", "0099", "99999"])
def test_any_code_128_is_read_as_it_was_meant(data: str) -> None:
    strip = printed((Barcode(data), Cut()), "80mm")

    assert strip.barcodes == (data,)
    assert codes_in(strip) == [data]


@given(
    st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=48)
)
def test_a_barcode_too_wide_is_printed_as_text(data: str) -> None:
    strip = printed((Text("."), Barcode(data), Cut()), "58mm")

    if strip.barcodes:
        assert strip.barcodes == (data,)
    else:
        assert "".join(data.split()) in "".join(strip.text.split())


@given(IN_EVERY_FONT, PROFILES)
def test_text_in_the_font_comes_back_as_it_was(text: str, key: str) -> None:
    strip = printed((Text("顶"), Text(text), Cut()), key)

    assert strip.text.replace("\n", "") == "顶" + text


@given(st.lists(PARTS, max_size=6).map(tuple), PROFILES)
def test_any_document_prints(document: Document, key: str) -> None:
    strips = printed_strips(document, key)

    for strip in strips:
        for line in strip.text.splitlines():
            assert width(line) <= profile(key).columns


def printed_strips(document: Document, key: str) -> tuple[Strip, ...]:
    twin = VirtualPrinter(profile(key))
    port = twin.port()
    port.open()
    port.write(encode(document, profile(key)), 1.0)
    port.close()
    return twin.strips


@pytest.mark.parametrize("text", ["𠮷野家", "€ 5", "坏\ud800字", "😀"])
@pytest.mark.parametrize("key", profile_keys())
def test_what_the_font_lacks_is_drawn(text: str, key: str) -> None:
    image = picture(printed((Text(text), Cut()), key))

    assert image.getextrema() == (0, 255), "there is ink on the paper"


def test_a_drawn_line_stands_where_a_printed_one_would() -> None:
    for align in Align:
        drawn = ink_columns(printed((Text("𠮷𠮷", align=align), Cut()), "80mm"))
        typed = ink_columns(printed((Text("吉吉", align=align), Cut()), "80mm"))
        assert abs(drawn[0] - typed[0]) <= 4
        assert abs(drawn[1] - typed[1]) <= 4


def ink_columns(strip: Strip) -> tuple[int, int]:
    image = picture(strip).point(lambda shade: 255 - shade)
    box = image.getbbox()
    assert box is not None
    return box[0], box[2]


def test_sizes_are_seen() -> None:
    heights = {}
    for wide, tall in itertools.product([False, True], repeat=2):
        strip = printed((Text("合计", wide=wide, tall=tall), Cut()), "80mm")
        left, right = ink_columns(strip)
        heights[wide, tall] = right - left, picture(strip).height
    assert heights[True, False][0] > 1.8 * heights[False, False][0]
    assert heights[False, True][1] > heights[False, False][1]


def test_a_picture_is_printed_dot_by_dot() -> None:
    # A black square of 16 dots with a white hole in its first row.
    rows = b"\x7f\xff" + b"\xff\xff" * 15
    strip = printed((Picture(16, 16, rows), Cut()), "58mm")

    image = picture(strip).point(lambda shade: 255 - shade)
    assert image.getbbox() == (184, 24, 200, 40)
    assert image.getpixel((184, 24)) == 0
    assert image.getpixel((185, 24)) == 255


def test_a_picture_wider_than_the_paper_is_made_to_fit() -> None:
    wide = Picture(576, 100, b"\xff" * 72 * 100)

    left, right = ink_columns(printed((wide, Cut()), "58mm"))

    assert (left, right) == (0, 384)


@given(
    st.builds(
        dict,
        width_dots=st.integers(-1, parts.PICTURE_WIDTH_MAX + 1),
        height_dots=st.integers(-1, 3),
        rows=st.binary(max_size=8),
    )
)
def test_a_picture_has_all_its_dots_or_is_refused(fields: dict[str, object]) -> None:
    try:
        made = Picture(**fields)  # type: ignore[arg-type]
    except ValueError:
        return
    assert len(made.rows) == -(-made.width_dots // 8) * made.height_dots


@pytest.mark.parametrize(
    "refused",
    [
        lambda: Barcode(""),
        lambda: Barcode("条码"),
        lambda: Barcode("1" * 49),
        lambda: QrCode(""),
        lambda: QrCode("字" * 400),
        lambda: Feed(21),
        lambda: Cell("", 0),
    ],
)
def test_a_part_that_cannot_be_is_refused(refused: object) -> None:
    assert callable(refused)
    with pytest.raises(ValueError, match=r"."):
        refused()


def test_the_longest_qr_code_fits_the_smallest_paper() -> None:
    data = "x" * parts.QR_BYTES_MAX

    assert codes_in(printed((QrCode(data), Cut()), "58mm")) == [data]


def test_no_byte_chooses_a_code_page() -> None:
    data = encode(sample_page(profile("80mm")), profile("80mm"))

    assert b"\x1bt" not in data
    assert data.startswith(b"\x1b@\x1c&")


def test_the_drawer_opens_and_nothing_is_printed(
    printer: EscPosPrinter, twin: VirtualPrinter
) -> None:
    assert printer.print((OpenDrawer(),)) is Outcome.SENT

    assert twin.drawer_pulses == 1
    assert twin.strips == ()


def test_a_printer_without_a_cutter_gives_one_strip_a_job(printer_on: PrinterOn) -> None:
    twin = VirtualPrinter(profile("58mm"))
    printer = printer_on(twin.port(), key="58mm")
    for number in range(3):
        printer.print((Text(f"单 {number}"), Cut()))

    assert [strip.text for strip in twin.strips] == ["单 0\n", "单 1\n", "单 2\n"]
    assert [strip.number for strip in twin.strips] == [1, 2, 3]
