"""How far a person is with asking for a document: the form, what is there already, the answers, the receipt.

The screen and the form without JavaScript share it; neither knows more than it.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from portal import already, recalling
from portal.answers import (
    Answers,
    Problem,
    answers_of,
    asked_formats,
    details_of,
    needed_by,
    new_request,
    problems_in,
)
from portal.choices import NO_TECHNOLOGY, OFFERS, PREFER_NOT_TO_SAY, TECHNOLOGIES, format_choice
from portal.measures import OF_OFFERS
from portal.needs import said_of_needs
from portal.parts.pressed import Pressed
from portal.readback import rows
from portal.samples import SAMPLES
from portal.services import Office, asking, clock, shelf
from portal.suggestions import SUGGESTIONS, missed, suggested
from portal.visiting import Step, Visit, moved
from requests_log import CalendarTooShort, ContactMethod, SourceKind, spoken_code

TITLE = "Ask for a document"
CHANGE = "change:"
EXAMPLE = "untagged"  # what most PDFs are
EXAMPLE_FORMATS = ("html", "docx", "large-print")

NO_CALENDAR = (
    "We cannot work out the day our reply is due, because our list of bank holidays has run out. "
    "Nothing you wrote is lost. We have to put this right: try again tomorrow."
)
NOT_TAKEN = (
    "Something went wrong on our side, and we do not have your request yet. Nothing you wrote is lost. "
    "Wait a minute, then press “Send your request” again."
)
NO_EXAMPLE = (
    "We cannot find our example just now. Nothing you wrote is lost. You can ask for your own document."
)
EXAMPLE_FILLED = "We filled in the document and the formats. Now tell us how we can reach you."

REACHED = {
    ContactMethod.EMAIL: "by email",
    ContactMethod.PHONE: "by phone",
    ContactMethod.POST: "by post",
    ContactMethod.TEXT_RELAY: "by text relay",
}

_logger = logging.getLogger(__name__)


def begun(office: Office, answers: Answers) -> Visit:
    """Return a new visit with what is known already."""
    return Visit(answers, office.keys.for_uploader(), uuid4().hex)


def opened(office: Office, query: Mapping[str, str]) -> Visit:
    """Return a new visit by a link to the form, with what is there already of its document."""
    visit = begun(office, prefilled(query))
    offer = shelf.checked_version(office, visit.answers, visit.request_id)
    return replace(visit, offer=offer, declined=offer.document if offer else "")


def after(office: Office, visit: Visit, pressed: Pressed, caller: str = "") -> Visit:
    """Return where a person is after pressing a button. A button of a step that is over does nothing.

    ``caller`` is the network address they come from: whoever guesses codes is slowed down.
    """
    visit = replace(visit, recall=recalling.as_typed(visit.recall, pressed))
    match visit.step, pressed.form, pressed.action:
        case Step.FORM, "example", _:
            return with_example(office, visit, answers_of(pressed.fields))
        case Step.FORM, "ask", action if action in recalling.PRESSES or recalling.is_unused(visit.recall):
            changed = recalling.after_code(office, answers_of(pressed.fields), pressed, caller)
            return moved(visit, Step.FORM, **changed)
        case Step.FORM, "ask", "look":
            return already.looked(office, visit, answers_of(pressed.fields))
        case Step.FORM, "ask", _:
            return _continued(office, visit, answers_of(pressed.fields))
        case Step.ALREADY, "already", "needed":
            return already.served(office, visit)
        case Step.ALREADY | Step.SERVED, "already", "go-on":
            return _gone_on(office, visit)
        case Step.SERVED, "already", "another":
            return begun(office, _for_another(visit.answers))
        case Step.CHECK, "check", "send":
            return _sent(office, visit)
        case Step.CHECK, "check", action if action.startswith(CHANGE):
            return _at_form(visit, focus=f"#{action.removeprefix(CHANGE)}")
        case Step.SENT, "sent", recalling.REMEMBER | recalling.FORGET as action:
            return recalling.remembered(office, visit, action)
        case Step.SENT, "sent", _:
            return begun(office, _for_another(visit.answers))
        case _:
            return visit


def values(office: Office, visit: Visit) -> dict[str, Any]:
    """Return what the template of the visit's step shows."""
    shown: dict[str, Any] = {"body_name": office.settings.body_name, "plain": False, "carried": ()}
    match visit.step:
        case Step.FORM:
            return shown | _form_values(office, visit)
        case Step.CHECK:
            return shown | {
                "rows": rows(visit.answers, office.keys.upload_of),
                "missed": missed(visit.answers.technologies, visit.answers.formats),
                "trouble": visit.trouble,
            }
        case Step.SENT:
            return shown | _sent_values(office, visit)
        case Step.ALREADY | Step.SERVED:
            return shown | {"offer": visit.offer}


def prefilled(query: Mapping[str, str]) -> Answers:
    """Return the answers that a link to the form brings along: ``?document=ADDRESS&title=WORDS``."""
    given = {"link": (query.get("document", ""),), "title": (query.get("title", ""),)}
    source = {"source": (str(SourceKind.LINK),)} if query.get("document") else {}
    return answers_of(given | source)


def _gone_on(office: Office, visit: Visit) -> Visit:
    """Go on with the request; what was not asked yet is no mistake, so nothing is said of it."""
    document = shelf.document_of(office, visit.answers)
    went = _continued(office, replace(visit, declined=document or ""), visit.answers)
    if went.step is Step.FORM and went.problems:
        return _at_form(replace(went, offer=None), focus=f"#{went.problems[0].field}")
    return replace(went, offer=None)


