"""PDFs for tests, made when asked for: good ones, awkward ones, broken ones and hostile ones.

Every function returns the bytes of one file. The same arguments give the same
bytes, save where a docstring says otherwise (encryption is salted).
"""

from __future__ import annotations

import base64
import time
from functools import cache
from io import BytesIO
from typing import cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfWriter
from pypdf.constants import UserAccessPermissions
from pypdf.generic import DictionaryObject, StreamObject
from weasyprint import HTML  # type: ignore[import-untyped]
from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]

STYLE = """
@page { size: A4; margin: 25mm; @bottom-center { content: counter(page) }
  font: 9pt "Liberation Sans", "DejaVu Sans", sans-serif }
body { font: 11pt/1.4 "Liberation Sans", "DejaVu Sans", sans-serif; margin: 0 }
table { border-collapse: collapse; width: 100% }
th, td { border: 0.5pt solid #555; padding: 1mm 2mm; text-align: left }
"""

LINK = "https://example.org/report"
ALT = "A blue bar beside a taller green one."
SCANNED_LINES = (
    "Minutes of the Harbour Board",
    "The Board met on 4 March at the Custom House.",
    "It agreed to repair the east wall before winter.",
    "The next meeting is on 8 April at ten o'clock.",
)
SCAN_DPI = 150
NOTHING_ALLOWED = UserAccessPermissions(0)
SCANNED_AT = time.struct_time((2026, 3, 5, 9, 0, 0, 3, 64, 0))


# Good ones


@cache
def simple(
    text: str = "The ferry leaves at noon.", title: str = "Ferry times", language: str = "en-GB"
) -> bytes:
    """One page with ``text`` in Helvetica, a line for each line. Only characters of Windows-1252."""
    return _raw(*_one_page(_show(text), title=title, language=language))


@cache
def report(tagged: bool = True) -> bytes:
    """Two pages: headings of three levels, a bulleted list, a table with header cells, a link, a picture."""
    body = f"""
    <h1>Harbour report</h1>
    <p>The harbour took 1,204 ships in 2025. <a href="{LINK}">Read the full report</a>.</p>
    <h2>What we saw</h2>
    <ul><li>The east wall leaks.</li><li>The crane is new.</li><li>The lamp is dim.</li></ul>
    <h3>Ships by kind</h3>
    <table><caption>Table 1: Ships in 2025</caption>
      <thead><tr><th scope="col">Kind</th><th scope="col">Ships</th></tr></thead>
      <tbody><tr><th scope="row">Ferries</th><td>730</td></tr>
        <tr><th scope="row">Fishing boats</th><td>474</td></tr></tbody></table>
    <h2 style="break-before: page">What it looks like</h2>
    <figure>{_picture(ALT)}<figcaption>Figure 1: Ships this year and last</figcaption></figure>
    <p>The Board will meet again in <em>April</em>, and <strong>not before</strong>.</p>"""
    return _laid_out(body, "Harbour report", tagged)


@cache
def long_report(pages: int = 10, tagged: bool = True) -> bytes:
    """A report of ``pages`` A4 pages for benchmarks, most of each page filled.

    A chapter a page: headings, a paragraph, a list and a table; a picture on every third.
    """
    return _laid_out("".join(_chapter(number) for number in range(1, pages + 1)), "Long report", tagged)


@cache
def two_columns() -> bytes:
    """One untagged page in two columns; paragraphs numbered in the order a person reads them.

    Paragraph 1 and the first one of the right-hand column stand side by side.
    """
    said = "The keeper trims the lamp, writes the hour in the book, and looks out for the evening boat. "
    text = "".join(f"<p>Paragraph {n} begins. {said * 3}</p>" for n in range(1, 9))
    return _laid_out(f'<h1>Harbour news</h1><div style="columns: 2; column-gap: 12mm">{text}</div>')


@cache
def table_over_pages(pages: int = 3) -> bytes:
    """One untagged table over ``pages`` pages, its header row on each; rows are named "Berth 1" and on."""
    row_height, rows_a_page = 10, 23  # mm; A4 less its margins holds the header row and 23 more
    rows = "".join(
        f'<tr><th scope="row">Berth {n}</th><td>{n * 7}</td></tr>'
        for n in range(1, rows_a_page * (pages - 1) + 11)
    )
    style = f"<style>tr {{ height: {row_height}mm; break-inside: avoid }} th, td {{ padding: 0 2mm }}</style>"
    head = '<thead><tr><th scope="col">Berth</th><th scope="col">Length in metres</th></tr></thead>'
    return _laid_out(f"{style}<table>{head}<tbody>{rows}</tbody></table>")


@cache
def nested_list() -> bytes:
    """One untagged page: numbered parts, the first with lettered sub-parts, one of these with bullets."""
    return _laid_out("""
    <h1>Motion</h1>
    <ol><li>Repair the east wall
        <ol style="list-style-type: lower-alpha"><li>before winter</li><li>with local stone
            <ul><li>from the quarry</li><li>or from the beach</li></ul></li></ol></li>
      <li>Buy a brighter lamp</li></ol>""")


