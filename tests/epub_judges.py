"""Judges of EPUB books: EPUBCheck (W3C) and Ace (DAISY). Each takes a file and returns what it reports.

EPUBCheck comes with the package of that name and needs Java; Ace comes from npm
and looks at every chapter in a real browser.
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

SECONDS = 280
ACE = Path(__file__).parent / "judges" / "node_modules" / ".bin" / "ace-cli"


def epubcheck_problems(book: Path) -> list[str]:
    """Return everything that EPUBCheck reports of ``book``, from a note on its usage to an error."""
    with tempfile.TemporaryDirectory() as home:
        command = [
            "java",
            f"-Duser.home={home}",
            "-jar",
            str(_epubcheck()),
            str(book),
            "--usage",
            "--json",
            "-",
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.stdout, done.stderr
    return [_message(message) for message in json.loads(done.stdout)["messages"]]


def ace_problems(book: Path) -> list[str]:
    """Return every failed assertion of Ace on ``book``: metadata, pages, and axe-core in each chapter."""
    assert ACE.exists(), "Ace is missing; make test installs it"
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "HOME": folder, "PUPPETEER_EXECUTABLE_PATH": _chromium()}
        command = [str(ACE), "--silent", "--outdir", f"{folder}/report", str(book)]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
        )
        report = Path(folder) / "report" / "report.json"
        assert report.exists(), done.stderr or done.stdout
        found = json.loads(report.read_text(encoding="utf-8"))
    return [
        f"{part['earl:testSubject']['url']}: {one['earl:test']['dct:title']}: "
        f"{one['earl:result']['dct:description']}"
        for part in found["assertions"]
        for one in part["assertions"]
    ]


def _message(message: dict[str, Any]) -> str:
    places = {f"{place['path']}:{place['line']}" for place in message["locations"]}
    return f"{message['severity']} {message['ID']}: {message['message']} ({', '.join(sorted(places))})"


def _epubcheck() -> Path:
    found = find_spec("epubcheck")
    assert found is not None and found.origin is not None, "epubcheck is missing; make test installs it"
    return Path(found.origin).parent / "epubcheck.jar"


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "chromium is missing; make test installs it"
    return found
