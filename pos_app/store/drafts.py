"""Open carts, line by line: what the cashier has rung up outlives a killed program."""

from collections.abc import Sequence

from pos_app.domain.cart import Cart, Line
from pos_app.store.frozen import drafts as sql
from pos_app.store.ids import maybe_shown, maybe_stored, stored
from pos_app.store.readers import Readers
from pos_app.store.writer import ShopWriter
from pos_app.usecases.ports import Clock


class CartDrafts:
    """Written without waiting for the disk: a power cut may take the last scans of an
    unpaid cart, a killed program takes none."""

    def __init__(self, writer: ShopWriter, readers: Readers, clock: Clock) -> None:
        self._writer = writer
        self._readers = readers
        self._clock = clock

    def put_line(self, cart_id: str, line: Line, position: int) -> None:
        """Keep a new or changed line; a line that is there already keeps its position."""
        cart = stored(cart_id)
        row = (
            cart, stored(line.line_id), position, stored(line.product_id), line.code, line.name,
            line.unit, line.qty_milli, line.list_fen, line.unit_fen, line.price_per_milli,
            maybe_stored(line.category_id), line.is_weighed, line.tax_rate, line.cost_fen,
        )  # fmt: skip
        with self._writer.rows(is_durable=False) as database:
            database.execute(sql.OPEN_DRAFT, (cart, self._clock.now_ms()))
            database.execute(sql.PUT_LINE, row)

    def remove_line(self, cart_id: str, line_id: str) -> None:
        """Mark a line as taken out; the cart still remembers it."""
        with self._writer.rows(is_durable=False) as database:
            database.execute(
                sql.REMOVE_LINE, {"cart_id": stored(cart_id), "line_id": stored(line_id)}
            )

    def open_carts(self) -> Sequence[Cart]:
        """Return the carts that were open, as they were, oldest first."""
        lines: dict[str, list[Line]] = {}
        removed: dict[str, list[Line]] = {}
        for cart, removed_no, *rest in self._readers.read(sql.OPEN_LINES):
            cart_id = cart.hex()
            lines.setdefault(cart_id, [])
            kept = lines if removed_no is None else removed
            kept.setdefault(cart_id, []).append(_line(*rest))
        return [
            Cart(cart_id, tuple(kept), tuple(removed.get(cart_id, ())))
            for cart_id, kept in lines.items()
        ]


def _line(
    line_id: bytes, product_id: bytes, code: str, name: str, unit: str, qty_milli: int,
    list_fen: int, unit_fen: int, price_per_milli: int, category_id: bytes | None,
    is_weighed: int, tax_rate: int, cost_fen: int | None,
) -> Line:  # fmt: skip
    return Line(
        line_id.hex(), product_id.hex(), code, name, unit, qty_milli, list_fen, unit_fen,
        price_per_milli, maybe_shown(category_id), bool(is_weighed), tax_rate, cost_fen,
    )  # fmt: skip
