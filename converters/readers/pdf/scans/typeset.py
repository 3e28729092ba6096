"""Recognised words printed as a PDF of plain type, so that a scan goes through the same steps as any page.

The type is set in the size and at the place of the words on the picture. Nobody
ever sees this PDF; the layout engine reads it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from converters.tools.tesseract import RecognisedWord

# Heights of printed letters, as shares of the size of the type.
X_HEIGHT, ASCENT, DESCENT = 0.5, 0.21, 0.21
SAME_SIZE = 0.12  # share by which lines of one size come out different from a picture
SMALLEST, LARGEST = 4.0, 96.0  # points
USUAL_SIZE = 11.0

_LOW = frozenset("acemnorsuvwxz.-–—_~+=<>«»:…•·")
_DESCENDING = frozenset("gpqy")
_BOTH = frozenset("jQ()[]{}|/@§$,;")
_NARROW, _WIDE = frozenset("ijltfrI.,:;'!|()[]-"), frozenset("mwMW@%")
_FIRST_CODE, _CODES = 33, 220
_LINES = 100  # of a map from codes to Unicode in one part


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """The words of a picture of a page whose size is given in points; ``scale`` is points to a pixel."""

    words: tuple[RecognisedWord, ...]
    width: float
    height: float
    scale: float


def typeset(pages: Sequence[RecognisedPage]) -> bytes:
    """Return a PDF with a page for each of ``pages``."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    sheets = []
    for page in pages:
        fonts = _fonts(page)
        content = _content(page, fonts)
        first = len(objects) + 1
        objects += [_font_part(part, first + 2 * at + 1) for at, part in enumerate(_font_objects(fonts))]
        names = b" ".join(b"/F%d %d 0 R" % (at, first + 2 * at) for at in range(len(fonts)))
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Contents %d 0 R "
            b"/Resources << /Font << %b >> >> >>" % (page.width, page.height, len(objects), names)
        )
        sheets.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%b] /Count %d >>" % (b" ".join(sheets), len(sheets))
    return _written(objects)


def _written(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


# --- fonts ---------------------------------------------------------------------------------

Fonts = list[dict[str, int]]  # for each font, its codes by character


def _fonts(page: RecognisedPage) -> Fonts:
    """Return fonts such that one of them has all characters of a word, for every word of ``page``."""
    fonts: list[set[str]] = [{" "}]
    for word in page.words:
        wanted = set(word.text)
        if not any(wanted <= font for font in fonts):
            if len(fonts[-1] | wanted) > _CODES:
                fonts.append(set())
            fonts[-1] |= wanted
    return [{one: _FIRST_CODE + at for at, one in enumerate(sorted(font))} for font in fonts]


def _font_objects(fonts: Fonts) -> Iterator[tuple[dict[str, int], bool]]:
    for codes in fonts:
        yield codes, True
        yield codes, False


def _font_part(part: tuple[dict[str, int], bool], following: int) -> bytes:
    """Return a font, or the map of its codes to Unicode, which is the object ``following``."""
    codes, is_font = part
    if is_font:
        widths = b" ".join(b"%d" % _width(character) for character in codes)
        names = b" ".join(b"/uni%04X" % ord(character) for character in codes)
        return (
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar %d /LastChar %d /Widths [%b] "
            b"/Encoding << /Type /Encoding /Differences [%d %b] >> /ToUnicode %d 0 R >>"
            % (_FIRST_CODE, _FIRST_CODE + len(codes) - 1, widths, _FIRST_CODE, names, following)
        )
    lines = [
        b"<%02x> <%b>" % (code, character.encode("utf-16-be").hex().encode())
        for character, code in codes.items()
    ]
    parts = [lines[at : at + _LINES] for at in range(0, len(lines), _LINES)]
    table = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        b"1 begincodespacerange <00> <ff> endcodespacerange\n%b\nendcmap end end"
        % b"\n".join(b"%d beginbfchar\n%b\nendbfchar" % (len(part), b"\n".join(part)) for part in parts)
    )
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(table), table)


def _width(character: str) -> int:
    if character in _NARROW:
        return 278
    return 833 if character in _WIDE else 667 if character.isupper() else 556


# --- words ---------------------------------------------------------------------------------


def _content(page: RecognisedPage, fonts: Fonts) -> bytes:
    lines = [list(words) for _, words in groupby(page.words, key=lambda word: word.line)]
    sizes = _sizes([(_size(line) * page.scale, sum(len(word.text) for word in line)) for line in lines])
    drawn = (_line(line, size, page, fonts) for line, size in zip(lines, sizes, strict=True))
    return b"BT\n" + b"\n".join(part for parts in drawn for part in parts) + b"\nET"


def _sizes(found: list[tuple[float, int]]) -> list[float]:
    """Return the sizes of lines, each given with its characters, with those of the body text made one."""
    weighed: Counter[float] = Counter()
    for size, characters in found:
        weighed[round(size, 1)] += characters
    ordered = sorted(weighed.elements())
    body = ordered[len(ordered) // 2] if ordered else USUAL_SIZE
    near = (body if abs(size - body) <= SAME_SIZE * body else round(size) for size, _ in found)
    return [min(max(size, SMALLEST), LARGEST) for size in near]


def _size(line: Iterable[RecognisedWord]) -> float:
    """Return the size of the type of ``line`` in pixels, from the height of its words and their letters."""
    return median((word.bottom - word.top) / (_rise(word.text) + _drop(word.text)) for word in line)


def _rise(text: str) -> float:
    return X_HEIGHT if set(text) <= _LOW | _DESCENDING else X_HEIGHT + ASCENT


def _drop(text: str) -> float:
    return DESCENT if (_DESCENDING | _BOTH) & set(text) else 0.0


def _line(line: list[RecognisedWord], size: float, page: RecognisedPage, fonts: Fonts) -> Iterator[bytes]:
    low = median(word.bottom * page.scale - _drop(word.text) * size for word in line)
    foot = page.height - low
    for at, word in enumerate(line):
        left, right = word.left * page.scale, word.right * page.scale
        yield _shown(word.text, size, left, right, foot, fonts)
        if at + 1 < len(line) and (after := line[at + 1].left * page.scale) > right:
            yield _shown(" ", size, right, after, foot, fonts)


def _shown(text: str, size: float, left: float, right: float, foot: float, fonts: Fonts) -> bytes:
    """Return how ``text`` is shown from ``left`` to ``right``, stretched to fit."""
    stretch = max(100_000 * (right - left) / (sum(map(_width, text)) * size), 1.0)
    number, codes = next((at, font) for at, font in enumerate(fonts) if set(text) <= font.keys())
    shown = bytes(codes[character] for character in text).hex().encode()
    return b"%.1f Tz 1 0 0 1 %.2f %.2f Tm /F%d %.2f Tf <%b> Tj" % (stretch, left, foot, number, size, shown)
