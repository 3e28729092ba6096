"""Fetching by link, against a real web server on this machine."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from portal.steps.fetching import Fetched, NotFetched, fetch

LIMIT = 1000


class Site(BaseHTTPRequestHandler):
    """A website with a document, redirects, an endless file and a broken one."""

    def do_GET(self) -> None:
        match self.path.partition("?")[0]:
            case "/papers/Annual%20report.pdf":
                self.answer(200, b"%PDF-1.7 text")
            case "/moved":
                self.answer(302, b"", Location="/papers/Annual%20report.pdf")
            case "/elsewhere":
                self.answer(302, b"", Location="http://localhost:1/secret")
            case "/loop":
                self.answer(302, b"", Location="/loop")
            case "/large":
                self.answer(200, b"x" * (LIMIT + 1))
            case "/torn":
                self.send_response(200)
                self.send_header("Content-Length", "500")
                self.end_headers()
                self.wfile.write(b"x" * 100)
            case _:
                self.answer(404, b"")

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serving() as address:
        yield address


@contextmanager
def serving() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def fetched(url: str, *hosts: str) -> tuple[Fetched, bytes]:
    into = io.BytesIO()
    return fetch(url, into, hosts, LIMIT), into.getvalue()


def code_of(url: str, *hosts: str) -> str:
    with pytest.raises(NotFetched) as caught:
        fetched(url, *hosts)
    assert caught.value.problem.endswith(".")
    return caught.value.code


def test_a_document_comes_with_its_name(site: str) -> None:
    found, content = fetched(f"http://{site}/papers/Annual%20report.pdf", site)
    assert (found.name, found.size, content) == ("Annual report.pdf", 13, b"%PDF-1.7 text")


def test_a_redirect_within_the_listed_hosts_is_followed(site: str) -> None:
    assert fetched(f"http://{site}/moved", site)[1] == b"%PDF-1.7 text"


def test_a_redirect_to_another_host_is_not_followed(site: str) -> None:
    assert code_of(f"http://{site}/elsewhere", site) == "link-elsewhere"


def test_a_redirect_without_end_ends(site: str) -> None:
    assert code_of(f"http://{site}/loop", site) == "link-redirects"


def test_a_host_that_nobody_listed_is_never_asked(site: str) -> None:
    assert code_of(f"http://{site}/papers/Annual%20report.pdf", "london.gov.uk") == "link-elsewhere"


def test_a_name_that_only_ends_like_a_listed_one_is_another_host() -> None:
    assert code_of("https://evil-london.gov.uk/a.pdf", "london.gov.uk") == "link-elsewhere"


def test_a_listed_name_that_stands_for_a_private_address_is_refused() -> None:
    assert code_of("http://localhost/a.pdf", "localhost") == "link-elsewhere"


def test_another_port_of_a_listed_host_is_refused() -> None:
    assert code_of("http://london.gov.uk:22/a.pdf", "london.gov.uk") == "link-elsewhere"


def test_a_user_name_before_the_host_does_not_hide_it(site: str) -> None:
    assert code_of(f"http://london.gov.uk@{site}/a.pdf", "london.gov.uk") == "link-elsewhere"


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://london.gov.uk/a", "gopher://x", "//x", "nonsense"]
)
def test_only_web_addresses_are_links(url: str) -> None:
    assert code_of(url, "london.gov.uk") == "link-not-web"


def test_a_missing_document_says_so(site: str) -> None:
    assert code_of(f"http://{site}/nothing", site) == "link-not-found"


def test_a_document_past_the_limit_is_not_read_to_its_end(site: str) -> None:
    assert code_of(f"http://{site}/large", site) == "too-large"


def test_a_document_that_breaks_off_is_not_taken_for_whole(site: str) -> None:
    assert code_of(f"http://{site}/torn", site) == "link-broken-off"


def test_a_website_that_is_down_says_so() -> None:
    assert code_of("http://127.0.0.1:9/a.pdf", "127.0.0.1:9") == "link-no-answer"
