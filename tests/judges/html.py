"""Judges of web pages: the Nu Html Checker, axe-core in Chromium, and reflow on a narrow screen.

Each takes the bytes of a page and returns what is wrong with it, a sentence for each fault.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.axe import AXE, assert_no_violation
from tests.journeys.service import chromium
from tests.judges.judge import Judge
from tests.judges.program import Program, has_java, java

NU = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
NARROW = {"width": 320, "height": 640}
"""WCAG 1.4.10 (Reflow): a page is read at this width, in CSS pixels, without scrolling both ways."""

SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important }
* { word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""
"""WCAG 1.4.12 (Text Spacing): what a reader may set without losing anything."""

# A thread of its own: Playwright allows one of itself to a thread, and the journeys have theirs.
_BROWSING = ThreadPoolExecutor(1, thread_name_prefix="axe")


def has_nu() -> bool:
    """Say whether Java and the Nu Html Checker are on this machine."""
    return has_java() and NU.exists()


def nu(data: bytes) -> tuple[str, ...]:
    """Return the errors that the Nu Html Checker finds on a page. Its remarks are none."""
    assert NU.exists(), "the Nu Html Checker is missing; make test installs it"
    messages = json.loads(_NU.answer(data))["messages"]
    return tuple(
        f"line {message.get('lastLine')}: {message['message']}"
        for message in messages
        if message["type"] != "info"
    )


# A deep list overflows Java's usual stack.
_NU = Program(lambda: java("NuCheck.java", NU, options=("-Xss8m",)), ".html")


def has_axe() -> bool:
    """Say whether axe-core and Chromium are on this machine."""
    return AXE.exists() and any(shutil.which(name) for name in ("chromium", "chromium-browser"))


def axe(data: bytes) -> tuple[str, ...]:
    """Return what axe-core finds, best practice included, in light and in dark; and what does not reflow."""
    return _BROWSING.submit(_axe, data).result()


def _axe(data: bytes) -> tuple[str, ...]:
    found = []
    for scheme in ("light", "dark"):
        with _opened(data, color_scheme=scheme) as page:
            try:
                assert_no_violation(page)
            except AssertionError as error:
                found.append(f"{scheme}: {error}")
    return (*found, *_reflow(data))


def _reflow(data: bytes) -> tuple[str, ...]:
    """Return what makes the page scroll sideways when it is narrow, also with a reader's spacing."""
    found = []
    with _opened(data, viewport=NARROW) as page:
        for what, style in (("as it is", ":root {}"), ("with text spacing", SPACED)):
            page.add_style_tag(content=style)
            wide = page.evaluate("() => document.documentElement.scrollWidth")
            if wide > NARROW["width"]:
                found.append(f"at 320 pixels, {what}, the page is {wide} pixels wide")
    return tuple(found)


def printed(data: bytes) -> bytes:
    """Return the PDF that Chromium prints of a page."""

    def run() -> bytes:
        with _opened(data) as page:
            return page.pdf(format="A4")

    return _BROWSING.submit(run).result()


@contextmanager
def _opened(data: bytes, **settings: object) -> Iterator[Page]:
    """Yield ``data`` opened from a file, without a network, as somebody who got it by mail opens it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_bytes(data)
        context = _browser().new_context(offline=True, **settings)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(path.as_uri())
        yield page
        context.close()


@cache
def _browser() -> Browser:
    """Start Chromium, once. It ends with this process, whose pipe it watches."""
    playwright = sync_playwright().start()
    return playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])


HTML_JUDGES = (
    Judge("Nu Html Checker", nu, has_nu),
    Judge("axe-core", axe, has_axe),
)
