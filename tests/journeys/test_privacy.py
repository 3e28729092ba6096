"""Nothing leaves: neither the page nor the service asks anybody else for anything."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from urllib.parse import urlsplit

import psutil
from playwright.sync_api import Page

from tests import pdfs
from tests.journeys.requester import ask_for, files_on_private_link
from tests.journeys.service import Service


def test_a_visit_asks_nobody_but_us(service: Service, page: Page, tmp_path: Path) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.on("websocket", lambda socket: asked.add(urlsplit(socket.url).netloc))
    document = tmp_path / "report.pdf"
    document.write_bytes(pdfs.simple())
    page.goto(ask_for(page, service.address, document, ("Web page",))())
    files_on_private_link(page, 1)
    assert asked - {""} == {urlsplit(service.address).netloc}


def test_the_service_talks_to_this_machine_only(service: Service) -> None:
    tree = psutil.Process(service.process.pid).children(recursive=True)
    remote = {
        connection.raddr.ip
        for process in tree
        for connection in process.net_connections("inet")
        if connection.raddr
    }
    assert all(ipaddress.ip_address(address).is_loopback for address in remote)


def test_the_agent_interface_of_streamlit_is_off(service: Service, page: Page) -> None:
    answer = page.request.post(f"{service.address}/_stcore/agent/interact", data={})
    assert answer.status == 403
