"""Made-up goods, carts, sales and figures for the pictures; the goods are the demo shop's."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QWidget

from pos_app.domain import tender
from pos_app.domain.cart import Cart, one_piece
from pos_app.domain.codes import make_receipt_code
from pos_app.domain.people import Role, Staff
from pos_app.domain.product import Category, Product
from pos_app.domain.quantity import JIN_MILLI, ONE_MILLI
from pos_app.domain.sale import ReceiptNumber, settle
from pos_app.settings import SHOP_NAME, TILL_NAME, Settings
from pos_app.ui import theme
from pos_app.ui.presenters.ports import Screen
from pos_app.ui.sounds import Sounds
from pos_app.ui.window import Window
from pos_app.usecases.demo_shop import read_demo
from pos_app.usecases.ports import (
    DayFigures,
    JobState,
    KeySums,
    LineRow,
    Recorded,
    SaleDetail,
    SaleKept,
    SaleRow,
    TenderRow,
)
from pos_app.usecases.till import Session
from pos_app.words import RESOURCES
from sync.protocol.totals import Sums

NOW_MS = 1_795_415_520_000  # 2026-11-23 14:32 in China
TODAY = 20261123
OFFSET_MIN = 480
CASHIER = Staff("s2", "1002", "李芳", Role.OWNER)
SHELVES = ("饮料", "零食", "糖果", "乳品", "酒水", "速食", "冲饮", "调味干货", "日用", "文具")

_APPLES = Product(
    "apples", "红富士苹果", 598, unit="斤", is_weighed=True, price_per_milli=JIN_MILLI
)  # fmt: skip
_BEEF = Product("beef", "牛腱子肉", 8_980, unit="kg", is_weighed=True)
_LONG = Product(
    "long", "金龙鱼食用植物调和油非转基因压榨一级家庭装加量不加价", 10_990, spec="5L", unit="桶",
    barcodes=("6948195800149",),
)  # fmt: skip


class StandingClock:
    """A clock that stands."""

    def now_ms(self) -> int:
        return NOW_MS

    def utc_offset_min(self) -> int:
        return OFFSET_MIN

    def monotonic_ms(self) -> int:
        return 0


def framed(screen: Screen, view: QWidget) -> Window:
    """The window of a shop with one screen in it, which is up, and somebody signed in."""
    session = Session()
    session.staff = CASHIER
    settings = Settings({SHOP_NAME.key: "幸福便利店", TILL_NAME.key: "1 号机"})
    window = Window(settings, session, StandingClock(), Sounds(None))
    window.add_screen(screen, view, lambda: None)
    window.go(screen)
    return window


@cache
def goods() -> tuple[Product, ...]:
    """The demo shop's goods."""
    parsed = read_demo(Path(RESOURCES) / "demo").products
    return tuple(
        Product(
            f"p{at}", each.name, each.price_fen, each.spec, each.unit, each.category, each.codes
        )
        for at, each in enumerate(parsed)
    )


def categories() -> list[Category]:
    """The demo shop's shelves."""
    return [Category(name, name, at) for at, name in enumerate(SHELVES)]


def cart(*, lines: int = 6) -> Cart:
    """A cart of so many lines: weighed goods and a long name are among the last."""
    filled = Cart("cart")
    shelf = [*goods()[: max(0, lines - 3)]]
    while len(shelf) < lines - 3:
        shelf += [
            Product(f"{each.product_id}-{len(shelf)}", each.name, each.price_fen, each.spec)
            for each in goods()[: lines - 3 - len(shelf)]
        ]
    for at, product in enumerate([*shelf, _LONG, _APPLES, _BEEF][:lines]):
        qty_milli = 1_245 if product.is_weighed else one_piece(product) * (1 + at % 3)
        filled, _ = filled.add(product, "", qty_milli, f"line-{at}")
    return filled


def large_cart() -> Cart:
    """A cart of the largest figures that the till takes."""
    weights = Product("scrap", "废铜", 5_980, unit="kg", is_weighed=True)
    pieces = Product("phone", "智能手机礼盒装", 959_999_999, unit="台")
    bulk = Product("screws", "螺丝", 1, unit="颗")
    filled, _ = cart(lines=2).add(weights, "", 4_999_994, "line-weight")
    filled, _ = filled.add(bulk, "", 9_999_999_000, "line-bulk")
    filled, _ = filled.add(pieces, "", ONE_MILLI, "line-piece")
    return filled


