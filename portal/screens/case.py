"""One request, as those who work on it see it: what was asked, its files, the reply, what happened."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

import streamlit as st

from portal.answers import Problem
from portal.choices import format_choice
from portal.drafts import GAP, draft
from portal.keys import REPLACEMENT
from portal.measures import measure_in_words
from portal.parts import screen
from portal.parts.pressed import Pressed
from portal.screens import standing
from portal.screens.places import go_on, leads_away
from portal.screens.visitor import EVERYBODY_HERE, admitted, may
from portal.services import Office, cases, casework, current_office
from portal.services.cases import CaseFile, CaseView
from portal.services.clock import today
from requests_log import Account, ContactMethod

DESK: Final = "case.desk"
EMPTY_REPLY: Final = "Write your reply"
UNFINISHED: Final = f"Your reply still has {GAP} in it. Write what it asks for, or take it out"

SEND: Final = {
    ContactMethod.EMAIL: "Send reply by email",
    ContactMethod.PHONE: "Record the reply you gave by phone",
    ContactMethod.POST: "Record the reply you sent by post",
    ContactMethod.TEXT_RELAY: "Record the reply you gave by text relay",
}

REPLY_HINT: Final = {
    ContactMethod.EMAIL: (
        "We add the reference, the files with their labels and the private link below your words. "
        "Your first reply stops the clock."
    ),
    ContactMethod.PHONE: "Call first, then note here what you said. Recording it stops the clock.",
    ContactMethod.POST: "Post your letter first, then keep its text here. Recording it stops the clock.",
    ContactMethod.TEXT_RELAY: "Call first, then note here what you said. Recording it stops the clock.",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the desk while a case is worked on: kept over presses, gone with the next case.

    ``reply`` is None while the draft stands as it was. ``uploads`` are the keys
    of files sent and not used yet, by format.
    """

    reference: str
    reply: str | None = None
    uploads: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    asking: bool = False
    writing: bool = False
    announce: str | None = None
    focus: str | None = None


@dataclass(frozen=True, slots=True)
class FormatRow:
    """One format of a case: its file where there is one, and what to do with it."""

    code: str
    name: str
    file: CaseFile | None
    label: str
    being_made: bool
    accept: str | None
    upload: str
    upload_name: str
    posted: bool
    measure: str
    """How the person wants it, in words: "24 point, yellow on black"."""


def case() -> None:
    go_on()
    account = admitted(*EVERYBODY_HERE)
    if account is None:
        return
    office = current_office()
    view = cases.case(office, st.query_params.get("reference", ""))
    if view is None:
        screen.show("case_missing.html", title="No such request", on_press=_leave, account=account)
        return
    desk = _desk(view.request.reference)
    reference = view.request.reference
    screen.show(
        "case.html",
        title=f"Error: {reference}" if desk.problems else reference,
        on_press=partial(_pressed, reference),
        focus=desk.focus,
        announce=desk.announce,
        **values(office, account, view, desk),
    )


def values(office: Office, account: Account, view: CaseView, desk: Desk) -> dict[str, Any]:
    """Return what the template shows."""
    document = standing.document(view)
    drafted = draft(view, document, office.settings.body_name)
    return {
        "account": account,
        "view": view,
        "document": document,
        "due": standing.due(view),
        "needed": standing.needed(view, today()),
        "troubles": standing.troubles(view),
        "contact_method": standing.CONTACT_METHODS[view.request.contact.method],
        "noticed": standing.noticed(view),
        "happened": standing.happened(view),
        "formats": format_rows(office, view, desk),
        "unchecked": tuple(format_choice(code).name for code in standing.unchecked(view)),
        "upload_key": office.keys.for_uploader(REPLACEMENT),
        "upload_limit": office.settings.upload_limit,
        "upload_megabytes": office.settings.upload_megabytes,
        "by_email": view.request.contact.method is ContactMethod.EMAIL,
        "reply_hint": REPLY_HINT[view.request.contact.method],
        "send": SEND[view.request.contact.method],
        "draft": drafted,
        "reply": drafted if desk.reply is None else desk.reply,
        "desk": desk,
        "problems": desk.problems,
    }


def format_rows(office: Office, view: CaseView, desk: Desk) -> tuple[FormatRow, ...]:
    """Return the formats asked for and any others that have a file."""
    files = {file.format: file for file in view.files}
    return tuple(
        _format_row(office, view, desk, code, files.get(code))
        for code in dict.fromkeys((*view.request.formats, *files))
    )


def _format_row(office: Office, view: CaseView, desk: Desk, code: str, file: CaseFile | None) -> FormatRow:
    choice, key = format_choice(code), desk.uploads.get(code, "")
    sent = office.keys.upload_of(key)
    name = choice.name
    if code == "other" and view.request.format_note:
        name = f"{name}: {view.request.format_note}"
    return FormatRow(
        code=code,
        name=name,
        file=file,
        label=_label(file) if file else "",
        being_made=file is None and choice.automatic and code not in view.status.for_staff,
        accept=",".join(choice.suffixes) or None,
        upload=key if sent else "",
        upload_name=sent[1] if sent else "",
        posted=not choice.has_program,
        measure=measure_in_words(code, view.request.measures),
    )


