from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from requests_log import RequestsLog, WorkingCalendar, load_calendar


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'log.sqlite'}"


@pytest.fixture
def log(url: str) -> Iterator[RequestsLog]:
    with RequestsLog(url) as opened:
        opened.migrate()
        yield opened


@pytest.fixture(scope="session")
def calendar() -> WorkingCalendar:
    return load_calendar()
