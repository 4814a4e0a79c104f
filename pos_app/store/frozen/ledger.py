"""The text of the statements in expressions/ledger.py; made by freeze.py."""

FORGET_APPLIED = """
UPDATE stream SET applied_seq=0 WHERE stream.stream_no = 1
"""
EMPTY = (
    """
DELETE FROM shop
""",
    """
DELETE FROM setting
""",
    """
DELETE FROM staff
""",
    """
DELETE FROM category
""",
    """
DELETE FROM product
""",
    """
DELETE FROM product_barcode
""",
    """
DELETE FROM import_open
""",
    """
DELETE FROM sale_line
""",
    """
DELETE FROM sale
""",
    """
DELETE FROM tender
""",
    """
DELETE FROM stock_move
""",
    """
DELETE FROM drawer_event
""",
    """
DELETE FROM cart_void
""",
    """
DELETE FROM reprint
""",
    """
DELETE FROM day_total
""",
    """
UPDATE stream SET applied_seq=0 WHERE stream.stream_no = 1
""",
    """
UPDATE upkeep SET tidied_pk=0
""",
)
