"""What a person wrote in the form that asks for a document, and what is still wrong with it.

No Streamlit and no clock: the screen and the form without JavaScript share it.
Answers are kept as they were typed, also the wrong ones, so that nobody types
anything twice. A field's name is the ``id`` of its control: a problem leads there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, TypeAlias

from portal.choices import ANOTHER_FORMAT, NO_TECHNOLOGY, OFFERS, PREFER_NOT_TO_SAY, TECHNOLOGY_CODES
from portal.measures import QUESTIONS, formats_of, measures_of
from portal.typed import NotADate, date_of, email_of, has_number, link_of
from requests_log import Contact, ContactMethod, NewRequest, Source, SourceKind

# Given an upload's token, returns the SHA-256, name and size in bytes of the file it proves; see keys.py.
UploadOf: TypeAlias = Callable[[str], tuple[str, str, int] | None]

KEPT: Final = 20_000  # characters of one field; more was not typed by a person

# What a field may hold, in characters, and what it is called in the message.
LIMITS: Final[Mapping[str, tuple[int, str]]] = {
    "link": (2_000, "The link"),
    "description": (2_000, "Your description"),
    "title": (300, "The title"),
    "format-note": (500, "What you tell us about the format"),
    "technology-note": (500, "What you tell us about your technology"),
    "email": (254, "Your email address"),  # RFC 5321, 4.5.3.1.3
    "phone": (100, "Your phone number"),
    "address": (500, "Your address"),
    "relay": (100, "Your text relay number"),
    "name": (100, "Your name"),
    "note": (2_000, "What you tell us here"),
}

NO_DOCUMENT: Final = "Choose how you can tell us which document it is"
NO_LINK: Final = "Enter the link to the document, such as https://www.london.gov.uk/report.pdf"
NO_UPLOAD: Final = "Choose the PDF file. If you cannot, give us a link to it or describe it"
NO_DESCRIPTION: Final = "Describe the document: what it is about, and where you found it"
NO_FORMAT: Final = "Choose at least one format"
NO_FORMAT_NOTE: Final = "Tell us which other format you need"
BOTH: Final = "Choose the technology you use, or “I prefer not to say”, but not both"
NONE_AND_SOME: Final = "Choose the technology you use, or “None of these”, but not both"
NO_CONTACT: Final = "Choose how we can reach you"
NO_EMAIL: Final = "Enter your email address"
WRONG_EMAIL: Final = "Enter an email address in full, like name@example.com"
NO_PHONE: Final = "Enter your phone number"
WRONG_PHONE: Final = "Enter a phone number in full, like 01632 960 001 or +44 1632 960 001"
NO_ADDRESS: Final = "Enter your postal address"
NO_RELAY: Final = "Enter the number we should call through text relay"
WRONG_RELAY: Final = "Enter the text relay number in full, like 18001 01632 960 001"
PAST: Final = "Enter today’s date or a later one"


@dataclass(frozen=True, slots=True)
class Answers:
    """What stands in the form. ``upload`` is the token of a file that was sent.

    ``source`` and ``contact`` are codes or "", ``formats`` (codes of offers) and
    ``technologies`` known codes in the order of the form; what stands from
    ``large_print_as`` to ``audio_as`` answers the questions of ``measures``, the
    usual way unless told otherwise. All else is text as typed.
    """

    source: str = ""
    link: str = ""
    upload: str = ""
    description: str = ""
    title: str = ""
    formats: tuple[str, ...] = ()
    format_note: str = ""
    large_print_as: str = "large-print"
    point_size: str = "18"
    line_spacing: str = "1.5"
    typeface: str = "sans"
    colours: str = "black-on-white"
    sides: str = "one"
    braille_as: str = "braille"
    braille_grade: str = "2"
    braille_size: str = "40x25"
    audio_as: str = "audio"
    technologies: tuple[str, ...] = ()
    technology_note: str = ""
    contact: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    relay: str = ""
    name: str = ""
    day: str = ""
    month: str = ""
    year: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to put right: ``field`` is the id of the control, ``message`` says what to do."""

    field: str
    message: str