@cache
def with_footnotes() -> bytes:
    """One untagged page with two footnotes at its foot, marked 1 and 2 in the text."""
    # whole pixels: with parts of one, WeasyPrint moves the notes a page on
    style = """<style>.n { float: footnote; font-size: 12px }
        @page { @footnote { border-top: 1px solid; margin-top: 24px; padding-top: 8px } }</style>"""
    return _laid_out(f"""{style}<h1>Notes</h1>
    <p>The wall is old.<span class="n">It was built in 1788.</span> The lamp is
    older.<span class="n">It was lit in 1702.</span></p>""")


@cache
def tagged_with_alt(alt: str = ALT) -> bytes:
    """One tagged page with a heading and a picture described by ``alt``."""
    return _laid_out(f"<h1>Ships</h1><p>{_picture(alt)}</p>", "Ships", tagged=True)


@cache
def scan(tilt: float = 0.0) -> bytes:
    """One page that is a grey picture of SCANNED_LINES, turned ``tilt`` degrees anticlockwise; no text."""
    page = Image.new("L", (1240, 1754), 250)  # A4 at SCAN_DPI
    draw = ImageDraw.Draw(page)
    for place, line in enumerate(SCANNED_LINES):
        draw.text((150, 200 + 60 * place), line, 20, ImageFont.load_default(40 if place == 0 else 30))
    out = BytesIO()
    page.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=250).save(
        out, "PDF", resolution=SCAN_DPI, quality=70, creationDate=SCANNED_AT, modDate=SCANNED_AT
    )
    return out.getvalue()


# Locked ones


@cache
def locked(password: str = "seagull") -> bytes:
    """``simple()`` under AES-256: nothing opens it but ``password``. Salted: other bytes in another run."""
    return _encrypted(user=password, owner=password)


@cache
def owner_restricted() -> bytes:
    """``simple()`` under AES-256 that opens without a password but forbids copying. Salted, as ``locked``."""
    return _encrypted(user="", owner="harbour master")


# Broken ones


def empty() -> bytes:
    """No bytes at all."""
    return b""