def kept(received_fen: int = 50_000) -> SaleKept:
    """A sale that was just made."""
    sold = cart(lines=5)
    sale = settle(sold, (tender.cash("t", sold.total_fen, received_fen),))
    return SaleKept(sale, ReceiptNumber(1, 1, 128), Recorded(1, "f", NOW_MS, TODAY), 1)


def sales(count: int = 40) -> list[SaleRow]:
    """Sales of a day, newest first."""
    return [
        SaleRow(
            sale_id=f"s{at}",
            seq=count - at,
            receipt_code=make_receipt_code(1, 1, 128 - at),
            at_ms=NOW_MS - at * 427_000,
            utc_offset_min=OFFSET_MIN,
            business_day=TODAY,
            staff_name="李芳" if at % 3 else "王小明",
            line_count=1 + at * 7 % 9,
            total_fen=350 + at * 1_237 % 18_900,
            tender_kinds=("cash",),
        )
        for at in range(count)
    ]


def detail() -> SaleDetail:
    """The second of those sales, in full."""
    sold = cart(lines=7)
    rows = tuple(
        LineRow(
            line.name, line.code, line.unit, line.qty_milli, line.unit_fen, line.price_per_milli,
            line.amount_fen,
        )
        for line in sold.lines
    )  # fmt: skip
    given = TenderRow("cash", "paid", sold.total_fen, 60_000, 60_000 - sold.total_fen)
    row = sales(2)[1]._replace(total_fen=sold.total_fen, line_count=len(rows))
    return SaleDetail(row, rows, (given,), 0, JobState.CONFIRMED.value, 1)


def figures(percent: int = 100) -> DayFigures:
    """A day's totals, or so many per cent of them."""
    by_hour = {8: 18_640, 9: 25_310, 10: 19_985, 11: 36_420, 12: 54_870, 13: 28_160, 14: 12_405}
    if percent != 100:
        by_hour |= {15: 21_900, 16: 24_350, 17: 48_700, 18: 73_200, 19: 66_180, 20: 30_410}
    hours = {hour: fen * percent // 100 for hour, fen in by_hour.items()}
    whole_fen = sum(hours.values())
    cost_fen, costed_fen = whole_fen * 6 // 10, whole_fen * 8 // 10
    weights = (26, 19, 6, 13, 17, 7, 4, 3, 4, 1)
    shelves = [
        (name, whole_fen * weight // 100) for name, weight in zip(SHELVES, weights, strict=True)
    ]
    best = tuple(
        KeySums(each.product_id, each.title, Sums(9 - at, (30 - 2 * at) * 1_000, 9_900 - at * 700))
        for at, each in enumerate(goods()[:12])
    )
    return DayFigures(
        first_day=TODAY,
        last_day=TODAY,
        whole=Sums(87 * percent // 100, 312_000, whole_fen, cost_fen, costed_fen),
        by_hour=tuple(KeySums(f"{hour:02}", "", Sums(5, 1, fen)) for hour, fen in hours.items()),
        by_category=tuple(KeySums(name, name, Sums(5, 1, fen)) for name, fen in shelves),
        by_tender=(KeySums("cash", "cash", Sums(80, 1, whole_fen)),),
        by_tender_pending=(),
        best_products=best,
    )


def no_figures() -> DayFigures:
    """A day on which nothing was sold."""
    return DayFigures(TODAY, TODAY, Sums(), (), (), (), (), ())


def paper() -> bytes:
    """The picture of a receipt on 80 mm paper."""
    lines = ["幸福便利店", "", *(f"{line.name}   {line.amount_fen}" for line in cart().lines)] * 3
    picture = QImage(576, 40 + 34 * len(lines), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.setFont(theme.font(24))
    for at, line in enumerate(lines):
        painter.drawText(20, 44 + 34 * at, line)
    painter.end()
    kept_bytes = QBuffer()
    kept_bytes.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(kept_bytes, QByteArray(b"png")).write(picture)
    return bytes(kept_bytes.data().data())
