"""One request, as those who work on it see it: what was asked, its files, the reply, what happened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

import streamlit as st

from portal.choices import format_choice
from portal.drafts import draft
from portal.keys import DOCUMENT, REPLACEMENT
from portal.measures import measure_in_words
from portal.parts import screen
from portal.parts.pressed import Pressed
from portal.progress import asked_of
from portal.screens import standing
from portal.screens.desk import SOURCE, Desk, kept
from portal.screens.desk_work import work
from portal.screens.places import go_on, leads_away
from portal.screens.visitor import EVERYBODY_HERE, admitted, may
from portal.services import Office, cases, current_office
from portal.services.cases import CaseFile, CaseView
from portal.services.clock import today
from requests_log import Account, ContactMethod

DESK: Final = "case.desk"
ASK: Final = {
    ContactMethod.EMAIL: "Ask by email",
    ContactMethod.PHONE: "Record the question you asked by phone",
    ContactMethod.POST: "Record the question you sent by post",
    ContactMethod.TEXT_RELAY: "Record the question you asked by text relay",
}

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
        "whose": standing.whose(view, account.name),
        "may_take": view.status.closed_at is None and view.status.belongs_to != account.name,
        "needed": standing.needed(view, today()),
        "troubles": standing.troubles(view),
        "broken": standing.broken(view),
        "news": standing.news(view),
        "new_talk": standing.new_talk(view),
        "asked": asked_of(view),
        "ask": ASK[view.request.contact.method],
        "to_add": _source_row(office, view, desk),
        "document_key": office.keys.for_uploader(DOCUMENT),
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


def _source_row(office: Office, view: CaseView, desk: Desk) -> tuple[str, str] | None:
    """Return the key and the name of the document that was sent; None where none is needed."""
    if view.status.source_file is not None or view.status.withdrawn_at is not None:
        return None
    key = desk.uploads.get(SOURCE, "")
    sent = office.keys.upload_of(key)
    return (key, sent[1]) if sent else ("", "")


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
    st.session_state[DESK] = work(office, account, view, desk, pressed.action)
