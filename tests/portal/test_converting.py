"""What the worker does with a document: real converters, a real log, a real website."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document

from portal.screens import standing
from portal.services import clock
from portal.services.casework import add_source, mark_checked
from portal.services.office import Office
from portal.steps import converting, isolation
from portal.steps.converting import fetch_source, make_formats
from portal.waiting import how_far
from requests_log import Event, EventKind, Progress, Request, Source, SourceKind, Stage, Status, status_of
from tests import pdfs
from tests.portal.requester import NOW, case, followed, happen, open_test_office, viewed, words
from tests.portal.staff import SAM, case_tree, sent
from tests.portal.website import Website

pytestmark = pytest.mark.journey  # programs are started

ALL = ("html", "docx", "large-print")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return open_test_office(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def website() -> Iterator[Website]:
    with Website().open() as website:
        yield website


def upload(office: Office, content: bytes, formats: tuple[str, ...] = ALL) -> Request:
    source = Source(SourceKind.UPLOAD, file=office.files.put(content), name="Report.pdf", size=len(content))
    return case(office, source, formats)


def status(office: Office, request: Request) -> Status:
    return status_of(office.log.history(request.id), clock.now())


def last(office: Office, request: Request, kind: EventKind) -> Event:
    return [event for event in office.log.history(request.id) if event.kind is kind][-1]


def replaced_by(monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    """Put a program that goes wrong in the place of the converters."""
    run: Callable[..., isolation.Finished] = isolation.run_converters
    program = (sys.executable, "-c", source)
    monkeypatch.setattr(
        converting,
        "run_converters",
        lambda words, seconds, heard=None, patiently=False: run(words, seconds, program, heard, patiently),
    )


def test_every_format_asked_for_is_made_and_named_after_the_document(office: Office) -> None:
    request = upload(office, pdfs.report())
    make_formats(office, request.id)
    now = status(office, request)
    assert now.stage is Stage.AUTOMATIC_READY
    assert [file.name for file in now.files] == ["Report.html", "Report.docx", "Report.large-print.pdf"]
    word = now.file("docx")
    assert word is not None
    assert Document(io.BytesIO(office.files.read(word.file))).paragraphs


def test_a_conversion_that_runs_twice_says_everything_once(office: Office) -> None:
    request = upload(office, pdfs.report())
    make_formats(office, request.id)
    once = office.log.history(request.id)
    make_formats(office, request.id)
    assert office.log.history(request.id) == once


def test_what_no_program_makes_goes_to_staff_and_the_rest_is_made(office: Office) -> None:
    request = upload(office, pdfs.simple(), ("docx", "braille-paper", "bsl"))
    make_formats(office, request.id)
    assert status(office, request).for_staff == ("braille-paper", "bsl")
    assert [file.format for file in status(office, request).files] == ["docx"]


def test_a_document_that_is_only_described_goes_to_staff_whole(office: Office) -> None:
    request = case(office, Source(SourceKind.DESCRIPTION, description="The leaflet on lifts"), ALL)
    fetch_source(office, request.id)
    make_formats(office, request.id)
    assert status(office, request).for_staff == ALL
    assert not status(office, request).problems


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (pdfs.locked(), "password-needed", "unlocked copy"),
        (pdfs.not_a_pdf(), "not-a-pdf", "not a PDF"),
        (pdfs.zero_pages(), "no-pages", "no pages"),
        (pdfs.empty(), "empty-file", "empty"),
        (pdfs.torn_beyond_repair(), "not-a-pdf", "damaged"),
    ],
    ids=["locked", "not a PDF", "no pages", "empty", "torn"],
)
def test_a_file_that_cannot_be_converted_says_why_and_the_request_stands(
    office: Office, content: bytes, code: str, words: str
) -> None:
    request = upload(office, content)
    make_formats(office, request.id)
    (problem,) = status(office, request).problems
    assert problem.code == code
    assert words in problem.problem
    assert status(office, request).stage is Stage.WITH_STAFF
    assert request in {one.request for one in office.log.open_cases()}


def test_a_linked_document_is_fetched_once_and_converted(office: Office, website: Website) -> None:
    office = that_fetches_from(website, office)
    website.files["/Plan%202026.pdf"] = pdfs.simple()
    request = linked(office, website, "/Plan%202026.pdf")
    fetch_source(office, request.id)
    fetch_source(office, request.id)
    make_formats(office, request.id)
    assert website.asked.count("/Plan%202026.pdf") == 1
    assert last(office, request, EventKind.SOURCE_FETCHED).text("name") == "Plan 2026.pdf"
    assert [file.name for file in status(office, request).files] == ["Plan 2026.docx"]


def test_a_link_that_leads_nowhere_is_a_problem_in_words(office: Office, website: Website) -> None:
    office = that_fetches_from(website, office)
    request = linked(office, website, "/gone.pdf")
    fetch_source(office, request.id)
    make_formats(office, request.id)
    (problem,) = status(office, request).problems
    assert problem.code == "link-not-found"
    assert status(office, request).stage is Stage.WITH_STAFF


def test_a_link_to_a_web_page_is_not_taken_for_a_pdf(office: Office, website: Website) -> None:
    office = that_fetches_from(website, office)
    website.files["/page"] = b"<!doctype html><title>A page</title>"
    request = linked(office, website, "/page")
    fetch_source(office, request.id)
    make_formats(office, request.id)
    (problem,) = status(office, request).problems
    assert problem.code == "not-a-pdf"


def test_one_format_that_fails_does_not_take_the_others_with_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced_by(
        monkeypatch,
        "import sys, pathlib; folder = pathlib.Path(sys.argv[-1]); folder.mkdir(exist_ok=True);"
        "(folder / 'x.json').write_text('{\"findings\": []}'); (folder / 'x.html').write_text('<p>');"
        "sys.exit(print('x.pdf: output-rejected: docx: It did not pass.', file=sys.stderr) or 1)",
    )
    request = upload(office, pdfs.simple(), ("html", "docx"))
    make_formats(office, request.id)
    (problem,) = status(office, request).problems
    assert (problem.format, problem.code, problem.problem) == ("docx", "output-rejected", "It did not pass.")
    assert [file.format for file in status(office, request).files] == ["html"]
    assert status(office, request).for_staff == ("docx",)


def test_each_file_is_shown_with_its_quality_note(office: Office) -> None:
    request = upload(office, pdfs.report(), ("html", "docx"))
    make_formats(office, request.id)
    for tree in (followed(office, request), case_tree(office, request)):
        for code in ("html", "docx"):
            (note,) = tree.xpath(f"//details[@id='about-{code}']")
            said = words(note)
            assert "Made automatically, not yet checked by a person." in said
            assert "It has 2 pages, 4 headings, 1 table" in said
    (note,) = (file.note for file in viewed(office, request).files if file.format == "html")
    page = office.files.read(status(office, request).files[0].file).decode()
    assert all(sentence in page for sentence in note)


def test_how_far_a_conversion_is_stands_on_the_screens_until_it_is_done(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    request = upload(office, pdfs.report(), ("html", "docx"))
    happen(office, request, EventKind.CONVERSION_STARTED)
    waiting = converting._Making(office, request, ("html", "docx"), tmp_path)
    waiting.heard('{"stage": "reading", "done": 11, "total": 40, "format": null}\n')
    waiting.heard('{"stage": "reading", "done": 12, "total": 40, "format": null}\n')  # too soon to say again
    assert "We are reading page 12 of 40." in words(followed(office, request))
    assert "We are reading page 12 of 40." in words(case_tree(office, request))
    waiting.heard("rubbish\n")
    waiting.heard('{"stage": "writing", "done": 7, "total": 0, "format": "docx"}\n')
    assert viewed(office, request).progress == "We are making this now: Word document, page 7."
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(seconds=2))
    waiting.heard('{"stage": "writing", "done": 9, "total": 0, "format": "docx"}\n')
    assert viewed(office, request).progress == "We are making this now: Word document, page 9."
    make_formats(office, request.id)
    kept = office.log.progress(request.id)
    assert kept is not None
    assert viewed(office, request).progress is None


@pytest.mark.parametrize(
    ("stage", "done", "total", "code", "said"),
    [
        ("reading", 0, 3, None, "We are reading page 1 of 3."),
        ("recognising", 2, 2, None, "We are reading page 2 of 2 of that kind."),
        ("writing", 0, 9, "docx", "We are making this now: Word document."),
        ("writing", 4, 0, "large-print", "We are making this now: Large print, page 4."),
        ("checking", 0, 0, "docx", "We are checking this now: Word document."),
        ("checking", 0, 0, "json", "We are making your files."),
        ("writing", 0, 9, "json", "We are making your files."),
        ("waiting", 0, 0, "audio", "This is next: Audio (MP3). For a long document it can take an hour."),
        ("dreaming", 0, 0, None, "We are making your files."),
    ],
)
def test_every_step_has_its_sentence(stage: str, done: int, total: int, code: str | None, said: str) -> None:
    assert how_far(Progress(stage, done, total, code, NOW)).endswith(said)


def test_a_file_that_staff_checked_says_so_with_the_day(office: Office) -> None:
    request = upload(office, pdfs.simple(), ("docx",))
    make_formats(office, request.id)
    (state,) = status(office, request).files
    mark_checked(office, request.id, "docx", state.file, SAM)
    (file,) = viewed(office, request).files
    assert file.note[0] == "Checked by a person on Sunday 22 November 2026."
    assert file.note[0] in words(followed(office, request))


def test_a_file_that_staff_made_has_no_note_of_the_program(office: Office) -> None:
    request = upload(office, pdfs.simple(), ("docx",))
    make_formats(office, request.id)
    own = office.files.put(b"PK")
    made = {"format": "docx", "file": own, "name": "own.docx", "media_type": "x/y", "by": "Sam"}
    happen(office, request, EventKind.FILE_REPLACED, size=2, **made)
    assert [file.note for file in viewed(office, request).files] == [()]


TORN = """
import sys
from dataclasses import replace
from converters import WRITERS
from converters.command_line import main
WRITERS["html"] = replace(WRITERS["html"], write=lambda *_: b"<p><a href=x></a>torn")
sys.exit(main(sys.argv[1:]))
"""


def test_a_file_that_its_check_refuses_goes_to_staff_and_not_to_the_requester(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced_by(monkeypatch, TORN)
    request = upload(office, pdfs.simple(), ("html", "docx"))
    make_formats(office, request.id)
    assert [file.format for file in status(office, request).files] == ["docx"]
    assert status(office, request).for_staff == ("html",)
    (trouble,) = standing.troubles(viewed(office, request))
    assert trouble.startswith("Web page could not be made automatically: The converted file did not pass")
    assert "The check says: The page does not say its language. The page has no title." in trouble
    assert trouble.count("A member of staff will look at it.") == 1
    assert followed(office, request).xpath("//ul[@class='files']//a/@href") == ["/download/KEY/docx"]
    assert trouble in words(case_tree(office, request))


@pytest.mark.parametrize(
    "source",
    ["import os; os.abort()", "raise SystemExit(3)", "print('rubbish')", "import sys; sys.stderr.write('?')"],
    ids=["crashes", "gives up", "makes nothing", "prints rubbish"],
)
def test_converters_that_go_wrong_leave_the_request_to_staff(
    office: Office, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    replaced_by(monkeypatch, source)
    request = upload(office, pdfs.simple(), ("docx",))
    make_formats(office, request.id)
    (problem,) = status(office, request).problems
    assert problem.code == "tool-failed"
    assert status(office, request).stage is Stage.WITH_STAFF


def test_a_conversion_that_was_lost_with_its_worker_is_handed_to_staff_once(office: Office) -> None:
    request = upload(office, pdfs.simple(), ("docx",))
    converting.record_lost(office, request.id)
    converting.record_lost(office, request.id)
    (problem,) = status(office, request).problems
    assert "A member of staff" in str(problem.advice)
    assert status(office, request).for_staff == ("docx",)


def test_a_hostile_file_name_never_becomes_a_path(office: Office) -> None:
    source = Source(
        SourceKind.UPLOAD, file=office.files.put(pdfs.simple()), name="../../etc/pass\x00wd.pdf", size=1
    )
    request = case(office, source, ("html",))
    make_formats(office, request.id)
    (file,) = status(office, request).files
    assert "/" not in file.name
    assert ".." not in file.name


def that_fetches_from(website: Website, office: Office) -> Office:
    return replace(office, settings=replace(office.settings, link_hosts=(website.host,)))


def linked(office: Office, website: Website, path: str) -> Request:
    return case(office, Source(SourceKind.LINK, url=f"http://{website.host}{path}"), ("docx",))


def test_a_document_that_staff_found_is_converted_as_an_upload_would_be(office: Office) -> None:
    request = case(office, Source(SourceKind.DESCRIPTION, description="A leaflet"), ("docx", "bsl"))
    make_formats(office, request.id)
    assert status(office, request).for_staff == ("docx", "bsl")
    key = sent(office, pdfs.report(), "The leaflet.pdf")
    assert add_source(office, request.id, key, SAM) is None
    assert status(office, request).stage is Stage.CONVERTING
    make_formats(office, request.id)
    now = status(office, request)
    assert (now.for_staff, [state.name for state in now.files]) == (("bsl",), ["The leaflet.docx"])


def test_what_was_removed_is_made_again_from_the_same_document(office: Office) -> None:
    request = upload(office, pdfs.report(), ("docx",))
    make_formats(office, request.id)
    before = status(office, request).files
    happen(office, request, EventKind.FILES_REMOVED)
    assert status(office, request).files == ()
    add_source(office, request.id, sent(office, pdfs.report(), "Report.pdf"), SAM)
    make_formats(office, request.id)
    assert [state.file for state in status(office, request).files] == [state.file for state in before]
