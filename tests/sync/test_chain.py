"""The chain gives the committed hashes, and any changed byte shows."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.chain import Broken, genesis, link, verify
from sync.protocol.entry import Entry

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="ascii"))
STREAM = bytes.fromhex(VECTORS["stream_id"])
GENESIS = bytes.fromhex(VECTORS["genesis"])
ENTRIES = [
    Entry(row["seq"], bytes.fromhex(row["head"]), bytes.fromhex(row["body"]))
    for row in VECTORS["entries"]
]


def test_genesis_is_the_committed_one():
    assert genesis(STREAM, bytes.fromhex(VECTORS["public_key"])) == GENESIS


def test_links_are_the_committed_ones():
    assert verify(STREAM, GENESIS, ENTRIES) == [
        bytes.fromhex(row["hash"]) for row in VECTORS["entries"]
    ]


def test_the_last_possible_number_has_its_link():
    last = VECTORS["last_possible"]
    prev, head, body = (bytes.fromhex(last[name]) for name in ("prev_hash", "head", "body"))
    assert link(STREAM, last["seq"], prev, head, body).hex() == last["hash"]


@given(st.data())
def test_any_changed_byte_changes_the_head_hash(data):
    entries = list(ENTRIES)
    at = data.draw(st.integers(0, len(entries) - 1))
    part = data.draw(st.sampled_from(["head", "body"]))
    old = getattr(entries[at], part)
    new = data.draw(st.binary(max_size=len(old) + 2).filter(lambda changed: changed != old))
    entries[at] = entries[at]._replace(**{part: new})

    changed = verify(STREAM, GENESIS, entries)

    assert isinstance(changed, list)
    assert changed[-1].hex() != VECTORS["entries"][-1]["hash"]


def test_a_byte_moved_from_head_to_body_changes_the_link():
    assert link(STREAM, 1, GENESIS, b"ab", b"c") != link(STREAM, 1, GENESIS, b"a", b"bc")


def test_a_jump_in_the_numbers_is_named():
    assert verify(STREAM, GENESIS, [ENTRIES[0], ENTRIES[2]]) == Broken(seq=3, expected_seq=2)


@pytest.mark.parametrize(("stream", "key"), [(b"", bytes(32)), (bytes(16), bytes(31))])
def test_identities_of_a_wrong_length_are_refused(stream, key):
    with pytest.raises(ValueError, match="bytes, not"):
        genesis(stream, key)
