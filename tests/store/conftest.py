"""A till with an open shop, for every test of the store that asks for one."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from pos_app.store.engine import DatabaseError
from tests.store.shop_kit import Till


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    till = Till(tmp_path / "shop")
    yield till
    with suppress(DatabaseError, OSError):
        till.shop.close()
