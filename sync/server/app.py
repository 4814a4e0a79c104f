"""HTTP around the service: bodies with a bound and a deadline, answers with their status."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.staticfiles import StaticFiles
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from sync.protocol.answers import Ack, Answer, Code, Enrolled, Fork, Gap, Problem, encode_answer
from sync.protocol.limits import FRAME_BYTES_MAX
from sync.protocol.signature import ENROL_PATH, HEADER_DATE_MS, HEADER_SIGNATURE, PUSH_PATH
from sync.server import log
from sync.server.auth import Proof, read_proof
from sync.server.pairing import TRIES_WINDOW_MS
from sync.server.service import Service
from sync.server.web.pages import Pages

BODY_SECONDS_MAX = 30.0
ENROL_BYTES_MAX = 8 * 1024
WAITING_MAX = 64
BUSY_RETRY_S = 2

Act = Callable[[bytes, bool, Proof | None], Answer]

_STATUS = {
    Code.BAD_SIGNATURE: 401,
    Code.UNKNOWN_STREAM: 401,
    Code.DEMO_REFUSED: 403,
    Code.PAIRING_REFUSED: 403,
    Code.STREAM_TAKEN: 403,
    Code.TOO_LARGE: 413,
    Code.TOO_MANY_TRIES: 429,
    Code.BUSY: 503,
    Code.BROKEN: 500,
}
_RETRY_AFTER_S = {Code.BUSY: BUSY_RETRY_S, Code.TOO_MANY_TRIES: TRIES_WINDOW_MS // 1_000}
_STATIC = Path(__file__).with_name("web") / "static"


class BodyTooLarge(Exception):
    """A request with more than this route takes."""


class Doorkeeper:
    """Lets in as many requests as may wait for the database; the others come again."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._waiting = 0

    async def push(self, request: Request) -> Response:
        """Answer ``POST /v1/push``."""
        return await self._answer(request, FRAME_BYTES_MAX, self.service.push)

    async def enrol(self, request: Request) -> Response:
        """Answer ``POST /v1/enrol``."""
        address = request.client.host if request.client else ""

        def enrol(body: bytes, is_packed: bool, proof: Proof | None) -> Answer:
            return self.service.enrol(body, is_packed, proof, address)

        return await self._answer(request, ENROL_BYTES_MAX, enrol)

    async def _answer(self, request: Request, bytes_max: int, act: Act) -> Response:
        began = time.monotonic_ns()
        try:
            async with asyncio.timeout(BODY_SECONDS_MAX):
                body = await read_body(request, bytes_max)
        except BodyTooLarge:
            return respond(Problem(code=Code.TOO_LARGE))
        except TimeoutError:
            return respond(Problem(code=Code.BAD_REQUEST, detail="the body came too slowly"))
        if self._waiting >= WAITING_MAX:
            return respond(Problem(code=Code.BUSY))
        self._waiting += 1
        try:
            answer = await run_in_threadpool(_guarded, act, request, body)
        finally:
            self._waiting -= 1
        took_us = (time.monotonic_ns() - began) // 1_000
        log.note(request.url.path, bytes=len(body), took_us=took_us, **_summary(answer))
        return respond(answer)


def _guarded(act: Act, request: Request, body: bytes) -> Answer:
    """Run the service; trouble with the database is an answer too, and never an
    acknowledgement."""
    headers = request.headers
    proof = read_proof(headers.get(HEADER_SIGNATURE), headers.get(HEADER_DATE_MS))
    is_packed = headers.get("Content-Encoding", "").lower() == "gzip"
    try:
        return act(body, is_packed, proof)
    except (OperationalError, PoolTimeout) as error:
        log.trouble("database", error)
        return Problem(code=Code.BUSY)


async def read_body(request: Request, bytes_max: int) -> bytes:
    """Read a request's body. Raises BodyTooLarge before taking in more than its bound."""
    declared = request.headers.get("Content-Length", "")
    if declared.isdigit() and int(declared[:20]) > bytes_max:
        raise BodyTooLarge
    parts = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > bytes_max:
            raise BodyTooLarge
        parts.append(part)
    return b"".join(parts)


def respond(answer: Answer) -> Response:
    """Give an answer its status."""
    status, headers = 200, {"Cache-Control": "no-store"}
    if isinstance(answer, Gap | Fork):
        status = 409
    elif isinstance(answer, Problem):
        code = Code(answer.code)
        status = _STATUS.get(code, 400)
        if code in _RETRY_AFTER_S:
            headers["Retry-After"] = str(_RETRY_AFTER_S[code])
    return Response(encode_answer(answer), status, headers, media_type="application/json")


def _summary(answer: Answer) -> dict[str, str | int | bool]:
    kind = type(answer).__name__.lower()
    if isinstance(answer, Ack):
        return {"answer": kind, "seq": answer.acked_seq, "revoked": answer.revoked}
    if isinstance(answer, Gap | Fork):
        return {"answer": kind, "seq": answer.have_seq}
    if isinstance(answer, Enrolled):
        return {"answer": kind, "merchant_id": answer.merchant_id, "till": answer.till}
    return {"answer": kind, "code": answer.code, "detail": answer.detail}


def make_app(service: Service) -> FastAPI:
    """Put the routes together."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    door = Doorkeeper(service)
    pages = Pages(service)
    app.add_api_route(PUSH_PATH, door.push, methods=["POST"])
    app.add_api_route(ENROL_PATH, door.enrol, methods=["POST"])
    app.add_api_route("/health", _health(service), methods=["GET"])
    app.add_api_route("/", pages.status, methods=["GET"])
    app.add_api_route("/login", pages.login_form, methods=["GET"])
    app.add_api_route("/login", pages.login, methods=["POST"])
    app.add_api_route("/logout", pages.logout, methods=["POST"])
    app.add_api_route("/pairing-codes", pages.make_code, methods=["POST"])
    app.add_exception_handler(Exception, _broken)
    app.mount("/static", StaticFiles(directory=_STATIC))
    return app


def _broken(request: Request, bug: Exception) -> Response:
    """Tell the till to come again; the log has the rest."""
    log.trouble("bug", bug, path=request.url.path)
    return respond(Problem(code=Code.BROKEN))


def _health(service: Service) -> Callable[[], Response]:
    def health() -> Response:
        """Say whether database and projector are well; nothing else is told to strangers."""
        with service.store.reading() as db:
            db.exec_driver_sql("SELECT 1").one()
        if not service.projector.is_alive():
            return Response(b'{"health":"no projector"}', 503, media_type="application/json")
        return Response(b'{"health":"ok"}', media_type="application/json")

    return health
