"""A page that cannot be read never stops a document."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfWriter
from pypdf.generic import IndirectObject, NullObject, NumberObject, PdfObject

from converters import FindingKind, ReadOptions, read
from converters.document import PageStart
from tests import pdfs


def with_second_page(instead: PdfObject) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdfs.long_report(3)))
    tree = writer.root_object["/Pages"]
    tree["/Kids"][1] = instead  # type: ignore[index]
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize(
    "instead",
    [NullObject(), NumberObject(7), IndirectObject(9999, 0, PdfWriter())],
    ids=["nothing", "a number", "an object that is not there"],
)
def test_a_page_that_cannot_be_read_never_stops_a_document(instead: PdfObject) -> None:
    document, findings = read(with_second_page(instead), ReadOptions())
    (finding,) = [one for one in findings if one.kind is FindingKind.PAGE_NOT_READ]
    assert finding.page == 2
    starts = [block.origin.page for block in document.blocks if isinstance(block, PageStart) and block.origin]
    assert starts == [1, 2, 3]
    assert len(document.blocks) > len(starts)
