"""Open carts come back as they were, line for line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.cart import Cart
from pos_app.domain.people import SYSTEM
from pos_app.usecases.ring_up import RingUp
from tests.store.shop_kit import Till


def stocked(folder: Path) -> Till:
    till = Till(folder)
    till.stock(*(till.product(f"货{n}", f"{n}", price_fen=100 + n) for n in range(4)))
    return till


@settings(max_examples=15)
@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.just("scan"), st.integers(0, 1), st.integers(0, 3)),
            st.tuples(st.just("step"), st.integers(0, 1), st.integers(0, 9)),
            st.tuples(st.just("remove"), st.integers(0, 1), st.integers(0, 9)),
        ),
        max_size=14,
    )
)
def test_carts_outlive_the_program(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    till = stocked(tmp_path_factory.mktemp("shop"))
    ring_up = RingUp(till.shop.queries, till.shop.drafts, till.new_id)
    carts = [Cart(till.new_id()), Cart(till.new_id())]
    touched: list[int] = []
    for verb, which, number in steps:
        cart = carts[which]
        if verb == "scan":
            carts[which] = ring_up.scan(cart, str(number), SYSTEM).cart
            touched.append(which)
        elif cart.lines:
            line = cart.lines[number % len(cart.lines)]
            if verb == "step":
                carts[which] = ring_up.step(cart, line.line_id, 1, SYSTEM).cart
            else:
                carts[which] = ring_up.remove(cart, line.line_id, SYSTEM)

    kept = till.reopen().drafts.open_carts()

    assert list(kept) == [carts[which] for which in dict.fromkeys(touched)]
    till.shop.close()


def test_a_sold_cart_is_gone_and_the_other_stays(tmp_path: Path) -> None:
    till = stocked(tmp_path)
    waiting = till.ring_up("1", "2")

    till.sell("3")

    assert till.shop.drafts.open_carts() == [waiting]
    till.shop.close()


def test_a_killed_program_loses_no_scan(tmp_path: Path) -> None:
    till = stocked(tmp_path)
    till.shop.close()
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from tests.store.shop_kit import Till\n"
        "till = Till.__new__(Till)\n"
        "till.folder = Path(sys.argv[1])\n"
        "from tests.fakes import StandingClock\n"
        "from itertools import count\n"
        "numbers = count(1_000)\n"
        "till.clock, till.new_id = StandingClock(), lambda: f'{next(numbers):032x}'\n"
        "till.open()\n"
        "till.ring_up('1', '2', '2')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], check=False, timeout=60, env=environment
    )

    [cart] = till.open().drafts.open_carts()

    assert [(line.name, line.qty_milli) for line in cart.lines] == [("货1", 1_000), ("货2", 2_000)]
    till.shop.close()
