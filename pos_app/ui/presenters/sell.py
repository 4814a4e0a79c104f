"""What the sell screen does. No Qt here."""

from collections.abc import Sequence
from typing import Protocol

from pos_app.domain.cart import Cart
from pos_app.domain.codes import lookup_keys, normalise, parse_gtin
from pos_app.domain.errors import AppError, EmptyCart, Refusal, mark
from pos_app.domain.product import Category, Product
from pos_app.domain.quantity import parse_quantity
from pos_app.ui.presenters.ports import Asker, Navigator, Notices, Screen, Sound
from pos_app.usecases.ports import Queries
from pos_app.usecases.ring_up import RungUp, UnknownCode
from pos_app.usecases.till import Session, Till

SEARCH_LIMIT = 50
TILES_MAX = 40
SEARCH_TOPIC = "sell.search"
TILES_TOPIC = "sell.tiles"


class NothingFound(Refusal):
    """No product answers to what was typed."""

    words = mark("Nothing found for “{query}”.")


class SellView(Protocol):
    """What the sell screen can show."""

    def show_cart(self, cart: Cart, changed_line_id: str | None) -> None:
        """Show the lines and the total; the changed line is selected and flashes once."""
        ...

    def show_categories(self, categories: Sequence[Category], chosen: str | None) -> None:
        """Show the categories as chips; None is the shop's best sellers."""
        ...

    def show_tiles(self, products: Sequence[Product]) -> None:
        """Show products as tiles, or say that there are none yet."""
        ...

    def show_found(self, products: Sequence[Product], query: str) -> None:
        """Show what a search found in place of the tiles."""
        ...

    def clear_search(self) -> None:
        """Empty the search field and show the tiles again."""
        ...

    def offer_new_product(self, code: str) -> None:
        """Open the small sheet that asks for name and price of an unknown code."""
        ...

    def close_new_product(self) -> None:
        """Close that sheet: the product is on sale and in the cart."""
        ...

    def refuse_new_product(self, error: Refusal) -> None:
        """Show in the sheet why it cannot be added like this."""
        ...

    def close_quantity(self) -> None:
        """Close the question for a quantity: it is in the cart."""
        ...

    def refuse_quantity(self, error: AppError) -> None:
        """Show there why the quantity that was typed does not do."""
        ...

    def ask_void(self, cart: Cart) -> None:
        """Ask whether the whole cart shall be given up."""
        ...


