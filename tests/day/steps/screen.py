"""Steps: what is seen and heard at the till."""

from pos_app import words
from tests.day.sentences import says
from tests.day.world import Day

_SCREENS = {
    "开店": "first_run", "登录": "sign_in", "收银": "sell", "收款": "pay", "找零": "change",
    "销售单": "sales", "日报": "day", "设置": "settings",
}  # fmt: skip
_SOUNDS = {"嘀": "scanned", "嘟": "unknown", "叮": "money"}
_LIGHTS = {"绿": "good", "黄": "wait", "红": "bad", "灭": "off", "不见": "dark"}
_COLOURS = {"浅色": "light", "深色": "dark", "高对比": "contrast"}


@says("画面是「{screen}」")
def screen_is(day: Day, screen: str) -> None:
    day.expect(_SCREENS[screen], "screen")


@says("看到「{text}」")
def sees(day: Day, text: str) -> None:
    day.expect(True, "says", text)


@says("看不到「{text}」")
def does_not_see(day: Day, text: str) -> None:
    day.rest()
    day.expect(False, "says", text)


@says("「{field}」里是「{text}」")
def field_holds(day: Day, field: str, text: str) -> None:
    day.expect(text, "typed", field)


@says("「{name}」是 {yuan} 元")
def amount_is(day: Day, name: str, yuan: int) -> None:
    day.expect(words.money(yuan), "yuan", name)


@says("「{name}」是「{figure}」")
def figure_is(day: Day, name: str, figure: str) -> None:
    day.expect(figure, "amount", name)


@says("购物车里是")
def cart_holds(day: Day, datatable: list[list[str]]) -> None:
    day.expect(datatable[1:], "cart")


@says("购物车是空的")
def cart_is_empty(day: Day) -> None:
    day.expect([], "cart")


@says("「{lamp}」灯是「{light}」的")
def lamp_is(day: Day, lamp: str, light: str) -> None:
    day.expect(_LIGHTS[light], "lamp", lamp)


@says("「{lamp}」灯说「{text}」")
def lamp_says(day: Day, lamp: str, text: str) -> None:
    day.expect(text, "lamp_says", lamp)


@says("听到「{sounds}」")
def hears(day: Day, sounds: str) -> None:
    """Every sound since the last time this was asked, in order; nothing for 「」."""
    day.expect([_SOUNDS[each] for each in sounds], "heard")
    day.till.forget_sounds()


@says("界面颜色是「{colours}」")
def colours_are(day: Day, colours: str) -> None:
    day.expect(_COLOURS[colours], "colours")
