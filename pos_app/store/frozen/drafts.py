"""The text of the statements in expressions/drafts.py; made by freeze.py."""

OPEN_DRAFT = """
INSERT INTO draft (cart_id, opened_at_ms) VALUES (?, ?) ON CONFLICT DO NOTHING
"""
PUT_LINE = """
INSERT INTO draft_line (cart_id, line_id, position, product_id, code, name, unit, qty_milli,
list_fen, unit_fen, price_per_milli, category_id, is_weighed, tax_rate, cost_fen) VALUES (?,
?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (cart_id, line_id) DO UPDATE SET
product_id = excluded.product_id, code = excluded.code, name = excluded.name, unit =
excluded.unit, qty_milli = excluded.qty_milli, list_fen = excluded.list_fen, unit_fen =
excluded.unit_fen, price_per_milli = excluded.price_per_milli, category_id =
excluded.category_id, is_weighed = excluded.is_weighed, tax_rate = excluded.tax_rate,
cost_fen = excluded.cost_fen
"""
REMOVE_LINE = """
UPDATE draft_line SET removed_no=(SELECT coalesce(max(other.removed_no), 0) + 1 AS anon_1
FROM draft_line AS other WHERE other.cart_id = :cart_id) WHERE draft_line.cart_id = :cart_id
AND draft_line.line_id = :line_id AND draft_line.removed_no IS NULL
"""
DROP_DRAFT = """
DELETE FROM draft WHERE draft.cart_id = :cart_id
"""
OPEN_LINES = """
SELECT draft_line.cart_id, draft_line.removed_no, draft_line.line_id, draft_line.product_id,
draft_line.code, draft_line.name, draft_line.unit, draft_line.qty_milli,
draft_line.list_fen, draft_line.unit_fen, draft_line.price_per_milli,
draft_line.category_id, draft_line.is_weighed, draft_line.tax_rate, draft_line.cost_fen FROM
draft_line JOIN draft ON draft.cart_id = draft_line.cart_id ORDER BY draft.no,
draft_line.removed_no, draft_line.position, draft_line.line_id
"""
