"""A file that was damaged is never delivered as good, whatever happened to it."""

from __future__ import annotations

import re
from functools import cache

import pytest

from converters import WRITERS, check, write
from tests.converters.damage import CUT, DAMAGE
from tests.converters.trees import rich

SPOKEN = {"audio", "audio-epub"}  # their damage stands in test_audio.py
CASES = [
    pytest.param(name, how, id=f"{name}: {how}") for name, ways in DAMAGE.items() for how in {**CUT, **ways}
]


@cache
def good(name: str) -> bytes:
    return write(rich(), (), name)


@pytest.mark.parametrize("name", DAMAGE)
def test_what_is_not_damaged_is_good(name: str) -> None:
    assert check(name, good(name)) == ()


@pytest.mark.parametrize(("name", "how"), CASES)
def test_what_is_damaged_is_not_good(name: str, how: str) -> None:
    assert check(name, {**CUT, **DAMAGE[name]}[how](good(name)))


@pytest.mark.parametrize("name", ["pdf", "large-print"])
def test_one_changed_byte_in_a_typeface_or_any_other_stream_is_seen(name: str) -> None:
    data = good(name)
    streams = [found.span(1) for found in re.finditer(rb"(?<!end)stream\n(.*?)\s*endstream", data, re.DOTALL)]
    assert len(streams) > 10
    for start, end in streams:
        middle = (start + end) // 2
        changed = data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :]
        assert check(name, changed), data[start - 200 : start]


def test_every_format_is_damaged_in_some_way() -> None:
    assert set(DAMAGE) == set(WRITERS) - SPOKEN
