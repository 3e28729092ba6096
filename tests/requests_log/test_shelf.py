"""Which requests are about one document, and how many visits were answered from the shelf."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

from requests_log import Detail, EventKind, RequestsLog
from tests.requests_log.builders import LINK, MONDAY, OTHER_SHA, PROMISE, SHA, asks

FETCHED: dict[str, Detail] = {"name": "report.pdf", "size": 3}


def test_uploads_and_fetched_links_of_one_document_are_found_together(log: RequestsLog) -> None:
    upload = log.receive(asks(), MONDAY, PROMISE)
    link = log.receive(asks(source=LINK), MONDAY, PROMISE)
    other = log.receive(asks(source=LINK), MONDAY, PROMISE)
    log.append(link.id, EventKind.SOURCE_FETCHED, MONDAY, {"file": SHA, **FETCHED})
    log.append(other.id, EventKind.SOURCE_FETCHED, MONDAY, {"file": OTHER_SHA, **FETCHED})
    assert set(log.shelf.requests_for(SHA)) == {upload.id, link.id}
    assert log.shelf.requests_for("e" * 64) == ()


def test_a_made_file_with_the_same_bytes_is_not_the_document(log: RequestsLog) -> None:
    request = log.receive(asks(source=LINK), MONDAY, PROMISE)
    made: dict[str, Detail] = {"format": "docx", "file": SHA, "media_type": "text/plain", **FETCHED}
    log.append(request.id, EventKind.FILE_MADE, MONDAY, made)
    assert log.shelf.requests_for(SHA) == ()


def test_links_are_told_with_what_came_of_them_oldest_first(log: RequestsLog) -> None:
    for file, after in ((OTHER_SHA, 1), (SHA, 0)):
        request = log.receive(asks(source=LINK), MONDAY, PROMISE)
        at = MONDAY + timedelta(hours=after)
        log.append(request.id, EventKind.SOURCE_FETCHED, at, {"file": file, **FETCHED})
    assert log.shelf.fetched_links() == ((LINK.url, SHA), (LINK.url, OTHER_SHA))


def test_links_without_what_tells_them_are_left_out_but_for_those_with_escapes(log: RequestsLog) -> None:
    urls = [
        f"https://example.org/{name}" for name in ("report.pdf", "REPORT.pdf", "%72eport.pdf", "other.pdf")
    ]
    for url in urls:
        request = log.receive(asks(source=replace(LINK, url=url)), MONDAY, PROMISE)
        log.append(request.id, EventKind.SOURCE_FETCHED, MONDAY, {"file": SHA, **FETCHED})
    assert {url for url, _ in log.shelf.fetched_links("report")} == set(urls[:3])
    assert {url for url, _ in log.shelf.fetched_links()} == set(urls)


def test_a_visit_is_counted_once_and_on_its_london_day(log: RequestsLog) -> None:
    visit, monday = uuid4().hex, date(2026, 11, 23)
    log.shelf.note_answered(visit, SHA, MONDAY)
    log.shelf.note_answered(visit, OTHER_SHA, MONDAY + timedelta(days=1))
    log.shelf.note_answered(uuid4().hex, SHA, MONDAY + timedelta(days=1))
    assert log.shelf.answered_at_once(monday, monday) == 1
    assert log.shelf.answered_at_once(monday, monday + timedelta(days=1)) == 2


def test_a_visit_that_asked_all_the_same_is_not_counted(log: RequestsLog) -> None:
    visit, monday = uuid4().hex, date(2026, 11, 23)
    log.shelf.note_answered(visit, SHA, MONDAY)
    log.receive(asks(), MONDAY, PROMISE, request_id=visit)
    assert log.shelf.answered_at_once(monday, monday) == 0
