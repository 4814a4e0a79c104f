"""The text of the statements in expressions/catalogue.py; made by freeze.py."""

PRODUCT_BY_CODE = """
SELECT product.id, product.name, product.price_fen, product.spec, product.unit,
product.category_id, product.barcodes, product.is_weighed, product.price_per_milli,
product.cost_fen, product.tax_rate, product.is_active, product.rev FROM product JOIN
product_barcode ON product_barcode.product_pk = product.pk WHERE product_barcode.code =
:code AND product.is_active = 1 AND (product.import_id IS NULL OR NOT (EXISTS (SELECT * FROM
import_open WHERE import_open.import_id = product.import_id))) AND NOT (EXISTS (SELECT 1
FROM product AS later WHERE later.id = product.id AND later.pk > product.pk AND
(later.import_id IS NULL OR NOT (EXISTS (SELECT * FROM import_open WHERE
import_open.import_id = later.import_id))))) ORDER BY product.pk DESC LIMIT 1 OFFSET 0
"""
PRODUCT_BY_ID = """
SELECT product.id, product.name, product.price_fen, product.spec, product.unit,
product.category_id, product.barcodes, product.is_weighed, product.price_per_milli,
product.cost_fen, product.tax_rate, product.is_active, product.rev FROM product WHERE
product.id = :id AND (product.import_id IS NULL OR NOT (EXISTS (SELECT * FROM import_open
WHERE import_open.import_id = product.import_id))) ORDER BY product.pk DESC LIMIT 1 OFFSET 0
"""
PRODUCTS_BY_PK = """
SELECT product.id, product.name, product.price_fen, product.spec, product.unit,
product.category_id, product.barcodes, product.is_weighed, product.price_per_milli,
product.cost_fen, product.tax_rate, product.is_active, product.rev FROM json_each(:pks) AS
wanted JOIN product AS "indexed" ON "indexed".pk = wanted.value JOIN product ON product.id =
"indexed".id WHERE product.is_active = 1 AND (product.import_id IS NULL OR NOT (EXISTS
(SELECT * FROM import_open WHERE import_open.import_id = product.import_id))) AND NOT
(EXISTS (SELECT 1 FROM product AS later WHERE later.id = product.id AND later.pk >
product.pk AND (later.import_id IS NULL OR NOT (EXISTS (SELECT * FROM import_open WHERE
import_open.import_id = later.import_id))))) ORDER BY wanted."key"
"""
COUNT_ON_SALE = """
SELECT count(*) AS count_1 FROM product WHERE product.is_active = 1 AND (product.import_id
IS NULL OR NOT (EXISTS (SELECT * FROM import_open WHERE import_open.import_id =
product.import_id))) AND NOT (EXISTS (SELECT 1 FROM product AS later WHERE later.id =
product.id AND later.pk > product.pk AND (later.import_id IS NULL OR NOT (EXISTS (SELECT *
FROM import_open WHERE import_open.import_id = later.import_id)))))
"""
TILES_SOLD = """
SELECT product.id, product.name, product.price_fen, product.spec, product.unit,
product.category_id, product.barcodes, product.is_weighed, product.price_per_milli,
product.cost_fen, product.tax_rate, product.is_active, product.rev FROM search_sold JOIN
product AS "indexed" ON "indexed".pk = search_sold.product_pk JOIN product ON product.id =
"indexed".id WHERE product.is_active = 1 AND (product.import_id IS NULL OR NOT (EXISTS
(SELECT * FROM import_open WHERE import_open.import_id = product.import_id))) AND NOT
(EXISTS (SELECT 1 FROM product AS later WHERE later.id = product.id AND later.pk >
product.pk AND (later.import_id IS NULL OR NOT (EXISTS (SELECT * FROM import_open WHERE
import_open.import_id = later.import_id))))) AND (:category_id IS NULL OR
product.category_id = :category_id) ORDER BY search_sold.sold DESC, search_sold.product_pk
DESC LIMIT :limit OFFSET :offset
"""
TILES_SOLD_COUNT = """
SELECT count(*) AS count_1 FROM search_sold JOIN product AS "indexed" ON "indexed".pk =
search_sold.product_pk JOIN product ON product.id = "indexed".id WHERE product.is_active = 1
AND (product.import_id IS NULL OR NOT (EXISTS (SELECT * FROM import_open WHERE
import_open.import_id = product.import_id))) AND NOT (EXISTS (SELECT 1 FROM product AS later
WHERE later.id = product.id AND later.pk > product.pk AND (later.import_id IS NULL OR NOT
(EXISTS (SELECT * FROM import_open WHERE import_open.import_id = later.import_id))))) AND
(:category_id IS NULL OR product.category_id = :category_id)
"""
TILES_UNSOLD = """
SELECT product.id, product.name, product.price_fen, product.spec, product.unit,
product.category_id, product.barcodes, product.is_weighed, product.price_per_milli,
product.cost_fen, product.tax_rate, product.is_active, product.rev FROM product WHERE
product.is_active = 1 AND (product.import_id IS NULL OR NOT (EXISTS (SELECT * FROM
import_open WHERE import_open.import_id = product.import_id))) AND NOT (EXISTS (SELECT 1
FROM product AS later WHERE later.id = product.id AND later.pk > product.pk AND
(later.import_id IS NULL OR NOT (EXISTS (SELECT * FROM import_open WHERE
import_open.import_id = later.import_id))))) AND NOT (EXISTS (SELECT 1 FROM product AS
"indexed" JOIN search_sold ON "indexed".pk = search_sold.product_pk WHERE "indexed".id =
product.id)) ORDER BY product.pk LIMIT :limit OFFSET :offset
"""
TILES_UNSOLD_OF_CATEGORY = """
SELECT product.id, product.name, product.price_fen, product.spec, product.unit,
product.category_id, product.barcodes, product.is_weighed, product.price_per_milli,
product.cost_fen, product.tax_rate, product.is_active, product.rev FROM product WHERE
product.is_active = 1 AND (product.import_id IS NULL OR NOT (EXISTS (SELECT * FROM
import_open WHERE import_open.import_id = product.import_id))) AND NOT (EXISTS (SELECT 1
FROM product AS later WHERE later.id = product.id AND later.pk > product.pk AND
(later.import_id IS NULL OR NOT (EXISTS (SELECT * FROM import_open WHERE
import_open.import_id = later.import_id))))) AND NOT (EXISTS (SELECT 1 FROM product AS
"indexed" JOIN search_sold ON "indexed".pk = search_sold.product_pk WHERE "indexed".id =
product.id)) AND product.category_id = :category_id ORDER BY product.pk LIMIT :limit OFFSET
:offset
"""
CATEGORIES = """
SELECT category.id, category.name, category.position, category.rev FROM category ORDER BY
category.position, category.name
"""
PUT_CATEGORY = """
INSERT INTO category (id, rev, name, position, unknown) VALUES (?, ?, ?, ?, ?) ON CONFLICT
(id) DO UPDATE SET rev = excluded.rev, name = excluded.name, position = excluded.position,
unknown = excluded.unknown
"""
ADD_PRODUCT = """
INSERT INTO product (id, rev, name, spec, unit, category_id, barcodes, is_weighed,
price_fen, price_per_milli, cost_fen, tax_rate, is_active, import_id, unknown) VALUES (?, ?,
?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
ADD_BARCODE = """
INSERT INTO product_barcode (code, product_pk) VALUES (?, ?) ON CONFLICT DO NOTHING
"""
DROP_BARCODE = """
DELETE FROM product_barcode WHERE product_barcode.code = :code AND
product_barcode.product_pk = :product_pk
"""
DROP_PRODUCT = """
DELETE FROM product WHERE product.pk = :pk
"""
SUPERSEDED_BY = """
SELECT product.pk, product.barcodes FROM product WHERE product.id = :id AND product.pk < :pk
AND (product.import_id IS NULL OR NOT (EXISTS (SELECT * FROM import_open WHERE
import_open.import_id = product.import_id))) ORDER BY product.pk
"""
OPEN_IMPORT = """
INSERT INTO import_open (import_id) VALUES (?) ON CONFLICT DO NOTHING
"""
CLOSE_IMPORT = """
DELETE FROM import_open WHERE import_open.import_id = :import_id
"""
OPEN_IMPORTS = """
SELECT import_open.import_id FROM import_open
"""
FIRST_OF_IMPORT = """
SELECT min(product.pk) AS min_1 FROM product WHERE product.import_id = :import_id
"""
OF_IMPORT = """
SELECT product.pk, product.barcodes FROM product WHERE product.import_id = :import_id ORDER
BY product.pk LIMIT :limit OFFSET 0
"""
ENTRIES_AFTER = """
SELECT product.pk, product.name, product.spec, product.barcodes FROM product WHERE
product.pk > :pk ORDER BY product.pk LIMIT :limit OFFSET 0
"""
TO_INDEX = """
SELECT product.pk FROM product WHERE product.pk > (SELECT search_cursor.indexed_pk FROM
search_cursor) LIMIT 1 OFFSET 0
"""
VERSIONS_AFTER = """
SELECT product.pk, product.name, product.spec, product.barcodes, product.id,
product.is_active, (product.import_id IS NULL OR NOT (EXISTS (SELECT * FROM import_open
WHERE import_open.import_id = product.import_id))) AND NOT (EXISTS (SELECT 1 FROM product AS
later WHERE later.id = product.id AND later.pk > product.pk AND (later.import_id IS NULL OR
NOT (EXISTS (SELECT * FROM import_open WHERE import_open.import_id = later.import_id))))) AS
is_in_force FROM product WHERE product.pk > :pk ORDER BY product.pk LIMIT :limit OFFSET 0
"""
TIDIED_PK = """
SELECT upkeep.tidied_pk FROM upkeep
"""
SET_TIDIED = """
UPDATE upkeep SET tidied_pk=:pk
"""
TIDY_AGAIN_FROM = """
UPDATE upkeep SET tidied_pk=min(upkeep.tidied_pk, :pk)
"""
ENTRY_IN_FORCE = """
SELECT product.pk, product.name, product.spec, product.barcodes FROM product WHERE
product.id = :id AND (product.import_id IS NULL OR NOT (EXISTS (SELECT * FROM import_open
WHERE import_open.import_id = product.import_id))) AND NOT (EXISTS (SELECT 1 FROM product AS
later WHERE later.id = product.id AND later.pk > product.pk AND (later.import_id IS NULL OR
NOT (EXISTS (SELECT * FROM import_open WHERE import_open.import_id = later.import_id)))))
"""
SOLD_OF_CATEGORY = """
SELECT product.id, product.name, product.price_fen, product.spec, product.unit,
product.category_id, product.barcodes, product.is_weighed, product.price_per_milli,
product.cost_fen, product.tax_rate, product.is_active, product.rev FROM product WHERE
product.is_active = 1 AND (product.import_id IS NULL OR NOT (EXISTS (SELECT * FROM
import_open WHERE import_open.import_id = product.import_id))) AND NOT (EXISTS (SELECT 1
FROM product AS later WHERE later.id = product.id AND later.pk > product.pk AND
(later.import_id IS NULL OR NOT (EXISTS (SELECT * FROM import_open WHERE
import_open.import_id = later.import_id))))) AND NOT (EXISTS (SELECT 1 FROM product AS
"indexed" JOIN search_sold ON "indexed".pk = search_sold.product_pk WHERE "indexed".id =
product.id)) AND product.category_id = :category_id ORDER BY product.pk LIMIT :limit OFFSET
:offset
"""
VERSION_TO_INDEX = """
SELECT product.pk, product.name, product.spec, product.barcodes, product.is_active FROM
product WHERE product.id = :id AND (product.import_id IS NULL OR NOT (EXISTS (SELECT * FROM
import_open WHERE import_open.import_id = product.import_id))) AND NOT (EXISTS (SELECT 1
FROM product AS later WHERE later.id = product.id AND later.pk > product.pk AND
(later.import_id IS NULL OR NOT (EXISTS (SELECT * FROM import_open WHERE
import_open.import_id = later.import_id)))))
"""
SOLD_OF = """
SELECT search_sold.sold FROM search_sold WHERE search_sold.product_pk = :pk
"""
RANKED_SEQ = """
SELECT upkeep.ranked_seq FROM upkeep
"""
SET_RANKED = """
UPDATE upkeep SET ranked_seq=:seq
"""
