"""Goods, carts and sales for the tests, fixed ones and arbitrary ones."""

from hypothesis import strategies as st

from pos_app.domain.cart import Cart, one_piece
from pos_app.domain.product import Product
from pos_app.domain.quantity import JIN_MILLI, ONE_MILLI

COLA = Product(
    "p-cola", "可口可乐", 350, spec="330ml", unit="听", category_id="c-drinks",
    barcodes=("6928804011142", "16928804011149"), cost_fen=210, tax_rate=1_300,
)  # fmt: skip
BREAD = Product("p-bread", "桃李醇熟切片面包", 890, unit="袋", barcodes=("6923555240117",))
APPLES = Product(
    "p-apples", "红富士苹果", 598, unit="斤", category_id="c-fruit", is_weighed=True,
    price_per_milli=JIN_MILLI, cost_fen=320, tax_rate=900,
)  # fmt: skip

prices = st.integers(0, 1_000_000)
pieces = st.integers(1, 99).map(lambda count: count * ONE_MILLI)
weights = st.integers(1, 99_999)


@st.composite
def products(draw: st.DrawFn, number: int) -> Product:
    """One product; products of different numbers are different products."""
    is_weighed = draw(st.booleans())
    return Product(
        product_id=f"p-{number}",
        name=draw(st.text(min_size=1, max_size=8)),
        price_fen=draw(prices),
        category_id=draw(st.sampled_from((None, "c-drinks", "c-fruit"))),
        barcodes=(f"code-{number}",),
        is_weighed=is_weighed,
        price_per_milli=draw(st.sampled_from((ONE_MILLI, JIN_MILLI))) if is_weighed else ONE_MILLI,
        cost_fen=draw(st.none() | prices),
        tax_rate=draw(st.sampled_from((0, 300, 900, 1_300))),
    )


shelves = st.integers(1, 5).flatmap(lambda count: st.tuples(*map(products, range(count))))


@st.composite
def filled_carts(draw: st.DrawFn) -> Cart:
    """A cart with something in it, and perhaps something taken out of it."""
    shelf = draw(shelves)
    cart = Cart("cart")
    for step in range(draw(st.integers(1, 8))):
        product = draw(st.sampled_from(shelf))
        quantity = draw(weights if product.is_weighed else pieces)
        cart, _ = cart.add(product, product.barcodes[0], quantity, f"line-{step}")
    for line in cart.lines[1:]:
        if draw(st.booleans()):
            cart = cart.without(line.line_id)
    return cart


def cart_of(*goods: Product) -> Cart:
    """Ring up one of each, as a scan would."""
    cart = Cart("cart-1")
    for number, product in enumerate(goods, 1):
        code = product.barcodes[0] if product.barcodes else ""
        cart, _ = cart.add(product, code, one_piece(product), f"line-{number}")
    return cart
