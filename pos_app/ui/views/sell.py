"""The sell screen: the cart at the left, what can go into it at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from pos_app import words
from pos_app.domain.cart import Cart
from pos_app.domain.cart import Line as CartLine
from pos_app.domain.errors import AppError, EmptyCart, Refusal
from pos_app.domain.product import Category, Product
from pos_app.ui import theme
from pos_app.ui.components.button import Action, Button, focused_button
from pos_app.ui.components.chips import Chip, Chips
from pos_app.ui.components.field import Field
from pos_app.ui.components.label import Label, MoneyLabel, total_text
from pos_app.ui.components.layers import Key
from pos_app.ui.components.layout import Card, Page, Rule, column, holding, row
from pos_app.ui.components.line_table import Line, LineTable
from pos_app.ui.components.sheet import Dialog
from pos_app.ui.components.tile import TileData
from pos_app.ui.components.tile_grid import TileGrid
from pos_app.ui.presenters.sell import SellPresenter
from pos_app.ui.views import phrases
from pos_app.ui.views.new_product import NewProductSheet
from pos_app.ui.views.quantity import QuantityDialog
from pos_app.words import mark

_LINE_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down)

_EMPTY_CART = mark("Scan something, or choose it at the right")
_NO_TILES = mark("What sells most will stand here")
_NOTHING_FOUND = mark("Nothing found. Try fewer letters, pinyin, or the end of the barcode.")
_SEARCH = mark("Scan, name, pinyin or end of barcode")
_BEST = mark("Best sellers")
_TOTAL = mark("To pay")
_PAY = mark("Take {total}")
_VOID = mark("Give up cart")
_REPRINT = mark("Print last again")
_QUANTITY = mark("Quantity")
_REMOVE = mark("Delete")
_VOID_TITLE = mark("Give up the whole cart?")
_VOID_BODY = mark("{goods}, {total}. It stays known that it was rung up.")
_KEEP = mark("Keep it")
_CHINESE = mark("Chinese input")


class SellScreen(Page):
    """Shows the cart and the goods, and reports what was pressed. It decides nothing.

    Keys that nobody else takes are typed into the search field.
    """

    def __init__(self) -> None:
        super().__init__()
        self.table = LineTable(empty=_EMPTY_CART)
        self.goods = Label("", tone="ink-2")
        self.total = MoneyLabel(size=theme.TOTAL)
        self.search = Field(placeholder=_SEARCH, icon="search", accepts_code=True, errors=False)
        self.chinese = Button("", kind="plain")
        self.chinese.set_text("中")
        self.chinese.setAccessibleName(words.text(_CHINESE))
        self.chinese.setCheckable(True)
        self.chips = Chips()
        self.tiles = TileGrid(empty=_NO_TILES)
        self.found = TileGrid(empty=_NOTHING_FOUND)
        self.goods_stack = QStackedWidget()
        self.goods_stack.addWidget(self.tiles)
        self.goods_stack.addWidget(self.found)
        self.void = Action(_VOID, key="Ctrl+Del", kind="remove", icon="trash-2")
        self.reprint = Action(_REPRINT, key="Ctrl+P", icon="printer")
        self.pay = Action(_PAY, key="F12", kind="accent", size="huge", total=words.yuan(0))
        self.pay.set_reason(EmptyCart.words)
        self._cart: Cart | None = None
        self._products: dict[str, Product] = {}
        self._found: dict[str, Product] = {}
        self._sheet: NewProductSheet | None = None
        self._question: QuantityDialog | None = None
        self._enter_keys = [Key(name, self) for name in ("Return", "Enter")]
        self._search_key = Key("F3", self)
        self.table.set_actions(self._line_actions())
        self.setFocusProxy(self.table)
        self.setLayout(row((self._left(), 11), (self._right(), 8), gap=theme.PAD, margin=theme.PAD))

    def driven_by(self, presenter: SellPresenter) -> None:
        """Send every press to this presenter, and keep it alive."""
        self._presenter = presenter
        self.search.changed.connect(presenter.typed_search)
        self.chips.chosen.connect(presenter.chose_category)
        self.tiles.chosen.connect(lambda key: presenter.picked(self._products[key]))
        self.found.chosen.connect(lambda key: presenter.picked_found(self._found[key]))
        self.pay.clicked.connect(presenter.wants_pay)
        self.void.clicked.connect(presenter.wants_void)
        self.reprint.clicked.connect(presenter.wants_reprint)
        self.table.opened.connect(lambda _: self._ask_quantity())
        self.chinese.toggled.connect(self._switch_chinese)
        self._search_key.activated.connect(self.search.select_all)
        for key in self._enter_keys:
            key.activated.connect(self._enter)

    def show_cart(self, cart: Cart, changed_line_id: str | None) -> None:
        """Show the lines and the total; the changed line, or else the last, is chosen."""
        before, self._cart = self._cart, cart
        self._show_lines(before, cart, changed_line_id)
        self.goods.set_text(phrases.goods(cart) if cart.lines else "")
        total_fen = cart.total_fen
        self.total.set_fen(total_fen)
        self.pay.set_message(_PAY, total=total_text(total_fen))
        self.pay.set_reason("" if cart.lines else EmptyCart.words)

    def show_categories(self, categories: Sequence[Category], chosen: str | None) -> None:
        """Show the categories as chips; the best sellers stand first."""
        rest = [Chip(each.category_id, text=each.name) for each in categories]
        self.chips.set_chips([Chip(None, _BEST), *rest])
        self.chips.choose(chosen)

    def show_tiles(self, products: Sequence[Product]) -> None:
        """Show products as tiles."""
        self._products = {each.product_id: each for each in products}
        self.tiles.set_tiles([_tile(each) for each in products])
        self.goods_stack.setCurrentWidget(self.tiles)

    def show_found(self, products: Sequence[Product], query: str) -> None:
        """Show what a search found in place of the tiles."""
        if query != self.search.text():
            return
        self._found = {each.product_id: each for each in products}
        self.found.set_tiles([_tile(each) for each in products])
        self.goods_stack.setCurrentWidget(self.found)

    def clear_search(self) -> None:
        """Empty the search field and show the tiles again."""
        self.search.clear()
        self.table.setFocus()

    def offer_new_product(self, code: str) -> None:
        """Open the small sheet that asks for name and price of an unknown code."""
        self.close_new_product()
        self._sheet = NewProductSheet(self.window(), code)
        self._sheet.saved.connect(self._presenter.added_product)
        self._sheet.closed.connect(self._forget_sheet)
        self._sheet.open()

    def close_new_product(self) -> None:
        """Close that sheet."""
        if self._sheet is not None:
            self._sheet.dismiss()

    def refuse_new_product(self, error: Refusal) -> None:
        """Show in the sheet why it cannot be added like this."""
        if self._sheet is not None:
            self._sheet.show_refusal(error)

    def close_quantity(self) -> None:
        """Close the question for a quantity."""
        if self._question is not None:
            self._question.dismiss()

    def refuse_quantity(self, error: AppError) -> None:
        """Show there why the quantity that was typed does not do."""
        if self._question is not None:
            self._question.show_refusal(error)

    def ask_void(self, cart: Cart) -> None:
        """Ask whether the whole cart shall be given up."""
        dialog = void_dialog(self.window(), cart)
        dialog.accepted.connect(self._presenter.voided)
        dialog.open()

    def say(self) -> None:
        """Write again what holds a language and is not a part's own message."""
        self.chinese.setAccessibleName(words.text(_CHINESE))
        if self._cart is not None:
            self.goods.set_text(phrases.goods(self._cart) if self._cart.lines else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text and text.isprintable() and not text.isspace():
            self.search.setFocus()
            self.search.type_text(text)
        elif event.key() == Qt.Key.Key_Escape:
            self.table.setFocus()
        elif event.key() == Qt.Key.Key_Down and self.search.edit.hasFocus():
            self._into_tiles()
        elif event.key() in _LINE_KEYS and focused_button() is None:
            self.table.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _into_tiles(self) -> None:
        tiles = self.tiles if self.goods_stack.currentWidget() is self.tiles else self.found
        for tile in tiles.tiles()[:1]:
            tile.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_lines(self, before: Cart | None, cart: Cart, changed: str | None) -> None:
        """Draw only what changed: one line in nearly every case."""
        ids = [line.line_id for line in cart.lines]
        old = [line.line_id for line in before.lines] if before is not None else None
        at = ids.index(changed) if changed in ids else -1
        if at >= 0 and old == ids:
            self.table.set_line(at, _shown(cart.lines[at]))
            self.table.choose(at)
            self.table.flash(at)
        elif at >= 0 and old == ids[:-1]:
            self.table.add_line(_shown(cart.lines[at]))
        else:
            self.table.set_lines([_shown(line) for line in cart.lines])
            self.table.choose(at if at >= 0 else len(ids) - 1)

    def _chosen(self) -> CartLine | None:
        at = self.table.chosen()
        lines = self._cart.lines if self._cart is not None else ()
        return lines[at] if 0 <= at < len(lines) else (lines[-1] if lines else None)

    def _enter(self) -> None:
        """Enter presses the button that has the focus, or takes what was searched for; with
        nothing typed it goes on to the payment."""
        button = focused_button()
        if button is not None:
            button.press()
        elif self.search.text():
            self._presenter.entered_search(self.search.text())
        else:
            self.pay.press()

    def _switch_chinese(self, wanted: bool) -> None:
        self.search.edit.set_chinese(wanted)
        self.search.select_all()

    def _step(self, pieces: int) -> None:
        line = self._chosen()
        if line is not None:
            self._presenter.stepped(line.line_id, pieces)

    def _remove(self) -> None:
        line = self._chosen()
        if line is not None:
            self._presenter.removed(line.line_id)

    def _ask_quantity(self) -> None:
        line = self._chosen()
        if line is None:
            return
        self._forget_question()
        self._question = QuantityDialog(self.window(), line)
        self._question.typed.connect(self._presenter.typed_quantity)
        self._question.rejected.connect(self._forget_question)
        self._question.open()

    def _forget_question(self) -> None:
        if self._question is not None:
            self._question.deleteLater()
            self._question = None

    def _forget_sheet(self) -> None:
        if self._sheet is not None:
            self._sheet.deleteLater()
            self._sheet = None

    def _line_actions(self) -> list[QWidget]:
        less = Action("", key="-", size="normal", icon="minus")
        more = Action("", key="+", size="normal", icon="plus")
        quantity = Action(_QUANTITY, key="*", size="normal")
        remove = Action(_REMOVE, key="Del", size="normal", kind="remove", icon="trash-2")
        less.clicked.connect(lambda: self._step(-1))
        more.clicked.connect(lambda: self._step(1))
        quantity.clicked.connect(self._ask_quantity)
        remove.clicked.connect(self._remove)
        return [less, more, quantity, remove]

    def _left(self) -> QWidget:
        foot = column(
            self.goods,
            row(Label(_TOTAL, size=theme.TITLE, tone="ink-2"), (self.total, 1)),
            gap=0,
            margin=(theme.WIDE, theme.GAP, theme.WIDE, theme.PAD),
        )
        return holding(column((self.table, 1), Rule(), foot, gap=0, margin=1), Card())

    def _right(self) -> QWidget:
        self.chinese.setFixedWidth(theme.TARGET)
        return holding(
            column(
                row((self.search, 1), self.chinese),
                self.chips,
                (self.goods_stack, 1),
                row((self.reprint, 1), (self.void, 1)),
                self.pay,
            )
        )


def void_dialog(host: QWidget, cart: Cart) -> Dialog:
    """The question whether a cart shall be given up; it goes after one answer."""
    dialog = Dialog(
        host, _VOID_TITLE, accept=_VOID, accept_key="Ctrl+Del", reject=_KEEP, kind="danger"
    )
    dialog.set_body(_VOID_BODY, goods=phrases.goods(cart), total=total_text(cart.total_fen))
    dialog.accepted.connect(dialog.close_dialog)
    dialog.accepted.connect(dialog.deleteLater)
    dialog.rejected.connect(dialog.deleteLater)
    return dialog


def _shown(line: CartLine) -> Line:
    priced = line.price_per_milli, line.unit
    return Line(
        line.line_id,
        line.name,
        words.money(line.unit_fen),
        words.quantity(line.qty_milli),
        words.money(line.amount_fen),
        unit=phrases.quantity_unit(*priced, is_weighed=line.is_weighed),
        price_unit=phrases.price_unit(*priced, is_weighed=line.is_weighed),
    )


def _tile(product: Product) -> TileData:
    unit = phrases.price_unit(product.price_per_milli, product.unit, is_weighed=product.is_weighed)
    return TileData(
        product.product_id, product.name, words.yuan(product.price_fen), spec=product.spec,
        unit=unit,
    )  # fmt: skip
