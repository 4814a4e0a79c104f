"""The text of the statements in expressions/journal.py; made by freeze.py."""

APPEND = """
INSERT INTO journal (seq, id, kind, head, body, hash) VALUES (?, ?, ?, ?, ?, ?)
"""
TIP = """
SELECT journal.seq, journal.head, journal.hash FROM journal ORDER BY journal.seq DESC LIMIT
1 OFFSET 0
"""
HASH_AT = """
SELECT journal.hash FROM journal WHERE journal.seq = :seq
"""
SEQ_OF = """
SELECT journal.seq FROM journal WHERE journal.id = :id
"""
HEAD_AT = """
SELECT journal.head FROM journal WHERE journal.seq = :seq
"""
LINKS_AFTER = """
SELECT journal.seq, journal.head, journal.body, journal.hash FROM journal WHERE journal.seq
> :seq ORDER BY journal.seq LIMIT :limit OFFSET 0
"""
ADD_STREAM = """
INSERT INTO stream (stream_no, stream_id, public_key, is_own, applied_seq) VALUES (?, ?, ?,
?, ?)
"""
OWN = """
SELECT stream.stream_id, stream.public_key, stream.applied_seq FROM stream WHERE
stream.stream_no = 1
"""
APPLIED = """
UPDATE stream SET applied_seq=:seq WHERE stream.stream_no = :stream_no AND
stream.applied_seq < :seq
"""
FORGET_APPLIED = """
UPDATE stream SET applied_seq=0 WHERE stream.stream_no = 1
"""
APPLIED_SEQ = """
SELECT stream.applied_seq FROM stream WHERE stream.stream_no = :stream_no
"""
ADD_COUNTER = """
INSERT INTO receipt_counter (only, till, series, last_number) VALUES (?, ?, ?, ?)
"""
TAKE_NUMBER = """
UPDATE receipt_counter SET last_number=(receipt_counter.last_number + 1) RETURNING till,
series, last_number
"""
NEXT_SERIES = """
UPDATE receipt_counter SET series=(receipt_counter.series + 1), last_number=0
"""
SERIES = """
SELECT receipt_counter.series FROM receipt_counter
"""
SET_TILL = """
UPDATE receipt_counter SET till=:till
"""
SUMS = """
SELECT (SELECT count(*) AS count_1 FROM journal) AS anon_1, (SELECT
coalesce(max(journal.seq), 0) AS coalesce_1 FROM journal) AS anon_2, (SELECT count(*) AS
count_2 FROM sale) AS anon_3, (SELECT coalesce(sum(sale.total_fen), 0) AS coalesce_2 FROM
sale) AS anon_4, (SELECT count(*) AS count_3 FROM product) AS anon_5, (SELECT
coalesce(sum(day_total.amount_fen), 0) AS coalesce_3 FROM day_total) AS anon_6
"""
