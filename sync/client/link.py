"""HTTP to one server: every call ends by its deadline, and every status has one meaning.

A server that sends a byte now and then, or a name that does not resolve, keeps a
socket busy without end. So each call runs on a thread of its own, and at the deadline
its connection is cut and its outcome no longer waited for.
"""

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, InvalidStateError
from concurrent.futures import TimeoutError as TooLate
from contextlib import suppress
from email.utils import parsedate_to_datetime
from socket import SHUT_RDWR, socket
from typing import Any, NamedTuple

import requests
from requests.adapters import HTTPAdapter

from sync.client.ports import Clock, Failure, Outcome, Reason, SignedRequest
from sync.protocol.answers import (
    Ack,
    Answer,
    BadAnswer,
    Code,
    Enrolled,
    Fork,
    Gap,
    Problem,
    decode_answer,
)
from sync.protocol.limits import ANSWER_BYTES_MAX
from sync.protocol.signature import HEADER_DATE_MS, HEADER_SIGNATURE
from sync.protocol.wire import pack

CONNECT_S = 10.0
TOTAL_S = 30.0

_REASON_OF_CODE: dict[str, Reason] = {
    Code.UNKNOWN_STREAM: Reason.UNKNOWN_TILL,
    Code.DEMO_REFUSED: Reason.DEMO_REFUSED,
    Code.BUSY: Reason.BUSY,
    Code.BROKEN: Reason.SERVER_TROUBLE,
    Code.PAIRING_REFUSED: Reason.PAIRING_REFUSED,
    Code.TOO_MANY_TRIES: Reason.TOO_MANY_TRIES,
}


class Reply(NamedTuple):
    """What came back, before anyone has said what it means."""

    status: int
    content_type: str
    retry_after: str
    body: bytes


class HttpLink:
    """A way to one server, for one thread at a time; ``close`` may come from any other.

    ``verify`` is what TLS trusts: the usual authorities, or the file of a certificate.
    Proxies and credentials from the environment are not used: the address in the
    settings is the whole truth.
    """

    def __init__(
        self,
        server_url: str,
        *,
        clock: Clock,
        connect_s: float = CONNECT_S,
        total_s: float = TOTAL_S,
        verify: bool | str = True,
    ) -> None:
        self._server_url = server_url.rstrip("/")
        self._clock = clock
        self._connect_s = connect_s
        self._total_s = total_s
        self._verify = verify
        self._is_closed = False
        self._line: _Line | None = None
        self._reply: Future[Reply | Failure] | None = None

    def push(self, request: SignedRequest) -> Outcome:
        """Send a batch; see ``Link``."""
        answer = self._ask(request)
        if isinstance(answer, Ack | Gap | Fork | Failure):
            return answer
        return Failure(Reason.BAD_ANSWER)

    def enrol(self, request: SignedRequest) -> Enrolled | Failure:
        """Send a pairing request; see ``Link``."""
        answer = self._ask(request)
        return answer if isinstance(answer, Enrolled | Failure) else Failure(Reason.BAD_ANSWER)

    def close(self) -> None:
        """Cut the connection, for good; a call under way comes back as a failure."""
        self._is_closed = True
        line, reply = self._line, self._reply
        if line is not None:
            line.cut()
        if reply is not None and not reply.cancel() and line is not None:
            line.session.close()  # no call is under way that would do it

    def _ask(self, request: SignedRequest) -> Answer | Failure:
        if self._line is None or self._line.is_cut:
            self._line = _Line(self._verify)
        line = self._line
        self._reply = reply = Future[Reply | Failure]()
        if self._is_closed:
            line.cut()
            return Failure(Reason.UNREACHABLE)
        call = threading.Thread(
            target=_call, args=(reply, self._exchange, line, request), name="sync-http", daemon=True
        )
        call.start()
        try:
            got = reply.result(timeout=self._total_s)
        except TooLate:
            line.cut()
            return Failure(Reason.TOO_SLOW)
        except CancelledError:
            return Failure(Reason.UNREACHABLE)
        return got if isinstance(got, Failure) else meaning(got, self._clock.now_ms())

    def _exchange(self, line: "_Line", request: SignedRequest) -> Reply | Failure:
        try:
            with line.session.post(
                self._server_url + request.path,
                data=pack(request.body),
                headers={
                    "Content-Type": "application/octet-stream",
                    "Content-Encoding": "gzip",
                    "Accept-Encoding": "identity",
                    HEADER_SIGNATURE: request.signature.hex(),
                    HEADER_DATE_MS: str(request.date_ms),
                },
                timeout=(self._connect_s, self._total_s),
                stream=True,
                allow_redirects=False,
            ) as response:
                return _read(response)
        except requests.exceptions.SSLError:
            return Failure(Reason.UNTRUSTED)
        except requests.exceptions.ReadTimeout:
            return Failure(Reason.TOO_SLOW)
        except (
            requests.exceptions.ChunkedEncodingError,
            requests.exceptions.ContentDecodingError,
        ):
            return Failure(Reason.BAD_ANSWER)
        except requests.exceptions.RequestException:
            return Failure(Reason.UNREACHABLE)