def zero_pages() -> bytes:
    """A sound PDF without a page."""
    return _raw(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>")


def damaged_index() -> bytes:
    """``simple()`` whose index is not where the file says: readers that mend files find its page."""
    start, _, place = simple().rpartition(b"startxref\n0")
    return start + b"startxref\n9" + place


def torn() -> bytes:
    """The first half of ``report()``, as a download that broke off leaves it: pages, but no index."""
    whole = report()
    return whole[: len(whole) // 2]


def torn_beyond_repair() -> bytes:
    """The first 60 bytes of ``simple()``: a PDF by its first line, and not one whole page."""
    return simple()[:60]


def not_a_pdf(kind: str = "docx") -> bytes:
    """A small file of another kind, "docx" or "png", for a test to give a name ending in .pdf."""
    if kind == "png":
        return _bars()
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        package.writestr(ZipInfo("[Content_Types].xml"), "<Types/>")
        package.writestr(ZipInfo("word/document.xml"), "<document>Not a PDF</document>")
    return out.getvalue()


def of_size(bytes_count: int) -> bytes:
    """``simple()`` in exactly ``bytes_count`` bytes; the rest is a stream that nothing points to.

    Raises:
        ValueError: ``bytes_count`` is less than the page alone needs.
    """
    room = bytes_count - len(_padded(0))
    if room < 0:
        raise ValueError(f"{bytes_count} bytes are too few: one page needs {bytes_count - room}")
    return _padded(room)


@cache
def garbage_text() -> bytes:
    """One page that looks right and reads wrong: no font says which characters its glyphs are."""
    writer = PdfWriter(BytesIO(_laid_out("<h1>Tide table</h1><p>High water is at six in the morning.</p>")))
    for thing in writer._objects:
        if isinstance(thing, DictionaryObject):
            thing.pop("/ToUnicode", None)
            if "/FontFile2" in thing:
                file = cast(StreamObject, thing["/FontFile2"])
                file.set_data(_without_characters(file.get_data()))
    return _written(writer)


@cache
def with_micro_sign(stands_for: str) -> bytes:
    """One line, "Add 10 µL of dye.", whose sign (Symbol) ``stands_for`` another by its map."""
    shown = b"BT /F1 12 Tf 72 700 Td (Add 10 ) Tj /F2 12 Tf (m) Tj /F1 12 Tf (L of dye.) Tj ET"
    said = stands_for.encode("utf-16-be").hex().encode()
    table = b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <6d> <%b> endbfchar" % said
    catalogue, pages, page, content, font, info = _one_page(shown)
    page = page.replace(b"5 0 R", b"5 0 R /F2 6 0 R")
    sign = b"<< /Type /Font /Subtype /Type1 /BaseFont /Symbol /ToUnicode 7 0 R >>"
    map_of_it = _stream(
        b"/CIDInit /ProcSet findresource begin 9 dict begin begincmap %b endcmap end end" % table
    )
    return _raw(catalogue, pages, page, content, font, sign, map_of_it, info)


# Hostile ones


def hostile_loop() -> bytes:
    """A page tree whose only child is itself: reading it carelessly never ends."""
    return _raw(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>",
    )


def with_javascript_link() -> bytes:
    """One page whose words "Read more" are a link to a javascript: address."""
    annotation = (
        b"/Annots [<< /Type /Annot /Subtype /Link /Rect [72 690 300 720] "
        b"/A << /S /URI /URI (javascript:alert\\(1\\)) >> >>]"
    )
    return _raw(*_one_page(_show("Read more"), annotation))


# How they are made


def _raw(*objects: bytes) -> bytes:
    """Return a PDF 1.7 of ``objects``, numbered from 1: the first is the catalogue, the last may be /Info."""
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    info = b" /Info %d 0 R" % (size - 1) if b"/Title" in objects[-1] else b""
    # ten digits whatever the number, so that of_size can count
    out += b"trailer\n<< /Size %d /Root 1 0 R%b >>\nstartxref\n%010d\n%%%%EOF\n" % (size, info, start)
    return bytes(out)


def _one_page(
    content: bytes, more: bytes = b"", title: str = "Ferry times", language: str = "en-GB"
) -> tuple[bytes, ...]:
    """Return the objects of one A4 page. ``more`` goes into the page's dictionary."""
    return (
        b"<< /Type /Catalog /Pages 2 0 R /Lang (%b) >>" % language.encode("ascii"),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> %b >>" % more,
        _stream(content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title <feff%b> >>" % title.encode("utf-16-be").hex().encode(),
    )


def _show(text: str) -> bytes:
    lines = b" ".join(b"<%b> Tj T*" % line.encode("cp1252").hex().encode() for line in text.split("\n"))
    return b"BT /F1 14 Tf 20 TL 72 700 Td %b ET" % lines


def _stream(content: bytes) -> bytes:
    return b"<< /Length %010d >>\nstream\n%b\nendstream" % (len(content), content)


def _padded(room: int) -> bytes:
    *page, info = _one_page(_show("A long wait."))
    return _raw(*page, _stream(bytes(room)), info)


def _encrypted(user: str, owner: str) -> bytes:
    writer = PdfWriter(BytesIO(simple()))
    writer.encrypt(user, owner, algorithm="AES-256", permissions_flag=NOTHING_ALLOWED)
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _laid_out(body: str, title: str = "Harbour", tagged: bool = False) -> bytes:
    """Return ``body`` (HTML) as WeasyPrint lays it out: PDF/UA-1, or without tags, title and language."""
    source = f'<html lang="en-GB"><title>{title}</title><style>{STYLE}</style><body>{body}</body></html>'
    if not tagged:
        source = f"<style>{STYLE} * {{ bookmark-level: none }}</style><body>{body}</body>"
    page = HTML(string=source, url_fetcher=URLFetcher(allowed_protocols={"data"}))
    pdf: bytes = page.write_pdf(pdf_variant="pdf/ua-1" if tagged else None)
    return pdf


def _without_characters(font: bytes) -> bytes:
    """Return a TrueType font without its tables of characters and of glyph names."""
    parsed = TTFont(BytesIO(font), recalcTimestamp=False)
    del parsed["cmap"], parsed["post"]
    out = BytesIO()
    parsed.save(out)
    return out.getvalue()


def _picture(alt: str) -> str:
    escaped = alt.replace("&", "&amp;").replace('"', "&quot;")
    address = "data:image/png;base64," + base64.b64encode(_bars()).decode()
    return f'<img style="width: 60mm" src="{address}" alt="{escaped}">'


@cache
def _bars() -> bytes:
    """Return a PNG of two bars, the picture that ALT describes."""
    image = Image.new("RGB", (240, 160), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((40, 80, 100, 159), "#1a4f8b")
    draw.rectangle((140, 20, 200, 159), "#2e7d32")
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _chapter(number: int) -> str:
    said = "The Board walked the harbour from the lamp to the east wall and wrote down what it found. "
    rows = "".join(
        f'<tr><th scope="row">Berth {number}.{row}</th><td>{number * row}</td><td>{row * 12} m</td></tr>'
        for row in range(1, 9)
    )
    picture = f"<figure>{_picture(ALT)}<figcaption>Figure {number}</figcaption></figure>"
    return f"""
    <h1 style="break-before: page">Chapter {number}</h1>
    <p>{said * 6}</p>
    <h2>What chapter {number} found</h2>
    <ul><li>Leaks in the wall: {number}.</li><li>The lamp is dim.</li><li>The crane is new.</li></ul>
    <h3>Berths in chapter {number}</h3>
    <table><thead><tr><th scope="col">Berth</th><th scope="col">Ships</th><th scope="col">Length</th></tr>
      </thead><tbody>{rows}</tbody></table>
    {picture if number % 3 == 1 else f"<p>{said * 8}</p>"}"""
