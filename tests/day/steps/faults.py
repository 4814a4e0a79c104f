"""Steps: what can be wrong with the shop's file and its disk, and that nothing is lost."""

from pos_app.store import engine
from tests.day.sentences import says
from tests.day.world import Day

_PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(4_096)
_NEWER = "9999"


@says("店铺文件其实是一张图片")
def shop_is_a_picture(day: Day) -> None:
    day.folder.mkdir(exist_ok=True)
    (day.folder / engine.SHOP_FILE).write_bytes(_PICTURE)


@says("店铺文件是更新版本的程序写的")
def shop_is_newer(day: Day) -> None:
    day.lay_demo()
    day.keep_presets()
    raw = engine.connect(day.folder / engine.SHOP_FILE)
    raw.execute(f"UPDATE alembic_version SET version_num = '{_NEWER}'")
    raw.close()


@says("记下店铺文件")
def note_shop_file(day: Day) -> None:
    day.noted = (day.folder / engine.SHOP_FILE).read_bytes()


@says("店铺文件一个字节都没变")
def shop_file_is_unchanged(day: Day) -> None:
    assert (day.folder / engine.SHOP_FILE).read_bytes() == day.noted


@says("这家店已经在另一个窗口开着")
def open_elsewhere(day: Day) -> None:
    day.lay_demo()
    day.open_elsewhere()


@says("另一个窗口照常卖出「{product}」")
def other_window_sells(day: Day, product: str) -> None:
    other = day.elsewhere
    other.scan(day.code_of(product))
    other.press_key("F12")
    other.press_key("回车")
    assert other.becomes("screen", [], "change") == "change"


@says("磁盘满了")
def disk_is_full(day: Day) -> None:
    day.till.fill_disk()


@says("磁盘又有空间了")
def disk_has_room(day: Day) -> None:
    day.till.free_disk()


@says("一件一件地扫，直到看到「{text}」")
def scan_until(day: Day, text: str) -> None:
    """Scan what the shop has, in the order of the shelf, as far as it goes."""
    for code in day.codes.values():
        if day.till.says(text):
            return
        day.till.scan(code)
    assert day.till.says(text), day.till.all_texts()


@says("购物车和扫到的一样多")
def cart_is_what_was_heard(day: Day) -> None:
    """A line for each scan that was confirmed with a sound, and no other."""
    heard = day.till.heard()
    day.expect(heard.count("scanned"), "cart_size")
