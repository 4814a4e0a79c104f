"""The goods of the demo shop pass the same door as everybody's."""

import tomllib
from itertools import pairwise
from pathlib import Path

from pos_app.domain.codes import parse_gtin
from pos_app.domain.people import Role
from pos_app.domain.product import Product
from pos_app.usecases.product_file import ProductFile
from pos_app.usecases.product_row import ParsedProduct

DEMO = Path(__file__).resolve().parents[2] / "resources" / "demo"


def products() -> list[ParsedProduct]:
    rows = list(ProductFile(DEMO / "products.csv").rows())
    assert [row for row in rows if not isinstance(row, ParsedProduct)] == []
    return [row for row in rows if isinstance(row, ParsedProduct)]


def test_every_product_of_the_demo_shop_can_be_imported_as_it_is() -> None:
    goods = products()
    assert len(goods) == 198
    for row in goods:
        assert not row.is_repaired
        assert [parse_gtin(code) is not None for code in row.codes] == [True]
        assert row.unit
        assert 0 < row.price_fen < 10_000
        assert row.cost_fen is None


def test_names_say_the_size_once_and_differ() -> None:
    titles = [Product("", row.name, row.price_fen, spec=row.spec).title for row in products()]
    assert len(set(titles)) == len(titles)
    assert all(not row.spec or not row.name.endswith(row.spec) for row in products())


def test_the_shelves_are_few_and_stand_together() -> None:
    shelves = [row.category for row in products()]
    assert len(set(shelves)) <= 10
    changes = sum(one != other for one, other in pairwise(shelves))
    assert changes == len(set(shelves)) - 1


def test_the_people_of_the_demo_shop_can_sign_in() -> None:
    shop = tomllib.loads((DEMO / "shop.toml").read_text(encoding="utf-8"))
    assert shop["name"]
    assert [person["number"] for person in shop["staff"]] == ["1001", "1002"]
    assert {Role(person["role"]) for person in shop["staff"]} == {Role.OWNER, Role.CASHIER}
    assert all(person["name"] and len(person["pin"]) == 4 for person in shop["staff"])
