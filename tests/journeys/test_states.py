"""Every page and every state of it, in every way it is looked at. ``table.py`` says how a row is written."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from starlette.routing import Route

from portal.app import ROUTES
from portal.routes.signin import SESSION_COOKIE
from tests.journeys import asking_states, following_states, plain_states, staff_states
from tests.journeys.axe import assert_no_violation
from tests.journeys.controls import (
    assert_large_enough,
    assert_names_begin_with_what_is_seen,
    assert_tab_reads_in_order,
)
from tests.journeys.looks import LOOKS, NARROW, assert_nothing_to_the_side, looked_at, wear
from tests.journeys.stage import Stage, staged
from tests.journeys.table import STATES, At, State
from tests.journeys.visits import visiting

PORTAL: Final = Path(__file__).parent.parent.parent / "portal"
TABLES: Final = (
    asking_states,
    following_states,
    plain_states,
    staff_states,
)  # each fills STATES when it is imported

# Addresses that answer with something else than a page of ours.
NO_PAGES: Final = {
    "/already": "for the form's script",
    "/assets/connection.js": "a script",
    "/assets/screen.css": "a style sheet",
    "/case-file/{reference}/{what}": "a file; where there is none, the page of /download",
    "/checked/{key}": "a file; where there is none, the page of /download",
    "/copy/{key}/text": "a text; where there is none, the page of /download",
    "/health": "for machines",
    "/promise.csv": "a file; where there is none, the page of /download",
    "/samples/{name}": "a file; where there is none, the page of /download",
}
# Templates that are parts of others.
NO_SCREENS: Final = {
    "layout.html",
    "staff.html",
    "fields.html",
    "plain.html",
    "plain_screen.html",
    "way_round.html",
}


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with staged(tmp_path_factory.mktemp("stage") / "data") as stage:
        yield stage


@pytest.fixture(scope="module")
def people(browser: Browser, stage: Stage) -> Iterator[dict[str, BrowserContext]]:
    """A browser for each role, so that nothing is loaded anew for each state."""
    everybody = ("anybody", "staff", "manager")
    contexts = {who: visiting(browser) for who in everybody}
    for who, context in contexts.items():
        if who != "anybody":
            key = stage.office.keys.for_session(who)
            context.add_cookies([{"name": SESSION_COOKIE, "value": key, "url": stage.address}])
    yield contexts
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_a_state_is_for_everybody(
    state: State, stage: Stage, people: dict[str, BrowserContext], tmp_path: Path
) -> None:
    page = people[state.who].new_page()  # a tab of its own: what is typed in one is kept in it
    with ExitStack() as kept:
        kept.callback(page.close)
        state.reach(At(page, stage, tmp_path, kept))
        if page.evaluate("window.lastScreenShown"):
            assert page.evaluate("window.lastScreenShown") == state.template
        assert_for_everybody(page, state)


def assert_for_everybody(page: Page, state: State) -> None:
    """Look at the page in every way; then go through it with Tab, in forced colours too."""
    for look in looked_at(page):
        assert_no_violation(page, look)
        assert_large_enough(page, look)
        assert_nothing_to_the_side(page, look)
    assert_names_begin_with_what_is_seen(page)
    assert_tab_reads_in_order(page, f"{page.viewport_size}")
    page.set_viewport_size({"width": NARROW, "height": 800})
    wear(page, next(look for look in LOOKS if look.name == "forced colours"))
    assert_tab_reads_in_order(page, "320 px, forced colours")


def test_every_page_of_the_application_is_in_the_table() -> None:
    routes = {route.path for route in ROUTES if isinstance(route, Route) and "GET" in (route.methods or ())}
    screens = set(re.findall(r'url_path="(\w+)"', (PORTAL / "navigation.py").read_text()))
    pages = (routes - set(NO_PAGES)) | {f"/{name}" for name in screens}
    assert len(screens) >= 5 and len(routes) >= 15
    assert pages - {state.address for state in STATES} == set()
    assert set(NO_PAGES) <= routes


def test_every_template_of_the_application_is_in_the_table() -> None:
    shown = {name for path in PORTAL.rglob("*.py") for name in templates_in(path)}
    assert len(shown) >= 15
    assert shown - NO_SCREENS - {state.template for state in STATES} == set()


def templates_in(path: Path) -> set[str]:
    """Return the names of the templates that a module mentions and that are screens or pages."""
    strings = (node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant))
    named = {value for value in strings if isinstance(value, str) and value.endswith(".html")}
    return {
        name for name in named if any((PORTAL / folder / name).exists() for folder in ("screens", "routes"))
    }
