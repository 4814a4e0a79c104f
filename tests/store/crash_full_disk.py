"""The till on a disk of a few mebibytes that fills up while it sells, and then may not be
written at all: a program for a process that may mount."""

import subprocess
import sys
from pathlib import Path

from pos_app.store.ids import new_id
from pos_app.store.shop_file import ShopFile, open_shop
from pos_app.store.troubles import DiskFull, DiskFullReserve, ReadOnly, StoreTrouble
from tests.fakes import StandingClock
from tests.store.crash_books import assert_holds, audit, read_books
from tests.store.crash_day import BREAD, COLA, Counter, Sold, Step, Verb, make_shop, scans

SIZE_MIB, LARGER_MIB = 2, 8
RESERVE_BYTES = 256 * 1024
SALES_MAX = 5_000


def mount(folder: Path, options: str) -> None:
    """Mount memory as a disk, or change how it is mounted."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", str(folder)], check=True)


def open_again(folder: Path) -> tuple[ShopFile, Counter]:
    """Open the shop and stand at its counter."""
    clock = StandingClock()
    shop = open_shop(folder, clock, new_id, reserve_bytes=RESERVE_BYTES)
    return shop, Counter(shop, clock)


def sell_until(counter: Counter, sold: list[Sold]) -> StoreTrouble:
    """Sell until the disk refuses; every sale that was answered is added."""
    for _ in range(SALES_MAX):
        try:
            sell(counter, sold)
        except StoreTrouble as trouble:
            return trouble
    raise AssertionError("the disk never fills")


def sell(counter: Counter, sold: list[Sold]) -> None:
    """Sell one more cart."""
    for step in (*scans(COLA, BREAD), Step(Verb.SELL)):
        answer = counter.do(step)
        if answer is not None:
            sold.append(answer)


def main(folder: Path) -> None:
    """Fill the disk, give it room, forbid it; assert at each step what a shop is owed."""
    mount(folder, f"size={SIZE_MIB}m")
    make_shop(folder)
    shop, counter = open_again(folder)
    (folder / "reserve.bin").write_bytes(bytes(RESERVE_BYTES))
    sold: list[Sold] = []

    assert type(sell_until(counter, sold)) is DiskFullReserve
    before_reserve = len(sold)
    assert type(sell_until(counter, sold)) is DiskFull
    assert len(sold) > before_reserve > 0, "the reserve was for sales"
    assert len(read_books(shop).sales) == len(sold)

    mount(folder, f"remount,size={LARGER_MIB}m")
    sell(counter, sold)
    shop.close()

    shop, _ = open_again(folder)
    audit(shop)
    assert_holds(shop, sold)
    assert len(read_books(shop).sales) == len(sold)
    shop.close()

    mount(folder, "remount,ro")
    try:
        open_again(folder)
    except ReadOnly:
        return
    raise AssertionError("opened what may not be written")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
