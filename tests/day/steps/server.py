"""Steps: the server, the cable to it, and pairing."""

from tests.day.cable import CUT, STRANGER, THROUGH
from tests.day.sentences import says
from tests.day.server import ShopDay
from tests.day.world import Day


@says("服务器开着，演示店里「{name}」已登录")
def server_and_till(day: Day, name: str) -> None:
    """A shop of its own: a server knows each journal once."""
    day.lay_cable()
    day.lay_demo(of_its_own=True)
    day.switch_on()
    day.till.sign_in_as(name)


@says("用服务器给的配对码配对")
def pair(day: Day) -> None:
    pair_with(day, day.server.pairing_code(day.shop_on_server))


@says("用配对码「{code}」配对")
def pair_with(day: Day, code: str) -> None:
    day.till.press_key("Ctrl+E")
    day.till.press("与服务器配对")
    day.till.type_into("服务器地址", day.lay_cable().url)
    day.till.type_into("配对码", code)
    day.till.press_key("回车")


@says("拔掉网线")
def cut(day: Day) -> None:
    day.lay_cable().put(CUT)


@says("插好网线")
def mend(day: Day) -> None:
    day.lay_cable().put(THROUGH)


@says("网络要先在网页上登录")
def stranger(day: Day) -> None:
    """Whatever is asked for, a web page comes back: HTML instead of an answer."""
    day.lay_cable().put(STRANGER)


@says("全部上传了")
def all_sent(day: Day) -> None:
    day.expect("good", "lamp", "未上传 0")


@says("服务器上「{date}」有 {n_sales} 笔销售，共 {yuan} 元")
def server_holds(day: Day, date: str, n_sales: int, yuan: int) -> None:
    wanted = [ShopDay(date, n_sales, f"¥{yuan // 100:,}.{yuan % 100:02}")]
    assert day.server.await_days(day.shop_on_server, wanted) == wanted


@says("服务器上还没有这家店的销售")
def server_holds_nothing(day: Day) -> None:
    assert day.server.days(day.shop_on_server) == []
