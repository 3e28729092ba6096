"""The screens of staff and managers as HTML: named controls, tables that are tables, text never markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from portal.answers import Problem
from portal.drafts import FIX, GAP, draft
from portal.parts.templates import render
from portal.periods import OWN
from portal.screens import case as case_screen
from portal.screens import standing, visitor
from portal.screens.desk import SOURCE, Desk, kept
from portal.screens.desk_work import EMPTY_REPLY, reply_problem, work
from portal.screens.queue import Find
from portal.services import clock, following
from portal.services.office import Office
from requests_log import (
    Account,
    Contact,
    ContactMethod,
    EventKind,
    NewRequest,
    Request,
    Role,
    Source,
    SourceKind,
)
from tests.portal.following import (
    ONCE,
    asked_case,
    broken_case,
    withdrawn_case,
)
from tests.portal.requester import HOSTILE, case, happen, make, open_test_office, parse, viewed, words
from tests.portal.staff import (
    ALEX,
    MORGAN,
    PDF,
    SAM,
    case_tree,
    month,
    plain,
    press,
    promise_tree,
    queue_tree,
    received,
    replied,
    sent,
)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return open_test_office(tmp_path, monkeypatch)


def hostile(
    office: Office, method: ContactMethod = ContactMethod.EMAIL, needed_by: date | None = None
) -> Request:
    """Return a request all of whose text tries to be markup."""
    new = NewRequest(
        source=Source(SourceKind.UPLOAD, file="0" * 64, name=HOSTILE, size=1, title=HOSTILE),
        formats=("docx", "audio", "other"),
        format_note=HOSTILE,
        contact=Contact(method, HOSTILE, HOSTILE),
        technologies=("nvda",),
        technology_note=HOSTILE,
        needed_by=needed_by,
        note=HOSTILE,
    )
    return received(office, new)


def every_case(office: Office) -> list[html.HtmlElement]:
    new, ready, done, stuck = (hostile(office) for _ in range(4))
    for request in (ready, done):
        make(office, request)
        happen(office, request, EventKind.FORMAT_FOR_STAFF, format="audio")
        findings = b'[{"page": 3, "detail": "<b>A table</b>"}, {"page": null, "detail": "Title"}]'
        happen(office, request, EventKind.FINDINGS_NOTED, file=office.files.put(findings))
    replied(office, done)
    happen(office, stuck, EventKind.CONVERSION_FAILED, code="x", problem=HOSTILE, advice=HOSTILE)
    wrong = (Problem("upload-docx", HOSTILE), Problem("reply", HOSTILE))
    upload = {"docx": sent(office, b"x", HOSTILE)}
    return [
        *(case_tree(office, request) for request in (new, ready, done, stuck)),
        case_tree(office, ready, Desk(ready.reference, HOSTILE, uploads=upload, problems=wrong)),
        case_tree(office, ready, Desk(ready.reference, asking=True)),
        case_tree(office, done, Desk(done.reference, writing=True)),
        case_tree(office, hostile(office, ContactMethod.POST)),
        case_tree(office, hostile(office, ContactMethod.PHONE)),
    ]


def every_followed_case(office: Office) -> list[html.HtmlElement]:
    """Cases that the person came back to."""
    asked, broken = asked_case(office, HOSTILE), broken_case(office, HOSTILE, HOSTILE)
    gone, described = (
        withdrawn_case(office),
        case(office, Source(SourceKind.DESCRIPTION, description=HOSTILE)),
    )
    following.add_note(office, asked.id, HOSTILE, ONCE)
    wrong = tuple(Problem(field, HOSTILE) for field in ("answer", "question", "upload-source"))
    upload = {SOURCE: sent(office, PDF, HOSTILE)}
    return [
        *(case_tree(office, request) for request in (asked, broken, gone, described)),
        case_tree(office, asked, Desk(asked.reference, answer=HOSTILE, problems=wrong[:1])),
        case_tree(office, broken, Desk(broken.reference, question=HOSTILE, problems=wrong[1:2])),
        case_tree(office, described, Desk(described.reference, uploads=upload)),
        case_tree(office, described, Desk(described.reference, problems=wrong[2:])),
    ]


def every_screen(office: Office) -> list[html.HtmlElement]:
    empty = [queue_tree(office), promise_tree(office)]
    screens = [*every_case(office), *every_followed_case(office)]
    own = replace(month(open_list="received"), code=OWN)
    wrong = replace(own, problems=(Problem("first-month", HOSTILE),))
    return [
        *empty,
        *screens,
        queue_tree(office),
        queue_tree(office, Find(HOSTILE, Problem("reference", HOSTILE))),
        promise_tree(office),
        promise_tree(office, month("all", "received")),
        promise_tree(office, own),
        promise_tree(office, wrong),
        parse(render("refused.html", account=None)),
        parse(render("refused.html", account=SAM)),
        parse(render("case_missing.html", account=SAM)),
    ]


def test_every_control_has_a_label_that_says_something(office: Office) -> None:
    for tree in every_screen(office):
        for control in tree.xpath(".//input[not(@type='hidden')] | .//textarea | .//select"):
            labels = tree.xpath(".//label[@for=$id]", id=control.get("id"))
            assert len(labels) == 1 and words(labels[0]), html.tostring(control)
        assert all(words(named) for named in tree.xpath(".//button | .//a | .//legend | .//summary | .//th"))


def test_every_id_is_there_once_and_every_reference_leads_to_one(office: Office) -> None:
    for tree in every_screen(office):
        ids = tree.xpath(".//@id")
        assert len(ids) == len(set(ids))
        pointed = " ".join(tree.xpath(".//@aria-describedby | .//@aria-labelledby | .//label/@for")).split()
        assert set(pointed) <= set(ids)
        assert {link[1:] for link in tree.xpath(".//a/@href") if link.startswith("#")} <= set(ids)


def test_headings_begin_with_one_h1_and_leave_no_level_out(office: Office) -> None:
    for tree in every_screen(office):
        levels = [int(heading.tag[1]) for heading in tree.xpath(".//h1 | .//h2 | .//h3")]
        assert levels.count(1) == 1
        after_h1 = levels[levels.index(1) :]
        assert all(after - before <= 1 for before, after in pairwise(after_h1))


def test_what_people_wrote_is_never_markup(office: Office) -> None:
    for tree in every_screen(office):
        assert not tree.xpath(".//script | .//b")
        assert not [name for name in tree.xpath(".//@*/..") if "onerror" in name.attrib]


def test_no_two_buttons_or_files_of_a_case_sound_the_same(office: Office) -> None:
    for tree in (*every_case(office), *every_followed_case(office)):
        buttons = [words(button) for button in tree.xpath(".//button")]
        assert len(buttons) == len(set(buttons))


def test_tables_have_a_caption_and_headers_with_a_scope(office: Office) -> None:
    plain(office)
    replied(office, plain(office))
    for tree in (queue_tree(office), promise_tree(office, month(open_list="received"))):
        for table in tree.xpath(".//table"):
            assert words(table.xpath("./caption")[0])
            columns = table.xpath("./thead/tr/th[@scope='col']")
            for row in table.xpath("./tbody/tr"):
                assert len(row.xpath("./th[@scope='row']")) == 1
                assert len(row.xpath("./th | ./td")) == len(columns)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 20), "Needed by Friday 20 November 2026. That day has passed"),
        (date(2026, 11, 24), "Needed by Tuesday 24 November 2026, before our promise"),
        (date(2026, 11, 27), "Needed by Friday 27 November 2026"),
    ],
)
def test_the_day_a_person_needs_it_by_is_measured_against_our_promise(
    office: Office, day: date, said: str
) -> None:
    view = viewed(office, plain(office, needed_by=day))
    assert standing.needed(view, clock.today()) == said
    assert said in words(queue_tree(office))


@pytest.mark.parametrize(
    ("source", "called"),
    [
        (Source(SourceKind.LINK, url="https://a.gov.uk/papers/minutes%20A.pdf?x=1"), "minutes A.pdf"),
        (Source(SourceKind.LINK, url="https://a.gov.uk/media/12/download"), "a.gov.uk/media/12/download"),
        (Source(SourceKind.LINK, url="https://a.gov.uk"), "a.gov.uk"),
        (Source(SourceKind.LINK, url="https://a.gov.uk/a.pdf", title="Minutes"), "Minutes"),
        (Source(SourceKind.UPLOAD, file="0" * 64, name="scan.pdf", size=1), "scan.pdf"),
        (Source(SourceKind.DESCRIPTION, description="word " * 40), "word " * 15 + "…"),
    ],
)
def test_a_document_is_called_by_what_is_known_of_it(office: Office, source: Source, called: str) -> None:
    assert standing.document(viewed(office, plain(office, source=source))) == called


def test_a_link_that_is_no_web_address_is_not_a_link(office: Office) -> None:
    request = plain(office, source=Source(SourceKind.LINK, url="javascript:alert(1)"))
    assert not case_tree(office, request).xpath(".//a[starts-with(@href, 'javascript')]")


def test_a_case_shows_who_asked_and_how_they_read(office: Office) -> None:
    shown = words(case_tree(office, plain(office, technologies=("nvda", "jaws"), note="By Monday?")))
    for said in ("NVDA", "JAWS", "ann@example.com", "Ann", "By Monday?", "5 working days left"):
        assert said in shown


def test_staff_see_to_which_measure_a_format_is_wanted(office: Office) -> None:
    measures = {"point-size": "28", "colours": "yellow-on-black"}
    tree = case_tree(office, plain(office, formats=("html", "large-print"), measures=measures))
    assert "Large print, 28 point, yellow on black" in words(tree)
    (section,) = tree.xpath(".//section[@aria-labelledby='file-large-print']")
    assert "Asked for: 28 point, yellow on black." in words(section)
    (section,) = tree.xpath(".//section[@aria-labelledby='file-html']")
    assert "Asked for" not in words(section)


def test_findings_stand_by_page_with_the_whole_document_first(office: Office) -> None:
    request = plain(office)
    findings = b'[{"page": 9, "detail": "c"}, {"page": 2, "detail": "b"}, {"page": null, "detail": "a"}]'
    happen(office, request, EventKind.FINDINGS_NOTED, file=office.files.put(findings))
    terms = case_tree(office, request).xpath(".//dl[contains(@class, 'notes')]/dt")
    assert [words(term) for term in terms] == ["Whole document", "Page 2", "Page 9"]


def test_a_file_says_whether_a_person_checked_it_and_who(office: Office) -> None:
    request = plain(office)
    file = make(office, request)
    assert "Automatic version, not yet checked by a person." in words(case_tree(office, request))
    happen(office, request, EventKind.FILE_CHECKED, format="docx", file=file, by="Sam")
    shown = words(case_tree(office, request))
    assert "Checked by a person on Sunday 22 November 2026, by Sam." in shown
    assert "Undo: not checked after all" in shown


def test_the_button_that_marks_a_file_names_the_very_file_that_was_seen(office: Office) -> None:
    request = plain(office)
    file = make(office, request)
    [button] = case_tree(office, request).xpath(".//button[@id='check-docx']")
    assert button.get("value") == f"check:docx:{file}"


@pytest.mark.parametrize(
    ("method", "button"),
    [
        (ContactMethod.EMAIL, "Send reply by email"),
        (ContactMethod.PHONE, "Record the reply you gave by phone"),
        (ContactMethod.POST, "Record the reply you sent by post"),
        (ContactMethod.TEXT_RELAY, "Record the reply you gave by text relay"),
    ],
)
def test_the_reply_is_sent_or_recorded_as_the_person_asked(
    office: Office, method: ContactMethod, button: str
) -> None:
    tree = case_tree(office, plain(office, contact=Contact(method, "x@example.com")))
    assert button in [words(each) for each in tree.xpath(".//button")]
    assert "stops the clock" in words(tree)


def test_files_nobody_checked_are_asked_about_before_the_reply_goes(office: Office) -> None:
    request = plain(office, formats=("docx", "html"))
    make(office, request, "docx")
    make(office, request, "html")
    asked = case_tree(office, request, Desk(request.reference, asking=True))
    assert "2 files have not been checked by a person. Send anyway?" in words(asked)
    assert asked.xpath(".//button[@value='reply-anyway']") and not asked.xpath(".//button[@value='reply']")


def test_a_case_with_a_reply_shows_it_and_offers_another_message(office: Office) -> None:
    request = plain(office)
    replied(office, request)
    tree = case_tree(office, request)
    assert "Here <b>it</b> is." in words(tree)
    assert "Sam replied on Sunday 22 November 2026 at 12:00pm" in words(tree)
    assert not tree.xpath(".//textarea[@id='reply']")
    again = case_tree(office, request, Desk(request.reference, writing=True))
    assert again.xpath(".//textarea[@id='reply']")


def test_the_draft_names_the_document_and_leaves_a_gap_for_what_is_missing(office: Office) -> None:
    request = plain(office, formats=("docx", "audio"))
    make(office, request)
    happen(office, request, EventKind.FORMAT_FOR_STAFF, format="audio")
    text = draft(viewed(office, request), "minutes.pdf", "Anytown")
    assert text.startswith("Hello Ann,\n\nYour document “minutes.pdf” is ready.")
    assert f"Audio (MP3): {GAP}" in text
    assert reply_problem(text) is not None and reply_problem(text.replace(GAP, "on Monday.")) is None


@pytest.mark.parametrize("method", [ContactMethod.POST, ContactMethod.PHONE, ContactMethod.TEXT_RELAY])
def test_a_draft_that_no_mail_completes_says_everything_itself(office: Office, method: ContactMethod) -> None:
    request = plain(office, contact=Contact(method, "1 Rose Street"))
    make(office, request)
    view = viewed(office, request)
    text = draft(view, "minutes.pdf", "Anytown")
    for said in (request.reference, view.receipt.link, "Word document: automatic version, not yet checked"):
        assert said in text


def test_a_reply_without_words_is_asked_for() -> None:
    assert reply_problem(" \n") == EMPTY_REPLY


def test_what_was_typed_and_sent_lies_on_the_desk_over_presses(office: Office) -> None:
    request = plain(office)
    desk = Desk(
        request.reference, problems=(Problem("reply", "x"),), asking=True, announce="said", focus="#a"
    )
    after = kept(
        desk,
        viewed(office, request),
        press("check:docx:0", reply="Mine\r\n", draft="Old", upload_docx_key="k"),
    )
    assert after == Desk(request.reference, reply="Mine", uploads={"docx": "k"})


def test_an_untouched_draft_changes_with_the_case_and_a_touched_one_stays(office: Office) -> None:
    request = plain(office)
    view, desk = viewed(office, request), Desk(request.reference)
    assert kept(desk, view, press("look", reply="Draft\r\n1", draft="Draft\n1")).reply is None
    assert kept(desk, view, press("look", reply="", draft="Draft")).reply == ""
    assert kept(Desk("x", reply="Mine"), view, press("write")).reply == "Mine"


@pytest.mark.parametrize(
    ("account", "cases_too", "figures_too"), [(None, False, False), (SAM, True, False), (MORGAN, True, True)]
)
def test_staff_see_the_cases_managers_the_figures_too_and_strangers_nothing(
    monkeypatch: pytest.MonkeyPatch, account: Account | None, cases_too: bool, figures_too: bool
) -> None:
    monkeypatch.setattr(visitor, "visitor", lambda: account)
    assert visitor.may(*visitor.EVERYBODY_HERE) is (account if cases_too else None)
    assert visitor.may(Role.MANAGER) is (account if figures_too else None)


@pytest.mark.parametrize("action", ["check:docx:FILE", "undo:docx", "use:docx", "reply-anyway"])
def test_a_press_of_someone_signed_out_does_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    request = plain(office)
    file = make(office, request)
    before = office.log.history(request.id)
    monkeypatch.setattr(case_screen, "current_office", lambda: office)
    monkeypatch.setattr(visitor, "visitor", lambda: None)
    case_screen._pressed(request.reference, press(action.replace("FILE", file), reply="Words"))
    assert office.log.history(request.id) == before


def test_a_press_of_staff_is_recorded_under_their_name(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = plain(office)
    file = make(office, request)
    monkeypatch.setattr(case_screen, "current_office", lambda: office)
    monkeypatch.setattr(visitor, "visitor", lambda: SAM)
    for action in (f"check:docx:{file}", "reply", "reply"):
        case_screen._pressed(request.reference, press(action, reply="Here it is.", draft=""))
    last = [(event.kind, event.details["by"]) for event in office.log.history(request.id)[-2:]]
    assert last == [(EventKind.FILE_CHECKED, "Sam"), (EventKind.REPLIED, "Sam")]


def test_a_case_of_a_request_without_a_file_is_ready_to_be_shown(office: Office) -> None:
    assert (
        case_tree(office, case(office, Source(SourceKind.DESCRIPTION, description=HOSTILE), ("bsl",)))
        is not None
    )


def test_what_does_not_work_stands_on_top_with_what_they_read_with_and_who_replied(office: Office) -> None:
    tree = case_tree(office, broken_case(office))
    first = tree.xpath(".//section | .//div[contains(@class, 'panel')]")[0]
    assert first.get("aria-labelledby") == "broken"
    assert "This request is yours." in words(tree)  # Sam replied
    for said in ("Word document, page 12.", "The table is silent", "They read with:"):
        assert said in words(first)


def test_what_does_not_work_stays_on_top_until_it_is_answered(office: Office) -> None:
    request = broken_case(office)
    news = viewed(office, request).status.news[-1].number
    work(office, SAM, viewed(office, request), Desk(request.reference), f"seen:{news}")
    assert case_tree(office, request).xpath(".//section[@aria-labelledby='broken']")
    assert not case_tree(office, request).xpath(".//section[@aria-labelledby='news']")
    work(office, SAM, viewed(office, request), Desk(request.reference, "Try this."), "reply-anyway")
    assert not case_tree(office, request).xpath(".//section[@aria-labelledby='broken']")


def test_the_draft_after_something_did_not_work_asks_what_was_changed(office: Office) -> None:
    text = draft(viewed(office, broken_case(office)), "minutes.pdf", "Anytown")
    assert f"You told us that this does not work for you: Word document. {FIX}" in text
    assert FIX in str(reply_problem(text))


def test_a_question_is_asked_and_its_answer_written_down(office: Office) -> None:
    request = case(office)
    empty = work(office, SAM, viewed(office, request), Desk(request.reference), "ask")
    assert [problem.field for problem in empty.problems] == ["question"]
    asked = work(office, SAM, viewed(office, request), Desk(request.reference, question="Which?"), "ask")
    assert (asked.announce, asked.focus, asked.question) == ("Your question is on its way.", "#waiting", "")
    tree = case_tree(office, request, asked)
    assert "We wait for their answer" in words(tree) and "The clock stands still" in words(tree)
    assert not tree.xpath(".//button[@id='ask']")
    late = work(office, SAM, viewed(office, request), Desk(request.reference, question="Which?"), "ask")
    assert "waits for its answer already" in str(late.announce)
    done = work(office, SAM, viewed(office, request), Desk(request.reference, answer="All"), "answer")
    assert done.announce == "Their answer is recorded. The clock goes on."
    assert "Their answer, as Sam wrote it down" in words(case_tree(office, request, done))


def test_a_document_that_was_only_described_can_be_added(office: Office) -> None:
    request = case(office, Source(SourceKind.DESCRIPTION, description="A leaflet"))
    view = viewed(office, request)
    missing = work(office, SAM, view, Desk(request.reference), "convert")
    assert [problem.field for problem in missing.problems] == ["upload-source"]
    upload = {SOURCE: sent(office, PDF, "leaflet.pdf")}
    done = work(office, SAM, view, Desk(request.reference, uploads=upload), "convert")
    assert (done.uploads, done.focus) == ({}, "#files")
    tree = case_tree(office, request, done)
    assert not tree.xpath(".//button[@id='convert']")
    assert tree.xpath(".//a[@href=$address]", address=f"/case-file/{request.reference}/source")


def test_a_case_whose_person_was_erased_says_so_and_shows_nothing_of_them(office: Office) -> None:
    request = broken_case(office, "I am Ann")
    office.log.erase(request.id, clock.now())
    shown = words(case_tree(office, request))
    assert "All that could say who asked was erased" in shown
    assert "Ann" not in shown and "ann@example.com" not in shown and "Here it is." not in shown


def test_whoever_takes_a_request_on_has_it_and_another_may_take_it_over(office: Office) -> None:
    request = plain(office)
    tree = case_tree(office, request)
    assert "Nobody has taken this on yet." in words(tree) and tree.xpath(".//button[@value='take']")
    desk = work(office, ALEX, viewed(office, request), Desk(request.reference), "take")
    assert (desk.announce, desk.focus) == ("This request is yours now.", "#whose")
    tree = case_tree(office, request)  # as Sam sees it
    assert "This request is with Alex." in words(tree) and tree.xpath(".//button[@value='take']")
    work(office, SAM, viewed(office, request), desk, "take")
    tree = case_tree(office, request)
    assert "This request is yours." in words(tree) and not tree.xpath(".//button[@value='take']")
    replied(office, request)
    assert not case_tree(office, request).xpath(".//*[@id='whose']")
