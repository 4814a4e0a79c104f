"""Text in columns: Chinese counts double, nothing is lost, nothing is too wide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.api import columns
from drivers.api.columns import clip, lines, pad, width, wrap
from drivers.api.document import Align, Cell, Columns, Row, Rule, Text

ANY_TEXT = st.text(alphabet=st.characters(), max_size=80)
SHOP_TEXT = st.text(alphabet="农夫山泉 abc 12.5ml×￥①é\u0301", max_size=60)
PAPERS = st.sampled_from([32, 42, 48])


@pytest.mark.parametrize(
    ("text", "columns_wide"),
    [
        ("", 0),
        ("abc", 3),
        ("合计", 4),
        ("¥12.00", 7),
        ("×·—“①", 10),
        ("e\u0301", 1),
        ("\ud800", 2),
        ("a\tb", 3),
    ],
)
def test_counts_what_a_chinese_printer_counts(text: str, columns_wide: int) -> None:
    assert width(text) == columns_wide


def test_never_splits_a_character() -> None:
    assert clip("农夫山泉", 5) == "农夫"
    assert pad("农夫山泉", 5) == "农夫 "
    assert pad("合", 5, Align.RIGHT) == "   合"
    assert pad("合", 6, Align.CENTER) == "  合  "


def test_wraps_at_spaces_and_between_hanzi() -> None:
    assert wrap("hello wide world", 11) == ("hello wide", "world")
    assert wrap("农夫山泉饮用天然水", 8) == ("农夫山泉", "饮用天然", "水")
    assert wrap("abcdefghij", 4) == ("abcd", "efgh", "ij")
    assert wrap("one\ntwo\n\nfour", 10) == ("one", "two", "", "four")
    assert wrap("", 10) == ("",)


@given(ANY_TEXT, PAPERS)
def test_wrapped_lines_fit_and_keep_every_character(text: str, columns_wide: int) -> None:
    wrapped = wrap(text, columns_wide)

    assert all(width(line) <= columns_wide for line in wrapped)
    squeezed = "".join("".join(text.splitlines()).split(" "))
    assert "".join("".join(wrapped).split(" ")) == squeezed


@given(SHOP_TEXT, SHOP_TEXT, PAPERS, st.booleans())
def test_a_row_fits_and_keeps_its_right_side(
    left: str, right: str, columns_wide: int, wide: bool
) -> None:
    set_lines = lines(Row(left, right, wide=wide), columns_wide)

    room = columns_wide // 2 if wide else columns_wide
    assert all(width(line) <= room for line in set_lines)
    assert "".join(set_lines).replace(" ", "") == (left + right).replace(" ", "")


def test_a_row_puts_the_right_side_at_the_edge() -> None:
    assert lines(Row("合计", "12.00"), 16) == ("合计       12.00",)
    assert lines(Row("十六个半角的名称", "12.00"), 16) == ("十六个半角的名称", "           12.00")
    assert lines(Row("", "12.00"), 8) == ("   12.00",)


def test_cells_without_a_width_share_the_rest() -> None:
    table = Columns((Cell("品名"), Cell("2", 4, Align.RIGHT), Cell("4.00", 8, Align.RIGHT)))

    assert lines(table, 20) == ("品名       2    4.00",)
    assert lines(table, 32) == ("品名                   2    4.00",)


def test_a_narrow_cell_wraps_within_itself() -> None:
    table = Columns((Cell("农夫山泉水"), Cell("4.00", 8, Align.RIGHT)))

    assert lines(table, 14) == ("农夫山    4.00", "泉水")


@given(
    st.lists(
        st.builds(Cell, SHOP_TEXT, st.none() | st.integers(1, 60), st.sampled_from(list(Align))),
        max_size=6,
    ),
    PAPERS,
)
def test_a_table_never_leaves_the_paper(cells: list[Cell], columns_wide: int) -> None:
    table = Columns(tuple(cells))

    assert sum(columns._cell_widths(table.cells, columns_wide)) <= columns_wide
    for line in lines(table, columns_wide):
        assert width(line) <= columns_wide


@pytest.mark.parametrize("char", ["-", "═", "·"])
def test_a_rule_fills_the_line(char: str) -> None:
    (line,) = lines(Rule(char), 32)

    assert width(line) == 32


def test_wide_text_has_half_the_columns() -> None:
    assert lines(Text("农夫山泉饮用", wide=True), 16) == ("农夫山泉", "饮用")
