"""The ways a page is looked at: narrow and wide, light, dark, forced colours, larger and spaced text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from playwright.sync_api import Page

NARROW, WIDE = 320, 1280  # CSS px; WCAG 1.4.10 asks for 320
HEIGHT: Final = 900
AS_IT_IS: Final = {"color_scheme": "light", "forced_colors": "none"}
DOUBLE: Final = "html { font-size: 200% !important }"  # WCAG 1.4.4
SPACED: Final = (  # WCAG 1.4.12
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } "
    "p { margin-bottom: 2em !important }"
)


@dataclass(frozen=True, slots=True)
class Look:
    """What the browser is told (``media``), and a style sheet that the person brings along."""

    name: str
    media: dict[str, Any] = field(default_factory=dict)
    style: str = ""


LOOKS: Final = (
    Look("light"),
    Look("dark", {"color_scheme": "dark"}),
    Look("forced colours", {"forced_colors": "active"}),
    Look("text of 200 %", style=DOUBLE),
    Look("spaced text", style=SPACED),
)

STYLED: Final = """style => {
    const id = 'brought-along', own = Object.assign(document.createElement('style'), {id});
    if (!document.getElementById(id)) document.head.append(own);
    document.getElementById(id).textContent = style;
    return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""

# Whatever scrolls: the window, or what Streamlit puts into it.
SIDEWAYS: Final = """() => [document.documentElement, ...document.querySelectorAll('.stApp, main')]
    .filter(one => one.matches(':root') || /auto|scroll/.test(getComputedStyle(one).overflowX))
    .map(one => one.scrollWidth - one.clientWidth).reduce((most, one) => Math.max(most, one))"""


def looked_at(page: Page) -> Iterator[str]:
    """Show ``page`` in every way, one after the other, as it stands; yield what to call each."""
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for look in LOOKS:
            wear(page, look)
            yield f"{width} px, {look.name}"
    wear(page, LOOKS[0])


def wear(page: Page, look: Look) -> None:
    """Show ``page`` as ``look`` says, without loading it again."""
    page.emulate_media(**{**AS_IT_IS, **look.media})
    page.evaluate(STYLED, look.style)


def assert_nothing_to_the_side(page: Page, look: str) -> None:
    """Nobody has to scroll sideways (WCAG 1.4.10), with text of twice the size neither."""
    wider = page.evaluate(SIDEWAYS)
    assert wider <= 0, f"{page.url} {look}: scrolls sideways by {wider} px"