def _label(file: CaseFile) -> str:
    by = f", by {file.state.checked_by}" if file.state.checked_by else ""
    return f"{file.label[0].upper()}{file.label[1:]}{by}"


def _desk(reference: str) -> Desk:
    desk: Desk | None = st.session_state.get(DESK)
    if desk is None or desk.reference != reference:
        desk = st.session_state[DESK] = Desk(reference)
    return desk


def clear_the_desk() -> None:
    """Take away what was said last; what was written stays. For whoever goes to another screen."""
    desk: Desk | None = st.session_state.get(DESK)
    if desk is not None:
        st.session_state[DESK] = replace(desk, announce=None, focus=None, problems=(), asking=False)


def _leave(pressed: Pressed) -> None:
    leads_away(pressed)


def _pressed(reference: str, pressed: Pressed) -> None:
    """Do what the button says, for whoever is still allowed to."""
    if leads_away(pressed):
        return
    office, account = current_office(), may(*EVERYBODY_HERE)
    view = cases.case(office, reference)
    if account is None or view is None:
        return
    desk = kept(_desk(reference), view, pressed)
    action, _, about = pressed.action.partition(":")
    match action:
        case "check":
            desk = _check(office, account, view, desk, about)
        case "undo":
            desk = _undo(office, account, view, desk, about)
        case "use":
            desk = _use(office, account, view, desk, about)
        case "reply" | "reply-anyway":
            desk = _reply(office, account, view, desk, anyway=action == "reply-anyway")
        case "back":
            desk = replace(desk, focus="#reply")
        case "write":
            desk = replace(desk, writing=True, focus="#reply")
    st.session_state[DESK] = desk


def kept(desk: Desk, view: CaseView, pressed: Pressed) -> Desk:
    """Return the desk with what the person typed and sent so far, and nothing said yet."""
    uploads = {code: pressed.one(f"upload-{code}-key") for code in (*view.request.formats, *desk.uploads)}
    return replace(
        desk,
        reply=_typed(pressed, desk.reply),
        uploads={code: key for code, key in uploads.items() if key},
        problems=(),
        asking=False,
        announce=None,
        focus=None,
    )


def _typed(pressed: Pressed, before: str | None) -> str | None:
    """Return the reply as it stands in the form; None where it is still the draft that was shown."""
    if "reply" not in pressed.fields:
        return before
    typed, shown = (pressed.one(name).replace("\r\n", "\n") for name in ("reply", "draft"))
    return None if typed == shown else typed


def _check(office: Office, account: Account, view: CaseView, desk: Desk, about: str) -> Desk:
    code, _, file = about.partition(":")
    moved = casework.mark_checked(office, view.request.id, code, file, account)
    if moved:
        problem = Problem(f"file-{code}", moved.words)
        return replace(desk, problems=(problem,), focus=".error-summary")
    said = f"{format_choice(code).name} is marked as checked."
    return replace(desk, announce=said, focus=f"#file-{code}")


def _undo(office: Office, account: Account, view: CaseView, desk: Desk, code: str) -> Desk:
    casework.undo_check(office, view.request.id, code, account)
    said = f"{format_choice(code).name} is not marked as checked any more."
    return replace(desk, announce=said, focus=f"#file-{code}")


def _use(office: Office, account: Account, view: CaseView, desk: Desk, code: str) -> Desk:
    unfit = casework.replace_file(office, view.request.id, code, desk.uploads.get(code, ""), account)
    uploads = {other: key for other, key in desk.uploads.items() if other != code}
    if unfit:
        problem = Problem(f"upload-{code}", unfit.words)
        return replace(desk, uploads=uploads, problems=(problem,), focus=".error-summary")
    said = f"Your file for {format_choice(code).name} is in place. It is not marked as checked yet."
    return replace(desk, uploads=uploads, announce=said, focus=f"#file-{code}")


def _reply(office: Office, account: Account, view: CaseView, desk: Desk, anyway: bool) -> Desk:
    text = desk.reply
    if text is None:
        text = draft(view, standing.document(view), office.settings.body_name)
    problem = reply_problem(text)
    if problem:
        return replace(desk, problems=(Problem("reply", problem),), focus=".error-summary")
    if standing.unchecked(view) and not anyway:
        return replace(desk, asking=True, focus="#unchecked")
    casework.reply(office, view.request.id, text.strip(), account)
    by_email = view.request.contact.method is ContactMethod.EMAIL
    said = "Your reply is on its way." if by_email else "Your reply is recorded."
    return replace(desk, reply=None, writing=False, announce=said, focus="#replied")


def reply_problem(text: str) -> str | None:
    """Return why ``text`` cannot be sent; None where it can."""
    if not text.strip():
        return EMPTY_REPLY
    return UNFINISHED if GAP in text else None
