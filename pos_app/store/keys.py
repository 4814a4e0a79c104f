"""The till's Ed25519 key: made with the shop, kept in a file of its own, never in the shop file.

This module loads the cryptography library: it is imported only where something is
made or signed.
"""

import os
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos_app.domain.errors import mark
from pos_app.store.troubles import StoreTrouble

KEY_FILE = "shop.key"
_RAW = serialization.Encoding.Raw
_OWNER_ONLY = 0o600


class KeyMissing(StoreTrouble):
    """The key file is gone or belongs to another shop."""

    words = mark("The key of this till is missing. Selling goes on, but nothing can be sent to the"
                 " server: put {file} back from where it was moved.")  # fmt: skip


def make_key(folder: Path) -> bytes:
    """Make a new key, keep it where only this user can read it, and return the public half."""
    key = Ed25519PrivateKey.generate()
    data = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    new = folder / (KEY_FILE + ".new")
    new.unlink(missing_ok=True)
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / KEY_FILE)
    return _public(key)


class TillKey:
    """The key that signs what the till sends."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    @property
    def public_key(self) -> bytes:
        """The raw 32 bytes of the public half."""
        return _public(self._key)

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of a signature."""
        return self._key.sign(message)


def load_key(folder: Path, public_key: bytes) -> TillKey:
    """Return the key whose public half is the shop's. Raises KeyMissing."""
    path = folder / KEY_FILE
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, UnsupportedAlgorithm) as error:
        raise KeyMissing(file=str(path)) from error
    if not isinstance(key, Ed25519PrivateKey) or _public(key) != public_key:
        raise KeyMissing(file=str(path))
    return TillKey(key)


def _public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(_RAW, serialization.PublicFormat.Raw)
