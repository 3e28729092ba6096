"""Whether two links lead to the same document. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

# What mail and search programs add to a link to see who came by it; no document depends on them.
_TRACKING: Final = re.compile(r"utm_\w+|_ga|_gl|gclid|dclid|fbclid|msclkid|mc_[ce]id|igshid")
_PORTS: Final = {"http": 80, "https": 443}
_ESCAPED: Final = re.compile(r"%([0-9A-Fa-f]{2})")
_RUN: Final = re.compile(r"(?<!%)(?<!%[0-9A-F])[A-Za-z0-9]+")
_UNRESERVED: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@lru_cache(maxsize=20_000)  # every link we ever fetched is compared with the one that is given
def same_place(link: str) -> str | None:
    """Return one written form for all links that differ only in what changes nothing.

    That is: http or https, "www.", the case of the host, a port that is the usual one,
    escapes that need not be (RFC 3986, 6.2.2), a slash at the end, the part of the
    document (#page=3), what tracks people, and the order of what is asked for.
    The case of a path counts: on most servers it does. None where ``link`` is no link.
    """
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").rstrip(".").encode("idna").decode().removeprefix("www.")
        port = parts.port
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in _PORTS or not host:
        return None
    shown_port = "" if port in (None, _PORTS[parts.scheme]) else f":{port}"
    path = _ESCAPED.sub(_unescaped, parts.path).rstrip("/")
    asked = sorted(pair for pair in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(pair[0].lower()))
    return f"{host}{shown_port}{path}{'?' + urlencode(asked) if asked else ''}"


def telling_part(link: str) -> str:
    """Return the longest run of letters and digits in the path of ``link``: it stands in every like link.

    "" where there is none. In such a link some of it may be written as escapes.
    """
    try:
        path = urlsplit(link).path
    except ValueError:
        return ""
    return max(_RUN.findall(_ESCAPED.sub(_unescaped, path)), key=len, default="")


def _unescaped(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if character in _UNRESERVED else escape[0].upper()
