"""A cashier's day in steps: the till's real use cases on a real shop file, without screens.

The tests of killed programs and of power cuts play the same steps.
"""

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from pos_app.domain.cart import Cart
from pos_app.domain.people import Authority, Permission, Role
from pos_app.domain.product import Category, Product
from pos_app.store import writer
from pos_app.store.create import create_shop
from pos_app.store.ids import new_id
from pos_app.store.shop_file import ShopFile, open_shop
from pos_app.usecases.add_product import product_state
from pos_app.usecases.checkout import Checkout
from pos_app.usecases.open_shop import NewPerson, OpenShop
from pos_app.usecases.ports import JobState
from pos_app.usecases.reprint import Reprint
from pos_app.usecases.ring_up import RingUp
from pos_app.usecases.void_cart import VoidCart
from sync.protocol.facts.catalogue import CategoriesPut, CategoryState, ProductsPut
from tests.fakes import StandingClock

COLA, BREAD, GUM = "6928804011142", "6923555240117", "6920459905012"
DRINKS = Category("c0" * 16, "饮料", 1)
GOODS = (
    Product("a1" * 16, "可口可乐", 350, category_id=DRINKS.category_id, barcodes=(COLA,),
            cost_fen=210, tax_rate=1_300),
    Product("a2" * 16, "切片面包", 890, barcodes=(BREAD,)),
    Product("a3" * 16, "口香糖", 1_250, barcodes=(GUM,), cost_fen=900),
)  # fmt: skip
CASHIER = Authority("b1" * 16, frozenset(Permission))
NO_RESERVE = 0


class Verb(StrEnum):
    """What can happen at the till."""

    SETTLE = "settle the jobs that were under way"
    SCAN = "scan"
    REMOVE = "remove the first line"
    SELL = "sell"
    VOID = "void"
    REPRINT = "reprint"
    PRINT = "print"
    CONFIRM = "confirm the print"
    ACKNOWLEDGE = "acknowledge"
    CHECKPOINT = "checkpoint"
    UPKEEP = "keep up"


# A power cut may take these back; everything else is on the disk once it has returned.
NOT_PROMISED = (Verb.SCAN, Verb.REMOVE, Verb.CHECKPOINT)


class Step(NamedTuple):
    """One thing that happens; only a scan has a code."""

    verb: Verb
    code: str = ""


class Sold(NamedTuple):
    """What the till answered to a sale."""

    sale_id: str
    receipt_number: int
    total_fen: int


def scans(*codes: str) -> tuple[Step, ...]:
    """Return a scan of each code."""
    return tuple(Step(Verb.SCAN, code) for code in codes)


def make_shop(folder: Path) -> None:
    """Make a shop with an owner and its goods, and close it."""
    create_shop(folder)
    shop = open_shop(folder, StandingClock(), new_id, reserve_bytes=NO_RESERVE)
    owner = NewPerson("1001", "掌柜", "8642", Role.OWNER)
    OpenShop(shop.writer, new_id)("便民超市", (owner,), is_demo=False)
    drinks = CategoryState(
        category_id=DRINKS.category_id, rev=1, name=DRINKS.name, position=DRINKS.position
    )
    with shop.writer.urgent() as work:
        work.record(CategoriesPut(categories=(drinks,)), CASHIER)
        states = tuple(product_state(each) for each in GOODS)
        work.record(ProductsPut(import_id=None, products=states), CASHIER)
    keep_up(shop)
    shop.close()


def keep_up(shop: ShopFile) -> None:
    """Do all that is to be done in idle moments."""
    while shop.upkeep.step():
        pass


class Counter:
    """Someone sells at an open shop, going on with the cart that was open."""

    def __init__(self, shop: ShopFile, clock: StandingClock) -> None:
        self._shop = shop
        self._clock = clock
        self._ring_up = RingUp(shop.queries, shop.drafts, new_id)
        self._checkout = Checkout(shop.writer, new_id, lambda: True)
        self._cart = next(iter(shop.drafts.open_carts()), Cart(new_id()))
        self._ways = {
            Verb.SETTLE: self._settle,
            Verb.REMOVE: self._remove,
            Verb.VOID: self._void,
            Verb.REPRINT: self._reprint,
            Verb.PRINT: self._print,
            Verb.CONFIRM: self._confirm,
            Verb.ACKNOWLEDGE: self._acknowledge,
            Verb.CHECKPOINT: self._checkpoint,
            Verb.UPKEEP: self._keep_up,
        }

    def do(self, step: Step) -> Sold | None:
        """Let a step happen; a sale is answered."""
        if step.verb is Verb.SELL:
            return self._sell()
        if step.verb is Verb.SCAN:
            self._cart = self._ring_up.scan(self._cart, step.code, CASHIER).cart
        else:
            self._ways[step.verb]()
        return None

    def _sell(self) -> Sold:
        kept = self._checkout.cash(self._cart, self._cart.total_fen + 50, CASHIER)
        self._cart = Cart(new_id())
        return Sold(kept.sale.sale_id, kept.number.number, kept.sale.total_fen)

    def _remove(self) -> None:
        line_id = self._cart.lines[0].line_id
        self._cart = self._ring_up.remove(self._cart, line_id, CASHIER)

    def _void(self) -> None:
        VoidCart(self._shop.writer)(self._cart, "", CASHIER)
        self._cart = Cart(new_id())

    def _reprint(self) -> None:
        Reprint(self._shop.queries, self._shop.writer).last(CASHIER)

    # What the spooler does to the queue.

    def _settle(self) -> None:
        for job in self._shop.print_jobs.interrupted():
            self._shop.print_jobs.mark(job.job, JobState.UNKNOWN, "interrupted")

    def _print(self) -> None:
        job = self._shop.print_jobs.next_queued()
        assert job is not None, "something was sold"
        self._shop.print_jobs.mark(job.job, JobState.SENDING)

    def _confirm(self) -> None:
        [job] = self._shop.print_jobs.interrupted()
        self._shop.print_jobs.mark(job.job, JobState.CONFIRMED)

    # What the other threads do.

    def _acknowledge(self) -> None:
        tip = self._shop.writer.tip
        kept = self._shop.sync.load()
        self._shop.sync.save(kept._replace(acked_seq=tip.seq, acked_hash=tip.hash))

    def _checkpoint(self) -> None:
        self._clock.wait(seconds=writer.IDLE_MS // 1_000)
        self._shop.writer.idle(self._clock.monotonic_ms())

    def _keep_up(self) -> None:
        keep_up(self._shop)
