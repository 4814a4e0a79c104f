"""Product files: every row is a product or is refused with its line and a reason."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.errors import AppError
from pos_app.usecases import product_file, product_row
from pos_app.usecases.product_file import ProductFile, RefusedRow
from pos_app.usecases.product_row import ParsedProduct
from pos_app.usecases.refused_report import line_and_reason, write_report

HEADER = "条码,品名,规格,分类,单位,售价,进价\n"
COLA = "6928804011173,可口可乐,500ml,饮料,瓶,3.50,2.1\n"
MILK = "6907992100272,伊利纯牛奶,250ml,乳品,盒,3.5,\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "products.csv"


def read(path: Path, content: str | bytes) -> list[ParsedProduct | RefusedRow]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(ProductFile(path).rows())


def refusal(path: Path, row: str) -> RefusedRow:
    """Read a file of this one row, which must be refused."""
    (only,) = read(path, HEADER + row)
    assert isinstance(only, RefusedRow)
    return only


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "，"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_file_is_read_in_every_usual_form(
    path: Path, encoding: str, delimiter: str, newline: str
) -> None:
    text = (HEADER + COLA + MILK).replace(",", delimiter).replace("\n", newline)
    assert read(path, text.encode(encoding)) == [
        ParsedProduct(
            2, "可口可乐", "500ml", "瓶", "饮料", ("6928804011173",), 350, 210, is_repaired=False
        ),
        ParsedProduct(
            3, "伊利纯牛奶", "250ml", "盒", "乳品", ("6907992100272",), 350, None, is_repaired=False
        ),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "barcode,name,price_yuan",
        "商品条码,商品名称,零售价",
        "条码（必填）,名称（必填）,销售价（必填）",
        " Barcode , Name , Price (RMB) ",
        "条形码,品名,售价(元)",
        '"barcode","name","price"',
    ],
)
def test_columns_are_known_by_their_usual_names(path: Path, header: str) -> None:
    (row,) = read(path, f"{header}\n6928804011173,可口可乐,3.50\n")
    assert isinstance(row, ParsedProduct)
    assert (row.name, row.price_fen) == ("可口可乐", 350)


def test_columns_may_stand_anywhere_and_unknown_ones_are_passed_over(path: Path) -> None:
    (row,) = read(path, "库存,售价,品名,备注,条码\n7,3.50,可口可乐,x,6928804011173\n")
    assert isinstance(row, ParsedProduct)
    assert (row.codes, row.price_fen) == (("6928804011173",), 350)


def test_lines_above_the_header_are_passed_over_and_still_counted(path: Path) -> None:
    rows = read(path, f"sep=,\n商品资料 2026年11月\n\n{HEADER}{COLA}\n,,,,,,\n{MILK}坏,,,,,,\n")
    assert [row.line_number for row in rows] == [5, 8, 9]


def test_a_record_begins_where_its_first_line_stands(path: Path) -> None:
    two_lines = '6928804011173,"可口\n可乐",500ml,饮料,瓶,3.50,\n'
    rows = read(path, HEADER + two_lines + MILK)
    assert [row.line_number for row in rows] == [2, 4]
    assert isinstance(rows[0], ParsedProduct)
    assert rows[0].name == "可口 可乐"


def test_quoted_cells_hold_delimiters_and_quotes(path: Path) -> None:
    (row,) = read(path, HEADER + '6928804011173,"可乐, ""大""",,,,"1,234.50",\n')
    assert isinstance(row, ParsedProduct)
    assert (row.name, row.price_fen) == ('可乐, "大"', 123_450)


def test_an_open_quote_costs_one_line_and_not_the_file(path: Path) -> None:
    rows = read(path, HEADER + '6901028075763,"缺引号,,,,3,\n' + COLA * 1 + MILK + "\n" * 40)
    assert isinstance(rows[0], RefusedRow)
    assert (rows[0].line_number, rows[0].words) == (2, product_file.QUOTE_NOT_CLOSED)
    assert [(row.line_number, type(row)) for row in rows[1:]] == [
        (3, ParsedProduct),
        (4, ParsedProduct),
    ]


def test_a_product_may_have_several_barcodes(path: Path) -> None:
    (row,) = read(path, HEADER + '"6928804011173；6928804010114、1001",可乐,,,,3,\n')
    assert isinstance(row, ParsedProduct)
    assert row.codes == ("6928804011173", "6928804010114", "1001")


