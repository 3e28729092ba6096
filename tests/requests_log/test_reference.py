from __future__ import annotations

import re

import pytest

from requests_log import (
    new_needs_code,
    new_reference,
    read_needs_code,
    read_reference,
    spoken,
    spoken_code,
)
from requests_log.reference import ALPHABET, CODE_LENGTH


def choosing(symbols: str) -> str:
    stream = iter(symbols)
    return new_reference(lambda _: next(stream))


def test_a_reference_is_two_groups_of_four() -> None:
    for _ in range(200):
        assert re.fullmatch(f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", new_reference())
    assert choosing("K7MX4RTW") == "K7MX-4RTW"


def test_references_differ() -> None:
    assert len({new_reference() for _ in range(500)}) > 495


@pytest.mark.parametrize(
    "group",
    ["0OQD", "1IL", "2Z", "5S", "8B", "6G", "UV", "BCDEGPTV3", "AJK8", "MN", "FSX6", "59", "IYR"],
)
def test_at_most_one_of_a_group_that_looks_or_sounds_alike_is_used(group: str) -> None:
    assert len(set(group) & set(ALPHABET)) <= 1


def test_a_reference_spells_no_word() -> None:
    assert not set("AEIOUY") & set(ALPHABET)


@pytest.mark.parametrize("word", ["KKK72X9H", "72TW4TX9", "RTW47HHH"])
def test_a_reference_that_spells_something_unfortunate_is_drawn_again(word: str) -> None:
    assert choosing(word + "K7MX4RTW") == "K7MX-4RTW"


@pytest.mark.parametrize(
    "typed",
    [
        "K7MX-4RTW",
        "k7mx-4rtw",
        " K7MX 4RTW ",
        "k7mx4rtw",
        "K 7 M X – 4 R T W",
        "K7MX—4RTW.",
        "K7MX\u00a04RTW\n",
    ],
)
def test_a_reference_is_read_however_it_is_typed(typed: str) -> None:
    assert read_reference(typed) == "K7MX-4RTW"


@pytest.mark.parametrize(
    "typed", ["", "K7MX-4RT", "K7MX-4RTWW", "K7MX-4RT0", "K7MX-4RTÀ", "reference", "ꓗ7MX-4RTW"]
)
def test_what_is_no_reference_is_refused_with_advice(typed: str) -> None:
    with pytest.raises(ValueError, match="8 letters and numbers, such as K7MX-4RTW"):
        read_reference(typed)


def test_a_reference_is_said_with_the_radio_alphabet() -> None:
    assert spoken("k7mx4rtw") == (
        "K for Kilo, 7, M for Mike, X for X-ray, 4, R for Romeo, T for Tango, W for Whiskey"
    )


def test_every_symbol_can_be_said() -> None:
    for symbols in (ALPHABET[:8], ALPHABET[3:]):
        assert spoken(symbols).count(", ") == 7


def test_a_needs_code_is_three_groups_of_four_and_no_reference() -> None:
    code = new_needs_code()
    assert re.fullmatch(f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", code)
    assert read_needs_code(f" {code.lower().replace('-', ' ')}. ") == code
    with pytest.raises(ValueError, match="12 letters and numbers"):
        read_needs_code("K7MX-4RTW")
    with pytest.raises(ValueError, match="8 letters and numbers"):
        read_reference(code)


def test_a_needs_code_is_hard_to_guess() -> None:
    assert len(ALPHABET) ** CODE_LENGTH > 10**12
    assert len({new_needs_code() for _ in range(1000)}) == 1000


def test_a_needs_code_is_said_with_the_radio_alphabet() -> None:
    assert spoken_code("k7mx 4rtw 29hk").startswith("K for Kilo, 7, M for Mike, X for X-ray, 4")
