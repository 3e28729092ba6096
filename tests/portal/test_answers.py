"""What the form understands, what it asks to put right, and what it never loses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from portal import answers as a
from portal.answers import (
    KEPT,
    LIMITS,
    Answers,
    answers_of,
    details_of,
    needed_by,
    new_request,
    problems_in,
    with_details,
)
from portal.measures import QUESTIONS
from requests_log import Contact, ContactMethod, Source, SourceKind

TODAY = date(2026, 11, 22)
FILE = "0" * 64
MONTH = "Enter the month as a number from 1 to 12, or as a word such as March"

RIGHT = Answers(
    source="link",
    link="https://www.london.gov.uk/report.pdf",
    formats=("docx",),
    contact="email",
    email="ann@example.com",
)


def upload_of(token: str) -> tuple[str, str, int] | None:
    return (FILE, "report.pdf", 4_000) if token == "proof" else None


def problems(**changed: Any) -> list[tuple[str, str]]:
    """Return field and message of each problem in RIGHT with some answers changed."""
    return [(p.field, p.message) for p in problems_in(replace(RIGHT, **changed), TODAY, upload_of)]


def asked(**changed: Any) -> Any:
    return new_request(replace(RIGHT, **changed), upload_of)


def test_right_answers_have_no_problems() -> None:
    assert problems() == []


def test_an_empty_form_names_every_question_that_must_be_answered_in_order() -> None:
    assert [(p.field, p.message) for p in problems_in(Answers(), TODAY, upload_of)] == [
        ("source-link", a.NO_DOCUMENT),
        ("formats-html", a.NO_FORMAT),
        ("contact-email", a.NO_CONTACT),
    ]


def test_problems_stand_in_the_order_of_the_form() -> None:
    wrong = Answers(
        source="description",
        title="x" * 301,
        formats=("other",),
        technologies=("jaws", "prefer-not-to-say"),
        contact="post",
        name="x" * 101,
        day="1",
        note="x" * 2_001,
    )
    assert [problem.field for problem in problems_in(wrong, TODAY, upload_of)] == [
        "description",
        "title",
        "technologies-prefer-not-to-say",
        "format-note",
        "address",
        "name",
        "needed-month",
        "note",
    ]


def test_what_was_typed_is_kept_as_it_was_even_when_it_is_wrong() -> None:
    fields = {
        "source": ("link",),
        "link": ("  nonsense <b> ",),
        "description": ("first line\nsecond line",),
        "email": ("ann at example",),
        "needed-day": ("40",),
        "needed-month": ("Brumaire",),
        "needed-year": ("26",),
    }
    kept = answers_of(fields)
    assert (kept.link, kept.email) == ("nonsense <b>", "ann at example")
    assert kept.description == "first line\nsecond line"
    assert (kept.day, kept.month, kept.year) == ("40", "Brumaire", "26")


EVERY_FIELD = {
    "source": ("upload",),
    "link": ("a",),
    "upload-token": ("b",),
    "description": ("c",),
    "title": ("d",),
    "formats": ("docx", "html"),
    "format-note": ("e",),
    "large-print-as": ("large-print-docx",),
    "point-size": ("28",),
    "line-spacing": ("2",),
    "typeface": ("opendyslexic",),
    "colours": ("yellow-on-black",),
    "sides": ("both",),
    "braille-as": ("braille-pef",),
    "braille-grade": ("1",),
    "braille-size": ("32x25",),
    "audio-as": ("audio-epub",),
    "technologies": ("nvda",),
    "technology-note": ("f",),
    "contact": ("text-relay",),
    "email": ("g",),
    "phone": ("h",),
    "address": ("i",),
    "relay": ("j",),
    "name": ("k",),
    "needed-day": ("1",),
    "needed-month": ("2",),
    "needed-year": ("3",),
    "note": ("l",),
}
EVERY_ANSWER = Answers(
    source="upload",
    link="a",
    upload="b",
    description="c",
    title="d",
    formats=("html", "docx"),
    format_note="e",
    large_print_as="large-print-docx",
    point_size="28",
    line_spacing="2",
    typeface="opendyslexic",
    colours="yellow-on-black",
    sides="both",
    braille_as="braille-pef",
    braille_grade="1",
    braille_size="32x25",
    audio_as="audio-epub",
    technologies=("nvda",),
    technology_note="f",
    contact="text-relay",
    email="g",
    phone="h",
    address="i",
    relay="j",
    name="k",
    day="1",
    month="2",
    year="3",
    note="l",
)


def test_every_field_of_the_form_reaches_the_answers() -> None:
    assert answers_of(EVERY_FIELD) == EVERY_ANSWER


def test_codes_that_no_form_of_ours_offers_are_left_out() -> None:
    fields = {
        "source": ("telepathy",),
        "formats": ("docx", "gold plated", "docx"),
        "point-size": ("72",),
        "colours": ("red on green",),
        "technologies": ("<script>",),
        "contact": ("pigeon",),
    }
    assert answers_of(fields) == Answers(formats=("docx",))


def test_a_field_of_a_megabyte_is_cut_before_it_is_kept() -> None:
    assert len(answers_of({"note": ("x" * 1_000_000,)}).note) == KEPT


def test_what_is_no_link_is_asked_for_again() -> None:
    assert problems(link="") == [("link", a.NO_LINK)]
    assert problems(link="the budget") == [("link", a.NO_LINK)]


def test_only_the_chosen_way_to_the_document_is_looked_at() -> None:
    assert problems(source="description", description="The budget of 2027", link="rubbish") == []
    assert problems(source="upload", upload="proof", link="rubbish") == []


def test_an_upload_needs_its_proof() -> None:
    assert problems(source="upload") == [("upload", a.NO_UPLOAD)]
    assert problems(source="upload", upload="forged") == [("upload", a.NO_UPLOAD)]


@pytest.mark.parametrize("text", ["", "   ", "\x00\x07"])
def test_a_description_that_says_nothing_is_asked_for_again(text: str) -> None:
    assert problems(source="description", description=text) == [("description", a.NO_DESCRIPTION)]


def test_another_format_has_to_be_named() -> None:
    assert problems(formats=("docx", "other")) == [("format-note", a.NO_FORMAT_NOTE)]
    assert problems(formats=("other",), format_note="Moon type") == []


def test_technology_is_optional_and_may_be_kept_to_oneself() -> None:
    assert problems(technologies=()) == []
    assert problems(technologies=("prefer-not-to-say",)) == []
    wrong = [("technologies-prefer-not-to-say", a.BOTH)]
    assert problems(technologies=("nvda", "prefer-not-to-say")) == wrong
    assert problems(technologies=("prefer-not-to-say",), technology_note="NVDA") == wrong


def test_none_of_these_leaves_room_for_words_but_not_for_one_of_these() -> None:
    assert problems(technologies=("none",), technology_note="A reading pen") == []
    assert problems(technologies=("nvda", "none")) == [("technologies-none", a.NONE_AND_SOME)]


def test_no_detail_is_ever_asked_for_again() -> None:
    assert problems(formats=("large-print", "braille", "audio")) == []
    given = {question.code: "" for question in QUESTIONS}
    assert with_details(Answers(), given) == Answers()


def test_what_is_preselected_is_the_usual_answer() -> None:
    assert details_of(Answers()) == {question.code: question.usual for question in QUESTIONS}


def test_a_request_takes_the_kind_of_file_and_the_measures_of_its_formats_and_no_other() -> None:
    details = {"point_size": "28", "colours": "yellow-on-black", "braille_grade": "1"}
    request = asked(formats=("html", "large-print"), large_print_as="large-print-docx", **details)
    assert request.formats == ("html", "large-print-docx")
    assert request.measures == {
        "point-size": "28",
        "line-spacing": "1.5",
        "typeface": "sans",
        "colours": "yellow-on-black",
        "sides": "one",
    }
    assert asked(formats=("html",), **details).measures == {}
    posted = asked(formats=("braille", "audio"), braille_as="braille-paper", **details)
    assert (posted.formats, posted.measures) == (("braille-paper", "audio"), {"braille-grade": "1"})


@pytest.mark.parametrize(
    "address",
    ["ann@example.com", "ann.o'neill+gla@mail.example.co.uk", "A_N-N@EXAMPLE.COM", "ann@bücher.example"],
)
def test_an_email_address_is_taken(address: str) -> None:
    assert problems(email=address) == []


@pytest.mark.parametrize(
    "address",
    [
        "ann",
        "ann@",
        "@example.com",
        "ann@example",
        "ann@@example.com",
        "ann @example.com",
        "ann@example.com, bob@example.com",
        "Ann <ann@example.com>",
        "ann.@example.com",
        "ann@exam ple.com",
        "ann@-example.com",
        "ann@example..com",
        "ann@example.com\nBcc: all@example.com",
        "änn@example.com",
    ],
)
def test_what_is_no_email_address_is_asked_for_again(address: str) -> None:
    assert problems(email=address) == [("email", a.WRONG_EMAIL)]


@pytest.mark.parametrize("method", ["phone", "text-relay"])
def test_a_number_needs_enough_digits_to_be_called(method: str) -> None:
    field = "relay" if method == "text-relay" else method
    missing, wrong = (a.NO_PHONE, a.WRONG_PHONE) if field == "phone" else (a.NO_RELAY, a.WRONG_RELAY)
    assert problems(contact=method) == [(field, missing)]
    assert problems(contact=method, **{field: "12 34"}) == [(field, wrong)]
    assert problems(contact=method, **{field: "call me"}) == [(field, wrong)]
    assert problems(contact=method, **{field: "1" * 40}) == [(field, wrong)]
    assert problems(contact=method, **{field: "18001 (020) 7946-0000 ext. 12, after 6pm"}) == []


def test_post_needs_an_address() -> None:
    assert problems(contact="post") == [("address", a.NO_ADDRESS)]
    assert problems(contact="post", address="1 High St\nLondon") == []


@pytest.mark.parametrize("field", [name for name in LIMITS if name not in ("link", "email")])
def test_a_field_holds_its_limit_and_says_by_how_much_to_shorten_it(field: str) -> None:
    limit, _ = LIMITS[field]
    shown_by: dict[str, dict[str, Any]] = {
        "description": {"source": "description"},
        "format-note": {"formats": ("other",)},
        "phone": {"contact": "phone"},
        "address": {"contact": "post"},
        "relay": {"contact": "text-relay"},
    }
    shown = shown_by.get(field, {})
    text = "0123456789" + "x" * (limit - 10)
    attribute = field.replace("-", "_")
    assert problems(**shown, **{attribute: text}) == []
    [(where, message)] = problems(**shown, **{attribute: text + "yyy"})
    assert where == field
    assert f"must be {limit:,} characters or fewer. Shorten it by 3" in message


def test_a_long_link_or_address_is_said_to_be_long_and_nothing_else() -> None:
    assert [field for field, _ in problems(link=f"https://a.uk/{'x' * 2_000}")] == ["link"]
    [(_, message)] = problems(email=f"{'x' * 250}@example.com")
    assert message == "Your email address must be 254 characters or fewer. Shorten it by 8"


def test_no_date_is_an_answer() -> None:
    assert problems() == []
    assert needed_by(RIGHT) is None


def test_today_is_not_too_late_and_yesterday_is() -> None:
    assert problems(day="22", month="11", year="2026") == []
    assert problems(day="21", month="11", year="2026") == [("needed-day", a.PAST)]


def test_a_date_that_cannot_be_read_leads_to_the_part_that_is_wrong() -> None:
    assert problems(day="9", month="13", year="2027") == [("needed-month", MONTH)]
    assert needed_by(replace(RIGHT, day="9", month="13", year="2027")) is None


def test_no_message_scolds() -> None:
    messages = [value for name, value in vars(a).items() if name.isupper() and isinstance(value, str)]
    assert len(messages) > 10
    for message in messages:
        assert not any(word in message.lower() for word in ("invalid", "please", "must enter", "error"))


def test_a_request_is_made_of_a_link() -> None:
    request = asked(
        link="www.london.gov.uk/a.pdf", title="  The   budget ", name="Ann\nBcc: x", note="Two\r\nlines"
    )
    assert request.source == Source(
        SourceKind.LINK, url="https://www.london.gov.uk/a.pdf", title="The budget"
    )
    assert request.formats == ("docx",)
    assert request.contact == Contact(ContactMethod.EMAIL, "ann@example.com", "Ann Bcc: x")
    assert request.note == "Two\nlines"
    assert (request.needed_by, request.format_note, request.technology_note) == (None, None, None)


def test_a_request_is_made_of_an_upload() -> None:
    source = asked(source="upload", upload="proof").source
    assert source == Source(SourceKind.UPLOAD, file=FILE, name="report.pdf", size=4_000)


def test_a_request_is_made_of_a_description_without_characters_nobody_sees() -> None:
    source = asked(source="description", description="The\x00 budget\x1b[31m\ud800").source
    assert source == Source(SourceKind.DESCRIPTION, description="The budget[31m")


def test_an_upload_whose_proof_ran_out_makes_no_request() -> None:
    with pytest.raises(ValueError, match="where the document is"):
        asked(source="upload", upload="old")


@pytest.mark.parametrize(
    ("method", "field", "typed", "address"),
    [
        ("email", "email", "ann@bücher.example", "ann@xn--bcher-kva.example"),
        ("phone", "phone", " 020  7946 0000 ", "020 7946 0000"),
        ("post", "address", "1 High St\r\nLondon ", "1 High St\nLondon"),
        ("text-relay", "relay", "18001 020 7946 0000", "18001 020 7946 0000"),
    ],
)
def test_a_request_takes_the_chosen_way_to_reach_a_person_and_no_other(
    method: str, field: str, typed: str, address: str
) -> None:
    contact = asked(contact=method, **{field: typed}).contact
    assert (contact.method, contact.address) == (method, address)


def test_what_was_said_of_another_format_counts_only_while_it_is_chosen() -> None:
    assert asked(formats=("docx",), format_note="Moon type").format_note is None
    assert asked(formats=("other",), format_note="Moon type").format_note == "Moon type"


def test_a_request_carries_technologies_and_the_day_it_is_needed() -> None:
    request = asked(
        technologies=("nvda", "braille-display"),
        technology_note="NVDA 2026",
        day="9",
        month="mar",
        year="2027",
    )
    assert request.technologies == ("nvda", "braille-display")
    assert request.technology_note == "NVDA 2026"
    assert request.needed_by == date(2027, 3, 9)
