"""What may be chosen: everything that can be made, in words, with details that nobody has to give."""

from __future__ import annotations

from itertools import pairwise

import pytest

from converters import WRITERS, WriteOptions
from converters.command_line import _measured, _parser
from converters.options import Typeface
from converters.writers.measure import contrast, large_print_measure
from portal import choices
from portal.choices import (
    FORMATS,
    OFFERS,
    TECHNOLOGIES,
    TECHNOLOGY_CODES,
    format_choice,
    technologies_in_words,
)
from portal.measures import (
    COLOURS,
    KINDS,
    OF_OFFERS,
    POINT_SIZE,
    QUESTIONS,
    arguments_of,
    formats_of,
    given_of,
    measures_of,
    named,
)
from portal.routes.sent_form import FIELDS
from portal.suggestions import SUGGESTIONS, missed, suggested

NOT_FOR_PEOPLE = {"markdown", "json"}
USUAL = {question.code: question.usual for question in QUESTIONS}


def options(measures: dict[str, str]) -> WriteOptions:
    """Return what the converters understand of ``measures``."""
    return _measured(_parser().parse_args(["a.pdf", *arguments_of(measures)]))


def test_every_format_that_the_converters_make_may_be_asked_for() -> None:
    offered = {code for offer in OFFERS for code in offer.formats}
    assert offered == {choice.code for choice in FORMATS}
    assert set(WRITERS) - NOT_FOR_PEOPLE <= offered


def test_what_screen_readers_read_best_stands_first() -> None:
    assert [offer.code for offer in OFFERS[:2]] == ["html", "docx"]
    assert OFFERS[-1].code == "other"


def test_a_program_says_what_kind_of_file_its_format_is() -> None:
    for code in set(WRITERS) - NOT_FOR_PEOPLE:
        choice = format_choice(code)
        assert choice.media_type == WRITERS[code].media_type
        assert WRITERS[code].suffix.endswith(choice.suffixes[0])


def test_a_format_whose_program_is_missing_is_offered_but_not_promised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(choices, "available", lambda: tuple(set(WRITERS) - {"braille", "braille-pef"}))
    choices._made_here.cache_clear()
    try:
        by_staff = [offer.code for offer in OFFERS if offer.by_staff]
        assert by_staff == ["braille"]
        assert format_choice("braille").has_program and not format_choice("braille").automatic
    finally:
        choices._made_here.cache_clear()


def test_what_only_staff_make_has_no_program() -> None:
    without = [choice.code for choice in FORMATS if not choice.has_program]
    assert without == ["braille-paper", "bsl", "easy-read", "other"]


def test_an_offer_becomes_the_kind_of_file_that_was_chosen() -> None:
    assert formats_of(("audio", "large-print", "html"), {}) == ("html", "large-print", "audio")
    given = {"large-print-as": "large-print-docx", "braille-as": "braille-paper", "audio-as": "audio-epub"}
    assert formats_of(("large-print", "braille", "audio"), given) == (
        "large-print-docx",
        "braille-paper",
        "audio-epub",
    )
    for code, question in KINDS.items():
        offer = next(offer for offer in OFFERS if offer.code == code)
        *single, both = (answer.code for answer in question.answers)
        assert tuple(single) == offer.formats
        assert set(both.split("+")) <= set(offer.formats)


@pytest.mark.parametrize(
    ("offer", "formats"),
    [
        ("large-print", ("large-print", "large-print-docx")),
        ("braille", ("braille", "braille-paper")),
        ("audio", ("audio", "audio-epub")),
    ],
)
def test_both_kinds_of_file_are_asked_for_at_once_and_come_back(offer: str, formats: tuple[str, ...]) -> None:
    given = {KINDS[offer].code: "+".join(formats)}
    assert formats_of((offer,), given) == formats
    assert given_of(formats, {}) == given
    for one in formats:
        assert given_of((one,), {}) == {KINDS[offer].code: one}


def test_what_is_usual_in_the_form_is_usual_for_the_converters() -> None:
    assert options(USUAL) == WriteOptions()
    assert all(question.answer(question.usual).code == question.usual for question in QUESTIONS)


