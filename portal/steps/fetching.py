"""Fetching a document from its link, without being led anywhere else.

A link is a way to make our server open a connection, so: only hosts the
operator listed, only addresses of the public internet, the address that was
checked is the one connected to, and every redirect is checked anew (OWASP
Server-Side Request Forgery Prevention Cheat Sheet). A host listed with its port
("127.0.0.1:8000") may be anywhere: the operator said so in as many words.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from dataclasses import dataclass
from typing import IO
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

import urllib3

from portal.settings import MEGABYTE

MAX_REDIRECTS = 5
CONNECT_SECONDS = 10.0
TOTAL_SECONDS = 60.0
CHUNK_BYTES = 1 << 16
PORTS = {"http": 80, "https": 443}


class NotFetched(Exception):
    """The document behind a link did not arrive. ``code`` is stored; the words are for the person."""

    def __init__(self, code: str, problem: str) -> None:
        super().__init__(f"{code}: {problem}")
        self.code = code
        self.problem = problem
        self.advice = "A member of staff will find the document for you."


@dataclass(frozen=True, slots=True)
class Fetched:
    """What arrived: the file's name, and its size in bytes."""

    name: str
    size: int


def fetch(url: str, into: IO[bytes], hosts: tuple[str, ...], limit: int) -> Fetched:
    """Write the document at ``url`` to ``into``, up to ``limit`` bytes.

    Raises:
        NotFetched: the link is not one we may follow, or nothing useful came.
    """
    deadline = time.monotonic() + TOTAL_SECONDS
    for _ in range(MAX_REDIRECTS + 1):
        parts = _allowed(url, hosts)
        response = _open(parts, _address(parts, hosts))
        try:
            location = response.get_redirect_location()
            if not location:
                return Fetched(_name(parts), _copy(response, into, limit, deadline))
            url = urljoin(url, location)
        finally:
            response.close()
    raise NotFetched("link-redirects", "The link leads from one address to the next without end.")


def _allowed(url: str, hosts: tuple[str, ...]) -> SplitResult:
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in PORTS or not host:
        raise NotFetched("link-not-web", "The link is not a web address.")
    if _listed_with_port(parts, hosts):
        return parts
    ours = any(host == allowed or host.endswith(f".{allowed}") for allowed in hosts)
    if not ours or parts.port not in (None, PORTS[parts.scheme]):
        raise NotFetched("link-elsewhere", f"We do not fetch documents from {host} automatically.")
    return parts


def _listed_with_port(parts: SplitResult, hosts: tuple[str, ...]) -> bool:
    return f"{parts.hostname}:{parts.port or PORTS[parts.scheme]}" in hosts


def _address(parts: SplitResult, hosts: tuple[str, ...]) -> str:
    """Return the one IP address to connect to, having checked every one the name stands for."""
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetched("link-unknown-host", "We could not find the website of the link.") from error
    addresses = [str(info[4][0]) for info in found]
    public = all(ipaddress.ip_address(address).is_global for address in addresses)
    if not public and not _listed_with_port(parts, hosts):
        raise NotFetched("link-elsewhere", "The link leads to a place we do not fetch documents from.")
    return addresses[0]


def _open(parts: SplitResult, address: str) -> urllib3.BaseHTTPResponse:
    timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=CONNECT_SECONDS)
    port = parts.port or PORTS[parts.scheme]
    pool = (
        urllib3.HTTPSConnectionPool(
            address, port, timeout=timeout, server_hostname=parts.hostname, assert_hostname=parts.hostname
        )
        if parts.scheme == "https"
        else urllib3.HTTPConnectionPool(address, port, timeout=timeout)
    )
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    try:
        response = pool.urlopen(
            "GET",
            path,
            headers={"Host": parts.netloc.rpartition("@")[2], "User-Agent": "accessible-formats"},
            redirect=False,
            retries=False,
            preload_content=False,
        )
    except urllib3.exceptions.HTTPError as error:
        raise NotFetched("link-no-answer", "The website of the link did not answer.") from error
    if response.status >= 400:
        response.close()
        raise NotFetched("link-not-found", f"The website answered with error {response.status}.")
    return response


def _copy(response: urllib3.BaseHTTPResponse, into: IO[bytes], limit: int, deadline: float) -> int:
    size = 0
    try:
        for chunk in response.stream(CHUNK_BYTES):
            size += len(chunk)
            if size > limit:
                raise NotFetched("too-large", f"The document is larger than {limit // MEGABYTE} MB.")
            if time.monotonic() > deadline:
                raise NotFetched("link-too-slow", "The website of the link was too slow.")
            into.write(chunk)
    except urllib3.exceptions.HTTPError as error:
        raise NotFetched("link-broken-off", "The website stopped before the whole document came.") from error
    return size


def _name(parts: SplitResult) -> str:
    return unquote(parts.path.rpartition("/")[2]) or "document.pdf"
