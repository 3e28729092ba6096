"""Characters that a format has no sign, shape or word for: what stands for them, and who is told."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from converters import Finding, FindingKind, WriteOptions, convert, write
from converters import document as d
from converters.document import Document, Origin
from converters.formats import WRITERS
from tests import pdfs
from tests.converters.read_back import structure
from tests.converters.trees import doc, figure, h, item, numbered, p, row, table, td, th
from tests.judges.words import bare

NOWHERE = "\uf0a7"
"""A character for private use, which no typeface has and nobody has named."""


def noticed(name: str, *blocks: d.Block) -> list[tuple[int | None, str]]:
    findings = WRITERS[name].foresee(doc(h(1, "T"), *blocks), WriteOptions())
    assert {finding.kind for finding in findings} <= {FindingKind.CHARACTER_REPLACED}
    return [(finding.page, finding.detail) for finding in findings]


def on_page(number: int, text: str) -> d.Paragraph:
    return replace(p(text), origin=Origin(number))


def test_what_braille_has_no_sign_for_is_named_page_by_page() -> None:
    assert noticed("braille", on_page(2, "A ☃ and a ☃."), on_page(3, "☐ “Yes” – café, 5 €, ½ or ⁴")) == [
        (2, "Braille has no sign for “snowman” (U+2603). Its name stands there instead."),
        (3, "Braille has no sign for “ballot box” (U+2610). Its name stands there instead."),
    ]


def test_of_many_characters_on_a_page_a_few_are_named_and_the_rest_counted() -> None:
    ((_, detail),) = noticed("braille", p("☀☁☂☃☄★☆"))
    assert detail.startswith("Braille has no sign for “black sun with rays” (U+2600), “cloud”")
    assert detail.endswith("“comet” (U+2604) and 2 more. Their names stand there instead.")


def test_a_character_without_a_name_is_left_out_and_that_is_said() -> None:
    said = "Braille has no sign for a character without a name (U+F0A7). It is left out."
    assert noticed("braille-pef", p(f"a{NOWHERE}b")) == [(None, said)]


@pytest.mark.parametrize(
    "block",
    [
        table(row(th("☃")), row(td("x")), header_rows=1),
        table(row("x"), caption="☃"),
        figure("lost", "☃"),
        d.Equation("☃"),
        d.CodeBlock("☃"),
        numbered(item("x", label="☃")),
        d.Quote((p("☃"),)),
    ],
)
def test_they_are_found_wherever_they_stand(block: d.Block) -> None:
    assert len(noticed("braille", block)) == 1


def test_passages_are_asked_about_in_their_own_language() -> None:
    assert noticed("braille", p(d.Text("שלום", "he")), replace(p("שלום"), language="he")) == []
    assert len(noticed("braille", p("漢字"))) == 1


def test_pdf_spells_out_what_no_typeface_has_and_says_so() -> None:
    document = doc(h(1, "T"), on_page(4, f"a {NOWHERE} b"))
    for name in ("pdf", "large-print"):
        text = bare(structure(write(document, (), name)).text)
        assert bare("a [character u+f0a7] b") in text
        assert bare("No typeface here has a shape for a character without a name (U+F0A7).") in text


def test_pdf_has_shapes_for_the_letters_and_signs_of_every_day() -> None:
    assert noticed("pdf", p("Żółć, naïve, “quoted” – 5 € • ½ ✓ ≤ Ωμέγα Москва")) == []


def test_who_looks_after_the_files_is_told_of_all_and_a_reader_of_their_own() -> None:
    made = convert(pdfs.simple(), ["json", "html"])
    assert not any(one.kind is FindingKind.CHARACTER_REPLACED for one in made.findings)
    made = convert(pdf_of("One ☃ on a page."), ["json", "html", "braille"])
    (replaced,) = [one for one in made.findings if one.kind is FindingKind.CHARACTER_REPLACED]
    assert replaced == Finding(
        FindingKind.CHARACTER_REPLACED,
        1,
        "Braille has no sign for “snowman” (U+2603). Its name stands there instead.",
    )
    assert replaced.detail in [one["detail"] for one in json.loads(made.files["json"])["findings"]]
    assert b"Braille" not in made.files["html"]


def pdf_of(text: str) -> bytes:
    return write(doc(h(1, "Report"), p(text), title="Report"), (), "pdf")


def test_a_format_that_cannot_be_made_keeps_nobody_else_from_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    from converters.tools import liblouis

    monkeypatch.setattr(liblouis, "_library", lambda: 1 / 0)
    made = convert(pdf_of("One ☀ on a page."), ["html", "braille"])
    assert set(made.files) == {"html"}
    assert set(made.failures) == {"braille"}


def test_the_document_is_not_asked_twice_for_what_is_plain() -> None:
    assert WRITERS["pdf"].foresee(Document("T", "en", (p("plain words"),)), WriteOptions()) == ()


@pytest.mark.journey
def test_a_voice_says_the_names_of_signs_that_it_would_pass_over() -> None:
    assert noticed("audio", on_page(2, "✓ or ∮, not → or ½, and • is no sign")) == [
        (
            2,
            "The voice has no word for “check mark” (U+2713) and “contour integral” (U+222E). "
            "Their names stand there instead.",
        )
    ]
