"""What the shop sells: products, their barcodes, and the categories they stand in."""

import re
from dataclasses import dataclass

from pos_app.domain.quantity import ONE_MILLI

NAME_LENGTH_MAX = 120
# Control characters, marks of direction and width: nobody sees them, and they hide what is there.
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")


@dataclass(frozen=True, slots=True)
class Category:
    """A shelf of the shop, in the order in which the tiles show it."""

    category_id: str
    name: str
    position: int
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Product:
    """Something the shop sells, as it stands now.

    ``price_fen`` is the price, tax included, of ``price_per_milli`` thousandths
    (1,000 for a piece or a kilogram, 500 for a 斤). ``cost_fen`` is None where the
    shop does not know it: profit is then unknown too, not the whole price.
    ``rev`` grows by one with each change.
    """

    product_id: str
    name: str
    price_fen: int
    spec: str = ""
    unit: str = ""
    category_id: str | None = None
    barcodes: tuple[str, ...] = ()
    is_weighed: bool = False
    price_per_milli: int = ONE_MILLI
    cost_fen: int | None = None
    tax_rate: int = 0
    is_active: bool = True
    rev: int = 1

    @property
    def title(self) -> str:
        """The name with its size, as a person would say it."""
        return self.name if not self.spec or self.spec in self.name else f"{self.name} {self.spec}"
