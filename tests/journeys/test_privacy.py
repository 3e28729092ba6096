"""Nothing leaves: neither the page nor the service asks anybody else for anything."""

from __future__ import annotations

import ipaddress
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import psutil
from playwright.sync_api import Page, Playwright

from tests import pdfs
from tests.journeys.requester import ask_for, files_on_private_link, open_form
from tests.journeys.service import Service, chromium, free_port, started
from tests.journeys.visits import visiting


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
    remote = {address for process in tree for address in called_by(process)}
    assert all(ipaddress.ip_address(address).is_loopback for address in remote)


def called_by(process: psutil.Process) -> set[str]:
    with suppress(psutil.NoSuchProcess):  # a conversion may have ended meanwhile
        return {one.raddr.ip for one in process.net_connections("inet") if one.raddr}
    return set()


def test_the_agent_interface_of_streamlit_is_off(service: Service, page: Page) -> None:
    answer = page.request.post(f"{service.address}/_stcore/agent/interact", data={})
    assert answer.status == 403


def test_a_page_of_another_site_may_neither_post_nor_open_a_socket(service: Service, page: Page) -> None:
    theirs = {"Origin": "https://evil.example"}
    assert page.request.post(f"{service.address}/signin", headers=theirs).status == 403
    assert upgraded(service, "https://evil.example") == 403
    assert upgraded(service, service.address) == 101


def test_the_portal_answers_under_the_name_that_visitors_type(tmp_path: Path, playwright: Playwright) -> None:
    port = free_port()
    address = f"http://formats.example:{port}"
    browser = playwright.chromium.launch(
        executable_path=chromium(),
        args=["--no-sandbox", "--host-resolver-rules=MAP formats.example 127.0.0.1"],
    )
    with started(tmp_path / "data", {"PORTAL_ADDRESS": address}, port):
        open_form(visiting(browser).new_page(), address)
    browser.close()


def upgraded(service: Service, origin: str) -> int:
    """Return the status that answers a page of ``origin`` when it opens Streamlit's socket."""
    connection = HTTPConnection(urlsplit(service.address).netloc, timeout=60)
    connection.request(
        "GET",
        "/_stcore/stream",
        headers={
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
            "Origin": origin,
        },
    )
    status = connection.getresponse().status
    connection.close()
    return status
