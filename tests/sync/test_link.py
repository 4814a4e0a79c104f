"""The link: what every answer of every kind of server means, and that it always ends."""

import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from sync.client.link import HttpLink
from sync.client.ports import Failure, Reason, SignedRequest
from sync.protocol.answers import Ack, Enrolled, Fork, Gap, Problem, encode_answer
from sync.protocol.limits import ANSWER_BYTES_MAX
from tests.sync.kit import NOON_MS, HandClock, wait_for
from tests.sync.servers import http, listening, read_request, saying

REQUEST = SignedRequest("/v1/push", b"frame", b"\1" * 64, 5)
HASH = "ab" * 32
ACK = Ack(acked_seq=3, acked_hash=HASH, server_epoch="e", server_ms=1)
GAP = Gap(have_seq=3, have_hash=HASH, server_epoch="e")
FORK = Fork(have_seq=3, have_hash=HASH, server_epoch="e")
ENROLLED = Enrolled(
    merchant_id=1, merchant="m", shop_id=1, shop="s", till=1, server_epoch="e", server_ms=0
)


def link_to(url, total_s=20.0):
    return HttpLink(url, clock=HandClock(), connect_s=total_s, total_s=total_s)


def asked(answer, total_s=20.0):
    """Push to a server that answers this."""
    with listening(saying(answer)) as url:
        link = link_to(url, total_s)
        outcome = link.push(REQUEST)
        link.close()
    return outcome


@pytest.mark.parametrize(
    ("status", "answer"), [(b"200 OK", ACK), (b"409 Conflict", GAP), (b"409 Conflict", FORK)]
)
def test_an_answer_of_ours_is_taken(status, answer):
    assert asked(http(status, encode_answer(answer))) == answer


PROBLEMS = [
    (b"401 Unauthorized", "unknown_stream", Reason.UNKNOWN_TILL),
    (b"401 Unauthorized", "bad_signature", Reason.NOT_ACCEPTED),
    (b"403 Forbidden", "demo_refused", Reason.DEMO_REFUSED),
    (b"400 Bad Request", "bad_frame", Reason.NOT_ACCEPTED),
    (b"400 Bad Request", "a_code_of_the_future", Reason.NOT_ACCEPTED),
    (b"503 Service Unavailable", "busy", Reason.BUSY),
    (b"500 Internal Server Error", "broken", Reason.SERVER_TROUBLE),
]


@pytest.mark.parametrize(("status", "code", "reason"), PROBLEMS)
def test_a_problem_of_ours_keeps_its_code(status, code, reason):
    answer = http(status, encode_answer(Problem(code=code)))
    assert asked(answer) == Failure(reason, 0, code)


HTML = b"<!doctype html><title>Wi-Fi</title>"
WHOLE = http(b"200 OK", encode_answer(ACK))


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (http(b"200 OK", HTML, "text/html"), Reason.NOT_OUR_SERVER),
        (http(b"200 OK", HTML), Reason.BAD_ANSWER),
        (http(b"200 OK", b"", "text/html"), Reason.NOT_OUR_SERVER),
        (http(b"302 Found", b"", headers=b"Location: /portal\r\n"), Reason.NOT_OUR_SERVER),
        (http(b"404 Not Found", b'{"detail":"Not Found"}'), Reason.NOT_OUR_SERVER),
        (http(b"511 Network Authentication Required", HTML, "text/html"), Reason.NOT_OUR_SERVER),
        (http(b"200 OK", b'{"hello":"world"}'), Reason.BAD_ANSWER),
        (http(b"502 Bad Gateway", HTML, "text/html"), Reason.SERVER_TROUBLE),
        (http(b"504 Gateway Timeout", b""), Reason.SERVER_TROUBLE),
        (http(b"503 Service Unavailable", HTML, "text/html"), Reason.BUSY),
        (http(b"429 Too Many Requests", b""), Reason.BUSY),
        (http(b"200 OK", encode_answer(GAP)), Reason.BAD_ANSWER),
        (http(b"409 Conflict", encode_answer(ACK)), Reason.BAD_ANSWER),
        (http(b"200 OK", encode_answer(ENROLLED)), Reason.BAD_ANSWER),
        (http(b"200 OK", encode_answer(ACK), length=999), Reason.BAD_ANSWER),
        (http(b"200 OK", encode_answer(ACK)[:-9]), Reason.BAD_ANSWER),
        (http(b"200 OK", b"[" * (ANSWER_BYTES_MAX + 9)), Reason.BAD_ANSWER),
        (b"SSH-2.0-OpenSSH_9.2\r\n", Reason.UNREACHABLE),
        (b"", Reason.UNREACHABLE),
        (b"HTTP/1.1 200 OK\r\nContent-Le", Reason.NOT_OUR_SERVER),
    ],
)
def test_what_is_no_answer_of_ours_is_never_an_acknowledgement(answer, reason):
    outcome = asked(answer)
    assert isinstance(outcome, Failure)
    assert outcome.reason == reason