def _continued(office: Office, visit: Visit, answers: Answers) -> Visit:
    """Offer what is there before anything else is asked, unless it was declined; else check the answers."""
    offer = shelf.checked_version(office, answers, visit.request_id)
    if offer and offer.document != visit.declined:
        return moved(visit, Step.ALREADY, answers=answers, offer=offer)
    problems = problems_in(answers, clock.today(), office.keys.upload_of)
    step = Step.FORM if problems else Step.CHECK
    return moved(visit, step, answers=answers, problems=problems)


def _at_form(visit: Visit, focus: str | None = None, problems: tuple[Problem, ...] = ()) -> Visit:
    return moved(visit, Step.FORM, focus=focus, problems=problems)


def _sent(office: Office, visit: Visit) -> Visit:
    problems = problems_in(visit.answers, clock.today(), office.keys.upload_of)
    if problems:  # a day went by, or the proof of an upload became too old
        return _at_form(visit, problems=problems)
    try:
        new = new_request(visit.answers, office.keys.upload_of)
        receipt = asking.take_request(office, new, visit.request_id)
    except CalendarTooShort:
        _logger.exception("a request was refused: the bank holidays run out")
        return replace(visit, trouble=NO_CALENDAR)
    except Exception:  # whatever it is, the person keeps their answers and hears of it
        _logger.exception("a request was not taken")
        return replace(visit, trouble=NOT_TAKEN)
    return moved(visit, Step.SENT, receipt=receipt)


def with_example(office: Office, visit: Visit, answers: Answers) -> Visit:
    sample = next(sample for sample in SAMPLES if sample.name == EXAMPLE)
    try:
        kept = asking.sample_upload(office, EXAMPLE)
    except OSError:
        _logger.exception("the example is not there")
        return replace(visit, answers=answers, announce=NO_EXAMPLE, focus=None)
    filled = replace(
        answers,
        source=SourceKind.UPLOAD,
        upload=kept.token,
        title=answers.title or sample.title,
        formats=answers.formats or EXAMPLE_FORMATS,
    )
    return moved(visit, Step.FORM, answers=filled, focus="#contact-email", announce=EXAMPLE_FILLED)


def _for_another(answers: Answers) -> Answers:
    """Return what holds for the next document too, so that nobody types it again (WCAG 3.3.7)."""
    blank = Answers()
    return replace(
        answers,
        source=blank.source,
        link=blank.link,
        upload=blank.upload,
        description=blank.description,
        title=blank.title,
        day=blank.day,
        month=blank.month,
        year=blank.year,
        note=blank.note,
    )


def _form_values(office: Office, visit: Visit) -> dict[str, Any]:
    settings = office.settings
    known = office.keys.upload_of(visit.answers.upload)
    return {
        "answers": visit.answers,
        "fresh": visit.fresh,
        "problems": visit.problems,
        "offer": visit.offer,
        "recall": visit.recall,
        **_choices(visit.answers),
        "samples": SAMPLES,
        "hosts": settings.link_hosts,
        "upload_key": visit.upload_key,
        "upload_name": known[1] if known else "",
        "upload_limit": settings.upload_limit,
        "upload_megabytes": settings.upload_megabytes,
        "working_days": settings.working_days,
        "example_day": _spaced(clock.today() + timedelta(days=28)),
    }


def _choices(answers: Answers) -> dict[str, Any]:
    """Return what there is to choose from, and what is chosen of it beside ``answers`` themselves."""
    used = tuple(group.code for group in TECHNOLOGIES if set(group.codes) & set(answers.technologies))
    return {
        "offers": OFFERS,
        "questions": OF_OFFERS,
        "details": details_of(answers),
        "technologies": TECHNOLOGIES,
        "used": used,
        "no_technology": NO_TECHNOLOGY,
        "no_answer": PREFER_NOT_TO_SAY,
        "suggestions": SUGGESTIONS,
        "suggested": suggested(answers.technologies),
    }


def _sent_values(office: Office, visit: Visit) -> dict[str, Any]:
    answers, receipt = visit.answers, visit.receipt
    if receipt is None:
        raise ValueError("a request that is sent has a receipt")
    day = needed_by(answers)
    return {
        "receipt": receipt,
        "link_to_open": receipt.link,
        "email": answers.email if answers.contact == ContactMethod.EMAIL else None,
        "needed_by": day,
        "early": day is not None and day < receipt.promise.due,
        "steps": tuple(_steps(answers)),
        "needs": said_of_needs(rows(answers, office.keys.upload_of)),
        "code": visit.code,
        "spoken_code": spoken_code(visit.code) if visit.code else "",
        "copy": office.keys.for_request(visit.request_id),
    }


def _steps(answers: Answers) -> list[str]:
    formats = [format_choice(code) for code in asked_formats(answers)]
    steps = []
    if answers.source == SourceKind.DESCRIPTION:
        steps.append("Our staff look for the document.")
    elif any(choice.automatic for choice in formats):
        steps.append(
            "A program makes automatic versions. The first are on your private link within a minute. "
            "Audio, and other formats of a long document, take longer."
        )
    if not all(choice.automatic for choice in formats):
        steps.append("Our staff arrange what no program can make.")
    steps.append("A person checks your document and puts right what is wrong.")
    steps.append(f"We reply to you {REACHED[ContactMethod(answers.contact)]}.")
    return steps


def _spaced(day: date) -> str:
    return f"{day.day} {day.month} {day.year}"


SCREENS = {
    Step.FORM: ("ask.html", TITLE),
    Step.ALREADY: ("already.html", "We already have a checked version"),
    Step.SERVED: ("served.html", "You have what you need"),
    Step.CHECK: ("check.html", "Check your answers"),
    Step.SENT: ("sent.html", "We have your request"),
}
