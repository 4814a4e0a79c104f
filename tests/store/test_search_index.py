"""The search index on a real file: what is found, in which order, and how it is filled."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pysqlite3 import dbapi2

from pos_app.store.search import index
from pos_app.store.search.index import Entry

GOODS = (
    Entry(1, "可口可乐", "500ml", ("6928804011173",)),
    Entry(2, "百事可乐", "600ml", ("6924882496116",)),
    Entry(3, "可口可乐零度", "500ml", ("6928804010114",)),
    Entry(4, "伊利纯牛奶", "250ml", ("6907992100272", "A-7")),
    Entry(5, "Chocolat noir", "", ("3017620422003",)),
)


def opened(path: str) -> Any:
    connection = dbapi2.connect(path, isolation_level=None)
    connection.execute("PRAGMA recursive_triggers = ON")
    return connection


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Any]:
    connection = opened(str(tmp_path / "shop.db"))
    for statement in index.SCHEMA:
        connection.execute(statement)
    yield connection
    connection.close()


@pytest.fixture
def stocked(connection: Any) -> Any:
    for entry in GOODS:
        index.put(connection, entry)
    return connection


@pytest.mark.parametrize(
    ("text", "pks"),
    [
        ("可", [1, 2, 3]),
        ("可乐", [1, 2, 3]),
        ("零", [3]),
        ("kele", [1, 2, 3]),
        ("bskl", [2]),
        ("可乐 600", [2]),
        ("500ml", [1, 3]),
        ("1173", [1]),
        ("choc", [5]),
        ("a-7", []),
        ("", []),
        ('") OR ("', []),
        ("没有", []),
    ],
)
def test_products_are_found(stocked: Any, text: str, pks: list[int]) -> None:
    assert index.find(stocked, text) == pks


def test_what_this_shop_sells_comes_first_and_once(stocked: Any) -> None:
    index.rank(stocked, GOODS[2], sold=3)
    index.rank(stocked, GOODS[1], sold=8)
    assert index.find(stocked, "可乐") == [2, 3, 1]
    index.rank(stocked, GOODS[2], sold=9)
    assert index.find(stocked, "可乐") == [3, 2, 1]
    assert index.find(stocked, "可乐", limit=2) == [3, 2]
    assert index.find(stocked, "可乐", limit=0) == []


def test_a_sold_product_that_is_not_indexed_yet_is_found(connection: Any) -> None:
    index.rank(connection, GOODS[3], sold=1)
    assert index.find(connection, "niunai") == [4]


def test_fifty_are_found_in_the_order_they_came(connection: Any) -> None:
    goods = [Entry(pk, f"可乐{pk}", "", ()) for pk in range(1, 81)]
    for entry in goods:
        index.put(connection, entry)
    index.rank(connection, goods[70], sold=1)
    assert index.find(connection, "可乐") == [71, *range(1, 50)]


def test_a_new_name_is_found_and_the_old_one_is_not(stocked: Any) -> None:
    index.rank(stocked, GOODS[0], sold=1)
    index.put(stocked, Entry(1, "雪碧", "500ml", ()))
    assert index.find(stocked, "雪") == [1]
    assert index.find(stocked, "可口") == [3]
    assert index.find(stocked, "1173") == []


def test_a_removed_product_is_gone_from_both(stocked: Any) -> None:
    index.rank(stocked, GOODS[0], sold=1)
    index.remove(stocked, 1)
    index.remove(stocked, 1)
    index.remove(stocked, 99)
    assert index.find(stocked, "可口") == [3]


def test_a_new_version_inherits_the_sales(stocked: Any) -> None:
    index.rank(stocked, GOODS[2], sold=7)
    index.succeed(stocked, 3, Entry(6, "可口可乐零糖", "500ml", ()))
    assert index.find(stocked, "可乐") == [6, 1, 2]
    index.succeed(stocked, 2, Entry(7, "百事可乐", "330ml", ()))
    assert index.find(stocked, "可乐") == [6, 1, 7]


def shelf(goods: Sequence[Entry]) -> index.Fetch:
    def fetch(after_pk: int, limit: int) -> list[Entry]:
        return [entry for entry in goods if entry.pk > after_pk][:limit]

    return fetch


def test_indexing_catches_up_in_slices(connection: Any) -> None:
    fetch = shelf(GOODS)
    assert index.index_next(connection, fetch, 2) == 2
    assert index.find(connection, "可乐") == [1, 2]
    assert [index.index_next(connection, fetch, 2) for _ in range(3)] == [2, 1, 0]
    assert index.find(connection, "可乐") == [1, 2, 3]


def test_a_slice_is_never_too_large(connection: Any) -> None:
    goods = [Entry(pk, f"可乐{pk}", "", ()) for pk in range(1, 300)]
    assert index.index_next(connection, shelf(goods), 1_000) == index.SLICE_ROWS_MAX


def test_a_slice_that_is_undone_is_made_again(connection: Any) -> None:
    fetch = shelf(GOODS)
    connection.execute("BEGIN")
    index.index_next(connection, fetch, 3)
    connection.execute("ROLLBACK")
    assert index.find(connection, "可乐") == []
    assert index.index_next(connection, fetch, 3) == 3
    assert index.find(connection, "可乐") == [1, 2, 3]


def test_clearing_starts_from_the_first_product(stocked: Any) -> None:
    index.rank(stocked, GOODS[1], sold=1)
    index.index_next(stocked, shelf(GOODS), 10)
    index.clear(stocked)
    assert index.find(stocked, "可乐") == []
    assert index.index_next(stocked, shelf(GOODS), 10) == len(GOODS)
    assert index.find(stocked, "可乐") == [1, 2, 3]


def test_the_index_is_sound_after_many_changes(stocked: Any) -> None:
    for round_no in range(60):
        for entry in GOODS:
            index.put(stocked, entry._replace(name=f"{entry.name}{round_no}"))
            index.rank(stocked, entry, sold=round_no)
    assert index.find(stocked, "可乐 59") == [1, 2, 3]
    assert index.find(stocked, "可乐 58") == []
    (verdict,) = stocked.execute("PRAGMA integrity_check").fetchone()
    assert verdict == "ok"


@given(st.text())
def test_no_text_upsets_the_index(text: str) -> None:
    connection = opened(":memory:")
    for statement in index.SCHEMA:
        connection.execute(statement)
    index.put(connection, Entry(1, text, text, (text,)))
    assert set(index.find(connection, text)) <= {1}
    connection.close()
