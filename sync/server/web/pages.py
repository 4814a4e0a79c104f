"""The pages: signing in, the state of shops and tills, a button that makes a pairing code."""

import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sync.server import pairing
from sync.server.auth import is_password
from sync.server.service import Service, now_ms
from sync.server.store import overview, places
from sync.server.store.overview import TillRow
from sync.server.store.places import Shop
from sync.server.web.figures import ShopCard, shop_card
from sync.server.web.sessions import Sessions, form_token, is_form_token
from sync.server.web.words import choose, sayer

FORM_BYTES_MAX = 4 * 1024
NAME_LENGTH_MAX = 40
DAYS_SHOWN = 7

_SESSION = "jushang_session"
_LANGUAGE = "jushang_language"
_HERE = {"login.html": "/login", "status.html": "/"}
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; "
        "base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class MadeCode(NamedTuple):
    """A pairing code to show, once."""

    merchant: str
    shop: str
    code: str


class Pages:
    """The administrator's pages. Forms are refused unless they come from a page of the
    session: the cookie is not sent from other sites, and the form carries a token."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._sessions = Sessions()
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).with_name("templates")),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    async def status(self, request: Request) -> Response:
        """Show shops, tills and days; whoever is not signed in is asked to."""
        if not self._is_signed_in(request):
            return RedirectResponse("/login", 303)
        return await run_in_threadpool(self._status, request, None, "")

    async def login_form(self, request: Request) -> Response:
        """Ask for the password."""
        return self._page(request, "login.html", problem="")

    async def login(self, request: Request) -> Response:
        """Begin a session for whoever knows the password."""
        form = await _read_form(request)
        now_s = time.monotonic()
        if not self._sessions.may_try(now_s):
            problem = "Too many tries. Wait a minute."
            return self._page(request, "login.html", status=429, problem=problem)
        if not await run_in_threadpool(self._knows, form.get("password", "")):
            self._sessions.failed(now_s)
            problem = "This is not the password."
            return self._page(request, "login.html", status=403, problem=problem)
        response = RedirectResponse("/", 303)
        response.set_cookie(
            _SESSION,
            self._sessions.begin(now_s),
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return response

    async def logout(self, request: Request) -> Response:
        """End the session."""
        form = await _read_form(request)
        if self._may_act(request, form):
            self._sessions.end(request.cookies.get(_SESSION, ""))
        return RedirectResponse("/login", 303)

    async def make_code(self, request: Request) -> Response:
        """Make a pairing code and show it."""
        form = await _read_form(request)
        if not self._may_act(request, form):
            return RedirectResponse("/login", 303)
        shop = form.get("shop", "").strip()
        merchant = form.get("merchant", "").strip() or shop
        if not _is_name(shop) or not _is_name(merchant):
            problem = "Name the shop, in at most 40 characters."
            return await run_in_threadpool(self._status, request, None, problem)
        place, code = await run_in_threadpool(
            pairing.make_code, self._service.store, merchant, shop, now_ms()
        )
        made = MadeCode(place.merchant, place.name, code)
        return await run_in_threadpool(self._status, request, made, "")

    def _status(self, request: Request, made: MadeCode | None, problem: str) -> Response:
        return self._page(
            request,
            "status.html",
            status=400 if problem else 200,
            problem=problem,
            made=made,
            token=form_token(request.cookies.get(_SESSION, "")),
            shops=self._cards(_language(request)),
        )

    def _cards(self, language: str) -> list[ShopCard]:
        at_ms, say = now_ms(), sayer(language)
        with self._service.store.reading() as db:
            tills = overview.tills(db)
            return [
                shop_card(
                    shop,
                    [till for till in tills if _is_in(till, shop)],
                    overview.days(db, shop.merchant_id, shop.shop_id, DAYS_SHOWN),
                    at_ms,
                    say,
                )
                for shop in places.shops(db)
            ]

    def _page(
        self, request: Request, template: str, *, status: int = 200, **values: object
    ) -> Response:
        language = _language(request)
        html = self._templates.get_template(template).render(
            language=language, say=sayer(language), here=_HERE[template], **values
        )
        response = HTMLResponse(html, status, _HEADERS)
        response.set_cookie(_LANGUAGE, language, httponly=True, samesite="strict")
        return response

    def _knows(self, password: str) -> bool:
        with self._service.store.reading() as db:
            kept = places.password_hash(db)
        return kept is not None and is_password(password, kept)

    def _is_signed_in(self, request: Request) -> bool:
        return self._sessions.holds(request.cookies.get(_SESSION, ""), time.monotonic())

    def _may_act(self, request: Request, form: dict[str, str]) -> bool:
        session = request.cookies.get(_SESSION, "")
        return self._is_signed_in(request) and is_form_token(session, form.get("token", ""))


def _language(request: Request) -> str:
    wanted = request.query_params.get("lang") or request.cookies.get(_LANGUAGE, "")
    return choose(wanted, request.headers.get("Accept-Language", ""))


def _is_name(text: str) -> bool:
    return 0 < len(text) <= NAME_LENGTH_MAX and text.isprintable()


async def _read_form(request: Request) -> dict[str, str]:
    """Read a small form; one that is too large is an empty one."""
    data = b""
    async for part in request.stream():
        data += part
        if len(data) > FORM_BYTES_MAX:
            return {}
    try:
        fields = parse_qs(data.decode("utf-8", "replace"), max_num_fields=20)
    except ValueError:
        return {}
    return {name: values[0] for name, values in fields.items()}


def _is_in(till: TillRow, shop: Shop) -> bool:
    return (till.merchant_id, till.shop_id) == (shop.merchant_id, shop.shop_id)
