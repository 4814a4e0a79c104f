"""The receipt on real paper of both widths: what stands on it, and that all of it fits."""

import io

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from drivers.api.columns import width
from drivers.api.device import Outcome, Strip
from drivers.api.document import OpenDrawer
from drivers.registry import VIRTUAL, open_printer
from pos_app import words
from pos_app.domain.codes import make_receipt_code
from pos_app.domain.money import FEN_MAX, yuan
from pos_app.domain.quantity import JIN_MILLI, ONE_MILLI, QTY_MAX_MILLI, amount
from pos_app.domain.tender import TenderKind
from pos_app.printing import receipt as layout
from pos_app.printing.receipt import ReceiptHeader
from pos_app.usecases.ports import LineRow, SaleDetail, SaleRow, TenderRow
from tests.fakes import MORNING_MS

COLUMNS = {"58mm": 32, "80mm": 48}
CODE = make_receipt_code(1, 1, 42)
HEADER = ReceiptHeader("幸福便利店")

both_widths = pytest.mark.parametrize("paper", COLUMNS)


def goods(
    name: str = "可口可乐 330ml", unit: str = "听", qty_milli: int = 2_000, unit_fen: int = 350,
    price_per_milli: int = ONE_MILLI,
) -> LineRow:  # fmt: skip
    worth_fen = amount(qty_milli, unit_fen, price_per_milli)
    return LineRow(name, "6928804011142", unit, qty_milli, unit_fen, price_per_milli, worth_fen)


APPLES = goods("红富士苹果", "斤", 1_245, 598, JIN_MILLI)
PORK = goods("五花肉", "kg", 2_350, 3_980)


def cash(amount_fen: int, received_fen: int) -> TenderRow:
    return TenderRow("cash", "confirmed", amount_fen, received_fen, received_fen - amount_fen)


def sale(
    *lines: LineRow, tenders: tuple[TenderRow, ...] = (), rounding_fen: int = 0, staff: str = "林悦"
) -> SaleDetail:
    total_fen = sum(line.amount_fen for line in lines) + rounding_fen
    tenders = tenders or (cash(total_fen, total_fen),)
    row = SaleRow(
        "a" * 32, 7, CODE, MORNING_MS, 480, 20_261_123, staff, len(lines), total_fen,
        tuple(each.kind for each in tenders),
    )  # fmt: skip
    return SaleDetail(row, lines, tenders, rounding_fen, "queued", 0)


def printed(
    detail: SaleDetail, paper: str = "58mm", header: ReceiptHeader = HEADER, copy: int = 0,
    language: str = "zh_CN",
) -> Strip:  # fmt: skip
    opened = open_printer(VIRTUAL, profile=paper)
    document = layout.receipt(detail, header, copy, words.in_language(language))
    assert opened.printer.print(document) is Outcome.CONFIRMED
    assert opened.tray is not None
    (strip,) = opened.tray.strips
    return strip


def lines_of(strip: Strip) -> list[str]:
    """The lines without their margins, every run of spaces as one."""
    return [" ".join(line.split()) for line in strip.text.splitlines()]


# What stands on it ----------------------------------------------------------------------------


def test_a_whole_receipt_in_chinese_on_58_mm():
    header = ReceiptHeader("幸福便利店", "文三路 188 号", "0571-8888", "出门概不退换")
    detail = sale(goods(), APPLES, tenders=(cash(2_189, 5_000),))

    assert printed(detail, header=header).text.splitlines() == [
        "      幸福便利店",
        "         文三路 188 号",
        "           0571-8888",
        "单号             001-001-0000042",
        "时间         2026-11-23 09:00:00",
        "收银员                      林悦",
        "--------------------------------",
        "商品     单价     数量      小计",
        "--------------------------------",
        "可口可乐 330ml",
        "         3.50      2听      7.00",
        "红富士苹果",
        "      5.98/斤  1.245kg     14.89",
        "--------------------------------",
        "共2种",
        "合计     ￥21.89",
        "现金                     ￥50.00",
        "找零                     ￥28.11",
        f"       [{CODE}]",
        "          出门概不退换",
    ]


