"""What the buttons of a case do, and what is said of it. No Streamlit."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from portal.answers import LIMITS, Problem, as_kept
from portal.choices import format_choice
from portal.drafts import GAPS, draft
from portal.screens import standing
from portal.screens.desk import SOURCE, Desk
from portal.services import Office, casework
from portal.services.cases import CaseView
from requests_log import Account, ContactMethod

EMPTY_REPLY: Final = "Write your reply"
UNFINISHED: Final = "Your reply still has {gap} in it. Write what it asks for, or take it out"


def work(office: Office, account: Account, view: CaseView, desk: Desk, action: str) -> Desk:
    """Do what the button with the value ``action`` says, and return the desk after it."""
    name, _, about = action.partition(":")
    match name:
        case "check":
            return _check(office, account, view, desk, about)
        case "undo":
            return _undo(office, account, view, desk, about)
        case "use":
            return _use(office, account, view, desk, about)
        case "convert":
            return _convert(office, account, view, desk)
        case "seen":
            return _seen(office, account, view, desk, about)
        case "take":
            return _take(office, account, view, desk)
        case "ask":
            return _ask(office, account, view, desk)
        case "answer":
            return _answer(office, account, view, desk)
        case "reply" | "reply-anyway":
            return _reply(office, account, view, desk, anyway=name == "reply-anyway")
        case "back":
            return replace(desk, focus="#reply")
        case "write":
            return replace(desk, writing=True, focus="#reply")
        case _:
            return desk


def _convert(office: Office, account: Account, view: CaseView, desk: Desk) -> Desk:
    unfit = casework.add_source(office, view.request.id, desk.uploads.get(SOURCE, ""), account)
    uploads = {other: key for other, key in desk.uploads.items() if other != SOURCE}
    if unfit:
        problem = Problem(f"upload-{SOURCE}", unfit.words)
        return replace(desk, uploads=uploads, problems=(problem,), focus=".error-summary")
    said = "The document is in place. Its formats are being made now."
    return replace(desk, uploads=uploads, announce=said, focus="#files")


def _seen(office: Office, account: Account, view: CaseView, desk: Desk, number: str) -> Desk:
    if number.isdecimal():
        casework.mark_seen(office, view.request.id, int(number), account)
    return replace(desk, announce="It is marked as read.", focus="h1")


def _take(office: Office, account: Account, view: CaseView, desk: Desk) -> Desk:
    casework.take(office, view.request.id, account)
    return replace(desk, announce="This request is yours now.", focus="#whose")


def _ask(office: Office, account: Account, view: CaseView, desk: Desk) -> Desk:
    problems = _text_problems("question", desk.question, "Write your question")
    if problems:
        return replace(desk, problems=problems, focus=".error-summary")
    moved = casework.ask_question(office, view.request.id, as_kept(desk.question), account)
    if moved:
        return replace(desk, announce=moved.words, focus="h1")
    by_email = view.request.contact.method is ContactMethod.EMAIL
    said = "Your question is on its way." if by_email else "Your question is recorded."
    return replace(desk, question="", announce=said, focus="#waiting")


def _answer(office: Office, account: Account, view: CaseView, desk: Desk) -> Desk:
    problems = _text_problems("answer", desk.answer, "Write what they answered")
    if problems:
        return replace(desk, problems=problems, focus=".error-summary")
    moved = casework.record_answer(office, view.request.id, as_kept(desk.answer), account)
    if moved:
        return replace(desk, announce=moved.words, focus="h1")
    return replace(desk, answer="", announce="Their answer is recorded. The clock goes on.", focus="h1")


def _text_problems(name: str, text: str, missing: str) -> tuple[Problem, ...]:
    limit = LIMITS["note"][0]
    if not as_kept(text):
        return (Problem(name, missing),)
    if len(text) > limit:
        return (Problem(name, f"Write {limit:,} characters or fewer. Shorten it by {len(text) - limit:,}"),)
    return ()


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
    gap = next((gap for gap in GAPS if gap in text), None)
    return UNFINISHED.format(gap=gap) if gap else None