def test_a_damaged_barcode_is_repaired_and_marked(path: Path) -> None:
    (row,) = read(path, HEADER + "6.928804011173E+12,可乐,,,,3,\n")
    assert isinstance(row, ParsedProduct)
    assert (row.codes, row.is_repaired) == (("6928804011173",), True)


@pytest.mark.parametrize(
    ("price", "fen"),
    [
        ("3", 300),
        ("3.5", 350),
        (".5", 50),
        ("3.", 300),
        ("0", 0),
        ("-0", 0),
        ("3.5000", 350),
        ("¥3.50", 350),
        ("￥ 3.50", 350),
        ("3.50元", 350),
        ("３．５０", 350),
        ("9999999.99", 999_999_999),
    ],
)
def test_prices_are_read_to_the_fen(path: Path, price: str, fen: int) -> None:
    (row,) = read(path, HEADER + f"6928804011173,可乐,,,,{price},\n")
    assert isinstance(row, ParsedProduct)
    assert row.price_fen == fen


@pytest.mark.parametrize(
    ("price", "words"),
    [
        ("", product_row.NO_PRICE),
        ("三元", product_row.NOT_A_NUMBER),
        ("1e3", product_row.NOT_A_NUMBER),
        ("1.2.3", product_row.NOT_A_NUMBER),
        (".", product_row.NOT_A_NUMBER),
        ("NaN", product_row.NOT_A_NUMBER),
        ("٣", product_row.NOT_A_NUMBER),
        ("-1", product_row.NEGATIVE),
        ("-0.01", product_row.NEGATIVE),
        ("1.005", product_row.TOO_MANY_DECIMALS),
        ("10000000", product_row.ABOVE_LIMIT),
        ("9" * 15, product_row.ABOVE_LIMIT),
        ("9" * 400, product_row.NOT_A_NUMBER),
    ],
)
def test_a_price_that_is_none_is_refused(path: Path, price: str, words: str) -> None:
    row = refusal(path, f"6928804011173,可乐,,,,{price},\n")
    assert (row.line_number, row.words) == (2, words)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            ",可乐,,,,3,\n",
            "There is no barcode. Give the product a number of your own, such as 1001.",
        ),
        ("6928804011173,,,,,3,\n", product_row.NO_NAME),
        ("6928804011173, \u200b ,,,,3,\n", product_row.NO_NAME),
        (f"6928804011173,{'长' * 121},,,,3,\n", product_row.TEXT_TOO_LONG),
        ("6928804011173,可乐,,,,3,-1\n", product_row.NEGATIVE),
        ("6928804011173\n", product_row.NO_NAME),
        ("6928804011173,可\0乐,,,,3,\n", product_file.NO_TEXT),
        (f"6928804011173,{'长' * 20_000},,,,3,\n", product_file.LINE_TOO_LONG),
        (";".join(map(str, range(1, 30))) + ",可乐,,,,3,\n", product_row.TOO_MANY_CODES),
    ],
)
def test_a_row_that_cannot_be_used_is_refused(path: Path, row: str, words: str) -> None:
    refused = refusal(path, row)
    assert (refused.line_number, refused.words) == (2, words)
    assert len(refused.excerpt) <= 80


def test_a_barcode_that_comes_twice_names_the_first_line(path: Path) -> None:
    rows = read(path, HEADER + COLA + MILK + COLA)
    assert isinstance(rows[2], RefusedRow)
    assert rows[2].line_number == 4
    assert rows[2].values == {"code": "6928804011173", "first_line": 2}


def test_a_upc_a_and_its_ean_13_are_the_same_barcode(path: Path) -> None:
    rows = read(path, HEADER + "036000291452,a,,,,1,\n0036000291452,b,,,,1,\n")
    assert [type(row) for row in rows] == [ParsedProduct, RefusedRow]


def test_a_refused_row_does_not_take_its_barcode(path: Path) -> None:
    rows = read(path, HEADER + "6928804011173,,,,,3,\n" + COLA)
    assert [type(row) for row in rows] == [RefusedRow, ParsedProduct]


def test_a_payment_code_is_never_shown(path: Path) -> None:
    row = refusal(path, "134567890123456789,可乐,,,,3,\n")
    assert "134567890123456789" not in str(row)


