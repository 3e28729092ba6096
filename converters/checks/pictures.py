"""Pictures inside our files: are they whole?"""

from __future__ import annotations

import io

_EIGHTH = 8  # a JPEG decoded at this part of its size is read to its end all the same


def is_whole(data: bytes) -> bool:
    """Say whether ``data`` is a PNG or JPEG that is read to its end; a PNG has checksums to tell."""
    from PIL import Image  # slow to load, and many documents have no picture

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.format == "PNG":
                picture.verify()
            else:
                picture.draft(None, (picture.width // _EIGHTH, picture.height // _EIGHTH))
                picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    return True