def test_every_answer_is_one_that_the_converters_take() -> None:
    for asked in QUESTIONS:
        for answer in asked.answers:
            large_print_measure(options({asked.code: answer.code}))


def test_sizes_go_from_16_to_36_point() -> None:
    sizes = [int(answer.code) for answer in POINT_SIZE.answers]
    assert (sizes[0], sizes[-1]) == (16, 36)
    assert all(after - before == 2 for before, after in pairwise(sizes))


def test_ink_and_paper_are_far_apart() -> None:
    for answer in COLOURS.answers:
        made = options({"colours": answer.code})
        assert contrast(made.ink, made.paper) >= 7


def test_a_measure_reaches_the_converters() -> None:
    made = options(
        {
            "point-size": "28",
            "line-spacing": "2",
            "typeface": "opendyslexic",
            "colours": "white-on-black",
            "sides": "both",
            "braille-grade": "1",
            "braille-size": "20x25",
        }
    )
    assert made == WriteOptions(
        point_size=28,
        line_spacing=2,
        typeface=Typeface.OPENDYSLEXIC,
        ink="#ffffff",
        paper="#000000",
        both_sides=True,
        braille_grade=1,
        braille_cells=20,
        braille_lines=25,
    )


def test_only_the_measures_of_the_formats_asked_for_are_kept() -> None:
    assert measures_of(("html", "audio"), USUAL) == {}
    assert measures_of(("braille",), {"braille-grade": "7"}) == {
        "braille-grade": "2",
        "braille-size": "40x25",
    }
    assert list(measures_of(("large-print", "large-print-docx"), {})) == [
        "point-size",
        "line-spacing",
        "typeface",
        "colours",
        "sides",
    ]


def test_a_format_is_said_with_its_measure() -> None:
    large = measures_of(("large-print",), {"point-size": "24", "colours": "yellow-on-black"})
    assert named("large-print", large) == (
        "Large print, 24 point, lines one and a half apart, plain letters, yellow on black, "
        "one side of the paper"
    )
    braille = {"braille-grade": "1", "braille-size": "32x25"}
    assert named("braille", braille) == "Braille file (BRF), UEB grade 1, 32 cells by 25 lines"
    assert named("braille-paper", braille) == "Braille on paper, UEB grade 1"
    assert named("large-print", {}) == "Large print"  # asked for before there were measures
    assert named("other", {}, "Moon type") == "Another format: Moon type"


def test_technologies_are_said_a_kind_at_a_time() -> None:
    assert technologies_in_words(("jaws", "nvda", "screen-reader", "magnifier", "prefer-not-to-say")) == (
        "Screen reader: JAWS, NVDA",
        "Magnifier",
        "I prefer not to say",
    )
    assert technologies_in_words(("nvda",)) == ("Screen reader: NVDA",)


def test_every_technology_but_none_has_a_suggestion_and_every_suggestion_names_what_is_offered() -> None:
    offered = {offer.code for offer in OFFERS}
    for group in TECHNOLOGIES:
        for code in group.codes:
            assert suggested((code,)), code
    for suggestion in SUGGESTIONS:
        assert set(suggestion.formats) <= offered
        assert set(suggestion.technologies) <= set(TECHNOLOGY_CODES)
        assert suggestion.words.count(". ") == 0 and len(suggestion.words.split()) <= 26
    assert suggested(("none",)) == suggested(("prefer-not-to-say",)) == suggested(()) == ()


def test_a_suggestion_is_repeated_only_to_whoever_chose_none_of_it() -> None:
    assert missed(("nvda",), ("docx", "audio")) == ()
    (words,) = missed(("nvda",), ("audio",))
    assert "a web page or a Word document reads best" in words.words


def test_a_form_with_everything_in_it_is_read_whole() -> None:
    boxes = len(OFFERS) + len(TECHNOLOGY_CODES) + len(QUESTIONS)
    assert boxes + 30 < FIELDS


def test_every_question_belongs_to_an_offer() -> None:
    assert set(OF_OFFERS) <= {offer.code for offer in OFFERS}
