"""The text of the statements in expressions/keeping.py; made by freeze.py."""

ADD_UPKEEP = """
INSERT INTO upkeep (only) VALUES (?)
"""
CLEAN_STOP = """
SELECT upkeep.clean_stop FROM upkeep
"""
SET_CLEAN_STOP = """
UPDATE upkeep SET clean_stop=:clean_stop
"""
PRIME = """
UPDATE upkeep SET primed=(1 - upkeep.primed)
"""
VERIFIED = """
SELECT upkeep.verified_seq, upkeep.verified_hash FROM upkeep
"""
SET_VERIFIED = """
UPDATE upkeep SET verified_seq=:seq, verified_hash=:hash
"""
CHECKED = """
SELECT upkeep.checked_at_ms, upkeep.backed_up_at_ms FROM upkeep
"""
SET_CHECKED = """
UPDATE upkeep SET checked_at_ms=:now_ms
"""
SET_BACKED_UP = """
UPDATE upkeep SET backed_up_at_ms=:now_ms
"""
PUT_SYNC_STATE = """
INSERT INTO sync_state (only, server_url, merchant_id, merchant, shop_id, shop, till,
acked_seq, acked_hash, server_epoch, frozen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON
CONFLICT (only) DO UPDATE SET server_url = excluded.server_url, merchant_id =
excluded.merchant_id, merchant = excluded.merchant, shop_id = excluded.shop_id, shop =
excluded.shop, till = excluded.till, acked_seq = excluded.acked_seq, acked_hash =
excluded.acked_hash, server_epoch = excluded.server_epoch, frozen = excluded.frozen
"""
SYNC_STATE = """
SELECT sync_state.server_url, sync_state.merchant_id, sync_state.merchant,
sync_state.shop_id, sync_state.shop, sync_state.till, sync_state.acked_seq,
sync_state.acked_hash, sync_state.server_epoch, sync_state.frozen FROM sync_state
"""
ACKED_SEQ = """
SELECT sync_state.acked_seq FROM sync_state
"""
