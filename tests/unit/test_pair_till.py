"""Pairing: what people type becomes the code that the server made, or is refused."""

import pytest

from pos_app.domain.errors import NotPermitted
from pos_app.settings import BadSetting
from pos_app.usecases.pair_till import (
    NotAPairingCode,
    Paired,
    PairingRefused,
    PairTill,
    clean_code,
)
from tests.fake_shop import BY_CASHIER, BY_OWNER

URL, CODE = "https://pos.example.com", "7K2M9Q4X0B"


class FakeServer:
    """Knows one code, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def __call__(self, server_url: str, code: str) -> Paired:
        self.asked.append((server_url, code))
        if code != CODE:
            raise PairingRefused
        return Paired("李记", "人民路店", 3)


@pytest.fixture
def server() -> FakeServer:
    return FakeServer()


@pytest.mark.parametrize("typed", [CODE, "7k2m-9q4x-0b", " 7K2M 9Q4X OB\n", "7K2M9Q4XoB"])
def test_a_code_is_read_as_people_write_it(server: FakeServer, typed: str) -> None:
    paired = PairTill(server)(f" {URL}/ ", typed, BY_OWNER)

    assert paired == ("李记", "人民路店", 3)
    assert server.asked == [(URL, CODE)]


@pytest.mark.parametrize(("typed", "code"), [("iIlLoO-0011", "1111000011")])
def test_letters_that_look_like_digits_are_digits(typed: str, code: str) -> None:
    assert clean_code(typed) == code


@pytest.mark.parametrize(
    "typed",
    ["", "7K2M9Q4X0", "7K2M9Q4X0BB", "7K2M9Q4X0!", "７K2M9Q4X0B", "7K2M_9Q4X0", "7K2M9Q4X0é"],
)
def test_what_is_no_code_is_not_sent(server: FakeServer, typed: str) -> None:
    with pytest.raises(NotAPairingCode):
        PairTill(server)(URL, typed, BY_OWNER)

    assert server.asked == []


@pytest.mark.parametrize("url", ["", "   ", "pos example", "ftp://pos.example.com"])
def test_what_is_no_address_is_not_asked(server: FakeServer, url: str) -> None:
    with pytest.raises(BadSetting):
        PairTill(server)(url, CODE, BY_OWNER)

    assert server.asked == []


def test_the_server_s_refusal_is_passed_on(server: FakeServer) -> None:
    with pytest.raises(PairingRefused):
        PairTill(server)(URL, "0000000000", BY_OWNER)


def test_needs_the_right(server: FakeServer) -> None:
    with pytest.raises(NotPermitted):
        PairTill(server)(URL, CODE, BY_CASHIER)

    assert server.asked == []


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("192.168.1.5:8750", "http://192.168.1.5:8750"),
        (" till.example.com/ ", "http://till.example.com"),
        ("http://10.0.0.2", "http://10.0.0.2"),
        (URL, URL),
    ],
)
def test_an_address_may_be_typed_without_its_scheme(
    server: FakeServer, typed: str, asked: str
) -> None:
    PairTill(server)(typed, CODE, BY_OWNER)

    assert server.asked == [(asked, CODE)]
