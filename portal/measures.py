"""How a format is to be made: what may be asked of large print, braille and audio, and how it is said.

A measure is the code of a question with the code of its answer. Both are stored
with requests, so they are never renamed. Every question has a usual answer, so
none needs one. Sources: UKAAF, Minimum standards for clear and large print (16 to
18 point and more, lines 1.5 apart); DWP, Choose alternative contact formats
(spacing, typeface, paper, braille grade); WCAG 2.2, 1.4.6 (the colours: 7 to 1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from converters import Typeface
from portal.choices import ANOTHER_FORMAT, FORMATS, OFFERS, format_choice


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: ``name`` in the list, ``words`` in a sentence, ``arguments`` to the converters."""

    code: str
    name: str
    words: str = ""
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A detail of a format; ``code`` is also the name of its field. ``usual`` is preselected.

    ``listed``: shown as a list that opens, not as buttons to choose from.
    """

    code: str
    label: str
    answers: tuple[Answer, ...]
    usual: str
    listed: bool = True

    def answer(self, code: str) -> Answer:
        """Return the answer with this code, the usual one where there is none."""
        found = {answer.code: answer for answer in self.answers}
        return found.get(code, found[self.usual])


def _kind(code: str, label: str, *answers: tuple[str, str]) -> Question:
    """Return the question which of an offer's formats is meant: its answers are their codes, + between."""
    return Question(code, label, tuple(Answer(*each) for each in answers), answers[0][0], listed=False)


def _colours(code: str, name: str, ink: str, paper: str) -> Answer:
    return Answer(code, name, name.lower(), ("--ink", ink, "--paper", paper))


def _cells(cells: int, lines: int) -> Answer:
    words = f"{cells} cells by {lines} lines"
    return Answer(f"{cells}x{lines}", words, words, ("--braille-size", f"{cells}x{lines}"))


LARGE_PRINT_AS: Final = _kind(
    "large-print-as",
    "What kind of file?",
    ("large-print", "A PDF, ready to print"),
    ("large-print-docx", "A Word document, which you can change"),
    ("large-print+large-print-docx", "Both"),
)
POINT_SIZE: Final = Question(
    "point-size",
    "Size of the letters",
    tuple(
        Answer(str(points), f"{points} point", f"{points} point", ("--point-size", str(points)))
        for points in range(16, 37, 2)
    ),
    "18",
)
LINE_SPACING: Final = Question(
    "line-spacing",
    "Space between lines",
    (
        Answer("1.2", "A little", "lines close together", ("--line-spacing", "1.2")),
        Answer("1.5", "One and a half lines", "lines one and a half apart", ("--line-spacing", "1.5")),
        Answer("2", "Two lines", "lines two apart", ("--line-spacing", "2")),
    ),
    "1.5",
)
TYPEFACE: Final = Question(
    "typeface",
    "Letters",
    (
        Answer("sans", "Plain letters", "plain letters", ("--typeface", Typeface.SANS)),
        Answer(
            "atkinson-hyperlegible",
            "Atkinson Hyperlegible",
            "Atkinson Hyperlegible letters",
            ("--typeface", Typeface.ATKINSON_HYPERLEGIBLE),
        ),
        Answer("opendyslexic", "OpenDyslexic", "OpenDyslexic letters", ("--typeface", Typeface.OPENDYSLEXIC)),
    ),
    "sans",
)
COLOURS: Final = Question(
    "colours",
    "Colours",
    (
        _colours("black-on-white", "Black on white", "#000000", "#ffffff"),
        _colours("black-on-cream", "Black on cream", "#000000", "#fff5d6"),
        _colours("black-on-yellow", "Black on yellow", "#000000", "#ffeb3b"),
        _colours("black-on-blue", "Black on light blue", "#000000", "#cfe6ff"),
        _colours("yellow-on-black", "Yellow on black", "#ffeb3b", "#000000"),
        _colours("white-on-black", "White on black", "#ffffff", "#000000"),
    ),
    "black-on-white",
)
SIDES: Final = Question(
    "sides",
    "Sides of the paper",
    (
        Answer("one", "One side", "one side of the paper"),
        Answer("both", "Both sides", "both sides of the paper", ("--both-sides",)),
    ),
    "one",
)
BRAILLE_AS: Final = _kind(
    "braille-as",
    "A file, or paper?",
    ("braille", "A BRF file, for a braille display or notetaker"),
    ("braille-pef", "A PEF file, for a braille printer"),
    ("braille-paper", "On paper: our staff make it and post it to you"),
    ("braille+braille-paper", "Both a BRF file and paper"),
)
BRAILLE_GRADE: Final = Question(
    "braille-grade",
    "Grade of braille",
    (
        Answer("2", "Grade 2, contracted", "UEB grade 2", ("--braille-grade", "2")),
        Answer("1", "Grade 1, uncontracted", "UEB grade 1", ("--braille-grade", "1")),
    ),
    "2",
)
BRAILLE_SIZE: Final = Question(
    "braille-size",
    "Size of a braille page",
    (_cells(40, 25), _cells(32, 25), _cells(28, 25), _cells(20, 25)),
    "40x25",
)
AUDIO_AS: Final = _kind(
    "audio-as",
    "For any player, or with the text?",
    ("audio", "MP3 files, one for each chapter"),
    ("audio-epub", "An EPUB book for a reading app: the text follows the voice"),
    ("audio+audio-epub", "Both"),
)

