"""The whole service, started as a person would start it, with a mail server of its own."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

# Safety nets: how long what has to come may take on a slow machine that has other work too.
START_SECONDS = 240
MAIL_SECONDS = 240
STOP_SECONDS = 120
PORTS = range(20_000, 32_000)  # below those that the system gives to whoever calls out (from 32768 on)


class Mailbox:
    """A real SMTP server on loopback that keeps what arrives. ``refusals`` are answered first."""

    def __init__(self) -> None:
        self.arrived: list[EmailMessage] = []
        self.refusals: list[str] = []
        self._controller = Controller(
            self, hostname="127.0.0.1", port=free_port(), ready_timeout=START_SECONDS
        )

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:
        if self.refusals:
            return self.refusals.pop(0)
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.arrived.append(message)
        return "250 Message accepted for delivery"

    def wait_for(self, subject: str) -> EmailMessage:
        """Return the first message whose subject has these words, as soon as it arrives."""
        deadline = time.monotonic() + MAIL_SECONDS
        while time.monotonic() < deadline:
            for message in self.arrived:
                if subject in str(message["Subject"]):
                    return message
            time.sleep(0.1)
        raise AssertionError(f"No mail about {subject!r}: {[m['Subject'] for m in self.arrived]}")

    @contextmanager
    def open(self) -> Iterator[Mailbox]:
        self._controller.start()
        try:
            yield self
        finally:
            self._controller.stop()

    @property
    def port(self) -> int:
        return int(self._controller.port)


@dataclass(slots=True)
class Service:
    """A running service: where it answers, what it printed, who may sign in."""

    address: str
    data: Path
    process: subprocess.Popen[str]
    printed: list[str] = field(default_factory=list)

    def password(self, account: str) -> str:
        for line in self.printed:
            match line.split():
                case [name, password] if name == account:
                    return password
        raise AssertionError(f"No password of {account} was printed")

    def wait_for_line(self, words: str) -> str:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            for line in self.printed:
                if words in line:
                    return line
            assert self.process.poll() is None or words in "".join(self.printed), "".join(self.printed)
            time.sleep(0.05)
        raise AssertionError(f"{words!r} was never printed: {''.join(self.printed)}")

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(STOP_SECONDS)


@contextmanager
def started(data: Path, environment: Mapping[str, str], port: int | None = None) -> Iterator[Service]:
    """Start ``python -m portal`` on ``data`` and stop it at the end, however the test ends."""
    service = start(data, environment, port or free_port())
    try:
        service.wait_for_line("Ready:")
        yield service
    finally:
        if service.process.poll() is None:
            service.stop()


def start(data: Path, environment: Mapping[str, str], port: int) -> Service:
    """Start the service without waiting for it; its lines are read as they come."""
    process = subprocess.Popen(
        [sys.executable, "-m", "portal"],
        env=os.environ | {"PORTAL_DATA": str(data), "PORTAL_PORT": str(port)} | dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    service = Service(f"http://127.0.0.1:{port}", data, process)
    threading.Thread(target=_read, args=(service,), daemon=True).start()
    return service


def mail_settings(mailbox: Mailbox) -> dict[str, str]:
    return {
        "PORTAL_SMTP_HOST": "127.0.0.1",
        "PORTAL_SMTP_PORT": str(mailbox.port),
        "PORTAL_SMTP_STARTTLS": "no",
    }


def free_port() -> int:
    """Return a port that nobody listens on, and that no browser is given for a connection meanwhile."""
    for port in random.sample(PORTS, len(PORTS)):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("No port is free")


def chromium() -> str:
    """Return the path of the browser. `make test` installs it where it is missing."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is missing; make test installs it, or says how to"
    return path


def _read(service: Service) -> None:
    assert service.process.stdout
    for line in service.process.stdout:
        service.printed.append(line)
