"""What a person sees of their request: where it stands, what is being made, what went wrong. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from portal import words
from portal.choices import format_choice
from portal.services import Office
from portal.services.cases import CaseView
from portal.services.following import UNDO_DAYS, undo_until
from portal.talk import Talk
from requests_log import EventKind, Problem, Stage, london_date

TITLE = "Follow your request"
PENDING = (Stage.RECEIVED, Stage.CONVERTING)
USUAL = timedelta(minutes=2)

NO_KEY = "Your request has a screen of its own. The private link that we gave you when you sent it opens it."
NO_CASE = (
    "This link does not open anything. It may have been cut off when it was copied. "
    "Look for the whole link in our email to you, or where you saved it, and open it again."
)


def standing(view: CaseView, now: datetime) -> str:
    """Return in a sentence or two where a request stands."""
    status, due = view.status, words.day(view.status.promise.due)
    if status.withdrawn_at is not None:
        on = words.moment(status.withdrawn_at)
        return f"You withdrew this request on {on}. We have stopped working on it."
    if status.replied_at is not None:
        return f"We replied to you on {words.moment(status.replied_at)}."
    if status.round.paused is not None:
        return "We need an answer from you before we can go on. We do not count days while we wait for it."
    if status.overdue:
        return f"Our reply is late, and we are sorry. It was due on {due}. {_underway(view)}"
    if status.reopened_by is not None:
        return f"Your request is open again, because a file does not work for you. We will reply by {due}."
    match status.stage:
        case Stage.RECEIVED | Stage.CONVERTING if view.files:
            return (
                "Your first files are ready. We are still making the others. "
                "Audio and long documents take longer. You need not wait: come back to this link later. "
                f"We will reply by {due}."
            )
        case Stage.RECEIVED | Stage.CONVERTING if is_slow(view, now):
            return (
                "Your automatic versions take longer than usual. You do not have to wait: "
                f"come back to this link later. We will reply by {due} in any case."
            )
        case Stage.RECEIVED | Stage.CONVERTING:
            return (
                "We are making your automatic versions. This takes up to a minute, and they will appear here."
            )
        case Stage.AUTOMATIC_READY:
            return f"Your automatic versions are ready. A person will check them and reply to you by {due}."
        case Stage.CHECKED:
            return f"Your files are ready, and a person has checked them. Our reply follows by {due}."
        case _:
            return f"{_underway(view)} We will reply to you by {due}."


def values(office: Office, key: str, view: CaseView, now: datetime) -> dict[str, Any]:
    """Return what the screen of a request shows."""
    return {
        "body_name": office.settings.body_name,
        "key": key,
        "view": view,
        "standing": standing(view, now),
        "being_made": _being_made(view),
        "problems": problems(view),
        "question": asked_of(view),
        "may_withdraw": may_withdraw(view),
        "undo_until": _undo_until(view, now),
        "file_days": office.settings.file_days,
        "done": None,
        "forget": "",
        "trouble": None,
        "plain": False,
        "may_ask_again": any(problem.kind is not EventKind.MAIL_NOT_SENT for problem in problems_of(view)),
    }


def may_withdraw(view: CaseView) -> bool:
    """Return whether there is something to withdraw: a request that we have not replied to."""
    return view.status.closed_at is None


def undo_day(withdrawn: date) -> date:
    """Return the last day on which a withdrawal of the day ``withdrawn`` can be taken back."""
    return withdrawn + timedelta(days=UNDO_DAYS)


def _undo_until(view: CaseView, now: datetime) -> date | None:
    """Return until when the withdrawal can be taken back, None where it cannot be any more."""
    last = undo_until(view.status)
    return None if last is None or london_date(now) > last else last


def asked_of(view: CaseView) -> Talk | None:
    """Return the question that waits for the person's answer."""
    asked = view.status.question
    return next((talk for talk in view.talk if asked and talk.number == asked.number), None)


def _underway(view: CaseView) -> str:
    if view.files:
        return "Some of your files are ready. Our staff are working on the rest."
    return "Our staff are working on your request."


def is_slow(view: CaseView, now: datetime) -> bool:
    return now - view.status.received_at > USUAL


def _being_made(view: CaseView) -> tuple[str, ...]:
    if view.status.stage not in PENDING:
        return ()
    there = {file.format for file in view.files} | set(view.status.for_staff)
    return tuple(format_choice(code).name for code in view.request.formats if code not in there)


def problems_of(view: CaseView) -> tuple[Problem, ...]:
    """Return what went wrong that is of the person's concern: not mail to our own staff."""
    return tuple(each for each in view.status.problems if not (each.message or "").startswith("notice"))


def problems(view: CaseView) -> tuple[str, ...]:
    """Return what went wrong and what the person can do about it, a few sentences each."""
    said = []
    for problem in problems_of(view):
        about = f"{format_choice(problem.format).name}: " if problem.format else ""
        if problem.kind is EventKind.MAIL_NOT_SENT:
            about = "We could not send you an email. Everything it says is on this screen. "
        said.append(about + " ".join(filter(None, (problem.problem, problem.advice))))
    return tuple(dict.fromkeys(said))
