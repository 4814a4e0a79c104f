"""Goods without end, the same at every run: names that a shop could have, real check digits."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from pos_app.domain.codes import check_digit
from pos_app.domain.product import Product

CATEGORIES = ("饮料", "零食", "方便食品", "粮油", "调味", "乳品", "酒水", "日化", "纸品", "文具")

_WORDS = {
    part: tuple(words.split())
    for part, words in tomllib.loads(
        Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
    ).items()
}
_UNITS = ("瓶", "袋", "盒", "包", "听")
_CHINESE = ("brands", "kinds", "things", "specs")
_LATIN = ("latin_brands", "latin_kinds", "latin_things", "specs")

# Prime to every length above and to powers of ten, so that no name and no code comes twice.
_STRIDE = 48_271
_LATIN_EVERY = 8


def entity_id(kind: int, number: int) -> str:
    """Return an id that says what it stands for; ids of one kind sort by number."""
    return f"{kind:04x}{number:028x}"


PRODUCT_KIND, CATEGORY_KIND = 1, 2


def barcode(number: int) -> str:
    """Return the EAN-13 of a product."""
    digits = f"69{(number * _STRIDE + 11) % 10**10:010}"
    return digits + check_digit(digits)


def name(number: int) -> tuple[str, str]:
    """Return name and size of a product; every eighth has a Latin one."""
    is_latin = number % _LATIN_EVERY == 0
    left = number * _STRIDE
    words = []
    for part in _LATIN if is_latin else _CHINESE:
        left, at = divmod(left, len(_WORDS[part]))
        words.append(_WORDS[part][at])
    *called, spec = words
    return (" " if is_latin else "").join(called) + f"{left % 10 or ''}", spec


def product(number: int) -> Product:
    """Return a product by its number, from 0."""
    called, spec = name(number)
    price_fen = 100 + number * 37 % 4_900
    return Product(
        entity_id(PRODUCT_KIND, number), called, price_fen, spec, _UNITS[number % len(_UNITS)],
        category_id(number % len(CATEGORIES)), (barcode(number),), cost_fen=price_fen * 7 // 10,
        tax_rate=1_300,
    )  # fmt: skip


def category_id(number: int) -> str:
    """Return the id of a category by its number."""
    return entity_id(CATEGORY_KIND, number)


def lines(count: int) -> Iterator[str]:
    """Yield the lines of a product file as a shop would bring it, header first."""
    yield "条码,品名,规格,分类,单位,售价,进价\n"
    for number in range(count):
        one = product(number)
        category = CATEGORIES[number % len(CATEGORIES)]
        price, cost = one.price_fen, one.cost_fen or 0
        yield (
            f"{one.barcodes[0]},{one.name},{one.spec},{category},{one.unit},"
            f"{price // 100}.{price % 100:02},{cost // 100}.{cost % 100:02}\n"
        )


def write_csv(file: Path, count: int) -> None:
    """Write a product file."""
    with file.open("w", encoding="utf-8") as out:
        out.writelines(lines(count))
