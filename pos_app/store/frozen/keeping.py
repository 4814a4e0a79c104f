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
UPDATE upkeep SET clean_stop=upkeep.clean_stop
"""
VERIFIED = """
SELECT upkeep.verified_seq, upkeep.verified_hash FROM upkeep
"""
SET_VERIFIED = """
UPDATE upkeep SET verified_seq=:seq, verified_hash=:hash
"""
ADD_SYNC_STATE = """
INSERT INTO sync_state (only) VALUES (?)
"""
ACKED_SEQ = """
SELECT sync_state.acked_seq FROM sync_state
"""
TILL_NO = """
SELECT sync_state.till_no FROM sync_state LIMIT 1 OFFSET 0
"""