class SellPresenter:
    """Rings up what is scanned, picked or typed.

    It holds the open cart, which the draft on the disk always equals.
    """

    def __init__(
        self,
        view: SellView,
        till: Till,
        session: Session,
        asker: Asker,
        navigator: Navigator,
        notices: Notices,
    ) -> None:
        self._view = view
        self._till = till
        self._session = session
        self._asker = asker
        self._navigator = navigator
        self._notices = notices
        self._category: str | None = None
        self._query = ""
        self.cart = self._recovered()

    def shown(self) -> None:
        """Draw everything; called when the screen comes up."""
        self._view.show_cart(self.cart, None)
        self._view.show_categories(self._till.queries.categories(), self._category)
        self._load_tiles()

    def scanned(self, code: str) -> None:
        """A scanner read a code: the line is on the disk, then on the screen."""
        try:
            self._rung_up(self._till.ring_up.scan(self.cart, code, self._session.authority))
        except UnknownCode as unknown:
            self._notices.play(Sound.UNKNOWN)
            self._view.offer_new_product(unknown.code)
        except AppError as error:
            self._notices.play(Sound.UNKNOWN)
            self._notices.tell(error)

    def picked(self, product: Product) -> None:
        """A tile or a found product was pressed."""
        try:
            self._rung_up(self._till.ring_up.add(self.cart, product, self._session.authority))
        except AppError as error:
            self._notices.tell(error)

    def picked_found(self, product: Product) -> None:
        """A found product was chosen: it is rung up and the search is over."""
        self.picked(product)
        self._view.clear_search()

    def typed_search(self, text: str) -> None:
        """The search field changed."""
        query = self._query = text.strip()
        if not query:
            self._load_tiles()
            return

        def find(queries: Queries) -> Sequence[Product]:
            return queries.search(query, SEARCH_LIMIT)

        self._asker.ask(SEARCH_TOPIC, find, lambda products: self._view.show_found(products, query))

    def entered_search(self, text: str) -> None:
        """Enter was pressed in the search field: a typed code, or else the first product found."""
        code = text.strip()
        product = self._till.queries.product_by_code(lookup_keys(code))
        if product is None:
            product = next(iter(self._till.queries.search(code, 1)), None)
        if product is not None:
            self.picked_found(product)
        elif parse_gtin(code) is not None:
            self._view.clear_search()
            self._view.offer_new_product(normalise(code))
        else:
            self._notices.tell(NothingFound(query=code[:24]))

    def catalogue_changed(self) -> None:
        """Products came or changed: what is shown of them is read again."""
        self._view.show_categories(self._till.queries.categories(), self._category)
        if self._query:
            self.typed_search(self._query)
        else:
            self._load_tiles()

    def chose_category(self, category_id: str | None) -> None:
        """A category chip was pressed."""
        self._category = category_id
        self._view.show_categories(self._till.queries.categories(), category_id)
        self._load_tiles()

    def typed_quantity(self, line_id: str, text: str) -> None:
        """A quantity was typed for a line."""
        try:
            qty_milli = parse_quantity(text)
            authority = self._session.authority
            rung_up = self._till.ring_up.set_quantity(self.cart, line_id, qty_milli, authority)
        except AppError as error:
            self._view.refuse_quantity(error)
            return
        self._view.close_quantity()
        self._rung_up(rung_up)

    def stepped(self, line_id: str, pieces: int) -> None:
        """Plus or minus was pressed on a line."""
        try:
            authority = self._session.authority
            self._rung_up(self._till.ring_up.step(self.cart, line_id, pieces, authority))
        except AppError as error:
            self._notices.tell(error)

    def removed(self, line_id: str) -> None:
        """A line was deleted; the one that takes its place is chosen."""
        at = [line.line_id for line in self.cart.lines].index(line_id)
        try:
            self.cart = self._till.ring_up.remove(self.cart, line_id, self._session.authority)
        except AppError as error:
            self._notices.tell(error)
            return
        rest = self.cart.lines
        neighbour = rest[min(at, len(rest) - 1)].line_id if rest else None
        self._view.show_cart(self.cart, neighbour)

    def wants_pay(self) -> None:
        """The pay key was pressed."""
        if not self.cart.lines:
            self._notices.tell(EmptyCart())
            return
        self._navigator.go(Screen.PAY)

    def wants_void(self) -> None:
        """The key that gives up the whole cart was pressed."""
        if not self.cart.lines:
            self._notices.tell(EmptyCart())
            return
        self._view.ask_void(self.cart)

    def voided(self) -> None:
        """The cashier confirmed that the cart is given up."""
        try:
            self._till.void_cart(self.cart, "", self._session.authority)
        except AppError as error:
            self._notices.tell(error)
            return
        self.start_anew()
        self._notices.note(mark("The cart is empty again."))

    def added_product(self, code: str, name: str, price: str) -> None:
        """Name and price of an unknown code were typed: it is put on sale and rung up."""
        try:
            product = self._till.add_product(code, name, price, self._session.authority)
        except Refusal as refusal:
            self._view.refuse_new_product(refusal)
            return
        except AppError as error:
            self._notices.tell(error)
            return
        self._view.close_new_product()
        self.picked(product)

    def wants_reprint(self) -> None:
        """The key that prints the last receipt again was pressed."""
        try:
            self._till.reprint.last(self._session.authority)
        except AppError as error:
            self._notices.tell(error)
            return
        self._notices.note(mark("The last receipt prints again, marked as a copy."))

    def start_anew(self) -> None:
        """Begin an empty cart; the one before is a sale now, or given up."""
        self.cart = Cart(self._till.new_id())
        self._view.show_cart(self.cart, None)

    def _rung_up(self, rung_up: RungUp) -> None:
        self.cart = rung_up.cart
        self._view.show_cart(self.cart, rung_up.line.line_id)
        self._notices.play(Sound.SCANNED)

    def _load_tiles(self) -> None:
        category = self._category

        def read(queries: Queries) -> Sequence[Product]:
            return queries.tiles(category, 0, TILES_MAX)

        self._asker.ask(TILES_TOPIC, read, self._view.show_tiles)

    def _recovered(self) -> Cart:
        """Take up the cart that was open when the till stopped."""
        carts = self._till.drafts.open_carts()
        return carts[-1] if carts else Cart(self._till.new_id())
