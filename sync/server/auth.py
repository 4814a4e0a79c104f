"""Who is asking: a till by its signature, the administrator by the password."""

import hmac
import secrets
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sync.protocol.signature import signed_text

PASSWORD_BYTES = 12


class Proof(NamedTuple):
    """The signature and the date that came with a request."""

    signature: bytes
    date_ms: int


def read_proof(signature: str | None, date_ms: str | None) -> Proof | None:
    """Read the two headers; None when one is missing or malformed."""
    if signature is None or date_ms is None:
        return None
    digits = date_ms.removeprefix("-")
    if len(signature) != 128 or not (digits.isascii() and digits.isdigit() and len(digits) < 20):
        return None
    try:
        return Proof(bytes.fromhex(signature), int(date_ms))
    except ValueError:
        return None


def is_signed(
    proof: Proof,
    public_key: bytes,
    path: str,
    body: bytes,
    *,
    stream_id: bytes,
    first_seq: int,
    size: int,
    head_hash: bytes,
) -> bool:
    """Say whether the holder of this key signed this request. Its date is not judged:
    a till's clock may be wrong, and what it sends again is recognised by its chain."""
    text = signed_text(
        path,
        body,
        stream_id=stream_id,
        first_seq=first_seq,
        size=size,
        head_hash=head_hash,
        date_ms=proof.date_ms,
    )
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(proof.signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True


def new_password() -> str:
    """Make an administrator's password: 96 random bits."""
    return secrets.token_urlsafe(PASSWORD_BYTES)


def hash_password(password: str) -> str:
    """Return what is kept of a password. It is random and long, so that a plain hash does."""
    return sha256(b"TJ1 admin" + password.encode()).hexdigest()


def is_password(typed: str, kept_hash: str) -> bool:
    """Compare without telling by the time it takes."""
    return hmac.compare_digest(hash_password(typed), kept_hash)
