"""新增商品: a name and a price put a code on sale, once."""

import pytest

from pos_app.domain.errors import CodeTaken, MissingText, NotAnAmount, NotPermitted, TooLarge
from pos_app.domain.people import Authority, Permission
from pos_app.domain.product import NAME_LENGTH_MAX, Product
from pos_app.usecases.add_product import AddProduct, product_state
from sync.protocol.facts.catalogue import ProductsPut
from tests.fake_shop import BY_CASHIER, BY_NOBODY, FakeShop
from tests.fakes import Rows
from tests.goods import APPLES, COLA

CODE = "6901028075763"


@pytest.fixture
def add_product(shop: FakeShop) -> AddProduct:
    return AddProduct(shop.queries, shop.writer, shop.new_id)


def test_the_product_is_on_sale_at_once(shop: FakeShop, add_product: AddProduct) -> None:
    product = add_product(CODE, " 红塔山  经典 ", "7.5", BY_CASHIER, "c-tobacco")

    assert (product.name, product.price_fen) == ("红塔山 经典", 750)
    assert (product.barcodes, product.category_id) == ((CODE,), "c-tobacco")
    assert (product.rev, product.is_active, product.cost_fen) == (1, True, None)
    assert shop.queries.product_by_code((CODE,)) == product
    assert shop.last.fact == ProductsPut(import_id=None, products=(product_state(product),))


def test_the_code_is_kept_in_half_width(add_product: AddProduct) -> None:
    assert add_product("６９０１０２８０７５７６３\r", "烟", "0", BY_CASHIER).barcodes == (CODE,)


def test_a_product_may_have_no_code(shop: FakeShop, add_product: AddProduct) -> None:
    first = add_product("", "散装瓜子", "12", BY_CASHIER)
    second = add_product(" ", "散装花生", "9", BY_CASHIER)

    assert first.barcodes == second.barcodes == ()
    assert first.product_id != second.product_id
    assert shop.queries.looked_up == []


@pytest.mark.parametrize("code", [COLA.barcodes[0], COLA.barcodes[1], f" {COLA.barcodes[0]}"])
def test_a_code_belongs_to_one_product(shop: FakeShop, add_product: AddProduct, code: str) -> None:
    with pytest.raises(CodeTaken) as refusal:
        add_product(code, "可乐", "3", BY_CASHIER)

    assert refusal.value.values == {"code": code.strip(), "name": "可口可乐 330ml"}
    assert shop.rows == Rows()


def test_a_long_name_is_cut(add_product: AddProduct) -> None:
    assert len(add_product(CODE, "长" * 500, "1", BY_CASHIER).name) == NAME_LENGTH_MAX


@pytest.mark.parametrize("name", ["", "  ", "\n\t\u3000"])
def test_a_name_is_needed(shop: FakeShop, add_product: AddProduct, name: str) -> None:
    with pytest.raises(MissingText) as refusal:
        add_product(CODE, name, "1", BY_CASHIER)

    assert refusal.value.values == {"field": "Product name"}
    assert shop.rows == Rows()


@pytest.mark.parametrize(
    ("price", "refusal"),
    [("", NotAnAmount), ("-1", NotAnAmount), ("三元", NotAnAmount), ("10000000", TooLarge)],
)
def test_a_price_is_an_amount_that_is_not_negative(
    shop: FakeShop, add_product: AddProduct, price: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        add_product(CODE, "烟", price, BY_CASHIER)

    assert shop.rows == Rows()


@pytest.mark.parametrize(
    "authority", [BY_NOBODY, Authority("s", frozenset(Permission) - {Permission.ADD_PRODUCT})]
)
def test_needs_the_right(shop: FakeShop, add_product: AddProduct, authority: Authority) -> None:
    with pytest.raises(NotPermitted):
        add_product(CODE, "烟", "7.5", authority)

    assert shop.rows == Rows()


@pytest.mark.parametrize("product", [COLA, APPLES])
def test_a_state_says_all_of_a_product(product: Product) -> None:
    state = product_state(product).to_json()

    assert Product(**{**state, "barcodes": tuple(state["barcodes"])}) == product
