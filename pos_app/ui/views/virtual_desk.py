"""The virtual desk: goods to hold before a scanner, and the paper that came out of a printer."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from pos_app import words
from pos_app.domain.product import Product
from pos_app.ui import theme
from pos_app.ui.components import paint
from pos_app.ui.components.button import Action, IconButton
from pos_app.ui.components.empty import EmptyPage
from pos_app.ui.components.label import Label, SectionHeader
from pos_app.ui.components.layers import Key
from pos_app.ui.components.layout import Rule, Scroll, Surface, column, holding, row
from pos_app.ui.components.sheet import SideSheet
from pos_app.ui.components.tile import TileData
from pos_app.ui.components.tile_grid import TileGrid
from pos_app.ui.presenters.virtual_desk import Paper, VirtualDeskPresenter
from pos_app.words import mark

_TITLE = mark("Virtual devices")
_SCANNER = mark("Scanner")
_SCANNER_HELP = mark("Press something: its code is typed as a real scanner types it.")
_UNKNOWN = mark("A code nobody knows")
_NO_GOODS = mark("No product with a barcode yet")
_PRINTER = mark("Printer")
_NO_PAPER = mark("Nothing was printed yet")
_NO_PAPER_HELP = mark("Sell something: its receipt will lie here.")
_OLDER = mark("Older paper")
_NEWER = mark("Newer paper")
_PLACE = mark("{number} of {count}")
_SAVE = mark("Save picture")
_NO_OLDER = mark("This is the oldest paper that is kept")
_NO_NEWER = mark("This is the newest paper")
_WIDE = 900
_PAPER_WIDE = 416


class VirtualDeskSheet(SideSheet):
    """Shows goods and paper, and reports what was pressed. It decides nothing."""

    def __init__(self, host: QWidget) -> None:
        self.goods = TileGrid(empty=_NO_GOODS, tile_height=84)
        self.unknown = Action(_UNKNOWN, key="F9", icon="help")
        self.paper = PaperStrip()
        self.area = Scroll(self.paper)
        self.older = IconButton("chevron-left", _OLDER, key="F6")
        self.newer = IconButton("chevron-right", _NEWER, key="F7")
        self._keys = [_press_by("F6", self.older), _press_by("F7", self.newer)]
        self.place = Label("", tone="ink-2", align=paint.CENTRE)
        self.save = Action(_SAVE, key="F8", icon="download", size="normal")
        self._products: dict[str, Product] = {}
        self._pages = QStackedWidget()
        self._pages.addWidget(EmptyPage("receipt-text", _NO_PAPER, _NO_PAPER_HELP))
        self._pages.addWidget(self._paper_page())
        both = row((self._goods_page(), 1), Rule(upright=True), self._pages, gap=0)
        self._pages.setFixedWidth(_PAPER_WIDE + 2 * theme.WIDE)
        super().__init__(host, _TITLE, holding(both), width=_WIDE)

    def driven_by(self, presenter: VirtualDeskPresenter) -> None:
        """Send every press to this presenter, and keep it alive."""
        self._presenter = presenter
        self.opened.connect(presenter.shown)
        self.goods.chosen.connect(lambda key: presenter.picked(self._products[key]))
        self.unknown.clicked.connect(presenter.picked_unknown)
        self.older.clicked.connect(lambda: presenter.turned(1))
        self.newer.clicked.connect(lambda: presenter.turned(-1))
        self.save.clicked.connect(presenter.wants_save)

    def show_goods(self, products: Sequence[Product]) -> None:
        """Show these as tiles."""
        self._products = {each.product_id: each for each in products}
        self.goods.set_tiles([_tile(each) for each in products])

    def show_paper(self, paper: Paper | None) -> None:
        """Show a strip of paper from its upper edge on, and where it lies among the others."""
        self._pages.setCurrentIndex(0 if paper is None else 1)
        if paper is None:
            return
        self.paper.show_png(paper.png, paper.text)
        self.area.verticalScrollBar().setValue(0)
        self.place.set_message(_PLACE, number=paper.number, count=paper.kept)
        self.older.set_reason(_NO_OLDER if paper.number == paper.kept else "")
        self.newer.set_reason(_NO_NEWER if paper.number == 1 else "")

    def leave(self) -> None:
        """Uncover the screen."""
        self.dismiss()

    def _first_focus(self) -> QWidget:
        return self

    def _goods_page(self) -> QWidget:
        return holding(
            column(
                SectionHeader(_SCANNER), Label(_SCANNER_HELP, tone="ink-2", wrap=True), theme.GRID,
                (self.goods, 1), self.unknown, margin=theme.WIDE,
            )
        )  # fmt: skip

    def _paper_page(self) -> QWidget:
        turn = row(self.older, (self.place, 1), self.newer)
        head = row((SectionHeader(_PRINTER), 1), self.save)
        desk = holding(column((self.area, 1), margin=theme.GAP), Surface("canvas"))
        return holding(column(head, (desk, 1), turn, margin=theme.WIDE))


class PaperStrip(QWidget):
    """A strip of paper as the printer printed it, as wide as its place. Paper is white."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_png(self, png: bytes, text: str) -> None:
        """Show this picture; the text is read to those who cannot see it."""
        picture = QPixmap()
        picture.loadFromData(png)
        self._picture = picture
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, wide: int) -> int:
        shown = min(wide, self._picture.width())
        return shown * self._picture.height() // max(1, self._picture.width())

    def sizeHint(self) -> QSize:
        return QSize(self._picture.width(), self.heightForWidth(max(1, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(1, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        wide = min(self.width(), self._picture.width())
        left = (self.width() - wide) // 2
        ratio = self.devicePixelRatioF()
        sharp = self._picture.scaledToWidth(
            round(wide * ratio), Qt.TransformationMode.SmoothTransformation
        )
        sharp.setDevicePixelRatio(ratio)
        painter.drawPixmap(left, 0, sharp)


def _press_by(key: str, button: IconButton) -> Key:
    made = Key(key, button)
    made.activated.connect(button.press)
    return made


def _tile(product: Product) -> TileData:
    return TileData(
        product.product_id, product.name, words.yuan(product.price_fen), spec=product.spec
    )
