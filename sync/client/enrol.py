"""Pairing: with a code from the server, a till's stream gets its place there."""

from typing import NamedTuple

from sync.client.ports import (
    Binding,
    Clock,
    Failure,
    Journal,
    JournalTrouble,
    Link,
    SignedRequest,
    Signer,
)
from sync.protocol.answers import Enrolled, EnrolRequest
from sync.protocol.facts.record import dump
from sync.protocol.signature import ENROL_PATH, signed_text


class PairingFailed(Exception):
    """The till was not taken; ``failure`` says why. Nothing was changed."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(f"pairing: {failure.reason} {failure.code}".rstrip())
        self.failure = failure


class Till(NamedTuple):
    """What a till says of itself when it is paired."""

    hardware: str
    app: str
    is_demo: bool


def enrol(
    link: Link,
    server_url: str,
    code: str,
    till: Till,
    *,
    journal: Journal,
    signer: Signer,
    clock: Clock,
) -> tuple[Binding, str]:
    """Ask a server to take this stream; return where it belongs and the server's epoch.

    Asking again with the same code, after an answer was lost, brings the same place.
    Raises PairingFailed and JournalTrouble; waits for the network.
    """
    outcome = link.enrol(_request(code, till, journal, signer, clock.now_ms()))
    if isinstance(outcome, Failure):
        raise PairingFailed(outcome)
    return _binding(server_url, outcome), outcome.server_epoch


def _request(code: str, till: Till, journal: Journal, signer: Signer, now_ms: int) -> SignedRequest:
    genesis = journal.hash_at(0)
    if genesis is None:
        raise JournalTrouble("a journal without a genesis")
    asked = EnrolRequest(
        code=code,
        stream_id=journal.stream_id.hex(),
        public_key=signer.public_key.hex(),
        hardware=till.hardware,
        app=till.app,
        is_demo=till.is_demo,
    )
    body = dump(asked.to_json())
    text = signed_text(
        ENROL_PATH,
        body,
        stream_id=journal.stream_id,
        first_seq=0,
        size=0,
        head_hash=genesis,
        date_ms=now_ms,
    )
    return SignedRequest(ENROL_PATH, body, signer.sign(text), now_ms)


def _binding(server_url: str, enrolled: Enrolled) -> Binding:
    return Binding(
        server_url=server_url,
        merchant_id=enrolled.merchant_id,
        merchant=enrolled.merchant,
        shop_id=enrolled.shop_id,
        shop=enrolled.shop,
        till=enrolled.till,
    )