@pytest.mark.parametrize("size", range(0, len(WHOLE), 16))
def test_an_answer_cut_off_anywhere_is_a_failure(size):
    assert isinstance(asked(WHOLE[:size]), Failure)


def test_an_answer_without_end_is_not_read_to_the_end():
    def serve(connection, stop):
        read_request(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
        while not stop.is_set():
            connection.sendall(b" " * 65_536)

    with listening(serve) as url:
        assert link_to(url).push(REQUEST) == Failure(Reason.BAD_ANSWER)


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 200 OK\r\nX-Slow: ", b"%s" % WHOLE[:-40]])
def test_a_server_that_drips_is_given_up_at_the_deadline(said):
    """The server would drip for ever: that the test ends at all is what it shows."""

    def serve(connection, stop):
        read_request(connection)
        connection.sendall(said)
        while not stop.wait(0.02):
            connection.sendall(b"x" if said else b"\r\n")

    with listening(serve) as url:
        outcome = link_to(url, total_s=0.4).push(REQUEST)
        wait_for(lambda: not [t for t in threading.enumerate() if t.name == "sync-http"])
    assert isinstance(outcome, Failure)
    assert outcome.reason in {Reason.TOO_SLOW, Reason.UNREACHABLE}


def test_a_server_that_takes_nothing_is_given_up_at_the_deadline():
    with listening(lambda connection, stop: stop.wait()) as url:
        request = REQUEST._replace(body=bytes(range(256)) * 4_000)
        assert link_to(url, total_s=0.3).push(request) == Failure(Reason.TOO_SLOW)


def test_closing_ends_a_call_under_way():
    with listening(lambda connection, stop: stop.wait()) as url:
        link = link_to(url, total_s=100.0)
        outcomes = []
        caller = threading.Thread(target=lambda: outcomes.append(link.push(REQUEST)))
        caller.start()
        wait_for(lambda: link._line is not None and link._line._socket is not None)
        link.close()
        caller.join()
        assert link.push(REQUEST) == Failure(Reason.UNREACHABLE), "closed is closed"
    assert [outcome.reason for outcome in outcomes] == [Reason.UNREACHABLE]
    wait_for(lambda: not [t for t in threading.enumerate() if t.name == "sync-http"])


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:1", "http://nowhere.invalid", "http://", "ftp://127.0.0.1", "http://[", ""],
)
def test_where_nobody_is_nobody_answers(url):
    assert link_to(url).push(REQUEST) == Failure(Reason.UNREACHABLE)


def test_a_server_without_tls_where_tls_is_expected_is_not_trusted():
    def serve(connection, stop):
        connection.recv(65_536)
        connection.sendall(WHOLE)

    with listening(serve) as url:
        outcome = link_to(url.replace("http:", "https:")).push(REQUEST)
    assert isinstance(outcome, Failure)
    assert outcome.reason in {Reason.UNTRUSTED, Reason.UNREACHABLE}


def test_after_a_failure_the_next_call_begins_anew():
    answers = [b"", WHOLE]
    with listening(lambda connection, stop: saying(answers.pop(0))(connection, stop)) as url:
        link = link_to(url)
        assert link.push(REQUEST) == Failure(Reason.UNREACHABLE)
        assert link.push(REQUEST) == ACK
        link.close()


def test_a_connection_is_used_again():
    connections = []

    def serve(connection, stop):
        connections.append(connection)
        saying(WHOLE, keep_open=True)(connection, stop)

    with listening(serve) as url:
        link = link_to(url)
        assert [link.push(REQUEST) for _ in range(3)] == [ACK] * 3
        link.close()
    assert len(connections) == 1


LATER = format_datetime(datetime.fromtimestamp(NOON_MS / 1_000, UTC) + timedelta(seconds=91), True)


@pytest.mark.parametrize(
    ("wish", "ms"),
    [
        ("7", 7_000),
        ("0", 0),
        (LATER, 90_000),
        ("Mon, 01 Jan 2001 00:00:00 GMT", 0),
        ("soon", 0),
        ("-7", 0),
        ("9" * 40, 999_999_999_000),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(wish, ms):
    answer = http(
        b"503 Busy",
        encode_answer(Problem(code="busy")),
        headers=f"Retry-After: {wish}\r\n".encode(),
    )
    assert asked(answer) == Failure(Reason.BUSY, ms, "busy")


def test_a_pairing_answer_is_no_answer_to_a_push():
    with listening(saying(http(b"200 OK", encode_answer(ENROLLED)))) as url:
        link = link_to(url)
        assert link.enrol(REQUEST) == ENROLLED
        link.close()
    with listening(saying(WHOLE)) as url:
        link = link_to(url)
        assert link.enrol(REQUEST) == Failure(Reason.BAD_ANSWER)
        link.close()
