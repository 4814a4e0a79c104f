"""What a till signs, so that a batch cannot be made, changed or moved by anyone else."""

from hashlib import sha256

HEADER_SIGNATURE = "X-TJ-Sig"
HEADER_DATE_MS = "X-TJ-Date"
PUSH_PATH = "/v1/push"
ENROL_PATH = "/v1/enrol"

_TAG = "TJ1 signature"


def signed_text(
    path: str,
    body: bytes,
    *,
    stream_id: bytes,
    first_seq: int,
    size: int,
    head_hash: bytes,
    date_ms: int,
) -> bytes:
    """Return the canonical text under the Ed25519 signature in X-TJ-Sig, one value a line.

    ``body`` is the request's before compression, so that a middle box may compress it
    anew. All requests are POST.
    """
    values = (
        _TAG,
        "POST",
        path,
        sha256(body).hexdigest(),
        stream_id.hex(),
        str(first_seq),
        str(size),
        head_hash.hex(),
        str(date_ms),
    )
    return "\n".join(values).encode("ascii")
