"""A file that was damaged is never delivered as good, whatever happened to it."""

from __future__ import annotations

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


def test_every_format_is_damaged_in_some_way() -> None:
    assert set(DAMAGE) == set(WRITERS) - SPOKEN
