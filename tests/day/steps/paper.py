"""Steps: the receipt printer and the drawer."""

import time

from tests.day.sentences import says
from tests.day.till import DEADLINE_S
from tests.day.world import Day

_FAULTS: dict[str, dict[str, object]] = {
    "正常": {},
    "关机": {"off": True},
    "缺纸": {"paper_out": True},
    "开着盖": {"cover_open": True},
    "卡住不动": {"hang": True},
    "打到一半就断线": {"drop_after": 300},
}
_STATES = {
    "等待": "queued", "打印中": "sending", "已打印": "confirmed", "未打印": "failed",
    "不清楚": "unknown",
}  # fmt: skip


@says("打印机接在网络上")
def network_printer(day: Day) -> None:
    day.connect_printer()


@says("打印机「{fault}」")
def printer_is(day: Day, fault: str) -> None:
    day.break_printer(**_FAULTS[fault])


@says("打印机吐出 {n_strips} 张纸")
def strips_are(day: Day, n_strips: int) -> None:
    """Exactly so many, once nothing is under way any more."""
    _await_strips(day, n_strips)
    day.rest()
    assert len(day.receipts()) == n_strips, day.receipts()


@says("打印机什么都还没打")
def nothing_printed(day: Day) -> None:
    assert day.receipts() == []


@says("第 {n_strip} 张纸上有「{text}」")
def strip_says(day: Day, n_strip: int, text: str) -> None:
    _await_strips(day, n_strip)
    assert text in day.receipts()[n_strip - 1], day.receipts()[n_strip - 1]


@says("第 {n_strip} 张纸上没有「{text}」")
def strip_does_not_say(day: Day, n_strip: int, text: str) -> None:
    _await_strips(day, n_strip)
    assert text not in day.receipts()[n_strip - 1], day.receipts()[n_strip - 1]


@says("最后一张纸上是")
def last_strip_is(day: Day, docstring: str) -> None:
    """The whole strip; blanks at the ends of lines do not count."""
    day.rest()
    printed = [line.rstrip() for line in day.receipts()[-1].strip("\n").splitlines()]
    wanted = [line.rstrip() for line in docstring.strip("\n").splitlines()]
    assert printed == wanted, "\n".join(printed)


@says("钱箱弹开 {n_pulses} 次")
def drawer_opened(day: Day, n_pulses: int) -> None:
    day.rest()
    assert day.pulses() == n_pulses


@says("各单小票依次是「{states}」")
def receipts_are(day: Day, states: str) -> None:
    day.expect([_STATES[each] for each in states.split()], "print_states")


def _await_strips(day: Day, count: int) -> None:
    deadline = time.monotonic() + DEADLINE_S
    while len(day.receipts()) < count and time.monotonic() < deadline:
        time.sleep(0.01)
    assert len(day.receipts()) >= count, day.receipts()
