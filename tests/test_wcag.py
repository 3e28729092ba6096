"""The table of WCAG 2.2 is whole and true; what style sheets, scripts and words can break is held."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent
PORTAL = ROOT.parent / "portal"
STYLES = sorted((PORTAL / "parts").rglob("*.css"))
SCRIPTS = sorted(PORTAL.rglob("*.js"))
TEMPLATES = sorted(PORTAL.rglob("*.html"))

# How many success criteria of levels A and AA each guideline of WCAG 2.2 has.
GUIDELINES = dict(
    zip(
        ("1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "2.5", "3.1", "3.2", "3.3", "4.1"),
        (1, 5, 5, 9, 3, 2, 1, 8, 6, 2, 5, 6, 2),
        strict=True,
    )
)

TEXT, GRAPHICS = 4.5, 3.0  # WCAG 1.4.3, 1.4.11
PAIRS = [
    *((name, "ground", TEXT) for name in ("ink", "quiet", "link", "error", "good")),
    *((name, "panel", TEXT) for name in ("ink", "quiet", "link", "error")),
    ("on-button", "button", TEXT),
    *((name, "ground", GRAPHICS) for name in ("line", "ring", "button")),
    ("line", "panel", GRAPHICS),
]


def rows() -> list[tuple[str, str, str]]:
    found = re.findall(r"^\| (\d\.\d\.\d+) [^|]+ \| (AA?) \| (.+) \|$", (ROOT / "wcag.md").read_text(), re.M)
    assert found
    return found


def test_every_criterion_of_a_and_aa_stands_in_the_table_once() -> None:
    numbers = [number for number, _, _ in rows()]
    assert len(set(numbers)) == len(numbers)
    assert Counter(number.rpartition(".")[0] for number in numbers) == GUIDELINES


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_every_criterion_is_kept_by_a_test_that_exists_or_does_not_apply(row: tuple[str, str, str]) -> None:
    said = row[2]
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", said)
    assert named or said.startswith(("axe", "Does not apply: "))
    for file, test in named:
        assert f"def {test}(" in (ROOT / file).read_text(), f"{file}::{test}"


def colours(scheme: str) -> dict[str, str]:
    """Return the colours by name; the dark scheme changes those of the light one."""
    light, dark = re.findall(r":root \{(.*?)\}", (PORTAL / "parts" / "screen.css").read_text(), re.S)[:2]
    named = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    return named | (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", dark)) if scheme == "dark" else {})


def luminance(colour: str) -> float:
    """Return the relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("above", "below", "least"), PAIRS)
def test_colours_have_the_contrast_they_need(scheme: str, above: str, below: str, least: float) -> None:
    named = colours(scheme)
    darker, lighter = sorted((luminance(named[above]), luminance(named[below])))
    assert (lighter + 0.05) / (darker + 0.05) >= least


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_nothing_moves(style: Path) -> None:
    text = style.read_text()
    assert "@keyframes" not in text and "animation" not in text
    assert not re.search(r"transition(?!: none)", text)


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_no_style_changes_the_order_of_what_is_read(style: Path) -> None:
    assert not re.search(r"(?<![\w-])order:|row-reverse|column-reverse|float:|grid-area", style.read_text())


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_no_style_asks_how_the_device_is_held(style: Path) -> None:
    assert "orientation" not in style.read_text()


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_nothing_appears_on_hover_or_focus(style: Path) -> None:
    rules = re.findall(r"[^{}]*:(?:hover|focus)[^{}]*\{([^}]*)\}", style.read_text())
    assert not [rule for rule in rules if re.search(r"(?<![\w-])(display|visibility|content|opacity):", rule)]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_listens_for_keys(script: Path) -> None:
    assert not re.search(r"key(down|up|press)|accesskey", script.read_text())


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_nothing_happens_before_a_pointer_is_lifted(script: Path) -> None:
    assert not re.search(r"(mouse|pointer|touch)(down|start)|drag|devicemotion", script.read_text())


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_words_lean_on_where_something_is_or_what_it_looks_like(template: Path) -> None:
    said = re.sub(r"<[^>]*>|\{[^}]*\}", " ", template.read_text())
    assert not re.search(
        r"\b(on the (left|right)|(red|green|blue) (button|text|box)|round button)\b", said, re.I
    )
