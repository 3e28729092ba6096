"""How much of the author's own structure arrives: roles in the tags against elements in our HTML.

    python -m tests.benchmarks.tags FILE_OR_FOLDER…

For each tagged PDF it counts the structure elements that hold anything, role map resolved, and the
elements of the web page made of it; each role counts as kept up to the number that the author tagged.
A picture that the author described counts as kept where its alternative text is on the page, word for
word. The tree is read here anew, with nothing of the reader under test. Every text lost is printed.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import html as lxml_html
from pypdf import PdfReader

from converters import ConversionError, convert

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
    "BlockQuote": "//blockquote",
    "Quote": "//q|//blockquote",
    "Note": "//*[@role='doc-footnote' or @role='doc-endnote']|//aside|//*[starts-with(@id,'note-')]",
}
SYNONYMS = {"FENote": "Note"}


def main(arguments: list[str]) -> int:
    """Print the shares per file and over all, and every alternative text lost."""
    if not arguments:
        print(__doc__)
        return 2
    tagged, kept = Counter[str](), Counter[str]()
    described = lost = 0
    for path in files(arguments):
        try:
            there, here, alts, missing = measured(path.read_bytes())
        except ConversionError as error:
            print(f"{path.name}: {error.code}")
            continue
        tagged += there
        kept += here
        described += len(alts)
        lost += len(missing)
        short = {role: f"{here[role]}/{count}" for role, count in there.items() if here[role] < count}
        if short or missing:
            print(path.name, short or "")
        for alt in missing:
            print(f"  lost: “{alt}”")
    for role in [role for role in PLACES if tagged[role]]:
        print(f"{role:12} {kept[role]:6} of {tagged[role]:6}  {kept[role] / tagged[role]:.3f}")
    print(f"alternative texts {described - lost} of {described}")
    return 0


def files(arguments: list[str]) -> Iterator[Path]:
    """Yield the PDFs that ``arguments`` name, folders opened."""
    for path in map(Path, arguments):
        yield from sorted(path.rglob("*.pdf")) if path.is_dir() else [path]


def measured(data: bytes) -> tuple[Counter[str], Counter[str], list[str], list[str]]:
    """Return the roles tagged, how many of each are kept, the alternative texts, and those lost."""
    elements = list(tagged_elements(data))
    there = Counter(role for role, _ in elements if role in PLACES)
    page = web_page(data)
    here = Counter({role: min(count, len(page.xpath(PLACES[role]))) for role, count in there.items()})
    alts = [alt for _, alt in elements if alt]
    said = [folded(" ".join(page.itertext())), *(folded(alt) for alt in page.xpath("//img/@alt"))]
    return there, here, alts, [alt for alt in alts if not any(folded(alt) in text for text in said)]


def web_page(data: bytes) -> Any:
    """Return the main part of the web page of ``data`` without what we add to it ourselves."""
    conversion = convert(data, ["html"])
    page: Any = lxml_html.fromstring(conversion.files["html"].decode())
    for added in page.xpath("//nav|//*[@role='doc-pagebreak']|//a[@role='doc-backlink']"):
        added.drop_tree()
    return page.xpath("//main")[0]


def folded(text: str) -> str:
    return " ".join(text.split())


def tagged_elements(data: bytes) -> Iterator[tuple[str, str | None]]:
    """Yield the role and the alternative text of each structure element that holds anything."""
    root = PdfReader(BytesIO(data)).root_object
    tree = got(root.get("/StructTreeRoot"))
    if not isinstance(tree, dict):
        return
    role_map = got(tree.get("/RoleMap")) or {}
    waiting = listed(tree.get("/K"))
    while waiting:
        element = got(waiting.pop(0))
        if not isinstance(element, dict) or "/S" not in element:
            continue
        role = resolved(str(element["/S"]), role_map)
        if role == "Artifact":
            continue
        if holds_anything(element):
            yield SYNONYMS.get(role, role), alt_of(element)
        waiting = listed(element.get("/K")) + waiting


def resolved(name: str, role_map: Any) -> str:
    for _ in range(10):
        if name[1:] in PLACES or name not in role_map:
            break
        name = str(got(role_map[name]))
    return name[1:]


def holds_anything(element: Any, depth: int = 0) -> bool:
    for kid in map(got, listed(element.get("/K"))):
        if isinstance(kid, int) or (isinstance(kid, dict) and kid.get("/Type") in ("/MCR", "/OBJR")):
            return True
        if isinstance(kid, dict) and depth < 50 and holds_anything(kid, depth + 1):
            return True
    return False


def alt_of(element: Any) -> str | None:
    alt = got(element.get("/Alt"))
    return folded(str(alt)) or None if alt is not None else None


def listed(value: Any) -> list[Any]:
    value = got(value)
    return list(value) if isinstance(value, list) else [] if value is None else [value]


def got(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
