"""What a person should look at in an author's tags: words in pictures, and descriptions that say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from converters.document import Block, Figure
from converters.findings import Finding, FindingKind
from converters.readers.pdf.text.characters import one_line
from converters.walk import every_block

_NO_DESCRIPTION = re.compile(
    r"(?:[A-Za-z]:\\|file:|https?:).*|\S*\.(?:png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|eps|ai)"
    r"|(?:image|picture|graphic|figure|photo|logo|chart|shape|diagram|object)[\s_-]*\d*",
    re.IGNORECASE,
)


def unsaid_words(unsaid: Mapping[int, Sequence[str]]) -> Iterator[Finding]:
    """Yield a finding for each page with words in pictures that a description stands for."""
    for number, words in sorted(unsaid.items()):
        text = one_line(" ".join(words))
        detail = f"A picture on this page shows words that its description stands for: “{text}”."
        yield Finding(FindingKind.TEXT_IN_PICTURE, number, detail)


def doubtful_descriptions(by_page: Mapping[int, Sequence[Block]]) -> Iterator[Finding]:
    """Yield which descriptions are empty, or are a program's and not an author's."""
    for number, blocks in sorted(by_page.items()):
        alts = [block.alt for block in every_block(blocks) if isinstance(block, Figure)]
        if empty := alts.count(""):
            which = "a picture" if empty == 1 else f"{empty} pictures"
            detail = f"The author left the description of {which} on this page empty, as of decoration."
            yield Finding(FindingKind.DESCRIPTION_EMPTY, number, detail)
        for alt in dict.fromkeys(alt for alt in alts if alt and not _describes(alt)):
            detail = f"The description of a picture on this page does not describe it: “{alt}”."
            yield Finding(FindingKind.DESCRIPTION_DOUBTFUL, number, detail)


def _describes(alt: str) -> bool:
    """Tell whether ``alt`` is more than a program's name for a picture: a file, or a kind and a number."""
    return not _NO_DESCRIPTION.fullmatch(alt)
