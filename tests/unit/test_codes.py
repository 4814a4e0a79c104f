"""Codes: check digits, equivalent numbers, receipt codes, and codes that must stay hidden."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pos_app.domain import codes

digit = st.sampled_from("0123456789")


def digits(length: int) -> st.SearchStrategy[str]:
    return st.text(digit, min_size=length, max_size=length)


gtins = st.sampled_from((8, 12, 13, 14)).flatmap(
    lambda length: digits(length - 1).map(lambda text: text + codes.check_digit(text))
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("6901028075763", "EAN-13"),
        ("4006381333931", "EAN-13"),
        ("73513537", "EAN-8"),
        ("036000291452", "UPC-A"),
        ("04252614", "UPC-E"),
        ("15400141288763", "ITF-14"),
        ("６９０１０２８０７５７６３", "EAN-13"),
        (" 6901028075763\r\n", "EAN-13"),
    ],
)
def test_published_numbers_are_read(text: str, kind: str) -> None:
    gtin = codes.parse_gtin(text)
    assert gtin is not None
    assert gtin.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "6901028075764",
        "690102807576",
        "ABCDEFGH",
        "²²²²²²²²",
        "٣٣٣٣٣٣٣٣٣٣٣٣٣",
        "6901028 075763",
    ],
)
def test_other_texts_are_no_gtin(text: str) -> None:
    assert codes.parse_gtin(text) is None


@given(gtins, st.data())
def test_any_single_wrong_digit_is_found(number: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(number) - 1))
    wrong = data.draw(digit.filter(lambda other: other != number[place]))
    damaged = number[:place] + wrong + number[place + 1 :]
    assert codes.has_check_digit(number)
    assert not codes.has_check_digit(damaged)


@given(gtins)
def test_a_right_check_digit_is_always_accepted(number: str) -> None:
    gtin = codes.parse_gtin(number)
    assert gtin is not None
    assert gtin.number == number


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("04252614", "042100005264"),  # sixth digit 1
        ("06543217", "065100004327"),
        ("01234531", "012300000451"),  # sixth digit 3
        ("01234543", "012340000053"),  # sixth digit 4
        ("01234565", "012345000065"),  # sixth digit 5 to 9
        ("01278907", "012000007897"),  # sixth digit 0
    ],
)
def test_upc_e_expands_as_published(short: str, long: str) -> None:
    gtin = codes.parse_gtin(short)
    assert gtin == codes.Gtin("UPC-E", short, long)
    assert codes.compress_upc_a(long) == short
    assert codes.lookup_keys(short) == (short, long, "0" + long)


@given(digits(6), st.sampled_from("0123456789"))
@example("000005", "5")
def test_upc_e_is_read_in_the_one_way_that_its_article_is_written(six: str, last: str) -> None:
    short = f"0{six}{last}"
    long = codes.expand_upc_e(short)
    if long is not None:
        assert codes.compress_upc_a(long) == short


@given(gtins)
def test_equivalent_codes_find_each_other(number: str) -> None:
    keys = codes.lookup_keys(number)
    assert keys[0] == number
    assert len(set(keys)) == len(keys)
    for key in keys:
        assert set(codes.lookup_keys(key)) == set(keys)


def test_upc_a_and_its_ean_13_are_one_article() -> None:
    assert codes.lookup_keys("036000291452") == ("036000291452", "0036000291452")
    assert codes.lookup_keys("0036000291452") == ("0036000291452", "036000291452")


@given(st.text(max_size=40))
@example("01938b5e-7f3a-7c11-8000-0123456789ab")
def test_other_codes_are_looked_up_as_they_are(text: str) -> None:
    if codes.parse_gtin(text) is None:
        assert codes.lookup_keys(text) == (codes.normalise(text),)


@given(st.text(max_size=40))
def test_a_normal_code_stays_as_it_is(text: str) -> None:
    once = codes.normalise(text)
    assert codes.normalise(once) == once


@given(st.integers(0, 999), st.integers(0, 999), st.integers(0, 9_999_999))
def test_receipt_codes_are_read_back(till: int, series: int, number: int) -> None:
    code = codes.make_receipt_code(till, series, number)
    assert len(code) == 16
    assert codes.parse_receipt_code(code) == (till, series, number)
    assert not codes.looks_like_payment_code(code)
    assert codes.parse_gtin(code) is None


@given(st.integers(0, 9_999_999), st.integers(0, 15), digit)
def test_a_misread_receipt_code_is_refused(number: int, place: int, wrong: str) -> None:
    code = codes.make_receipt_code(1, 2, number)
    damaged = code[:place] + wrong + code[place + 1 :]
    assert (codes.parse_receipt_code(damaged) is None) == (damaged != code)


@pytest.mark.parametrize("parts", [(1_000, 0, 0), (0, 1_000, 0), (0, 0, 10_000_000), (-1, 0, 0)])
def test_a_receipt_number_that_does_not_fit_is_an_error(parts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no receipt code"):
        codes.make_receipt_code(*parts)


@pytest.mark.parametrize(
    "code",
    [
        "101234567890123456",
        "151234567890123456",
        "2512345678901234",
        "301234567890123456789012",
        "6212345678901234567",
    ],
)
def test_payment_codes_are_told_and_hidden(code: str) -> None:
    assert codes.looks_like_payment_code(code)
    hidden = codes.mask(f"x{code}")
    assert hidden == f"x{code[:2]}{'*' * (len(code) - 2)}"


@pytest.mark.parametrize(
    "code",
    [
        "6901028075763",
        "161234567890123456",
        "10123456789012345",
        "621234567890123456",
        "9900100100000014",
        "2012345012345678",
        "A-17",
    ],
)
def test_other_codes_stay_readable(code: str) -> None:
    assert not codes.looks_like_payment_code(code)
    assert codes.mask(code) == code


def test_two_payment_codes_in_one_burst_are_hidden() -> None:
    twice = "101234567890123456" * 2
    assert codes.mask(twice) == "10" + "*" * 34


def test_the_text_around_a_payment_code_stays_as_it_is() -> None:
    assert codes.mask(" ａ，１０１２３４５６７８９０１２３４５６ b") == " ａ，10**************** b"
