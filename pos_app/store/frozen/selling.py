"""The text of the statements in expressions/selling.py; made by freeze.py."""

ADD_SALE = """
INSERT INTO sale (id, stream_no, seq, receipt_code, at_ms, utc_offset_min, business_day,
actor, member_id, shift_id, line_count, total_fen, rounding_fen, note) VALUES (?, ?, ?, ?,
?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
ADD_LINE = """
INSERT INTO sale_line (sale_id, position, line_id, product_id, category_id, code, name,
unit, qty_milli, list_fen, unit_fen, price_per_milli, amount_fen, adjustments, tax_rate,
tax_fen, cost_fen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
ADD_TENDER = """
INSERT INTO tender (sale_id, tender_id, kind, state, amount_fen, received_fen, change_fen)
VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
ADD_MOVE = """
INSERT INTO stock_move (product_id, stream_no, seq, n, qty_milli, reason) VALUES (?, ?, ?,
?, ?, ?)
"""
ADD_DRAWER_EVENT = """
INSERT INTO drawer_event (stream_no, seq, reason, business_day, amount_fen) VALUES (?, ?, ?,
?, ?)
"""
ADD_VOID = """
INSERT INTO cart_void (cart_id, stream_no, seq, at_ms, business_day, actor, total_fen,
reason, lines) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
ADD_REPRINT = """
INSERT INTO reprint (sale_id, stream_no, seq, copy, at_ms, actor) VALUES (?, ?, ?, ?, ?, ?)
"""
REPRINT_COUNT = """
SELECT count(*) AS count_1 FROM reprint WHERE reprint.sale_id = :sale_id
"""
SALES = """
SELECT sale.id, sale.seq, sale.receipt_code, sale.at_ms, sale.utc_offset_min,
sale.business_day, person_card.bytes, sale.line_count, sale.total_fen, (SELECT
group_concat(tender.kind, ',') AS group_concat_1 FROM tender WHERE tender.sale_id = sale.id)
AS anon_1 FROM sale LEFT OUTER JOIN person_card ON person_card.person_id = sale.actor WHERE
sale.stream_no = 1 AND sale.business_day >= :first_day AND sale.business_day <= :last_day
AND sale.seq < :before_seq ORDER BY sale.business_day DESC, sale.seq DESC LIMIT :limit
OFFSET 0
"""
SALES_BY_TAIL = """
SELECT sale.id, sale.seq, sale.receipt_code, sale.at_ms, sale.utc_offset_min,
sale.business_day, person_card.bytes, sale.line_count, sale.total_fen, (SELECT
group_concat(tender.kind, ',') AS group_concat_1 FROM tender WHERE tender.sale_id = sale.id)
AS anon_1 FROM sale LEFT OUTER JOIN person_card ON person_card.person_id = sale.actor WHERE
sale.stream_no = 1 AND sale.business_day >= :first_day AND sale.business_day <= :last_day
AND sale.seq < :before_seq AND substr(substr(sale.receipt_code, 3, 13), -length(:tail)) =
:tail ORDER BY sale.business_day DESC, sale.seq DESC LIMIT :limit OFFSET 0
"""
SALES_BY_RECEIPT = """
SELECT sale.id, sale.seq, sale.receipt_code, sale.at_ms, sale.utc_offset_min,
sale.business_day, person_card.bytes, sale.line_count, sale.total_fen, (SELECT
group_concat(tender.kind, ',') AS group_concat_1 FROM tender WHERE tender.sale_id = sale.id)
AS anon_1 FROM sale LEFT OUTER JOIN person_card ON person_card.person_id = sale.actor WHERE
sale.stream_no = 1 AND sale.business_day >= :first_day AND sale.business_day <= :last_day
AND sale.seq < :before_seq AND sale.receipt_code = :receipt_code ORDER BY sale.business_day
DESC, sale.seq DESC LIMIT :limit OFFSET 0
"""
SALE = """
SELECT sale.id, sale.seq, sale.receipt_code, sale.at_ms, sale.utc_offset_min,
sale.business_day, person_card.bytes, sale.line_count, sale.total_fen, (SELECT
group_concat(tender.kind, ',') AS group_concat_1 FROM tender WHERE tender.sale_id = sale.id)
AS anon_1, sale.rounding_fen FROM sale LEFT OUTER JOIN person_card ON person_card.person_id
= sale.actor WHERE sale.id = :id
"""
LINES = """
SELECT sale_line.name, sale_line.code, sale_line.unit, sale_line.qty_milli,
sale_line.unit_fen, sale_line.price_per_milli, sale_line.amount_fen FROM sale_line WHERE
sale_line.sale_id = :sale_id ORDER BY sale_line.position
"""
TENDERS = """
SELECT tender.kind, tender.state, tender.amount_fen, tender.received_fen, tender.change_fen
FROM tender WHERE tender.sale_id = :sale_id ORDER BY tender.tender_id
"""
LAST_SALE = """
SELECT sale.id FROM sale WHERE sale.stream_no = 1 ORDER BY sale.business_day DESC, sale.seq
DESC LIMIT 1 OFFSET 0
"""
SALE_TOTALS = """
SELECT sale.total_fen, sale.rounding_fen + (SELECT sum(sale_line.amount_fen) AS sum_1 FROM
sale_line WHERE sale_line.sale_id = sale.id) AS anon_1 FROM sale WHERE sale.id = :id
"""
