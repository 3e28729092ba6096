"""Pictures as PNG or JPEG that every writer can take, each kept once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias

from converters.document import Block, Equation, Figure, Image
from converters.findings import Finding, FindingKind
from converters.readers.pdf.page import Picture
from converters.walk import with_children

if TYPE_CHECKING:
    import PIL.Image

MAX_PIXELS = 40_000_000
MIN_POINTS = 10.0  # smaller on the page than this either way is a rule, a dot or a bullet
QUICK = 2  # of 9: a scanned page is written in a fifth of the time, a tenth larger
FINE = 90  # of 100: the quality at which a photograph in printing inks is written again
EIGHTH = 8  # a JPEG decoded at this part of its size is read to its end all the same

COARSE = 1.2  # pixels to the point
_PNG = b"\x89PNG\r\n\x1a\n"

Draw: TypeAlias = Callable[[Picture], bytes | None]
"""Returns a PNG of a picture's place on its page, None where that cannot be drawn."""

_KEEP = {
    ("JPEG", "RGB"),
    ("JPEG", "L"),
    ("PNG", "RGB"),
    ("PNG", "RGBA"),
    ("PNG", "L"),
    ("PNG", "P"),
    ("PNG", "1"),
}
_MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png"}


def image_from(data: bytes, name: str, width_points: float | None) -> Image | None:
    """Return ``data`` as an image called ``name``, None where no picture can be read from it."""
    import PIL.Image  # slow to load, and many documents have no picture

    try:
        with PIL.Image.open(BytesIO(data)) as picture:
            size, kind = picture.size, picture.format or ""
            if picture.width * picture.height > MAX_PIXELS:
                return None
            if (kind, picture.mode) in _KEEP:
                _check(picture)
            else:
                data, kind = _rewritten(picture)
            return Image(name, _MEDIA_TYPES[kind], data, *size, width_points)
    except (OSError, ValueError, SyntaxError, PIL.Image.DecompressionBombError):
        return None  # Pillow's ways of saying that the bytes are no picture


def _check(picture: PIL.Image.Image) -> None:
    """Read ``picture`` to its end: what is torn raises one of Pillow's errors.

    A PDF holds no PNG: the engine or we made it, and its checksums tell whether it is whole.
    """
    if picture.format == "PNG":
        picture.verify()
    else:
        picture.draft(None, (picture.width // EIGHTH, picture.height // EIGHTH))
        picture.load()


def _rewritten(picture: PIL.Image.Image) -> tuple[bytes, str]:
    """Return ``picture`` in colours that a screen shows: what was a JPEG as one, else without loss."""
    out = BytesIO()
    colours = picture.convert("RGB")
    if picture.format == "JPEG":
        colours.save(out, "JPEG", quality=FINE)
        return out.getvalue(), "JPEG"
    colours.save(out, "PNG", compress_level=QUICK)
    return out.getvalue(), "PNG"


def is_to_be_drawn(picture: Picture) -> bool:
    """Tell whether ``picture`` is shown as its page shows it, and not by its own bytes.

    It has none, or the engine has made it as coarse as a pixel to the point, which print is not.
    """
    return not (picture.data or picture.same_as) or _is_coarse(picture)


def _is_coarse(picture: Picture) -> bool:
    if not picture.data.startswith(_PNG) or picture.box.right - picture.box.left < MIN_POINTS:
        return False
    return int.from_bytes(picture.data[16:20]) < COARSE * (picture.box.right - picture.box.left)


class Pictures:
    """Collects the images of a document while its figures are bound to them."""

    def __init__(self, found: tuple[Picture, ...], drawn: Draw = lambda _: None) -> None:
        self._found = {picture.name: picture for picture in found}
        self._drawn = drawn
        self._fine: dict[str, bytes] = {}
        self._by_bytes: dict[str, Image | None] = {}
        self.findings: list[Finding] = []

    @property
    def images(self) -> tuple[Image, ...]:
        return tuple(image for image in self._by_bytes.values() if image)

    def add(self, data: bytes, width_points: float | None) -> str | None:
        """Return the name under which ``data`` is kept, None where it is no picture."""
        key = sha256(data).hexdigest()
        if key not in self._by_bytes:
            name = f"image-{len(self.images) + 1}"
            self._by_bytes[key] = image_from(data, name, width_points)
        image = self._by_bytes[key]
        return image.name if image else None

    def fine(self, picture: Picture) -> bytes:
        """Return the bytes of ``picture`` as found, or as its page shows it."""
        source = self._found.get(picture.same_as or "", picture)
        if source.name not in self._fine:
            shown = self._drawn(source) if is_to_be_drawn(source) else None
            self._fine[source.name] = shown or source.data or picture.data
        return self._fine[source.name]

    def bound(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return ``blocks`` with the picture of each figure in them as the document's, tiny ones left out."""
        return tuple(kept for block in blocks if (kept := self._bound(block)) is not None)

    def _bound(self, block: Block) -> Block | None:
        return self._bind(block) if isinstance(block, Figure | Equation) else with_children(block, self.bound)

    def _bind(self, figure: Figure | Equation) -> Figure | Equation | None:
        picture = self._found.get(figure.image or "")
        if picture is None:
            return figure
        width = picture.box.right - picture.box.left
        high = picture.box.bottom - picture.box.top
        if isinstance(figure, Figure) and min(width, high) < MIN_POINTS:
            self._note(
                FindingKind.IMAGE_LEFT_OUT, picture.page, "A very small picture, such as a rule or a dot."
            )
            return None
        name = self.add(self.fine(picture), width)
        if name is None:
            self._note(FindingKind.IMAGE_NOT_READ, picture.page, "A picture on this page could not be read.")
        return replace(figure, image=name)

    def _note(self, kind: FindingKind, page: int, detail: str) -> None:
        finding = Finding(kind, page, detail)
        if finding not in self.findings:
            self.findings.append(finding)
