"""Importing: all rows appear together or none, and each fact keeps within its bounds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.errors import NotPermitted
from pos_app.domain.product import NAME_LENGTH_MAX, Category
from pos_app.usecases.import_products import SLICE_ROWS_MAX, Imported, ImportProducts
from pos_app.usecases.product_row import ParsedProduct
from sync.protocol.facts.catalogue import (
    PRODUCTS_BYTES_MAX,
    PRODUCTS_PER_FACT_MAX,
    CategoriesPut,
    ImportCommitted,
    ProductsPut,
)
from tests.fake_shop import BY_CASHIER, BY_OWNER, FakeShop
from tests.fakes import Rows
from tests.goods import COLA

MILK = ParsedProduct(2, "伊利纯牛奶", "250ml", "盒", "乳品", ("6907992500133",), 300, 220, False)


def ignore(done: int, whole: int) -> None:
    """Nobody watches."""


def milks(count: int) -> list[ParsedProduct]:
    """So many rows with a code each."""
    return [MILK._replace(codes=(f"{number:013}",)) for number in range(count)]


@pytest.fixture
def importing(shop: FakeShop) -> ImportProducts:
    return ImportProducts(shop.queries, shop.writer, shop.new_id)


def test_a_new_code_is_a_new_product_in_a_new_category(
    shop: FakeShop, importing: ImportProducts
) -> None:
    assert importing([MILK], BY_OWNER, ignore) == Imported(1, 0, 0, 1)

    product = shop.queries.product_by_code(MILK.codes)
    (category,) = shop.queries.categories()
    assert product is not None
    assert (product.title, product.price_fen, product.cost_fen) == ("伊利纯牛奶 250ml", 300, 220)
    assert (product.unit, product.rev, product.barcodes) == ("盒", 1, MILK.codes)
    assert (category.name, category.category_id) == ("乳品", product.category_id)


def test_a_known_code_changes_its_product_and_keeps_what_the_file_does_not_say(
    shop: FakeShop, importing: ImportProducts
) -> None:
    row = MILK._replace(
        name="可乐", spec="", unit="", category="", codes=COLA.barcodes[:1], price_fen=400,
        cost_fen=None,
    )  # fmt: skip

    assert importing([row], BY_OWNER, ignore) == Imported(0, 1, 0, 0)
    assert shop.queries.product(COLA.product_id) == replace(COLA, name="可乐", price_fen=400, rev=2)


def test_rows_that_mean_the_same_product_become_one(
    shop: FakeShop, importing: ImportProducts
) -> None:
    rows = [
        MILK._replace(codes=(COLA.barcodes[0],), price_fen=400),
        MILK._replace(codes=(COLA.barcodes[1], "6907992500140"), price_fen=410),
    ]

    assert importing(rows, BY_OWNER, ignore) == Imported(0, 1, 1, 1)
    product = shop.queries.product(COLA.product_id)
    assert product is not None
    assert (product.price_fen, product.rev) == (410, 2)
    assert product.barcodes == (*COLA.barcodes, "6907992500140")


def test_the_same_file_again_brings_no_second_product(
    shop: FakeShop, importing: ImportProducts
) -> None:
    importing([MILK], BY_OWNER, ignore)
    assert shop.queries.product_count() == 4
    importing([MILK._replace(price_fen=310)], BY_OWNER, ignore)
    product = shop.queries.product_by_code(MILK.codes)

    assert shop.queries.product_count() == 4
    assert product is not None
    assert (product.price_fen, product.rev) == (310, 2)


def test_known_categories_are_used_and_new_ones_stand_behind_them(
    shop: FakeShop, importing: ImportProducts
) -> None:
    shop.queries.shelves = (Category("c-milk", "乳品", 7),)
    rows = [
        MILK,
        MILK._replace(codes=("1",), category="烟"),
        MILK._replace(codes=("2",), category="烟"),
    ]
    imported = importing(rows, BY_OWNER, ignore)

    assert imported.category_count == 1
    assert [(each.name, each.position) for each in shop.queries.categories()] == [
        ("乳品", 7),
        ("烟", 8),
    ]


def test_slices_are_counted_and_progress_is_told(shop: FakeShop, importing: ImportProducts) -> None:
    told: list[tuple[int, int]] = []
    rows = milks(2 * SLICE_ROWS_MAX + 1)
    importing(rows, BY_OWNER, lambda done, whole: told.append((done, whole)))
    (committed,) = shop.rows.facts(ImportCommitted)

    puts = shop.rows.facts(ProductsPut)

    assert told == [(sum(len(put.products) for put in puts[:n]), 201) for n in range(1, 4)]
    assert (committed.slice_count, committed.product_count) == (len(puts), 201)
    assert {put.import_id for put in puts} == {committed.import_id}


def test_whoever_stops_it_has_imported_nothing(shop: FakeShop, importing: ImportProducts) -> None:
    def stop(done: int, whole: int) -> None:
        raise InterruptedError(f"{done} of {whole}")

    with pytest.raises(InterruptedError):
        importing(milks(150), BY_OWNER, stop)

    assert shop.rows.facts(ImportCommitted) == []
    assert shop.queries.product_count() == 3
    assert shop.queries.categories() == []


def test_nothing_to_import_is_an_import_of_nothing(
    shop: FakeShop, importing: ImportProducts
) -> None:
    assert importing([], BY_OWNER, ignore) == Imported(0, 0, 0, 0)
    assert shop.rows.facts(ProductsPut) == []


def test_categories_come_in_facts_of_bounded_length(
    shop: FakeShop, importing: ImportProducts
) -> None:
    rows = [row._replace(category=f"类 {row.codes[0]}") for row in milks(PRODUCTS_PER_FACT_MAX + 1)]
    importing(rows, BY_OWNER, ignore)

    lengths = [len(put.categories) for put in shop.rows.facts(CategoriesPut)]
    assert lengths == [PRODUCTS_PER_FACT_MAX, 1]


@given(
    st.lists(
        st.text(st.sampled_from('"\\中😀a'), max_size=NAME_LENGTH_MAX).map(lambda text: text * 2),
        min_size=90,
        max_size=130,
    )
)
def test_each_fact_keeps_within_48_kib(names: list[str]) -> None:
    shop = FakeShop()
    importing = ImportProducts(shop.queries, shop.writer, shop.new_id)
    rows = [
        row._replace(name=name, spec=name, unit=name)
        for row, name in zip(milks(len(names)), names, strict=True)
    ]
    importing(rows, BY_OWNER, ignore)
    puts = shop.rows.facts(ProductsPut)

    assert all(len(put.to_bytes()) <= PRODUCTS_BYTES_MAX for put in puts)
    assert all(len(put.products) <= SLICE_ROWS_MAX for put in puts)
    assert sum(len(put.products) for put in puts) == len(names)


def test_needs_the_right(shop: FakeShop, importing: ImportProducts) -> None:
    with pytest.raises(NotPermitted):
        importing([MILK], BY_CASHIER, ignore)

    assert shop.rows == Rows()


def test_a_row_that_says_nothing_new_changes_nothing(shop: FakeShop) -> None:
    importing = ImportProducts(shop.queries, shop.writer, shop.new_id)
    importing([MILK], BY_OWNER, ignore)
    facts_before = len(shop.rows.journal)

    assert importing([MILK], BY_OWNER, ignore) == Imported(0, 0, 1, 0)
    assert len(shop.rows.journal) == facts_before
