"""liblouis: text to braille cells, by the tables of the world's braille codes.

The library is called in this process through its C interface (liblouis manual,
"Programming with liblouis"); its own Python module belongs to the system's Python.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Sequence
from functools import cache

from converters.errors import ToolFailed, ToolMissing

PROGRAM = "liblouis"
ITALIC, BOLD = 1, 4  # typeforms, bits of one number
CELLS = "unicode.dis"  # the display table that writes cells as Unicode braille
BLANK = "\u2800"

_SILENT = 60000  # LOU_LOG_OFF
_LARGEST_GROWTH = 16  # cells of a character that no table has: its number, written out
_SPARE = 64


def is_installed() -> bool:
    """Tell whether the library is there to be called."""
    return ctypes.util.find_library("louis") is not None


def translated(text: str, table: str, forms: Sequence[int] = ()) -> str:
    """Return ``text`` as Unicode braille by ``table``; ``forms`` has the typeform of each character, if any.

    Raises:
        ToolMissing, ToolFailed: there is nothing to return.
    """
    library, encoding, width = _library()
    given = text.encode(encoding, "replace")
    length = ctypes.c_int(len(given) // width)
    room = length.value * _LARGEST_GROWTH + _SPARE
    made = ctypes.create_string_buffer(room * width)
    made_length = ctypes.c_int(room)
    typeforms = (ctypes.c_ushort * room)(*forms) if any(forms) else None
    done = library.lou_translateString(
        f"{CELLS},{table}".encode(),
        given,
        ctypes.byref(length),
        made,
        ctypes.byref(made_length),
        typeforms,
        None,
        0,
    )
    if not done or length.value < len(given) // width:
        raise ToolFailed(f"{PROGRAM}: {table}")
    return made.raw[: made_length.value * width].decode(encoding)


@cache
def _library() -> tuple[ctypes.CDLL, str, int]:
    """Return the library, the encoding of its characters, and the bytes of one."""
    name = ctypes.util.find_library("louis")
    if name is None:
        raise ToolMissing(PROGRAM)
    try:
        library = ctypes.CDLL(name)
        library.lou_setLogLevel(_SILENT)
        width = int(library.lou_charSize())
    except (OSError, AttributeError) as error:
        raise ToolFailed(f"{PROGRAM}: {error}") from error
    return library, f"utf-{width * 8}-le", width
