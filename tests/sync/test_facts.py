"""Facts: what was written once is read for ever, by this program and by older and newer ones."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from installer.fact_schemas import SCHEMAS, schema_texts
from sync.protocol.facts.head import FactHead
from sync.protocol.facts.kinds import KINDS, BadFact, decode_body, decode_head
from sync.protocol.facts.record import INT64_MAX, INT64_MIN, dump, parse
from sync.protocol.facts.selling import ReceiptReprinted
from sync.protocol.facts.shop import SettingChanged, ShopOpened

GOLDEN = Path(__file__).parents[1] / "golden"
GOLDENS = sorted(GOLDEN.glob("*.json"))

kinds = st.sampled_from(sorted(KINDS))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
integer_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@cache
def golden(kind: str) -> tuple[bytes, bytes]:
    """The bytes of one stored fact: head and body."""
    stored = json.loads((GOLDEN / f"{kind}.json").read_text(encoding="utf-8"))
    return stored["head"].encode(), stored["body"].encode()


@cache
def validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def reads_or_refuses(kind: str, data: bytes) -> bool:
    """Say whether a body can be read; anything but BadFact is a bug."""
    try:
        fact = decode_body(kind, data)
    except BadFact:
        return False
    assert fact is not None
    assert decode_body(kind, fact.to_bytes()) == fact
    return True


def test_every_kind_has_a_golden_file_and_its_name() -> None:
    assert {path.stem for path in GOLDENS} == KINDS.keys()
    assert all(cls.kind == kind for kind, cls in KINDS.items())


@pytest.mark.parametrize("kind", KINDS)
def test_a_stored_fact_is_read_and_written_byte_for_byte(kind: str) -> None:
    head_bytes, body_bytes = golden(kind)
    head = decode_head(head_bytes)
    body = decode_body(kind, body_bytes)

    assert body is not None
    assert (type(body), head.kind) == (KINDS[kind], kind)
    assert not body.unknown
    assert dump(head.to_json()) == head_bytes
    assert body.to_bytes() == body_bytes


@pytest.mark.parametrize("kind", KINDS)
def test_a_stored_fact_fits_its_schema(kind: str) -> None:
    head_bytes, body_bytes = golden(kind)

    validator("head").validate(json.loads(head_bytes))
    validator(kind).validate(json.loads(body_bytes))


def test_the_committed_schemas_are_those_of_the_sources() -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in SCHEMAS.glob("*.json")}

    assert committed == schema_texts(), "run: python -m installer.fact_schemas"


@given(kind=kinds, newer=st.dictionaries(st.text(min_size=1), integer_json, min_size=1, max_size=3))
def test_what_a_newer_program_wrote_is_kept(kind: str, newer: dict[str, Any]) -> None:
    known = json.loads(golden(kind)[1])
    stored = dump({**known, **{f"newer {name}": value for name, value in newer.items()}})
    body = decode_body(kind, stored)

    assert body is not None
    assert body.to_bytes() == stored
    assert len(body.unknown) == len(newer)


def test_what_a_newer_program_wrote_inside_a_line_is_kept() -> None:
    sale = json.loads(golden("sale.completed.v1")[1])
    sale["lines"][0]["points"] = 3
    sale["lines"][0]["adjustments"][0]["unknown"] = {"kind": None}
    body = decode_body("sale.completed.v1", dump(sale))

    assert body is not None
    assert body.to_bytes() == dump(sale)


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_field_is_a_bad_fact_unless_it_has_a_default(kind: str) -> None:
    stored = json.loads(golden(kind)[1])
    required = validator(kind).schema["required"]
    for name in stored:
        rest = dump({key: value for key, value in stored.items() if key != name})
        assert reads_or_refuses(kind, rest) == (name not in required), name


def test_what_an_older_program_did_not_write_takes_its_default() -> None:
    shop = decode_body("shop.opened.v1", b'{"shop_id":"s","name":"n","is_demo":true}')

    assert shop == ShopOpened(shop_id="s", name="n", is_demo=True, currency="CNY")


@given(kind=kinds, value=integer_json, data=st.data())
def test_schema_and_reader_take_the_same(kind: str, value: Any, data: st.DataObject) -> None:
    stored = json.loads(golden(kind)[1])
    stored[data.draw(st.sampled_from(sorted(stored)))] = value
    fits = validator(kind).is_valid(stored)
    too_large = isinstance(value, int) and not INT64_MIN <= value <= INT64_MAX

    assert reads_or_refuses(kind, dump(stored)) == (fits and not too_large)


@given(kind=kinds, data=st.binary(max_size=200))
def test_arbitrary_bytes_are_read_or_bad(kind: str, data: bytes) -> None:
    reads_or_refuses(kind, data)


@given(kind=kinds, value=json_values)
def test_arbitrary_json_is_read_or_bad(kind: str, value: Any) -> None:
    reads_or_refuses(kind, json.dumps(value).encode())


@given(kind=kinds, data=st.data())
def test_a_damaged_fact_is_read_or_bad(kind: str, data: st.DataObject) -> None:
    stored = bytearray(golden(kind)[1])
    place = data.draw(st.integers(0, len(stored) - 1))
    if data.draw(st.booleans()):
        del stored[place : place + data.draw(st.integers(1, 40))]
    else:
        stored[place] = data.draw(st.integers(0, 255))
    reads_or_refuses(kind, bytes(stored))


@given(st.binary(max_size=200) | json_values.map(lambda value: json.dumps(value).encode()))
def test_an_arbitrary_head_is_read_or_bad(data: bytes) -> None:
    try:
        head = decode_head(data)
    except BadFact:
        return
    assert isinstance(head, FactHead)


@pytest.mark.parametrize(
    "copy",
    ["1.0", "1e3", "-0.0", "NaN", "Infinity", "-Infinity", "true", '"1"', "null", "[1]", "{}",
     "9223372036854775808", "-9223372036854775809", "9" * 5_000, "1" + "0" * 400],
    ids=lambda text: text[:20],
)  # fmt: skip
def test_only_a_64_bit_integer_is_a_number(copy: str) -> None:
    with pytest.raises(BadFact):
        decode_body("receipt.reprinted.v1", f'{{"sale_id":"s","copy":{copy}}}'.encode())


@pytest.mark.parametrize("copy", [0, -1, INT64_MIN, INT64_MAX])
def test_every_64_bit_integer_is_read(copy: int) -> None:
    fact = ReceiptReprinted(sale_id="s", copy=copy)

    assert decode_body(fact.kind, fact.to_bytes()) == fact


@pytest.mark.parametrize("newer", ["1.5", '{"deep":[1,{"x":1e2}]}', "NaN"])
def test_floats_are_refused_in_fields_of_a_newer_program_too(newer: str) -> None:
    with pytest.raises(BadFact, match="integers"):
        decode_body("receipt.reprinted.v1", f'{{"sale_id":"s","copy":1,"x":{newer}}}'.encode())


@pytest.mark.parametrize(
    "data",
    [
        b"", b"null", b"[]", b'"text"', b"{", b"\xff\xfe", b"\xef\xbb\xbf{}",
        '{"staff_id":"s"}'.encode("utf-16"), '{"staff_id":"s"}'.encode("utf-32"),
        b'{"staff_id":"\xed\xa0\x80"}', b'{"staff_id":"\\ud800"}', b'{"staff_id":"s","\\udfff":1}',
        b'{"staff_id":"s","x":["\\uD83D"]}', b'{"staff_id":"a\nb"}', b'{"staff_id":"s"}{}',
        b'{"staff_id":' + b"[" * 100_000, b'{"staff_id":"s","x":' + b"[" * 99_999 + b"]" * 99_999,
    ],
    ids=lambda data: repr(data[:24]),
)  # fmt: skip
def test_what_is_no_utf8_json_object_is_bad(data: bytes) -> None:
    with pytest.raises(BadFact) as bad:
        decode_body("staff.signed_in.v1", data)

    assert len(str(bad.value)) < 400


def test_text_may_be_anything_that_unicode_allows() -> None:
    fact = SettingChanged(key="receipt.footer", value='😀 "谢谢" \\ \0 \u2028')

    assert decode_body(fact.kind, fact.to_bytes()) == fact
    assert decode_body(fact.kind, json.dumps(fact.to_json()).encode()) == fact


def test_a_kind_of_a_newer_program_is_left_alone() -> None:
    assert decode_body("sale.completed.v9", b"not even JSON") is None


def test_parse_reads_any_json_value() -> None:
    assert parse('[1,"店",null]'.encode()) == [1, "店", None]
