"""Judges of Word files: the format's own rules, Word's accessibility rules, and LibreOffice with PDF judges.

There is no open Accessibility Checker: word_rules() holds the rules that Microsoft names
("Rules for the Accessibility Checker"), asked of the file as it is stored.
"""

from __future__ import annotations

import atexit
import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from docx.oxml.ns import nsmap
from lxml import etree
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from tests.judges.judge import Judge
from tests.judges.pdf import has_verapdf, page_validation, verapdf
from tests.judges.program import SECONDS

_SPACES = nsmap | {"adec": "http://schemas.microsoft.com/office/drawing/2017/decorative"}
_W = f"{{{nsmap['w']}}}"
_TAGGED = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"}}'
)
# LibreOffice 7.4 writes the name /S as a string, which is as long; its Note elements have no id, and its
# links from and to them no element. It shows decorative pictures as pictures without a description. A shape
# that the typeface lacks comes from a Type 1 face, which is inside the PDF (veraPDF finds it there). Word's
# formulas have no place for a description, and LibreOffice makes none of what they say. Some shapes of
# Hebrew points and of Hindi have no text in its PDFs; those that it makes of files of its own lack it too.
_FAULTS_OF_LIBREOFFICE = (
    *("NOTE-ID", "LINK-LINK-TAG", "FIGURE-ALTERNATIVE", "FONT-EMBEDDING", "FORMULA-ALTERNATIVE"),
    *("7.9-1", "7.18.5-1", "7.3-1", "7.7-1", "FONT-UNICODE-MAPPING", "7.21.7-1"),
)


def openxml_audit(data: bytes) -> tuple[str, ...]:
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(data)
        file.flush()
        result = OpenXmlValidator().validate(file.name)
    return tuple(f"{error.part_uri}: {error.description}" for error in result.errors)


def word_rules(data: bytes) -> tuple[str, ...]:
    """Return what Word's Accessibility Checker would list; a picture nobody has described yet is not one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    return (*_pictures(body), *_tables(body), *_headings(body), *_links(body))


def _pictures(body: etree._Element) -> Iterator[str]:
    for picture in body.iterfind(".//wp:docPr", _SPACES):
        said = picture.get("descr") or ""
        if re.search(r"\.(png|jpe?g)$", said):
            yield f"The description of a picture is the name of a file: {said}"
        if said and picture.find(".//adec:decorative", _SPACES) is not None:
            yield f"A picture is decorative and described: {said}"
    if body.find(".//wp:anchor", _SPACES) is not None:
        yield "A picture floats."


def _tables(body: etree._Element) -> Iterator[str]:
    for number, table in enumerate(body.iterfind(".//w:tbl", _SPACES), start=1):
        if table.find("w:tblPr/w:tblDescription", _SPACES) is None:
            yield f"Table {number} has no description."
        rows = table.findall("w:tr", _SPACES)
        heads = [row.find("w:trPr/w:tblHeader", _SPACES) is not None for row in rows]
        if any(heads) and not heads[0]:
            yield f"The header of table {number} is not its first row."


def _headings(body: etree._Element) -> Iterator[str]:
    levels = [
        int(style.get(f"{_W}val", "")[-1])
        for style in body.iterfind(".//w:pStyle", _SPACES)
        if re.fullmatch(r"Heading[1-6]", style.get(f"{_W}val", ""))
    ]
    if not levels or levels[0] != 1:
        yield "The first heading is not of level 1."
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"A heading of level {after} follows one of level {before}."


def _links(body: etree._Element) -> Iterator[str]:
    names = {mark.get(f"{_W}name") for mark in body.iterfind(".//w:bookmarkStart", _SPACES)}
    for link in body.iterfind(".//w:hyperlink", _SPACES):
        if not "".join(str(text) for text in link.itertext()).strip():
            yield "A link has no words."
        anchor = link.get(f"{_W}anchor")
        if anchor is not None and anchor not in names:
            yield f"A link leads to {anchor}, which is not in the file."


def libreoffice(data: bytes) -> tuple[str, ...]:
    """Return what judges of PDF find in LibreOffice's tagged PDF of a Word file, its own faults left out."""
    judged = as_pdf(data).replace(b"/Tabs(S)", b"/Tabs/S ")
    problems = page_validation(judged) + (verapdf(judged) if has_verapdf() else ())
    return tuple(one for one in problems if not any(fault in one for fault in _FAULTS_OF_LIBREOFFICE))


def as_pdf(data: bytes) -> bytes:
    """Return LibreOffice's tagged PDF of a Word file."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "file.docx"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={_profile().as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", _TAGGED, "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        return source.with_suffix(".pdf").read_bytes()


@cache
def _profile() -> Path:
    """Return the folder of LibreOffice's settings: making it anew takes as long as a short file."""
    folder = tempfile.TemporaryDirectory(prefix="judge-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


def has_libreoffice() -> bool:
    return shutil.which("soffice") is not None


DOCX_JUDGES = (
    Judge("openxml-audit", openxml_audit),
    Judge("Word's rules", word_rules),
    Judge("LibreOffice", libreoffice, has_libreoffice, is_quick=False),
)
