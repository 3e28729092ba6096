"""A browser of a few lines against a real server: keeps cookies, sends forms, follows no redirect."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import TypeAlias
from urllib.parse import urlencode

import uvicorn
from lxml import html
from starlette.applications import Starlette
from starlette.routing import BaseRoute
from urllib3 import encode_multipart_formdata

SECONDS = 240  # a safety net
URLENCODED = "application/x-www-form-urlencoded"
Part: TypeAlias = str | tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    tree: html.HtmlElement | None

    @property
    def words(self) -> str:
        return "" if self.tree is None else " ".join(self.tree.text_content().split())

    @property
    def title(self) -> str:
        return "" if self.tree is None else str(self.tree.findtext(".//title"))


@dataclass
class Browser:
    """Keeps cookies and sends forms; follows no redirect."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return self._send("GET", path)

    def post(self, path: str, **fields: str) -> Answer:
        return self._send("POST", path, urlencode(fields))

    def post_form(self, path: str, fields: Sequence[tuple[str, Part]]) -> Answer:
        """Send a form with files, each a name and its bytes."""
        body, kind = encode_multipart_formdata(fields)
        return self._send("POST", path, body, kind)

    def get_json(self, path: str) -> dict[str, str]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=SECONDS) as answer:
            return dict(json.load(answer))

    def upload(self, path: str, key: str, content: bytes) -> dict[str, str]:
        """Send a file as the screen's script does."""
        headers = {"Content-Type": "application/octet-stream", "X-File-Name": "a.pdf", "X-Upload-Key": key}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", content, headers)
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            return dict(json.load(answer))

    def _send(
        self, method: str, path: str, body: str | bytes | None = None, kind: str = URLENCODED
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        headers = {"Content-Type": kind} if body is not None else {}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        content = response.read()
        connection.close()
        for line in response.headers.get_all("set-cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return Answer(
            response.status, response.headers, html.document_fromstring(content) if content else None
        )


@contextmanager
def browsing(routes: Sequence[BaseRoute]) -> Iterator[Browser]:
    """Serve ``routes`` and yield a browser that is there."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield Browser(listening.getsockname()[1])
    server.should_exit = True
    thread.join(10)
    listening.close()
