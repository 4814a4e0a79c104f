"""Chinese as bytes: two for each, never four where the font ends with GBK, and none lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.api.columns import width
from drivers.printer.chinese import encode, printable
from drivers.printer.profile import Charset
from drivers.virtual import chinese_text

ANY_TEXT = st.text(alphabet=st.characters(), max_size=60)
CHARSETS = st.sampled_from(list(Charset))


def gbk_characters() -> list[str]:
    pairs = (bytes([lead, trail]) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    chars = (pair.decode("gbk", "ignore") for pair in pairs)
    return [char for char in chars if len(char) == 1 and char > "\x7f"]


def test_yen_sign_is_the_two_byte_one() -> None:
    data = encode(printable("合计：¥12.00"), Charset.GBK)

    assert data is not None
    assert b"\xa3\xa4" in data
    assert b"\x81\x30" not in data


@pytest.mark.parametrize("text", ["￥1", "：", "“A”", "℃", "×", "·", "—", "①", "☆"])
def test_text_without_hanzi_is_chinese_all_the_same(text: str) -> None:
    for charset in Charset:
        data = encode(text, charset)
        assert data is not None
        assert data == text.encode("gbk")


@pytest.mark.parametrize("text", ["镕", "堃", "喆", "犇", "昇"])
def test_gbk_has_what_gb2312_has_not(text: str) -> None:
    assert encode(text, Charset.GBK) == text.encode("gbk")
    assert encode(text, Charset.GB2312) is None


@pytest.mark.parametrize("text", ["€", "𠮷", "\ud800", "😀", "ñ"])
def test_what_no_font_has_must_be_drawn(text: str) -> None:
    assert all(encode(printable(text), charset) is None for charset in Charset)


def test_a_unit_the_font_lacks_is_spelled_out() -> None:
    assert encode("5㎏", Charset.GB2312) == b"5kg"


def test_extension_a_is_four_bytes_only_where_the_font_has_them() -> None:
    assert encode("㙍", Charset.GB18030) == "㙍".encode("gb18030")
    assert encode("㙍", Charset.GBK) is None


@pytest.mark.parametrize("charset", list(Charset))
def test_every_character_of_the_font_comes_back(charset: Charset) -> None:
    chars = gbk_characters()
    assert len(chars) > 20_000
    lost = []
    for char in chars:
        data = encode(char, charset)
        if data is not None and chinese_text.decode(data, charset) != (char, len(data)):
            lost.append(char)

    # Compatibility forms come back as the character they stand for.
    assert all(encode(char, charset) != char.encode("gbk") for char in lost)
    assert not lost or charset is Charset.GB2312


@given(ANY_TEXT, CHARSETS)
def test_any_string_is_bytes_or_to_be_drawn(text: str, charset: Charset) -> None:
    data = encode(printable(text), charset)

    if data is not None:
        assert not set(data) & set(range(0x20)), "no byte of a text is a command"
        shown, used = chinese_text.decode(data, charset)
        assert used == len(data)
        assert width(shown) == width(text)


@given(ANY_TEXT)
def test_what_prints_nothing_goes_and_nothing_else(text: str) -> None:
    assert width(printable(text)) == width(text)
