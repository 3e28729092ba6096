"""The benchmark of outlines counts what it says it counts."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader
from weasyprint import HTML  # type: ignore[import-untyped]

from tests.benchmarks.outlines import marks, sample
from tests.benchmarks.untagged.structure import Heading

LINES = "<p>The keeper trims the lamp and writes the hour in the book, as keepers did before.</p>" * 4
PARTS = (("h1", "1 Lamps"), ("h2", "1.1 Oil"), ("h2", "1.2 Wicks"), ("h1", "2 Ships"))


def outlined(style: str = "") -> bytes:
    body = "".join(f"<{tag}>{said}</{tag}>{LINES}" for tag, said in PARTS)
    made: bytes = HTML(string=f"<style>{style}</style>{body}").write_pdf()
    return made


def test_the_outline_says_the_headings_and_is_taken_away() -> None:
    made = sample(outlined())
    assert made is not None
    pdf, wanted = made
    assert wanted == (Heading(1, "lamps"), Heading(2, "oil"), Heading(2, "wicks"), Heading(1, "ships"))
    assert not PdfReader(BytesIO(pdf)).outline
    assert marks(pdf, wanted) == ((4, 4, 4), (3, 3, 3))


def test_an_outline_of_other_words_than_the_pages_is_not_sound() -> None:
    assert sample(outlined("h1, h2 { bookmark-label: 'Untitled' }")) is None
    assert sample(outlined("h1, h2 { bookmark-level: none }")) is None


def test_what_is_no_entry_lowers_the_figure() -> None:
    made = sample(outlined("h2 { bookmark-level: none } h1:last-of-type { bookmark-level: 1 }"), 1)
    assert made is None  # two entries are too few to say anything
    pdf, wanted = sample(outlined()) or (b"", ())
    assert marks(pdf, wanted[:1])[0] == (1, 1, 4)
