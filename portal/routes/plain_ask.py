"""Asking without JavaScript, or where the screen's socket is blocked: the same questions, checks and words.

Nothing is kept between two pages but what the form itself carries, so that a server
that is started again, an hour's pause and a second window lose nothing.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Final
from uuid import uuid4

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route

from portal.answers import Problem, answers_of, fields_of
from portal.needs import Recall
from portal.parts.pressed import Pressed
from portal.parts.templates import render
from portal.routes.plain import FAR_TOO_LARGE, NOT_WHOLE, not_taken, page
from portal.routes.sent_form import FormTooLarge, fields_in, file_in, form_with_file
from portal.routes.upload import Refused, take_file, too_large
from portal.services import Office, current_office
from portal.visit import SCREENS, after, begun, opened, values, with_example
from portal.visiting import Step, Visit
from requests_log import SourceKind

EXAMPLE: Final = "example"  # in the address: fill in the example
FORMS: Final = {
    Step.FORM: "ask",
    Step.ALREADY: "already",
    Step.SERVED: "already",
    Step.CHECK: "check",
    Step.SENT: "sent",
}
PIECE: Final = 64 * 1024  # bytes


async def show_form(http: HttpRequest) -> Response:
    """The form; a link may bring the document's address and title along."""
    office = current_office()
    visit = await run_in_threadpool(opened, office, http.query_params)
    if EXAMPLE in http.query_params:
        visit = await run_in_threadpool(with_example, office, visit, visit.answers)
    return _shown(office, visit)


async def take_form(http: HttpRequest) -> Response:
    """Take one press of a button: the next step, or the same with what is to be put right."""
    office = current_office()
    try:
        async with form_with_file(http, office.settings.upload_limit) as (form, cut):
            visit, pressed = _visit_of(office, form)
            pressed, refusal = await _with_file(office, pressed, file_in(form, "upload"), cut)
    except FormTooLarge:
        return not_taken(office.settings.body_name, 413, FAR_TOO_LARGE)
    except MultiPartException:
        return not_taken(office.settings.body_name, 400, NOT_WHOLE)
    caller = http.client.host if http.client else ""
    moved = await run_in_threadpool(after, office, visit, pressed, caller)
    return _shown(office, _with_refusal(moved, refusal))


routes = [
    Route("/plain/ask", show_form, methods=["GET"]),
    Route("/plain/ask", take_form, methods=["POST"]),
]


def _visit_of(office: Office, form: FormData) -> tuple[Visit, Pressed]:
    """Return how far the person was, and what they pressed. Pages of ours carry both along."""
    fields = fields_in(form)
    step = next((step for step in Step if step.name in fields.get("step", ())), Step.FORM)
    known = office.keys.visit_of("".join(fields.get("visit", ())[:1]))
    visit = replace(
        begun(office, answers_of(fields)),
        step=step,
        request_id=known or uuid4().hex,
        declined="".join(fields.get("declined", ())[:1]),
        recall=Recall(office.keys.code_of("".join(fields.get("code", ())[:1])) or ""),
    )
    return visit, Pressed(FORMS[step], "".join(fields.get("press", ())[:1]), fields)


async def _with_file(
    office: Office, pressed: Pressed, file: UploadFile | None, cut: bool
) -> tuple[Pressed, Refused | None]:
    """Return ``pressed`` with the proof of the file that came with it, or why it is refused."""
    if file is None or pressed.one("source") != SourceKind.UPLOAD:
        return pressed, None
    try:
        if cut:
            raise too_large(office.settings.upload_limit)
        kept, _ = await take_file(office, file.filename or "", _pieces(file))
    except Refused as refused:
        return Pressed(pressed.form, pressed.action, {**pressed.fields, "upload-token": ()}), refused
    return Pressed(pressed.form, pressed.action, {**pressed.fields, "upload-token": (kept.token,)}), None


async def _pieces(file: UploadFile) -> AsyncIterator[bytes]:
    while piece := await file.read(PIECE):
        yield piece


def _with_refusal(visit: Visit, refusal: Refused | None) -> Visit:
    """Return ``visit`` with the reason why its file was refused in place of "choose a file"."""
    if refusal is None:
        return visit
    problems = (Problem(p.field, refusal.words) if p.field == "upload" else p for p in visit.problems)
    return replace(visit, problems=tuple(problems))


def _shown(office: Office, visit: Visit) -> Response:
    template, title = SCREENS[visit.step]
    wrong = visit.problems or visit.trouble
    shown = {**values(office, visit), "plain": True, "carried": tuple(_carried(office, visit))}
    if visit.receipt:
        shown["link_to_open"] = visit.receipt.link.replace("/follow?", "/plain/follow?")
    return page(
        "plain_screen.html",
        title=f"Error: {title}" if wrong else title,
        status=422 if visit.problems else 503 if visit.trouble else 200,
        body_name=office.settings.body_name,
        screen=render(template, **shown),
    )


def _carried(office: Office, visit: Visit) -> list[tuple[str, str]]:
    """Return what the page carries to the next: the step, the request's id, what was declined, a needs code,
    and the answers it does not show."""
    carried = [("step", visit.step.name), ("visit", office.keys.for_visit(visit.request_id))]
    if visit.declined:
        carried.append(("declined", visit.declined))
    if code := visit.code or visit.recall.code:
        carried.append(("code", office.keys.for_code(code)))
    return carried if visit.step is Step.FORM else [*carried, *fields_of(visit.answers)]
