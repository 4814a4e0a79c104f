"""Frames and answers read back as they were written, and nothing sent can crash a reader."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.answers import (
    Ack,
    BadAnswer,
    Enrolled,
    Fork,
    Gap,
    Problem,
    decode_answer,
    encode_answer,
)
from sync.protocol.entry import Entry
from sync.protocol.limits import ANSWER_BYTES_MAX, FACTS_PER_BATCH_MAX, FRAME_BYTES_MAX
from sync.protocol.signature import signed_text
from sync.protocol.wire import (
    BadFrame,
    Batch,
    TooLarge,
    UnknownProto,
    decode,
    encode,
    pack,
    unpack,
)

pairs = st.lists(st.tuples(st.binary(max_size=80), st.binary(max_size=80)), max_size=6)


def frame_of(contents, first_seq=1):
    entries = tuple(Entry(first_seq + n, *content) for n, content in enumerate(contents))
    batch = Batch(7, bytes(16), first_seq, len(entries), bytes(32), b"\1" * 32, "0.1", 5)
    return batch, entries


@given(pairs, st.integers(1, 2**62))
def test_a_frame_reads_back_as_it_was_written(contents, first_seq):
    batch, entries = frame_of(contents, first_seq)
    assert decode(unpack(pack(encode(batch, entries)))) == (batch, entries)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_frame_or_are_refused(data):
    for reader in (decode, unpack):
        try:
            reader(data)
        except BadFrame:
            continue


@given(pairs, st.data())
def test_a_frame_with_any_damage_is_a_frame_or_is_refused(contents, data):
    whole = encode(*frame_of(contents))
    at = data.draw(st.integers(0, len(whole)))
    until = data.draw(st.integers(at, len(whole)))
    damaged = whole[:at] + data.draw(st.binary(max_size=12)) + whole[until:]
    try:
        decode(damaged)
    except BadFrame:
        return


@given(pairs)
def test_a_frame_cut_short_anywhere_is_refused(contents):
    whole = encode(*frame_of(contents))
    for end in range(len(whole)):
        if whole[:end].count(b"\n") == 0 or contents:
            with pytest.raises(BadFrame):
                decode(whole[:end])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"first_seq":1', b'"first_seq":0'),
        (b'"first_seq":1', b'"first_seq":1.0'),
        (b'"first_seq":1', b'"first_seq":true'),
        (b'"first_seq":1', b'"first_seq":9223372036854775807'),
        (b'"n":2', b'"n":-1'),
        (b'"n":2', b'"n":201'),
        (b'"n":2', b'"n":1'),
        (b'"n":2', b'"n":3'),
        (b'"merchant":7', b'"merchant":"7"'),
        (b'"stream":"00', b'"stream":"zz'),
        (b'"stream":"00', b'"stream":"  '),
        (b'"stream":"00', b'"stream":"'),
        (b'"app":"0.1"', b'"app":"\\n"'),
        (b"\n1 1 1\n", b"\n2 1 1\n"),
        (b"\n1 1 1\n", b"\n1 -1 1\n"),
        (b"\n1 1 1\n", b"\n1 1\n"),
        (b"\n1 1 1\n", b"\n1 1 99999999999999999999999\n"),
        (b'{"proto"', b'[{"proto"'),
    ],
)
def test_a_frame_with_an_absurd_value_is_refused(old, new):
    whole = encode(*frame_of([(b"h", b"b"), (b"i", b"c")]))
    assert whole.count(old) == 1
    with pytest.raises(BadFrame):
        decode(whole.replace(old, new))


def test_a_later_protocol_is_named_as_such():
    whole = encode(*frame_of([]))
    with pytest.raises(UnknownProto):
        decode(whole.replace(b'"proto":1', b'"proto":2'))


def test_a_frame_beyond_the_limit_is_refused_without_reading_it():
    with pytest.raises(TooLarge):
        decode(bytes(FRAME_BYTES_MAX + 1))


def test_a_bomb_is_never_unpacked():
    with pytest.raises(TooLarge):
        unpack(gzip.compress(bytes(100 * FRAME_BYTES_MAX)))


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data + b"x"])
def test_gzip_that_ends_elsewhere_is_refused(damage):
    with pytest.raises(BadFrame):
        unpack(damage(pack(b"frame")))


def test_two_hundred_facts_fit_a_frame():
    contents = [(b"h" * 120, b"b" * 1_200)] * FACTS_PER_BATCH_MAX
    assert len(decode(encode(*frame_of(contents))).entries) == FACTS_PER_BATCH_MAX


HASH = "ab" * 32
ANSWERS = [
    Ack(acked_seq=3, acked_hash=HASH, server_epoch="e", server_ms=1, next_after_ms=2),
    Gap(have_seq=0, have_hash=HASH, server_epoch="e"),
    Fork(have_seq=9, have_hash=HASH, server_epoch="e"),
    Problem(code="busy"),
    Enrolled(
        merchant_id=1, merchant="店", shop_id=2, shop="街角", till=3, server_epoch="e", server_ms=1
    ),
]


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: type(answer).__name__)
def test_an_answer_reads_back_as_it_was_written(answer):
    assert decode_answer(encode_answer(answer)) == answer


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>",
        b"[]",
        b'{"answer":"ack"}',
        b'{"proto":1,"answer":"cheque"}',
        b'{"proto":1,"answer":["ack"]}',
        b'{"proto":1,"answer":"gap"}',
        b" " * (ANSWER_BYTES_MAX + 1),
        encode_answer(ANSWERS[0]).replace(b'"acked_seq":3', b'"acked_seq":-3'),
        encode_answer(ANSWERS[0]).replace(b'"acked_seq":3', b'"acked_seq":3.5'),
        encode_answer(ANSWERS[0]).replace(HASH.encode(), HASH[2:].encode()),
        encode_answer(ANSWERS[0]).replace(HASH.encode(), HASH.upper().encode()),
        encode_answer(ANSWERS[0]).replace(b'"next_after_ms":2', b'"next_after_ms":-2'),
    ],
)
def test_what_is_no_answer_is_refused(data):
    with pytest.raises(BadAnswer):
        decode_answer(data)


@given(st.binary(max_size=200) | st.builds(lambda n: encode_answer(ANSWERS[0])[:n], st.integers(0)))
def test_any_bytes_are_an_answer_or_are_refused(data):
    try:
        decode_answer(data)
    except BadAnswer:
        return


def test_an_answer_of_a_newer_server_keeps_what_it_adds():
    data = encode_answer(ANSWERS[1])[:-1] + b',"rev":12}'
    assert decode_answer(data).unknown == {"rev": 12}


def test_the_signed_text_is_the_committed_one():
    text = signed_text(
        "/v1/push",
        b"frame",
        stream_id=bytes(range(16)),
        first_seq=41,
        size=2,
        head_hash=bytes(32),
        date_ms=1_763_812_800_000,
    )
    assert text.decode() == "\n".join(
        [
            "TJ1 signature",
            "POST",
            "/v1/push",
            "9dff50df08c635815f4b19da10f756605a34a79a48d4ba48712782502975a70e",
            "000102030405060708090a0b0c0d0e0f",
            "41",
            "2",
            "00" * 32,
            "1763812800000",
        ]
    )
