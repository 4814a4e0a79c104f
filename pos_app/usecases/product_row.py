"""One row of a product file: which column is which, and what its cells say."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pos_app.domain.codes import normalise
from pos_app.domain.errors import mark
from pos_app.domain.money import FEN_MAX
from pos_app.domain.product import NAME_LENGTH_MAX, UNSEEN
from pos_app.usecases.barcode_repair import Repaired, Unusable, repair

SPEC_LENGTH_MAX = 60
UNIT_LENGTH_MAX = 12
CATEGORY_LENGTH_MAX = 40
CODES_MAX = 20

NO_NAME = mark("There is no product name.")
NO_PRICE = mark("There is no price.")
TEXT_TOO_LONG = mark("{column}: more than {length_max} characters.")
NOT_A_NUMBER = mark("{column}: “{typed}” is not a number.")
NEGATIVE = mark("{column}: “{typed}” is below zero.")
TOO_MANY_DECIMALS = mark("{column}: “{typed}” has more than two decimals.")
ABOVE_LIMIT = mark("{column}: “{typed}” is more than 9,999,999.99.")
TOO_MANY_CODES = mark("There are more than {codes_max} barcodes.")

# How a column is called, the name that messages use first. People look for these words
# in their own file, so that they stay as they are in every language.
COLUMN_NAMES = {
    "barcode": (
        "条码", "商品条码", "条形码", "商品条形码", "国际条码", "主条码", "条码号",
        "barcode", "barcodes", "ean", "ean13", "upc", "gtin",
    ),
    "name": (
        "品名", "商品名称", "名称", "商品名", "商品", "产品名称", "货品名称",
        "name", "product", "productname", "title",
    ),
    "price": (
        "售价", "零售价", "销售价", "零售单价", "单价", "价格", "标价",
        "price", "priceyuan", "saleprice", "retailprice",
    ),
    "spec": ("规格", "商品规格", "规格型号", "spec", "specification", "size"),
    "unit": ("单位", "主单位", "计量单位", "销售单位", "unit"),
    "category": (
        "分类", "类别", "商品分类", "商品类别", "分类名称", "类别名称", "类目", "品类",
        "category", "categoryname",
    ),
    "cost": (
        "进价", "成本", "成本价", "进货价", "采购价",
        "cost", "costyuan", "costprice", "purchaseprice",
    ),
}  # fmt: skip
NEEDED_COLUMNS = ("barcode", "name", "price")

_COLUMN_OF = {name: column for column, names in COLUMN_NAMES.items() for name in names}
_TITLES = {column: f"{names[0]} ({column})" for column, names in COLUMN_NAMES.items()}
_NOT_IN_A_TITLE = re.compile(r"\(.*?\)|\[.*?\]|[\s_*:：【】-]")
_BETWEEN_CODES = re.compile(r"[,;、|]")
_AMOUNT = re.compile(r"([+-]?)(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})?(?:\.(\d*))?", re.ASCII)
_CURRENCY = re.compile(r"^(?:[¥]|RMB|CNY)\s*|\s*元$", re.IGNORECASE)
_SHOWN_MAX = 24


class ParsedProduct(NamedTuple):
    """A row that can be imported. ``codes`` has at least one; ``cost_fen`` is None if unknown."""

    line_number: int
    name: str
    spec: str
    unit: str
    category: str
    codes: tuple[str, ...]
    price_fen: int
    cost_fen: int | None
    is_repaired: bool


class Columns(NamedTuple):
    """Where in a record each column stands; None where the file has no such column."""

    barcode: int | None = None
    name: int | None = None
    price: int | None = None
    spec: int | None = None
    unit: int | None = None
    category: int | None = None
    cost: int | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The needed columns that are not there, as messages call them."""
        return tuple(_TITLES[name] for name in NEEDED_COLUMNS if getattr(self, name) is None)

    @property
    def known_count(self) -> int:
        """How many columns were recognised."""
        return sum(place is not None for place in self)


class _Refused(Exception):
    """A cell cannot be used; never leaves this module."""

    def __init__(self, words: str, **values: object) -> None:
        super().__init__(words)
        self.reason = Unusable(words, values)


def columns_of(titles: Sequence[str]) -> Columns:
    """Recognise the columns of a header; of two that mean the same, the first counts."""
    places: dict[str, int] = {}
    for place, title in enumerate(titles):
        plain = _NOT_IN_A_TITLE.sub("", normalise(title).casefold())
        column = _COLUMN_OF.get(plain)
        if column is not None:
            places.setdefault(column, place)
    return Columns(**places)


def parse_row(cells: Sequence[str], columns: Columns, line_number: int) -> ParsedProduct | Unusable:
    """Read a record as a product, or say what is wrong with it first."""

    def cell(place: int | None) -> str:
        return cells[place] if place is not None and place < len(cells) else ""

    try:
        codes, is_repaired = _codes(cell(columns.barcode))
        name = _text(cell(columns.name), "name", NAME_LENGTH_MAX)
        if not name:
            return Unusable(NO_NAME, {})
        price_fen = _fen(cell(columns.price), "price")
        if price_fen is None:
            return Unusable(NO_PRICE, {})
        return ParsedProduct(
            line_number=line_number,
            name=name,
            spec=_text(cell(columns.spec), "spec", SPEC_LENGTH_MAX),
            unit=_text(cell(columns.unit), "unit", UNIT_LENGTH_MAX),
            category=_text(cell(columns.category), "category", CATEGORY_LENGTH_MAX),
            codes=codes,
            price_fen=price_fen,
            cost_fen=_fen(cell(columns.cost), "cost"),
            is_repaired=is_repaired,
        )
    except _Refused as refused:
        return refused.reason


def _codes(cell: str) -> tuple[tuple[str, ...], bool]:
    """Read one or several barcodes from a cell."""
    found: dict[str, None] = {}
    is_repaired = False
    parts = [part for part in _BETWEEN_CODES.split(normalise(cell)) if part.strip()]
    if len(parts) > CODES_MAX:
        raise _Refused(TOO_MANY_CODES, codes_max=CODES_MAX)
    for part in parts or [""]:
        result = repair(part)
        if not isinstance(result, Repaired):
            raise _Refused(result.words, **result.values)
        found.update(dict.fromkeys(result.codes))
        is_repaired = is_repaired or result.is_changed
    return tuple(found), is_repaired


def _text(cell: str, column: str, length_max: int) -> str:
    text = " ".join(UNSEEN.sub(" ", cell).split())
    if len(text) > length_max:
        raise _Refused(TEXT_TOO_LONG, column=_TITLES[column], length_max=length_max)
    return text


def _fen(cell: str, column: str) -> int | None:
    """Read yuan as fen; None for an empty cell. Decimals beyond two must be zeros."""
    typed = normalise(cell).replace("￥", "¥")
    bare = _CURRENCY.sub("", typed)
    if not bare:
        return None
    values = {"column": _TITLES[column], "typed": typed[:_SHOWN_MAX]}
    match = _AMOUNT.fullmatch(bare)
    if match is None or not any(one.isdigit() for one in bare):
        raise _Refused(NOT_A_NUMBER, **values)
    sign, whole, decimals = match.groups(default="")
    if decimals[2:].strip("0"):
        raise _Refused(TOO_MANY_DECIMALS, **values)
    fen = int(whole.replace(",", "") or 0) * 100 + int(decimals[:2].ljust(2, "0"))
    if sign == "-" and fen:
        raise _Refused(NEGATIVE, **values)
    if fen > FEN_MAX:
        raise _Refused(ABOVE_LIMIT, **values)
    return fen
