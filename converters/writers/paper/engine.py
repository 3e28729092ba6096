"""HTML set as a tagged PDF (PDF/UA-1) by WeasyPrint. Nothing is fetched: pictures and fonts are inside."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from converters.writers.laying_out import Painted
from converters.writers.paper.saying import say_what_is_painted
from converters.writers.paper.structure import write_structure
from converters.writers.paper.tagging import Tagger

_PAGINATION = "/Pagination"
_WORD_JOINER = "\u2060"


def set_as_pdf(source: bytes, painted: Painted) -> tuple[bytes, frozenset[str]]:
    """Return the PDF, and the characters that no typeface on this machine has; tell each page painted."""
    # Half a second to import, and only PDF needs it.
    from weasyprint import HTML  # type: ignore[import-untyped]
    from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]

    inside = URLFetcher(allowed_protocols={"data"})
    laid_out = HTML(string=source.decode("utf-8"), url_fetcher=inside).render(pdf_variant="pdf/ua-1")
    tagger = Tagger()
    for number, page in enumerate(laid_out.pages, start=1):
        told = partial(painted, number, len(laid_out.pages))
        page.paint = partial(_paint, page, page.paint, tagger, laid_out.fonts, told)
    missing: set[str] = set()

    def finish(document: Any, pdf: Any) -> None:
        _drop(tagger.needless, pdf)
        write_structure(pdf, tagger.root, tagger.counts, tagger.annotations)
        missing.update(chr(point) for font in document.fonts.values() for point in font.missing)

    data = cast(bytes, laid_out.write_pdf(finisher=finish, pdf_variant="pdf/ua-1"))
    return data, frozenset(missing)


def _paint(
    page: Any,
    paint: Any,
    tagger: Tagger,
    fonts: Any,
    told: Callable[[], None],
    stream: Any,
    scale: float = 1,
) -> None:
    """Paint a page, and take its marked sequences for our tree before the engine makes its own of them."""
    paint(stream, scale)
    say_what_is_painted(stream, stream._tags, fonts)
    _name_shapes(fonts)
    _make_artifacts(stream, tagger.add_page(page._page_box, stream._tags))
    # An empty page makes an empty tree, which write_structure fills.
    stream._tags.clear()
    page._page_box = page._page_box.copy_with_children([])
    told()


def _name_shapes(fonts: Any) -> None:
    """Give every shape a character, an invisible one where the engine knows none.

    Where one cluster of letters has several shapes, its text belongs to the first, and the others
    have none; and a byte order mark is no character. PDF/UA-1 (7.21.7) allows neither.
    """
    for font in fonts.values():
        for shape, text in font.to_unicode.items():
            if not text.strip("\ufeff\ufffe\x00"):
                font.to_unicode[shape] = _WORD_JOINER


def _make_artifacts(stream: Any, numbers: set[int]) -> None:
    """Turn marked sequences into artifacts of pagination (ISO 32000-1, 14.8.2.2)."""
    import pydyf  # type: ignore[import-untyped]  # comes with WeasyPrint

    steps = stream.stream
    for index, step in enumerate(steps):
        if isinstance(step, dict) and step.get("MCID") in numbers:
            steps[index - 1] = "/Artifact"
            steps[index] = pydyf.Dictionary({"Type": _PAGINATION})


def _drop(annotations: list[Any], pdf: Any) -> None:
    """Take links off their pages."""
    references = {annotation.reference for annotation in annotations}
    for made in pdf.objects if references else ():
        if isinstance(made, dict) and "Annots" in made:
            made["Annots"][:] = [one for one in made["Annots"] if one not in references]
