"""The benchmark of untagged files counts what it says it counts."""

from __future__ import annotations

from pathlib import Path

from weasyprint import HTML  # type: ignore[import-untyped]

from converters import read
from converters.document import Heading
from tests.benchmarks.untagged.author import said_by_author, without_tags
from tests.benchmarks.untagged.marks import counts, f1
from tests.benchmarks.untagged.structure import structure_of

BODY = (
    "<h1>Ports</h1><p>The keeper trims the lamp and writes the hour in the book.</p>"
    "<ul><li>lamps<ul><li>oil</li></ul></li><li>ropes</li></ul>"
    "<table><tr><th>Port</th><th>Ships</th></tr><tr><td>Hull</td><td>3</td></tr></table>"
)


def tagged() -> bytes:
    made: bytes = HTML(string=BODY).write_pdf(pdf_tags=True)
    return made


def test_tags_say_what_the_html_they_were_made_from_says() -> None:
    said = said_by_author(Path("made.pdf"), tagged())
    assert said is not None
    structure, asked = said
    truth = structure_of(f"<body>{BODY}</body>")
    assert (structure.headings, structure.items) == (truth.headings, truth.items)
    assert structure.tables[0].heads == truth.tables[0].heads
    assert asked == {"heading", "level", "list item", "table", "cells", "header cells"}


def test_without_its_tags_a_file_is_read_by_its_layout() -> None:
    document, _ = read(without_tags(tagged()))
    (heading, *_) = (block for block in document.blocks if isinstance(block, Heading))
    assert heading.origin is not None
    assert not heading.origin.tagged
    assert said_by_author(Path("made.pdf"), without_tags(tagged())) is None


def test_inventions_and_misses_lower_the_figure() -> None:
    truth = structure_of("<h1>Ports</h1><h2>Lamps of the coast</h2>", ("harbour board",))
    guess = structure_of("<h1>Ports</h1><h3>Lamps of the coast</h3><h2>By nobody</h2><p>Harbour Board</p>")
    found = counts(truth, guess)
    assert found["heading"] == (2, 2, 3)
    assert (f1(found["level"]), f1(found["running"]), f1(found["caption"])) == (1.0, 0.0, None)
