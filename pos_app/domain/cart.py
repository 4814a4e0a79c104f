"""The cart: the sale that is being rung up.

A cart is a value. Each change returns a new one, so that what a screen shows,
what the draft holds and what is sold are never half of one and half of another.
"""

from dataclasses import dataclass, replace

from pos_app.domain.errors import CartFull, TooLarge, WholePiecesOnly
from pos_app.domain.money import FEN_MAX
from pos_app.domain.product import Product
from pos_app.domain.quantity import ONE_MILLI, QTY_MAX_MILLI, amount, is_whole

LINES_MAX = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One product in the cart, priced when it was rung up.

    ``list_fen`` is the shelf price and ``unit_fen`` the one charged, both for
    ``price_per_milli`` thousandths. ``code`` is what was scanned, or empty.
    """

    line_id: str
    product_id: str
    code: str
    name: str
    unit: str
    qty_milli: int
    list_fen: int
    unit_fen: int
    price_per_milli: int
    category_id: str | None
    is_weighed: bool
    tax_rate: int
    cost_fen: int | None

    @property
    def amount_fen(self) -> int:
        """What the line costs."""
        return amount(self.qty_milli, self.unit_fen, self.price_per_milli)

    @property
    def list_amount_fen(self) -> int:
        """What the line would cost at the shelf price."""
        return amount(self.qty_milli, self.list_fen, self.price_per_milli)

    @property
    def cost_amount_fen(self) -> int | None:
        """What the line cost the shop; None where the cost is not known."""
        if self.cost_fen is None:
            return None
        return amount(self.qty_milli, self.cost_fen, self.price_per_milli)


@dataclass(frozen=True, slots=True)
class Cart:
    """The lines rung up so far, oldest first, and those taken out again.

    ``cart_id`` becomes the sale's id. A line keeps its place when its quantity
    changes. Both kinds of line are bounded: a full cart takes no new line, and
    one can only be taken out that was there.
    """

    cart_id: str
    lines: tuple[Line, ...] = ()
    removed: tuple[Line, ...] = ()

    @property
    def total_fen(self) -> int:
        """What is to pay."""
        return sum(line.amount_fen for line in self.lines)

    @property
    def list_total_fen(self) -> int:
        """What it would be at shelf prices."""
        return sum(line.list_amount_fen for line in self.lines)

    @property
    def piece_count_milli(self) -> int:
        """How many pieces were counted, weighed goods apart."""
        return sum(line.qty_milli for line in self.lines if not line.is_weighed)

    @property
    def weight_milli(self) -> int:
        """How many thousandths of a kilogram were weighed."""
        return sum(line.qty_milli for line in self.lines if line.is_weighed)

    def line(self, line_id: str) -> Line | None:
        """Find a line, or None when it is no longer there."""
        return next((line for line in self.lines if line.line_id == line_id), None)

    def mergeable(self, product: Product, code: str) -> Line | None:
        """Find the line that one more piece of this product belongs to."""
        if product.is_weighed:
            return None
        article = (product.product_id, code, False)
        price = (product.price_fen, product.price_fen, product.price_per_milli)
        for line in reversed(self.lines):
            if (line.product_id, line.code, line.is_weighed) != article:
                continue
            if (line.unit_fen, line.list_fen, line.price_per_milli) == price:
                return line
        return None

    def add(self, product: Product, code: str, qty_milli: int, line_id: str) -> "tuple[Cart, Line]":
        """Ring up a product; more of the same piece goes to its own line.

        Returns the new cart and the line that changed. Raises CartFull, TooLarge
        and WholePiecesOnly.
        """
        assert qty_milli > 0, "only something can be rung up"
        merge = self.mergeable(product, code)
        if merge is not None:
            return self.with_quantity(merge.line_id, merge.qty_milli + qty_milli)
        if max(len(self.lines), len(self.removed)) >= LINES_MAX:
            raise CartFull(lines_max=LINES_MAX)
        line = Line(
            line_id=line_id,
            product_id=product.product_id,
            code=code,
            name=product.title,
            unit=product.unit,
            qty_milli=qty_milli,
            list_fen=product.price_fen,
            unit_fen=product.price_fen,
            price_per_milli=product.price_per_milli,
            category_id=product.category_id,
            is_weighed=product.is_weighed,
            tax_rate=product.tax_rate,
            cost_fen=product.cost_fen,
        )
        return self._checked(replace(self, lines=(*self.lines, line)), line)

    def with_quantity(self, line_id: str, qty_milli: int) -> "tuple[Cart, Line]":
        """Set a line's quantity, above zero. Raises TooLarge and WholePiecesOnly."""
        assert qty_milli > 0, "a line without quantity is removed, not emptied"
        old = self.line(line_id)
        assert old is not None, "only a line of this cart can change"
        line = replace(old, qty_milli=qty_milli)
        lines = tuple(line if each.line_id == line_id else each for each in self.lines)
        return self._checked(replace(self, lines=lines), line)

    def without(self, line_id: str) -> "Cart":
        """Take a line out; the sale will say that it was there."""
        gone = self.line(line_id)
        assert gone is not None, "only a line of this cart can go"
        kept = tuple(line for line in self.lines if line.line_id != line_id)
        return replace(self, lines=kept, removed=(*self.removed, gone))

    @staticmethod
    def _checked(cart: "Cart", line: Line) -> "tuple[Cart, Line]":
        if not line.is_weighed and not is_whole(line.qty_milli):
            raise WholePiecesOnly(name=line.name)
        if line.qty_milli > QTY_MAX_MILLI or cart.total_fen > FEN_MAX:
            raise TooLarge
        return cart, line


def one_piece(product: Product) -> int:
    """Return the quantity that a scan without more means."""
    return product.price_per_milli if product.is_weighed else ONE_MILLI
