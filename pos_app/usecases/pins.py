"""PINs: kept as argon2id verifiers, never as digits."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from pos_app.domain.errors import WeakPin

PIN_DIGITS_MIN = 4
PIN_DIGITS_MAX = 8

_HASHER = PasswordHasher()


def check_pin(pin: str) -> None:
    """Raise WeakPin unless a new PIN has 4 to 8 digits."""
    if not (pin.isascii() and pin.isdigit() and PIN_DIGITS_MIN <= len(pin) <= PIN_DIGITS_MAX):
        raise WeakPin


def verifier(pin: str) -> str:
    """Return what to keep of a PIN. Takes about 0.2 s: not for the UI thread."""
    return _HASHER.hash(pin)


def matches(kept: str, pin: str) -> bool:
    """Compare a typed PIN with a verifier. Takes about 0.2 s: not for the UI thread."""
    try:
        return _HASHER.verify(kept, pin)
    except (VerificationError, InvalidHashError):
        return False
