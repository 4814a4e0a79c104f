"""Statements on products, their barcodes, and categories."""

from sqlalchemy import delete, func, select, update

from pos_app.store import tables as t
from pos_app.store.expressions.parts import (
    ONE,
    add,
    add_missing,
    is_in_force,
    is_visible,
    put,
    value,
)

_p = t.product
_state = (
    _p.c.id, _p.c.name, _p.c.price_fen, _p.c.spec, _p.c.unit, _p.c.category_id, _p.c.barcodes,
    _p.c.is_weighed, _p.c.price_per_milli, _p.c.cost_fen, _p.c.tax_rate, _p.c.is_active, _p.c.rev,
)  # fmt: skip
_on_sale = (_p.c.is_active == ONE) & is_in_force(_p)
_sold = t.search_sold

PRODUCT_BY_CODE = (
    select(*_state)
    .join(t.product_barcode, t.product_barcode.c.product_pk == _p.c.pk)
    .where(t.product_barcode.c.code == value("code"), _on_sale)
    .order_by(_p.c.pk.desc())
    .limit(ONE)
)
PRODUCT_BY_ID = (
    select(*_state)
    .where(_p.c.id == value("id"), is_visible(_p))
    .order_by(_p.c.pk.desc())
    .limit(ONE)
)
# pks is a JSON list; the answer keeps its order. The index may still hold the version
# before the one in force.
_wanted = func.json_each(value("pks")).table_valued("key", "value").alias("wanted")
_indexed = _p.alias("indexed")
PRODUCTS_BY_PK = (
    select(*_state)
    .select_from(
        _wanted.join(_indexed, _indexed.c.pk == _wanted.c.value).join(_p, _p.c.id == _indexed.c.id)
    )
    .where(_on_sale)
    .order_by(_wanted.c.key)
)
COUNT_ON_SALE = select(func.count()).select_from(_p).where(_on_sale)
_ranked = _sold.join(_indexed, _indexed.c.pk == _sold.c.product_pk).join(
    _p, _p.c.id == _indexed.c.id
)
_of_category = value("category_id").is_(None) | (_p.c.category_id == value("category_id"))
TILES_SOLD = (
    select(*_state)
    .select_from(_ranked)
    .where(_on_sale, _of_category)
    .order_by(_sold.c.sold.desc(), _sold.c.product_pk.desc())
    .limit(value("limit"))
    .offset(value("offset"))
)
TILES_SOLD_COUNT = select(func.count()).select_from(_ranked).where(_on_sale, _of_category)
_unsold = (
    ~select(ONE)
    .select_from(_indexed.join(_sold, _sold.c.product_pk == _indexed.c.pk))
    .where(_indexed.c.id == _p.c.id)
    .exists()
)
TILES_UNSOLD = (
    select(*_state)
    .where(_on_sale, _unsold)
    .order_by(_p.c.pk)
    .limit(value("limit"))
    .offset(value("offset"))
)
TILES_UNSOLD_OF_CATEGORY = TILES_UNSOLD.where(_p.c.category_id == value("category_id"))

CATEGORIES = select(
    t.category.c.id, t.category.c.name, t.category.c.position, t.category.c.rev
).order_by(t.category.c.position, t.category.c.name)
PUT_CATEGORY = put(t.category)

ADD_PRODUCT = add(_p, *(column.name for column in _p.c if column.name != "pk"))
ADD_BARCODE = add_missing(t.product_barcode)
DROP_BARCODE = delete(t.product_barcode).where(
    t.product_barcode.c.code == value("code"), t.product_barcode.c.product_pk == value("product_pk")
)
DROP_PRODUCT = delete(_p).where(_p.c.pk == value("pk"))
SUPERSEDED_BY = (
    select(_p.c.pk, _p.c.barcodes)
    .where(_p.c.id == value("id"), _p.c.pk < value("pk"), is_visible(_p))
    .order_by(_p.c.pk)
)

OPEN_IMPORT = add_missing(t.import_open)
CLOSE_IMPORT = delete(t.import_open).where(t.import_open.c.import_id == value("import_id"))
OPEN_IMPORTS = select(t.import_open.c.import_id)
FIRST_OF_IMPORT = select(func.min(_p.c.pk)).where(_p.c.import_id == value("import_id"))
OF_IMPORT = (
    select(_p.c.pk, _p.c.barcodes)
    .where(_p.c.import_id == value("import_id"))
    .order_by(_p.c.pk)
    .limit(value("limit"))
)

