"""From a job's number to what stands on the paper."""

import pytest

from drivers.api.document import Barcode, Document, OpenDrawer, Part, Row, Text
from pos_app.domain.people import authority_of
from pos_app.printing.documents import StoredDocuments
from pos_app.settings import (
    LANGUAGE,
    RECEIPT_FOOTER,
    RECEIPT_LANGUAGE,
    SHOP_ADDRESS,
    SHOP_NAME,
    SHOP_PHONE,
    Settings,
)
from pos_app.usecases.checkout import Checkout
from pos_app.usecases.ports import SaleKept
from tests.store.shop_kit import Till

COLA = "6928804011142"


def open_till(tmp_path, *, is_demo: bool) -> Till:
    till = Till(tmp_path / "shop")
    till.found("幸福便利店", is_demo=is_demo)
    till.stock(till.product("可口可乐", COLA))
    return till


@pytest.fixture
def till(tmp_path):
    till = open_till(tmp_path, is_demo=False)
    yield till
    till.shop.close()


@pytest.fixture
def kept(till) -> SaleKept:
    return till.sell(COLA, received_fen=500)


@pytest.fixture
def settings():
    return Settings({SHOP_NAME.key: "幸福便利店"})


def texts(document: Document) -> list[str]:
    def said(part: Part) -> list[str]:
        match part:
            case Text():
                return [part.text]
            case Row():
                return [part.left, part.right]
            case _:
                return []

    return [text for part in document for text in said(part)]


def test_a_sale_that_is_stored_becomes_its_receipt(till, kept, settings):
    document = StoredDocuments(lambda: till.shop.queries, settings).receipt(kept.sale.sale_id, 0)
    (barcode,) = [part for part in document if isinstance(part, Barcode)]
    detail = till.shop.queries.sale(kept.sale.sale_id)

    assert barcode.data == detail.row.receipt_code
    assert {"幸福便利店", str(kept.number), "可口可乐", "¥3.50", "¥5.00", "¥1.50"} <= set(
        texts(document)
    )


def test_a_setting_counts_from_the_next_receipt_on(till, kept, settings):
    documents = StoredDocuments(lambda: till.shop.queries, settings)
    before = texts(documents.receipt(kept.sale.sale_id, 0))
    changed = {SHOP_ADDRESS: "文三路 188 号", SHOP_PHONE: "0571-8888", RECEIPT_FOOTER: "出门不退"}
    for setting, value in changed.items():
        settings.took(setting, value)
    after = texts(documents.receipt(kept.sale.sale_id, 0))

    assert set(after) - set(before) == set(changed.values())
    assert set(before) - set(after) == {"谢谢惠顾，欢迎再来"}


def test_the_receipt_has_a_language_of_its_own(till, kept, settings):
    documents = StoredDocuments(lambda: till.shop.queries, settings)
    settings.took(LANGUAGE, "en")
    assert "合计" in texts(documents.receipt(kept.sale.sale_id, 0))

    settings.took(RECEIPT_LANGUAGE, "en")
    assert "Total" in texts(documents.receipt(kept.sale.sale_id, 0))


def test_a_copy_is_marked_with_the_number_of_the_job(till, kept, settings):
    documents = StoredDocuments(lambda: till.shop.queries, settings)

    assert "*** 补打 第2次 ***" in texts(documents.receipt(kept.sale.sale_id, 2))


def test_a_demo_shop_says_so_on_each_receipt(tmp_path, settings):
    till = open_till(tmp_path, is_demo=True)
    kept = till.sell(COLA)
    document = StoredDocuments(lambda: till.shop.queries, settings).receipt(kept.sale.sale_id, 0)
    till.shop.close()

    assert "*** 演示小票，非真实交易 ***" in texts(document)


def test_the_cashiers_name_is_on_it(till, settings):
    cashier = authority_of(till.hire("01", "林悦"))
    checkout = Checkout(till.shop.writer, till.new_id, lambda: True)
    kept = checkout.cash(till.ring_up(COLA), 500, cashier)
    document = StoredDocuments(lambda: till.shop.queries, settings).receipt(kept.sale.sale_id, 0)

    assert Row("收银员", "林悦") in document


def test_the_store_is_asked_for_once_and_not_before_the_first_receipt(till, kept, settings):
    opened = []

    def open_queries():
        opened.append(1)
        return till.shop.queries

    documents = StoredDocuments(open_queries, settings)
    assert documents.drawer() == (OpenDrawer(),)
    assert opened == []
    for copy in range(3):
        documents.receipt(kept.sale.sale_id, copy)

    assert opened == [1]


def test_a_job_without_a_sale_is_a_bug(till, settings):
    documents = StoredDocuments(lambda: till.shop.queries, settings)

    with pytest.raises(AssertionError, match="names a sale that is stored"):
        documents.receipt("f" * 32, 0)
