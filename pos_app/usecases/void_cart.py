"""Giving up a cart: what stood in it stays known, and nothing is sold."""

from dataclasses import dataclass

from pos_app.domain.cart import Cart
from pos_app.domain.errors import EmptyCart
from pos_app.domain.people import Authority, Permission
from pos_app.usecases.checkout import removed_line
from pos_app.usecases.ports import Writer
from sync.protocol.facts.selling import CartVoided


@dataclass(frozen=True, slots=True)
class VoidCart:
    """Record an abandoned cart and forget its draft."""

    writer: Writer

    def __call__(self, cart: Cart, reason: str, authority: Authority) -> None:
        """Raises EmptyCart when nothing was ever rung up, and NotPermitted."""
        authority.require(Permission.VOID_CART)
        if not cart.lines and not cart.removed:
            raise EmptyCart
        fact = CartVoided(
            cart_id=cart.cart_id,
            total_fen=cart.total_fen,
            reason=reason,
            lines=tuple(removed_line(line) for line in (*cart.removed, *cart.lines)),
        )
        with self.writer.urgent() as work:
            work.record(fact, authority)
            work.drop_draft(cart.cart_id)