def meaning(reply: Reply, now_ms: int) -> Answer | Failure:
    """Say what a reply means.

    A proxy in trouble answers 5xx in HTML, a captive portal 200 or a redirect: only
    JSON that names our protocol, under the status that belongs to it, is an answer.
    """
    try:
        answer = decode_answer(reply.body)
    except BadAnswer:
        return _meaning_of_strangers(reply, now_ms)
    if isinstance(answer, Problem):
        reason = _REASON_OF_CODE.get(answer.code, Reason.NOT_ACCEPTED)
        return Failure(reason, _retry_after_ms(reply.retry_after, now_ms), answer.code)
    if reply.status != (409 if isinstance(answer, Gap | Fork) else 200):
        return Failure(Reason.BAD_ANSWER)
    return answer


def _meaning_of_strangers(reply: Reply, now_ms: int) -> Failure:
    retry_after_ms = _retry_after_ms(reply.retry_after, now_ms)
    if reply.status in (429, 503):
        return Failure(Reason.BUSY, retry_after_ms)
    if reply.status >= 500 and reply.status != 511:
        return Failure(Reason.SERVER_TROUBLE, retry_after_ms)
    if reply.status == 200 and reply.content_type.startswith("application/json"):
        return Failure(Reason.BAD_ANSWER)
    return Failure(Reason.NOT_OUR_SERVER)


def _retry_after_ms(text: str, now_ms: int) -> int:
    """Read Retry-After (RFC 9110, 10.2.3): seconds or a date; nonsense is no wish."""
    if text.isascii() and text.isdigit():
        return int(text[:9]) * 1_000
    try:
        return max(0, int(parsedate_to_datetime(text).timestamp() * 1_000) - now_ms)
    except (ValueError, OverflowError, OSError):
        return 0


def _read(response: requests.Response) -> Reply:
    """Read an answer, but no more of it than an answer may have."""
    body = b""
    for chunk in response.iter_content(ANSWER_BYTES_MAX):
        body += chunk
        if len(body) > ANSWER_BYTES_MAX:
            break
    headers = response.headers
    return Reply(
        response.status_code,
        headers.get("Content-Type", "").lower(),
        headers.get("Retry-After", "").strip(),
        body,
    )


def _call(
    future: Future[Reply | Failure],
    exchange: Callable[["_Line", SignedRequest], Reply | Failure],
    line: "_Line",
    request: SignedRequest,
) -> None:
    reply: Reply | Failure = Failure(Reason.BAD_ANSWER)  # stands when a bug ends the call
    try:
        reply = exchange(line, request)
    finally:
        with suppress(InvalidStateError):
            future.set_result(reply)
        if line.is_cut:
            line.session.close()


class _Line:
    """A session and the socket under it, which any thread may cut."""

    def __init__(self, verify: bool | str) -> None:
        self.is_cut = False
        self._socket: socket | None = None
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.verify = verify
        self.session.mount("http://", _Adapter(self._opened))
        self.session.mount("https://", _Adapter(self._opened))

    def _opened(self, opened: socket) -> None:
        self._socket = opened
        if self.is_cut:
            self.cut()

    def cut(self) -> None:
        """Shut the socket down: whoever reads from it is told that it has ended."""
        self.is_cut = True
        if self._socket is not None:
            # Not the TLS socket's own shutdown: that would take its state from under the
            # thread that is reading.
            with suppress(OSError):
                socket.shutdown(self._socket, SHUT_RDWR)


class _Adapter(HTTPAdapter):
    """Tells of each connection it opens."""

    def __init__(self, opened: Callable[[socket], None]) -> None:
        self._opened = opened
        super().__init__(pool_connections=1, pool_maxsize=1)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        pools = self.poolmanager.pool_classes_by_scheme
        self.poolmanager.pool_classes_by_scheme = {
            scheme: _watched(pool, self._opened) for scheme, pool in pools.items()
        }


def _watched(pool: Any, opened: Callable[[socket], None]) -> Any:
    """Return a class of connection pools that tells of each connection made."""

    def connect(connection: Any) -> None:
        pool.ConnectionCls.connect(connection)
        opened(connection.sock)

    connections = type("WatchedConnection", (pool.ConnectionCls,), {"connect": connect})
    return type("WatchedPool", (pool,), {"ConnectionCls": connections})
