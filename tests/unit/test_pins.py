"""PINs: four to eight digits, kept as verifiers that do not give them away."""

import pytest

from pos_app.domain.errors import WeakPin
from pos_app.usecases import pins


@pytest.mark.parametrize("pin", ["1234", "00000000", "123456"])
def test_four_to_eight_digits_will_do(pin: str) -> None:
    pins.check_pin(pin)


@pytest.mark.parametrize(
    "pin", ["", "123", "123456789", "12a4", "12 4", "１２３４", "١٢٣٤", "²²²²"]
)
def test_anything_else_is_weak(pin: str) -> None:
    with pytest.raises(WeakPin):
        pins.check_pin(pin)


def test_a_verifier_knows_its_pin_and_shows_it_to_nobody() -> None:
    kept = pins.verifier("1234")

    assert kept.startswith("$argon2id$")
    assert "1234" not in kept.partition("p=")[2]
    assert pins.matches(kept, "1234")
    assert not pins.matches(kept, "1235")


@pytest.mark.parametrize("kept", ["", "1234", "$argon2id$v=19$m=8,t=1,p=1$", "$2b$12$abc", "\0"])
def test_what_is_no_verifier_matches_nothing(kept: str) -> None:
    assert not pins.matches(kept, "1234")
