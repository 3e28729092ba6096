"""The same document and options give the same bytes in every format, whatever the process, hour or place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from converters import WRITERS

pytestmark = pytest.mark.journey

MAKE_ALL = """
import datetime, os, time

later = datetime.timedelta(days=int(os.environ["DAYS_LATER"]))
now, moment = time.time, datetime.datetime
time.time = lambda: now() + later.total_seconds()
time.time_ns = lambda: int(time.time() * 1e9)


class Clock(type):
    def __instancecheck__(cls, one):
        return isinstance(one, moment)


class Later(moment, metaclass=Clock):
    @classmethod
    def now(cls, tz=None):
        return moment.now(tz) + later

    @classmethod
    def utcnow(cls):
        return moment.utcnow() + later


datetime.datetime = Later

import hashlib, json
from datetime import date
from converters import WRITERS, ToolError, WriteOptions, write
from converters.findings import Finding, FindingKind
from tests.converters.kinds import DOCUMENTS

doubts = tuple(Finding(kind, 1, kind.value) for kind in FindingKind)
made = {}
for name in WRITERS:
    for about, document in DOCUMENTS.items():
        try:
            data = write(document, doubts, name, WriteOptions(checked_on=date(2026, 11, 27)))
        except ToolError as error:
            data = error.code.encode()
        made[f"{name}: {about}"] = hashlib.sha256(data).hexdigest()
print(json.dumps(made))
"""
ELSEWHERE = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8", "DAYS_LATER": "0"},
    {
        "PYTHONHASHSEED": "2",
        "TZ": "Asia/Tokyo",
        "LC_ALL": "POSIX",
        "SOURCE_DATE_EPOCH": "1",
        "DAYS_LATER": "400",
    },
)


@pytest.fixture(scope="module")
def made() -> list[dict[str, str]]:
    """Return the SHA-256 of every document in every format, made in two processes with little in common."""
    root = Path(__file__).parent.parent.parent
    return [
        json.loads(
            subprocess.run(
                [sys.executable, "-c", MAKE_ALL],
                cwd=root,
                env=os.environ | elsewhere,
                capture_output=True,
                check=True,
            ).stdout
        )
        for elsewhere in ELSEWHERE
    ]


@pytest.mark.parametrize("name", WRITERS)
def test_a_format_is_the_same_bytes_in_every_process(made: list[dict[str, str]], name: str) -> None:
    one, other = ({key: sha for key, sha in each.items() if key.startswith(f"{name}: ")} for each in made)
    assert one
    assert one == other


def test_different_documents_and_days_give_different_bytes(made: list[dict[str, str]]) -> None:
    assert len(set(made[0].values())) > len(WRITERS)
