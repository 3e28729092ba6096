"""Model documents as an office writes them: Word's own styles by python-docx, printed by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
from docx.shared import Cm
from lxml import html as lxml_html

SECONDS = 120  # for one file
LISTS = {"ul": "List Bullet", "ol": "List Number"}
CHARTS = ".//svg"  # Word's files hold no such drawings: they are left out, and so is their caption


def office() -> str | None:
    """Return the program that prints Word files, None where there is none."""
    return shutil.which("soffice")


def without_charts(body: str) -> str:
    """Return ``body`` without the figures that an office file cannot hold, and without notes."""
    tree: Any = lxml_html.fromstring(f"<body>{body}</body>")
    for drawn in tree.xpath(CHARTS):
        drawn.getparent().drop_tree()
    for note in tree.xpath("//span[@class='note']"):
        note.drop_tree()
    return "".join(lxml_html.tostring(child, encoding="unicode") for child in tree)


def printed_by_office(body: str, program: str) -> bytes:
    """Return the PDF that LibreOffice prints of ``body``, without tags."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "model.docx"
        _written(body).save(str(source))
        made_to = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}'
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [program, profile, "--headless", "--convert-to", made_to, "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        return source.with_suffix(".pdf").read_bytes()


def _written(body: str) -> Any:
    made = docx.Document()
    made.sections[0].footer.paragraphs[0].text = "Harbour Board"
    for node in _parts(lxml_html.fromstring(f"<body>{body}</body>")):
        _write(made, node)
    return made


def _parts(body: Any) -> Iterator[Any]:
    for node in body:
        if node.tag in ("div", "section") and len(node):
            yield from _parts(node)
        else:
            yield node


def _write(made: Any, node: Any) -> None:
    match node.tag:
        case "h1" | "h2" | "h3" | "h4":
            made.add_heading(node.text_content(), int(node.tag[1]))
        case "p":
            _paragraph(made.add_paragraph(), node)
        case "ul" | "ol":
            _list(made, node, 1)
        case "table":
            _table(made, node)
        case "figure":
            _figure(made, node)


def _paragraph(paragraph: Any, node: Any) -> None:
    paragraph.add_run(node.text or "")
    for child in node:
        if child.tag == "br":
            paragraph.add_run().add_break()
        elif child.tag not in ("ul", "ol"):
            paragraph.add_run(child.text_content()).bold = child.tag == "b"
        paragraph.add_run(child.tail or "")


def _list(made: Any, node: Any, depth: int) -> None:
    style = LISTS[node.tag] + (f" {depth}" if depth > 1 else "")
    for item in node.iterchildren("li"):
        _paragraph(made.add_paragraph(style=style), item)
        for inner in item.iterchildren("ul", "ol"):
            _list(made, inner, depth + 1)


def _table(made: Any, node: Any) -> None:
    caption = node.find("caption")
    above = caption is not None and "bottom" not in caption.get("style", "")
    if caption is not None and above:
        made.add_paragraph(caption.text_content(), style="Caption")
    rows = [[cell.text_content() for cell in row] for row in node.iter("tr")]
    grid = made.add_table(
        len(rows), len(rows[0]), style="Table Grid" if len(rows) % 2 else "Light List Accent 1"
    )
    for at, row in enumerate(rows):
        for place, text in enumerate(row):
            grid.cell(at, place).text = text
    if caption is not None and not above:
        made.add_paragraph(caption.text_content(), style="Caption")


def _figure(made: Any, node: Any) -> None:
    for child in node:
        if child.tag == "img":
            made.add_picture(BytesIO(b64decode(child.get("src").partition(",")[2])), width=Cm(9))
        elif child.tag == "figcaption":
            made.add_paragraph(child.text_content(), style="Caption")
