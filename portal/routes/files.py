"""Files out: a person's own versions, a case's files for staff, the samples, the figures as CSV."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as HttpRequest
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from portal.periods import YEARS
from portal.routes.signin import SESSION_COOKIE
from portal.routes.trouble import not_found
from portal.samples import SAMPLES
from portal.services import Office, current_office, evidence
from portal.services.accounts import signed_in
from portal.services.cases import CaseView, case, followed
from requests_log import Account, Period, Role

# A converted file is somebody else's words: it is saved, never shown with our rights.
SAVED_ONLY = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
}


async def download(http: HttpRequest) -> Response:
    """A requester's file, by the key of their private link."""
    office = current_office()
    view = await run_in_threadpool(followed, office, http.path_params["key"])
    return _file_of(office, view, http.path_params["format"])


async def case_file(http: HttpRequest) -> Response:
    """A case's file or source document, for whoever is signed in."""
    office = current_office()
    if await run_in_threadpool(_account, office, http) is None:
        return not_found()
    view = await run_in_threadpool(case, office, http.path_params["reference"])
    if http.path_params["what"] == "source":
        return _source_of(office, view)
    return _file_of(office, view, http.path_params["what"])


async def figures_csv(http: HttpRequest) -> Response:
    """The requests of a period as CSV, for managers."""
    office = current_office()
    account = await run_in_threadpool(_account, office, http)
    period = _period(http)
    if account is None or account.role is not Role.MANAGER or period is None:
        return not_found()
    content = await run_in_threadpool(evidence.figures_csv, office, period)
    name = f"requests-{period.first}-to-{period.last}.csv"
    return Response(content, media_type="text/csv; charset=utf-8", headers=SAVED_ONLY | saved_as(name))


async def sample(http: HttpRequest) -> Response:
    """One of the example documents."""
    name = http.path_params["name"]
    if name not in {str(known.path) for known in SAMPLES}:
        return not_found()
    return FileResponse(current_office().settings.data / "samples" / name, media_type="application/pdf")


routes = [
    Route("/download/{key}/{format}", download),
    Route("/case-file/{reference}/{what}", case_file),
    Route("/promise.csv", figures_csv),
    Route("/samples/{name}", sample),
]


def _account(office: Office, http: HttpRequest) -> Account | None:
    return signed_in(office, http.cookies.get(SESSION_COOKIE))


def _file_of(office: Office, view: CaseView | None, code: str) -> Response:
    state = view.status.file(code) if view else None
    if state is None:
        return not_found()
    return FileResponse(
        office.files.path(state.offered),
        media_type=state.media_type,
        headers=SAVED_ONLY | saved_as(state.name),
    )


def _source_of(office: Office, view: CaseView | None) -> Response:
    if view is None or view.status.source_file is None:
        return not_found()
    return FileResponse(
        office.files.path(view.status.source_file),
        media_type="application/pdf",
        headers=SAVED_ONLY | saved_as(view.request.source.name or f"{view.request.reference}.pdf"),
    )


def saved_as(name: str) -> dict[str, str]:
    """RFC 6266: the name in full for all browsers of today, which decode it as UTF-8."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}


def _period(http: HttpRequest) -> Period | None:
    try:
        first, last = (date.fromisoformat(http.query_params[end]) for end in ("from", "to"))
        return Period(first, last) if first.year in YEARS and last.year in YEARS else None
    except (KeyError, ValueError):
        return None
