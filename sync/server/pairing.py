"""Pairing codes, and the tills that come in with them.

A code is 10 characters of Crockford's base 32 (50 random bits), good once, for ten
minutes and five tries. Only its hash is kept.
"""

import secrets
from collections import OrderedDict
from hashlib import sha256
from threading import Lock

from sqlalchemy import Connection

from sync.protocol.answers import Answer, Code, Enrolled, EnrolRequest, Problem
from sync.protocol.chain import PUBLIC_KEY_BYTES, STREAM_ID_BYTES, genesis
from sync.protocol.facts.record import BadFact, parse
from sync.protocol.signature import ENROL_PATH
from sync.protocol.wire import BadFrame, TooLarge, unpack
from sync.server.auth import Proof, is_signed
from sync.server.intake import Terms
from sync.server.store import places, streams
from sync.server.store.places import PairingCode, Shop
from sync.server.store.store import Store
from sync.server.store.streams import StreamRow, StreamState

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 10
CODE_VALID_MS = 10 * 60_000
TRIES_MAX = 5
TRIES_WINDOW_MS = 10 * 60_000
ADDRESSES_MAX = 10_000
TEXT_LENGTH_MAX = 200


def make_code(store: Store, merchant: str, shop: str, now_ms: int) -> tuple[Shop, str]:
    """Make a code for a shop, and the shop when it is new."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    with store.writing() as db:
        place = places.find_or_add_shop(db, merchant, shop, now_ms)
        places.add_code(db, place, _hash(code), now_ms + CODE_VALID_MS, now_ms)
    return place, code


class Tries:
    """Failed attempts by network address; bounded, and forgotten after ten minutes."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._failed: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def wait_ms(self, address: str, now_ms: int) -> int:
        """Return how long an address has to wait before it may try again; 0 is now."""
        with self._lock:
            count, since_ms = self._failed.get(address, (0, now_ms))
        left_ms = since_ms + TRIES_WINDOW_MS - now_ms
        return left_ms if count >= TRIES_MAX and 0 < left_ms <= TRIES_WINDOW_MS else 0

    def failed(self, address: str, now_ms: int) -> None:
        """Count a failed attempt."""
        with self._lock:
            count, since_ms = self._failed.pop(address, (0, now_ms))
            if not 0 <= now_ms - since_ms < TRIES_WINDOW_MS:
                count, since_ms = 0, now_ms
            self._failed[address] = (count + 1, since_ms)
            if len(self._failed) > ADDRESSES_MAX:
                self._failed.popitem(last=False)


def enrol(body: bytes, is_packed: bool, proof: Proof, store: Store, terms: Terms) -> Answer:
    """Answer a pairing request as it came over the wire.

    Asking again with the same code brings the same place, because an answer may be lost
    on its way.
    """
    try:
        data = unpack(body) if is_packed else body
        asked = EnrolRequest.from_json(parse(data))
        stream_id = _read_hex(asked.stream_id, STREAM_ID_BYTES)
        public_key = _read_hex(asked.public_key, PUBLIC_KEY_BYTES)
    except TooLarge as error:
        return Problem(code=Code.TOO_LARGE, detail=str(error))
    except (BadFrame, BadFact, ValueError) as error:
        return Problem(code=Code.BAD_REQUEST, detail=str(error)[:200])
    if not is_signed(
        proof,
        public_key,
        ENROL_PATH,
        data,
        stream_id=stream_id,
        first_seq=0,
        size=0,
        head_hash=genesis(stream_id, public_key),
    ):
        return Problem(code=Code.BAD_SIGNATURE)
    with store.writing() as db:
        return _enrol(db, asked, stream_id, public_key, terms)


def _enrol(
    db: Connection, asked: EnrolRequest, stream_id: bytes, public_key: bytes, terms: Terms
) -> Answer:
    code_hash = _hash(asked.code)
    code = places.code(db, code_hash)
    if code is None or code.tries >= TRIES_MAX:
        return Problem(code=Code.PAIRING_REFUSED)
    places.note_try(db, code_hash)
    if code.used_by == stream_id:
        return _known(db, code, stream_id, public_key, terms)
    if code.used_by is not None or terms.now_ms >= code.expires_ms:
        return Problem(code=Code.PAIRING_REFUSED)
    if asked.is_demo and not terms.takes_demo:
        return Problem(code=Code.DEMO_REFUSED)
    known = _known(db, code, stream_id, public_key, terms)
    if isinstance(known, Enrolled):
        places.use_code(db, code_hash, stream_id)
    if streams.owner(db, stream_id) is not None:
        return known
    row = StreamRow(
        merchant_id=code.merchant_id,
        stream_id=stream_id,
        shop_id=code.shop_id,
        till=places.next_till(db, code.merchant_id, code.shop_id),
        public_key=public_key,
        head_seq=0,
        head_hash=genesis(stream_id, public_key),
        state=StreamState.ACTIVE.value,
        is_demo=asked.is_demo,
    )
    streams.add(
        db, row, asked.hardware[:TEXT_LENGTH_MAX], asked.app[:TEXT_LENGTH_MAX], terms.now_ms
    )
    places.use_code(db, code_hash, stream_id)
    return _enrolled(db, row, terms)


def _known(
    db: Connection, code: PairingCode, stream_id: bytes, public_key: bytes, terms: Terms
) -> Answer:
    """Answer a stream that is already here: its place, if the code is for the same shop."""
    row = streams.stream(db, code.merchant_id, stream_id)
    if row is None or row.shop_id != code.shop_id or row.public_key != public_key:
        return Problem(code=Code.STREAM_TAKEN)
    return _enrolled(db, row, terms)


def _enrolled(db: Connection, row: StreamRow, terms: Terms) -> Answer:
    place = places.shop(db, row.merchant_id, row.shop_id)
    if place is None:
        return Problem(code=Code.PAIRING_REFUSED)
    return Enrolled(
        merchant_id=place.merchant_id,
        merchant=place.merchant,
        shop_id=place.shop_id,
        shop=place.name,
        till=row.till,
        server_epoch=terms.server_epoch,
        server_ms=terms.now_ms,
    )


def _hash(code: str) -> bytes:
    return sha256(b"TJ1 pairing" + code.encode()).digest()


def _read_hex(text: str, size: int) -> bytes:
    read = bytes.fromhex(text)
    if len(read) != size:
        raise ValueError(f"{len(read)} bytes, not {size}")
    return read
