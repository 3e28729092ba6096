"""The streams of a PDF, in which nearly all of it stands: is each whole?

Readers make do with a stream that breaks off, and rules about typefaces and pictures do not look at every
byte of them. But what is deflated ends in a checksum (RFC 1950), which a single changed byte breaks.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from converters.checks.pictures import is_whole

_START = re.compile(rb"(?<!end)stream\r?\n")
_END = re.compile(rb"\s*endstream")
_CHUNK = 1 << 18
"""Bytes that are inflated at a time: what comes out is looked at by nobody."""


def stream_problems(data: bytes) -> Iterator[str]:
    """Yield a sentence where a stream of the PDF ``data``, as we write it, is damaged."""
    broken = sum(not is_good for is_good in _streams(data))
    if broken:
        yield f"Parts of the PDF are damaged: {broken}."


def _streams(data: bytes) -> Iterator[bool]:
    """Yield whether it is whole, for each stream that is deflated or a picture."""
    at = 0
    while found := _START.search(data, at):
        header = data[max(data.rfind(b"obj", at, found.start()), 0) : found.start()]
        start = found.end()
        at = max(data.find(b"endstream", start), start)
        if b"/DCTDecode" in header:
            yield is_whole(data[start:at])
        elif b"/FlateDecode" in header:
            end = _inflated(data, start)
            yield end is not None and _END.match(data, end) is not None
            at = at if end is None else end


def _inflated(data: bytes, start: int) -> int | None:
    """Return where what is deflated from ``start`` on ends, None where its checksum is wrong."""
    inflating, at = zlib.decompressobj(), start
    try:
        while not inflating.eof and at < len(data):
            part = data[at : at + _CHUNK]
            at += len(part)
            while part and not inflating.eof:
                inflating.decompress(part, _CHUNK)
                part = inflating.unconsumed_tail
    except zlib.error:
        return None
    return at - len(inflating.unused_data) if inflating.eof else None
