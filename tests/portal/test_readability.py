"""What we say, on every screen, page and in every mail, is said plainly."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from tests.portal.wording import PORTAL, said_in, sources

# The Automated Readability Index (Smith and Senter, 1967): the year of school that text asks for, from the
# letters of its words and the words of its sentences. 6 is read at the age of 11.
GRADE: Final = 6.0
LONGEST: Final = 25  # words of a sentence
SENTENCE: Final = 5  # fewer words are a label or a heading
ENOUGH: Final = 40  # words of sentences below which the index means nothing

EXCEPTIONS: Final = {
    "routes/about_accessibility.html": (10.0, "the model statement's own wording, Decision (EU) 2018/1523"),
}
NEVER: Final = re.compile(
    r"\b(please|invalid|click|submit|via|e\.g\.|i\.e\.|etc|utilise|commence|terminate|regarding|"
    r"prior to|in order to|and/or|the user|suffers?|afflicted|wheelchair-bound)\b",
    re.I,
)


def name_of(path: Path) -> str:
    return str(path.relative_to(PORTAL))


def sentences(path: Path) -> list[list[str]]:
    """Return the words of each sentence; labels and headings are left out."""
    split = (re.findall(r"[\w’'-]+", said) for said in said_in(path))
    return [words for words in split if len(words) >= SENTENCE]


def grade(said: list[list[str]]) -> float:
    words = [word for sentence in said for word in sentence]
    return 4.71 * sum(map(len, words)) / len(words) + 0.5 * len(words) / len(said) - 21.43


def test_the_words_of_all_screens_and_mails_are_found() -> None:
    found = {name_of(path): " ".join(said_in(path)) for path in sources()}
    assert "We could not make these automatically" in found["screens/follow.html"]
    assert "Copy it from the address bar" in found["screens/ask.html"]
    assert "A person checks it before we reply." in found["mail/acknowledgement.txt"]
    assert "Wait a minute, then press" in found["visit.py"]
    assert "One moment." in found["parts/screen.js"]
    assert not any("a request was not taken" in words for words in found.values())  # that is for the log


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_what_is_said_can_be_read_at_the_age_of_eleven(path: Path) -> None:
    said = sentences(path)
    if sum(map(len, said)) >= ENOUGH:
        assert grade(said) <= EXCEPTIONS.get(name_of(path), (GRADE, ""))[0]


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_sentences_are_short(path: Path) -> None:
    too_long = [" ".join(words) for words in sentences(path) if len(words) > LONGEST]
    assert not too_long


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_words_that_we_do_not_use_are_not_used(path: Path) -> None:
    assert [said for said in said_in(path) if NEVER.search(said)] == []


def test_every_exception_is_still_one() -> None:
    for name in EXCEPTIONS:
        assert grade(sentences(PORTAL / name)) > GRADE