def answers_of(fields: Mapping[str, tuple[str, ...]]) -> Answers:
    """Return the answers in a form's fields. Fields and codes we do not know are left out."""

    def one(name: str) -> str:
        values = fields.get(name, ())
        return values[0].strip()[:KEPT] if values else ""

    def known(name: str, codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(code for code in codes if code in fields.get(name, ()))

    answers = Answers(
        source="".join(known("source", tuple(SourceKind))[:1]),
        link=one("link"),
        upload=one("upload-token"),
        description=one("description"),
        title=one("title"),
        formats=known("formats", _OFFER_CODES),
        format_note=one("format-note"),
        technologies=known("technologies", TECHNOLOGY_CODES),
        technology_note=one("technology-note"),
        contact="".join(known("contact", tuple(ContactMethod))[:1]),
        email=one("email"),
        phone=one("phone"),
        address=one("address"),
        relay=one("relay"),
        name=one("name"),
        day=one("needed-day"),
        month=one("needed-month"),
        year=one("needed-year"),
        note=one("note"),
    )
    return with_details(answers, {question.code: one(question.code) for question in QUESTIONS})


def details_of(answers: Answers) -> dict[str, str]:
    """Return the answers to the questions of ``measures``, by the code of the question."""
    return {question.code: getattr(answers, _attribute(question.code)) for question in QUESTIONS}


def with_details(answers: Answers, given: Mapping[str, str]) -> Answers:
    """Return ``answers`` with the details ``given``; one that no form of ours offers is the usual one."""
    details: dict[str, Any] = {
        _attribute(question.code): question.answer(given.get(question.code, "")).code
        for question in QUESTIONS
    }
    return replace(answers, **details)


def asked_formats(answers: Answers) -> tuple[str, ...]:
    """Return the formats that ``answers`` ask for: a PDF or a Word document for large print, and so on."""
    return formats_of(answers.formats, details_of(answers))


def fields_of(answers: Answers) -> tuple[tuple[str, str], ...]:
    """Return ``answers`` as the fields of a form: ``answers_of`` reads them back."""
    one = {
        "source": answers.source,
        "link": answers.link,
        "upload-token": answers.upload,
        "description": answers.description,
        "title": answers.title,
        "format-note": answers.format_note,
        "technology-note": answers.technology_note,
        "contact": answers.contact,
        "email": answers.email,
        "phone": answers.phone,
        "address": answers.address,
        "relay": answers.relay,
        "name": answers.name,
        "needed-day": answers.day,
        "needed-month": answers.month,
        "needed-year": answers.year,
        "note": answers.note,
    }
    details = details_of(answers)
    many = {"formats": answers.formats, "technologies": answers.technologies}
    return (
        *((name, value) for name, value in one.items() if value),
        *details.items(),
        *((name, code) for name, codes in many.items() for code in codes),
    )


def problems_in(answers: Answers, today: date, upload_of: UploadOf) -> tuple[Problem, ...]:
    """Return what is to be put right, in the order of the form. ``today`` is a London date."""
    return (
        *_document_problems(answers, upload_of),
        *_technology_problems(answers),
        *_format_problems(answers),
        *_contact_problems(answers),
        *_date_problems(answers, today),
        *_too_long("note", answers.note),
    )


def new_request(answers: Answers, upload_of: UploadOf) -> NewRequest:
    """Return the request that ``answers`` make once ``problems_in`` finds nothing.

    Raises:
        ValueError: the answers make no request, or the proof of the upload has become too old.
    """
    formats = asked_formats(answers)
    return NewRequest(
        source=_source(answers, upload_of),
        formats=formats,
        measures=measures_of(formats, details_of(answers)),
        format_note=(_text(answers.format_note) or None) if ANOTHER_FORMAT in answers.formats else None,
        technologies=answers.technologies,
        technology_note=_text(answers.technology_note) or None,
        contact=contact_of(answers),
        needed_by=needed_by(answers),
        note=_text(answers.note) or None,
    )


def contact_problems(answers: Answers) -> tuple[Problem, ...]:
    """Return what is to be put right in how we reach the person."""
    return tuple(_contact_problems(answers))


def contact_of(answers: Answers) -> Contact:
    """Return how we reach the person, once ``contact_problems`` finds nothing."""
    return Contact(ContactMethod(answers.contact), contact_address(answers), _line(answers.name) or None)


def as_kept(text: str) -> str:
    """Return ``text`` as it is kept: without what no one can see, its lines as they are."""
    return _text(text)


def contact_address(answers: Answers) -> str:
    """Return where the chosen way reaches the person, "" while none is chosen."""
    match answers.contact:
        case ContactMethod.EMAIL:
            return email_of(answers.email) or ""
        case ContactMethod.PHONE:
            return _line(answers.phone)
        case ContactMethod.POST:
            return _text(answers.address)
        case ContactMethod.TEXT_RELAY:
            return _line(answers.relay)
        case _:
            return ""


def needed_by(answers: Answers) -> date | None:
    """Return the date by which the document is needed, None where there is none to read."""
    try:
        return date_of(answers.day, answers.month, answers.year, example=date.min)
    except NotADate:
        return None


def _document_problems(answers: Answers, upload_of: UploadOf) -> Iterator[Problem]:
    match answers.source:
        case SourceKind.LINK:
            yield from _too_long("link", answers.link)
            if len(answers.link) <= LIMITS["link"][0] and link_of(answers.link) is None:
                yield Problem("link", NO_LINK)
        case SourceKind.UPLOAD:
            if upload_of(answers.upload) is None:
                yield Problem("upload", NO_UPLOAD)
        case SourceKind.DESCRIPTION:
            yield from _asked("description", answers.description, NO_DESCRIPTION)
        case _:
            yield Problem(f"source-{SourceKind.LINK}", NO_DOCUMENT)
    yield from _too_long("title", answers.title)


def _format_problems(answers: Answers) -> Iterator[Problem]:
    if not answers.formats:
        yield Problem(f"formats-{OFFERS[0].code}", NO_FORMAT)
    if ANOTHER_FORMAT in answers.formats:
        yield from _asked("format-note", answers.format_note, NO_FORMAT_NOTE)


def _technology_problems(answers: Answers) -> Iterator[Problem]:
    several = len(answers.technologies) > 1
    if PREFER_NOT_TO_SAY.code in answers.technologies and (several or answers.technology_note):
        yield Problem(f"technologies-{PREFER_NOT_TO_SAY.code}", BOTH)
    elif NO_TECHNOLOGY.code in answers.technologies and several:
        yield Problem(f"technologies-{NO_TECHNOLOGY.code}", NONE_AND_SOME)
    yield from _too_long("technology-note", answers.technology_note)


def _contact_problems(answers: Answers) -> Iterator[Problem]:
    match answers.contact:
        case ContactMethod.EMAIL:
            yield from _asked(
                "email", answers.email, NO_EMAIL, WRONG_EMAIL, lambda text: bool(email_of(text))
            )
        case ContactMethod.PHONE:
            yield from _asked("phone", answers.phone, NO_PHONE, WRONG_PHONE, has_number)
        case ContactMethod.POST:
            yield from _asked("address", answers.address, NO_ADDRESS)
        case ContactMethod.TEXT_RELAY:
            yield from _asked("relay", answers.relay, NO_RELAY, WRONG_RELAY, has_number)
        case _:
            yield Problem(f"contact-{ContactMethod.EMAIL}", NO_CONTACT)
    yield from _too_long("name", answers.name)


def _date_problems(answers: Answers, today: date) -> Iterator[Problem]:
    try:
        needed = date_of(answers.day, answers.month, answers.year, example=today)
    except NotADate as error:
        yield Problem(f"needed-{error.part}", str(error))
    else:
        if needed is not None and needed < today:
            yield Problem("needed-day", PAST)


def _asked(
    field: str, text: str, missing: str, wrong: str = "", stands: Callable[[str], bool] = bool
) -> Iterator[Problem]:
    if not _text(text):
        yield Problem(field, missing)
        return
    too_long = tuple(_too_long(field, text))
    yield from too_long
    if wrong and not too_long and not stands(text):
        yield Problem(field, wrong)


def _too_long(field: str, text: str) -> Iterator[Problem]:
    limit, name = LIMITS[field]
    if len(text) > limit:
        yield Problem(
            field, f"{name} must be {limit:,} characters or fewer. Shorten it by {len(text) - limit:,}"
        )


def _source(answers: Answers, upload_of: UploadOf) -> Source:
    kind, title = SourceKind(answers.source), _line(answers.title) or None
    match kind:
        case SourceKind.LINK:
            return Source(kind, url=link_of(answers.link), title=title)
        case SourceKind.DESCRIPTION:
            return Source(kind, description=_text(answers.description), title=title)
        case SourceKind.UPLOAD:
            file, name, size = upload_of(answers.upload) or (None, None, None)
            return Source(kind, file=file, name=name, size=size, title=title)


def _line(text: str) -> str:
    """Return ``text`` on one line: it goes into a mail's subject and a table's cell."""
    return " ".join(_text(text).split())


def _text(text: str) -> str:
    """Return ``text`` without the characters that no one can see or store, its lines kept."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")).strip()


def _attribute(code: str) -> str:
    return code.replace("-", "_")


_OFFER_CODES: Final = tuple(offer.code for offer in OFFERS)
