"""Steps: which till there is, who is at it, what time it is."""

from tests.day.clock import moment_ms
from tests.day.sentences import says
from tests.day.world import Day


@says("一台新的收银机")
def new_till(day: Day) -> None:
    day.switch_on()


@says("演示店在登录画面")
def demo_at_sign_in(day: Day) -> None:
    day.lay_demo()
    day.switch_on()


@says("演示店里「{name}」已登录")
def demo_signed_in(day: Day, name: str) -> None:
    demo_at_sign_in(day)
    day.till.sign_in_as(name)


@says("演示店还没有打开")
def demo_closed(day: Day) -> None:
    day.lay_demo()


@says("收银机可以突然断电")
def may_lose_power(day: Day) -> None:
    day.use_far_till()


@says("打开收银机")
def switch_on(day: Day) -> None:
    day.switch_on()


@says("关掉收银机")
def switch_off(day: Day) -> None:
    day.switch_off()


@says("突然断电")
def pull_the_plug(day: Day) -> None:
    day.pull_the_plug()


@says("「{name}」已登录")
def signed_in(day: Day, name: str) -> None:
    day.till.sign_in_as(name)


@says("事先设好「{setting}」是「{value}」")
def preset(day: Day, setting: str, value: str) -> None:
    day.preset(setting, value)


@says("时间是「{moment}」")
def at_time(day: Day, moment: str) -> None:
    day.set_time(moment_ms(moment))


@says("过了 {n_seconds} 秒")
def seconds_pass(day: Day, n_seconds: int) -> None:
    day.now_ms += n_seconds * 1_000
    if day.is_on:
        day.till.wait(n_seconds)


@says("时钟被往回拨 {n_minutes} 分钟")
def clock_set_back(day: Day, n_minutes: int) -> None:
    day.set_time(day.now_ms - n_minutes * 60_000)
