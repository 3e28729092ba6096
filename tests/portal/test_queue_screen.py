"""The queue as HTML: what is due first, what is new, what went wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.services import cases, casework, following
from portal.services.office import Office
from requests_log import (
    EventKind,
)
from tests.portal.following import (
    ONCE,
    broken_case,
    replied_case,
    withdrawn_case,
)
from tests.portal.requester import happen, open_test_office, words
from tests.portal.staff import (
    ALEX,
    SAM,
    plain,
    queue_tree,
    replied,
)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return open_test_office(tmp_path, monkeypatch)


def test_the_queue_has_the_one_due_first_first(office: Office) -> None:
    young, old, middle = plain(office, 0), plain(office, 9), plain(office, 3)
    links = queue_tree(office).xpath(".//tbody//th//a")
    assert [words(link) for link in links] == [old.reference, middle.reference, young.reference]
    assert links[0].get("href") == f"case?reference={old.reference}"


def test_an_overdue_request_says_so_in_words(office: Office) -> None:
    plain(office, 9)
    tree = queue_tree(office)
    assert "Overdue: 1 working day late" in words(tree)
    assert "1 request waits for a reply. 1 is overdue." in words(tree)


def test_days_left_stand_beside_the_promised_day(office: Office) -> None:
    plain(office, 3)
    assert "4 working days left" in words(queue_tree(office))
    assert "Thursday 26 November 2026" in words(queue_tree(office))


def test_an_empty_queue_says_that_no_one_waits(office: Office) -> None:
    replied(office, plain(office))
    tree = queue_tree(office)
    assert "No one is waiting for a reply." in words(tree)
    assert not tree.xpath(".//table")


def test_what_went_wrong_stands_above_the_list_with_its_case(office: Office) -> None:
    request = plain(office)
    happen(office, request, EventKind.MAIL_NOT_SENT, message="acknowledgement", problem="No such address")
    [trouble] = queue_tree(office).xpath(".//section[@aria-labelledby='troubles']//li")
    assert words(trouble) == f"{request.reference}: The acknowledgement could not be sent: No such address."


def test_a_reference_however_typed_finds_its_case_and_a_wrong_one_none(office: Office) -> None:
    request = plain(office)
    typed = request.reference.replace("-", " ").lower()
    found = cases.case(office, typed)
    assert found is not None and found.request.id == request.id
    assert cases.case(office, "nonsense") is None
    assert cases.case(office, "") is None


def test_the_queue_names_what_is_new_and_what_is_open_again(office: Office) -> None:
    broken, gone, noted = broken_case(office), withdrawn_case(office), replied_case(office)
    following.add_note(office, noted.id, "Thank you", ONCE)
    tree = queue_tree(office)
    news = {words(line) for line in tree.xpath(".//section[@aria-labelledby='news']//li")}
    assert news == {
        f"{broken.reference}: Word document does not work for them",
        f"{gone.reference}: Withdrew the request",
        f"{noted.reference}: Added a note",
    }
    [row] = tree.xpath(".//tbody/tr")
    assert "Open again: Word document does not work for them Yours" in words(row)  # Sam replied before


def test_the_queue_says_whose_a_request_is(office: Office) -> None:
    nobodys, mine, other = plain(office, 3), plain(office, 2), plain(office, 1)
    casework.take(office, mine.id, SAM)
    casework.take(office, other.id, SAM)
    casework.take(office, other.id, ALEX)
    rows = [words(row) for row in queue_tree(office).xpath(".//tbody/tr")]
    assert rows[0].startswith(nobodys.reference) and "With " not in rows[0] and "Yours" not in rows[0]
    assert rows[1].endswith("Yours") and rows[2].endswith("With Alex")


def test_a_request_taken_twice_is_taken_once(office: Office) -> None:
    request = plain(office)
    for _ in range(2):
        casework.take(office, request.id, SAM)
    kinds = [event.kind for event in office.log.history(request.id)]
    assert kinds.count(EventKind.TAKEN) == 1
