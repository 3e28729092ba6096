"""What can be said of a file at once, without reading its pages: used when it is handed in."""

from __future__ import annotations

from dataclasses import dataclass

from converters.errors import ConversionError, TooComplex


@dataclass(frozen=True, slots=True)
class Facts:
    """``title`` and ``language`` are those that the file states, None where it states none."""

    pages: int
    title: str | None
    language: str | None
    tagged: bool


def facts(data: bytes, password: str | None = None) -> Facts:
    """Return the facts of the PDF in ``data``.

    Raises:
        ConversionError: it could not be converted either; the same errors as reading it.
    """
    from converters.readers.pdf import catalogue  # pypdf is loaded when a file is here, not before

    data = catalogue.pdf_in(data)
    try:
        pages = _pages(data, password)
    except (MemoryError, RecursionError) as error:
        raise TooComplex(repr(error)) from error
    catalogue.check_pages(pages)
    stated = catalogue.catalogue_of(data, password)
    return Facts(pages, stated.title, stated.language, stated.tagged)


def _pages(data: bytes, password: str | None) -> int:
    from converters.readers.pdf import catalogue, layout

    try:
        if pages := catalogue.count_pages(data, password):
            return pages
    except (ConversionError, MemoryError, RecursionError):
        raise
    except Exception:  # noqa: S110 - pypdf gives up on damage that the layout engine repairs
        pass
    return layout.page_count(data, password)
