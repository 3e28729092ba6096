"""What EPUBCheck and Ace say of our books. They need Java and a browser."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest

from converters.options import WriteOptions
from converters.writers.epub import write_epub
from tests.converters.trees import doc, p, rich
from tests.judges.epub import ace, epubcheck

pytestmark = pytest.mark.journey

JUDGES = (epubcheck, ace)


@pytest.mark.parametrize("judge", JUDGES)
def test_nothing_is_reported_of_a_book_with_one_of_everything(
    judge: Callable[[bytes], tuple[str, ...]],
) -> None:
    assert judge(write_epub(rich(), (), WriteOptions())) == ()


@pytest.mark.parametrize("judge", JUDGES)
def test_the_judges_are_really_asked(judge: Callable[[bytes], tuple[str, ...]]) -> None:
    good = write_epub(doc(p("a"), language="en"), (), WriteOptions())
    assert judge(without_a_language(good))


def without_a_language(book: bytes) -> bytes:
    """Return ``book`` whose chapters and package say no language."""
    made = BytesIO()
    with ZipFile(BytesIO(book)) as old, ZipFile(made, "w") as new:
        for entry in old.infolist():
            text = old.read(entry)
            for said in (b'lang="en"', b"<dc:language>en</dc:language>"):
                text = text.replace(b" xml:" + said, b"").replace(b" " + said, b"").replace(said, b"")
            new.writestr(entry, text)
    return made.getvalue()
