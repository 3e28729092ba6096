"""Starting, stopping and being killed: the service as the person who runs it meets it."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page

from tests import pdfs
from tests.journeys.requester import ask_for, files_on_private_link
from tests.journeys.service import Service, free_port, start, started

DEADLINE_SECONDS = 120.0  # a safety net


def parts(service: Service) -> dict[str, psutil.Process]:
    """Return the processes of a service by the module each runs."""
    return {part.cmdline()[-1]: part for part in psutil.Process(service.process.pid).children()}


def health(service: Service) -> dict[str, str]:
    with urllib.request.urlopen(f"{service.address}/health", timeout=60) as answer:
        return dict(json.load(answer))


def assert_gone(processes: list[psutil.Process]) -> None:
    _, alive = psutil.wait_procs(processes, timeout=DEADLINE_SECONDS)
    assert not alive


def test_the_first_start_shows_two_passwords_and_the_second_shows_none(tmp_path: Path) -> None:
    with started(tmp_path / "data", {}) as first:
        assert len({first.password("staff"), first.password("manager")}) == 2
        assert health(first) == {"portal": "ready", "worker": "ready"}
    begun = time.monotonic()
    with started(tmp_path / "data", {}) as second:
        assert time.monotonic() - begun < DEADLINE_SECONDS
        with pytest.raises(AssertionError, match="No password"):
            second.password("staff")


def test_starting_it_twice_at_once_says_that_it_runs_already(tmp_path: Path) -> None:
    with started(tmp_path / "data", {}) as running:
        second = start(tmp_path / "data", {}, free_port())
        assert second.process.wait(DEADLINE_SECONDS) == 1
        second.wait_for_line("already running at")
        assert health(running)["portal"] == "ready"


def test_a_taken_port_is_said_in_words(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        service = start(tmp_path / "data", {}, taken.getsockname()[1])
        assert service.process.wait(DEADLINE_SECONDS) == 1
        service.wait_for_line("Set PORTAL_PORT")


def test_a_wrong_setting_is_said_in_words(tmp_path: Path) -> None:
    service = start(tmp_path / "data", {"PORTAL_WORKING_DAYS": "soon"}, free_port())
    assert service.process.wait(DEADLINE_SECONDS) == 1
    assert "Traceback" not in "".join(service.printed)
    service.wait_for_line("PORTAL_WORKING_DAYS is 'soon'")


def test_ctrl_c_stops_everything_it_started_and_nothing_else(tmp_path: Path) -> None:
    with subprocess.Popen(["sleep", "600"]) as bystander, started(tmp_path / "data", {}) as service:
        running = list(parts(service).values())
        assert len(running) == 2
        assert service.stop(signal.SIGINT) == 0
        assert_gone(running)
        assert bystander.poll() is None
        bystander.kill()


def test_a_start_that_is_killed_outright_leaves_nothing_behind(tmp_path: Path) -> None:
    with started(tmp_path / "data", {}) as service:
        running = list(parts(service).values())
        service.process.kill()
        assert_gone(running)


def test_a_request_survives_a_worker_that_is_killed_in_the_middle_of_it(tmp_path: Path, page: Page) -> None:
    document = tmp_path / "report.pdf"
    document.write_bytes(pdfs.long_report(60))
    with started(tmp_path / "data", {}) as service:
        link = ask_for(page, service.address, document, ("Web page", "Large print"))()
        worker = parts(service)["portal.worker"]
        conversion = wait_for_conversion(worker)
        worker.kill()
        page.goto(link)
        files_on_private_link(page, 2)
        assert_gone([conversion])
        service.wait_for_line("portal.worker stopped; starting it again.")


def wait_for_conversion(worker: psutil.Process) -> psutil.Process:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < deadline:
        for child in worker.children():
            with suppress(psutil.NoSuchProcess):  # what only looked at the file may have ended meanwhile
                if {"converters", "--to"} <= set(child.cmdline()):
                    return child
        time.sleep(0.01)
    raise AssertionError("The worker started no conversion")
