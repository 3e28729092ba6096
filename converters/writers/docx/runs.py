"""Inline content as runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import assert_never

from converters import document as d
from converters.walk import every_inline, plain_text
from converters.writers.docx.book import Story
from converters.writers.docx.xml import Element, related, w
from converters.writers.links import web_address
from converters.writers.text import is_right_to_left, language_tag, legal, starts_right_to_left
from converters.writers.words import language_of_words

_EAST_ASIAN = {"zh", "ja", "ko"}
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Look:
    """What a run carries besides its text; ``style`` is the id of a character style."""

    bold: bool = False
    italic: bool = False
    style: str | None = None
    language: str | None = None


PLAIN = Look()


def runs(nodes: d.Inlines, story: Story, look: Look = PLAIN) -> list[Element]:
    """Return inline content as runs, hyperlinks and bookmarks."""
    return [made for node in nodes for made in _inline(node, story, look)]


def run(text: str, look: Look = PLAIN, *before: Element) -> Element:
    """Return one run; tabs stay tabs, and line ends are breaks. ``before`` stands first."""
    return w("r", _properties(text, look), *before, *_text(text))


def own_run(words: str, story: Story) -> Element:
    """Return a run with our own words, marked as English inside a document that is not."""
    return run(words, Look(language=language_of_words(story.book.document.language)))


def _inline(node: d.Inline, story: Story, look: Look) -> list[Element]:
    match node:
        case d.Text(text=text, language=language):
            # A line end inside running text is no more than a space; LineBreak is the real thing.
            flowing = re.sub(r"[\r\n]+", " ", text)
            spoken = language_tag(language) or look.language
            return [run(flowing, replace(look, language=spoken))] if flowing else []
        case d.Strong(children=children):
            return runs(children, story, replace(look, bold=True))
        case d.Emphasis(children=children):
            return runs(children, story, replace(look, italic=True))
        case d.Quotation(children=children):
            return runs((d.Text("“"), *children, d.Text("”")), story, look)
        case d.Link(children=children, target=target):
            return _link(children, target, story, look)
        case d.NoteMark(note=note):
            return _note_mark(note, story)
        case d.Code(text=text):
            return [run(text, replace(look, style=look.style or "CodeCharacter"))]
        case d.LineBreak():
            return [w("r", w("br"))]
        case _:
            assert_never(node)


def _link(children: d.Inlines, target: str, story: Story, look: Look) -> list[Element]:
    """Return a hyperlink; note marks inside it come after, and links inside it are words."""
    linked = replace(look, style="Hyperlink")
    marks = [node for node in every_inline(children) if isinstance(node, d.NoteMark)]
    after = [made for mark in marks for made in _note_mark(mark.note, story)]
    hyperlink = _hyperlink(target, story)
    if hyperlink is None:
        return [*_words(children, story, look), *after]
    # A link without words would have no name; its address is better than none.
    said = _words(children, story, linked) if plain_text(children).strip() else [run(target, linked)]
    hyperlink.extend(said)
    return [hyperlink, *after]


def _hyperlink(target: str, story: Story) -> Element | None:
    """Return an empty hyperlink to a place in the document or on the web, None where we may not go."""
    if target.startswith("#"):
        bookmark = story.book.bookmarks.get(target[1:])
        return w("hyperlink", anchor=bookmark, history=1) if bookmark else None
    address = web_address(target)
    if address is None:
        return None
    relationship = story.relationships.to("hyperlink", address, external=True)
    return related(w("hyperlink", history=1), "id", relationship)


def _words(nodes: d.Inlines, story: Story, look: Look) -> list[Element]:
    """Return the runs of ``nodes`` without links and note marks."""
    made: list[Element] = []
    for node in nodes:
        match node:
            case d.Link(children=children):
                made += _words(children, story, look)
            case d.Strong(children=children):
                made += _words(children, story, replace(look, bold=True))
            case d.Emphasis(children=children):
                made += _words(children, story, replace(look, italic=True))
            case d.Quotation(children=children):
                made += _words((d.Text("“"), *children, d.Text("”")), story, look)
            case d.NoteMark():
                pass
            case _:
                made += _inline(node, story, look)
    return made


def _note_mark(note_id: str, story: Story) -> list[Element]:
    """Return a footnote at the first mark of a note, later a link to that mark, inside notes the label."""
    book = story.book
    raised = Look(style="FootnoteReference")
    label = book.said_label(note_id)
    if not label:
        return []
    if story.is_footnotes:
        return [run(label, raised)]
    bookmark = book.bookmarks[note_id]
    if note_id in book.footnotes:
        return [w("hyperlink", run(label, raised), anchor=bookmark, history=1)]
    footnote = book.footnote(note_id)
    if footnote is None:
        return []
    custom = footnote.label is not None
    reference = w("footnoteReference", customMarkFollows=1 if custom else None, id=footnote.number)
    return book.bookmarked(bookmark, [run(footnote.label or "", raised, reference)])


def _properties(text: str, look: Look) -> Element | None:
    rtl = starts_right_to_left(text)
    made = w(
        "rPr",
        w("rStyle", val=look.style) if look.style else None,
        *([w("b"), w("bCs")] if look.bold else []),
        *([w("i"), w("iCs")] if look.italic else []),
        w("rtl") if rtl else None,
        _language(look.language, rtl),
    )
    return made if len(made) else None


def _language(language: str | None, rtl: bool) -> Element | None:
    """Return the mark of a language. Word keeps three: for Latin, East Asian and right-to-left script."""
    if language is None:
        return None
    if rtl or is_right_to_left(language):
        return w("lang", bidi=language)
    if language.lower().split("-")[0] in _EAST_ASIAN:
        return w("lang", val=language, eastAsia=language)
    return w("lang", val=language)


def _text(text: str) -> list[Element]:
    made: list[Element] = []
    for part in re.split(r"(\t|\r\n|\r|\n)", text):
        match part:
            case "":
                pass
            case "\t":
                made.append(w("tab"))
            case "\n" | "\r" | "\r\n":
                made.append(w("br"))
            case _:
                made.append(_characters(part))
    return made


def _characters(text: str) -> Element:
    made = w("t")
    made.text = legal(text)
    made.set(_XML_SPACE, "preserve")
    return made
