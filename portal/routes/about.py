"""Pages about the service: which format suits whom, how days are counted, privacy, accessibility."""

from __future__ import annotations

from typing import Any, Final

from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route

from portal import words
from portal.choices import ANOTHER_FORMAT, FORMATS
from portal.routes.plain import page
from portal.services import Office, clock, current_office
from requests_log import counted_out_loud

TITLES: Final = {
    "formats": "Which format suits which technology",
    "counting": "How we count days",
    "privacy": "Privacy",
    "accessibility": "Accessibility statement",
}


def show_formats(_http: HttpRequest) -> Response:
    by_staff = tuple(
        choice.name for choice in FORMATS if not choice.automatic and choice.code != ANOTHER_FORMAT
    )
    return _shown("formats", current_office(), by_staff=by_staff)


def show_counting(_http: HttpRequest) -> Response:
    """The rule, and today as an example of it."""
    office = current_office()
    days = office.settings.working_days
    return _shown(
        "counting",
        office,
        working_days=days,
        counted=counted_out_loud(clock.today(), days, office.calendar),
        until=office.calendar.until,
    )


def show_privacy(_http: HttpRequest) -> Response:
    return _shown("privacy", current_office())


def show_accessibility(_http: HttpRequest) -> Response:
    """The model statement of Decision (EU) 2018/1523, which SI 2018/952, regulation 8, asks for."""
    office = current_office()
    return _shown("accessibility", office, working_days=office.settings.working_days)


routes = [
    Route("/about/formats", show_formats),
    Route("/about/counting", show_counting),
    Route("/about/privacy", show_privacy),
    Route("/about/accessibility", show_accessibility),
]


def _shown(name: str, office: Office, **values: Any) -> Response:
    settings = office.settings
    return page(
        f"about_{name}.html",
        title=TITLES[name],
        heading=TITLES[name],
        body_name=settings.body_name,
        contact=settings.contact,
        service_name=words.SERVICE,
        address=settings.address,
        file_days=settings.file_days,
        **values,
    )
