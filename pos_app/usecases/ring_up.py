"""Ringing up: a code, a tile or a typed quantity changes the cart.

Every change is in the draft on the disk before it is returned, and so before it
is drawn: a till that is killed comes back with the same cart.
"""

from dataclasses import dataclass
from typing import NamedTuple

from pos_app.domain.cart import Cart, Line, one_piece
from pos_app.domain.codes import CODE_LENGTH_MAX, lookup_keys, mask, normalise
from pos_app.domain.errors import Refusal, mark
from pos_app.domain.people import Authority, Permission
from pos_app.domain.product import Product
from pos_app.domain.quantity import ONE_MILLI
from pos_app.usecases.ports import Drafts, NewId, Queries


class UnknownCode(Refusal):
    """No product bears this code. ``code`` is as scanned; ``values`` hold it masked."""

    words = mark("No product has the code {code}.")

    def __init__(self, code: str) -> None:
        super().__init__(code=mask(code))
        self.code = code


class RungUp(NamedTuple):
    """The cart after a change, and the line that changed."""

    cart: Cart
    line: Line


@dataclass(frozen=True, slots=True)
class RingUp:
    """Changes to a cart by someone who may sell."""

    queries: Queries
    drafts: Drafts
    new_id: NewId

    def scan(self, cart: Cart, scanned: str, authority: Authority) -> RungUp:
        """Add what bears a code: exactly that code first, then its equal forms.

        Raises UnknownCode, NotPermitted, CartFull and TooLarge.
        """
        authority.require(Permission.SELL)
        code = normalise(scanned)[:CODE_LENGTH_MAX]
        product = self.queries.product_by_code(lookup_keys(code))
        if product is None:
            raise UnknownCode(code)
        return self._add(cart, product, code, one_piece(product))

    def add(self, cart: Cart, product: Product, authority: Authority) -> RungUp:
        """Add a product that was picked from a tile or a search. Raises as scan does."""
        authority.require(Permission.SELL)
        code = product.barcodes[0] if product.barcodes else ""
        return self._add(cart, product, code, one_piece(product))

    def set_quantity(
        self, cart: Cart, line_id: str, qty_milli: int, authority: Authority
    ) -> RungUp:
        """Give a line another quantity. Raises TooLarge, WholePiecesOnly and NotPermitted."""
        authority.require(Permission.SELL)
        return self._kept(*cart.with_quantity(line_id, qty_milli))

    def step(self, cart: Cart, line_id: str, pieces: int, authority: Authority) -> RungUp:
        """Add pieces to a line or take some off; one piece at least remains."""
        authority.require(Permission.SELL)
        line = cart.line(line_id)
        assert line is not None, "only a line of this cart can change"
        qty_milli = max(line.qty_milli + pieces * ONE_MILLI, min(line.qty_milli, ONE_MILLI))
        return self._kept(*cart.with_quantity(line_id, qty_milli))

    def remove(self, cart: Cart, line_id: str, authority: Authority) -> Cart:
        """Take a line out. The sale will say that it was there."""
        authority.require(Permission.SELL)
        changed = cart.without(line_id)
        self.drafts.remove_line(cart.cart_id, line_id)
        return changed

    def _add(self, cart: Cart, product: Product, code: str, qty_milli: int) -> RungUp:
        return self._kept(*cart.add(product, code, qty_milli, self.new_id()))

    def _kept(self, cart: Cart, line: Line) -> RungUp:
        position = len(cart.lines) + len(cart.removed)
        self.drafts.put_line(cart.cart_id, line, position)
        return RungUp(cart, line)
