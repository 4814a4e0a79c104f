"""Sign-in: the right PIN lets in, wrong ones make the till wait, never for ever."""

import pytest

from pos_app.domain.errors import PinDelayed, WrongPin
from pos_app.usecases import pins, sign_in
from pos_app.usecases.ports import StaffLogin
from pos_app.usecases.sign_in import DELAY_FIRST_S, DELAY_MAX_S, MISSES_FREE, SignIn
from sync.protocol.facts.shop import StaffSignedIn
from tests.fake_shop import CASHIER, CASHIER_PIN, OWNER, OWNER_PIN, FakeShop

RIGHT = (CASHIER.number, CASHIER_PIN)
WRONG = (CASHIER.number, "0000")


def sign_in_at(shop: FakeShop) -> SignIn:
    """The till as it is after a start: what it knows of the past is what was kept."""
    return SignIn(shop.queries, shop.writer, shop.settings, shop.clock)


@pytest.fixture
def till(shop: FakeShop) -> SignIn:
    shop.hire()
    return sign_in_at(shop)


def miss(till: SignIn, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongPin):
            till(*WRONG)


def wait_s(till: SignIn) -> int:
    """How long the till says one must wait."""
    with pytest.raises(PinDelayed) as delayed:
        till(*RIGHT)
    seconds = delayed.value.values["wait_s"]
    assert isinstance(seconds, int)
    return seconds


@pytest.mark.parametrize(("staff", "pin"), [(CASHIER, CASHIER_PIN), (OWNER, OWNER_PIN)])
def test_the_right_pin_is_who_it_is_and_is_recorded(
    shop: FakeShop, till: SignIn, staff: object, pin: str
) -> None:
    number = OWNER.number if staff is OWNER else CASHIER.number
    who = till(number, pin)

    assert who == staff
    assert shop.last.fact == StaffSignedIn(staff_id=who.staff_id)
    assert shop.last.head.actor == who.staff_id
    assert shop.settings.kept == {}


@pytest.mark.parametrize("pin", ["", "0000", "12345", "123", "１２３４", OWNER_PIN, "1234\0"])
def test_a_wrong_pin_is_refused_and_not_recorded(shop: FakeShop, till: SignIn, pin: str) -> None:
    with pytest.raises(WrongPin):
        till(CASHIER.number, pin)

    assert shop.rows.journal == ()


def test_an_unknown_number_is_refused_in_the_same_words(till: SignIn) -> None:
    with pytest.raises(WrongPin) as refusal:
        till("9999", CASHIER_PIN)

    assert refusal.value.values == {}


def test_nobody_s_verifier_is_one_and_costs_what_a_real_one_costs() -> None:
    real, nobody = pins.verifier("1234"), sign_in._NOBODY

    assert nobody.split("$")[:4] == real.split("$")[:4]
    assert not pins.matches(nobody, "")


def test_a_verifier_that_is_damaged_lets_nobody_in(shop: FakeShop) -> None:
    shop.rows.logins = (StaffLogin(CASHIER, "not a verifier"),)

    with pytest.raises(WrongPin):
        sign_in_at(shop)(*RIGHT)


def test_four_misses_are_free(till: SignIn) -> None:
    miss(till, MISSES_FREE - 1)

    assert till(*RIGHT) == CASHIER


def test_the_fifth_miss_makes_the_till_wait(shop: FakeShop, till: SignIn) -> None:
    miss(till, MISSES_FREE)

    assert wait_s(till) == DELAY_FIRST_S
    shop.clock.wait(DELAY_FIRST_S - 1)
    assert wait_s(till) == 1
    shop.clock.wait(1)
    assert till(*RIGHT) == CASHIER


def test_each_further_miss_doubles_the_wait_up_to_five_minutes(
    shop: FakeShop, till: SignIn
) -> None:
    waits = []
    miss(till, MISSES_FREE - 1)
    for _ in range(12):
        miss(till, 1)
        waits.append(wait_s(till))
        shop.clock.wait(waits[-1])

    assert waits[:6] == [15, 30, 60, 120, 240, 300]
    assert set(waits[6:]) == {DELAY_MAX_S}


def test_waiting_does_not_count_as_a_miss(shop: FakeShop, till: SignIn) -> None:
    miss(till, MISSES_FREE)
    for _ in range(20):
        wait_s(till)
    shop.clock.wait(DELAY_FIRST_S)

    assert till(*RIGHT) == CASHIER


def test_signing_in_forgives_the_misses(till: SignIn) -> None:
    miss(till, MISSES_FREE - 1)
    till(*RIGHT)
    miss(till, MISSES_FREE - 1)

    assert till(*RIGHT) == CASHIER


def test_misses_of_different_people_add_up(till: SignIn) -> None:
    miss(till, MISSES_FREE - 1)
    with pytest.raises(WrongPin):
        till(OWNER.number, "0000")

    assert wait_s(till) == DELAY_FIRST_S


def test_the_wait_outlives_a_restart(shop: FakeShop, till: SignIn) -> None:
    miss(till, MISSES_FREE)
    shop.clock.wait(5)

    assert wait_s(sign_in_at(shop)) == DELAY_FIRST_S - 5


def test_a_clock_set_back_does_not_lock_out_for_longer(shop: FakeShop, till: SignIn) -> None:
    miss(till, MISSES_FREE)
    shop.clock.time_ms -= 365 * 86_400_000

    assert wait_s(till) == DELAY_MAX_S


@pytest.mark.parametrize("kept", ["", ":", "x:y", "5", "-1:-1", "5:"])
def test_a_note_that_is_damaged_counts_as_none(shop: FakeShop, kept: str) -> None:
    shop.hire()
    shop.settings.put_local("sign_in.misses", kept)

    assert sign_in_at(shop)(*RIGHT) == CASHIER