# Idle work. The index takes versions as they come; what is in force is tidied after it.
_entry = (_p.c.pk, _p.c.name, _p.c.spec, _p.c.barcodes)
ENTRIES_AFTER = select(*_entry).where(_p.c.pk > value("pk")).order_by(_p.c.pk).limit(value("limit"))
_indexed_pk = select(t.search_cursor.c.indexed_pk).scalar_subquery()
TO_INDEX = select(_p.c.pk).where(_p.c.pk > _indexed_pk).limit(ONE)
VERSIONS_AFTER = (
    select(*_entry, _p.c.id, _p.c.is_active, is_in_force(_p).label("is_in_force"))
    .where(_p.c.pk > value("pk"))
    .order_by(_p.c.pk)
    .limit(value("limit"))
)
TIDIED_PK = select(t.upkeep.c.tidied_pk)
SET_TIDIED = update(t.upkeep).values(tidied_pk=value("pk"))
TIDY_AGAIN_FROM = update(t.upkeep).values(tidied_pk=func.min(t.upkeep.c.tidied_pk, value("pk")))
ENTRY_IN_FORCE = select(*_entry).where(_p.c.id == value("id"), is_in_force(_p))
SOLD_OF_CATEGORY = TILES_UNSOLD.where(_p.c.category_id == value("category_id"))

CATEGORIES = select(
    t.category.c.id, t.category.c.name, t.category.c.position, t.category.c.rev
).order_by(t.category.c.position, t.category.c.name)
PUT_CATEGORY = put(t.category)

ADD_PRODUCT = add(_p, *(column.name for column in _p.c if column.name != "pk"))
ADD_BARCODE = add_missing(t.product_barcode)
DROP_BARCODE = delete(t.product_barcode).where(
    t.product_barcode.c.code == value("code"), t.product_barcode.c.product_pk == value("product_pk")
)
DROP_PRODUCT = delete(_p).where(_p.c.pk == value("pk"))
SUPERSEDED_BY = (
    select(_p.c.pk, _p.c.barcodes)
    .where(_p.c.id == value("id"), _p.c.pk < value("pk"), is_visible(_p))
    .order_by(_p.c.pk)
)

OPEN_IMPORT = add_missing(t.import_open)
CLOSE_IMPORT = delete(t.import_open).where(t.import_open.c.import_id == value("import_id"))
OPEN_IMPORTS = select(t.import_open.c.import_id)
FIRST_OF_IMPORT = select(func.min(_p.c.pk)).where(_p.c.import_id == value("import_id"))
OF_IMPORT = (
    select(_p.c.pk, _p.c.barcodes)
    .where(_p.c.import_id == value("import_id"))
    .order_by(_p.c.pk)
    .limit(value("limit"))
)

# Idle work. The index takes versions as they come; what is in force is tidied after it.
_entry = (_p.c.pk, _p.c.name, _p.c.spec, _p.c.barcodes)
ENTRIES_AFTER = select(*_entry).where(_p.c.pk > value("pk")).order_by(_p.c.pk).limit(value("limit"))
_indexed_pk = select(t.search_cursor.c.indexed_pk).scalar_subquery()
TO_INDEX = select(_p.c.pk).where(_p.c.pk > _indexed_pk).limit(ONE)
VERSIONS_AFTER = (
    select(*_entry, _p.c.id, _p.c.is_active, is_in_force(_p).label("is_in_force"))
    .where(_p.c.pk > value("pk"))
    .order_by(_p.c.pk)
    .limit(value("limit"))
)
TIDIED_PK = select(t.upkeep.c.tidied_pk)
SET_TIDIED = update(t.upkeep).values(tidied_pk=value("pk"))
TIDY_AGAIN_FROM = update(t.upkeep).values(tidied_pk=func.min(t.upkeep.c.tidied_pk, value("pk")))
VERSION_TO_INDEX = select(_p.c.pk, _p.c.name, _p.c.spec, _p.c.barcodes, _p.c.is_active).where(
    _p.c.id == value("id"), is_in_force(_p)
)

SOLD_OF = select(_sold.c.sold).where(_sold.c.product_pk == value("pk"))
RANKED_SEQ = select(t.upkeep.c.ranked_seq)
SET_RANKED = update(t.upkeep).values(ranked_seq=value("seq"))
