"""Search as one types: every kind of query, beside one prefix query on the same table."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from pos_app.domain.product import Product
from pos_app.store.engine import Database
from pos_app.store.search.readings import readings
from pos_app.ui.presenters.sell import SEARCH_LIMIT
from tests.bench import goods, shops
from tests.bench.results import Result, against_floor, p99
from tests.bench.sizes import Size
from tests.bench.stopwatch import took_ms

RATIO_MAX = 3
PREFIX_LETTERS = 4

_FLOOR = "SELECT rowid FROM search_find WHERE search_find MATCH ? ORDER BY rowid LIMIT ?"
_KEYS_EACH = 6


def search_as_you_type(work: Path, shop: Path, size: Size) -> list[Result]:
    """Type words of each kind key by key; the worst of a hundred keys counts."""
    open_shop = shops.opened(shop)
    database = open_shop.readers.here()
    floor_ms = _floor_ms(database, size)
    chance = random.Random(7)
    results = []
    for kind, typed in _KINDS.items():
        queries = [
            text
            for _ in range(size.searches)
            for text in typed(goods.product(chance.randrange(size.products)))
        ]
        open_shop.queries.search(queries[0], SEARCH_LIMIT)
        taken = [took_ms(open_shop.queries.search, text, SEARCH_LIMIT) for text in queries]
        name = f"search as you type, {kind}, p99"
        results.append(against_floor(name, p99(taken), "ms", floor_ms, RATIO_MAX))
    open_shop.close()
    return results


def _floor_ms(database: Database, size: Size) -> float:
    """One word that many names have, by its first four letters, with the bare driver."""
    names = (goods.name(number)[0] for number in range(0, size.products, 8))
    begins = Counter(
        word[:PREFIX_LETTERS].lower()
        for name in names
        for word in name.split()
        if len(word) > PREFIX_LETTERS
    )
    query = f'"{begins.most_common(1)[0][0]}"*'

    def ask() -> None:
        assert len(database.execute(_FLOOR, (query, SEARCH_LIMIT)).fetchall()) > 1

    ask()
    return p99([took_ms(ask) for _ in range(size.searches * _KEYS_EACH)])


def _key_by_key(text: str) -> Iterator[str]:
    return (text[: at + 1] for at in range(min(len(text), _KEYS_EACH)))


def _chinese(product: Product) -> Iterator[str]:
    return _key_by_key(product.name)


def _pinyin(product: Product) -> Iterator[str]:
    return _key_by_key("".join(_read(product.name)))


def _initials(product: Product) -> Iterator[str]:
    return _key_by_key("".join(one[0] for one in _read(product.name)))


def _barcode_end(product: Product) -> Iterator[str]:
    code = product.barcodes[0]
    return (code[-length:] for length in range(3, 9))


def _two_words(product: Product) -> Iterator[str]:
    return (f"{product.name[-2:]} {text}" for text in _key_by_key(product.name[:2]))


def _read(name: str) -> list[str]:
    return [str(readings().get(one, (one,))[0]).lower() for one in name]


_KINDS: dict[str, Callable[[Product], Iterator[str]]] = {
    "name": _chinese,
    "pinyin": _pinyin,
    "initials": _initials,
    "end of barcode": _barcode_end,
    "two words": _two_words,
}
