"""Everything a service stands on, opened once a process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from portal.jobs import Jobs
from portal.keys import Keys, read_secret
from portal.settings import Settings, read_settings
from requests_log import FileStore, RequestsLog, WorkingCalendar, load_calendar


@dataclass(frozen=True, slots=True)
class Office:
    settings: Settings
    log: RequestsLog
    files: FileStore
    keys: Keys
    jobs: Jobs
    calendar: WorkingCalendar

    def link(self, request_id: str) -> str:
        """Return the address of a request's private screen."""
        return f"{self.settings.address}/follow?key={self.keys.for_request(request_id)}"


def open_office(settings: Settings) -> Office:
    """Open the database, the files and the queue that ``python -m portal`` has prepared."""
    return Office(
        settings=settings,
        log=RequestsLog(settings.database),
        files=FileStore(settings.data / "files"),
        keys=Keys(read_secret(settings.data / "secret.key")),
        jobs=Jobs(settings.database),
        calendar=load_calendar(),
    )


@cache
def current_office() -> Office:
    """Return this process's office, under the settings of its environment."""
    return open_office(read_settings())
