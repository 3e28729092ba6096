"""Each PDF of ``tests.pdfs`` is what it says it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from zipfile import is_zipfile

import pytest
from PIL import Image
from pypdf import PasswordType, PdfReader
from pypdf.errors import FileNotDecryptedError, PyPdfError

from tests import pdfs


def reader(data: bytes) -> Any:
    """Return a ``PdfReader``, untyped: every look inside a PDF would be a cast."""
    return PdfReader(BytesIO(data))


def text(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in reader(data).pages)


def root(data: bytes) -> Any:
    return reader(data).trailer["/Root"]


def is_tagged(data: bytes) -> bool:
    return "/StructTreeRoot" in root(data) and bool(root(data)["/MarkInfo"]["/Marked"])


def elements(data: bytes) -> Iterator[Any]:
    """Yield the structure elements of a tagged PDF, in order."""
    waiting = [root(data)["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop(0).get_object()
        if not hasattr(element, "get"):
            continue
        if "/S" in element:
            yield element
        kids = element.get("/K", [])
        waiting[:0] = kids if isinstance(kids, list) else [kids]


def roles(data: bytes) -> set[str]:
    return {element["/S"] for element in elements(data)}


def links(page: Any) -> list[str]:
    notes = [note.get_object() for note in page.annotations or []]
    return [str(note["/A"]["/URI"]) for note in notes if "/A" in note]


def left_edges(page: Any) -> dict[str, float]:
    """Return how far from the left each piece of text begins, in points."""
    edges: dict[str, float] = {}

    def note(piece: str, cm: list[float], tm: list[float], _font: Any, _size: float) -> None:
        edges[piece.strip()] = tm[4] * cm[0] + cm[4]

    page.extract_text(visitor_text=note)
    return edges


def test_simple_says_its_text_its_title_and_its_language() -> None:
    data = pdfs.simple("Café £5\nSecond line", title="Prix – 2026", language="fr")
    assert text(data).split("\n")[:2] == ["Café £5", "Second line"]
    assert reader(data).metadata.title == "Prix – 2026"
    assert root(data)["/Lang"] == "fr"


def test_report_has_every_kind_of_block_on_two_pages() -> None:
    data = pdfs.report()
    assert len(reader(data).pages) == 2
    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure", "/Link"} <= roles(data)
    assert links(reader(data).pages[0]) == [pdfs.LINK]
    assert len(reader(data).pages[1].images) == 1


def test_the_report_without_tags_has_the_same_words_and_neither_title_nor_language() -> None:
    data = pdfs.report(tagged=False)
    assert text(data) == text(pdfs.report())
    assert not is_tagged(data)
    assert "/Lang" not in root(data)
    assert "/Outlines" not in root(data)
    assert reader(data).metadata.title is None


@pytest.mark.parametrize("pages", [1, 10])
def test_a_long_report_has_as_many_pages_as_asked(pages: int) -> None:
    data = pdfs.long_report(pages)
    assert len(reader(data).pages) == pages
    assert {"/H1", "/H2", "/H3", "/L", "/Table", "/Figure"} <= roles(data)


def test_the_second_column_begins_beside_the_first() -> None:
    data = pdfs.two_columns()
    (page,) = reader(data).pages
    assert not is_tagged(data)
    begins = [left for piece, left in left_edges(page).items() if piece.startswith("Paragraph")]
    assert len(begins) == 8
    assert begins == sorted(begins)
    assert begins[-1] - begins[0] > 150


@pytest.mark.parametrize("pages", [1, 3])
def test_the_table_goes_over_the_pages_asked_with_its_header_on_each(pages: int) -> None:
    read = reader(pdfs.table_over_pages(pages)).pages
    assert len(read) == pages
    assert all(page.extract_text().startswith("Berth Length in metres") for page in read)


def test_the_nested_list_steps_in_three_times() -> None:
    edges = left_edges(reader(pdfs.nested_list()).pages[0])
    outer, middle, inner = (
        next(left for piece, left in edges.items() if words in piece)
        for words in ("Repair the east wall", "before winter", "from the quarry")
    )
    assert outer < middle < inner


def test_footnotes_stand_after_the_text_on_the_same_page() -> None:
    (page,) = reader(pdfs.with_footnotes()).pages
    words = page.extract_text()
    assert "old.1" in words
    assert words.index("older.2") < words.index("1. It was built") < words.index("2. It was lit")


@pytest.mark.parametrize("alt", [pdfs.ALT, 'Fish & "chips" <£5>', "Größe"])
def test_the_tagged_picture_has_the_alt_text_asked_for(alt: str) -> None:
    figures = [element for element in elements(pdfs.tagged_with_alt(alt)) if element["/S"] == "/Figure"]
    assert [figure["/Alt"] for figure in figures] == [alt]


def test_a_scan_is_one_picture_and_no_text() -> None:
    (page,) = reader(pdfs.scan()).pages
    assert page.extract_text() == ""
    assert len(page.images) == 1
    assert page.images[0].image.mode == "L"


def test_a_tilted_scan_is_another_picture_of_the_same_size() -> None:
    straight, tilted = (reader(pdfs.scan(tilt)).pages[0].images[0].image for tilt in (0.0, 2.0))
    assert straight.size == tilted.size
    assert straight.tobytes() != tilted.tobytes()


def test_the_locked_one_opens_with_its_password_only() -> None:
    data = pdfs.locked("gull")
    with pytest.raises(FileNotDecryptedError):
        text(data)
    assert reader(data).decrypt("tern") == PasswordType.NOT_DECRYPTED
    opened = reader(data)
    assert opened.decrypt("gull") != PasswordType.NOT_DECRYPTED
    assert "ferry" in opened.pages[0].extract_text()
    assert opened.trailer["/Encrypt"]["/CF"]["/StdCF"]["/CFM"] == "/AESV3"


def test_the_restricted_one_opens_for_everybody_and_allows_nothing() -> None:
    data = pdfs.owner_restricted()
    assert "ferry" in text(data)
    assert reader(data).user_access_permissions == pdfs.NOTHING_ALLOWED


def test_zero_pages_is_sound_and_has_no_page() -> None:
    assert len(PdfReader(BytesIO(pdfs.zero_pages()), strict=True).pages) == 0


def test_a_damaged_index_is_refused_when_strict_and_mended_otherwise() -> None:
    with pytest.raises(PyPdfError):
        PdfReader(BytesIO(pdfs.damaged_index()), strict=True)
    assert "ferry" in text(pdfs.damaged_index())


@pytest.mark.parametrize("broken", [pdfs.torn, pdfs.torn_beyond_repair])
def test_a_torn_one_begins_as_a_pdf_and_cannot_be_read(broken: Callable[[], bytes]) -> None:
    assert broken().startswith(b"%PDF-")
    with pytest.raises(PyPdfError):
        text(broken())


def test_torn_holds_whole_objects_and_torn_beyond_repair_holds_none() -> None:
    assert b"endobj" in pdfs.torn()
    assert b"endobj" not in pdfs.torn_beyond_repair()


def test_not_a_pdf_is_a_file_of_another_kind() -> None:
    assert is_zipfile(BytesIO(pdfs.not_a_pdf("docx")))
    assert Image.open(BytesIO(pdfs.not_a_pdf("png"))).format == "PNG"


def test_empty_has_no_bytes() -> None:
    assert pdfs.empty() == b""


@pytest.mark.parametrize("count", [2_000, 10_000, 51 * 1024 * 1024])
def test_a_file_of_a_size_has_exactly_that_many_bytes_and_is_sound(count: int) -> None:
    data = pdfs.of_size(count)
    assert len(data) == count
    assert "wait" in PdfReader(BytesIO(data), strict=True).pages[0].extract_text()


def test_a_size_too_small_for_a_page_is_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        pdfs.of_size(100)


def test_the_micro_sign_is_said_to_be_another() -> None:
    assert "Add 10" in text(pdfs.with_micro_sign("x"))
    assert "xL of dye" in text(pdfs.with_micro_sign("x"))


def test_garbage_text_draws_letters_that_read_as_others() -> None:
    read = text(pdfs.garbage_text())
    assert len(read) > 40
    assert "Tide" not in read
    assert "water" not in read


def test_the_loop_points_to_itself() -> None:
    catalogue = root(pdfs.hostile_loop())
    assert catalogue["/Pages"]["/Kids"] == [catalogue.raw_get("/Pages")]
    with pytest.raises(PyPdfError):
        text(pdfs.hostile_loop())


def test_the_hostile_link_is_a_javascript_address() -> None:
    (page,) = reader(pdfs.with_javascript_link()).pages
    assert links(page) == ["javascript:alert(1)"]


@pytest.mark.parametrize(
    "make",
    [
        pdfs.simple,
        pdfs.report,
        pdfs.two_columns,
        pdfs.table_over_pages,
        pdfs.nested_list,
        pdfs.with_footnotes,
        pdfs.tagged_with_alt,
        pdfs.scan,
        pdfs.garbage_text,
    ],
)
def test_made_twice_the_bytes_are_the_same(make: Any) -> None:
    again: Callable[[], bytes] = make.__wrapped__  # past the cache
    assert again() == make()
