"""Signing in and out. Plain pages: they work without JavaScript, and no script sees a password.

A form is taken only from the browser it was shown to: its hidden value is the
signed form of a nonce that stands in a cookie (OWASP, Cross-Site Request
Forgery Prevention, "signed double-submit cookie").
"""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import anyio.to_thread
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as HttpRequest
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal import words
from portal.answers import Problem
from portal.routes.plain import FormTooLarge, form_of, page
from portal.routes.throttle import Throttle
from portal.services import Office, clock, current_office
from portal.services.accounts import sign_in, signed_in
from requests_log import Account, Role

SESSION_COOKIE: Final = "session"
FORM_COOKIE: Final = "form"
HOME: Final = {Role.STAFF: "/queue", Role.MANAGER: "/promise"}
ONE_MINUTE: Final = timedelta(minutes=1)

SIGN_IN: Final = "Sign in"
SIGN_OUT: Final = "Sign out"
NO_MATCH: Final = "This name and password do not go together. Check both, then try again"
NO_NAME: Final = "Enter your name"
NO_PASSWORD: Final = "Enter your password"  # noqa: S105  (a sentence)
TOO_OLD: Final = (
    "This page was open for too long, or your browser keeps no cookies. Enter your password and try again"
)
TOO_LONG: Final = "Your name or password is far too long. Check both, then try again"

THROTTLE: Final = Throttle()

# Argon2 takes 64 MiB each time, on purpose: a crowd at the door must not fill the memory.
_HASHES_AT_ONCE: Final = anyio.CapacityLimiter(2)
_NONCE: Final = re.compile(r"[0-9a-f]{32}")


def show_sign_in(http: HttpRequest) -> Response:
    """The form; whoever is signed in already is led on."""
    office = current_office()
    account = _account(office, http)
    return _go(HOME[account.role]) if account else _form(office, http)


async def take_sign_in(http: HttpRequest) -> Response:
    """Sign in, or show the form again with what is wrong. The name is kept, the password never."""
    office = current_office()
    try:
        sent = await form_of(http)
    except (FormTooLarge, ValueError):
        return _form(office, http, problem=Problem("name", TOO_LONG), status=413)
    name, password = sent.get("name", "").strip(), sent.get("password", "")
    if not office.keys.is_form(sent.get("form", ""), http.cookies.get(FORM_COOKIE, "")):
        return _form(office, http, name, Problem("password", TOO_OLD), status=400)
    if not name or not password:
        return _form(office, http, name, _missing(name), status=422)
    guessed = (f"name {name.casefold()}", f"address {http.client.host if http.client else ''}")
    if again := THROTTLE.attempt(guessed, clock.now()):
        return _too_many(office, http, name, again)
    account = await anyio.to_thread.run_sync(
        partial(sign_in, office, name, password), limiter=_HASHES_AT_ONCE
    )
    if account is None:
        return _form(office, http, name, Problem("name", NO_MATCH), status=422)
    THROTTLE.forgive(guessed)
    return _signed_in(office, account)


def show_sign_out(http: HttpRequest) -> Response:
    """The question whether to sign out: a link alone never signs anybody out."""
    return _sign_out_form(current_office(), http)


async def take_sign_out(http: HttpRequest) -> Response:
    office = current_office()
    try:
        sent = await form_of(http)
    except (FormTooLarge, ValueError):
        sent = {}
    if not office.keys.is_form(sent.get("form", ""), http.cookies.get(FORM_COOKIE, "")):
        return await run_in_threadpool(_sign_out_form, office, http)
    response = _go("/signout")
    response.delete_cookie(SESSION_COOKIE, path="/", httponly=True, samesite="lax")
    return response


routes = [
    Route("/signin", show_sign_in, methods=["GET"]),
    Route("/signin", take_sign_in, methods=["POST"]),
    Route("/signout", show_sign_out, methods=["GET"]),
    Route("/signout", take_sign_out, methods=["POST"]),
]


def _account(office: Office, http: HttpRequest) -> Account | None:
    return signed_in(office, http.cookies.get(SESSION_COOKIE))


def _missing(name: str) -> Problem:
    return Problem("password", NO_PASSWORD) if name else Problem("name", NO_NAME)


def _form(
    office: Office, http: HttpRequest, name: str = "", problem: Problem | None = None, status: int = 200
) -> Response:
    nonce = _nonce(http)
    response = page(
        "signin.html",
        title=f"Error: {SIGN_IN}" if problem else SIGN_IN,
        status=status,
        body_name=office.settings.body_name,
        form=office.keys.for_form(nonce),
        name=name,
        problems=(problem,) if problem else (),
    )
    _set_cookie(office, response, FORM_COOKIE, nonce)
    return response


def _too_many(office: Office, http: HttpRequest, name: str, again: datetime) -> Response:
    """``again`` is said a minute late rather than early: the words have no seconds."""
    minute = again.replace(second=0, microsecond=0) + ONE_MINUTE
    said = f"Too many attempts with a wrong password. Try again after {words.moment(minute)}"
    response = _form(office, http, name, Problem("name", said), status=429)
    response.headers["Retry-After"] = str(max(1, round((minute - clock.now()).total_seconds())))
    return response


def _sign_out_form(office: Office, http: HttpRequest) -> Response:
    nonce = _nonce(http)
    response = page(
        "signout.html",
        title=SIGN_OUT,
        body_name=office.settings.body_name,
        form=office.keys.for_form(nonce),
        account=_account(office, http),
    )
    _set_cookie(office, response, FORM_COOKIE, nonce)
    return response


def _nonce(http: HttpRequest) -> str:
    """Return the browser's nonce: one for all its open forms, so that the older ones still work."""
    known = http.cookies.get(FORM_COOKIE, "")
    return known if _NONCE.fullmatch(known) else secrets.token_hex(16)


def _signed_in(office: Office, account: Account) -> Response:
    response = _go(HOME[account.role])
    _set_cookie(office, response, SESSION_COOKIE, office.keys.for_session(account.name))
    return response


def _set_cookie(office: Office, response: Response, name: str, value: str) -> None:
    """The browser forgets it when it is closed; the key in it ends by itself after 12 hours."""
    secure = office.settings.address.startswith("https://")
    response.set_cookie(name, value, path="/", httponly=True, samesite="lax", secure=secure)


def _go(path: str) -> RedirectResponse:
    return RedirectResponse(path, status_code=303, headers={"Cache-Control": "no-store"})