OF_OFFERS: Final[Mapping[str, tuple[Question, ...]]] = {
    "large-print": (LARGE_PRINT_AS, POINT_SIZE, LINE_SPACING, TYPEFACE, COLOURS, SIDES),
    "braille": (BRAILLE_AS, BRAILLE_GRADE, BRAILLE_SIZE),
    "audio": (AUDIO_AS,),
}
"""What is asked in the form, by the code of the offer."""

KINDS: Final[Mapping[str, Question]] = {
    "large-print": LARGE_PRINT_AS,
    "braille": BRAILLE_AS,
    "audio": AUDIO_AS,
}
QUESTIONS: Final = tuple(question for questions in OF_OFFERS.values() for question in questions)

_OF_FORMATS: Final[Mapping[str, tuple[Question, ...]]] = {
    "large-print": (POINT_SIZE, LINE_SPACING, TYPEFACE, COLOURS, SIDES),
    "large-print-docx": (POINT_SIZE, LINE_SPACING, TYPEFACE, COLOURS, SIDES),
    "braille": (BRAILLE_GRADE, BRAILLE_SIZE),
    "braille-pef": (BRAILLE_GRADE, BRAILLE_SIZE),
    "braille-paper": (BRAILLE_GRADE,),
}


def formats_of(offers: tuple[str, ...], given: Mapping[str, str]) -> tuple[str, ...]:
    """Return the formats that ``offers`` are with the answers ``given``, in the order of FORMATS.

    Large print is a PDF or a Word document or both, braille a file or paper, and so on.
    """
    codes = {one for code in offers for one in _meant(code, given)}
    return tuple(choice.code for choice in FORMATS if choice.code in codes)


def _meant(offer: str, given: Mapping[str, str]) -> tuple[str, ...]:
    if offer not in KINDS:
        return (offer,)
    question = KINDS[offer]
    return _formats(question.answer(given.get(question.code, "")))


def _formats(answer: Answer) -> tuple[str, ...]:
    return tuple(answer.code.split("+"))


def offers_of(formats: tuple[str, ...]) -> tuple[str, ...]:
    """Return the offers of the form that ``formats`` came of: what ``formats_of`` made of them, undone."""
    return tuple(offer.code for offer in OFFERS if set(offer.formats) & set(formats))


def given_of(formats: tuple[str, ...], measures: Mapping[str, str]) -> dict[str, str]:
    """Return the answers of the form that ``formats`` with their ``measures`` came of."""
    kinds = {
        question.code: answer.code
        for question in KINDS.values()
        for answer in question.answers
        if set(_formats(answer)) <= set(formats)  # the last that fits: what is both stands after each
    }
    return {**measures, **kinds}


def measures_of(formats: tuple[str, ...], given: Mapping[str, str]) -> dict[str, str]:
    """Return the measures of ``formats``, each question once, out of the answers ``given``."""
    questions = dict.fromkeys(question for code in formats for question in _OF_FORMATS.get(code, ()))
    return {question.code: question.answer(given.get(question.code, "")).code for question in questions}


def measure_in_words(code: str, measures: Mapping[str, str]) -> str:
    """Return how a format is to be made: "24 point, yellow on black"; "" where nothing was asked."""
    asked = (question for question in _OF_FORMATS.get(code, ()) if question.code in measures)
    return ", ".join(question.answer(measures[question.code]).words for question in asked)


def named(code: str, measures: Mapping[str, str], note: str | None = None) -> str:
    """Return a format in words with how it is to be made; ``note`` says which other format is meant."""
    name = format_choice(code).name
    if code == ANOTHER_FORMAT:
        return f"{name}: {note}" if note else name
    return ", ".join(filter(None, (name, measure_in_words(code, measures))))


def arguments_of(measures: Mapping[str, str]) -> tuple[str, ...]:
    """Return what the command line of the converters is told; what it does not know is left out."""
    asked = (question.answer(measures[question.code]) for question in QUESTIONS if question.code in measures)
    return tuple(argument for answer in asked for argument in answer.arguments)
