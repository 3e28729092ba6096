"""The answers as a person reads them back, each with the way back to its question."""

from __future__ import annotations

from dataclasses import dataclass

from portal import words
from portal.answers import Answers, UploadOf, asked_formats, contact_address, details_of, needed_by
from portal.choices import TECHNOLOGIES, technologies_in_words
from portal.measures import measures_of, named
from portal.typed import link_of
from requests_log import ContactMethod, SourceKind

NOT_SAID = "Not answered"

CONTACTS = {
    ContactMethod.EMAIL: "By email",
    ContactMethod.PHONE: "By phone",
    ContactMethod.POST: "By post",
    ContactMethod.TEXT_RELAY: "By text relay",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One question and its answer, a line each. ``focus`` is the id of the control to go back to."""

    question: str
    lines: tuple[str, ...]
    change: str
    focus: str


def rows(answers: Answers, upload_of: UploadOf) -> tuple[Row, ...]:
    """Return every question of the form with its answer. Only answers without problems are read back."""
    day = needed_by(answers)
    technology = answers.technologies[0] if answers.technologies else TECHNOLOGIES[0].code
    return (
        Row("The document", _document(answers, upload_of), "the document", f"source-{answers.source}"),
        Row("Title", _said(answers.title), "the title", "title"),
        Row("What you use to read", _technologies(answers), "what you use", f"technologies-{technology}"),
        Row("Formats", _formats(answers), "the formats", f"formats-{answers.formats[0]}"),
        Row("How we reach you", _contact(answers), "how we reach you", f"contact-{answers.contact}"),
        Row("Your name", _said(answers.name), "your name", "name"),
        Row("Needed by", _said(words.day(day) if day else ""), "the day you need it by", "needed-day"),
        Row("Anything else", _said(answers.note), "what else we should know", "note"),
    )


def _document(answers: Answers, upload_of: UploadOf) -> tuple[str, ...]:
    match answers.source:
        case SourceKind.LINK:
            return (link_of(answers.link) or answers.link,)
        case SourceKind.UPLOAD:
            _, name, size = upload_of(answers.upload) or ("", "", 0)
            return (f"{name} ({words.size(size)})",)
        case _:
            return _said(answers.description)


def _formats(answers: Answers) -> tuple[str, ...]:
    formats = asked_formats(answers)
    measures = measures_of(formats, details_of(answers))
    return tuple(named(code, measures, answers.format_note) for code in formats)


def _technologies(answers: Answers) -> tuple[str, ...]:
    lines = (*technologies_in_words(answers.technologies), *answers.technology_note.splitlines())
    return lines or (NOT_SAID,)


def _contact(answers: Answers) -> tuple[str, ...]:
    return (f"{CONTACTS[ContactMethod(answers.contact)]}:", *contact_address(answers).splitlines())


def _said(text: str) -> tuple[str, ...]:
    return tuple(text.splitlines()) or (NOT_SAID,)
