"""One-line builders of document trees, for tests."""

from __future__ import annotations

import struct
import zlib
from typing import TypeAlias

from converters import document as d
from converters.document import Block, Inline, Numbering, Scope

Words: TypeAlias = str | Inline


def inlines(*words: Words) -> d.Inlines:
    return tuple(d.Text(word) if isinstance(word, str) else word for word in words)


def doc(
    *blocks: Block,
    title: str = "Report",
    language: str = "en-GB",
    images: tuple[d.Image, ...] = (),
    notes: tuple[d.Note, ...] = (),
) -> d.Document:
    return d.Document(title, language, blocks, images, notes)


def h(level: int, *words: Words, id: str | None = None) -> d.Heading:
    return d.Heading(level, inlines(*words), id)


def p(*words: Words, language: str | None = None) -> d.Paragraph:
    return d.Paragraph(inlines(*words), language)


def t(text: str, language: str | None = None) -> d.Text:
    return d.Text(text, language)


def strong(*words: Words) -> d.Strong:
    return d.Strong(inlines(*words))


def em(*words: Words) -> d.Emphasis:
    return d.Emphasis(inlines(*words))


def link(target: str, *words: Words) -> d.Link:
    return d.Link(inlines(*words), target)


def mark(note: str) -> d.NoteMark:
    return d.NoteMark(note)


def item(*content: Block | str, label: str | None = None) -> d.ListItem:
    return d.ListItem(tuple(p(part) if isinstance(part, str) else part for part in content), label)


def bullets(*items: d.ListItem | str) -> d.ListBlock:
    return d.ListBlock(tuple(item(one) if isinstance(one, str) else one for one in items))


def numbered(
    *items: d.ListItem | str, numbering: Numbering = Numbering.DECIMAL, start: int = 1
) -> d.ListBlock:
    made = tuple(item(one) if isinstance(one, str) else one for one in items)
    return d.ListBlock(made, numbering, start)


def td(*content: Block | str, columns: int = 1, rows: int = 1) -> d.Cell:
    return th(*content, scope=None, columns=columns, rows=rows)


def th(*content: Block | str, scope: Scope | None = Scope.COLUMN, columns: int = 1, rows: int = 1) -> d.Cell:
    blocks = tuple(p(part) if isinstance(part, str) else part for part in content)
    return d.Cell(blocks, scope, columns, rows)


def rh(*content: Block | str, columns: int = 1, rows: int = 1) -> d.Cell:
    return th(*content, scope=Scope.ROW, columns=columns, rows=rows)


def row(*cells: d.Cell | str) -> d.Row:
    return d.Row(tuple(td(cell) if isinstance(cell, str) else cell for cell in cells))


def table(*rows: d.Row, header_rows: int = 0, caption: str = "") -> d.Table:
    return d.Table(rows, header_rows, inlines(caption) if caption else ())


def figure(image: str | None = None, alt: str | None = None, caption: str = "") -> d.Figure:
    return d.Figure(image, alt, inlines(caption) if caption else ())


def quote(*content: Block | str) -> d.Quote:
    return d.Quote(tuple(p(part) if isinstance(part, str) else part for part in content))


def page(label: str) -> d.PageStart:
    return d.PageStart(label)


def note(id: str, label: str, *content: Block | str) -> d.Note:
    return d.Note(id, label, tuple(p(part) if isinstance(part, str) else part for part in content))


def png(name: str = "chart", width: int = 40, height: int = 20, points: float | None = None) -> d.Image:
    """Return a plain blue PNG of ``width`` by ``height`` pixels."""
    lines = b"".join(b"\x00" + b"\x1a\x4f\x8b" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b"")]
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return d.Image(name, "image/png", b"\x89PNG\r\n\x1a\n" + b"".join(chunks), width, height, points)


def rich() -> d.Document:
    """Return a document with one of everything."""
    return doc(
        *_opening(),
        *_lists(),
        *_tables_and_pictures(),
        *_closing(),
        images=(png("chart", 400, 200, 300.0),),
        notes=(
            note("n1", "1", "Of which one was late."),
            note("n2", "*", p("One abstained. ", link("https://example.org", "More")), p("Twice.")),
        ),
        title="Minutes & <reports>",
    )


