"""Pairing: one code, one till; guessing is slow, losing an answer costs nothing."""

import pytest

from sync.client.enrol import PairingFailed, Till, enrol
from sync.client.ports import Reason
from sync.protocol.answers import Problem
from sync.server import pairing
from sync.server.intake import Terms
from sync.server.pairing import (
    ADDRESSES_MAX,
    ALPHABET,
    CODE_LENGTH,
    CODE_VALID_MS,
    TRIES_MAX,
    TRIES_WINDOW_MS,
    Tries,
    make_code,
)
from sync.server.service import Service, now_ms
from tests.sync.kit import HandClock, KeySigner, MemoryJournal, Straight, code_for


def pair(service, code, *, number=1, stream=None, is_demo=False, link=None):
    signer = KeySigner(number)
    journal = MemoryJournal(signer, stream or bytes([number]) * 16)
    return enrol(
        link or Straight(service),
        "http://server",
        code,
        Till("test", "0", is_demo),
        journal=journal,
        signer=signer,
        clock=HandClock(),
    )


def refusal(service, code, **how):
    with pytest.raises(PairingFailed) as failed:
        pair(service, code, **how)
    return failed.value.failure


def test_a_code_has_ten_characters_that_nobody_confuses():
    assert len(ALPHABET) == 32
    assert not set("ILOU") & set(ALPHABET)
    assert CODE_LENGTH == 10


def test_a_code_gives_a_till_its_place(service):
    binding, epoch = pair(service, code_for(service))
    assert binding._asdict() == {
        "server_url": "http://server",
        "merchant_id": 1,
        "merchant": "街角小店",
        "shop_id": 1,
        "shop": "街角小店",
        "till": 1,
    }
    assert len(epoch) == 16


def test_shops_and_tills_are_counted_within_their_merchant(service):
    places = []
    shops = [("甲", "一店"), ("甲", "二店"), ("乙", "一店"), ("甲", "一店")]
    for number, (merchant, shop) in enumerate(shops, 1):
        _, code = make_code(service.store, merchant, shop, now_ms())
        binding, _ = pair(service, code, number=number)
        places.append((binding.merchant_id, binding.shop_id, binding.till))
    assert places == [(1, 1, 1), (1, 2, 1), (2, 1, 1), (1, 1, 2)]


def test_a_code_is_good_once(service):
    code = code_for(service)
    pair(service, code)
    assert refusal(service, code, number=2).reason == Reason.PAIRING_REFUSED


def test_asking_again_after_a_lost_answer_brings_the_same_place(service):
    code = code_for(service)
    assert pair(service, code) == pair(service, code)


def test_a_wrong_code_is_refused(service):
    code_for(service)
    assert refusal(service, "0000000000").reason == Reason.PAIRING_REFUSED


def test_a_code_that_ran_out_is_refused(service):
    _, code = make_code(service.store, "甲", "一店", now_ms() - CODE_VALID_MS)
    assert refusal(service, code).reason == Reason.PAIRING_REFUSED


def test_five_wrong_codes_make_an_address_wait_but_no_other(service):
    code = code_for(service)
    for _ in range(TRIES_MAX):
        refusal(service, "0000000000")
    failure = refusal(service, code)
    assert failure.reason == Reason.TOO_MANY_TRIES
    assert failure.retry_after_ms == TRIES_WINDOW_MS
    pair(service, code, link=Straight(service, address="192.0.2.7"))


def test_five_tries_use_a_code_up(service):
    code = code_for(service)
    for _ in range(TRIES_MAX):
        assert refusal(service, code, is_demo=True).reason == Reason.DEMO_REFUSED
    assert refusal(service, code).reason == Reason.PAIRING_REFUSED


def test_tries_are_forgotten_in_time_and_bounded():
    tries = Tries()
    for _ in range(TRIES_MAX):
        tries.failed("a", 1_000)
    assert tries.wait_ms("a", 1_000) == TRIES_WINDOW_MS
    assert tries.wait_ms("a", 1_000 + TRIES_WINDOW_MS) == 0
    assert tries.wait_ms("a", 0) == 0, "a clock that ran back locks nobody out"
    for number in range(ADDRESSES_MAX):
        tries.failed(str(number), 2_000)
    assert tries.wait_ms("a", 2_000) == 0


def test_a_demo_shop_pairs_only_where_allowed(tmp_path, service):
    code = code_for(service)
    assert refusal(service, code, is_demo=True).reason == Reason.DEMO_REFUSED
    allowing = Service(tmp_path / "server", takes_demo=True)
    pair(allowing, code, is_demo=True)
    allowing.close()


def test_a_stream_belongs_to_one_shop(service):
    pair(service, code_for(service, "一店"))
    failure = refusal(service, code_for(service, "二店"))
    assert failure.code == "stream_taken"


def test_a_known_stream_pairs_again_with_its_own_shop(service):
    first, _ = pair(service, code_for(service))
    again, _ = pair(service, code_for(service))
    assert again == first


def test_nobody_takes_a_stream_over_with_another_key(service):
    stream = b"s" * 16
    pair(service, code_for(service), stream=stream)
    failure = refusal(service, code_for(service), number=2, stream=stream)
    assert failure.code == "stream_taken"


def test_a_pairing_request_that_was_changed_is_refused(service):
    code = code_for(service)

    class Changing(Straight):
        def enrol(self, request):
            return super().enrol(request._replace(body=request.body.replace(b"test", b"Test")))

    failure = refusal(service, code, link=Changing(service))
    assert failure.code == "bad_signature"
    pair(service, code)


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"\xff", b'{"code":1}', b"[" * 100_000])
def test_what_is_no_pairing_request_is_refused(service, body):
    terms = Terms("e", takes_demo=True, now_ms=0)
    answer = pairing.enrol(body, False, None, service.store, terms)
    assert isinstance(answer, Problem)
    assert answer.code == "bad_request"
