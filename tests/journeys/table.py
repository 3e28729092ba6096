"""The table of every page and every state of it, for all three roles and for the plain pages.

A row is a decorated function whose name is the state and which leads there:

    @state("/follow", "follow.html")
    def follow_while_files_are_made(at: At) -> None:
        at.go(at.stage.link(at.stage.once(cases.converting)))

``page_at(address, template)`` is a row for a page that only has to be opened. The rows stand in the
modules called ``…_states.py``. ``test_states.py`` looks at every row in every way, and fails where a
page or a template of the application has no row.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import Page, expect

from tests.journeys.stage import Stage

Who = Literal["anybody", "staff", "manager"]


@dataclass(frozen=True, slots=True)
class At:
    """Where a state is reached: a page of its own, the portal on its stage, a folder for files.

    What ``kept`` holds open (a portal that is slow, or broken) stays so while the state is looked at.
    """

    page: Page
    stage: Stage
    folder: Path
    kept: ExitStack

    def go(self, path: str = "/") -> None:
        """Open an address of the portal and wait until its heading is there."""
        self.page.goto(path if path.startswith("http") else self.stage.address + path)
        expect(self.page.locator("h1:visible")).to_be_visible()

    def press(self, name: str) -> None:
        """Press the first button that begins with these words, and wait for what comes."""
        self.page.get_by_role("button", name=name).first.click()

    def press_wrongly(self, name: str) -> None:
        """Press a button, and wait for the summary of what is to be put right."""
        self.press(name)
        expect(self.page.locator(".error-summary")).to_be_focused()

    def unfold(self, words: str) -> None:
        self.page.locator("summary", has_text=words).first.click()

    def keep(self, state: AbstractContextManager[None]) -> None:
        self.kept.enter_context(state)

    def heading(self, words: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(words)


Reach = Callable[[At], None]


@dataclass(frozen=True, slots=True)
class State:
    """A row: the address as the application names it, the template it shows, who looks, how to get there."""

    name: str
    address: str
    template: str
    reach: Reach
    who: Who = "anybody"


STATES: Final[list[State]] = []


def state(
    address: str, template: str, who: Who = "anybody", *, nobody_asked: bool = False
) -> Callable[[Reach], Reach]:
    """Add a row to the table. The function's name is the state's; it leads there.

    Rows of a time when ``nobody_asked`` for anything yet stand first: the others fill the log.
    """

    def add(reach: Reach) -> Reach:
        row = State(reach.__name__.replace("_", " "), address, template, reach, who)
        STATES.insert(0 if nobody_asked else len(STATES), row)
        return reach

    return add


def page_at(address: str, template: str) -> None:
    """Add a row for a page that is there as soon as its address is opened."""
    STATES.append(State(f"{address} opened", address, template, lambda at: at.go(address)))