def _opening() -> tuple[Block, ...]:
    """Return a page's start, a heading and a paragraph with every kind of inline."""
    return (
        page("1"),
        h(1, "Minutes & <reports> of the committee"),
        p(
            "The committee met on ",
            strong("Friday"),
            " and heard ",
            em("three"),
            " petitions",
            mark("n1"),
            ". ",
            t("Tout le monde était là.", "fr"),
            " See ",
            link("https://example.org/a?b=1&c=é", "the website"),
            " or ",
            link("#motion", "the motion"),
            ", not ",
            link("javascript:alert(1)", "this"),
            ".",
        ),
    )


def _lists() -> tuple[Block, ...]:
    """Return lists of every kind."""
    return (
        h(2, "Motion", id="motion"),
        p("That this House, in line with the orders of the day:"),
        numbered(
            item("notes the report;", label="(a)"),
            item(
                "calls on the Government",
                numbered(
                    item("to publish it;", label="(i)"),
                    item("to act on it; and", label="(ii)"),
                    numbering=Numbering.LOWER_ROMAN,
                ),
                label="(b)",
            ),
            item("asks for", p("a second paragraph in the same item, and"), label="(c)"),
            item("skips one.", label="(e)"),
            numbering=Numbering.LOWER_ALPHA,
        ),
        numbered("again from one", "and two"),
        numbered("from seven", "to eight", start=7),
        numbered(item("legal numbering", label="2.1"), item("more of it", label="2.2"), start=1),
        bullets("one", item("two", bullets("two and a half")), "three"),
    )


def _tables_and_pictures() -> tuple[Block, ...]:
    """Return tables and figures of every kind."""
    return (
        page("2"),
        h(2, "Figures and tables"),
        table(
            row(th("Place", rows=2), th("Visits", columns=2)),
            row(th("Adults"), th("Children")),
            row(rh("Leeds", rows=2), "10", "20"),
            row("11", "21"),
            row(rh("York"), "12", td("22", p("and more"))),
            header_rows=2,
            caption="Visits by place",
        ),
        table(row(th("Name"), th("Vote")), row("Ada", "Yes"), row("Grace", "No"), header_rows=1),
        figure("chart", "A chart: visits rise from 10 to 22.", "Figure 1. Visits"),
        figure("chart", None, "Figure 2. Not described"),
        figure("chart", ""),
        figure(None, None),
    )


def m(name: str, *inner: d.Math | str, **attributes: str) -> d.Math:
    """Return an element of a formula, of a token its text."""
    text = "".join(one for one in inner if isinstance(one, str))
    children = tuple(one for one in inner if isinstance(one, d.Math))
    return d.Math(name, children, text, tuple(sorted(attributes.items())))


def roots() -> d.Math:
    """Return a formula with a fraction, a root and a sum with its limits."""
    square = m("msup", m("mi", "x"), m("mn", "2"))
    under = m("mrow", m("mi", "i"), m("mo", "="), m("mn", "1"))
    total = m("munderover", m("mo", "∑"), under, m("mi", "n"))
    half = m("mfrac", m("msqrt", square), m("mn", "2"))
    return m("math", half, m("mo", "="), total, m("msub", m("mi", "x"), m("mi", "i")))


def _closing() -> tuple[Block, ...]:
    """Return a quotation, formulas, code, and text from right to left."""
    return (
        quote("Order, order.", p("The House divided.")),
        d.Equation("a² + b² = c²", "chart"),
        d.Equation("E = mc²"),
        d.Equation("(√(x^2))/2 = ∑_(i = 1)^n x_i", "chart", "(1)", roots()),
        d.CodeBlock("if x < 1:\n    return  'a'"),
        h(2, "Last words"),
        p("Ayes 3", mark("n2"), ", noes 2", mark("n1"), ". ", d.Code("x = 1"), d.LineBreak(), "The end."),
        p("שלום לכולם", language="he"),
    )
