"""Taking cash, without a screen."""

import pytest

from pos_app.domain.errors import NotAnAmount, TooLarge, Trouble, Underpaid
from pos_app.ui.presenters.pay import ENTER_IGNORED_MS, NOT_NOW, PayPresenter
from pos_app.ui.presenters.ports import Screen, Sound
from sync.protocol.facts.selling import SaleCompleted
from tests.goods import BREAD, COLA, cart_of
from tests.unit.presenting import Desk, View


class DiskFull(Trouble):
    """The disk is full."""

    words = "full"


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def view():
    return View()


@pytest.fixture
def change():
    return View()


@pytest.fixture
def pay(desk, view, change):
    """The payment of 12.40, open for long enough."""
    pay = PayPresenter(view, change, desk.till, desk.session, desk, desk)
    pay.opened(cart_of(COLA, BREAD))
    desk.shop.clock.wait(1)
    return pay


def sold(desk):
    return desk.shop.rows.facts(SaleCompleted)


def test_nothing_typed_is_the_exact_sum(desk, pay, change):
    pay.entered("  ", is_repeat=False)

    assert [sale.total_fen for sale in sold(desk)] == [1_240]
    assert change.last("show_sale").sale.change_fen == 0
    assert desk.screens == [Screen.CHANGE]
    assert desk.sounds == [Sound.MONEY]


@pytest.mark.parametrize(("text", "change_fen"), [("12.4", 0), ("20", 760), ("１００", None)])
def test_what_is_typed_is_what_was_received(desk, pay, view, change, text, change_fen):
    pay.entered(text, is_repeat=False)

    if change_fen is None:
        assert isinstance(view.last("show_refusal"), NotAnAmount)
    else:
        assert change.last("show_sale").sale.change_fen == change_fen


@pytest.mark.parametrize(
    ("text", "refused"),
    [("0", Underpaid), ("12.39", Underpaid), ("-20", NotAnAmount), ("abc", NotAnAmount),
     ("1.234", NotAnAmount), ("10000000", TooLarge)],
)  # fmt: skip
def test_what_will_not_do_is_refused_near_the_field(desk, pay, view, text, refused):
    pay.entered(text, is_repeat=False)

    assert type(view.last("show_refusal")) is refused
    assert sold(desk) == []
    assert desk.screens == []
    pay.entered("20", is_repeat=False)
    assert len(sold(desk)) == 1


def test_an_enter_is_ignored_until_the_screen_has_stood_for_a_while(desk, view, change):
    pay = PayPresenter(view, change, desk.till, desk.session, desk, desk)
    pay.opened(cart_of(COLA))
    desk.shop.clock.running_ms += ENTER_IGNORED_MS - 1
    pay.entered("", is_repeat=False)
    assert sold(desk) == []

    desk.shop.clock.running_ms += 1
    pay.entered("", is_repeat=True)
    assert sold(desk) == []
    pay.entered("", is_repeat=False)
    assert len(sold(desk)) == 1


def test_a_sale_is_made_once(desk, pay):
    for _ in range(50):
        pay.entered("", is_repeat=False)
        pay.handed_over(5_000)

    assert len(sold(desk)) == 1
    assert desk.screens == [Screen.CHANGE]


def test_a_sale_that_could_not_be_kept_can_be_tried_again(desk, pay, view):
    desk.shop.writer.power_cut = DiskFull()
    pay.entered("", is_repeat=False)
    assert isinstance(view.last("show_refusal"), DiskFull)
    assert desk.screens == []

    desk.shop.writer.power_cut = None
    pay.entered("", is_repeat=False)
    assert len(sold(desk)) == 1


def test_after_going_back_nothing_is_paid(desk, pay):
    pay.gave_up()
    pay.entered("", is_repeat=False)
    pay.handed_over(10_000)
    pay.typed("20")

    assert desk.screens == [Screen.SELL]
    assert sold(desk) == []


@pytest.mark.parametrize(
    ("text", "received_fen", "change_fen"),
    [("", None, None), ("5", 500, None), ("12.40", 1_240, 0), ("20", 2_000, 760)],
)  # fmt: skip
def test_the_change_is_worked_out_while_typing(pay, view, text, received_fen, change_fen):
    pay.typed(text)
    assert view.all("show_received")[-1] == (received_fen, change_fen)


@pytest.mark.parametrize("text", ["x", "-", "-20", "20.001", "10000000"])
def test_what_is_no_amount_gives_neither_sum_nor_change(pay, view, text):
    pay.typed(text)
    assert view.names()[-1] == "show_unread"
    assert view.all("show_received") == []


def test_a_scan_takes_no_money_and_voids_what_was_typed(desk, pay, view):
    pay.typed("69")
    due_before = len(view.all("show_due"))
    pay.scanned("6921168509256")
    pay.entered("", is_repeat=False)

    assert sold(desk) == []
    assert len(view.all("show_due")) == due_before + 1
    assert (desk.notes, desk.sounds) == ([NOT_NOW], [Sound.UNKNOWN])

    desk.shop.clock.wait(1)
    pay.entered("", is_repeat=False)
    assert [sale.total_fen for sale in sold(desk)] == [1_240]
