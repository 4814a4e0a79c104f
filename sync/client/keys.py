"""An Ed25519 key held in memory, as the till keeps it: 32 raw bytes."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class KeySigner:
    """Signs with a raw private key. Raises ValueError when it does not have 32 bytes."""

    def __init__(self, private_key: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(private_key)
        self.public_key = self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of a signature."""
        return self._key.sign(message)
