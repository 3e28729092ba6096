"""How far a conversion is, in a sentence for whoever waits. Pure."""

from __future__ import annotations

from typing import Final

from converters import Stage
from portal.choices import format_choice, is_format
from requests_log import Progress

WAITING: Final = "waiting"
"""The stage of a format that will be made in a job of its own. Stored, so never renamed."""


def how_far(progress: Progress) -> str:
    """Return "We are reading page 12 of 40."."""
    match progress.stage:
        case Stage.READING:
            return f"We are reading {_page(progress)}."
        case Stage.CHECKING if progress.format is not None and is_format(progress.format):
            return f"We are checking this now: {format_choice(progress.format).name}."
        case Stage.RECOGNISING:
            return f"Some pages are pictures of text. We are reading {_page(progress)} of that kind."
        case _ if progress.stage == WAITING and progress.format is not None:
            name = format_choice(progress.format).name
            return f"This is next: {name}. For a long document it can take an hour."
        case _ if progress.format is None or not is_format(progress.format):
            return "We are making your files."
        case _:
            page = f", {_page(progress)}" if progress.done else ""
            return f"We are making this now: {format_choice(progress.format).name}{page}."


def _page(progress: Progress) -> str:
    """Return the page that is being worked on; where nobody knows how many there are, just its number."""
    if not progress.total:
        return f"page {progress.done}"
    return f"page {min(progress.done + 1, progress.total)} of {progress.total}"
