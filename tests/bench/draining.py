"""A day sold without a network, to the real server over loopback HTTP."""

import gzip
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import requests

from pos_app.bootstrap.uplink import Uplink
from pos_app.domain.cart import Cart
from pos_app.domain.people import authority_of
from pos_app.hardware.clock import SystemClock
from pos_app.store import journal
from pos_app.store.ids import new_id
from pos_app.store.shop_file import ShopFile
from pos_app.usecases.bulletin import Bulletin
from pos_app.usecases.checkout import Checkout
from pos_app.usecases.ring_up import RingUp
from tests.bench import goods, shops
from tests.bench.results import Result, against_aim
from tests.bench.sizes import Size
from tests.bench.stopwatch import waited

AIM_S = 5
LINES_A_SALE = 3
SMALL_SHOP = 200
DEADLINE_S = 120
FACTS_A_POST = 200


def drain(work: Path, shop: Path, size: Size) -> list[Result]:
    """Pair, go offline, sell, come back: until the server has acknowledged everything."""
    data, folder = work / "server", work / "drain"
    for each in (data, folder):
        shutil.rmtree(each, ignore_errors=True)
    small = shops.prepared(work.parent, SMALL_SHOP, 0, lambda words: None)
    open_shop = shops.opened(shops.copied(small, folder))
    with _server(data) as url:
        _synced_s(open_shop, url, _pairing_code(data))
        acked_seq = open_shop.writer.tip.seq
        _sell(open_shop, size.offline_sales)
        took_s = _synced_s(open_shop, "", "")
    facts = list(journal.entries(open_shop.readers.here(), acked_seq))
    open_shop.close()
    name = f"{len(facts):,} sales made offline, on the server"
    return [against_aim(name, took_s, "s", _echoed_s(facts), AIM_S)]


def _synced_s(open_shop: ShopFile, url: str, code: str) -> float:
    """Run the till's sync until all is acknowledged; return how long that took."""
    uplink = Uplink(open_shop, Bulletin(), SystemClock())
    uplink.worker.start()
    if code:
        uplink.enrol(url, code)
    began = perf_counter()
    tip_seq = open_shop.writer.tip.seq
    waited(lambda: open_shop.sync.load().acked_seq >= tip_seq, DEADLINE_S)
    took_s = perf_counter() - began
    uplink.worker.stop()
    return took_s


def _sell(open_shop: ShopFile, count: int) -> None:
    authority = authority_of(open_shop.queries.staff()[0])
    ring_up = RingUp(open_shop.queries, open_shop.drafts, new_id)
    checkout = Checkout(open_shop.writer, new_id, lambda: False)
    for number in range(count):
        cart = Cart(new_id())
        for at in range(LINES_A_SALE):
            code = goods.barcode((number + at * 7) % SMALL_SHOP)
            cart = ring_up.scan(cart, code, authority).cart
        checkout.cash(cart, 100_000, authority)


@contextmanager
def _server(data: Path) -> Iterator[str]:
    """Run the server as it is run: a process of its own on a free port of this machine."""
    command = [sys.executable, "-u", "-m", "sync.server", "--data-dir", str(data), "--port", "0"]
    with subprocess.Popen(
        command, cwd=shops.ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                if "http://" in line:
                    yield line.split()[-1]
                    break
            else:
                raise AssertionError("the server did not start")
        finally:
            process.terminate()
            process.wait(30)


def _pairing_code(data: Path) -> str:
    command = [sys.executable, "-m", "sync.server", "--data-dir", str(data), "pair", "--shop", "A"]
    done = subprocess.run(
        command, cwd=shops.ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.splitlines()[0].split()[-1]


def _echoed_s(facts: list[journal.Linked]) -> float:
    """Post the same facts, packed alike, to a server that only reads them."""
    command = [sys.executable, "-m", "tests.bench.echo_server"]
    with subprocess.Popen(
        command, cwd=shops.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        url = f"http://127.0.0.1:{int(process.stdout.readline())}/"
        with requests.Session() as session:
            session.trust_env = False
            session.post(url, data=b"", timeout=10)
            began = perf_counter()
            for at in range(0, len(facts), FACTS_A_POST):
                part = facts[at : at + FACTS_A_POST]
                body = gzip.compress(b"".join(each.head + each.body for each in part), 6)
                session.post(url, data=body, timeout=10)
            took_s = perf_counter() - began
        process.stdin.close()
    return took_s
