"""What a person typed, read as what they meant: a link, an email address, a number to call, a date."""

from __future__ import annotations

import re
from datetime import date
from typing import Final
from urllib.parse import urlsplit

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

PHONE_DIGITS: Final = range(7, 26)  # E.164 has 15; the Relay UK prefix and an extension may join them

_EMAIL_NAME: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_HOST: Final = re.compile(
    r"(?=.{1,253}\Z)([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9-]{1,63}"
)
_NUMBER: Final = re.compile(r"[0-9]{1,2}")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class NotADate(ValueError):
    """A date that cannot be read. ``part`` is day, month or year; the message says what to do."""

    def __init__(self, part: str, message: str) -> None:
        super().__init__(message)
        self.part = part


def link_of(text: str) -> str | None:
    """Return the address ``text`` stands for, None where it is no link. "www.london.gov.uk/a.pdf" is one."""
    if not text or any(character.isspace() for character in text):
        return None
    if _SCHEME.match(text) and not re.match(
        r"[^/]*:\d", text
    ):  # "london.gov.uk:443" has a port, not a scheme
        return text if _is_address(text) else None
    address = f"https://{text}"
    return address if "." in text.partition("/")[0] and _is_address(address) else None


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna").decode()
        port_stands = parts.port is None or parts.port > 0
    except (ValueError, UnicodeError):
        return False
    # "name@example.com" is a person, not a document
    named = parts.scheme in ("http", "https") and "@" not in parts.netloc
    return named and port_stands and bool(_HOST.fullmatch(host))


def email_of(text: str) -> str | None:
    """Return an email address in the letters that mail understands, None where ``text`` is none."""
    name, at, host = text.strip().rpartition("@")
    try:
        host = host.encode("idna").decode()
    except UnicodeError:
        return None
    stands = at and _EMAIL_NAME.fullmatch(name) and "." in host and _HOST.fullmatch(host)
    return f"{name}@{host}" if stands else None


def has_number(text: str) -> bool:
    """Return whether there is enough of a number in ``text`` to call it. Words may stand beside it."""
    return sum(character.isdecimal() for character in text) in PHONE_DIGITS


def date_of(day: str, month: str, year: str, example: date) -> date | None:
    """Return the date that three fields make, None where all are empty. A month may be a word.

    The year of ``example`` shows how to write one.

    Raises:
        NotADate: they make none.
    """
    absent = [part for part, text in (("day", day), ("month", month), ("year", year)) if not text]
    if len(absent) == 3:
        return None
    if absent:
        wanted = " and ".join(f"a {part}" for part in absent)
        raise NotADate(absent[0], f"Enter {wanted} too, or leave the whole date empty")
    read_day, read_month, read_year = _day(day), _month(month), _year(year, example)
    try:
        return date(read_year, read_month, read_day)
    except ValueError:
        there_is_no = f"{read_day} {MONTHS[read_month - 1]} {read_year}"
        raise NotADate("day", f"There is no {there_is_no}. Check the day and the month") from None


def _day(text: str) -> int:
    if not (_NUMBER.fullmatch(text) and 1 <= int(text) <= 31):
        raise NotADate("day", "Enter the day as a number from 1 to 31")
    return int(text)


def _month(text: str) -> int:
    if _NUMBER.fullmatch(text) and 1 <= int(text) <= 12:
        return int(text)
    start = text.lower().rstrip(".")
    named = [n for n, name in enumerate(MONTHS, 1) if len(start) >= 3 and name.lower().startswith(start)]
    if not named:
        raise NotADate("month", "Enter the month as a number from 1 to 12, or as a word such as March")
    return named[0]


def _year(text: str, example: date) -> int:
    if not re.fullmatch(r"[0-9]{4}", text) or text == "0000":
        raise NotADate("year", f"Enter the year as 4 numbers, like {example.year}")
    return int(text)
