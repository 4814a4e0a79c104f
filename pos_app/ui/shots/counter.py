"""The screens at the counter in made-up states: sell, pay, change."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from pos_app.domain.errors import NotAnAmount, Underpaid, WholePiecesOnly
from pos_app.domain.money import quick_notes
from pos_app.ui.presenters.ports import Screen
from pos_app.ui.shots import made_up
from pos_app.ui.views.change import ChangeScreen
from pos_app.ui.views.new_product import NewProductSheet
from pos_app.ui.views.pay import PayScreen
from pos_app.ui.views.quantity import QuantityDialog
from pos_app.ui.views.sell import SellScreen, void_dialog
from pos_app.ui.window import Window
from pos_app.usecases.bulletin import PrintJobChanged

_UNKNOWN = "6901028075763"


def empty_cart() -> QWidget:
    """Nothing rung up yet."""
    return _sell(0)


def filled_cart() -> QWidget:
    """Several lines, the last two weighed, one with a long name."""
    return _sell(7)


def long_cart() -> QWidget:
    """Two hundred lines."""
    return _sell(200)


def large_amounts() -> QWidget:
    """Prices, quantities and amounts as large as they come."""
    window = _sell(0)
    cart = made_up.large_cart()
    _sell_screen(window).show_cart(cart, cart.lines[-1].line_id)
    return window


def found() -> QWidget:
    """What a search found."""
    window = _sell(4)
    view = _sell_screen(window)
    view.search.set_text("kle")
    view.show_found([each for each in made_up.goods() if "可" in each.name], "kle")
    return window


def nothing_found() -> QWidget:
    """What a search did not find."""
    window = _sell(4)
    view = _sell_screen(window)
    view.search.set_text("xyzw")
    view.show_found([], "xyzw")
    return window


def open_new_product(window: QWidget) -> None:
    """The sheet for an unknown code, with a price that is none."""
    sheet = NewProductSheet(window, _UNKNOWN)
    sheet.open()
    sheet.name.set_text("本地鲜鸡蛋")
    sheet.show_refusal(NotAnAmount(typed="1.2.3"))


def open_quantity(window: QWidget) -> None:
    """The dialog for the quantity of a weighed line."""
    QuantityDialog(window, made_up.cart(lines=7).lines[-1]).open()


def open_refused_quantity(window: QWidget) -> None:
    """The dialog for the quantity of pieces, a fraction of one refused."""
    line = made_up.cart(lines=7).lines[0]
    dialog = QuantityDialog(window, line)
    dialog.open()
    dialog.field.set_text("1.5")
    dialog.show_refusal(WholePiecesOnly(name=line.name))


def open_void(window: QWidget) -> None:
    """The question before a cart is given up."""
    void_dialog(window, made_up.cart(lines=7)).open()


def pay_empty() -> QWidget:
    """Nothing typed yet."""
    return _pay("")


def pay_typed() -> QWidget:
    """More than is due, with its change."""
    window = _pay("400")
    due = made_up.cart(lines=7).total_fen
    _pay_screen(window).show_received(40_000, 40_000 - due)
    return window


def pay_refused() -> QWidget:
    """Less than is due."""
    window = _pay("100")
    view = _pay_screen(window)
    view.show_received(10_000, None)
    view.show_refusal(Underpaid(missing_fen=made_up.cart(lines=7).total_fen - 10_000))
    return window


def pay_large() -> QWidget:
    """The largest sum, and more than it typed."""
    view = PayScreen()
    window = made_up.framed(Screen.PAY, view)
    cart = made_up.large_cart()
    view.show_due(cart, quick_notes(cart.total_fen))
    view.field.set_text("-9999999.99")
    view.show_received(999_999_999, 999_999_999)
    return window


def pay_unread() -> QWidget:
    """Something typed that is no amount."""
    window = _pay("1.234")
    _pay_screen(window).show_unread()
    return window


def change() -> QWidget:
    """The change, and a receipt that was printed."""
    view = ChangeScreen()
    window = made_up.framed(Screen.CHANGE, view)
    view.show_sale(made_up.kept())
    view.show_print_job(PrintJobChanged(1, "cart", "confirmed"))
    return window


def _sell(lines: int) -> Window:
    view = SellScreen()
    window = made_up.framed(Screen.SELL, view)
    cart = made_up.cart(lines=lines)
    view.show_categories(made_up.categories(), None)
    view.show_tiles(made_up.goods()[:40])
    view.show_cart(cart, cart.lines[-1].line_id if cart.lines else None)
    return window


def _sell_screen(window: QWidget) -> SellScreen:
    view = window.findChild(SellScreen)
    assert isinstance(view, SellScreen)
    return view


def _pay_screen(window: QWidget) -> PayScreen:
    view = window.findChild(PayScreen)
    assert isinstance(view, PayScreen)
    return view


def _pay(typed: str) -> Window:
    view = PayScreen()
    window = made_up.framed(Screen.PAY, view)
    cart = made_up.cart(lines=7)
    view.show_due(cart, quick_notes(cart.total_fen))
    view.field.set_text(typed)
    return window


BUILT: tuple[tuple[str, Callable[[], QWidget], Callable[[QWidget], None] | None], ...] = (
    ("sell-empty", empty_cart, None),
    ("sell", filled_cart, None),
    ("sell-200-lines", long_cart, None),
    ("sell-large-amounts", large_amounts, None),
    ("sell-found", found, None),
    ("sell-nothing-found", nothing_found, None),
    ("sell-new-product", filled_cart, open_new_product),
    ("sell-quantity", filled_cart, open_quantity),
    ("sell-quantity-refused", filled_cart, open_refused_quantity),
    ("sell-void", filled_cart, open_void),
    ("pay", pay_empty, None),
    ("pay-typed", pay_typed, None),
    ("pay-large-amounts", pay_large, None),
    ("pay-unread", pay_unread, None),
    ("pay-refused", pay_refused, None),
    ("change", change, None),
)
