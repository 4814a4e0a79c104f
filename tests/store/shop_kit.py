"""A shop on a real file, with a clock that stands and what the tests do with it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pos_app.domain.cart import Cart
from pos_app.domain.people import SYSTEM, Role, Staff
from pos_app.domain.product import Product
from pos_app.store import engine
from pos_app.store.create import create_shop
from pos_app.store.engine import Connect, Database
from pos_app.store.shop_file import ShopFile, open_shop
from pos_app.usecases.add_product import product_state
from pos_app.usecases.checkout import Checkout
from pos_app.usecases.open_shop import staff_fact
from pos_app.usecases.ports import NewId, SaleKept
from pos_app.usecases.ring_up import RingUp
from sync.protocol.facts.catalogue import ImportCommitted, ProductsPut
from sync.protocol.facts.shop import ShopOpened
from tests.fakes import StandingClock, counting_ids

RESERVE_BYTES = 64 * 1024


class Till:
    """One till's folder, opened as often as a test likes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / engine.SHOP_FILE
        self.clock = StandingClock()
        self.new_id: NewId = counting_ids()
        create_shop(folder)
        self.shop = self.open()

    def open(self, connect: Connect = engine.connect) -> ShopFile:
        """Open the shop; ``shop`` is the one that is open."""
        self.shop = open_shop(self.folder, self.clock, self.new_id, connect, RESERVE_BYTES)
        return self.shop

    def reopen(self, connect: Connect = engine.connect) -> ShopFile:
        """Close in order and open again."""
        self.shop.close()
        return self.open(connect)

    def raw(self) -> Any:
        """Open the closed shop file behind the store's back."""
        return engine.connect(self.path)

    # What people do ---------------------------------------------------------------------

    def found(self, name: str = "幸福便利店", *, is_demo: bool = False) -> str:
        """Open the business."""
        shop_id = self.new_id()
        with self.shop.writer.urgent() as work:
            work.record(ShopOpened(shop_id=shop_id, name=name, is_demo=is_demo), SYSTEM)
        return shop_id

    def hire(self, number: str, name: str, verifier: str = "secret", role: Role = Role.CASHIER,
             *, is_active: bool = True) -> Staff:  # fmt: skip
        """Add a member of staff."""
        staff = Staff(self.new_id(), number, name, role, is_active)
        with self.shop.writer.urgent() as work:
            card_hash = work.put_staff_secret(staff, verifier)
            work.record(staff_fact(staff, card_hash), SYSTEM)
        return staff

    def product(self, name: str, *codes: str, **fields: Any) -> Product:
        """Make a product; it is not in the shop yet."""
        fields.setdefault("price_fen", 350)
        fields.setdefault("product_id", self.new_id())
        return Product(name=name, barcodes=codes, **fields)

    def stock(self, *products: Product, import_id: str | None = None) -> None:
        """Put products into the shop, as one slice of an import if so told."""
        states = tuple(product_state(each) for each in products)
        with self.shop.writer.later() as work:
            work.record(ProductsPut(import_id=import_id, products=states), SYSTEM)

    def commit_import(self, import_id: str, slices: int = 1, products: int = 1) -> None:
        """End an import."""
        fact = ImportCommitted(import_id=import_id, slice_count=slices, product_count=products)
        with self.shop.writer.later() as work:
            work.record(fact, SYSTEM)

    def ring_up(self, *codes: str, cart: Cart | None = None) -> Cart:
        """Scan codes into a cart, drafts and all."""
        ring_up = RingUp(self.shop.queries, self.shop.drafts, self.new_id)
        cart = cart or Cart(self.new_id())
        for code in codes:
            cart = ring_up.scan(cart, code, SYSTEM).cart
        return cart

    def sell(self, *codes: str, received_fen: int = 100_000) -> SaleKept:
        """Scan codes and take cash."""
        checkout = Checkout(self.shop.writer, self.new_id, lambda: True)
        return checkout.cash(self.ring_up(*codes), received_fen, SYSTEM)

    def rest(self, steps_max: int = 1_000) -> None:
        """Let all idle work be done."""
        for _ in range(steps_max):
            if not self.shop.upkeep.step():
                return
        raise AssertionError("idle work without end")


def rows(database: Database, table: str) -> list[Any]:
    """Return all rows of a table in a fixed order."""
    found: Sequence[Any] = database.execute(f"SELECT * FROM {table}").fetchall()
    return sorted(found, key=repr)


def names(found: Sequence[Product]) -> list[str]:
    """Return the names of products."""
    return [each.name for each in found]


def limited_to(pages: int) -> Callable[[Path], Database]:
    """Return a way to open a file on a disk with room for so many pages."""

    def connect(path: Path) -> Database:
        database = engine.connect(path)
        database.execute(f"PRAGMA max_page_count = {pages}")
        return database

    return connect
