from __future__ import annotations

import copy
import json
import pickle
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from requests_log import (
    DETAIL_KEYS,
    Account,
    Contact,
    ContactMethod,
    Event,
    EventKind,
    Promise,
    Role,
    Source,
    SourceKind,
)
from requests_log.events import check_details, in_utc
from tests.requests_log.builders import MONDAY, UPLOAD, asks, case_of, history

EVENT = Event(
    "r" * 32, 1, EventKind.FILE_CHECKED, MONDAY, {"format": "docx", "file": "a" * 64, "by": "staff"}
)


def test_an_event_never_changes() -> None:
    with pytest.raises(FrozenInstanceError):
        EVENT.number = 2  # type: ignore[misc]
    with pytest.raises(TypeError, match="never changes"):
        EVENT.details["by"] = "a stranger"  # type: ignore[index]


@pytest.mark.parametrize("change", ["clear", "popitem"])
def test_no_method_of_the_details_changes_them(change: str) -> None:
    with pytest.raises(TypeError, match="never changes"):
        getattr(EVENT.details, change)()


def test_an_event_keeps_its_own_copy_of_the_details() -> None:
    given: dict[str, str | int | bool | None] = {"format": "docx"}
    event = Event("r", 1, EventKind.FORMAT_FOR_STAFF, MONDAY, given)
    given["format"] = "braille"
    assert event.text("format") == "docx"


def test_events_are_equal_by_content_and_can_be_in_a_set() -> None:
    same = replace(EVENT, details=dict(EVENT.details))
    assert same == EVENT
    assert {same, EVENT} == {EVENT}
    assert replace(EVENT, details={}) != EVENT


def test_an_event_can_be_copied_pickled_and_turned_into_json() -> None:
    assert copy.deepcopy(EVENT) == EVENT
    assert pickle.loads(pickle.dumps(EVENT)) == EVENT
    assert json.loads(json.dumps(EVENT.details)) == EVENT.details


@pytest.mark.parametrize("value", [1.5, ["a"], {"a": 1}, date(2026, 11, 23)])
def test_a_detail_is_text_a_number_yes_or_no_or_nothing(value: object) -> None:
    with pytest.raises(TypeError, match="format is"):
        Event("r", 1, EventKind.FORMAT_FOR_STAFF, MONDAY, {"format": value})  # type: ignore[dict-item]


def test_a_detail_of_the_wrong_kind_is_not_taken_for_another() -> None:
    event = Event("r", 1, EventKind.FILE_MADE, MONDAY, {"size": True, "name": 3})
    with pytest.raises(TypeError):
        event.whole("size")
    with pytest.raises(TypeError):
        event.text("name")
    with pytest.raises(KeyError):
        event.text("file")
    assert event.text_or_none("by") is None


def test_every_kind_of_event_says_what_it_carries() -> None:
    assert set(DETAIL_KEYS) == set(EventKind)


def test_an_event_to_be_written_carries_all_its_details() -> None:
    with pytest.raises(ValueError, match="file-checked lacks by, file"):
        check_details(EventKind.FILE_CHECKED, {"format": "docx"})
    check_details(
        EventKind.FILE_CHECKED, {"format": "docx", "file": "a", "by": "staff", "note": "more is fine"}
    )


# What is in people's databases cannot be renamed; a new kind is added here, an old line never changed.
STORED = [
    "received",
    "promised",
    "mail-sent",
    "mail-not-sent",
    "source-fetched",
    "source-not-fetched",
    "conversion-started",
    "file-made",
    "format-not-made",
    "format-for-staff",
    "conversion-failed",
    "findings-noted",
    "file-replaced",
    "file-checked",
    "check-undone",
    "check-written",
    "replied",
    "question-asked",
    "answered",
    "note-added",
    "contact-changed",
    "did-not-work",
    "withdrawn",
    "withdrawal-undone",
    "seen",
    "taken",
    "files-removed",
    "erased",
    "link",
    "upload",
    "description",
    "email",
    "phone",
    "post",
    "text-relay",
    "staff",
    "manager",
]


def test_stored_words_are_never_renamed() -> None:
    kinds = (EventKind, SourceKind, ContactMethod, Role)
    assert [member.value for kind in kinds for member in kind] == STORED


def test_a_moment_without_a_zone_is_refused_everywhere() -> None:
    naive = datetime(2026, 11, 23, 10)  # noqa: DTZ001
    with pytest.raises(ValueError, match="no time zone"):
        in_utc(naive)
    with pytest.raises(ValueError, match="no time zone"):
        Event("r", 1, EventKind.CONVERSION_STARTED, naive)
    with pytest.raises(ValueError, match="no time zone"):
        case_of(history(), received_at=naive)


def test_a_moment_in_another_zone_is_the_same_moment() -> None:
    paris = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    assert in_utc(paris) == datetime(2026, 7, 1, 10, tzinfo=UTC)
    assert in_utc(paris).utcoffset() == timedelta(0)


@pytest.mark.parametrize("kind", list(SourceKind))
def test_a_source_says_where_the_document_is(kind: SourceKind) -> None:
    with pytest.raises(ValueError, match="does not say where"):
        Source(kind, title="Only a title")


def test_a_contact_has_an_address() -> None:
    with pytest.raises(ValueError, match="no address"):
        Contact(ContactMethod.PHONE, "  ")


def test_a_request_names_a_format_or_describes_one() -> None:
    with pytest.raises(ValueError, match="no format"):
        asks(formats=())
    assert asks(formats=(), format_note="On yellow paper").formats == ()


@pytest.mark.parametrize("code", ["large print", "", " docx"])
def test_a_format_code_has_no_spaces(code: str) -> None:
    with pytest.raises(ValueError, match="no spaces"):
        asks(formats=(code,))
    with pytest.raises(ValueError, match="no spaces"):
        asks(measures={"point-size": code})


def test_how_formats_are_to_be_made_never_changes() -> None:
    measures = {"point-size": "28"}
    request = asks(measures=measures)
    measures["point-size"] = "16"
    assert request.measures == {"point-size": "28"}
    with pytest.raises(TypeError):
        request.measures["point-size"] = "16"  # type: ignore[index]


def test_personal_data_stays_out_of_logs() -> None:
    request = case_of(
        history(),
        contact=Contact(ContactMethod.POST, "1 Some Street", "One Who Asks"),
        measures={"point-size": "36-point"},
        technologies=("screen-reader",),
        technology_note="since birth",
        note="I am ill",
        format_note="very large",
        source=replace(UPLOAD, description="my own case"),
    ).request
    for private in (
        "Some Street",
        "One Who",
        "screen-reader",
        "36-point",
        "birth",
        "ill",
        "very large",
        "my own",
    ):
        assert private not in repr(request)
    assert "secret" not in repr(Account("staff", Role.STAFF, "secret"))


def test_a_promise_survives_its_event() -> None:
    promise = Promise(date(2026, 11, 30), 5, "england-and-wales-2026-02")
    assert Promise.of(Event("r", 2, EventKind.PROMISED, MONDAY, promise.as_details())) == promise
