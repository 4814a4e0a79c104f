"""The text of the statements in expressions/totals.py; made by freeze.py."""

ADD_TOTAL = """
INSERT INTO day_total (stream_no, business_day, dimension, "key", sale_count, qty_milli,
amount_fen, cost_fen, costed_fen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (stream_no,
business_day, dimension, "key") DO UPDATE SET sale_count = (day_total.sale_count +
excluded.sale_count), qty_milli = (day_total.qty_milli + excluded.qty_milli), amount_fen =
(day_total.amount_fen + excluded.amount_fen), cost_fen = (day_total.cost_fen +
excluded.cost_fen), costed_fen = (day_total.costed_fen + excluded.costed_fen)
"""
FIGURES = """
SELECT day_total."key", sum(day_total.sale_count) AS sale_count, sum(day_total.qty_milli) AS
qty_milli, sum(day_total.amount_fen) AS amount_fen, sum(day_total.cost_fen) AS cost_fen,
sum(day_total.costed_fen) AS costed_fen FROM day_total WHERE day_total.stream_no IN (SELECT
stream.stream_no FROM stream) AND day_total.business_day IN (SELECT days.value FROM
json_each(:days) AS days) AND day_total.dimension = :dimension GROUP BY day_total."key"
ORDER BY day_total."key"
"""
BEST = """
SELECT day_total."key", sum(day_total.sale_count) AS sale_count, sum(day_total.qty_milli) AS
qty_milli, sum(day_total.amount_fen) AS amount_fen, sum(day_total.cost_fen) AS cost_fen,
sum(day_total.costed_fen) AS costed_fen FROM day_total WHERE day_total.stream_no IN (SELECT
stream.stream_no FROM stream) AND day_total.business_day IN (SELECT days.value FROM
json_each(:days) AS days) AND day_total.dimension = :dimension GROUP BY day_total."key"
ORDER BY sum(day_total.amount_fen) DESC, day_total."key" LIMIT :limit OFFSET 0
"""
