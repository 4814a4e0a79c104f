"""Search terms: a product is found by any piece of its name that somebody would type."""

import re
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.store.search.readings import readings
from pos_app.store.search.terms import (
    CODE_TAIL,
    INITIALS_LETTERS,
    PINYIN_LETTERS,
    fold,
    match_expression,
    terms_of,
)

COLA = "可口可乐500ml"


def is_found(query: str, name: str, *codes: str) -> bool:
    """Ask a real FTS5 table whether a query finds a product of this name."""
    with sqlite3.connect(":memory:") as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE one USING fts5("
            "terms, content='', detail=none, tokenize=\"ascii tokenchars '#'\")"
        )
        connection.execute(
            "INSERT INTO one (rowid, terms) VALUES (1, ?)", (terms_of(name, "", codes),)
        )
        expression = match_expression(query)
        assert expression is not None
        rows = connection.execute(
            "SELECT rowid FROM one WHERE one MATCH ?", (expression,)
        ).fetchall()
    connection.close()
    return rows == [(1,)]


@pytest.mark.parametrize(
    "query",
    [
        "可",
        "口",
        "乐",
        "可口",
        "口可乐",
        "可口可乐",
        "可口 乐",
        "可乐500",
        "可口可乐500ml",
        "５００ＭＬ",
    ],
)
def test_chinese_is_found_from_one_character_on(query: str) -> None:
    assert is_found(query, COLA)


@pytest.mark.parametrize(
    "query",
    ["k", "ke", "kek", "kekoukele", "KeKouKeLe", "kele", "kouke", "le", "ke kou", "kele500"],
)
def test_pinyin_is_found_from_every_syllable_on(query: str) -> None:
    assert is_found(query, COLA)


@pytest.mark.parametrize("query", ["kkkl", "KKKL", "kkk", "kl", "kl500", "kkkl 500 ml"])
def test_initials_are_found_from_every_syllable_on(query: str) -> None:
    assert is_found(query, COLA)


@pytest.mark.parametrize("query", ["可可", "乐可", "kole", "klk", "600", "雪碧"])
def test_other_pieces_are_not_found(query: str) -> None:
    assert not is_found(query, COLA)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("changcheng", "长城干红"),
        ("zhangda", "长大成人奶粉"),
        ("chongqing", "重庆火锅底料"),
        ("cqhg", "重庆火锅底料"),
        ("yueqi", "乐器贴纸"),
        ("klb", "快乐贝壳"),
        ("lvjian", "绿箭口香糖"),
        ("galikuai", "咖喱块"),
        ("shijin", "什锦果冻"),
        ("renshen", "人参茶"),
    ],
)
def test_characters_with_several_readings_are_found_by_the_common_ones(
    query: str, name: str
) -> None:
    assert is_found(query, name)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("adgn", "AD钙奶"),
        ("adgainai", "AD钙奶"),
        ("钙奶", "AD钙奶"),
        ("rio", "RIO果酒蓝玫瑰"),
        ("xin", "QQ星全聪奶"),
        ("creme", "Crème brûlée"),
        ("CRÈME", "Creme dessert"),
        ("oeufs", "Œufs frais"),
        ("strasse", "Straße"),
        ("choco noir", "Chocolat noir 70%"),
        ("100x3", "清风原木纯品100x3"),
        ("7喜", "7喜330ml"),
        ("のり", "焼きのり"),
        ("ㄅ", "ㄅ"),
    ],
)
def test_mixed_scripts_are_found(query: str, name: str) -> None:
    assert is_found(query, name)


@pytest.mark.parametrize("query", ["763", "5763", "28075763", "可乐 5763"])
def test_the_tail_of_a_barcode_is_found(query: str) -> None:
    assert is_found(query, COLA, "4006381333931", "6901028075763")


def test_the_head_of_a_barcode_is_not_its_tail() -> None:
    assert not is_found("6901", COLA, "6901028075763")


def test_own_codes_with_letters_are_found_by_their_tail() -> None:
    assert is_found("b17", "散装瓜子", "AB17")


@pytest.mark.parametrize("query", ["", " ", "。，!？", '"', "***", "()", "-", "\x00", "\ud800"])
def test_nothing_to_look_for(query: str) -> None:
    assert match_expression(query) is None


@given(st.text())
def test_whatever_is_typed_is_a_query_or_nothing(text: str) -> None:
    expression = match_expression(text)
    if expression is not None:
        is_found(text, COLA)
        assert re.fullmatch(r'(?:[( ]|AND|OR|"#?[^"\W_]+"\*?|\))+', expression)


@given(st.text(max_size=60), st.text(max_size=20), st.lists(st.text(max_size=20), max_size=3))
def test_terms_are_bounded_and_whole(name: str, spec: str, codes: list[str]) -> None:
    terms = terms_of(name, spec, codes).split(" ")
    assert len(terms) == len(set(terms))
    for term in filter(None, terms):
        assert len(term) <= max(PINYIN_LETTERS, CODE_TAIL + 1)
        assert term.removeprefix("#").isalnum()


CHINESE = st.text(
    st.sampled_from("可口乐长重行城庆银雪碧康师傅红烧牛肉面啤酒"), min_size=1, max_size=12
)


@given(CHINESE, st.data())
def test_every_piece_of_a_chinese_name_finds_it(name: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(name) - 1))
    end = data.draw(st.integers(start + 1, len(name)))
    assert is_found(name[start:end], name)


@given(CHINESE, st.data())
def test_every_run_of_usual_readings_finds_it(name: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(name) - 1))
    syllables = [readings()[character][0] for character in name[start:]]
    letters = data.draw(st.integers(1, len("".join(syllables))))
    assert is_found("".join(syllables)[:letters], name)
    count = data.draw(st.integers(1, len(syllables)))
    assert is_found("".join(one[0] for one in syllables[:count]), name)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_initials_longer_than_those_kept_still_find() -> None:
    name = "康师傅香辣蒜味排骨面"
    assert len("ksfxlswpgm") > INITIALS_LETTERS
    assert is_found("ksfxlswpgm", name)
    assert not is_found("ksfxlzz", "康师傅香菇面")


def test_readings_cover_what_a_product_may_be_called() -> None:
    table = readings()
    assert len(table) > 20_900
    assert table["乐"] == ("le", "yue")
    assert table["绿"][0] == "lv"
    assert all(
        reading.isascii() and reading.isalpha() for ways in table.values() for reading in ways
    )
