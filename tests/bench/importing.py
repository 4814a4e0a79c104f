"""A file of products into an empty shop, beside reading it and writing bare rows."""

import csv
import shutil
from pathlib import Path
from time import perf_counter

from pos_app.domain.people import SYSTEM
from pos_app.store.ids import new_id
from pos_app.usecases.import_products import ImportProducts
from pos_app.usecases.product_file import ProductFile
from pos_app.usecases.product_row import ParsedProduct
from tests.bench import goods, shops
from tests.bench.results import Result, against_floor
from tests.bench.sizes import Size

_ADD = (
    "INSERT INTO product (id, rev, name, spec, unit, category_id, barcodes, is_weighed, price_fen, "
    "price_per_milli, cost_fen, tax_rate, is_active) "
    "VALUES (?, 1, ?, ?, ?, NULL, ?, 0, ?, 1000, ?, 0, 1)"
)


def import_file(work: Path, shop: Path, size: Size) -> list[Result]:
    """Import a file as the command line does: read all of it, then write it in slices."""
    file = work / "products.csv"
    goods.write_csv(file, size.imported)
    bare = _bare_s(work / "bare-import", file)
    whole = _imported_s(work / "import", file, size.imported)
    name = f"import of {size.imported:,} products"
    return [against_floor(name, whole, "s", bare, None)]


def _imported_s(folder: Path, file: Path, count: int) -> float:
    shutil.rmtree(folder, ignore_errors=True)
    shops.empty(folder)
    open_shop = shops.opened(folder)
    began = perf_counter()
    rows = [row for row in ProductFile(file).rows() if isinstance(row, ParsedProduct)]
    importing = ImportProducts(open_shop.queries, open_shop.writer, new_id)
    importing(rows, SYSTEM, lambda done, in_all: None)
    took_s = perf_counter() - began
    assert open_shop.queries.product_count() == count
    open_shop.close()
    return took_s


def _bare_s(folder: Path, file: Path) -> float:
    shutil.rmtree(folder, ignore_errors=True)
    shops.empty(folder)
    with shops.raw(folder) as database:
        began = perf_counter()
        database.execute("BEGIN IMMEDIATE")
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                values = (
                    bytes.fromhex(new_id()), row["品名"], row["规格"], row["单位"],
                    f'["{row["条码"]}"]', round(float(row["售价"]) * 100),
                    round(float(row["进价"]) * 100),
                )  # fmt: skip
                pk = database.execute(_ADD, values).lastrowid
                database.execute("INSERT INTO product_barcode VALUES (?, ?)", (row["条码"], pk))
        database.execute("COMMIT")
        return perf_counter() - began
