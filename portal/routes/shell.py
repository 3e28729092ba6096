"""The page that Streamlit's screens appear in, in our language, with the way round them.

Streamlit's own page says that JavaScript is needed, and no more. Ours leads to the plain
pages: at once where there is no JavaScript, and after a few seconds where no screen has
come, as when a network blocks its socket. The rest of the page is left as it is.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Final

from starlette.requests import Request as HttpRequest
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.routing import Route

from portal import words
from portal.parts.templates import render

PLAIN: Final = {"/": "/plain/ask", "/follow": "/plain/follow"}
FORM: Final = ("/ask", "/request")  # the form's other names, for links from web pages
WORKPLACES: Final = ("/queue", "/case", "/promise")


class UnknownPage(RuntimeError):
    """Streamlit's page is no longer as we know it; this module has to be brought up to date with it."""


async def shell(http: HttpRequest) -> HTMLResponse:
    """The page of a screen; its plain page gets the same query."""
    plain = PLAIN.get(http.url.path)
    address = f"{plain}?{http.url.query}" if plain and http.url.query else plain
    page = _page().replace(WAY_ROUND, render("way_round.html", address=address))
    return HTMLResponse(page, headers={"Cache-Control": "no-cache"})


async def to_the_form(http: HttpRequest) -> RedirectResponse:
    """Streamlit knows its first screen as "/" alone, and calls any other name "not found"."""
    return RedirectResponse(f"/?{http.url.query}" if http.url.query else "/")


routes = [
    *(Route(path, shell) for path in (*PLAIN, *WORKPLACES)),
    *(Route(path, to_the_form) for path in FORM),
]

WAY_ROUND: Final = "<!-- the way round -->"

_CHANGES: Final = (
    (r'<html lang="en">', '<html lang="en-GB">'),
    (r"<title>Streamlit</title>", f"<title>{words.SERVICE}</title>"),
    (r"<link rel=\"service-desc\"[^>]*/>", ""),
    (r"<noscript>.*?</noscript>", ""),
    (r'<div id="root"></div>', rf"\g<0>{WAY_ROUND}"),  # after it: a link before the skip link would hide that
    (r'="\./', '="/'),  # a screen's address may have more parts than one
)


@cache
def _page() -> str:
    """Return Streamlit's page with our changes.

    Raises:
        UnknownPage: one of them finds nothing to change.
    """
    page = (files("streamlit") / "static" / "index.html").read_text(encoding="utf-8")
    for pattern, ours in _CHANGES:
        page, changed = re.subn(pattern, ours, page, flags=re.DOTALL)
        if not changed:
            raise UnknownPage(pattern)
    return page
