"""The frozen statements: equal to their expressions, and enough for a sale without SQLAlchemy."""

import subprocess
import sys
from pathlib import Path

import pytest

from pos_app.store import freeze
from tests.store.shop_kit import Till

ROOT = Path(__file__).parents[2]

SELLING = """
import sys
from itertools import count
from pathlib import Path

from pos_app.domain.cart import Cart
from pos_app.domain.people import SYSTEM
from pos_app.store.shop_file import open_shop
from pos_app.usecases.checkout import Checkout
from pos_app.usecases.ring_up import RingUp
from tests.fakes import StandingClock

numbers = count(1_000)
new_id = lambda: f"{next(numbers):032x}"
shop = open_shop(Path(sys.argv[1]), StandingClock(), new_id)
shop.queries.login("1001")
shop.settings.values()
ring_up = RingUp(shop.queries, shop.drafts, new_id)
cart = ring_up.scan(Cart(new_id()), "1", SYSTEM).cart
kept = Checkout(shop.writer, new_id, lambda: True).cash(cart, 1_000, SYSTEM)
shop.print_jobs.next_queued()
shop.close()
late = {"sqlalchemy", "alembic", "cryptography", "pos_app.store.tables"} & set(sys.modules)
print(kept.recorded.seq, sorted(late))
"""


@pytest.mark.parametrize("path", freeze.frozen_files(), ids=lambda path: path.name)
def test_the_text_is_that_of_the_expressions(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == freeze.frozen_files()[path]


def test_no_other_text_lies_there() -> None:
    folder = next(iter(freeze.frozen_files())).parent

    assert {*folder.glob("*.py")} == {*freeze.frozen_files(), folder / "__init__.py"}


def test_every_statement_is_one_that_the_file_understands(till: Till) -> None:
    for text in freeze.frozen_files().values():
        found: dict[str, object] = {}
        exec(text, found)
        for name, statement in found.items():
            for each in statement if isinstance(statement, tuple) else (statement,):
                if name.isupper() and isinstance(each, str):
                    with till.shop.writer.rows() as database:
                        names = dict.fromkeys(_names(each), 1)
                        count = each.count("?")
                        database.execute(f"EXPLAIN {each}", names or (1,) * count)


def _names(statement: str) -> list[str]:
    words = statement.replace("(", " ").replace(")", " ").replace(",", " ").replace("=", " ")
    return [word[1:] for word in words.replace("-", " ").split() if word.startswith(":")]


def test_a_sale_needs_no_sqlalchemy(till: Till) -> None:
    till.stock(till.product("可乐", "1"))
    till.shop.close()

    found = subprocess.run(
        [sys.executable, "-c", SELLING, str(till.folder)],
        check=True, timeout=60, capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip

    assert found.stdout == "2 []\n"
