"""Bookmarks, links inside the document, and form fields of untagged pages."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from weasyprint import HTML  # type: ignore[import-untyped]

from converters import ReadOptions, read
from converters.document import Heading, Link, ListBlock, PageStart, Paragraph
from converters.readers.pdf.annotations.destinations import place, with_destinations
from converters.readers.pdf.annotations.reading import Annotations
from converters.readers.pdf.page import Bookmark
from converters.walk import every_block, every_inline, inlines_of, plain_text, text_of
from tests import pdfs
from tests.converters.printed import PAGE, document_of, every, printed
from tests.converters.tagged import plain

LONG = "The keeper trims the lamp, writes the hour in the book, and looks out for the evening boat. "


def with_bookmarks(pdf: bytes, *entries: tuple[str, int, int]) -> bytes:
    """Return ``pdf`` with bookmarks (title, level from 1, page from 1)."""
    writer = PdfWriter(BytesIO(pdf))
    above: dict[int, Any] = {}
    for title, level, page in entries:
        above[level] = writer.add_outline_item(title=title, page_number=page - 1, parent=above.get(level - 1))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def with_fields(pdf: bytes, *fields: dict[str, Any]) -> bytes:
    writer = PdfWriter(BytesIO(pdf))
    for field in fields:
        writer.add_annotation(0, plain({"Type": "/Annot", "Subtype": "/Widget", **field}))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def levels(pdf: bytes) -> list[tuple[int, str]]:
    headings = every(document_of(pdf), Heading)
    return [(h.level, plain_text(h.children)) for h in headings if isinstance(h, Heading)]


def links(pdf: bytes) -> list[Link]:
    document = document_of(pdf)
    inlines = (x for block in every_block(document.blocks) for x in every_inline(inlines_of(block)))
    return [x for x in inlines if isinstance(x, Link)]


def test_headings_are_as_deep_as_the_bookmarks_say() -> None:
    body = "".join(
        f"<p><b>{title}</b></p><p>{LONG * 4}</p>" for title in ("The lamp", "Oil", "Wick", "The boat")
    )
    entries = (("The lamp", 1, 1), ("Oil", 2, 1), ("Wick", 2, 1), ("The boat", 1, 1))
    # LONG has lines that begin with "the lamp", and these are no headings
    found = levels(with_bookmarks(printed(body), *entries))
    assert found == [(1, "The lamp"), (2, "Oil"), (2, "Wick"), (1, "The boat")]


def test_bookmarks_that_are_not_printed_change_nothing() -> None:
    pdf = printed(f"<h1>The lamp</h1><p>{LONG * 4}</p><h1>The boat</h1><p>{LONG * 4}</p>")
    entries = (("Page 1", 1, 1), ("Page 1a", 2, 1), ("Back", 1, 1))
    assert levels(with_bookmarks(pdf, *entries)) == levels(pdf)


def test_bookmarks_know_their_page_and_their_height() -> None:
    source = f"<style>{PAGE}</style><h1>The lamp</h1><p>{LONG}</p><h2>Oil</h2>"
    annotations = Annotations(PdfReader(BytesIO(HTML(string=source).write_pdf())))
    (first, lamp), (second, oil) = annotations.bookmarks()
    assert (first, second) == (1, 1)
    assert isinstance(lamp, Bookmark)
    assert (lamp.title, lamp.level, oil.title, oil.level) == ("The lamp", 1, "Oil", 2)
    assert lamp.top is not None
    assert oil.top is not None
    assert lamp.top < oil.top


def test_a_link_inside_an_untagged_document_leads_to_its_heading() -> None:
    body = f"""<p>Read <a href="#boat">about the boat</a> first.</p><p>{LONG * 4}</p>
    <h1>The lamp</h1><p>{LONG * 30}</p><h1 id="boat">The boat</h1><p>{LONG * 4}</p>"""
    pdf = printed(body)
    (boat,) = [h for h in every(document_of(pdf), Heading) if text_of(h) == "The boat"]
    (link,) = links(pdf)
    assert isinstance(boat, Heading)
    assert (plain_text((link,)), link.target) == ("about the boat", f"#{boat.id}")


def test_entries_of_an_untagged_contents_page_are_links() -> None:
    entries = "".join(f'<p><a href="#c{n}">Chapter {n}</a></p>' for n in range(1, 4))
    chapters = "".join(f"<h1 id=c{n}>Chapter {n} proper</h1><p>{LONG * 12}</p>" for n in range(1, 4))
    found = links(printed(entries + chapters))
    assert len({link.target for link in found}) == 3
    assert all(link.target.startswith("#") for link in found)


def test_a_place_is_the_heading_at_it_else_the_section_it_lies_in() -> None:
    document = document_of(pdfs.report())
    mark = Paragraph((Link((), place(2, 400)),))
    blocks, _ = with_destinations((*document.blocks, mark))
    (last,) = [h for h in blocks if isinstance(h, Heading) and h.id]
    assert text_of(last) == "What it looks like"


def test_a_field_follows_the_label_beside_it() -> None:
    pdf = with_fields(
        printed("<p>Your name:</p><p>Your boat:</p>"),
        {"FT": "/Tx", "T": "Text1", "Rect": [140, 520, 300, 540], "V": "Idris Vale"},
    )
    said = [text_of(block) for block in document_of(pdf).blocks if not isinstance(block, PageStart)]
    assert "Your name: Idris Vale" in said


def test_a_field_says_the_authors_name_for_it() -> None:
    pdf = with_fields(
        printed(f"<p>{LONG * 3}</p>"),
        {"FT": "/Tx", "T": "Text1", "TU": "Name of the boat", "Rect": [60, 200, 300, 220]},
        {"FT": "/Btn", "T": "isOwner", "AS": "/Off", "Rect": [60, 150, 74, 164]},
    )
    said = [text_of(block) for block in document_of(pdf).blocks]
    assert said[-2:] == ["Name of the boat: (to fill in)", "is Owner: (not ticked)"]


def test_hidden_fields_are_not_said() -> None:
    pdf = with_fields(printed("<p>Text.</p>"), {"FT": "/Tx", "T": "Secret", "F": 2, "Rect": [9, 9, 99, 19]})
    assert "Secret" not in " ".join(map(text_of, document_of(pdf).blocks))


def test_a_file_whose_owner_forbids_copying_is_read() -> None:
    assert "ferry leaves" in " ".join(map(text_of, document_of(pdfs.owner_restricted()).blocks))


def test_a_locked_file_with_tags_is_read_with_its_password() -> None:
    writer = PdfWriter(BytesIO(pdfs.report()))
    writer.encrypt("tern", algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    document, _ = read(out.getvalue(), ReadOptions(password="tern"))
    assert any(
        isinstance(block, ListBlock) and block.origin and block.origin.tagged for block in document.blocks
    )
