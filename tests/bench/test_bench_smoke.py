"""Every measurement runs, on a shop small enough to wait for; nothing here judges a time."""

import json
import os
import subprocess
import sys

import pytest

from pos_app.store.ledger.rebuild import rebuild
from pos_app.store.tables import LEDGER
from tests.bench import results, shops
from tests.bench.measure import MEASUREMENTS
from tests.bench.results import Result, against_aim, against_floor, p50, p99
from tests.bench.sizes import SIZES

# A rebuild gives products new keys; what they are is compared where they are sold.
REBUILT_ALIKE = [table.name for table in LEDGER if table.name not in ("product", "product_barcode")]


@pytest.fixture(scope="module")
def into(tmp_path_factory):
    return tmp_path_factory.mktemp("bench")


@pytest.fixture(scope="module")
def shop(into):
    size = SIZES["tiny"]
    return shops.prepared(into / "bench", size.products, size.sales, lambda words: None)


@pytest.mark.parametrize("name", MEASUREMENTS)
def test_a_measurement_runs_and_says_what_it_found(into, shop, name):
    if name == "memory" and not sys.platform.startswith("linux"):
        pytest.skip("only Linux says what a process takes")
    command = [sys.executable, "-m", "tests.bench", "--tiny", "--into", str(into), "--only", name]
    done = subprocess.run(
        command, cwd=shops.ROOT, env=dict(os.environ), capture_output=True, text=True, check=False
    )

    assert done.returncode in (0, 1), done.stdout + done.stderr
    found = json.loads((into / "bench.json").read_text(encoding="utf-8"))
    assert found
    for each in found:
        assert list(each) == list(Result._fields)
        assert each["name"] in done.stdout
        assert each["value"] > 0
        assert isinstance(each["ok"], bool | None)


def test_the_seeded_shop_is_as_its_journal_says(into, shop):
    with shops.raw(shops.copied(shop, into / "copy")) as database:
        before = _rows(database)
        database.execute("BEGIN IMMEDIATE")
        rebuild(database)
        assert _rows(database) == before
        database.execute("ROLLBACK")


def test_the_seeded_shop_opens_and_is_sound(into, shop):
    opened = shops.opened(shops.copied(shop, into / "checked"))
    opened.check_all()
    opened.close()


def test_a_shop_is_made_once(into, shop):
    size = SIZES["tiny"]
    made = []
    again = shops.prepared(into / "bench", size.products, size.sales, made.append)
    assert (again, made) == (shop, [])


def test_a_budget_is_judged_by_ratio_or_by_aim():
    assert against_floor("a", 3.0, "ms", 2.0, 1.5).ok is True
    assert against_floor("a", 3.1, "ms", 2.0, 1.5).ok is False
    assert against_floor("a", 3.1, "ms", 2.0, None).ok is None
    assert against_aim("a", 8.0, "ms", 1.0, 8).ok is True
    assert against_aim("a", 8.1, "ms", None, 8) == Result(
        "a", 8.1, "ms", None, None, "≤ 8 ms", False
    )


def test_what_one_in_a_hundred_exceeds():
    assert (p50([3, 1, 2]), p99(range(1, 101)), p99([7])) == (2, 100, 7)


def test_results_are_read_as_they_were_written(tmp_path):
    found = [against_floor("a", 3.0, "ms", 2.0, 1.5), against_aim("b", 1.0, "s", None, 5)]
    results.write(found, tmp_path / "deep" / "bench.json")
    assert results.read((tmp_path / "deep" / "bench.json").read_text(encoding="utf-8")) == found
    assert len(results.table(found).splitlines()) == 3


def _rows(database):
    return {
        name: sorted(database.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
        for name in REBUILT_ALIKE
    }
