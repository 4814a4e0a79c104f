"""The catalogue: versions of products, imports that appear at once, and what search finds."""

import pytest

from pos_app.domain.people import SYSTEM
from pos_app.domain.product import Category
from pos_app.store.engine import Database
from sync.protocol.facts.catalogue import CategoriesPut, CategoryState, ProductsPut, ProductState
from tests.store.shop_kit import Till, names, rows

COLA = "6928804011142"


def put_categories(till: Till, *names: str) -> list[str]:
    states = tuple(
        CategoryState(category_id=till.new_id(), rev=1, name=name, position=number)
        for number, name in enumerate(names)
    )
    with till.shop.writer.urgent() as work:
        work.record(CategoriesPut(categories=states), SYSTEM)
    return [state.category_id for state in states]


def count(database: Database, table: str) -> int:
    return len(rows(database, table))


def test_a_product_is_found_by_each_of_its_codes_as_it_was_put(till: Till) -> None:
    cola = till.product(
        "可口可乐", COLA, "16928804011149", spec="330ml", unit="听", cost_fen=210,
        tax_rate=1_300, category_id=till.new_id(),
    )  # fmt: skip
    till.stock(cola)

    for code in cola.barcodes:
        assert till.shop.queries.product_by_code([code]) == cola
    assert till.shop.queries.product(cola.product_id) == cola
    assert till.shop.queries.product_by_code(["unknown"]) is None
    assert till.shop.queries.product(till.new_id()) is None


def test_the_earlier_key_wins_and_ids_never_match(till: Till) -> None:
    first, second = till.product("甲", "1"), till.product("乙", "2")
    till.stock(first, second)

    assert till.shop.queries.product_by_code(["0", "2", "1"]) == second
    assert till.shop.queries.product_by_code([first.product_id]) is None


def test_the_newest_version_is_in_force(till: Till) -> None:
    cola = till.product("可口可乐", COLA, "old")
    dearer = till.product("可口可乐", COLA, "new", product_id=cola.product_id, price_fen=400, rev=2)
    till.stock(cola)
    till.stock(dearer)

    for _ in range(2):
        assert till.shop.queries.product_by_code([COLA]) == dearer
        assert till.shop.queries.product_by_code(["new"]) == dearer
        assert till.shop.queries.product_by_code(["old"]) is None
        assert till.shop.queries.product(cola.product_id) == dearer
        assert till.shop.queries.product_count() == 1
        till.rest()
    assert count(till.shop.readers.here(), "product") == 1
    assert count(till.shop.readers.here(), "product_barcode") == 2


def test_a_product_out_of_sale_is_known_but_not_sold(till: Till) -> None:
    cola = till.product("可口可乐", COLA)
    gone = till.product("可口可乐", COLA, product_id=cola.product_id, rev=2, is_active=False)
    till.stock(cola)
    till.rest()
    till.stock(gone)

    for _ in range(2):
        queries = till.shop.queries
        assert queries.product_by_code([COLA]) is None
        assert queries.product(cola.product_id) == gone
        assert (queries.product_count(), list(queries.tiles(None, 0, 9))) == (0, [])
        assert list(queries.search("可乐", 9)) == []
        till.rest()


def test_an_import_appears_at_once(till: Till) -> None:
    cola = till.product("可口可乐", COLA)
    till.stock(cola)
    import_id = till.new_id()
    dearer = till.product("可口可乐", COLA, product_id=cola.product_id, rev=2, price_fen=400)
    till.stock(dearer, till.product("雪碧", "sprite"), import_id=import_id)
    till.stock(till.product("芬达", "fanta"), import_id=import_id)
    till.rest()
    queries = till.shop.queries

    assert queries.product_by_code([COLA]) == cola
    assert queries.product_by_code(["sprite"]) is None
    assert queries.product_count() == 1
    assert names(queries.tiles(None, 0, 9)) == ["可口可乐"]
    assert list(queries.search("雪碧", 9)) == []
    assert list(queries.search("可口可乐", 9)) == [cola]

    till.commit_import(import_id, 2, 3)

    for _ in range(2):
        assert queries.product_by_code([COLA]) == dearer
        assert queries.product_count() == 3
        assert names(queries.search("雪碧", 9)) == ["雪碧"]
        assert names(queries.tiles(None, 0, 9)) == ["可口可乐", "雪碧", "芬达"]
        till.rest()
    assert count(till.shop.readers.here(), "product") == 3


def test_committing_an_import_costs_the_same_whatever_its_size(till: Till) -> None:
    """It touches one row of import_open, not the products."""
    changed = []
    for size in (1, 150):
        import_id = till.new_id()
        goods = [till.product(f"货{n}", f"{size}-{n}") for n in range(size)]
        till.stock(*goods, import_id=import_id)
        with till.shop.writer.rows() as database:
            before = database.execute("SELECT total_changes()").fetchone()[0]
        till.commit_import(import_id)
        with till.shop.writer.rows() as database:
            changed.append(database.execute("SELECT total_changes()").fetchone()[0] - before)

    assert changed[0] == changed[1]
    assert till.shop.queries.product_count() == 151


