"""What a server says: JSON objects of integers, hex, names and short codes.

Every answer names the protocol and its own kind, so that a captive portal's page or
another program's JSON is never taken for one. Reading keeps unknown fields.
"""

from dataclasses import dataclass
from enum import StrEnum

from sync.protocol.chain import HASH_BYTES
from sync.protocol.facts.record import BadFact, Record, dump, parse
from sync.protocol.limits import ANSWER_BYTES_MAX, SEQ_MAX
from sync.protocol.wire import PROTO


class BadAnswer(ValueError):
    """Bytes that are no answer of a TJ1 server."""


class Code(StrEnum):
    """Why a request was turned down."""

    BAD_FRAME = "bad_frame"
    BAD_CHAIN = "bad_chain"
    BAD_SIGNATURE = "bad_signature"
    BAD_REQUEST = "bad_request"
    UNKNOWN_PROTO = "unknown_proto"
    UNKNOWN_STREAM = "unknown_stream"
    STREAM_TAKEN = "stream_taken"
    TOO_LARGE = "too_large"
    DEMO_REFUSED = "demo_refused"
    PAIRING_REFUSED = "pairing_refused"
    TOO_MANY_TRIES = "too_many_tries"
    BUSY = "busy"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ack(Record):
    """Everything up to ``acked_seq`` is committed; its hash proves which bytes.

    The till waits ``next_after_ms`` before it asks again. With ``revoked`` the facts
    were put aside: the shop has shut this till out.
    """

    acked_seq: int
    acked_hash: str
    server_epoch: str
    server_ms: int
    next_after_ms: int = 0
    revoked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(Record):
    """The batch begins too late; the server has up to ``have_seq`` only."""

    have_seq: int
    have_hash: str
    server_epoch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fork(Record):
    """The server has other bytes under these numbers; it keeps its own and takes no more."""

    have_seq: int
    have_hash: str
    server_epoch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled(Record):
    """The stream belongs to this merchant, shop and till from its first entry on."""

    merchant_id: int
    merchant: str
    shop_id: int
    shop: str
    till: int
    server_epoch: str
    server_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem(Record):
    """The request was not taken; ``detail`` is for logs, never for people."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolRequest(Record):
    """A till asks to be taken: its pairing code, its stream and key in hex, and what it is."""

    code: str
    stream_id: str
    public_key: str
    hardware: str
    app: str
    is_demo: bool


Answer = Ack | Gap | Fork | Enrolled | Problem

_KINDS: dict[str, type[Answer]] = {
    "ack": Ack,
    "gap": Gap,
    "fork": Fork,
    "enrolled": Enrolled,
    "problem": Problem,
}
_HEX_DIGITS = frozenset("0123456789abcdef")
_NAMES = {kind: name for name, kind in _KINDS.items()}


def encode_answer(answer: Answer) -> bytes:
    """Write an answer."""
    return dump({"proto": PROTO, "answer": _NAMES[type(answer)], **answer.to_json()})


def decode_answer(data: bytes) -> Answer:
    """Read an answer of untrusted origin. Raises BadAnswer."""
    if len(data) > ANSWER_BYTES_MAX:
        raise BadAnswer(f"an answer of {len(data)} bytes")
    try:
        value = parse(data)
    except BadFact as error:
        raise BadAnswer(str(error)) from error
    if not isinstance(value, dict) or value.pop("proto", None) != PROTO:
        raise BadAnswer("not an answer of this protocol")
    name = value.pop("answer", None)
    kind = _KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise BadAnswer("not a known kind of answer")
    try:
        answer = kind.from_json(value)
    except BadFact as error:
        raise BadAnswer(str(error)) from error
    _check(answer)
    return answer


def _check(answer: Answer) -> None:
    """Raise BadAnswer for values that no server means."""
    if isinstance(answer, Ack):
        _check_place(answer.acked_seq, answer.acked_hash)
        if answer.next_after_ms < 0:
            raise BadAnswer("a wait below zero")
    elif isinstance(answer, Gap | Fork):
        _check_place(answer.have_seq, answer.have_hash)


def _check_place(seq: int, hash_hex: str) -> None:
    if not 0 <= seq <= SEQ_MAX:
        raise BadAnswer("a number that no entry has")
    if len(hash_hex) != 2 * HASH_BYTES or not set(hash_hex) <= _HEX_DIGITS:
        raise BadAnswer("a hash of another form")
