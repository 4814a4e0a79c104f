"""Steps: what hands do at the till. Parts are found by what they say."""

import time

from tests.day.sentences import says
from tests.day.till import DEADLINE_S
from tests.day.world import Day


@says("点「{button}」")
def press(day: Day, button: str) -> None:
    day.till.press(button)


@says("选中「{row}」这一行")
def choose_row(day: Day, row: str) -> None:
    day.till.choose_row(row)


@says("按「{key}」")
def press_key(day: Day, key: str) -> None:
    day.till.press_key(key)


@says("按 {n_times} 次「{key}」")
def press_key_often(day: Day, n_times: int, key: str) -> None:
    day.till.press_key(key, n_times)


@says("一秒内连按 {n_times} 次「{key}」")
def hammer(day: Day, n_times: int, key: str) -> None:
    day.till.hammer(key, n_times)


@says("输入「{text}」")
def type_text(day: Day, text: str) -> None:
    day.till.type(text)


@says("在「{field}」里输入「{text}」")
def type_into(day: Day, field: str, text: str) -> None:
    day.till.type_into(field, text)


@says("光标在「{field}」里")
def cursor_in(day: Day, field: str) -> None:
    day.till.focus(field)


@says("焦点在「{button}」上")
def focus_on(day: Day, button: str) -> None:
    day.till.focus_button(button)


@says("扫「{product}」")
def scan(day: Day, product: str) -> None:
    day.till.scan(day.code_of(product))


@says("扫条码「{code}」")
def scan_code(day: Day, code: str) -> None:
    day.till.scan(code)


@says("依次扫")
def scan_in_turn(day: Day, datatable: list[list[str]]) -> None:
    for (product,) in datatable:
        day.till.scan(day.code_of(product))


@says("一口气扫")
def scan_at_once(day: Day, datatable: list[list[str]]) -> None:
    day.till.scan_at_once([day.code_of(product) for (product,) in datatable])


@says("收现金 {yuan} 元")
def take_cash(day: Day, yuan: int) -> None:
    day.till.press_key("F12")
    day.expect("pay", "screen")
    day.till.type(f"{yuan // 100}.{yuan % 100:02}")
    day.till.press_key("回车")
    day.expect("change", "screen")


@says("卖出「{product}」")
def sell(day: Day, product: str) -> None:
    day.till.scan(day.code_of(product))
    day.till.press_key("F12")
    day.till.press_key("回车")
    day.expect("change", "screen")


@says("反复找「{text}」，直到看到「{product}」")
def search_until(day: Day, text: str, product: str) -> None:
    """Goods that were imported a moment ago are sold by barcode at once, and found by name
    when the background has got there."""
    deadline = time.monotonic() + DEADLINE_S
    while not day.till.says(product) and time.monotonic() < deadline:
        day.till.press_key("Esc")
        day.till.type(text)
        day.rest()
    day.expect(True, "says", product)


@says("把设置「{setting}」改成「{value}」")
def change_setting(day: Day, setting: str, value: str) -> None:
    day.till.change_setting(setting, value)