def test_an_abandoned_import_is_swept_after_the_next_start(till: Till) -> None:
    import_id = till.new_id()
    till.stock(*(till.product(f"货{n}", f"code-{n}") for n in range(60)), import_id=import_id)
    till.rest()
    assert count(till.shop.readers.here(), "product") == 60

    till.reopen()
    till.rest()

    reader = till.shop.readers.here()
    for table in ("product", "product_barcode", "import_open", "search_sold"):
        assert count(reader, table) == 0, table
    assert reader.execute("SELECT count(*) FROM search_find").fetchone() == (0,)


def test_an_import_that_is_given_up_is_swept_at_once(till: Till) -> None:
    import_id = till.new_id()
    till.stock(till.product("货", "code"), import_id=import_id)

    till.shop.upkeep.abandon(import_id)
    till.rest()

    assert count(till.shop.readers.here(), "product") == 0


def test_a_key_that_was_swept_is_never_used_again(till: Till) -> None:
    """The search index knows a product by its key alone."""
    till.stock(till.product("旧货", "old"), import_id=till.new_id())
    till.rest()
    till.reopen()
    till.rest()

    till.stock(till.product("新货", "new"))
    till.rest()

    assert names(till.shop.queries.search("新货", 9)) == ["新货"]
    assert list(till.shop.queries.search("旧货", 9)) == []


def test_what_sells_comes_first(till: Till) -> None:
    drinks, sweets = put_categories(till, "饮料", "糖果")
    till.stock(
        till.product("可乐甲", "1", category_id=drinks),
        till.product("可乐乙", "2", category_id=drinks),
        till.product("可乐糖", "3", category_id=sweets),
    )
    till.sell("3")
    till.sell("2", "3")
    till.rest()
    queries = till.shop.queries

    assert names(queries.search("可乐", 9)) == ["可乐糖", "可乐乙", "可乐甲"]
    assert names(queries.tiles(None, 0, 9)) == ["可乐糖", "可乐乙", "可乐甲"]
    assert names(queries.tiles(None, 1, 1)) == ["可乐乙"]
    assert names(queries.tiles(None, 2, 9)) == ["可乐甲"]
    assert names(queries.tiles(drinks, 0, 9)) == ["可乐乙", "可乐甲"]
    assert names(queries.tiles(drinks, 1, 9)) == ["可乐甲"]
    assert list(queries.tiles(None, 3, 9)) == []
    assert [each.name for each in queries.categories()] == ["饮料", "糖果"]


def test_a_changed_product_keeps_its_rank(till: Till) -> None:
    cola = till.product("可乐", "1")
    till.stock(cola, till.product("雪碧", "2"), till.product("芬达", "3"))
    till.sell("2")
    till.sell("1")
    till.sell("1")
    till.rest()
    till.stock(till.product("可乐零度", "1", product_id=cola.product_id, rev=2))

    for _ in range(2):
        assert names(till.shop.queries.tiles(None, 0, 9)) == ["可乐零度", "雪碧", "芬达"]
        till.rest()
    assert names(till.shop.queries.search("零度", 9)) == ["可乐零度"]
    till.sell("2")
    till.sell("2")
    till.rest()
    assert names(till.shop.queries.tiles(None, 0, 2)) == ["雪碧", "可乐零度"]


def test_categories_change_in_place(till: Till) -> None:
    [drinks] = put_categories(till, "饮料")
    renamed = CategoryState(category_id=drinks, rev=2, name="酒水", position=7)
    with till.shop.writer.urgent() as work:
        work.record(CategoriesPut(categories=(renamed,)), SYSTEM)

    assert till.shop.queries.categories() == [Category(drinks, "酒水", 7, 2)]


def test_what_a_newer_program_says_of_a_product_is_kept(till: Till) -> None:
    state = ProductState(
        product_id=till.new_id(), rev=1, name="酒", spec="", unit="", category_id=None,
        barcodes=("1",), is_weighed=False, price_fen=1, price_per_milli=1_000, cost_fen=None,
        tax_rate=0, is_active=True, unknown={"age_min": 18},
    )  # fmt: skip
    with till.shop.writer.urgent() as work:
        work.record(ProductsPut(import_id=None, products=(state,)), SYSTEM)

    [(kept,)] = till.shop.readers.here().execute("SELECT unknown FROM product").fetchall()
    assert kept == '{"age_min": 18}'


@pytest.mark.parametrize("text", ["", "   ", '"', "OR NOT", "\0"])
def test_nothing_that_can_be_typed_is_an_error(till: Till, text: str) -> None:
    till.stock(till.product("可乐", "1"))
    till.rest()

    assert list(till.shop.queries.search(text, 9)) == []


def test_idle_work_comes_to_an_end_and_stays_there(till: Till) -> None:
    till.stock(till.product("可乐", "1"))
    till.sell("1")
    till.rest()
    changes = "SELECT total_changes()"
    with till.shop.writer.rows() as database:
        before = database.execute(changes).fetchone()

    assert not till.shop.upkeep.step()

    with till.shop.writer.rows() as database:
        assert database.execute(changes).fetchone() == before
