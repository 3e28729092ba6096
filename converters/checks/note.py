"""Every file says of itself what it is: made automatically, or checked by a person on a day."""

from __future__ import annotations

import re

from converters.quality import AUTOMATIC

_CHECKED = "Checked by a person on"
_SAID = tuple(re.sub(r"\s", "", words) for words in (AUTOMATIC, _CHECKED))
LACKING = "The file does not say whether a person has checked it."


def says_what_it_is(text: str) -> bool:
    """Say whether ``text`` has the words of the quality note, wherever its lines end."""
    bare = re.sub(r"\s", "", text)
    return any(words in bare for words in _SAID)
