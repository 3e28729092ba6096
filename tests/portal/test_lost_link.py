"""A lost link is sent again to the address in the request, and nobody is told whether there is one."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import anyio
import pytest
from sqlalchemy import Connection

from portal import jobs, progress
from portal.parts.templates import render
from portal.routes import lost_link
from portal.routes.throttle import Throttle
from portal.services import cases, casework, clock, lost
from portal.services.office import Office
from portal.steps import posting, sending_links
from requests_log import Contact, ContactMethod, EventKind, NewRequest, Promise, Request, Source, SourceKind
from tests.journeys.service import Mailbox
from tests.portal.browser import Browser, browsing
from tests.portal.requester import HOSTILE, NOW, TODAY, happen, open_test_office
from tests.portal.staff import SAM
from tests.portal.test_posting import by_smtp, kinds, outbox, text_of

ANN = Contact(ContactMethod.EMAIL, "Ann@example.com", "Ann")


@dataclass
class Queue:
    """Keeps the jobs that are asked for."""

    asked: list[tuple[str, str, int]] = field(default_factory=list)

    def enqueue(self, connection: Connection, workflow: str, request_id: str, number: int = 1) -> None:
        assert connection is not None
        self.asked.append((workflow, request_id, number))

    def close(self) -> None: ...


@pytest.fixture
def queue() -> Queue:
    return Queue()


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, queue: Queue) -> Office:
    office = replace(open_test_office(tmp_path, monkeypatch), jobs=queue)  # type: ignore[arg-type]
    monkeypatch.setattr(lost_link, "current_office", lambda: office)
    monkeypatch.setattr(lost_link, "TO_ONE", Throttle(failures=3))
    monkeypatch.setattr(lost_link, "FROM_ONE", Throttle(failures=8))
    monkeypatch.setattr(lost_link, "ANSWER_SECONDS", 0.3)
    return office


@pytest.fixture
def browser(office: Office) -> Iterator[Browser]:
    with browsing(lost_link.routes) as browser:
        yield browser


def asked(office: Office, contact: Contact = ANN, ago: timedelta = timedelta()) -> Request:
    source = Source(SourceKind.DESCRIPTION, description="The plan for lifts")
    new = NewRequest(source=source, formats=("docx",), contact=contact)
    return office.log.receive(new, NOW - ago, Promise(TODAY, 5, office.calendar.name))


def replied(office: Office, request: Request, monkeypatch: pytest.MonkeyPatch, ago: timedelta) -> Request:
    with monkeypatch.context() as then:
        then.setattr(clock, "now", lambda: NOW - ago)
        casework.reply(office, request.id, "Here it is.", SAM)
    return request


def send(office: Office, queue: Queue) -> None:
    """Do what the worker does with the last job."""
    workflow, request_id, number = queue.asked[-1]
    assert workflow == jobs.SEND_LINKS
    sending_links.send_links(office, request_id, number)


def mail(office: Office) -> str:
    [message] = outbox(office)
    return text_of(message)


def test_the_links_go_to_the_address_in_the_request(office: Office, queue: Queue) -> None:
    request = asked(office)
    lost.ask_for_links(office, "ann@EXAMPLE.com")
    send(office, queue)
    [message] = outbox(office)
    assert message["To"] == "Ann@example.com" and request.reference in message["Subject"]
    assert office.link(request.id) in text_of(message)
    assert kinds(office, request)[-1] is EventKind.MAIL_SENT


def test_the_answer_and_the_work_are_the_same_for_every_address(
    browser: Browser, office: Office, queue: Queue
) -> None:
    asked(office)
    known = browser.post("/lost-link", email="ann@example.com")
    unknown = browser.post("/lost-link", email="bob@example.com")
    assert (known.status, known.words, known.title) == (unknown.status, unknown.words, unknown.title)
    assert lost_link.SENT in known.words
    assert [workflow for workflow, _, _ in queue.asked] == [jobs.SEND_LINKS] * 2
    assert [len(request_id) for _, request_id, _ in queue.asked] == [32, 32]


def test_the_answer_takes_as_long_whatever_the_work_took(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(anyio, "sleep", wait)
    monkeypatch.setattr(lost_link, "ANSWER_SECONDS", 60.0)
    for work in (0.0, 0.2):
        monkeypatch.setattr(lost, "ask_for_links", lambda *_, work=work: time.sleep(work))
        begun = time.monotonic()
        browser.post("/lost-link", email="ann@example.com")
        # What was waited and what the work took are what every answer takes.
        assert work <= 60.0 - waited[-1] <= time.monotonic() - begun


def test_for_an_address_nobody_gave_no_mail_leaves_and_nothing_fails(office: Office, queue: Queue) -> None:
    request = asked(office)
    lost.ask_for_links(office, "bob@example.com")
    send(office, queue)
    sending_links.record_not_sent(office, queue.asked[-1][1], 1, "no server")
    assert outbox(office) == [] and EventKind.MAIL_SENT not in kinds(office, request)


def test_open_and_recent_requests_are_in_the_mail_and_nobody_elses(
    office: Office, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_one = asked(office)
    recent = replied(office, asked(office, ago=timedelta(days=300)), monkeypatch, timedelta(days=89))
    old = replied(office, asked(office, ago=timedelta(days=300)), monkeypatch, timedelta(days=91))
    others = asked(office, Contact(ContactMethod.EMAIL, "bob@example.com"))
    by_phone = asked(office, Contact(ContactMethod.PHONE, "ann@example.com 020 7946 0018"))
    lost.ask_for_links(office, "ann@example.com")
    send(office, queue)
    text = mail(office)
    assert all(office.link(one.id) in text and one.reference in text for one in (open_one, recent))
    assert not any(one.reference in text for one in (old, others, by_phone))


def test_a_reference_brings_an_older_request_too_but_only_to_its_own_address(
    office: Office, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = replied(office, asked(office, ago=timedelta(days=300)), monkeypatch, timedelta(days=200))
    asked(office)
    others = asked(office, Contact(ContactMethod.EMAIL, "bob@example.com"))
    lost.ask_for_links(office, "ann@example.com", old.reference)
    send(office, queue)
    assert office.link(old.id) in mail(office)
    lost.ask_for_links(office, "ann@example.com", others.reference)
    assert queue.asked[-1][1] != others.id


def test_a_step_that_runs_twice_sends_one_mail(office: Office, queue: Queue) -> None:
    asked(office)
    lost.ask_for_links(office, "ann@example.com")
    send(office, queue)
    send(office, queue)
    assert len(outbox(office)) == 1


def test_asking_twice_within_a_minute_is_one_job_and_later_another(
    office: Office, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(office)
    for after in (0, 30, 90):
        monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(seconds=after))  # noqa: B023
        lost.ask_for_links(office, "ann@example.com")
    first, second, third = queue.asked
    assert first == second != third


def test_a_mail_that_is_refused_is_recorded_and_hides_no_lost_reply(office: Office, queue: Queue) -> None:
    request = asked(office)
    happen(office, request, EventKind.MAIL_NOT_SENT, message="reply-3", problem="No such address.")
    lost.ask_for_links(office, "ann@example.com")
    send(office, queue)
    assert [view.request.id for view in cases.undelivered(office)] == [request.id]
    with Mailbox().open() as mailbox:
        mailbox.refusals.append("550 No such user")
        other = asked(office, Contact(ContactMethod.EMAIL, "cat@example.com"))
        sending_links.send_links(by_smtp(office, mailbox), other.id, 7)
    assert kinds(office, other)[-1] is EventKind.MAIL_NOT_SENT


@pytest.mark.parametrize(
    ("email", "reference"), [("", ""), ("ann", ""), (HOSTILE, ""), ("a@b.example", "xyz")]
)
def test_what_cannot_be_read_is_kept_named_and_leads_to_its_field(
    browser: Browser, queue: Queue, email: str, reference: str
) -> None:
    wrong = browser.post("/lost-link", email=email, reference=reference)
    assert wrong.status == 422 and wrong.title.startswith("Error: ") and wrong.tree is not None
    [summary] = wrong.tree.xpath("//div[@class='error-summary'][@autofocus]")
    assert set(summary.xpath(".//a/@href")) <= {"#email", "#reference"}
    assert wrong.tree.xpath("//input[@id='email']/@value") == [email]
    assert wrong.tree.xpath("//input[@id='reference']/@value") == [reference]
    assert queue.asked == []


def test_asking_again_and_again_is_slowed_down_for_known_and_unknown_alike(
    browser: Browser, office: Office, queue: Queue
) -> None:
    asked(office)
    said = []
    for address in ("ann@example.com", "bob@example.com"):
        answers = [browser.post("/lost-link", email=address) for _ in range(4)]
        assert [answer.status for answer in answers] == [200, 200, 200, 429]
        said.append(answers[-1].words.replace(address, ""))
    assert said[0] == said[1] and len(queue.asked) == 6
    assert browser.post("/lost-link", email="cat@example.com").status == 429  # all from one caller


def test_a_form_of_another_size_is_refused(browser: Browser, queue: Queue) -> None:
    assert browser.post("/lost-link", email="x" * 20_000).status == 413
    assert queue.asked == []


def test_who_gave_no_email_reads_what_to_do_instead(browser: Browser) -> None:
    page = browser.get("/lost-link")
    assert page.status == 200 and "If you gave us no email address" in page.words
    assert "call or write to you where your request says" in page.words


def test_every_screen_and_a_link_that_opens_nothing_lead_there(office: Office) -> None:
    for had_key in (False, True):
        said = render("nothing.html", had_key=had_key, body_name="Council", said=progress.NO_KEY)
        assert said.count('href="/lost-link"') == 2


def test_the_history_says_that_the_link_was_sent_again(office: Office, queue: Queue) -> None:
    request = asked(office)
    lost.ask_for_links(office, "ann@example.com")
    send(office, queue)
    view = cases.view(office, office.log.case(request.id))
    assert view.history[-1].what.startswith("Your private link was ")
    posting.send_acknowledgement(office, request.id)
    assert len(outbox(office)) == 2
