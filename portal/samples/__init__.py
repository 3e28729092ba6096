"""A short report of an invented public body, to try the service with, as three kinds of PDF.

Nothing heavy is imported before a file is made: the first screen lists ``SAMPLES``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sample:
    """One PDF to try. ``path`` is relative in ``SAMPLES``, and in its folder once made."""

    name: str
    title: str
    what: str
    path: Path


SAMPLES: tuple[Sample, ...] = (
    Sample(
        name="tagged",
        title="Committee report, tagged",
        what="A PDF that says what is a heading, a list and a table, and describes its picture.",
        path=Path("committee-report-tagged.pdf"),
    ),
    Sample(
        name="untagged",
        title="Committee report, not tagged",
        what="The same pages as most PDFs come: words in places, and no word on what they are.",
        path=Path("committee-report-untagged.pdf"),
    ),
    Sample(
        name="scan",
        title="Committee report, scanned",
        what="The same pages as pictures from a scanner, one of them askew: no text at all.",
        path=Path("committee-report-scan.pdf"),
    ),
)


def make_samples(folder: Path) -> tuple[Sample, ...]:
    """Return the samples in ``folder``, after making those that are missing or out of date.

    The same sources give the same bytes. Several processes may call this at
    once: each file is replaced whole.

    Raises:
        OSError: the folder cannot be made or written.
    """
    from portal.samples.make import fill  # WeasyPrint takes a second to import

    return fill(folder, SAMPLES)


__all__ = ["SAMPLES", "Sample", "make_samples"]
