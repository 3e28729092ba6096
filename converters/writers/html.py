"""The web page: one file that needs no other, without scripts."""

from __future__ import annotations

from converters.document import Block, Document, Heading, PageStart
from converters.findings import Finding
from converters.options import WriteOptions
from converters.writers import words
from converters.writers.about import About, about, about_blocks
from converters.writers.markup.blocks import blocks
from converters.writers.markup.contents import contents, notes
from converters.writers.markup.context import Context, Manner, context_of
from converters.writers.markup.tags import Element, lines, page, tag
from converters.writers.outline import title_of, with_title_heading
from converters.writers.style_sheets import style_sheet
from converters.writers.text import is_right_to_left, language_tag

_SCREEN = Manner(page_words=lambda label: f"Page {label}", formulas_as_mathml=True)


def write_html(document: Document, findings: tuple[Finding, ...], options: WriteOptions) -> bytes:
    """Return ``document`` as a self-contained HTML page in UTF-8.

    Pictures are inside it; nothing is fetched and nothing runs. A line at its
    start and its foot say what it is and what is doubtful.
    """
    note = about(document, findings, options)
    context = context_of(with_title_heading(document), _SCREEN)
    added = 0 < len(document.blocks) < len(context.document.blocks)
    root = tag(
        "html",
        _head(document),
        "\n",
        _body(context, added, note),
        lang=language_tag(document.language) or "und",
    )
    if is_right_to_left(document.language):
        root.set("dir", "rtl")
    return page(root)


def _head(document: Document) -> Element:
    return tag(
        "head",
        "\n",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title_of(document)),
        tag("style", style_sheet("list-markers", "html")),
    )


def _body(context: Context, title_added: bool, note: About) -> Element:
    """Return the body: a way past the contents list, then the title, the list, the text and the notes.

    A title that the document itself does not print stands in a header, before what it does.
    """
    opening, rest = _opening(context.document.blocks)
    title = blocks(opening, context)
    main = tag("main", "\n", *([] if title_added else title))
    listed = contents(context)
    if listed is not None:
        main.append(listed)
    main.append(tag("div", "\n", *blocks(rest, context), id="text", tabindex="-1"))
    ending = notes(context)
    if ending is not None:
        main.append(ending)
    skip = tag("a", words.SKIP, href="#text", class_="skip", **context.of_words)
    header = tag("header", "\n", *lines([_what_it_is(note, context)]), *(title if title_added else ()))
    return tag("body", "\n", skip, "\n", header, "\n", main, "\n", _foot(note, context), "\n")


def _what_it_is(note: About, context: Context) -> Element:
    """Return the first line of the page: what a reader should know before trusting it."""
    more = tag("a", words.ABOUT, href="#about")
    return tag("p", note.status, " ", more, class_="made", **context.of_words)


def _foot(note: About, context: Context) -> Element:
    """Return the quality note, outside the main part: it is not the document's. Its name is no heading."""
    name = tag("p", words.ABOUT, id="about-name", class_="name", **context.of_words)
    told = blocks(about_blocks(note, context.document.language), context)
    return tag("footer", "\n", *lines([name]), *told, id="about", aria_labelledby="about-name")


def _opening(nodes: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Part the title heading, with a page mark before it, from the rest; the contents list goes between."""
    for index, node in enumerate(nodes):
        if isinstance(node, Heading) and node.level == 1:
            return nodes[: index + 1], nodes[index + 1 :]
        if not isinstance(node, PageStart):
            break
    return (), nodes
