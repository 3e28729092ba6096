"""Is everything up? For a monitor, and for the start-up that waits."""

from __future__ import annotations

import fcntl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse
from starlette.routing import Route

from portal.services import Office, current_office


async def health(_http: HttpRequest) -> JSONResponse:
    """Answer 200 where the database answers, and say whether a worker holds its slot."""
    office = current_office()
    await run_in_threadpool(office.log.accounts.all)
    return JSONResponse({"portal": "ready", "worker": "ready" if _worker_is_up(office) else "stopped"})


routes = [Route("/health", health)]


def _worker_is_up(office: Office) -> bool:
    try:
        with (office.settings.data / "worker-1.lock").open() as slot:
            fcntl.flock(slot, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False
