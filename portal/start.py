"""Starting the service: one portal, one worker, and nothing left behind when it stops."""

from __future__ import annotations

import ctypes
import fcntl
import json
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from dataclasses import dataclass, field
from typing import IO

from dbos import DBOS

from portal.keys import read_secret
from portal.samples import make_samples
from portal.services import accounts
from portal.settings import Settings
from requests_log import RequestsLog

READY_SECONDS = 60.0
STOP_SECONDS = 15.0
RESTARTS = 5
PR_SET_PDEATHSIG = 1


class AlreadyRunning(Exception):
    """Another start holds the data folder."""


class CannotStart(Exception):
    """The portal or the worker did not come up."""


def prepare(settings: Settings) -> tuple[tuple[str, str], ...]:
    """Make the data folder, the database, the secret and the first accounts, where they are not there yet.

    Returns the names and passwords of the accounts just made: they are known only now.
    """
    settings.data.mkdir(parents=True, exist_ok=True)
    settings.data.chmod(0o700)
    read_secret(settings.data / "secret.key")
    with RequestsLog(settings.database) as log:
        log.migrate()
        made = accounts.make_first_accounts(log)
    DBOS.migrate(settings.database)
    make_samples(settings.data / "samples")
    return made


def run(settings: Settings) -> int:
    """Run portal and worker until Ctrl-C or SIGTERM, then stop both.

    Raises:
        AlreadyRunning: the service runs already on this data folder.
        CannotStart: the address is taken, or a part did not come up.
    """
    settings.data.mkdir(parents=True, exist_ok=True)
    with _only_one(settings):
        _check_address(settings)
        _say_first_accounts(prepare(settings))
        return _serve(settings)


def _only_one(settings: Settings) -> IO[str]:
    lock = (settings.data / "portal.lock").open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise AlreadyRunning(f"The service is already running at {settings.address}.") from None
    return lock


def _check_address(settings: Settings) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise CannotStart(
                f"Port {settings.port} of {settings.host} cannot be used ({error.strerror}). "
                "Set PORTAL_PORT to another one."
            ) from None


def _say_first_accounts(made: tuple[tuple[str, str], ...]) -> None:
    if made:
        print("Two accounts were made. These passwords are shown only this once:")
        for name, password in made:
            print(f"  {name:8} {password}")
        print("Lost one? python -m portal account NAME ROLE gives a new one.", flush=True)


@dataclass(slots=True)
class _Part:
    """One process of the service, started again when it stops by itself."""

    module: str
    process: subprocess.Popen[bytes] = field(init=False)
    restarts: int = 0

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", self.module],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # Streamlit's greeting; what goes wrong is on the error stream
            start_new_session=True,  # Ctrl-C reaches only us; we stop the parts in order
            preexec_fn=_die_with_parent,  # noqa: PLW1509  (we have one thread)
        )

    def revive(self) -> None:
        """Start again, if it has stopped.

        Raises:
            CannotStart: it has stopped too often.
        """
        if self.process.poll() is None:
            return
        self.restarts += 1
        if self.restarts > RESTARTS:
            raise CannotStart(f"{self.module} stopped {RESTARTS} times. What it said stands above.")
        print(f"{self.module} stopped; starting it again.", file=sys.stderr, flush=True)
        self.start()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _serve(settings: Settings) -> int:
    parts = [_Part("portal.app"), _Part("portal.worker")]
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        for part in parts:
            part.start()
        if _wait_until_ready(settings, parts, stop):
            print(f"Ready: {settings.address}\nStop with Ctrl-C.", flush=True)
        while not stop.wait(1.0):
            for part in parts:
                part.revive()
    finally:
        for part in parts:
            part.stop()
    print("Stopped.", flush=True)
    return 0


def _wait_until_ready(settings: Settings, parts: list[_Part], stop: threading.Event) -> bool:
    """Return True when portal and worker answer, False where somebody wants to stop first."""
    deadline = time.monotonic() + READY_SECONDS
    while not stop.wait(0.2):
        for part in parts:
            part.revive()
        if _health(settings) == {"portal": "ready", "worker": "ready"}:
            return True
        if time.monotonic() > deadline:
            raise CannotStart(f"The service did not come up within {READY_SECONDS:.0f} seconds.")
    return False


def _health(settings: Settings) -> dict[str, str]:
    try:
        with urllib.request.urlopen(f"http://{settings.host}:{settings.port}/health", timeout=5) as answer:
            return dict(json.load(answer))
    except OSError:
        return {}


def _die_with_parent() -> None:
    """Ask the kernel to stop a part when the start-up process is killed outright (prctl(2), Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
