"""A portal where time stands still and nothing happens by itself, so that every state can be shown and kept.

The portal is the real one, in a process of its own (``python -m tests.journeys.stage``), but it has no
worker: what happens to a request is written into its log here. Files in the data folder change it while
it runs: ``hold`` makes the log wait, ``break`` makes reading and writing fail, ``break-writing`` writing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import wraps
from itertools import count
from pathlib import Path
from typing import Any, Final
from unittest import mock

from portal.services import Office, clock, open_office
from portal.settings import read_settings
from portal.start import prepare
from requests_log import (
    Contact,
    ContactMethod,
    EventKind,
    NewRequest,
    Progress,
    Promise,
    Request,
    RequestsLog,
    Source,
    SourceKind,
    due_date,
    london_date,
)
from tests.journeys.service import STOP_SECONDS, free_port

NOW: Final = datetime(2026, 11, 23, 10, tzinfo=UTC)  # a Monday
START_SECONDS: Final = 240  # a safety net
MARKUP: Final = '"><script>alert(1)</script>&<b>'  # text is never markup, on any screen

EXAMPLE: Final = NewRequest(
    source=Source(SourceKind.LINK, url="https://www.london.gov.uk/lifts.pdf", title="Lifts in our stations"),
    formats=("html", "docx"),
    technologies=("nvda", "braille-display"),
    contact=Contact(ContactMethod.EMAIL, "ann@example.org", "Ann"),
    note="I need it for a meeting.",
)
QUALITY: Final = {
    "pages": 12,
    "headings": 9,
    "tables": 2,
    "tables_with_headers": 1,
    "pictures": 3,
    "undescribed": [2, None],
    "recognised": [{"page": 4, "words": "Read from a picture.", "label": "iv"}],
    "doubts": [],
}


@dataclass(slots=True)
class Stage:
    """The portal's address, its office as this process sees it, its accounts' passwords, its process's id."""

    address: str
    office: Office
    passwords: dict[str, str]
    process: int
    made: dict[str, Request] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    def link(self, request: Request, where: str = "follow") -> str:
        """Return the address of a request's private screen, or of its plain page ("plain/follow")."""
        return f"{self.address}/{where}?key={self.office.keys.for_request(request.id)}"

    def once(self, make: Callable[[Stage], Request]) -> Request:
        """Return the request that ``make`` makes; the same one when it is asked for again."""
        if make.__name__ not in self.made:
            self.made[make.__name__] = make(self)
        return self.made[make.__name__]

    def ask(self, new: NewRequest = EXAMPLE, at: datetime = NOW) -> Request:
        due = due_date(london_date(at), 5, self.office.calendar)
        return self.office.log.receive(new, at, Promise(due, 5, self.office.calendar.name))

    def happen(self, request: Request, kind: EventKind, at: datetime = NOW, **details: Any) -> None:
        self.office.log.append(request.id, kind, at, details)

    def note_progress(self, request: Request, progress: Progress) -> None:
        self.office.log.note_progress(request.id, progress)

    def make(self, request: Request, code: str = "docx") -> str:
        """Put a made file into a request; return its SHA-256."""
        file = self.office.files.put(f"a file of {request.id}, {code}".encode())
        about: dict[str, Any] = {"name": f"lifts.{code}", "size": 41_234, "media_type": "application/x-test"}
        self.happen(request, EventKind.FILE_MADE, format=code, file=file, **about)
        return file

    def note(self, request: Request, notes: list[tuple[int | None, str]]) -> None:
        """Note what a conversion was not sure of, and how good what it made is."""
        found = [{"kind": "test", "page": page, "detail": detail} for page, detail in notes]
        file = self.office.files.put(json.dumps({"findings": found, "quality": QUALITY}).encode())
        self.happen(request, EventKind.FINDINGS_NOTED, file=file)

    def reply(self, request: Request, text: str, at: datetime = NOW) -> str:
        file = self.office.files.put(text.encode())
        self.happen(request, EventKind.REPLIED, at, file=file, by="staff", method="email")
        return file

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let the log wait: what a person sees while we work."""
        with _there(self.office.settings.data / "hold"):
            yield

    @contextmanager
    def broken(self, mark: str = "break") -> Iterator[None]:
        """Let the log fail: wholly, or for those who write ("break-writing")."""
        with _there(self.office.settings.data / mark):
            yield


@contextmanager
def _there(mark: Path) -> Iterator[None]:
    mark.touch()
    try:
        yield
    finally:
        mark.unlink()


@contextmanager
def staged(data: Path, environment: dict[str, str] | None = None) -> Iterator[Stage]:
    """Start the portal on ``data`` at NOW, and stop it at the end. It is NOW here too, meanwhile."""
    port = free_port()
    given = {"PORTAL_DATA": str(data), "PORTAL_PORT": str(port), **(environment or {})}
    settings = read_settings(given)
    passwords = dict(prepare(settings))
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.stage"],
        env=os.environ | given,
        stdout=subprocess.DEVNULL,
        stderr=(data / "said.txt").open("w"),
        start_new_session=True,
    )
    try:
        _wait_for(f"{settings.address}/_stcore/health", process, data)
        with mock.patch.object(clock, "now", lambda: NOW):
            yield Stage(settings.address, open_office(settings), passwords, process.pid)
    finally:
        process.terminate()
        process.wait(STOP_SECONDS)


def _wait_for(address: str, process: subprocess.Popen[bytes], data: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError((data / "said.txt").read_text())


def main() -> None:
    clock.now = lambda: NOW
    for name, marks in (("_reading", ("break",)), ("_writing", ("break", "break-writing"))):
        setattr(RequestsLog, name, _minding(read_settings().data, marks, getattr(RequestsLog, name)))
    from portal.app import app, settle, streamlit_settings
    from portal.services import current_office

    current_office()
    settle()
    app.run(config=streamlit_settings(read_settings()))


def _minding(data: Path, marks: tuple[str, ...], asked: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``asked``, minding the marks in the data folder first."""

    @wraps(asked)
    def minding(*given: Any, **named: Any) -> Any:
        while (data / "hold").exists():
            time.sleep(0.02)
        if any((data / mark).exists() for mark in marks):
            raise OSError("broken by the test")
        return asked(*given, **named)

    return minding


def days_ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


if __name__ == "__main__":
    main()
