"""演示: a shop with real goods in which nothing is real, made from the files of the demo."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pos_app.domain.people import SYSTEM, Role
from pos_app.usecases.import_products import ImportProducts, OnProgress
from pos_app.usecases.open_shop import NewPerson, OpenShop
from pos_app.usecases.product_file import ProductFile, RefusedRow
from pos_app.usecases.product_row import ParsedProduct

SHOP_FILE = "shop.toml"
PRODUCTS_FILE = "products.csv"


class DemoPerson(NamedTuple):
    """Someone who may sign in to the demo shop, PIN and all: it is no secret."""

    number: str
    name: str
    pin: str
    role: Role


class Demo(NamedTuple):
    """What the files of the demo say."""

    shop_name: str
    people: tuple[DemoPerson, ...]
    products: tuple[ParsedProduct, ...]


def read_people(folder: Path) -> tuple[str, tuple[DemoPerson, ...]]:
    """Return the demo shop's name and its people."""
    with (folder / SHOP_FILE).open("rb") as file:
        shop = tomllib.load(file)
    people = tuple(
        DemoPerson(each["number"], each["name"], each["pin"], Role(each["role"]))
        for each in shop["staff"]
    )
    return shop["name"], people


def read_demo(folder: Path) -> Demo:
    """Read the demo's files. They ship with the program: a bad row is a bug."""
    shop_name, people = read_people(folder)
    rows = list(ProductFile(folder / PRODUCTS_FILE).rows())
    refused = [row for row in rows if isinstance(row, RefusedRow)]
    assert not refused, f"the demo's own products are good: {refused[:1]}"
    products = tuple(row for row in rows if isinstance(row, ParsedProduct))
    return Demo(shop_name, people, products)


@dataclass(frozen=True, slots=True)
class OpenDemoShop:
    """Open the demo shop and fill its shelves. Slow: not for the UI thread."""

    open_shop: OpenShop
    import_products: ImportProducts

    def __call__(self, demo: Demo, on_progress: OnProgress) -> str:
        """Return the shop's id."""
        people = tuple(
            NewPerson(each.number, each.name, each.pin, each.role) for each in demo.people
        )
        shop_id = self.open_shop(demo.shop_name, people, is_demo=True)
        self.import_products(demo.products, SYSTEM, on_progress)
        return shop_id
