"""演示: the demo shop opens with its people and its goods, and says what it is."""

from pathlib import Path

import pytest

from pos_app.domain.people import Role
from pos_app.usecases.demo_shop import Demo, OpenDemoShop, read_demo
from pos_app.usecases.import_products import ImportProducts
from pos_app.usecases.open_shop import OpenShop
from pos_app.usecases.sign_in import SignIn
from tests.fake_shop import FakeShop

FILES = Path(__file__).parents[2] / "resources" / "demo"


@pytest.fixture
def demo() -> Demo:
    return read_demo(FILES)


def test_the_files_of_the_demo_are_good(demo: Demo) -> None:
    codes = [code for product in demo.products for code in product.codes]

    assert demo.shop_name
    assert Role.OWNER in {person.role for person in demo.people}
    assert len(demo.products) > 100
    assert len(codes) == len(set(codes))


def test_opens_a_demo_shop_with_people_and_goods(shop: FakeShop, demo: Demo) -> None:
    shop.queries.shelf = ()
    open_demo = OpenDemoShop(
        OpenShop(shop.writer, shop.new_id),
        ImportProducts(shop.queries, shop.writer, shop.new_id),
    )
    told: list[tuple[int, int]] = []
    shop_id = open_demo(demo, lambda done, whole: told.append((done, whole)))

    assert (shop.queries.shop_id(), shop.queries.is_demo()) == (shop_id, True)
    assert shop.queries.product_count() == len(demo.products)
    assert told[-1] == (len(demo.products), len(demo.products))
    first = demo.people[0]
    sign_in = SignIn(shop.queries, shop.writer, shop.settings, shop.clock)
    assert sign_in(first.number, first.pin).name == first.name
