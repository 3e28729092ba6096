"""What a PDF says about itself: title, language, tags. No layout is read."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from converters.errors import EmptyFile, NoPages, NotAPdf, PasswordNeeded, TooLarge, UnknownLock
from converters.readers.pdf.text.characters import one_line

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_BYTES = 500 * 1024 * 1024
MAX_PAGES = 2000
MAX_TITLE = 300  # characters
HEADER = b"%PDF-"
HEADER_WITHIN = 1024  # bytes; PDF 2.0 annex I lets readers look for the header that far

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # its remarks on damage are not errors

# What programs leave as a title when nobody wrote one.
_NOT_A_TITLE = re.compile(
    r"(?:untitled|title|document|presentation|slide|book|template|null|none|unknown)?[\s\d]*"
    r"|(?:microsoft (?:word|powerpoint|excel)|powerpoint presentation|print|layout).*"
    r"|.*\.(?:pdf|docx?|dotx?|xlsx?|pptx?|rtf|odt|indd|qxd|qxp|pmd|tex|dvi|ps|eps|cdr|ai|html?|txt|tiff?|jpe?g|png)"
    r"|[^\s]*_[^\s]*|(?:file|https?)://\S*",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_]\w+)*")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """``title`` and ``language`` (BCP 47) as the file states them, None where it does not."""

    title: str | None = None
    language: str | None = None
    tagged: bool = False


def pdf_in(data: bytes) -> bytes:
    """Return the PDF in ``data``: all from its first line on.

    The layout engine would hand anything that does not begin as a PDF to an office
    suite; only PDFs may reach it.

    Raises:
        EmptyFile, TooLarge, NotAPdf: it is not worth opening.
    """
    if not data.strip(b"\0\t\n\r\f "):
        raise EmptyFile
    if len(data) > MAX_BYTES:
        raise TooLarge(f"{len(data)} bytes")
    start = data[: HEADER_WITHIN + len(HEADER)].find(HEADER)
    if start < 0:
        raise NotAPdf("no header")
    return data[start:]


def check_pages(total: int) -> None:
    """Raise NoPages or TooLarge where ``total`` pages are not for us."""
    if total < 1:
        raise NoPages
    if total > MAX_PAGES:
        raise TooLarge(f"{total} pages")


def catalogue_of(data: bytes, password: str | None = None) -> Catalogue:
    """Return what the file says of itself; where it is too damaged to say, nothing."""
    return stated_by(reader_of(data, password))


def reader_of(data: bytes, password: str | None = None) -> PdfReader | None:
    """Return a reader for ``data``, None where it is too damaged for one."""
    try:
        return open_pdf(data, password)
    except (MemoryError, RecursionError):
        raise
    except Exception:  # as in stated_by
        return None


def reader_and_facts(data: bytes, password: str | None = None) -> tuple[PdfReader | None, Catalogue]:
    """Return a reader for ``data``, as ``reader_of`` does, and what the file says of itself."""
    reader = reader_of(data, password)
    return reader, stated_by(reader)


def stated_by(reader: PdfReader | None) -> Catalogue:
    """Return what the file that ``reader`` reads says of itself."""
    try:
        root = reader.root_object if reader else None
        if reader is None or root is None:
            return Catalogue()
        return Catalogue(_title(reader), bcp47(_text(root.get("/Lang"))), _is_tagged(root))
    except Exception:
        # pypdf is strict where the layout engine is not, and what is asked here is
        # never needed: a torn catalogue must not stop a document that has pages.
        return Catalogue()


def count_pages(data: bytes, password: str | None = None) -> int:
    """Return the number of pages. Raises what pypdf raises on a damaged file, and PasswordNeeded."""
    return len(open_pdf(data, password).pages)


def open_pdf(data: bytes, password: str | None = None) -> PdfReader:
    """Return a reader for ``data``, unlocked.

    Raises:
        PasswordNeeded: it is locked, and ``password`` does not open it.
        Exception: whatever pypdf raises for a damaged file.
    """
    from pypdf import PasswordType, PdfReader

    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted and reader.decrypt(password or "") is PasswordType.NOT_DECRYPTED:
        raise PasswordNeeded
    return reader


def unlocked(data: bytes, password: str | None) -> bytes:
    """Return the PDF in ``data`` written anew without its lock.

    Raises:
        PasswordNeeded: ``password`` does not open it.
        UnknownLock: nothing that we have does.
    """
    from pypdf import PdfWriter

    try:
        writer = PdfWriter(clone_from=open_pdf(data, password))
        out = BytesIO()
        writer.write(out)
    except PasswordNeeded:
        raise
    except Exception as error:
        raise UnknownLock(repr(error)) from error
    return out.getvalue()


# --- what it says ---------------------------------------------------------------------------


def _text(value: Any) -> str | None:
    from pypdf.generic import IndirectObject

    if isinstance(value, IndirectObject):
        value = value.get_object()
    return one_line(str(value)) if value is not None else None


def _title(reader: PdfReader) -> str | None:
    return usable_title(_xmp_title(reader)) or usable_title(_info_title(reader))


def _info_title(reader: PdfReader) -> str | None:
    try:
        return _text(reader.metadata.title) if reader.metadata else None
    except Exception:  # a torn /Info leaves the XMP title, and the other way round
        return None


def _xmp_title(reader: PdfReader) -> str | None:
    try:
        titles = reader.xmp_metadata.dc_title if reader.xmp_metadata else None
    except Exception:
        return None
    if not titles:
        return None
    return titles.get("x-default") or next(iter(titles.values()))


def usable_title(title: str | None) -> str | None:
    """Return ``title`` if a person may have meant it, None for what programs leave behind."""
    title = one_line(title or "")[:MAX_TITLE]
    return None if _NOT_A_TITLE.fullmatch(title) else title


def bcp47(tag: str | None) -> str | None:
    """Return a language tag as BCP 47 writes it ("en-GB"), None where it is not one."""
    match = _LANGUAGE.fullmatch(tag or "")
    if not match:
        return None
    language, script, region = match.groups()
    parts = (language.lower(), script and script.title(), region and region.upper())
    return "-".join(part for part in parts if part)


def _is_tagged(root: Any) -> bool:
    marks = root.get("/MarkInfo")
    marks = marks.get_object() if marks is not None else {}
    return bool(marks.get("/Marked")) and "/StructTreeRoot" in root
