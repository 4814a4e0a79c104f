"""The gallery: every part in every state on one page, `python -m pos_app.ui.gallery`.

Without a display the page is saved as pictures under build/gallery/, one for each theme and
language. What it shows is made up; nothing here reads a shop.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QGridLayout, QWidget

from pos_app import words
from pos_app.ui import theme
from pos_app.ui.components.button import Action, Button, IconButton
from pos_app.ui.components.chips import Chip, Chips
from pos_app.ui.components.empty import EmptyPage
from pos_app.ui.components.field import Field, MoneyField, PinField, QuantityField
from pos_app.ui.components.form import Figure, FormRow, Switch
from pos_app.ui.components.label import Label, MoneyLabel, SectionHeader
from pos_app.ui.components.lamp import Lamp
from pos_app.ui.components.layout import Card, Page, Part, Scroll, column, holding, row
from pos_app.ui.components.line_table import Line, LineTable
from pos_app.ui.components.list_table import Column, ListRow, ListWithDetail
from pos_app.ui.components.pad import LetterPad, NumberPad
from pos_app.ui.components.progress import Progress
from pos_app.ui.components.sheet import Dialog, SideSheet
from pos_app.ui.components.speech import say_all
from pos_app.ui.components.tile import StaffTile, TileData
from pos_app.ui.components.tile_grid import TileGrid
from pos_app.ui.components.toast import Toast
from pos_app.words import mark

FOLDER = Path("build/gallery")
_BESIDE_FROM = 1340

_GOODS = (
    ("购物袋", "0.30", "", "", ""),
    ("鸡蛋", "5.80", "散", "/斤", ""),
    ("农夫山泉饮用天然水", "2.00", "550ml", "", ""),
    ("康师傅冰红茶", "3.00", "500ml", "", ""),
    ("可口可乐", "3.50", "500ml", "", ""),
    ("奥利奥夹心饼干原味", "9.90", "97g", "", ""),
    ("乐事薯片黄瓜味", "7.50", "75g", "", "特价"),
    ("红富士苹果", "5.98", "", "/斤", ""),
    ("中华香烟软盒", "¥65.00", "", "", ""),
    ("维达抽纸", "12.80", "3包", "", ""),
)


class Gallery(Page):
    """Every part in every state."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet = _sheet(self)
        self.dialog = _dialog(self)
        self.toast = Toast(self)
        left: list[Part] = [_buttons(), self._over(), _lamps_and_labels(), _fields(), _pads()]
        right: list[Part] = [_lines(), _tiles(), _figures(), _list(), _work()]
        self._halves = row(
            (column(*left, None, gap=theme.WIDE), 1),
            (column(*right, None, gap=theme.WIDE), 1),
            gap=theme.WIDE,
            margin=theme.WIDE,
        )
        self._halves.setDirection(QBoxLayout.Direction.TopToBottom)
        self.content = holding(self._halves, Page())
        self.setLayout(column((Scroll(self.content), 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        beside = self.width() >= _BESIDE_FROM
        directions = QBoxLayout.Direction
        self._halves.setDirection(directions.LeftToRight if beside else directions.TopToBottom)

    def _over(self) -> QWidget:
        """What lies over a screen, and the switches of the page itself."""
        sheet = Action(mark("Held carts"), key="F5")
        sheet.clicked.connect(self.sheet.open)
        dialog = Action(mark("Void the sale"), key="F9", kind="remove")
        dialog.clicked.connect(self.dialog.open)
        toast = Action(mark("Delete"), key="Delete")
        toast.clicked.connect(lambda: self.toast.show_offer(_DELETED, mark("Undo"), tone="success"))
        looks = Chips(
            [
                Chip("light", mark("Light")),
                Chip("dark", mark("Dark")),
                Chip("contrast", mark("High contrast")),
            ]
        )
        looks.chosen.connect(lambda name: theme.use(str(name)))
        tongues = Chips([Chip("zh_CN", text="中文"), Chip("en", text="English")])
        tongues.chosen.connect(self._speak)
        return _card(mark("Sheets, dialogs, toasts"), row(sheet, dialog, toast), looks, tongues)

    def _speak(self, language: object) -> None:
        words.set_language(str(language))
        say_all(self)


_DELETED = mark("The line was deleted")
_NOTHING = mark("There is nothing to pay yet")


def _card(title: str, *parts: Part) -> QWidget:
    return holding(column(SectionHeader(title), *parts, gap=theme.PAD, margin=theme.WIDE), Card())


def _buttons() -> QWidget:
    not_now = Action(mark("Pay"), key="F12", kind="accent")
    not_now.set_reason(_NOTHING)
    chosen = Button(mark("Chosen"))
    chosen.setCheckable(True)
    chosen.setChecked(True)
    pressed = Button(mark("Pressed"))
    pressed.setDown(True)
    pay = Action(mark("Pay {amount}"), key="F12", kind="accent", size="huge")
    pay.set_message(mark("Pay {amount}"), amount="¥22.39")
    tenders = [
        Action(mark("Cash"), key="F5", icon="banknote", stacked=True),
        Action(mark("Scan code"), key="F6", icon="scan-barcode", stacked=True),
        Action(mark("Stored value"), key="F8", icon="wallet", stacked=True),
        Action(mark("On credit"), key="F9", icon="notebook-pen", stacked=True),
    ]
    kinds = row(
        Button(mark("Print"), icon="printer"),
        Button(mark("Next"), kind="accent"),
        Button(mark("Refund"), kind="danger"),
        Button(mark("Delete"), kind="remove"),
        None,
    )
    states = row(chosen, pressed, Button(mark("Later"), kind="quiet"), not_now, None)
    icons = [
        IconButton(name, tip)
        for name, tip in (
            ("menu", mark("Menu")),
            ("settings", mark("Settings")),
            ("lock", mark("Lock")),
            ("help", mark("Help")),
        )
    ]
    actions = row(
        (Action(mark("Hold"), key="F4"), 1),
        (Action(mark("Recall"), key="F5"), 1),
        (Action(mark("Discount"), key="F6"), 1),
    )
    return _card(
        mark("Buttons"),
        kinds,
        row(*icons, None),
        states,
        actions,
        pay,
        row(*((t, 1) for t in tenders)),
    )


def _lamps_and_labels() -> QWidget:
    lamps = []
    for message, state, detail in (
        (mark("Network"), "good", mark("Everything has been sent")),
        (mark("Scanner"), "off", mark("No scanner is set up")),
        (mark("Printer"), "bad", mark("The printer has no paper. Put in a new roll.")),
        (mark("Not sent"), "wait", mark("3 sales wait for the network")),
    ):
        lamp = Lamp(message)
        lamp.set_state(state, detail)  # type: ignore[arg-type]
        lamps.append(lamp)
    total, change = MoneyLabel(), MoneyLabel(size=theme.CHANGE, tone="success")
    total.set_fen(2239)
    change.set_fen(7761)
    long = Label(
        mark("A longer text breaks into lines where it must, and the page grows with it."),
        tone="ink-2",
        wrap=True,
    )
    to_pay, given = Label(mark("To pay"), tone="ink-2"), Label(mark("Change"), tone="ink-2")
    return _card(
        mark("Lamps and figures"),
        row(*lamps, None),
        long,
        row(to_pay, (total, 1)),
        row(given, (change, 1)),
    )


def _fields() -> QWidget:
    search = Field(placeholder=mark("Scan, name, pinyin or last digits"), icon="search")
    name = Field(mark("Product name"), chinese=True)
    name.set_text("康师傅冰红茶 500ml")
    price = MoneyField(mark("Price"))
    price.set_fen(300)
    weight = QuantityField(mark("Weight"), weighed=True, unit="kg")
    weight.set_qty_milli(1245)
    wrong = QuantityField(mark("Quantity"), unit="瓶")
    wrong.set_qty_milli(120_000)
    wrong.set_error(mark("Only 24 are in stock"))
    pin = PinField(mark("PIN"))
    pin.set_text("1234")
    return _card(
        mark("Fields"), search, name, row((price, 1), (weight, 1), (wrong, 1), gap=theme.PAD), pin
    )


def _pads() -> QWidget:
    amount = MoneyField(mark("Received"), large=True)
    amount.set_fen(10_000)
    pad = NumberPad(enter=mark("Cash"), enter_kind="accent")
    pad.type_into(amount)
    letters = LetterPad()
    return _card(mark("Pads"), amount, pad, letters)


def _lines() -> QWidget:
    table = LineTable(empty=mark("Scan the first item"))
    table.set_actions(
        [
            Action(message, key=key, size="normal", kind="remove" if key == "Delete" else "plain")
            for message, key in (
                (mark("Quantity"), "*"),
                (mark("Price"), "F2"),
                (mark("Gift"), "F7"),
                (mark("Note"), "F8"),
                (mark("Delete"), "Delete"),
            )
        ]
    )
    table.set_lines(
        [
            Line(1, "农夫山泉饮用天然水", "2.00", "2", "4.00", spec="550ml", unit="瓶"),
            Line(
                2, "可口可乐", "3.50", "1", "3.50", spec="500ml", unit="瓶", note="改价 原价 4.00"
            ),
            Line(3, "红富士苹果", "5.98", "1.245", "14.89", unit="kg", price_unit="/斤"),
        ]
    )
    table.choose(1)
    table.setMinimumHeight(240)
    none = LineTable(empty=mark("Scan the first item"))
    none.setMinimumHeight(180)
    return _card(mark("The cart's lines"), table, none)


def _tiles() -> QWidget:
    groups = ("常卖", "饮料", "零食", "烟酒", "日用", "散称", "冷冻", "调味", "文具", "早餐")
    chips = Chips([Chip(name, text=name) for name in groups])
    grid = TileGrid(empty=mark("No products here yet"))
    grid.set_tiles(
        [
            TileData(at, name, price, spec=spec, unit=unit, badge=badge)
            for at, (name, price, spec, unit, badge) in enumerate(_GOODS)
        ]
    )
    grid.setFixedHeight(2 * 104 + 48)
    tabs = Chips([Chip(1, text="单 1 · 3 件"), Chip(2, text="单 2 · 1 件")], look="tabs")
    people = row(
        (StaffTile("王小明", mark("Cashier")), 1),
        (StaffTile("Li Na", mark("Owner")), 1),
        (StaffTile("陈静", mark("Manager")), 1),
    )
    return _card(mark("Tiles, chips and tabs"), tabs, chips, grid, people)


def _figures() -> QWidget:
    cards = QGridLayout()
    cards.setSpacing(theme.PAD)
    for at, (name, value, note, tone) in enumerate(
        (
            (mark("Takings"), "¥3,482.50", "▲ 12 %", "success"),
            (mark("Sales"), "186", "▼ 3 %", "danger"),
            (mark("Average sale"), "¥18.72", "▲ 15 %", "success"),
            (mark("Gross profit"), "¥912.40", "26.2 %", "ink-2"),
        )
    ):
        card = Figure(name)
        card.set_value(value, note, tone)
        cards.addWidget(card, 0, at)
    return _card(mark("Figures"), cards)


def _list() -> QWidget:
    page = ListWithDetail(
        [
            Column(mark("Time"), 56, "muted"),
            Column(mark("Receipt")),
            Column(mark("Items"), 52, "figure"),
            Column(mark("Amount"), 84, "strong"),
        ],
        search=mark("Receipt, amount or item"),
        chips=[Chip("all", mark("All")), Chip("cash", mark("Cash")), Chip("back", mark("Refunds"))],
        none_chosen=mark("Choose a sale to see it here"),
        detail_width=200,
    )
    page.set_rows(
        [
            ListRow(1, ["14:32", "1-000186", "3", "22.39"]),
            ListRow(2, ["14:28", "1-000185", "12", "108.60"]),
            ListRow(3, ["14:15", "1-000184", "1", "−9.90"], tone="danger"),
        ]
    )
    page.setFixedHeight(320)
    return _card(mark("List with detail"), page)


def _work() -> QWidget:
    progress = Progress(mark("Reading products"))
    progress.set_progress(64_200, 100_000, mark("{done} of {total} read"), done=64200, total=100000)
    empty = EmptyPage(
        "package-plus",
        mark("No products yet"),
        mark("Scan the first one, or bring a list from another program."),
        action=Button(mark("Import products"), kind="accent", icon="download"),
    )
    switch = Switch(mark("Print every receipt"))
    switch.setChecked(True)
    setting = FormRow(
        mark("Print every receipt"),
        switch,
        help_text=mark("Off: only when the customer asks."),
    )
    return _card(mark("Work, forms, empty pages"), progress, setting, empty)


def _sheet(host: QWidget) -> SideSheet:
    name = Field(mark("Name"), chinese=True)
    content = holding(column(name, MoneyField(mark("Price")), None, margin=theme.WIDE))
    save = Action(mark("Save"), key="F12", kind="accent")
    return SideSheet(host, mark("Held carts"), content, foot=((save, 1),))


def _dialog(host: QWidget) -> Dialog:
    return Dialog(
        host,
        mark("Void the sale?"),
        mark("The money goes back to the customer. Someone with the right must agree."),
        content=PinField(mark("PIN")),
        accept=mark("Void"),
        kind="danger",
    )


def save_pictures(folder: Path) -> list[Path]:
    """Save the whole page in every theme and language."""
    folder.mkdir(parents=True, exist_ok=True)
    gallery = Gallery()
    gallery.resize(1366, 768)
    gallery.show()
    saved = []
    for language in words.LANGUAGES:
        words.set_language(language)
        say_all(gallery)
        for name in theme.THEMES:
            theme.use(name)
            QApplication.processEvents()
            path = folder / f"{language}-{name}.png"
            gallery.content.grab().save(str(path))
            saved.append(path)
    gallery.close()
    return saved


def main() -> None:
    app = QApplication(sys.argv[:1])
    theme.use("light")
    if app.platformName() == "offscreen":
        for path in save_pictures(FOLDER):
            sys.stdout.write(f"{path}\n")
        return
    gallery = Gallery()
    gallery.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    gallery.resize(1366, 768)
    gallery.show()
    app.exec()


if __name__ == "__main__":
    if sys.platform == "linux" and not (os.environ.keys() & {"DISPLAY", "WAYLAND_DISPLAY"}):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()
