"""Inline content as runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import assert_never

from docx.oxml.ns import qn
from docx.oxml.text.run import CT_R
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from converters import document as d
from converters.walk import every_inline, plain_text
from converters.writers.docx.book import Footnote, Story
from converters.writers.docx.xml import Element, w
from converters.writers.links import web_address
from converters.writers.text import is_right_to_left, language_tag, legal, starts_right_to_left
from converters.writers.words import language_of_words

_EAST_ASIAN = {"zh", "ja", "ko"}


@dataclass(frozen=True, slots=True)
class Look:
    """What a run carries besides its text; ``style`` is the id of a character style."""

    bold: bool = False
    italic: bool = False
    style: str | None = None
    language: str | None = None


PLAIN = Look()
RAISED = Look(style="FootnoteReference")


def add_runs(nodes: d.Inlines, line: Paragraph, story: Story, look: Look = PLAIN) -> None:
    """Add inline content to ``line`` as runs, hyperlinks and bookmarks."""
    for node in nodes:
        _add_inline(node, line, story, look)


def add_run(text: str, line: Paragraph, look: Look = PLAIN) -> Run:
    """Add one run; tabs stay tabs, and line ends are breaks."""
    made = line.add_run()
    _add_text(text, made)
    if look.style:
        made._r.style = look.style
    if look.bold:
        made.bold = made.font.cs_bold = True
    if look.italic:
        made.italic = made.font.cs_italic = True
    rtl = starts_right_to_left(text)
    if rtl:
        made.font.rtl = True
    if look.language:
        _mark_language(made._r, look.language, rtl)
    return made


def add_own_run(words: str, line: Paragraph, story: Story) -> Run:
    """Add a run with our own words, marked as English inside a document that is not."""
    return add_run(words, line, Look(language=language_of_words(story.book.document.language)))


def _add_inline(node: d.Inline, line: Paragraph, story: Story, look: Look) -> None:
    match node:
        case d.Text(text=text, language=language):
            # A line end inside running text is no more than a space; LineBreak is the real thing.
            flowing = re.sub(r"[\r\n]+", " ", text)
            if flowing:
                add_run(flowing, line, replace(look, language=language_tag(language) or look.language))
        case d.Strong(children=children):
            add_runs(children, line, story, replace(look, bold=True))
        case d.Emphasis(children=children):
            add_runs(children, line, story, _emphasised(look, story))
        case d.Quotation(children=children):
            add_runs((d.Text("“"), *children, d.Text("”")), line, story, look)
        case d.Link(children=children, target=target):
            _add_link(children, target, line, story, look)
        case d.NoteMark(note=note):
            _add_note_mark(note, line, story)
        case d.Code(text=text):
            add_run(text, line, replace(look, style=look.style or "CodeCharacter"))
        case d.LineBreak():
            line.add_run().add_break()
        case _:
            assert_never(node)


def _emphasised(look: Look, story: Story) -> Look:
    """Return the look of emphasis: italics, in large print bold letters (UKAAF: no italics)."""
    return replace(look, bold=True) if story.book.design.is_print else replace(look, italic=True)


def _add_link(children: d.Inlines, target: str, line: Paragraph, story: Story, look: Look) -> None:
    """Add a hyperlink; note marks inside it come after, and links inside it are words."""
    hyperlink = _hyperlink(target, story)
    if hyperlink is None:
        _add_words(children, line, story, look)
    else:
        _add_linked(children, target, hyperlink, line, story, replace(look, style="Hyperlink"))
    for mark in every_inline(children):
        if isinstance(mark, d.NoteMark):
            _add_note_mark(mark.note, line, story)


def _add_linked(
    children: d.Inlines, target: str, hyperlink: Element, line: Paragraph, story: Story, look: Look
) -> None:
    """Add the words of a link, and put ``hyperlink`` around them."""
    words_before = len(line._p)
    if plain_text(children).strip():
        _add_words(children, line, story, look)
    else:  # a link without words would have no name; its address is better than none
        add_run(target, line, look)
    hyperlink.extend(list(line._p)[words_before:])
    line._p.append(hyperlink)


def _hyperlink(target: str, story: Story) -> Element | None:
    """Return an empty hyperlink to a place in the document or on the web, None where we may not go."""
    if target.startswith("#"):
        bookmark = story.book.bookmarks.get(target[1:])
        return w("hyperlink", anchor=bookmark, history=1) if bookmark else None
    address = web_address(target)
    if address is None:
        return None
    made = w("hyperlink", history=1)
    made.set(qn("r:id"), story.related(address))
    return made


def _add_words(nodes: d.Inlines, line: Paragraph, story: Story, look: Look) -> None:
    """Add the runs of ``nodes`` without links and note marks."""
    for node in nodes:
        match node:
            case d.Link(children=children):
                _add_words(children, line, story, look)
            case d.Strong(children=children):
                _add_words(children, line, story, replace(look, bold=True))
            case d.Emphasis(children=children):
                _add_words(children, line, story, _emphasised(look, story))
            case d.Quotation(children=children):
                _add_words((d.Text("“"), *children, d.Text("”")), line, story, look)
            case d.NoteMark():
                pass
            case _:
                _add_inline(node, line, story, look)


def _add_note_mark(note_id: str, line: Paragraph, story: Story) -> None:
    """Add a footnote at the first mark of a note, later a link to that mark, inside notes the label.

    In print a mark is as large as the text, so that brackets must tell it from the words.
    """
    book = story.book
    label = book.said_label(note_id)
    before, after = ("[", "]") if book.design.is_print else ("", "")
    if not label:
        return
    if story.is_footnotes:
        add_run(f"{before}{label}{after}", line, RAISED)
    elif note_id in book.footnotes:
        hyperlink = w("hyperlink", anchor=book.bookmarks[note_id], history=1)
        hyperlink.append(add_run(f"{before}{label}{after}", line, RAISED)._r)
        line._p.append(hyperlink)
    else:
        footnote = book.footnote(note_id)
        with book.bookmark(book.bookmarks[note_id], line):
            _add_reference(footnote, line, before, after)


def _add_reference(footnote: Footnote, line: Paragraph, before: str, after: str) -> None:
    """Add the mark of a footnote: Word's own number, or the label that was printed.

    Brackets stand in runs of their own: LibreOffice takes what follows the number in one for its label.
    """
    is_counted = footnote.label is None
    if before:
        add_run(before, line, RAISED)
    made = add_run("", line, RAISED)
    made._r.append(w("footnoteReference", customMarkFollows=None if is_counted else 1, id=footnote.number))
    if footnote.label is not None:
        made.add_text(legal(footnote.label))
    if after:
        add_run(after, line, RAISED)


def _add_text(text: str, run: Run) -> None:
    for part in re.split(r"(\t|\r\n|\r|\n)", text):
        match part:
            case "":
                pass
            case "\t":
                run.add_tab()
            case "\n" | "\r" | "\r\n":
                run.add_break()
            case _:
                run.add_text(legal(part))


def _mark_language(run: CT_R, language: str, rtl: bool) -> None:
    """Mark the language. Word keeps three of each run: for Latin, East Asian and right-to-left script."""
    if rtl or is_right_to_left(language):
        mark = w("lang", bidi=language)
    elif language.lower().split("-")[0] in _EAST_ASIAN:
        mark = w("lang", val=language, eastAsia=language)
    else:
        mark = w("lang", val=language)
    run.get_or_add_rPr().append(mark)
