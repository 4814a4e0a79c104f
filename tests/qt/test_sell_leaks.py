"""What opens and closes all day long leaves nothing behind."""

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt

from pos_app.ui.presenters.ports import Screen
from tests.qt.counter import COLA, ENTER, UNKNOWN

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ROUNDS = 5


def parts(shop) -> int:
    """How many parts the window has, once all that was given up is gone."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()
        gc.collect()
    return len(shop.window.findChildren(QObject))


def quantity_given_up(shop):
    shop.press(K.Key_Asterisk, "*")
    shop.press(K.Key_Escape)


def quantity_typed(shop):
    shop.press(K.Key_Asterisk, "*")
    shop.type("3\r")


def cart_kept(shop):
    shop.press(K.Key_Delete, modifiers=CTRL)
    shop.press(K.Key_Escape)


def new_product_given_up(shop):
    shop.scan(UNKNOWN)
    shop.press(K.Key_Escape)


def a_search(shop):
    shop.type("kkkl")
    shop.press(K.Key_Escape)


def a_sale(shop):
    shop.sell_for_cash(COLA)
    shop.scan(COLA)


def sales_looked_at(shop):
    shop.go(Screen.SALES)
    shop.press(K.Key_Down)
    shop.go(Screen.SELL)


def a_day_looked_at(shop):
    shop.go(Screen.DAY)
    shop.press(K.Key_Left)
    shop.go(Screen.SELL)


def pairing_given_up(shop):
    shop.go(Screen.SETTINGS)
    shop.press(K.Key_B, modifiers=CTRL)
    shop.press(K.Key_Escape)
    shop.go(Screen.SELL)


@pytest.mark.parametrize(
    "deed",
    [
        quantity_given_up, quantity_typed, cart_kept, new_product_given_up, a_search, a_sale,
        sales_looked_at, a_day_looked_at, pairing_given_up,
    ],
    ids=lambda deed: deed.__name__,
)  # fmt: skip
def test_the_window_holds_as_much_after_many_times_as_after_one(shop, deed):
    shop.sell_for_cash(COLA)
    shop.scan(COLA)
    deed(shop)
    deed(shop)
    before = parts(shop)
    for _ in range(ROUNDS):
        deed(shop)

    assert parts(shop) == before
    assert shop.screen is Screen.SELL


def test_a_cart_given_up_leaves_no_dialog(shop):
    counts = []
    for _ in range(4):
        shop.scan(COLA)
        shop.press(K.Key_Delete, modifiers=CTRL)
        shop.press(ENTER, "\r")
        counts.append(parts(shop))

    assert counts[1:] == [counts[1]] * 3
