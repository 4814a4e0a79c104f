"""Barcodes out of spreadsheets: what the check digit proves is put back, the rest is refused."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pos_app.domain.codes import check_digit, has_check_digit, lookup_keys
from pos_app.usecases import barcode_repair as repairing
from pos_app.usecases.barcode_repair import Repaired, Unusable, repair


def digits(length: int) -> st.SearchStrategy[str]:
    return st.text(st.sampled_from("0123456789"), min_size=length, max_size=length)


ean_13 = digits(12).map(lambda text: text + check_digit(text)).filter(lambda code: code[0] != "0")


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("6901028075763", ("6901028075763",)),
        (" 6901028075763\t", ("6901028075763",)),
        ("６９０１０２８０７５７６３", ("6901028075763",)),
        ("69019388", ("69019388",)),
        ("1001", ("1001",)),
        ("A-17", ("A-17",)),
        ("3E2", ("3E2",)),
        ("123456", ("123456",)),
        ("1001.0", ("1001",)),
    ],
)
def test_codes_are_taken_as_they_are(cell: str, codes: tuple[str, ...]) -> None:
    assert repair(cell) == Repaired(codes, is_changed=False)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("6.901028075763E+12", "6901028075763"),
        ("6.90102807577E+12", "6901028075770"),
        ("6.90102807572E+12", "6901028075718"),
        ("6.9019388e+7", "69019388"),
        ("690 1028 075763", "6901028075763"),
        ("690-1028-075763", "6901028075763"),
        ("3.6000291452E+10", "036000291452"),
    ],
)
def test_what_the_check_digit_proves_is_put_back(cell: str, code: str) -> None:
    assert repair(cell) == Repaired((code,), is_changed=True)


@pytest.mark.parametrize("cell", ["'6901028075763", '="6901028075763"', '"6901028075763"'])
def test_what_keeps_a_spreadsheet_off_is_taken_away(cell: str) -> None:
    assert repair(cell) == Repaired(("6901028075763",), is_changed=False)


@pytest.mark.parametrize(
    "cell", ["6.92E+12", "6.90103E+12", "6.90102807576E+12", "6.901028076E+12", "7E+7", "1.0E+12"]
)
def test_lost_digits_are_never_guessed(cell: str) -> None:
    assert repair(cell) == Unusable(repairing.DIGITS_LOST, {"typed": cell})


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("", repairing.NO_CODE),
        ("   ", repairing.NO_CODE),
        ("'", repairing.NO_CODE),
        ("6901028075764", repairing.WRONG_CHECK_DIGIT),
        ("690102807576", repairing.WRONG_CHECK_DIGIT),
        ("69019387", repairing.WRONG_CHECK_DIGIT),
        ("15400141288764", repairing.WRONG_CHECK_DIGIT),
        ("无", repairing.NOT_A_CODE),
        ("A 17", repairing.NOT_A_CODE),
        ("X" * 65, repairing.CODE_TOO_LONG),
        ("134567890123456789", repairing.NOT_A_PRODUCT_CODE),
    ],
)
def test_what_is_no_barcode_is_refused_with_the_reason(cell: str, words: str) -> None:
    result = repair(cell)
    assert isinstance(result, Unusable)
    assert result.words == words
    assert "134567890123456789" not in str(result)


def test_a_zero_that_may_be_lost_leaves_both_numbers_in_use() -> None:
    assert repair("36000291452") == Repaired(("036000291452", "36000291452"), is_changed=True)
    assert repair("4252614") == Repaired(("04252614", "4252614"), is_changed=True)


@given(ean_13)
def test_all_digits_in_scientific_form_are_read(code: str) -> None:
    assert repair(f"{code[0]}.{code[1:]}E+12") == Repaired((code,), is_changed=True)


@given(ean_13)
def test_a_rounded_last_digit_is_right_or_refused(code: str) -> None:
    rounded = str((int(code) + 5) // 10)
    assume(len(rounded) == 12)
    result = repair(f"{rounded[0]}.{rounded[1:]}E+12")
    assert isinstance(result, Unusable) or result == Repaired((code,), is_changed=True)


@given(digits(11).map(lambda text: text + check_digit(text)))
def test_a_upc_a_without_its_zeros_is_found_by_the_scanner_again(code: str) -> None:
    assume(code[:4] != "0000")
    result = repair(str(int(code)))
    assert isinstance(result, Repaired)
    assert set(lookup_keys(code)) & set(result.codes)


@given(st.text())
def test_no_cell_upsets_the_reader(cell: str) -> None:
    result = repair(cell)
    if isinstance(result, Repaired):
        assert result.codes
        assert all(code.isascii() and code.isprintable() and code for code in result.codes)


@given(digits(13))
def test_thirteen_digits_need_their_check_digit(code: str) -> None:
    assert isinstance(repair(code), Repaired) == has_check_digit(code)
