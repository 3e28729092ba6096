"""The requester's screens as HTML: named controls, joined errors, kept answers, text never markup."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from portal.answers import Answers
from portal.services.office import Office
from portal.visiting import Step
from tests.portal.following import every_turn
from tests.portal.requester import (
    FULL,
    HOSTILE,
    RIGHT,
    all_steps,
    every_screen,
    every_stage,
    open_test_office,
    shown,
    visit,
    with_problems,
    words,
)


def screens(office: Office) -> list[html.HtmlElement]:
    return [*every_screen(office), *every_turn(office)]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return open_test_office(tmp_path, monkeypatch)


def test_every_control_has_a_label_that_says_something(office: Office) -> None:
    for tree in screens(office):
        for control in tree.xpath(".//input[not(@type='hidden')] | .//textarea | .//select"):
            labels = tree.xpath(".//label[@for=$id]", id=control.get("id"))
            assert len(labels) == 1 and words(labels[0]), html.tostring(control)
        assert all(words(button) for button in tree.xpath(".//button | .//a | .//legend | .//summary"))


def test_every_id_is_there_once_and_every_reference_leads_to_one(office: Office) -> None:
    for tree in screens(office):
        ids = tree.xpath(".//@id")
        assert len(ids) == len(set(ids))
        pointed = " ".join(tree.xpath(".//@aria-describedby | .//@aria-labelledby | .//label/@for")).split()
        assert set(pointed) <= set(ids)
        assert {link[1:] for link in tree.xpath(".//a/@href") if link.startswith("#")} <= set(ids)


def test_headings_begin_with_one_h1_and_leave_no_level_out(office: Office) -> None:
    for tree in screens(office):
        levels = [int(heading.tag[1]) for heading in tree.xpath(".//h1 | .//h2 | .//h3")]
        assert levels.count(1) == 1
        assert all(
            after - before <= 1 for before, after in zip(levels[levels.index(1) :], levels, strict=False)
        )


def test_every_error_is_in_the_summary_and_beside_its_control(office: Office) -> None:
    at = with_problems(office, replace(FULL, link="x", email="", day="31", month="2", year="2027"))
    tree = shown(office, at)
    links = tree.xpath(".//div[@class='error-summary']//a")
    assert [(link.get("href"), words(link)) for link in links] == [
        (f"#{p.field}", p.message) for p in at.problems
    ]
    assert [problem.field for problem in at.problems] == ["link", "email", "needed-day"]
    for problem in at.problems:
        [control] = tree.xpath(".//*[@id=$id]", id=problem.field)
        assert control.get("aria-invalid") == "true"
        errors = [tree.get_element_by_id(one) for one in control.get("aria-describedby").split()]
        assert any(words(error) == f"Error: {problem.message}" for error in errors)


def test_an_error_of_a_group_of_choices_belongs_to_its_fieldset(office: Office) -> None:
    tree = shown(office, with_problems(office, Answers()))
    for name in ("source", "formats", "contact"):
        [fieldset] = tree.xpath(".//fieldset[@id=$id]", id=f"{name}-group")
        assert f"{name}-error" in fieldset.get("aria-describedby").split()


@pytest.mark.parametrize("part", ["month", "year"])
def test_an_error_of_one_part_of_a_date_marks_that_part_only(office: Office, part: str) -> None:
    answers = replace(RIGHT, day="9", month="3", year="2027")
    wrong: dict[str, Any] = {part: "x"}
    tree = shown(office, with_problems(office, replace(answers, **wrong)))
    assert tree.xpath(".//*[@aria-invalid='true']/@id") == [f"needed-{part}"]


def test_what_a_person_typed_still_stands_after_an_error(office: Office) -> None:
    answers = replace(
        FULL,
        link="not a link",
        upload="",
        address="1 High St\nLondon",
        phone="1",
        relay="2",
        month="Brumaire",
    )
    tree = shown(office, with_problems(office, answers))
    typed = {
        control.get("id"): control.value
        for control in tree.xpath(
            ".//textarea | .//input[not(@type='radio' or @type='checkbox' or @type='file' or @type='hidden')]"
        )
    }
    assert typed == {
        "needs-code": "",
        "link": "not a link",
        "description": HOSTILE,
        "title": HOSTILE,
        "format-note": HOSTILE,
        "technology-note": HOSTILE,
        "email": "ann@example.com",
        "phone": "1",
        "address": "1 High St\nLondon",
        "relay": "2",
        "name": HOSTILE,
        "needed-day": "",
        "needed-month": "Brumaire",
        "needed-year": "",
        "note": HOSTILE,
    }
    ticked = {
        "source-link",
        "formats-html",
        "formats-docx",
        "formats-other",
        "large-print-as-large-print",
        "braille-as-braille",
        "audio-as-audio",
        "technologies-screen-reader",
        "technologies-nvda",
        "contact-email",
    }
    assert set(tree.xpath(".//input[@checked]/@id")) == ticked


def test_an_upload_is_kept_and_named(office: Office) -> None:
    token = office.keys.for_upload("0" * 64, "budget <2027>.pdf", 4_000)
    tree = shown(office, visit(replace(RIGHT, source="upload", upload=token)))
    assert tree.xpath(".//input[@name='upload-token']/@value") == [token]
    assert "We have your file: budget <2027>.pdf" in words(tree)


def test_nothing_a_person_wrote_is_markup(office: Office) -> None:
    for tree in screens(office):
        assert not tree.xpath(".//script | .//b | .//locked")
    read_back = shown(office, visit(FULL, step=Step.CHECK))
    assert words(read_back).count(HOSTILE) == 5


def test_contact_fields_tell_the_browser_what_they_are(office: Office) -> None:
    tree = shown(office, visit())
    given = {one.get("id"): one.get("autocomplete") for one in tree.xpath(".//*[@autocomplete]")}
    assert given == {
        "email": "email",
        "phone": "tel",
        "address": "street-address",
        "relay": "tel",
        "name": "name",
    }


def test_every_screen_says_whose_service_it_is_and_where_staff_sign_in(office: Office) -> None:
    for tree in all_steps(office) + every_stage(office):
        [footer] = tree.xpath(".//footer")
        assert "Greater London Authority" in words(footer)
        assert footer.xpath(".//a/@href")[-1] == "/signin"