def test_a_whole_receipt_in_english_on_80_mm():
    assert printed(sale(goods()), "80mm", language="en").text.splitlines() == [
        "              幸福便利店",
        "Receipt no.                      001-001-0000042",
        "Time                         2026-11-23 09:00:00",
        "Cashier                                     林悦",
        "------------------------------------------------",
        "Item                    Price      Qty    Amount",
        "------------------------------------------------",
        "可口可乐 330ml",
        "                         3.50      2听      7.00",
        "------------------------------------------------",
        "1 item                                  2 in all",
        "Total             ￥7.00",
        "Cash                                      ￥7.00",
        "Change                                    ￥0.00",
        f"               [{CODE}]",
        "             Thank you, come again",
    ]


@pytest.mark.parametrize("part", ["shop_name", "address", "phone"])
def test_what_the_shop_left_empty_takes_no_line(part):
    full = ReceiptHeader("幸福便利店", "文三路 188 号", "0571-8888", "出门概不退换")
    with_it, without = (
        printed(sale(goods()), header=full),
        printed(sale(goods()), header=full._replace(**{part: ""})),
    )

    missing = set(lines_of(with_it)) - set(lines_of(without))
    assert missing == {getattr(full, part)}
    assert len(lines_of(with_it)) == len(lines_of(without)) + 1


def test_without_a_cashier_there_is_no_line_for_one():
    assert "收银员" not in printed(sale(goods(), staff="")).text


def test_without_a_last_line_of_its_own_the_shop_says_thanks():
    assert lines_of(printed(sale(goods())))[-1] == "谢谢惠顾，欢迎再来"


@both_widths
def test_a_demo_shop_says_that_nothing_was_sold(paper):
    demo = printed(sale(goods()), paper, HEADER._replace(is_demo=True))

    assert "*** 演示小票，非真实交易 ***" in lines_of(demo)
    assert "演示" not in printed(sale(goods()), paper).text


@both_widths
@pytest.mark.parametrize(
    ("language", "marked"), [("zh_CN", "*** 补打 第3次 ***"), ("en", "*** Reprint no. 3 ***")]
)
def test_a_reprint_is_marked_with_its_number(paper, language, marked):
    assert marked in lines_of(printed(sale(goods()), paper, copy=3, language=language))
    assert "***" not in printed(sale(goods()), paper, language=language).text


def test_a_long_chinese_name_wraps_and_nothing_of_it_is_lost():
    name = "农夫山泉饮用天然水量贩装整箱特惠二十四瓶家庭聚会装"
    text = printed(sale(goods(name))).text.splitlines()
    at = next(number for number, line in enumerate(text) if line.startswith("农夫"))

    assert "".join(text[at : at + 2]) == name
    assert width(text[at]) == 32


def test_a_price_per_jin_says_so_and_the_weight_is_in_kilograms():
    assert "5.98/斤 1.245kg 14.89" in lines_of(printed(sale(APPLES)))


def test_a_price_per_kilogram_is_told_by_its_weight():
    assert "39.80 2.35kg 93.53" in lines_of(printed(sale(PORK)))


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ((goods(), goods(qty_milli=12_000)), "共2种 合计14件"),
        ((goods(), APPLES), "共2种"),
        ((PORK,), "共1种"),
        ((goods(unit="份", qty_milli=1_500),), "共1种"),
    ],
)
def test_pieces_are_added_up_only_where_every_line_is_counted(lines, shown):
    assert shown in lines_of(printed(sale(*lines)))


def test_rounding_stands_there_only_where_something_was_rounded():
    rounded = sale(APPLES, rounding_fen=-9, tenders=(cash(1_480, 2_000),))

    assert "抹零 -0.09" in lines_of(printed(rounded))
    assert "合计 ￥14.80" in lines_of(printed(rounded))
    assert "抹零" not in printed(sale(APPLES)).text


def test_each_way_of_paying_has_its_line_and_the_change_is_one_sum():
    paid = (cash(300, 1_000), TenderRow("payment_code", "confirmed", 400, 400, 0))
    text = lines_of(printed(sale(goods(), tenders=paid)))
    at = text.index("现金 ￥10.00")

    assert text[at : at + 3] == ["现金 ￥10.00", "扫码收款 ￥4.00", "找零 ￥7.00"]


