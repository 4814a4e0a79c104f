"""The virtual desk: what is pressed is scanned, what was printed can be looked at and kept."""

import io

import pytest
from PIL import Image
from PySide6.QtCore import Qt

from pos_app.ui.presenters.virtual_desk import PAPERS_MAX, UNKNOWN_CODE, VirtualDeskPresenter
from pos_app.ui.views.virtual_desk import VirtualDeskSheet
from pos_app.usecases.bulletin import PaperPrinted
from tests.qt.counter import COLA

K = Qt.Key


def strip(high: int) -> PaperPrinted:
    """A white paper of this height."""
    picture = io.BytesIO()
    Image.new("1", (576, high), 1).save(picture, "PNG")
    return PaperPrinted(picture.getvalue(), f"paper {high}")


class Desk:
    """The sheet over the counter's window; a press is typed by the scanner's keys."""

    def __init__(self, shop, folder):
        self.shop = shop
        self.folder = folder
        self.scanned = []
        self.sheet = VirtualDeskSheet(shop.window)
        notices = shop.window.notices
        self.presenter = VirtualDeskPresenter(self.sheet, shop.asker, notices, self._scan, folder)
        self.sheet.driven_by(self.presenter)

    def open(self):
        self.sheet.open()
        self.shop.answered()

    def _scan(self, code):
        assert self.shop.layer is None, "the desk is out of the way first"
        self.scanned.append(code)
        self.shop.keys.scan(code)


@pytest.fixture
def desk(shop, tmp_path):
    return Desk(shop, tmp_path / "pictures")


def test_a_product_is_scanned_into_the_cart(desk, shop):
    desk.open()
    names = [tile.data.name for tile in desk.sheet.goods.tiles()]
    assert sorted(names) == ["农夫山泉", "可口可乐", "面包", "鸡蛋"]

    tile = next(tile for tile in desk.sheet.goods.tiles() if tile.data.name == "可口可乐")
    shop.qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert desk.scanned == [COLA]
    assert shop.in_cart() == [("可口可乐", 1_000)]
    assert shop.layer is None


def test_a_code_nobody_knows_offers_a_new_product(desk, shop):
    desk.open()
    shop.press(K.Key_F9)

    assert desk.scanned == [UNKNOWN_CODE]
    assert shop.layer is not None
    assert shop.in_cart() == []


def test_without_paper_it_says_what_will_be_there(desk):
    desk.open()
    assert not desk.sheet.paper.isVisible()


def test_the_newest_paper_lies_on_top_and_keys_turn_to_older_ones(desk, shop):
    for high in (100, 200, 300):
        desk.presenter.printed(strip(high))
    desk.open()
    assert desk.sheet.paper.accessibleName() == "paper 300"
    assert desk.sheet.newer.reason()

    shop.press(K.Key_F6)
    shop.press(K.Key_F6)
    shop.press(K.Key_F6)
    assert desk.sheet.paper.accessibleName() == "paper 100"
    assert desk.sheet.older.reason()
    assert "3" in desk.sheet.place.text()

    shop.press(K.Key_F7)
    assert desk.sheet.paper.accessibleName() == "paper 200"


def test_only_the_last_papers_are_kept(desk):
    for high in range(1, PAPERS_MAX + 6):
        desk.presenter.printed(strip(high))
    desk.open()
    for _ in range(2 * PAPERS_MAX):
        desk.presenter.turned(1)

    assert desk.sheet.paper.accessibleName() == "paper 6"


def test_a_long_paper_is_scrolled(desk):
    desk.presenter.printed(strip(3_000))
    desk.open()
    desk.shop.answered()

    bar = desk.sheet.area.verticalScrollBar()
    assert (bar.value(), bar.maximum() > 500) == (0, True)


def test_a_paper_that_comes_while_looking_is_shown(desk):
    desk.presenter.printed(strip(100))
    desk.open()
    desk.presenter.printed(strip(200))

    assert desk.sheet.paper.accessibleName() == "paper 200"


def test_pictures_are_saved_and_never_over_one_another(desk, shop):
    for high in (100, 200):
        desk.presenter.printed(strip(high))
        desk.open()
        shop.press(K.Key_F8)
    heights = []
    for path in sorted(desk.folder.iterdir()):
        with Image.open(path) as picture:
            heights.append(picture.height)

    assert heights == [100, 200]
    assert "receipt-002.png" in shop.message


def test_a_folder_that_cannot_be_written_is_said(desk, shop):
    desk.folder.write_text("in the way")
    desk.presenter.printed(strip(100))
    desk.open()
    shop.press(K.Key_F8)

    assert str(desk.folder) in shop.message


def test_a_scan_over_the_desk_presses_nothing(desk, shop):
    desk.presenter.printed(strip(100))
    desk.open()
    pressed = shop.pressed()
    for stop in shop.stops():
        stop.setFocus()
        shop.scan(COLA)
        assert shop.layer is desk.sheet
    assert shop.in_cart() == []
    assert pressed == []


def test_the_language_changes_over_the_desk(desk, speak):
    desk.presenter.printed(strip(100))
    desk.open()
    speak("zh_CN")

    assert desk.sheet.place.text() == "第 1 张，共 1 张"
