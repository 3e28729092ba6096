"""Plain pages beside the screens: rendered whole by the server, and complete without JavaScript."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import parse_qs

from starlette.requests import Request as HttpRequest
from starlette.responses import HTMLResponse

from portal import words
from portal.parts.templates import render

FORM_BYTES: Final = 10_000  # a name, a password and a key are far less

NEVER_KEPT: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
}


NOT_WHOLE: Final = "What your browser sent did not arrive whole."
FAR_TOO_LARGE: Final = "What you sent is far too large for us."
STILL_THERE: Final = (
    "Go back with your browser’s own Back button: what you wrote is still in the form. Then try again."
)


class FormTooLarge(ValueError):
    """More was sent than a person types."""


def page(template: str, *, title: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Return ``template`` (a file in ``routes/``) as an answer. Every value is escaped."""
    html = render(template, title=words.window_title(title), service=words.SERVICE, **values)
    return HTMLResponse(html, status_code=status, headers=dict(NEVER_KEPT))


def not_taken(body_name: str, status: int, said: str) -> HTMLResponse:
    """Return the page that says why a form was not taken, and how nothing of it is lost."""
    return page(
        "plain_trouble.html",
        title=f"Error: {said}",
        status=status,
        body_name=body_name,
        said=said,
        advice=STILL_THERE,
    )


async def form_of(http: HttpRequest) -> dict[str, str]:
    """Return the fields of a sent form, the first value of each.

    Raises:
        FormTooLarge: there is more than FORM_BYTES of it.
    """
    body = b""
    async for piece in http.stream():
        body += piece
        if len(body) > FORM_BYTES:
            raise FormTooLarge(f"a form of more than {FORM_BYTES} bytes")
    sent = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20)
    return {name: values[0] for name, values in sent.items()}