def test_progress_runs_to_the_end(path: Path) -> None:
    lines = [f"{number},商品{number},,,,1,\n" for number in range(100_000, 103_000)]
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    seen: list[tuple[int, int]] = []
    rows = list(ProductFile(path).rows(lambda done, whole: seen.append((done, whole))))
    assert len(rows) == 3_000
    assert seen == sorted(seen)
    assert seen[-1] == (path.stat().st_size, path.stat().st_size)
    assert len(seen) == 7


def opening(path: Path, content: bytes) -> AppError:
    path.write_bytes(content)
    with pytest.raises(AppError) as caught:
        ProductFile(path)
    return caught.value


def test_missing_columns_are_named_with_what_was_found(path: Path) -> None:
    error = opening(path, "货号,品名,库存\n1,可乐,3\n".encode())
    assert isinstance(error, product_file.MissingColumns)
    assert error.values == {
        "file": "products.csv",
        "missing": "条码 (barcode), 售价 (price)",
        "found": "货号, 品名, 库存",
    }


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"6928804011173,a,3\n"])
def test_a_file_without_a_header_is_refused(path: Path, content: bytes) -> None:
    assert isinstance(opening(path, content), product_file.MissingColumns)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"PK\x03\x04 sheet", product_file.WorkbookFile),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", product_file.WorkbookFile),
        (b"SQLite format 3\0" + bytes(100), product_file.NotText),
        (HEADER.encode() + b"\xff\xff\xff", product_file.NotText),
        ((HEADER + COLA).encode("gbk")[:-1] + b"\xb0", product_file.NotText),
    ],
)
def test_what_is_no_table_is_refused(path: Path, content: bytes, error: type[AppError]) -> None:
    assert isinstance(opening(path, content), error)


def test_a_file_that_is_not_there_is_trouble(path: Path) -> None:
    with pytest.raises(product_file.UnreadableFile):
        ProductFile(path)
    with pytest.raises(product_file.UnreadableFile):
        ProductFile(path.parent)


def test_files_and_rows_are_bounded(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text(HEADER + COLA + MILK, encoding="utf-8")
    monkeypatch.setattr(product_file, "ROWS_MAX", 1)
    with pytest.raises(product_file.TooManyRows):
        list(ProductFile(path).rows())
    monkeypatch.setattr(product_file, "FILE_BYTES_MAX", 10)
    with pytest.raises(product_file.FileTooLarge):
        ProductFile(path)


cells = st.lists(st.text(st.characters(codec="utf-8"), max_size=30), max_size=9)


@given(st.lists(cells, max_size=8))
@settings(max_examples=60)
def test_every_row_of_any_table_is_taken_or_refused(
    tmp_path_factory: pytest.TempPathFactory, table: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("any") / "any.csv"
    out = io.StringIO()
    csv.writer(out).writerows(table)
    rows = read(path, HEADER + out.getvalue())
    numbers = [row.line_number for row in rows]
    assert numbers == sorted(set(numbers))
    for row in rows:
        if isinstance(row, ParsedProduct):
            assert row.name
            assert row.codes
            assert 0 <= row.price_fen <= 999_999_999


@given(st.binary(max_size=300))
@settings(max_examples=60)
def test_any_bytes_are_rows_or_one_clear_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "any.csv"
    path.write_bytes(HEADER.encode() + content)
    try:
        rows = list(ProductFile(path).rows())
    except (product_file.NotText, product_file.MissingColumns):
        return
    assert all(row.line_number > 1 for row in rows)


def say(message: str, /, **values: object) -> str:
    return message.format(**values)


def test_the_report_says_line_reason_and_row(path: Path) -> None:
    rows = read(path, HEADER + COLA + COLA + "1001,=1+1,,,,贵,\n")
    refused = [row for row in rows if isinstance(row, RefusedRow)]
    target = path.with_name("refused.csv")
    assert write_report(refused, target, say) == 2
    with target.open(encoding="utf-8-sig", newline="") as file:
        report = list(csv.reader(file))
    assert report == [
        ["Line", "Reason", "Row"],
        ["3", "Barcode 6928804011173 stands in line 2 already.", COLA.strip()],
        ["4", "售价 (price): “贵” is not a number.", "1001,=1+1,,,,贵,"],
    ]
    assert line_and_reason(refused[0], say) == (
        "Line 3: Barcode 6928804011173 stands in line 2 already."
    )


def test_the_report_never_holds_a_formula(path: Path) -> None:
    row = refusal(path, '=cmd|"/c calc"!A1,可乐,,,,3,\n')
    target = path.with_name("refused.csv")
    write_report([row], target, say)
    with target.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1][2].startswith("'=")
