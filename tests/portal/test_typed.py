"""What a person types, read generously where it is clear, and refused where it would be a guess."""

from __future__ import annotations

from datetime import date

import pytest

from portal.typed import NotADate, date_of, link_of

TODAY = date(2026, 11, 22)
MONTH = "Enter the month as a number from 1 to 12, or as a word such as March"


@pytest.mark.parametrize(
    "text",
    [
        "https://www.london.gov.uk/report.pdf",
        "http://london.gov.uk",
        "HTTPS://LONDON.GOV.UK/A%20B.pdf?x=1#page=2",
        "http://127.0.0.1:8000/a.pdf",
        "https://bücher.example/a.pdf",
    ],
)
def test_a_link_of_the_web_is_taken_as_it_is(text: str) -> None:
    assert link_of(text) == text


@pytest.mark.parametrize("text", ["www.london.gov.uk/report.pdf", "london.gov.uk:443/a.pdf"])
def test_a_link_without_https_in_front_is_understood(text: str) -> None:
    assert link_of(text) == f"https://{text}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "report.pdf on your site",
        "the budget",
        "budget",
        "https://",
        "https:///report.pdf",
        "ftp://london.gov.uk/a.pdf",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "C:\\Users\\ann\\report.pdf",
        "ann@example.com",
        "https://user:secret@london.gov.uk/a.pdf",
        "https://london.gov.uk:99999/a.pdf",
        "https://lon_don..gov.uk/",
        "https://[::1/a.pdf",
        "https://" + "a" * 64 + ".uk/",
    ],
)
def test_what_is_no_link_to_a_document_is_asked_for_again(text: str) -> None:
    assert link_of(text) is None


@pytest.mark.parametrize("month", ["3", "03", "mar", "Mar.", "March", "MARCH"])
def test_a_month_is_a_number_or_its_name(month: str) -> None:
    assert date_of("9", month, "2027", TODAY) == date(2027, 3, 9)


def test_sept_is_september() -> None:
    assert date_of("9", "sept", "2027", TODAY) == date(2027, 9, 9)


def test_three_empty_fields_are_no_date() -> None:
    assert date_of("", "", "", TODAY) is None


@pytest.mark.parametrize(
    ("day", "month", "year", "part", "message"),
    [
        ("9", "", "", "month", "Enter a month and a year too, or leave the whole date empty"),
        ("", "3", "2027", "day", "Enter a day too, or leave the whole date empty"),
        ("9", "3", "", "year", "Enter a year too, or leave the whole date empty"),
        ("9", "3", "27", "year", "Enter the year as 4 numbers, like 2026"),
        ("9", "3", "20277", "year", "Enter the year as 4 numbers, like 2026"),
        ("9", "3", "٢٠٢٧", "year", "Enter the year as 4 numbers, like 2026"),
        ("9", "3", "0000", "year", "Enter the year as 4 numbers, like 2026"),
        ("0", "3", "2027", "day", "Enter the day as a number from 1 to 31"),
        ("32", "3", "2027", "day", "Enter the day as a number from 1 to 31"),
        ("9" * 5_000, "3", "2027", "day", "Enter the day as a number from 1 to 31"),
        ("²", "3", "2027", "day", "Enter the day as a number from 1 to 31"),
        ("9th", "3", "2027", "day", "Enter the day as a number from 1 to 31"),
        ("9", "13", "2027", "month", MONTH),
        ("9", "0", "2027", "month", MONTH),
        ("9", "Brumaire", "2027", "month", MONTH),
        ("9", "ju", "2027", "month", MONTH),
        ("31", "feb", "2027", "day", "There is no 31 February 2027. Check the day and the month"),
        ("29", "2", "2027", "day", "There is no 29 February 2027. Check the day and the month"),
    ],
)
def test_a_date_that_cannot_be_read_says_which_part_and_what_to_do(
    day: str, month: str, year: str, part: str, message: str
) -> None:
    with pytest.raises(NotADate) as caught:
        date_of(day, month, year, TODAY)
    assert (caught.value.part, str(caught.value)) == (part, message)