@pytest.mark.parametrize("kind", TenderKind)
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_way_of_paying_has_a_name(kind, language):
    paid = (TenderRow(kind.value, "confirmed", 700, 700, 0),)
    name = words.in_language(language).text(layout.TENDER_WORDS[kind])

    assert f"{name} ￥7.00" in lines_of(printed(sale(goods(), tenders=paid), language=language))


@both_widths
def test_the_barcode_can_be_scanned_and_its_number_read(paper):
    strip = printed(sale(goods()), paper)
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(strip.png)).convert("L"))

    assert [each.text for each in found] == [CODE]
    assert len(CODE) == 16
    assert "单号 001-001-0000042" in lines_of(strip)


def test_a_code_that_is_no_receipts_is_shown_as_it_is():
    assert layout.readable_number("6928804011142") == "6928804011142"


def test_the_time_is_that_of_the_place_where_it_was_sold():
    detail = sale(goods())
    elsewhere = detail._replace(row=detail.row._replace(utc_offset_min=-570))

    assert "时间 2026-11-22 15:30:00" in lines_of(printed(elsewhere))


def test_the_drawers_pulse_prints_nothing():
    opened = open_printer(VIRTUAL)
    opened.printer.print(layout.drawer())

    assert layout.drawer() == (OpenDrawer(),)
    assert opened.tray is not None
    assert (opened.tray.drawer_pulses, len(opened.tray.strips)) == (1, 0)


# All of it fits -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "paper", "shown"),
    [
        (
            goods("大宗白酒", "箱", 1_000_000, 999_999),
            "58mm",
            ["9999.99 × 1000箱     9999990.00"],
        ),
        (
            goods("苹果", "斤", QTY_MAX_MILLI, 49, JIN_MILLI),
            "58mm",
            ["0.49/斤 × 9999999.99kg", "                      9799999.99"],
        ),
        (
            goods("苹果", "斤", QTY_MAX_MILLI, 49, JIN_MILLI),
            "80mm",
            ["0.49/斤 × 9999999.99kg               9799999.99"],
        ),
        (goods("金条", "根", 1_000, 99_999_999), "58mm", ["    999999.99      1根 999999.99"]),
    ],
)
def test_figures_too_wide_for_their_columns_are_written_out(line, paper, shown):
    text = printed(sale(line), paper).text.splitlines()
    at = text.index(line.name)

    assert text[at + 1 : at + 1 + len(shown)] == shown


names = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
sold = st.one_of(
    st.builds(
        goods, names, st.sampled_from(["个", "瓶", "kg", "公斤", "大包装箱", ""]),
        st.integers(1, QTY_MAX_MILLI), st.integers(0, FEN_MAX),
    ),
    st.builds(
        goods, names, st.just("斤"), st.integers(1, QTY_MAX_MILLI), st.integers(0, FEN_MAX),
        st.just(JIN_MILLI),
    ),
)  # fmt: skip
within_the_till = st.lists(sold, min_size=1, max_size=4).map(
    lambda lines: [line._replace(amount_fen=min(line.amount_fen, FEN_MAX)) for line in lines]
)
headers = st.builds(
    ReceiptHeader,
    shop_name=st.text(st.characters(categories=["Lo", "Lu", "Nd"]), min_size=1, max_size=40),
    address=names, phone=st.text("0123456789-转 ", max_size=30), footer=names,
    is_demo=st.booleans(),
)  # fmt: skip


@both_widths
@given(
    lines=within_the_till, header=headers, copy=st.integers(0, 999),
    language=st.sampled_from(words.LANGUAGES), rounding_fen=st.integers(-99, 99),
)  # fmt: skip
def test_nothing_is_wider_than_the_paper_and_no_figure_is_broken(
    paper, lines, header, copy, language, rounding_fen
):
    detail = sale(*lines, rounding_fen=rounding_fen)
    strip = printed(detail, paper, header, copy, language)

    for line in strip.text.splitlines():
        assert width(line) <= COLUMNS[paper]
    for line in lines:
        assert yuan(line.amount_fen) in strip.text.split()
    assert f"￥{yuan(detail.row.total_fen)}" in strip.text
    assert strip.barcodes == (CODE,)
