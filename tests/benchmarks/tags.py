"""How much of the author's own structure arrives: what the tags say against the elements of our HTML.

    python -m tests.benchmarks.tags [--words] FILE_OR_FOLDER…

For each tagged PDF it counts the structure elements that hold anything, role map resolved, and the
elements of the web page made of it; each role counts as kept up to the number that the author tagged.
Below the roles stand the attributes: header cells with scope, spans, counted lists, languages, links with
their address, and words that stand for others (alternative and actual texts, expansions), which count
as kept where they are on the page, word for word. With --words each heading, item, cell, caption
and link must say in an element of its kind what its marked content draws. The tree is
read here anew, with nothing of the reader under test. Every text lost is printed.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import html as lxml_html

from converters import ConversionError, convert
from tests.benchmarks.tag_tree import Tagged, folded, tagged_elements, words_by_content

HEADINGS = [f"H{level}" for level in range(1, 7)]
PLACES = {
    **{heading: f"//{heading.lower()}" for heading in HEADINGS},
    "H": "//h1|//h2|//h3|//h4|//h5|//h6",
    "L": "//ul|//ol",
    "LI": "//li",
    "Table": "//table",
    "TR": "//tr",
    "TH": "//th",
    "TD": "//td",
    "Link": "//a",
    "Caption": "//caption|//figcaption",
    "Figure": "//figure|//img[not(ancestor::figure)]",
    "Formula": "//figure[@class='equation']",
    "BlockQuote": "//blockquote",
    "Quote": "//q|//blockquote",
    "Note": "//*[@role='doc-footnote' or @role='doc-endnote']|//aside|//*[starts-with(@id,'note-')]",
    "Reference": "//a",
    "Code": "//code|//pre",
    "Em": "//em",
    "Strong": "//strong|//h1|//h2|//h3|//h4|//h5|//h6|//th",
    "scope=Column": "//th[@scope='col']",
    "scope=Row": "//th[@scope='row']",
    "ColSpan": "//*[@colspan]",
    "RowSpan": "//*[@rowspan]",
    "counted list": "//ol",
    "language": "//*[@lang]",
}
IN_WORDS = frozenset({*HEADINGS, "H", "LI", "TH", "TD", "Caption", "Link"})
COUNTED = frozenset({"/Decimal", "/UpperRoman", "/LowerRoman", "/UpperAlpha", "/LowerAlpha", "/Ordered"})


def main(arguments: list[str]) -> int:
    """Print the shares per file and over all, and every text lost."""
    in_words = "--words" in arguments
    paths = [argument for argument in arguments if argument != "--words"]
    if not paths:
        print(__doc__)
        return 2
    tagged, kept = Counter[str](), Counter[str]()
    for path in files(paths):
        try:
            there, here, missing = measured(path.read_bytes(), in_words)
        except ConversionError as error:
            print(f"{path.name}: {error.code}")
            continue
        tagged += there
        kept += here
        short = {role: f"{here[role]}/{count}" for role, count in there.items() if here[role] < count}
        if short:
            print(path.name, short)
        for text in missing:
            print(f"  lost: “{text}”")
    for what in sorted(tagged, key=[*PLACES, *tagged].index):
        print(f"{what:18} {kept[what]:6} of {tagged[what]:6}  {kept[what] / tagged[what]:.3f}")
    return 0


def files(arguments: list[str]) -> Iterator[Path]:
    """Yield the PDFs that ``arguments`` name, folders opened."""
    for path in map(Path, arguments):
        yield from sorted(path.rglob("*.pdf")) if path.is_dir() else [path]


def measured(data: bytes, in_words: bool = False) -> tuple[Counter[str], Counter[str], list[str]]:
    """Return what is tagged, how much of each is kept, and the texts lost."""
    elements = list(tagged_elements(data, frozenset(PLACES)))
    if not elements:
        return Counter(), Counter(), []
    page = web_page(data)
    own = page.getroottree().getroot().get("lang")
    there = Counter(what for element in elements for what in _said(element, own) if what in PLACES)
    here = Counter({what: min(count, len(page.xpath(PLACES[what]))) for what, count in there.items()})
    missing = []
    for what, text, is_there in [
        *_texts(elements, page),
        *(_words(data, elements, page) if in_words else ()),
    ]:
        there[what] += 1
        here[what] += is_there
        if not is_there:
            missing.append(f"{what}: {text}")
    return there, here, missing


def web_page(data: bytes) -> Any:
    """Return the main part of the web page of ``data`` without what we add to it ourselves."""
    conversion = convert(data, ["html"])
    page: Any = lxml_html.fromstring(conversion.files["html"].decode())
    for added in page.xpath("//nav|//*[@role='doc-pagebreak']|//a[@role='doc-backlink']"):
        added.drop_tree()
    return page.xpath("//main")[0]


def _said(element: Tagged, language: str | None) -> Iterator[str]:
    """Yield the role of ``element`` and what its attributes say; ``language`` is the page's."""
    yield element.role
    stated = element.attributes
    if element.role == "TH" and str(stated.get("/Scope")) in {"/Column", "/Row"}:
        yield f"scope={str(stated['/Scope'])[1:]}"
    if element.role in {"TH", "TD"}:
        yield from (key[1:] for key in ("/ColSpan", "/RowSpan") if (stated.get(key) or 1) != 1)
    if element.role == "L" and str(stated.get("/ListNumbering")) in COUNTED:
        yield "counted list"
    if element.language and element.language.lower() != (language or "").lower():
        yield "language"


def _texts(elements: list[Tagged], page: Any) -> Iterator[tuple[str, str, bool]]:
    """Yield each text that an author wrote for something else, its kind, and whether ``page`` says it."""
    said = [folded(" ".join(page.itertext())), *(folded(alt) for alt in page.xpath("//img/@alt"))]
    run_on = ["".join(text.split()) for text in said]
    links = set(page.xpath("//a/@href"))
    for element in elements:
        for what, text in element.texts.items():
            held = any(text in whole for whole in said)
            if what == "actual text":  # the end of one word, or a line's hyphen
                held = any("".join(text.split()) in whole for whole in run_on)
            yield what, text, held
        for target in element.targets:
            yield "address", target, target in links


def _words(data: bytes, elements: list[Tagged], page: Any) -> Iterator[tuple[str, str, bool]]:
    """Yield what the marked content of elements draws, and whether one of that kind says it on ``page``."""
    drawn = words_by_content(data)
    whole = _letters(" ".join(page.itertext()))
    said = {role: [_letters(e.text_content()) for e in page.xpath(PLACES[role])] for role in IN_WORDS}
    for element in elements:
        text = " ".join(drawn.get(key, "") for key in element.content)
        words = _letters(text)
        if element.role in IN_WORDS and words and not element.replaced and words in whole:
            yield f"words of {element.role}", text, any(words in each for each in said[element.role])


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
