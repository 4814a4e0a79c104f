"""One batch: made from the journal's tail, signed, and what the answer to it means.

Nothing here waits or keeps anything: the engine does.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sync.client.ports import (
    Failure,
    Frozen,
    Journal,
    LinkedEntry,
    Outcome,
    Reason,
    SignedRequest,
    Signer,
)
from sync.protocol.answers import Ack, Fork, Gap
from sync.protocol.entry import Entry
from sync.protocol.limits import BATCH_BYTES_MAX, FACTS_PER_BATCH_MAX
from sync.protocol.signature import PUSH_PATH, signed_text
from sync.protocol.wire import Batch, encode


class Place(NamedTuple):
    """An entry and its link: how far the two ends are known to agree."""

    seq: int
    hash: bytes


class Push(NamedTuple):
    """A batch on its way."""

    batch: Batch
    request: SignedRequest


class Progress(NamedTuple):
    """The server has everything up to here, byte for byte."""

    place: Place
    server_epoch: str
    wait_ms: int
    is_revoked: bool


class Rewind(NamedTuple):
    """The server has less than was thought, but nothing else: go on from here."""

    place: Place
    server_epoch: str


class Freeze(NamedTuple):
    """The two ends differ: stop until people have looked."""

    why: Frozen


class Retry(NamedTuple):
    """Nothing was learned; try again later."""

    failure: Failure


Verdict = Progress | Rewind | Freeze | Retry


class Sender(NamedTuple):
    """Who sends and when: the merchant on the server, the program's version, the time."""

    merchant_id: int
    app: str
    now_ms: int


def read_tail(journal: Journal, after_seq: int, halvings: int) -> Sequence[LinkedEntry]:
    """Return the entries of the next batch.

    After failures batches are halved, so that on a poor line, or with one fact that
    some server chokes on, at least the others arrive.
    """
    facts_max = max(1, FACTS_PER_BATCH_MAX >> halvings)
    return journal.tail(after_seq, facts_max, BATCH_BYTES_MAX >> halvings)


def make_push(
    journal: Journal, signer: Signer, sender: Sender, place: Place, tail: Sequence[LinkedEntry]
) -> Push:
    """Make the batch of a tail that follows ``place``; a greeting when it is empty."""
    batch = Batch(
        merchant_id=sender.merchant_id,
        stream_id=journal.stream_id,
        first_seq=place.seq + 1,
        size=len(tail),
        prev_hash=place.hash,
        head_hash=tail[-1].hash if tail else place.hash,
        app=sender.app,
        sent_ms=sender.now_ms,
    )
    body = encode(batch, [Entry(seq, head, body) for seq, head, body, _ in tail])
    return Push(batch, _sign(signer, batch, body))


def _sign(signer: Signer, batch: Batch, body: bytes) -> SignedRequest:
    text = signed_text(
        PUSH_PATH,
        body,
        stream_id=batch.stream_id,
        first_seq=batch.first_seq,
        size=batch.size,
        head_hash=batch.head_hash,
        date_ms=batch.sent_ms,
    )
    return SignedRequest(PUSH_PATH, body, signer.sign(text), batch.sent_ms)


def judge(push: Push, outcome: Outcome, journal: Journal) -> Verdict:
    """Say what an answer means, by comparing its hash with the journal's own."""
    if isinstance(outcome, Ack):
        return _judge_ack(push, outcome, journal)
    if isinstance(outcome, Gap):
        return _judge_gap(push, outcome, journal)
    if isinstance(outcome, Fork):
        return Freeze(Frozen.FORK)
    return Retry(outcome)


def _judge_ack(push: Push, ack: Ack, journal: Journal) -> Verdict:
    own = journal.hash_at(ack.acked_seq)
    if own is None:
        return Freeze(Frozen.SERVER_AHEAD)
    if own.hex() != ack.acked_hash:
        return Freeze(Frozen.BAD_ACKNOWLEDGEMENT)
    if ack.acked_seq < push.batch.last_seq:
        return Retry(Failure(Reason.STALE_ANSWER))
    return Progress(Place(ack.acked_seq, own), ack.server_epoch, ack.next_after_ms, ack.revoked)


def _judge_gap(push: Push, gap: Gap, journal: Journal) -> Verdict:
    if gap.have_seq >= push.batch.first_seq - 1:
        return Retry(Failure(Reason.STALE_ANSWER))
    own = journal.hash_at(gap.have_seq)
    if own is None or own.hex() != gap.have_hash:
        return Freeze(Frozen.FORK)
    return Rewind(Place(gap.have_seq, own), gap.server_epoch)
