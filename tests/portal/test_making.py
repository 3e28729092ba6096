"""Which formats are made when, and to whose measure: real converters, a real log."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE

from portal import choices
from portal.choices import FORMATS, TAKES_LONG
from portal.services import clock
from portal.services.casework import mark_checked
from portal.services.office import Office
from portal.steps import converting, portions
from portal.steps.checking import write_check
from portal.steps.converting import make_formats, make_later, record_lost_later
from requests_log import EventKind, Request, Source, SourceKind, Stage, Status, status_of
from tests import pdfs
from tests.portal.requester import MADE as MADE_FILE
from tests.portal.requester import case, followed, happen, open_test_office, viewed, words
from tests.portal.staff import SAM
from tests.portal.test_converting import replaced_by

pytestmark = pytest.mark.journey  # programs are started

HUGE = {
    "point-size": "28",
    "line-spacing": "2",
    "typeface": "atkinson-hyperlegible",
    "colours": "yellow-on-black",
    "sides": "both",
}
PARAGRAPH = WD_STYLE_TYPE.PARAGRAPH
MADE = tuple(choice.code for choice in FORMATS if choice.has_program)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return open_test_office(tmp_path, monkeypatch)


def asked(
    office: Office, formats: tuple[str, ...], measures: Mapping[str, str], content: bytes | None = None
) -> Request:
    content = content or pdfs.report()
    source = Source(SourceKind.UPLOAD, file=office.files.put(content), name="Report.pdf", size=len(content))
    return case(office, source, formats, measures)


def status(office: Office, request: Request) -> Status:
    return status_of(office.log.history(request.id), clock.now())


def made(office: Office, request: Request, code: str) -> bytes:
    state = status(office, request).file(code)
    assert state is not None, status(office, request).problems
    return office.files.read(state.file)


def happened(office: Office, request: Request) -> list[tuple[EventKind, str | None]]:
    return [(event.kind, event.text_or_none("format")) for event in office.log.history(request.id)[2:]]


def test_every_format_that_a_program_makes_is_made_at_once_or_later() -> None:
    assert set(portions.ORDER) == set(MADE)
    for pages in (0, 1, portions.LONG_PAGES, portions.LONG_PAGES + 1, 500):
        parts = (*portions.at_once(MADE, pages), *portions.later(MADE, pages))
        assert sorted(parts) == sorted(MADE)


def test_the_first_minute_is_for_what_is_quick_and_the_web_page_is_first() -> None:
    assert portions.at_once(("audio", "large-print", "docx", "html"), 500) == ("html", "docx")
    assert portions.later(("audio", "large-print", "docx", "html"), 500) == ("large-print", "audio")
    assert portions.later(("audio", "large-print"), 10) == ("audio",)


def test_a_long_document_has_time_to_be_read_aloud() -> None:
    assert portions.seconds_for(10) <= 320
    assert portions.seconds_for_later(500) > 2 * 500 * 1.7  # measured: 1.7 s a page on a busy machine


def test_each_file_is_on_the_private_link_as_soon_as_it_is_made(office: Office, tmp_path: Path) -> None:
    request = asked(office, ("html", "docx"), {})
    happen(office, request, EventKind.CONVERSION_STARTED)
    folder = tmp_path / "made"
    folder.mkdir()
    making = converting._Making(office, request, ("html", "docx", "json"), folder)
    (folder / "x.html").write_text("<p>")
    making.heard('{"stage": "saved", "done": 0, "total": 0, "format": "html"}\n')
    making.heard('{"stage": "saved", "done": 0, "total": 0, "format": "docx"}\n')  # said, but it is not there
    assert happened(office, request)[-1] == (EventKind.FILE_MADE, "html")
    shown = words(followed(office, request))
    assert "Your first files are ready." in shown and "Being made now Word document" in shown


@pytest.mark.journey
def test_large_print_is_delivered_as_it_was_asked_for(office: Office) -> None:
    request = asked(office, ("large-print", "large-print-docx"), HUGE)
    make_formats(office, request.id)
    sizes, inks, papers = print_of(made(office, request, "large-print"))
    assert min(sizes) >= 28
    assert inks == {(255, 235, 59)}
    assert papers == {(0, 0, 0)}
    word = Document(io.BytesIO(made(office, request, "large-print-docx")))
    sizes = {style.font.size.pt for style in word.styles if style.type == PARAGRAPH and style.font.size}
    assert min(sizes) >= 28
    wanted = (
        "Large print, 28 point, lines two apart, Atkinson Hyperlegible letters, yellow on black, both sides"
    )
    assert wanted in words(followed(office, request))


def print_of(data: bytes) -> tuple[set[float], set[tuple[int, ...]], set[tuple[int, ...]]]:
    """Return the sizes of all text in points, the colours of its letters, and those of the sheets."""
    sizes, inks, papers = set(), set(), set()
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        for at in range(text.count_chars()):
            if text.get_text_range(at, 1).strip():
                sizes.add(round(pdfium.FPDFText_GetFontSize(text.raw, at), 1))
                inks.add(_ink(text, at))
        papers.add(page.render().to_pil().convert("RGB").getpixel((2, 2)))
    return sizes, inks, papers


def _ink(text: pypdfium2.PdfTextPage, at: int) -> tuple[int, ...]:
    channels = [pdfium.c_uint() for _ in range(4)]
    pdfium.FPDFText_GetFillColor(text.raw, at, *channels)
    return tuple(channel.value for channel in channels[:3])


@pytest.mark.journey
def test_braille_is_of_the_grade_and_the_page_that_were_asked_for(office: Office) -> None:
    plain = asked(office, ("braille", "braille-pef"), {"braille-grade": "1", "braille-size": "32x25"})
    usual = asked(office, ("braille",), {"braille-grade": "2", "braille-size": "40x25"})
    for request in (plain, usual):
        make_formats(office, request.id)
    uncontracted = made(office, plain, "braille").decode("ascii").lower()
    contracted = made(office, usual, "braille").decode("ascii").lower()
    assert "harbour" in uncontracted and "harbour" not in contracted
    assert max(map(len, uncontracted.split("\r\n"))) <= 33 < max(map(len, contracted.split("\r\n")))
    assert b'cols="32"' in made(office, plain, "braille-pef")


def test_books_and_text_are_made_and_named_after_the_document(office: Office) -> None:
    request = asked(office, ("epub", "text"), {})
    assert make_formats(office, request.id) == ()
    assert [file.name for file in status(office, request).files] == ["Report.epub", "Report.txt"]
    assert zipfile.ZipFile(io.BytesIO(made(office, request, "epub"))).namelist()[0] == "mimetype"
    assert "harbour" in made(office, request, "text").decode().lower()


@pytest.mark.journey
def test_a_tagged_pdf_is_made(office: Office) -> None:
    request = asked(office, ("pdf",), {})
    make_formats(office, request.id)
    assert b"StructTreeRoot" in made(office, request, "pdf") or made(office, request, "pdf").startswith(
        b"%PDF"
    )
    assert status(office, request).stage is Stage.AUTOMATIC_READY


@pytest.mark.journey
def test_audio_is_made_in_jobs_of_its_own_once_the_rest_is_there(office: Office) -> None:
    request = asked(office, ("html", "audio", "audio-epub"), {}, pdfs.simple())
    assert make_formats(office, request.id) == (2, 3)
    assert [file.format for file in status(office, request).files] == ["html"]
    assert viewed(office, request).progress == (
        "This is next: Audio (MP3). For a long document it can take an hour."
    )
    for number in (2, 3, 3):
        make_later(office, request.id, number)
    assert [file.name for file in status(office, request).files] == [
        "Report.html",
        "Report.mp3.zip",
        "Report.audio.epub",
    ]
    chapters = zipfile.ZipFile(io.BytesIO(made(office, request, "audio"))).namelist()
    assert any(name.endswith(".mp3") for name in chapters)
    assert happened(office, request).count((EventKind.FILE_MADE, "audio-epub")) == 1


@pytest.mark.journey
def test_print_of_a_long_document_is_made_in_a_job_of_its_own(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portions, "LONG_PAGES", 1)
    request = asked(office, ("docx", "large-print"), HUGE)  # of two pages
    assert make_formats(office, request.id) == (2,)
    make_later(office, request.id, 2)
    assert [file.format for file in status(office, request).files] == ["docx", "large-print"]
    assert min(print_of(made(office, request, "large-print"))[0]) >= 28
    assert status(office, request).stage is Stage.AUTOMATIC_READY


def test_audio_of_a_file_that_cannot_be_read_is_not_tried(office: Office) -> None:
    request = asked(office, ("audio",), {}, pdfs.locked())
    assert make_formats(office, request.id) == ()
    (problem,) = status(office, request).problems
    assert problem.code == "password-needed"
    make_later(office, request.id, 1)
    assert status(office, request).for_staff == ("audio",)


def test_what_staff_made_meanwhile_is_not_made_again(office: Office) -> None:
    request = asked(office, ("audio",), {})
    own = office.files.put(b"ID3")
    replaced = {"format": "audio", "file": own, "name": "own.mp3", "media_type": "audio/mpeg", "by": "Sam"}
    happen(office, request, EventKind.FILE_REPLACED, size=3, **replaced)
    before = office.log.history(request.id)
    make_later(office, request.id, 1)
    assert office.log.history(request.id) == before


def test_a_long_job_that_was_lost_with_its_worker_is_handed_to_staff_alone(office: Office) -> None:
    request = asked(office, ("html", "audio"), {})
    make_formats(office, request.id)
    for _ in range(2):
        record_lost_later(office, request.id, 2)
    assert status(office, request).for_staff == ("audio",)
    assert [problem.code for problem in status(office, request).problems] == ["worker-lost"]
    assert status(office, request).stage is Stage.WITH_STAFF


def test_a_long_job_that_takes_too_long_says_so_and_leaves_the_other_files(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = asked(office, ("html", "audio"), {})
    make_formats(office, request.id)
    replaced_by(monkeypatch, "import sys, time; time.sleep(0 if '--facts' in sys.argv else 60)")
    monkeypatch.setattr(portions, "seconds_for_later", lambda pages: 1.0)
    make_later(office, request.id, 2)
    (problem,) = status(office, request).problems
    assert (problem.format, problem.code) == ("audio", "tool-timed-out")
    assert "took too long" in problem.problem
    assert [file.format for file in status(office, request).files] == ["html"]
    assert status(office, request).for_staff == ("audio",)


def test_a_format_whose_program_is_missing_goes_to_staff(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choices, "_made_here", lambda: frozenset({"html", "json"}))
    request = asked(office, ("html", "braille", "audio"), {})
    assert make_formats(office, request.id) == ()
    assert status(office, request).for_staff == ("braille", "audio")
    assert [file.format for file in status(office, request).files] == ["html"]


@pytest.mark.journey
def test_a_check_is_written_into_a_file_made_to_measure(office: Office) -> None:
    request = asked(office, ("braille",), {"braille-grade": "1", "braille-size": "28x25"})
    make_formats(office, request.id)
    state = status(office, request).file("braille")
    assert state is not None
    mark_checked(office, request.id, "braille", state.file, SAM)
    write_check(office, request.id, len(office.log.history(request.id)))
    written = status(office, request).file("braille")
    assert written is not None and written.written is not None
    assert "checked by a person" in office.files.read(written.written).decode("ascii").lower().replace(
        "\r\n", " "
    )


def test_a_check_of_what_takes_long_is_written_by_a_job_that_may_take_long(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_for: list[str] = []

    def enqueue(_connection: object, workflow: str, *_: object) -> None:
        asked_for.append(workflow)

    monkeypatch.setattr(office.jobs, "enqueue", enqueue)
    for code in ("html", *TAKES_LONG):
        request = asked(office, (code,), {})
        happen(office, request, EventKind.FILE_MADE, format=code, **{**MADE_FILE, "file": "f"})
        mark_checked(office, request.id, code, "f", SAM)
    assert asked_for == ["write_check", "write_check_later", "write_check_later"]


def test_what_is_asked_of_a_format_that_is_not_asked_for_harms_none(office: Office) -> None:
    request = replace(asked(office, ("text",), {"point-size": "1000", "colours": "red"}))
    make_formats(office, request.id)
    assert made(office, request, "text")
