"""The text of the statements in expressions/people.py; made by freeze.py."""

PUT_STAFF = """
INSERT INTO staff (staff_id, rev, number, role, is_active, card_hash, unknown) VALUES (?, ?,
?, ?, ?, ?, ?) ON CONFLICT (staff_id) DO UPDATE SET rev = excluded.rev, number =
excluded.number, role = excluded.role, is_active = excluded.is_active, card_hash =
excluded.card_hash, unknown = excluded.unknown
"""
PUT_CARD = """
INSERT INTO person_card (person_id, rev, salt, bytes) VALUES (?, ?, ?, ?) ON CONFLICT
(person_id) DO UPDATE SET rev = excluded.rev, salt = excluded.salt, bytes = excluded.bytes
"""
PUT_SECRET = """
INSERT INTO staff_secret (staff_id, pin_verifier) VALUES (?, ?) ON CONFLICT (staff_id) DO
UPDATE SET pin_verifier = excluded.pin_verifier
"""
STAFF = """
SELECT staff.staff_id, staff.number, person_card.bytes, staff.role, staff.is_active,
staff.rev FROM staff LEFT OUTER JOIN person_card ON person_card.person_id = staff.staff_id
WHERE staff.is_active = 1 ORDER BY staff.number, staff.staff_id
"""
LOGIN = """
SELECT staff.staff_id, staff.number, person_card.bytes, staff.role, staff.is_active,
staff.rev, staff_secret.pin_verifier FROM staff LEFT OUTER JOIN person_card ON
person_card.person_id = staff.staff_id JOIN staff_secret ON staff_secret.staff_id =
staff.staff_id WHERE staff.number = :number AND staff.is_active = 1 ORDER BY staff.staff_id
LIMIT 1 OFFSET 0
"""
CARDS = """
SELECT person_card.salt, person_card.bytes, person_card.rev FROM person_card WHERE
person_card.person_id = :person_id
"""
ADD_SHOP = """
INSERT INTO shop (shop_id, name, is_demo, currency) VALUES (?, ?, ?, ?) ON CONFLICT DO
NOTHING
"""
SHOP = """
SELECT shop.shop_id, shop.is_demo FROM shop LIMIT 1 OFFSET 0
"""
PUT_SETTING = """
INSERT INTO setting ("key", stream_no, value) VALUES (?, ?, ?) ON CONFLICT ("key",
stream_no) DO UPDATE SET value = excluded.value
"""
ADD_SETTING = """
INSERT INTO setting ("key", stream_no, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
"""
SETTINGS = """
SELECT setting."key", setting.value FROM setting WHERE setting.stream_no IN (0, 1)
"""
SETTING = """
SELECT setting.value FROM setting WHERE setting."key" = :key AND setting.stream_no = 0
"""
PUT_LOCAL = """
INSERT INTO local_setting ("key", value) VALUES (?, ?) ON CONFLICT ("key") DO UPDATE SET
value = excluded.value
"""
LOCAL_SETTINGS = """
SELECT local_setting."key", local_setting.value FROM local_setting
"""
