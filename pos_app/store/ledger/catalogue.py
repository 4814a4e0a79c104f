"""The rows that follow from facts about products and categories.

A product's row is a version. Which one is in force is for the reader to see: the
newest that is visible; older ones are cleared away when nobody waits.
"""

import json

from pos_app.store.engine import Database
from pos_app.store.frozen import catalogue as sql
from pos_app.store.ids import maybe_stored, stored
from pos_app.store.ledger.place import Place
from sync.protocol.facts.catalogue import (
    CategoriesPut,
    ImportCommitted,
    ProductsPut,
    ProductState,
)
from sync.protocol.facts.record import Record


def categories_put(database: Database, _place: Place, fact: CategoriesPut) -> None:
    """Keep categories as they now stand."""
    database.executemany(
        sql.PUT_CATEGORY,
        [
            (stored(each.category_id), each.rev, each.name, each.position, unknown_json(each))
            for each in fact.categories
        ],
    )


def products_put(database: Database, _place: Place, fact: ProductsPut) -> None:
    """Add a version of each product, invisible while its import is open."""
    import_id = maybe_stored(fact.import_id)
    if import_id is not None:
        database.execute(sql.OPEN_IMPORT, (import_id,))
    codes: list[tuple[str, int | None]] = []
    for state in fact.products:
        product_pk = database.execute(sql.ADD_PRODUCT, _version(state, import_id)).lastrowid
        codes.extend((code, product_pk) for code in state.barcodes)
    database.executemany(sql.ADD_BARCODE, codes)


def import_committed(database: Database, _place: Place, fact: ImportCommitted) -> None:
    """Put all products of an import on sale at once, however many they are."""
    import_id = stored(fact.import_id)
    database.execute(sql.CLOSE_IMPORT, {"import_id": import_id})
    first_pk = database.execute(sql.FIRST_OF_IMPORT, {"import_id": import_id}).fetchone()[0]
    if first_pk is not None:
        database.execute(sql.TIDY_AGAIN_FROM, {"pk": first_pk - 1})


def unknown_json(record: Record) -> str | None:
    """Return what a newer program wrote, to be kept beside what this one understands."""
    return json.dumps(dict(record.unknown), ensure_ascii=False) if record.unknown else None


def _version(state: ProductState, import_id: bytes | None) -> tuple[object, ...]:
    return (
        stored(state.product_id), state.rev, state.name, state.spec, state.unit,
        maybe_stored(state.category_id), json.dumps(state.barcodes, ensure_ascii=False),
        state.is_weighed, state.price_fen, state.price_per_milli, state.cost_fen, state.tax_rate,
        state.is_active, import_id, unknown_json(state),
    )  # fmt: skip
