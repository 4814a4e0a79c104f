"""新增商品: a code that nobody knew becomes a product, with a name and a price."""

from dataclasses import dataclass

from pos_app.domain.codes import CODE_LENGTH_MAX, lookup_keys, normalise
from pos_app.domain.errors import CodeTaken, MissingText, NotAnAmount, mark
from pos_app.domain.money import parse_yuan
from pos_app.domain.people import Authority, Permission
from pos_app.domain.product import NAME_LENGTH_MAX, UNSEEN, Product
from pos_app.usecases.ports import NewId, Queries, Writer
from sync.protocol.facts.catalogue import ProductsPut, ProductState

NAME = mark("Product name")


@dataclass(frozen=True, slots=True)
class AddProduct:
    """Put one new product on sale."""

    queries: Queries
    writer: Writer
    new_id: NewId

    def __call__(
        self, code: str, name: str, price: str, authority: Authority, category_id: str | None = None
    ) -> Product:
        """Return the product as it is now on sale; ``price`` is as typed.

        Raises MissingText, NotAnAmount, TooLarge, CodeTaken and NotPermitted.
        """
        authority.require(Permission.ADD_PRODUCT)
        title = " ".join(UNSEEN.sub(" ", name).split())[:NAME_LENGTH_MAX]
        if not title:
            raise MissingText(field=NAME)
        price_fen = parse_yuan(price)
        if price_fen < 0:
            raise NotAnAmount(typed=price.strip()[:24])
        barcode = normalise(code)[:CODE_LENGTH_MAX]
        taken = self.queries.product_by_code(lookup_keys(barcode)) if barcode else None
        if taken is not None:
            raise CodeTaken(code=barcode, name=taken.title)
        product = Product(
            product_id=self.new_id(),
            name=title,
            price_fen=price_fen,
            category_id=category_id,
            barcodes=(barcode,) if barcode else (),
        )
        with self.writer.urgent() as work:
            work.record(ProductsPut(import_id=None, products=(product_state(product),)), authority)
        return product


def product_state(product: Product) -> ProductState:
    """Write a product down in the words of the journal."""
    return ProductState(
        product_id=product.product_id,
        rev=product.rev,
        name=product.name,
        spec=product.spec,
        unit=product.unit,
        category_id=product.category_id,
        barcodes=product.barcodes,
        is_weighed=product.is_weighed,
        price_fen=product.price_fen,
        price_per_milli=product.price_per_milli,
        cost_fen=product.cost_fen,
        tax_rate=product.tax_rate,
        is_active=product.is_active,
    )
