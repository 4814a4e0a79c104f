"""Takes facts in: each exactly once, in order, and never one that another place has taken.

Nothing but a commit acknowledges. What a fact says is not looked at here, except that
a demo shop says so in its first: content is never a reason to refuse a fact.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from sync.protocol.answers import Ack, Answer, Code, Fork, Gap, Problem
from sync.protocol.chain import verify
from sync.protocol.facts.kinds import BadFact, decode_body, decode_head
from sync.protocol.facts.shop import ShopOpened
from sync.protocol.signature import PUSH_PATH
from sync.protocol.wire import BadFrame, Frame, TooLarge, UnknownProto, decode, unpack
from sync.server.auth import Proof, is_signed
from sync.server.store import streams
from sync.server.store.store import Store
from sync.server.store.streams import StreamRow, StreamState


class Terms(NamedTuple):
    """On what terms the server takes facts, and the moment it does."""

    server_epoch: str
    takes_demo: bool
    now_ms: int


def receive(body: bytes, is_packed: bool, proof: Proof, store: Store, terms: Terms) -> Answer:
    """Answer a push as it came over the wire."""
    try:
        data = unpack(body) if is_packed else body
        frame = decode(data)
    except TooLarge as error:
        return Problem(code=Code.TOO_LARGE, detail=str(error))
    except UnknownProto as error:
        return Problem(code=Code.UNKNOWN_PROTO, detail=str(error))
    except BadFrame as error:
        return Problem(code=Code.BAD_FRAME, detail=str(error))
    batch = frame.batch
    with store.reading() as db:
        row = streams.stream(db, batch.merchant_id, batch.stream_id)
    if row is None:
        return Problem(code=Code.UNKNOWN_STREAM)
    if not is_signed(
        proof,
        row.public_key,
        PUSH_PATH,
        data,
        stream_id=batch.stream_id,
        first_seq=batch.first_seq,
        size=batch.size,
        head_hash=batch.head_hash,
    ):
        return Problem(code=Code.BAD_SIGNATURE)
    return accept(frame, store, terms)


def accept(frame: Frame, store: Store, terms: Terms) -> Answer:
    """Take in a batch that is known to come from its stream's till.

    The answer leaves only when the transaction is on the disk; should this process die
    in between, the till sends the batch again and is told that all of it is here.
    """
    batch = frame.batch
    hashes = verify(batch.stream_id, batch.prev_hash, frame.entries)
    if not isinstance(hashes, list):
        return Problem(code=Code.BAD_CHAIN, detail=f"entry {hashes.seq} out of order")
    if (hashes[-1] if hashes else batch.prev_hash) != batch.head_hash:
        return Problem(code=Code.BAD_CHAIN, detail="the entries do not make the head hash")
    with store.writing() as db:
        return _accept(db, frame, hashes, terms)


def _accept(db: Connection, frame: Frame, hashes: Sequence[bytes], terms: Terms) -> Answer:
    batch = frame.batch
    row = streams.stream(db, batch.merchant_id, batch.stream_id)
    if row is None:
        return Problem(code=Code.UNKNOWN_STREAM)
    if not terms.takes_demo and (row.is_demo or _opens_demo(frame)):
        return Problem(code=Code.DEMO_REFUSED)
    streams.note_contact(db, row, batch.app, terms.now_ms)
    if row.state == StreamState.FROZEN:
        return _fork(row, terms)
    if batch.first_seq > row.head_seq + 1:
        return Gap(
            have_seq=row.head_seq, have_hash=row.head_hash.hex(), server_epoch=terms.server_epoch
        )
    links = (batch.prev_hash, *hashes)  # those of entries first_seq - 1 to last_seq
    meeting_seq = min(batch.last_seq, row.head_seq)
    own = streams.hash_at(db, row, meeting_seq)
    if own != links[meeting_seq - batch.first_seq + 1]:
        streams.set_state(db, row.merchant_id, row.stream_id, StreamState.FROZEN)
        return _fork(row, terms)
    new = row.head_seq - batch.first_seq + 1
    if new < batch.size:
        streams.append(db, row, frame.entries[new:], hashes[new:], terms.now_ms)
        row = row._replace(head_seq=batch.last_seq, head_hash=batch.head_hash)
    return Ack(
        acked_seq=row.head_seq,
        acked_hash=row.head_hash.hex(),
        server_epoch=terms.server_epoch,
        server_ms=terms.now_ms,
        revoked=row.state == StreamState.REVOKED,
    )


def _fork(row: StreamRow, terms: Terms) -> Fork:
    return Fork(
        have_seq=row.head_seq, have_hash=row.head_hash.hex(), server_epoch=terms.server_epoch
    )


def _opens_demo(frame: Frame) -> bool:
    """Whether the stream begins here, and as a demo shop's."""
    if frame.batch.first_seq != 1 or not frame.entries:
        return False
    first = frame.entries[0]
    try:
        opened = decode_body(decode_head(first.head).kind, first.body)
    except BadFact:
        return False
    return isinstance(opened, ShopOpened) and opened.is_demo
