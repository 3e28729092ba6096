"""Which addresses may become links."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from converters.writers.text import legal

_SCHEMES = {"http", "https", "mailto", "tel"}
_RESERVED = "%/:?#@!$&'()*+,;=~-._[]"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def web_address(target: str) -> str | None:
    """Return ``target`` as a URI that may be followed, else None.

    Only http, https, mailto and tel: anything else (javascript, data, file, a
    relative path) would act in a way nobody asked for, or lead nowhere.
    """
    # A browser drops tabs and line ends inside an address before it looks at the scheme.
    cleaned = re.sub(r"[\t\n\r]", "", legal(target)).strip()
    try:
        parts = urlsplit(cleaned)
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or not (parts.netloc or parts.path):
        return None
    if parts.scheme in {"http", "https"} and not parts.hostname:
        return None
    return quote(_STRAY_PERCENT.sub("%25", cleaned), safe=_RESERVED)
