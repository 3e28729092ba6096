"""Independent judges of a web page: the Nu Html Checker, axe-core in Chromium, and its words read back.

Each takes the bytes of a page and returns what is wrong with it, one sentence a fault.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.axe import assert_no_violation
from tests.journeys.service import chromium

NU = Path(__file__).parent / "judges" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
NU_SECONDS = 300.0
NARROW = {"width": 320, "height": 640}
"""WCAG 1.4.10 (Reflow): a page is read at this width, in CSS pixels, without scrolling both ways."""

SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important }
* { word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""
"""WCAG 1.4.12 (Text Spacing): what a reader may set without losing anything."""


def nu_problems(pages: Mapping[str, bytes]) -> dict[str, tuple[str, ...]]:
    """Return the errors that the Nu Html Checker finds in each of ``pages``, by their names.

    One Java process judges all of them: starting it costs more than a page.
    """
    assert NU.exists(), "the Nu Html Checker is missing; make test installs it"
    found: dict[str, list[str]] = {name: [] for name in pages}
    with tempfile.TemporaryDirectory() as folder:
        paths = {Path(folder) / f"{number}.html": name for number, name in enumerate(pages)}
        for path, name in paths.items():
            path.write_bytes(pages[name])
        for message in _nu_messages([str(path) for path in paths]) if paths else ():
            if message["type"] != "info":
                name = paths[Path(message["url"].removeprefix("file:"))]
                found[name].append(f"line {message.get('lastLine')}: {message['message']}")
    return {name: tuple(said) for name, said in found.items()}


def _nu_messages(paths: list[str]) -> list[dict[str, str]]:
    # A deep list overflows Java's usual stack; stdout is for the server it can be, stderr for us.
    command = ["java", "-Xss8m", "-jar", str(NU), "--format", "json", "--exit-zero-always", *paths]
    done = subprocess.run(command, capture_output=True, timeout=NU_SECONDS, check=True)
    messages: list[dict[str, str]] = json.loads(done.stderr)["messages"]
    return messages


AxeJudge = Callable[[bytes], tuple[str, ...]]


@contextmanager
def axe_judge() -> Iterator[AxeJudge]:
    """Yield a judge that opens a page in Chromium and says what axe-core finds, best practice included."""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"]) as browser,
    ):
        yield lambda data: axe_problems(browser, data)


def axe_problems(browser: Browser, data: bytes) -> tuple[str, ...]:
    """Return the violations of the page in light and in dark colours, and what does not fit 320 pixels."""
    found = []
    for scheme in ("light", "dark"):
        with opened(browser, data, color_scheme=scheme) as page:
            try:
                assert_no_violation(page)
            except AssertionError as error:
                found.append(f"{scheme}: {error}")
    return (*found, *reflow_problems(browser, data))


def reflow_problems(browser: Browser, data: bytes) -> tuple[str, ...]:
    """Return what makes the page scroll sideways when it is narrow, also with a reader's spacing."""
    found = []
    with opened(browser, data, viewport=NARROW) as page:
        for what, style in (("as it is", ":root {}"), ("with text spacing", SPACED)):
            page.add_style_tag(content=style)
            wide = page.evaluate("() => document.documentElement.scrollWidth")
            if wide > NARROW["width"]:
                found.append(f"at 320 pixels, {what}, the page is {wide} pixels wide")
    return tuple(found)


@contextmanager
def opened(browser: Browser, data: bytes, **settings: object) -> Iterator[Page]:
    """Yield ``data`` opened from a file, without a network, as somebody who got it by mail opens it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_bytes(data)
        context = browser.new_context(offline=True, **settings)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(path.as_uri())
        yield page
        context.close()
